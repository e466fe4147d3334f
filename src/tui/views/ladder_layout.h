/* The Ladder view: where each day stands across the screen.  Pure. */
#ifndef KUNDRESA_TUI_LADDER_LAYOUT_H
#define KUNDRESA_TUI_LADDER_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LADDER_NO_RUNG ((size_t)-1)

/* A place on the axis: a step, or the due date where no step falls on it. */
struct ladder_column {
  size_t rung; /* index of the step, or LADDER_NO_RUNG: the due date */
  bool placed; /* whether the step has a day; those without stand last */
  int64_t day; /* after the due date */
  int x;       /* where it begins, from 0 */
};

struct ladder_layout {
  struct ladder_column *columns;
  size_t count;
  size_t placed; /* columns that have a day: the first ones */
  int scale;     /* of ladder_scale_count */
  int width;     /* of all columns together */
};

/* What a day is wide, from many days in a column of the screen to many columns a day. */
#define LADDER_SCALES 8

/* Puts the days of steps (@days, ascending; the first @placed of @count have one) into
 * @layout, which starts as zeroes.  Each column is at least @least wide, so that what
 * stands below it can be read; beyond that as many days as @scale says.  @last is the
 * day on which the last deadline ends. */
void ladder_lay_out(struct ladder_layout *layout, const int64_t *days, size_t placed, size_t count,
                    int least, int scale, int64_t last);
void ladder_layout_clear(struct ladder_layout *layout);

/* The same with the largest scale at which all of it is at most @room wide, or the
 * smallest. */
void ladder_fit(struct ladder_layout *layout, const int64_t *days, size_t placed, size_t count,
                int least, int room, int64_t last);

/* Where a day stands, also between columns and outside of them. */
int ladder_x(const struct ladder_layout *layout, int64_t day);

/* The column of a step. */
size_t ladder_column_of(const struct ladder_layout *layout, size_t rung);

#endif
