#include "tui/views/ladder_layout.h"

#include "base/mem.h"

#include <stdlib.h>

/* Columns of the screen and the days that they stand for. */
static const struct {
  int columns, days;
} scales[LADDER_SCALES] = {{1, 30}, {1, 7}, {1, 3}, {1, 2}, {1, 1}, {2, 1}, {3, 1}, {4, 1}};

/* More than any screen is wide. */
#define X_MOST 1000000

static int span(int scale, int64_t days)
{
  int64_t columns = days * scales[scale].columns / scales[scale].days;
  return columns > X_MOST ? X_MOST : (int)columns;
}

void ladder_layout_clear(struct ladder_layout *layout)
{
  free(layout->columns);
  *layout = (struct ladder_layout){0};
}

/* The steps by their days, with the due date among them. */
static void gather(struct ladder_layout *layout, const int64_t *days, size_t placed, size_t count)
{
  bool due = placed == 0; /* said already */
  layout->columns = mem_new(count + 1, sizeof *layout->columns);
  for (size_t i = 0; i < count; i++) {
    if (!due && (i == placed || days[i] >= 0)) {
      due = true;
      if (i == placed || days[i] > 0)
        layout->columns[layout->count++] =
            (struct ladder_column){.rung = LADDER_NO_RUNG, .placed = true};
    }
    layout->columns[layout->count++] =
        (struct ladder_column){.rung = i, .placed = i < placed, .day = i < placed ? days[i] : 0};
  }
  if (!due)
    layout->columns[layout->count++] =
        (struct ladder_column){.rung = LADDER_NO_RUNG, .placed = true};
  while (layout->placed < layout->count && layout->columns[layout->placed].placed)
    layout->placed++;
}

void ladder_lay_out(struct ladder_layout *layout, const int64_t *days, size_t placed, size_t count,
                    int least, int scale, int64_t last)
{
  ladder_layout_clear(layout);
  gather(layout, days, placed, count);
  layout->scale = scale;
  int x = 0;
  for (size_t i = 0; i < layout->count; i++) {
    struct ladder_column *column = &layout->columns[i];
    if (i > 0) {
      int far = column->placed ? span(scale, column->day - column[-1].day) : 0;
      if (i == layout->placed) /* room for the last deadline, and for a rule */
        far = span(scale, last - column[-1].day) + 2;
      x += far > least ? far : least;
    }
    column->x = x > X_MOST ? X_MOST : x;
    x = column->x;
  }
  layout->width = x + least;
  if (layout->placed == layout->count && layout->count > 0) {
    int far = span(scale, last - layout->columns[layout->count - 1].day) + 1;
    layout->width = x + (far > least ? far : least);
  }
}

void ladder_fit(struct ladder_layout *layout, const int64_t *days, size_t placed, size_t count,
                int least, int room, int64_t last)
{
  for (int scale = LADDER_SCALES - 1; scale >= 0; scale--) {
    ladder_lay_out(layout, days, placed, count, least, scale, last);
    if (layout->width <= room)
      return;
  }
}

int ladder_x(const struct ladder_layout *layout, int64_t day)
{
  const struct ladder_column *columns = layout->columns;
  if (layout->placed == 0)
    return 0;
  if (day <= columns[0].day)
    return columns[0].x - span(layout->scale, columns[0].day - day);
  size_t after = 0;
  while (after < layout->placed && columns[after].day < day)
    after++;
  if (after == layout->placed)
    return columns[after - 1].x + span(layout->scale, day - columns[after - 1].day);
  int64_t days = columns[after].day - columns[after - 1].day;
  int64_t wide = columns[after].x - columns[after - 1].x;
  return columns[after - 1].x + (int)(wide * (day - columns[after - 1].day) / days);
}

size_t ladder_column_of(const struct ladder_layout *layout, size_t rung)
{
  for (size_t i = 0; i < layout->count; i++)
    if (layout->columns[i].rung == rung)
      return i;
  return 0;
}
