/* The Map view: drawing the touchpoints. */
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "tui/views/map_grid.h"

#include <stdlib.h>
#include <string.h>

/* The names of the lanes stand in the first columns. */
#define NAMES 11
/* Rows below the grid that are worth a closer look at the selected one. */
#define PANEL_LEAST 6
/* With so many rows to spare, lanes that hold lists take two rows more. */
#define TALL 28

static void paint_lane_names(const struct grid *grid)
{
  const struct map_view *map = grid->map;
  for (int lane = LANE_TITLE + 1; lane < LANE_COUNT; lane++) {
    int at = grid_lane_row(grid, (enum lane_index)lane);
    bool marked = lane == (int)map->lane;
    if (lane == LANE_FEELS)
      grid_paint_scale(grid, grid->lanes + at, marked);
    else if (at >= 0 && at < grid->rows)
      paint_text(grid->lanes + at, grid->area.column + 1, NAMES - 2,
                 marked ? STYLE_STRONG : STYLE_HEADING, grid_lane_name((enum lane_index)lane));
  }
  if (map->lane_first > 0)
    paint_text(grid->lanes, grid->area.column, 1, STYLE_DIM, screen_glyph(GLYPH_UP));
  if (grid_all_lane_rows(map) - map->lane_first > grid->rows)
    paint_text(grid->lanes + grid->rows - 1, grid->area.column, 1, STYLE_DIM,
               screen_glyph(GLYPH_DOWN));
  if (map->department == UNSET)
    return;
  paint_text(grid->head, grid->area.column + 1, NAMES - 3, STYLE_HINT, _("Lit up:"));
  paint_wrapped((struct rect){grid->head + 1, grid->area.column + 1, GRID_TITLE_ROWS, NAMES - 2},
                (enum style)(STYLE_DEPARTMENT + map->department),
                enumeration_label(&enumerations[ENUM_department], map->department));
}

/* The touchpoint before (@by -1) or after (@by 1) a column, past stages that are
 * empty; NULL at the ends, and beyond what has been read. */
static const struct touchpoint *neighbour(const struct map_view *map, size_t index, int by)
{
  const struct map_column *column;
  do {
    if (by < 0 && index == 0)
      return NULL;
    index += (size_t)by;
    column = map_data_column(&map->data, index);
  } while (column != NULL && column->touchpoint == NULL);
  return column != NULL ? column->touchpoint : NULL;
}

static bool is_owned(const struct map_view *map, const struct touchpoint *touchpoint)
{
  return touchpoint != NULL && touchpoint->owner_department == map->department;
}

/* Next to something of its own, and no part in it: what a department does not
 * see (R13). */
static bool is_blind_spot(const struct map_view *map, size_t index)
{
  const struct map_column *column = map_data_column(&map->data, index);
  if (map->department == UNSET || column == NULL || column->touchpoint == NULL ||
      map_knows(column->touchpoint, map->department))
    return false;
  return is_owned(map, neighbour(map, index, -1)) || is_owned(map, neighbour(map, index, 1));
}

/* Whether the department that is lit up takes over at this touchpoint, or hands
 * over to it (R13). */
static bool is_hand_over(const struct map_view *map, size_t index)
{
  const struct map_column *column = map_data_column(&map->data, index);
  const struct touchpoint *before = neighbour(map, index, -1);
  return map->department != UNSET && column != NULL && column->touchpoint != NULL &&
         before != NULL && is_owned(map, before) != is_owned(map, column->touchpoint);
}

/* Whether one is handed over to or from this touchpoint. */
static bool is_edge(const struct map_view *map, size_t index)
{
  size_t after = index + 1;
  while (map_data_column(&map->data, after) != NULL &&
         map_data_column(&map->data, after)->touchpoint == NULL)
    after++;
  return is_hand_over(map, index) || is_hand_over(map, after);
}

/* An arrow from the owner before to this one. */
static void paint_hand_over(const struct grid *grid, size_t index, int row)
{
  if (is_hand_over(grid->map, index))
    paint_text(row, grid_column(grid, index) - 1, 1, STYLE_KEY, screen_glyph(GLYPH_HAND_OVER));
}

