/* The Map view from far away: the stages, and what is true of each as a whole. */
#include "base/i18n.h"
#include "base/mem.h"
#include "tui/views/map_grid.h"

#include <stdlib.h>

/* Wide enough for the names of what is counted. */
#define NAMES 13
/* So narrow that seven stages fit into 80 columns. */
#define WISH 9

/* The mean, rounded to the nearest. */
static int64_t mean(int64_t sum, int64_t count)
{
  if (count == 0)
    return UNSET;
  int64_t doubled = 2 * sum + (sum < 0 ? -count : count);
  return doubled / (2 * count);
}

static void paint_curves(const struct grid *grid, int row)
{
  const struct map_view *map = grid->map;
  size_t count = map->data.stage_count;
  struct curve_point *points = mem_new(2 * count, sizeof *points);
  for (size_t i = 0; i < count; i++) {
    const struct stage_summary *summary = &map->summaries[i];
    int column = ((int)i - (int)map->first) * grid->width + grid->width / 2 - 1;
    points[i] = (struct curve_point){column, mean(summary->wished_sum, summary->wished_count)};
    points[count + i] = (struct curve_point){column, mean(summary->felt_sum, summary->felt_count)};
  }
  grid_paint_curves(grid, row, points, points + count, count);
  free(points);
}

/* One count of a stage; @row counts from the first one below the curve. */
static void paint_count(const struct grid *grid, int row, int column, enum style style, size_t of,
                        const char *format)
{
  struct str text = {0};
  str_addf(&text, format, of);
  if (row < grid->area.row + grid->area.rows)
    paint_text(row, column, grid->width - 1, style, str_text(&text));
  str_clear(&text);
}

static void paint_owners(const struct grid *grid, int row, int column, const bool *owners)
{
  int end = column + grid->width - 1;
  for (int64_t d = 0; d < 8 && row < grid->area.row + grid->area.rows; d++)
    if (owners[d] && column < end)
      column += 1 + paint_text(row, column, end - column, (enum style)(STYLE_DEPARTMENT + d),
                               department_letter(d));
}

static void paint_stage(const struct grid *grid, size_t index, bool here, int row)
{
  const struct map_view *map = grid->map;
  const struct stage_summary *summary = &map->summaries[index];
  int at = grid_column(grid, index);
  struct rect title = {grid->head, at, GRID_TITLE_ROWS, grid->width - 1};
  if (here)
    paint_fill(title, STYLE_SELECTED);
  paint_wrapped(title, here ? STYLE_SELECTED : STYLE_HEADING, map->data.stages[index].stage.title);
  if (here)
    paint_cursor(grid->head, at);
  paint_count(grid, row, at, summary->touchpoints > 0 ? STYLE_TEXT : STYLE_DIM,
              summary->touchpoints, "%zu");
  if (summary->truths > 0)
    paint_count(grid, row + 1, at, STYLE_TEXT, summary->truths, "%zu");
  paint_owners(grid, row + 2, at, summary->owners);
  if (summary->uncovered > 0)
    paint_count(grid, row + 3, at, STYLE_WARN, summary->uncovered, "! %zu");
  else if (summary->touchpoints > 0)
    paint_count(grid, row + 3, at, STYLE_GOOD, 0, "%zu");
}

/* Where there is room, what the marked stage holds. */
static void paint_touchpoints(struct map_view *map, size_t stage, struct rect area)
{
  struct error err = {0};
  size_t first = map_data_first(&map->data, stage);
  size_t count = map->data.stages[stage].touchpoints;
  if (count > (size_t)area.rows)
    count = (size_t)area.rows;
  if (map_data_need(&map->data, first, first + count, &err) != STATUS_OK) {
    tui_fault(map->view.tui, &err);
    return;
  }
  for (size_t i = 0; i < count; i++) {
    const struct map_column *column = map_data_column(&map->data, first + i);
    int row = area.row + (int)i;
    struct str text = {0};
    if (column == NULL || column->touchpoint == NULL)
      continue;
    if (column->touchpoint->moment_of_truth == 1)
      str_addf(&text, "%s ", screen_glyph(GLYPH_DIAMOND));
    if (column->touchpoint->covered != coverage_yes)
      str_add(&text, "! ");
    str_add(&text, column->touchpoint->title);
    paint_text(row, area.column, NAMES + 30, STYLE_TEXT, str_text(&text));
    str_cut(&text, 0);
    map_cell_add(&text, &map->view.tui->auditor, column, LANE_WHEN);
    paint_text(row, area.column + NAMES + 32, 16, STYLE_DIM, str_text(&text));
    str_cut(&text, 0);
    enum style style = map_cell_add(&text, &map->view.tui->auditor, column, LANE_OWNER);
    paint_text(row, area.column + NAMES + 50, area.columns - NAMES - 50, style, str_text(&text));
    str_clear(&text);
  }
}

void map_far_paint(struct map_view *map, struct rect area)
{
  struct grid grid = {.names = NAMES, .head_rows = 1};
  struct rect below = area;
  size_t current = map_data_stage(&map->data, map->current);
  /* No rows below what is shown: the rules end there too. */
  int rows = 1 + GRID_TITLE_ROWS + CURVE_ROWS + 5;
  if (area.rows > rows)
    area.rows = rows;
  grid_lay_out(&grid, map, area, map->data.stage_count, current, WISH);
  map->lane_first = 0;
  size_t last = map->first + (size_t)grid.count;
  if (last > map->data.stage_count)
    last = map->data.stage_count;
  for (size_t i = map->first; i < last; i++)
    grid_paint_rule(&grid, i);
  grid_paint_scale(&grid, grid.lanes, false);
  paint_curves(&grid, grid.lanes);
  int row = grid.lanes + CURVE_ROWS + 1;
  struct str truths = {0};
  str_addf(&truths, "%s %s", screen_glyph(GLYPH_DIAMOND), i18n_text(NC_("lane", "Decisive")));
  const char *const names[] = {i18n_text(NC_("lane", "Touchpoints")), str_text(&truths),
                               grid_lane_name(LANE_OWNER), i18n_text(NC_("lane", "Uncovered"))};
  for (int i = 0; i < 4 && row + i < area.row + area.rows; i++)
    paint_text(row + i, area.column + 1, NAMES - 2, STYLE_HEADING, names[i]);
  str_clear(&truths);
  for (size_t i = map->first; i < last; i++)
    paint_stage(&grid, i, i == current, row);
  below.row += area.rows + 1;
  below.rows -= area.rows + 1;
  below.column += 1;
  below.columns -= 2;
  if (below.rows > 0)
    paint_touchpoints(map, current, below);
}
