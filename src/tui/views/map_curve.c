#include "tui/views/map_curve.h"

#include "model/entity.h"

struct pen {
  struct curve_cell *grid;
  int columns;
  enum style style;
};

static void put(const struct pen *pen, int row, int column, enum glyph glyph)
{
  if (column < 0 || column >= pen->columns || row < 0 || row >= CURVE_ROWS)
    return;
  pen->grid[row * pen->columns + column] = (struct curve_cell){true, glyph, pen->style};
}

static int row_of(int64_t value)
{
  return 2 - (int)value;
}

/* From one point to the next: along, up or down in the middle, and along.
 * The two curves turn at different columns, so that both can be seen. */
static void draw_leg(const struct pen *pen, const struct curve_point *from,
                     const struct curve_point *to, bool dashed)
{
  enum glyph along = dashed ? GLYPH_DASH : GLYPH_HORIZONTAL;
  enum glyph up = dashed ? GLYPH_DOTS : GLYPH_VERTICAL;
  int start = row_of(from->value);
  int end = row_of(to->value);
  int middle = (from->column + to->column) / 2 + (dashed ? 2 : 0);
  for (int column = from->column + 1; column < to->column; column++)
    if (column != middle || start == end)
      put(pen, column < middle ? start : end, column, along);
  if (start == end)
    return;
  put(pen, start, middle, end > start ? GLYPH_DOWN_LEFT : GLYPH_UP_LEFT);
  put(pen, end, middle, end > start ? GLYPH_UP_RIGHT : GLYPH_DOWN_RIGHT);
  for (int row = (start < end ? start : end) + 1; row < (start < end ? end : start); row++)
    put(pen, row, middle, up);
}

void curve_draw(struct curve_cell *grid, int columns, const struct curve_point *points,
                size_t count, bool dashed)
{
  struct pen pen = {grid, columns, dashed ? STYLE_TO_BE : STYLE_AS_IS};
  for (size_t i = 1; i < count; i++)
    if (points[i - 1].value != UNSET && points[i].value != UNSET)
      draw_leg(&pen, &points[i - 1], &points[i], dashed);
  for (size_t i = 0; i < count; i++)
    if (points[i].value != UNSET)
      put(&pen, row_of(points[i].value), points[i].column, dashed ? GLYPH_RING : GLYPH_POINT);
}