static void paint_title(const struct grid *grid, size_t index, const struct map_column *column)
{
  const struct map_view *map = grid->map;
  bool here = index == map->current;
  int at = grid_column(grid, index);
  struct rect area = {grid->head + grid->head_rows, at, GRID_TITLE_ROWS, grid->width - 1};
  if (column->touchpoint == NULL) {
    paint_wrapped(area, here ? STYLE_SELECTED : STYLE_DIM, _("(nothing yet: a adds)"));
    if (here)
      paint_cursor(area.row, at);
    return;
  }
  const struct touchpoint *touchpoint = column->touchpoint;
  bool lit = map->department == UNSET || map_knows(touchpoint, map->department);
  bool blind = is_blind_spot(map, index);
  struct str title = {0};
  if (blind)
    str_add(&title, "? ");
  if (touchpoint->moment_of_truth == 1)
    str_addf(&title, "%s ", screen_glyph(GLYPH_DIAMOND));
  if (touchpoint->covered != coverage_yes)
    str_add(&title, "! ");
  str_add(&title, touchpoint->title);
  enum style style = blind ? STYLE_BAD : lit ? STYLE_STRONG : STYLE_DIM;
  if (here && map->lane == LANE_TITLE) {
    paint_fill(area, STYLE_SELECTED);
    style = STYLE_SELECTED;
  } else if (here) {
    style = STYLE_TAB_OPEN; /* a cell below it is marked */
  }
  paint_wrapped(area, style, str_text(&title));
  if (here && map->lane == LANE_TITLE)
    paint_cursor(area.row, at);
  str_clear(&title);
}

/* Who else stands there, over the end of the title's last row: softly, so that the
 * map stays as it is while people come and go. */
static void paint_company(const struct grid *grid, size_t index, const struct map_column *column)
{
  struct str marks = {0};
  str_add(&marks, " ");
  company_add_marks(&marks, grid->map->view.tui, column->touchpoint->id);
  int width = text_width(str_text(&marks));
  int room = grid->width - 1;
  if (width > 1)
    paint_text(grid->head + grid->head_rows + GRID_TITLE_ROWS - 1,
               grid_column(grid, index) + (width < room ? room - width : 0), room, STYLE_KEY,
               str_text(&marks));
  str_clear(&marks);
}

/* The point of the curve that can be moved. */
static void paint_feeling(const struct grid *grid, const struct map_column *column, int row, int at)
{
  const struct field *field = map_feels(grid->map);
  int64_t felt = record_number(column->touchpoint, field);
  bool dashed = field == entity_field(ENTITY_touchpoint, "experience_to_be");
  row += felt == UNSET ? 2 : 2 - (int)felt;
  at += grid->width / 2 - 1;
  if (row < grid->lanes || row >= grid->lanes + grid->rows)
    return;
  paint_text(row, at, 1, STYLE_SELECTED,
             screen_glyph(felt == UNSET ? GLYPH_BULLET
                          : dashed      ? GLYPH_RING
                                        : GLYPH_POINT));
  paint_cursor(row, at);
}

/* The items of a list, an item a line in @text, as many on a row as fit; the last
 * row has the rest of them, cut.  In the next row an "or else" comes with what it
 * leads to, a comma is left out. */
static void paint_items(struct rect cell, enum style style, const char *text, const char *joint)
{
  struct str row = {0};
  bool leads = joint[0] != ',';
  for (const char *at = text; *at != '\0';) {
    size_t length = strcspn(at, "\n");
    int width = text_width_span(at, length) + text_width(joint);
    if (row.length > 0 && cell.rows > 1 && text_width(str_text(&row)) + width > cell.columns) {
      paint_text(cell.row++, cell.column, cell.columns, style, str_text(&row));
      cell.rows--;
      str_cut(&row, 0);
      str_add(&row, leads ? joint : "");
    } else if (row.length > 0) {
      str_add(&row, joint);
    }
    str_add_span(&row, at, length);
    at += length + (at[length] == '\n' ? 1 : 0);
  }
  paint_text(cell.row, cell.column, cell.columns, style, str_text(&row));
  str_clear(&row);
}

