/* The Map view: the grid of lanes and columns that its zooms share. */
#ifndef KUNDRESA_TUI_MAP_GRID_H
#define KUNDRESA_TUI_MAP_GRID_H

#include "tui/views/map_curve.h"
#include "tui/views/map_view.h"

/* Rows of a title at the top of a column. */
#define GRID_TITLE_ROWS 3
/* Rows of the stage names, at most. */
#define GRID_HEAD_ROWS 2

struct grid {
  struct map_view *map;
  struct rect area;
  int names;  /* columns for the names of the lanes, at the left */
  int column; /* where the columns begin */
  int width;  /* of each column, one space included */
  int count;  /* columns shown */
  int head;   /* row of the stage names, and how many they take */
  int head_rows;
  int lanes; /* row of the first lane */
  int rows;  /* rows for lanes */
};

/* Divides @area among as many of @total columns, each at least @wish wide, as
 * fit, and scrolls so that @current is among them.  grid->names and head_rows
 * must be set. */
void grid_lay_out(struct grid *grid, struct map_view *map, struct rect area, size_t total,
                  size_t current, int wish);

/* The screen's column where a column of the map begins. */
int grid_column(const struct grid *grid, size_t index);

/* Rows of all lanes together, and the place of one below the first, which is
 * negative or past grid->rows where it is scrolled away. */
int grid_all_lane_rows(const struct map_view *map);
int grid_lane_row(const struct grid *grid, enum lane_index lane);

/* The name of a lane. */
const char *grid_lane_name(enum lane_index lane);

/* Scrolls the lanes so that the marked one is seen. */
void grid_scroll_lanes(struct grid *grid);

/* Draws a rule down the grid before a column. */
void grid_paint_rule(const struct grid *grid, size_t index);

/* Draws both curves, the first row of which stands at @row. @points holds those
 * of the curve to be (@dashed) first, then those as it is. */
void grid_paint_curves(const struct grid *grid, int row, const struct curve_point *to_be,
                       const struct curve_point *as_is, size_t count);

/* Draws what the curve's rows mean in front of it: the scale and the signs. */
void grid_paint_scale(const struct grid *grid, int row, bool marked);

/* What stands in a cell, in words; of a list an item a line. */
enum style map_cell_add(struct str *out, const struct auditor *auditor,
                        const struct map_column *column, enum lane_index lane);
/* What stands between the items of a list. */
const char *map_cell_joint(enum lane_index lane);

/* Draws the zoom that shows stages. */
void map_far_paint(struct map_view *map, struct rect area);

/* Draws the selected touchpoint closely: beside the grid or below it. */
void map_panel_paint(struct map_view *map, struct rect area, bool beside);

#endif
