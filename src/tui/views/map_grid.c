#include "tui/views/map_grid.h"

#include "base/i18n.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static const char *const lane_names[LANE_COUNT] = {
    [LANE_TITLE] = "",
    [LANE_WHEN] = NC_("lane", "When"),
    [LANE_FEELS] = NC_("lane", "Feels"),
    [LANE_OWNER] = NC_("lane", "Owner"),
    [LANE_CHANNELS] = NC_("lane", "Channels"),
    [LANE_SYSTEMS] = NC_("lane", "Systems"),
    [LANE_QUESTIONS] = NC_("lane", "Asked"),
    [LANE_TEXTS] = NC_("lane", "Texts"),
    [LANE_FINDINGS] = NC_("lane", "Findings"),
    [LANE_COVERED] = NC_("lane", "Covered"),
    [LANE_GRADES] = NC_("lane", "Grades"),
    [LANE_EVIDENCE] = NC_("lane", "Evidence"),
};

const char *grid_lane_name(enum lane_index lane)
{
  return i18n_text(lane_names[lane]);
}

int map_lane_rows(const struct map_view *map, enum lane_index lane)
{
  if (lane == LANE_SYSTEMS)
    return 1 + map->lane_extra;
  if (lane == LANE_CHANNELS)
    return map->lane_extra > 0 ? 2 : 1;
  return lane == LANE_FEELS ? CURVE_ROWS : 1;
}

int grid_all_lane_rows(const struct map_view *map)
{
  int rows = 0;
  for (int lane = LANE_TITLE + 1; lane < LANE_COUNT; lane++)
    rows += map_lane_rows(map, (enum lane_index)lane);
  return rows;
}

int grid_lane_row(const struct grid *grid, enum lane_index lane)
{
  int at = -grid->map->lane_first;
  for (int i = LANE_TITLE + 1; i < (int)lane; i++)
    at += map_lane_rows(grid->map, (enum lane_index)i);
  return at;
}

int grid_column(const struct grid *grid, size_t index)
{
  return grid->column + (int)(index - grid->map->first) * grid->width;
}

void grid_lay_out(struct grid *grid, struct map_view *map, struct rect area, size_t total,
                  size_t current, int wish)
{
  int room = area.columns - grid->names;
  grid->map = map;
  grid->area = area;
  grid->column = area.column + grid->names;
  grid->count = room / wish > 0 ? room / wish : 1;
  if ((size_t)grid->count > total && total > 0)
    grid->count = (int)total;
  grid->width = room / grid->count;
  if (grid->width > wish * 2)
    grid->width = wish * 2;
  grid->head = area.row;
  grid->lanes = area.row + grid->head_rows + GRID_TITLE_ROWS;
  grid->rows = area.rows - grid->head_rows - GRID_TITLE_ROWS;
  if (current < map->first)
    map->first = current;
  if (current >= map->first + (size_t)grid->count)
    map->first = current - (size_t)grid->count + 1;
  if (map->first + (size_t)grid->count > total)
    map->first = total > (size_t)grid->count ? total - (size_t)grid->count : 0;
  map->shown = grid->count;
  map->grid_column = grid->column;
  map->column_width = grid->width;
  map->lanes_row = grid->lanes;
}

void grid_scroll_lanes(struct grid *grid)
{
  struct map_view *map = grid->map;
  int most = grid_all_lane_rows(map) - grid->rows;
  if (map->lane == LANE_TITLE) {
    map->lane_first = 0;
  } else {
    int at = grid_lane_row(grid, map->lane) + map->lane_first;
    int end = at + map_lane_rows(map, map->lane);
    if (end > map->lane_first + grid->rows)
      map->lane_first = end - grid->rows;
    if (at < map->lane_first)
      map->lane_first = at;
  }
  if (map->lane_first > most)
    map->lane_first = most;
  if (map->lane_first < 0)
    map->lane_first = 0;
}

void grid_paint_rule(const struct grid *grid, size_t index)
{
  paint_rule((struct rect){grid->head, grid_column(grid, index) - 1,
                           grid->lanes + grid->rows - grid->head, 1},
             STYLE_BORDER, GLYPH_VERTICAL);
}

static bool is_seen(const struct grid *grid, int row)
{
  return row >= grid->lanes && row < grid->lanes + grid->rows;
}

void grid_paint_curves(const struct grid *grid, int row, const struct curve_point *to_be,
                       const struct curve_point *as_is, size_t count)
{
  int columns = grid->count * grid->width;
  struct curve_cell *cells = mem_new((size_t)columns * CURVE_ROWS, sizeof *cells);
  curve_draw(cells, columns, to_be, count, true);
  curve_draw(cells, columns, as_is, count, false);
  for (int r = 0; r < CURVE_ROWS; r++)
    for (int c = 0; c < columns; c++) {
      const struct curve_cell *cell = &cells[r * columns + c];
      if (cell->drawn && is_seen(grid, row + r))
        paint_text(row + r, grid->column + c, 1, cell->style, screen_glyph(cell->glyph));
    }
  free(cells);
}

/* "● as is": the sign and what it stands for. */
static void paint_sign(const struct grid *grid, int row, enum style style, enum glyph glyph,
                       const char *words)
{
  struct str text = {0};
  if (!is_seen(grid, row))
    return;
  str_addf(&text, "%s %s", screen_glyph(glyph), words);
  paint_text(row, grid->area.column + 1, grid->names - 2, style, str_text(&text));
  str_clear(&text);
}

void grid_paint_scale(const struct grid *grid, int row, bool marked)
{
  static const char *const scale[CURVE_ROWS] = {"+2", NULL, "0", NULL, "-2"};
  if (is_seen(grid, row))
    paint_text(row, grid->area.column + 1, grid->names - 5, marked ? STYLE_STRONG : STYLE_HEADING,
               grid_lane_name(LANE_FEELS));
  paint_sign(grid, row + 1, STYLE_AS_IS, GLYPH_POINT, i18n_text(NC_("curve", "as is")));
  paint_sign(grid, row + 3, STYLE_TO_BE, GLYPH_RING, i18n_text(NC_("curve", "to be")));
  for (int i = 0; i < CURVE_ROWS; i++)
    if (scale[i] != NULL && is_seen(grid, row + i))
      paint_text(row + i, grid->column - 1 - (int)strlen(scale[i]), 2, STYLE_DIM, scale[i]);
}