static void paint_cells(const struct grid *grid, size_t index, const struct map_column *column)
{
  const struct map_view *map = grid->map;
  bool dim = map->department != UNSET && !map_knows(column->touchpoint, map->department);
  int at = grid_column(grid, index);
  for (int lane = LANE_TITLE + 1; lane < LANE_COUNT; lane++) {
    int row = grid_lane_row(grid, (enum lane_index)lane);
    bool here = index == map->current && lane == (int)map->lane;
    if (lane == LANE_FEELS) {
      if (here)
        paint_feeling(grid, column, grid->lanes + row, at);
      continue;
    }
    if (row < 0 || row >= grid->rows)
      continue;
    struct str text = {0};
    struct rect cell = {grid->lanes + row, at, map_lane_rows(map, (enum lane_index)lane),
                        grid->width - 1};
    cell.rows = cell.rows > grid->rows - row ? grid->rows - row : cell.rows;
    enum style style = map_cell_add(&text, &map->view.tui->auditor, column, (enum lane_index)lane);
    /* Both sides of a hand-over are to be seen. */
    if (dim && !(lane == LANE_OWNER && is_edge(map, index)))
      style = STYLE_DIM;
    if (lane == LANE_OWNER)
      paint_hand_over(grid, index, grid->lanes + row);
    if (here)
      paint_fill(cell, STYLE_SELECTED);
    paint_items(cell, here ? STYLE_SELECTED : style, str_text(&text),
                map_cell_joint((enum lane_index)lane));
    if (here)
      paint_cursor(cell.row, at);
    str_clear(&text);
  }
}

/* The curves come in from the columns beside those shown, and go out to them. */
static void paint_curves(const struct grid *grid)
{
  const struct map_view *map = grid->map;
  size_t from = map->first > 0 ? map->first - 1 : 0;
  size_t to = map->first + (size_t)grid->count + 1;
  struct curve_point *points = mem_new(2 * (to - from), sizeof *points);
  struct curve_point *as_is = points + (to - from);
  size_t count = 0;
  for (size_t i = from; i < to; i++) {
    const struct map_column *column = map_data_column(&map->data, i);
    if (column == NULL)
      continue;
    const struct touchpoint *touchpoint = column->touchpoint;
    int at = ((int)i - (int)map->first) * grid->width + grid->width / 2 - 1;
    points[count] =
        (struct curve_point){at, touchpoint != NULL ? touchpoint->experience_to_be : UNSET};
    as_is[count++] =
        (struct curve_point){at, touchpoint != NULL ? touchpoint->experience_as_is : UNSET};
  }
  grid_paint_curves(grid, grid->lanes + grid_lane_row(grid, LANE_FEELS), points, as_is, count);
  free(points);
}

static void paint_stage_name(const struct grid *grid, size_t index, size_t last)
{
  const struct map_column *column = map_data_column(&grid->map->data, index);
  int at = grid_column(grid, index);
  size_t end = index + 1;
  while (end < last && map_data_column(&grid->map->data, end) != NULL &&
         map_data_column(&grid->map->data, end)->stage == column->stage)
    end++;
  int room = (int)(end - index) * grid->width - 1;
  struct str name = {0};
  if (!column->first)
    str_addf(&name, "%s ", screen_glyph(GLYPH_LEFT));
  else if (index > 0 && index == grid->map->first)
    paint_text(grid->head, at - 2, 1, STYLE_KEY, screen_glyph(GLYPH_LEFT));
  str_add(&name, grid->map->data.stages[column->stage].stage.title);
  if (grid->head_rows == 1)
    paint_text(grid->head, at, room, STYLE_HEADING, str_text(&name));
  else
    paint_wrapped((struct rect){grid->head, at, grid->head_rows, room}, STYLE_HEADING,
                  str_text(&name));
  str_clear(&name);
}

static int wish(struct rect area)
{
  return area.columns > 140 ? 17 : 13;
}

