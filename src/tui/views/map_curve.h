/* The experience curve as characters: pure, drawn into a grid. */
#ifndef KUNDRESA_TUI_MAP_CURVE_H
#define KUNDRESA_TUI_MAP_CURVE_H

#include "tui/screen.h"

#include <stddef.h>
#include <stdint.h>

/* +2 stands in the first row, -2 in the last. */
#define CURVE_ROWS 5

/* A point: its column in the grid (may lie outside) and what is felt there. */
struct curve_point {
  int column;
  int64_t value; /* -2 … +2, or UNSET: the curve is broken there */
};

/* What stands in a cell of the grid. */
struct curve_cell {
  bool drawn;
  enum glyph glyph;
  enum style style;
};

/* Draws one curve over what is in @grid (CURVE_ROWS rows of @columns): as a
 * line with points, or dashed with rings.  What lies outside is left out. */
void curve_draw(struct curve_cell *grid, int columns, const struct curve_point *points,
                size_t count, bool dashed);

#endif