/* Whether the name of some stage is wider than one column: as much as is seen of
 * it at the edges of the screen.  So the map does not jump when it scrolls. */
static bool is_some_stage_wide(struct map_view *map, struct rect area)
{
  struct grid grid = {.names = NAMES, .head_rows = 1};
  grid_lay_out(&grid, map, area, map->data.column_count, map->current, wish(area));
  for (size_t i = 0; i < map->data.stage_count; i++)
    if (text_width(map->data.stages[i].stage.title) > grid.width - 1)
      return true;
  return false;
}

static void paint_touchpoints(struct map_view *map, struct rect area, int head_rows)
{
  struct grid grid = {.names = NAMES, .head_rows = head_rows};
  struct error err = {0};
  grid_lay_out(&grid, map, area, map->data.column_count, map->current, wish(area));
  grid_scroll_lanes(&grid);
  size_t from = map->first > 0 ? map->first - 1 : 0;
  size_t last = map->first + (size_t)grid.count;
  if (map_data_need(&map->data, from, last + 1, &err) != STATUS_OK) {
    tui_fault(map->view.tui, &err);
    return;
  }
  if (last > map->data.column_count)
    last = map->data.column_count;
  size_t named = (size_t)-1;
  for (size_t i = map->first; i < last; i++) {
    const struct map_column *column = map_data_column(&map->data, i);
    if (column == NULL)
      continue;
    if (column->stage != named)
      paint_stage_name(&grid, i, last);
    named = column->stage;
    paint_title(&grid, i, column);
    if (column->first)
      grid_paint_rule(&grid, i);
  }
  paint_curves(&grid);
  for (size_t i = map->first; i < last; i++) {
    const struct map_column *column = map_data_column(&map->data, i);
    if (column == NULL || column->touchpoint == NULL)
      continue;
    paint_cells(&grid, i, column);
    paint_company(&grid, i, column);
  }
  paint_lane_names(&grid);
  if (last < map->data.column_count)
    paint_text(grid.head, area.column + area.columns - 1, 1, STYLE_KEY, screen_glyph(GLYPH_RIGHT));
}

void map_paint(struct view *view, struct rect area)
{
  struct map_view *map = (struct map_view *)view;
  if (map->data.column_count == 0) {
    paint_wrapped((struct rect){area.row + 1, area.column + 2, area.rows - 2, area.columns - 4},
                  STYLE_TEXT,
                  view->tui->session->journey_oid == 0
                      ? _("There is no journey in this file yet.")
                      : _("The map is empty. Press A to add its first stage."));
    paint_cursor(area.row + 1, area.column + 2);
    return;
  }
  if (map->zoom == ZOOM_STAGES && map->summaries != NULL) {
    map_far_paint(map, area);
    return;
  }
  struct rect panel = area;
  struct rect grid = area;
  bool beside = map->zoom == ZOOM_DETAIL && area.columns >= 60;
  if (beside) {
    panel.columns = area.columns >= 150 ? 70 : area.columns / 2;
    grid.columns -= panel.columns;
    panel.column += grid.columns;
  }
  /* Names of stages may take a second row where there is one to spare. */
  map->lane_extra = 0;
  int rows = 1 + GRID_TITLE_ROWS + grid_all_lane_rows(map);
  int spare = area.rows - rows;
  map->lane_extra = spare >= TALL ? 2 : spare >= TALL / 2 ? 1 : 0;
  rows = 1 + GRID_TITLE_ROWS + grid_all_lane_rows(map);
  int head_rows = area.rows > rows && is_some_stage_wide(map, grid) ? GRID_HEAD_ROWS : 1;
  rows += head_rows - 1;
  if (beside || area.rows - rows >= PANEL_LEAST)
    grid.rows = area.rows < rows ? area.rows : rows;
  if (!beside) {
    panel.row += grid.rows;
    panel.rows -= grid.rows;
  }
  paint_touchpoints(map, grid, head_rows);
  map->panel.shown = panel.rows > 0;
  if (map->panel.shown)
    map_panel_paint(map, panel, beside);
}
