/* The Map view: drawing it. */
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "model/guide.h"
#include "model/sentence.h"
#include "tui/views/map_curve.h"
#include "tui/views/map_view.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* The names of the lanes stand in the first columns. */
#define NAMES 11
/* Rows of a touchpoint's title. */
#define TITLE_ROWS 3

static const char *const lane_names[LANE_COUNT] = {
    [LANE_TITLE] = "",
    [LANE_WHEN] = NC_("lane", "When"),
    [LANE_FEELS] = NC_("lane", "Feels"),
    [LANE_OWNER] = NC_("lane", "Owner"),
    [LANE_CHANNELS] = NC_("lane", "Channels"),
    [LANE_SYSTEMS] = NC_("lane", "Systems"),
    [LANE_QUESTIONS] = NC_("lane", "Asked"),
    [LANE_TEXTS] = NC_("lane", "Texts"),
    [LANE_COVERED] = NC_("lane", "Covered"),
    [LANE_GRADES] = NC_("lane", "Grades"),
    [LANE_EVIDENCE] = NC_("lane", "Evidence"),
};

int map_lane_rows(enum lane_index lane)
{
  return lane == LANE_FEELS ? CURVE_ROWS : 1;
}

static int all_lane_rows(void)
{
  int rows = 0;
  for (int lane = LANE_TITLE + 1; lane < LANE_COUNT; lane++)
    rows += map_lane_rows((enum lane_index)lane);
  return rows;
}

/* ---- What stands in a cell ---- */

static void add_channels(struct str *out, const char *channels)
{
  for (size_t i = 0; i < list_count(channels); i++)
    str_addf(out, "%s%s", i > 0 ? screen_glyph(GLYPH_ELSE) : "",
             channel_short(list_value(channels, i, ENUM_channel)));
}

static enum style add_owner(struct str *out, const struct touchpoint *touchpoint)
{
  int64_t owner = touchpoint->owner_department;
  if (owner == UNSET) {
    str_addf(out, "! %s", _("nobody"));
    return STYLE_WARN;
  }
  str_addf(out, "%s %s", department_letter(owner),
           touchpoint->owner_person != NULL
               ? touchpoint->owner_person
               : enumeration_label(&enumerations[ENUM_department], owner));
  return (enum style)(STYLE_DEPARTMENT + owner);
}

static enum style add_covered(struct str *out, const struct touchpoint *touchpoint)
{
  if (touchpoint->covered == coverage_yes) {
    str_add(out, _("yes"));
    return STYLE_GOOD;
  }
  str_addf(out, "! %s", touchpoint->covered == coverage_no ? _("no") : _("unknown"));
  return STYLE_WARN;
}

static enum style add_texts(struct str *out, const struct map_column *column)
{
  if (column->messages == 0)
    return STYLE_DIM;
  str_addf(out, "%d", column->messages);
  if (column->missing == NULL)
    return STYLE_TEXT;
  /* L10N: %s is languages, as "en nb" */
  str_addf(out, _(" ! no %s"), column->missing);
  return STYLE_WARN;
}

static void add_grades(struct str *out, const struct touchpoint *touchpoint)
{
  const int64_t grades[] = {touchpoint->use, touchpoint->importance, touchpoint->leverage};
  for (size_t i = 0; i < 3; i++) {
    if (i > 0)
      str_add(out, " ");
    if (grades[i] == UNSET)
      str_add(out, screen_glyph(GLYPH_BULLET));
    else
      str_addf(out, "%" PRId64, grades[i]);
  }
}

static enum style add_cell(struct str *out, const struct map_column *column, enum lane_index lane)
{
  const struct touchpoint *touchpoint = column->touchpoint;
  switch (lane) {
  case LANE_WHEN:
    sentence_add_short(out, touchpoint);
    return STYLE_TEXT;
  case LANE_OWNER:
    return add_owner(out, touchpoint);
  case LANE_CHANNELS:
    add_channels(out, touchpoint->channels);
    return STYLE_TEXT;
  case LANE_SYSTEMS:
    str_add(out, column->systems);
    return STYLE_DIM;
  case LANE_QUESTIONS:
    if (column->questions > 0)
      str_addf(out, ngettext("%d question", "%d questions", (unsigned long)column->questions),
               column->questions);
    return STYLE_TEXT;
  case LANE_TEXTS:
    return add_texts(out, column);
  case LANE_COVERED:
    return add_covered(out, touchpoint);
  case LANE_GRADES:
    if (touchpoint->use != UNSET || touchpoint->importance != UNSET ||
        touchpoint->leverage != UNSET)
      add_grades(out, touchpoint);
    return STYLE_DIM;
  case LANE_EVIDENCE:
    str_add(out, enumeration_label(&enumerations[ENUM_evidence], touchpoint->evidence));
    return touchpoint->evidence == evidence_assumed ? STYLE_WARN : STYLE_DIM;
  default:
    return STYLE_TEXT;
  }
}

/* ---- The frame of the grid ---- */

struct grid {
  struct map_view *map;
  struct rect area;
  int column; /* where the columns begin */
  int width;  /* of each column, one space included */
  int count;  /* columns shown */
  int head;   /* row of the stage names */
  int lanes;  /* row of the first lane */
  int rows;   /* rows for lanes */
};

static int column_of(const struct grid *grid, size_t index)
{
  return grid->column + (int)(index - grid->map->first) * grid->width;
}

static void lay_out(struct grid *grid, struct map_view *map, struct rect area, size_t total,
                    size_t current, int wish)
{
  int room = area.columns - NAMES;
  *grid = (struct grid){.map = map, .area = area, .column = area.column + NAMES};
  grid->count = room / wish > 0 ? room / wish : 1;
  if ((size_t)grid->count > total && total > 0)
    grid->count = (int)total;
  grid->width = room / grid->count;
  if (grid->width > wish * 2)
    grid->width = wish * 2;
  grid->head = area.row;
  grid->lanes = area.row + 1 + TITLE_ROWS;
  grid->rows = area.rows - 1 - TITLE_ROWS;
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

/* The row of a lane on the screen, or -1 when it is scrolled away. */
static int lane_row(const struct grid *grid, enum lane_index lane)
{
  int at = -grid->map->lane_first;
  for (int i = LANE_TITLE + 1; i < (int)lane; i++)
    at += map_lane_rows((enum lane_index)i);
  return at;
}

static void scroll_lanes(struct grid *grid)
{
  struct map_view *map = grid->map;
  int most = all_lane_rows() - grid->rows;
  if (map->lane == LANE_TITLE) {
    map->lane_first = 0;
  } else {
    int at = lane_row(grid, map->lane) + map->lane_first;
    int end = at + map_lane_rows(map->lane);
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

static void paint_lane_names(const struct grid *grid)
{
  for (int lane = LANE_TITLE + 1; lane < LANE_COUNT; lane++) {
    int at = lane_row(grid, (enum lane_index)lane);
    if (at >= 0 && at < grid->rows)
      paint_text(grid->lanes + at, grid->area.column + 1, NAMES - 2,
                 lane == (int)grid->map->lane ? STYLE_STRONG : STYLE_HEADING,
                 i18n_text(lane_names[lane]));
    if (lane != LANE_FEELS)
      continue;
    static const char *const scale[CURVE_ROWS] = {"+2", NULL, "0", NULL, "-2"};
    for (int i = 0; i < CURVE_ROWS; i++)
      if (scale[i] != NULL && at + i >= 0 && at + i < grid->rows)
        paint_text(grid->lanes + at + i, grid->area.column + NAMES - 1 - (int)strlen(scale[i]), 2,
                   STYLE_DIM, scale[i]);
  }
  if (grid->map->lane_first > 0)
    paint_text(grid->lanes, grid->area.column, 1, STYLE_DIM, screen_glyph(GLYPH_UP));
  if (all_lane_rows() - grid->map->lane_first > grid->rows)
    paint_text(grid->lanes + grid->rows - 1, grid->area.column, 1, STYLE_DIM,
               screen_glyph(GLYPH_DOWN));
}

/* A rule down the whole grid where a stage begins. */
static void paint_rule(const struct grid *grid, int column)
{
  for (int row = grid->head; row < grid->lanes + grid->rows; row++)
    paint_text(row, column - 1, 1, STYLE_BORDER, screen_glyph(GLYPH_VERTICAL));
}

static void paint_curve(const struct grid *grid, struct curve_cell *cells)
{
  int at = lane_row(grid, LANE_FEELS);
  int columns = grid->count * grid->width;
  for (int row = 0; row < CURVE_ROWS; row++)
    for (int column = 0; column < columns; column++) {
      const struct curve_cell *cell = &cells[row * columns + column];
      if (cell->drawn && at + row >= 0 && at + row < grid->rows)
        paint_text(grid->lanes + at + row, grid->column + column, 1, cell->style,
                   screen_glyph(cell->glyph));
    }
}

/* ---- Touchpoints ---- */

/* Next to something of its own, and no part in it: what a department does not
 * see (R13). */
static bool is_blind_spot(const struct map_view *map, size_t index)
{
  const struct map_column *column = map_data_column(&map->data, index);
  const struct map_column *before = index > 0 ? map_data_column(&map->data, index - 1) : NULL;
  const struct map_column *after = map_data_column(&map->data, index + 1);
  if (map->department == UNSET || column == NULL || column->touchpoint == NULL ||
      map_knows(column->touchpoint, map->department))
    return false;
  return (before != NULL && before->touchpoint != NULL &&
          before->touchpoint->owner_department == map->department) ||
         (after != NULL && after->touchpoint != NULL &&
          after->touchpoint->owner_department == map->department);
}

static void paint_title(const struct grid *grid, size_t index, const struct map_column *column)
{
  const struct map_view *map = grid->map;
  bool here = index == map->current;
  int at = column_of(grid, index);
  struct rect area = {grid->head + 1, at, TITLE_ROWS, grid->width - 1};
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
  }
  paint_wrapped(area, style, str_text(&title));
  if (here && map->lane == LANE_TITLE)
    paint_cursor(area.row, at);
  if (here && map->lane != LANE_TITLE)
    paint_text(grid->head, at, grid->width - 1, STYLE_KEY, screen_glyph(GLYPH_DOWN));
  str_clear(&title);
}

static void paint_cells(const struct grid *grid, size_t index, const struct map_column *column)
{
  const struct map_view *map = grid->map;
  bool dim = map->department != UNSET && !map_knows(column->touchpoint, map->department);
  int at = column_of(grid, index);
  for (int lane = LANE_TITLE + 1; lane < LANE_COUNT; lane++) {
    int row = lane_row(grid, (enum lane_index)lane);
    bool here = index == map->current && lane == (int)map->lane;
    if (lane == LANE_FEELS) {
      if (here) {
        int64_t felt = column->touchpoint->experience_as_is;
        paint_cursor(grid->lanes + row + (felt == UNSET ? 2 : 2 - (int)felt),
                     at + grid->width / 2 - 1);
      }
      continue;
    }
    if (row < 0 || row >= grid->rows)
      continue;
    struct str text = {0};
    enum style style = add_cell(&text, column, (enum lane_index)lane);
    if (here)
      paint_padded(grid->lanes + row, at, grid->width - 1, STYLE_SELECTED, str_text(&text));
    else
      paint_text(grid->lanes + row, at, grid->width - 1, dim ? STYLE_DIM : style, str_text(&text));
    if (here)
      paint_cursor(grid->lanes + row, at);
    str_clear(&text);
  }
}

static void paint_touchpoint_curves(const struct grid *grid)
{
  const struct map_view *map = grid->map;
  int columns = grid->count * grid->width;
  struct curve_cell *cells = mem_new((size_t)(columns * CURVE_ROWS), sizeof *cells);
  size_t from = map->first > 0 ? map->first - 1 : 0;
  size_t to = map->first + (size_t)grid->count + 1;
  struct curve_point *points = mem_new(to - from, sizeof *points);
  for (int dashed = 1; dashed >= 0; dashed--) {
    size_t count = 0;
    for (size_t i = from; i < to; i++) {
      const struct map_column *column = map_data_column(&map->data, i);
      if (column == NULL)
        continue;
      int64_t value = column->touchpoint == NULL ? UNSET
                      : dashed                   ? column->touchpoint->experience_to_be
                                                 : column->touchpoint->experience_as_is;
      int at = ((int)i - (int)map->first) * grid->width + grid->width / 2 - 1;
      points[count++] = (struct curve_point){at, value};
    }
    curve_draw(cells, columns, points, count, dashed != 0);
  }
  paint_curve(grid, cells);
  free(points);
  free(cells);
}

static void paint_stage_name(const struct grid *grid, size_t index, size_t last)
{
  const struct map_column *column = map_data_column(&grid->map->data, index);
  int at = column_of(grid, index);
  size_t end = index + 1;
  while (end < last && map_data_column(&grid->map->data, end) != NULL &&
         map_data_column(&grid->map->data, end)->stage == column->stage)
    end++;
  int room = (int)(end - index) * grid->width - 1;
  struct str name = {0};
  if (!column->first)
    str_addf(&name, "%s ", screen_glyph(GLYPH_LEFT));
  str_add(&name, grid->map->data.stages[column->stage].stage.title);
  paint_text(grid->head, at, room, STYLE_HEADING, str_text(&name));
  str_clear(&name);
}

static void paint_touchpoints(struct map_view *map, struct rect area)
{
  struct grid grid;
  struct error err = {0};
  lay_out(&grid, map, area, map->data.column_count, map->current, area.columns > 140 ? 17 : 13);
  scroll_lanes(&grid);
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
      paint_rule(&grid, column_of(&grid, i));
  }
  paint_touchpoint_curves(&grid);
  for (size_t i = map->first; i < last; i++) {
    const struct map_column *column = map_data_column(&map->data, i);
    if (column != NULL && column->touchpoint != NULL)
      paint_cells(&grid, i, column);
  }
  paint_lane_names(&grid);
  if (last < map->data.column_count)
    paint_text(grid.head, area.column + area.columns - 1, 1, STYLE_KEY, screen_glyph(GLYPH_RIGHT));
  if (map->first > 0)
    paint_text(grid.head, area.column + NAMES - 2, 1, STYLE_KEY, screen_glyph(GLYPH_LEFT));
}

/* ---- Stages from far away ---- */

static int64_t mean(int64_t sum, int64_t count)
{
  if (count == 0)
    return UNSET;
  int64_t doubled = 2 * sum + (sum < 0 ? -count : count);
  return doubled / (2 * count);
}

static void paint_stage_lane(const struct grid *grid, int row, int column, enum style style,
                             const char *format, ...) __attribute__((format(printf, 5, 6)));
static void paint_stage_lane(const struct grid *grid, int row, int column, enum style style,
                             const char *format, ...)
{
  struct str text = {0};
  va_list arguments;
  va_start(arguments, format);
  str_addv(&text, format, arguments);
  va_end(arguments);
  if (row < grid->area.row + grid->area.rows)
    paint_text(row, column, grid->width - 1, style, str_text(&text));
  str_clear(&text);
}

static void paint_stages(struct map_view *map, struct rect area)
{
  struct grid grid;
  size_t current = map_data_stage(&map->data, map->current);
  lay_out(&grid, map, area, map->data.stage_count, current, 17);
  map->lane_first = 0;
  int columns = grid.count * grid.width;
  struct curve_cell *cells = mem_new((size_t)(columns * CURVE_ROWS), sizeof *cells);
  struct curve_point *points = mem_new(map->data.stage_count, sizeof *points);
  for (int dashed = 1; dashed >= 0; dashed--) {
    for (size_t i = 0; i < map->data.stage_count; i++) {
      const struct stage_summary *summary = &map->summaries[i];
      points[i].column = ((int)i - (int)map->first) * grid.width + grid.width / 2 - 1;
      points[i].value = dashed ? mean(summary->wished_sum, summary->wished_count)
                               : mean(summary->felt_sum, summary->felt_count);
    }
    curve_draw(cells, columns, points, map->data.stage_count, dashed != 0);
  }
  for (size_t i = map->first; i < map->first + (size_t)grid.count && i < map->data.stage_count; i++)
    paint_rule(&grid, column_of(&grid, i));
  int row = grid.lanes + 1;
  paint_text(row, area.column + 1, NAMES - 2, STYLE_HEADING, i18n_text(lane_names[LANE_FEELS]));
  for (int r = 0; r < CURVE_ROWS; r++)
    for (int c = 0; c < columns; c++)
      if (cells[r * columns + c].drawn)
        paint_text(row + r, grid.column + c, 1, cells[r * columns + c].style,
                   screen_glyph(cells[r * columns + c].glyph));
  row += CURVE_ROWS + 1;
  paint_text(row, area.column + 1, NAMES - 2, STYLE_HEADING, i18n_text(lane_names[LANE_OWNER]));
  paint_text(row + 1, area.column + 1, NAMES - 2, STYLE_HEADING,
             i18n_text(lane_names[LANE_COVERED]));
  for (size_t i = map->first; i < map->first + (size_t)grid.count && i < map->data.stage_count;
       i++) {
    const struct stage_summary *summary = &map->summaries[i];
    int at = column_of(&grid, i);
    bool here = i == current;
    struct rect title = {grid.head, at, 2, grid.width - 1};
    if (here)
      paint_fill(title, STYLE_SELECTED);
    paint_wrapped(title, here ? STYLE_SELECTED : STYLE_HEADING, map->data.stages[i].stage.title);
    if (here)
      paint_cursor(grid.head, at);
    paint_stage_lane(&grid, grid.head + 2, at, STYLE_TEXT,
                     ngettext("%zu touchpoint", "%zu touchpoints", summary->touchpoints),
                     summary->touchpoints);
    if (summary->truths > 0)
      paint_stage_lane(&grid, grid.head + 3, at, STYLE_TEXT, "%s %zu", screen_glyph(GLYPH_DIAMOND),
                       summary->truths);
    int column = at;
    for (int64_t d = 0; d < 8; d++)
      if (summary->owners[d] && row < area.row + area.rows)
        column +=
            paint_text(row, column, 2, (enum style)(STYLE_DEPARTMENT + d), department_letter(d)) +
            1;
    if (summary->uncovered > 0)
      paint_stage_lane(&grid, row + 1, at, STYLE_WARN, _("! %zu not"), summary->uncovered);
    else if (summary->touchpoints > 0)
      paint_stage_lane(&grid, row + 1, at, STYLE_GOOD, "%s", _("all"));
  }
  free(points);
  free(cells);
}

/* ---- One touchpoint closely ---- */

struct panel {
  struct rect area;
  int row;
  struct map_view *map;
  const struct touchpoint *touchpoint;
};

static void panel_line(struct panel *panel, enum style style, const char *text)
{
  if (panel->row >= panel->area.rows || text[0] == '\0')
    return;
  panel->row += paint_wrapped((struct rect){panel->area.row + panel->row, panel->area.column,
                                            panel->area.rows - panel->row, panel->area.columns},
                              style, text);
}

static enum status find_answer(void *context, const void *record, struct error *err)
{
  (void)err;
  struct panel *panel = context;
  const struct answer *answer = record;
  const struct guide *guide = guide_find(answer->guide);
  panel_line(panel, STYLE_DIM, guide != NULL ? i18n_text(guide->question) : answer->guide);
  panel_line(panel, STYLE_TEXT, answer->text);
  return STATUS_OK;
}

static void paint_panel(struct map_view *map, struct rect area)
{
  const struct map_column *column = map_selected(map);
  struct error err = {0};
  for (int row = 0; row < area.rows; row++)
    paint_text(area.row + row, area.column, 1, STYLE_BORDER, screen_glyph(GLYPH_VERTICAL));
  if (column == NULL || column->touchpoint == NULL)
    return;
  const struct touchpoint *touchpoint = column->touchpoint;
  struct session *session = map->view.tui->session;
  struct panel panel = {
      {area.row, area.column + 2, area.rows, area.columns - 3}, 0, map, touchpoint};
  panel_line(&panel, STYLE_HEADING, touchpoint->title);
  struct str text = {0};
  struct segment segment;
  int64_t oid;
  record_init(ENTITY_segment, &segment);
  if (touchpoint->segment != NULL &&
      store_find(session->store, session->journey_oid, ENTITY_segment, touchpoint->segment, &oid,
                 NULL) == STATUS_OK)
    store_read(session->store, ENTITY_segment, oid, &segment, NULL);
  sentence_add_trigger(&text, touchpoint, segment.title);
  record_clear(ENTITY_segment, &segment);
  panel_line(&panel, STYLE_STRONG, str_text(&text));
  panel.row++;
  static const char *const shown[] = {
      "owner_department", "contributes",     "informed",  "covered",    "experience_as_is",
      "experience_to_be", "moment_of_truth", "use",       "importance", "leverage",
      "evidence",         "pay_within_days", "announces", "note"};
  for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++) {
    const struct field *field = entity_field(ENTITY_touchpoint, shown[i]);
    if (!record_is_set(touchpoint, field))
      continue;
    str_cut(&text, 0);
    str_addf(&text, "%s: ", i18n_text(field->label));
    record_add_label(&text, touchpoint, field);
    panel_line(&panel, STYLE_TEXT, str_text(&text));
  }
  panel.row++;
  size_t questions;
  guide_of(touchpoint->kind, &questions);
  int before = panel.row;
  if (store_each(session->store, session->journey_oid, ENTITY_answer, touchpoint->id, find_answer,
                 &panel, &err) != STATUS_OK)
    tui_fault(map->view.tui, &err);
  if (panel.row == before && questions > 0) {
    str_cut(&text, 0);
    str_addf(&text,
             ngettext("%zu guiding question waits for an answer: press g.",
                      "%zu guiding questions wait for an answer: press g.", questions),
             questions);
    panel_line(&panel, STYLE_KEY, str_text(&text));
  }
  str_clear(&text);
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
    paint_stages(map, area);
  } else if (map->zoom == ZOOM_DETAIL && area.columns >= 60) {
    int width = area.columns >= 150 ? 70 : area.columns / 2;
    paint_touchpoints(map, (struct rect){area.row, area.column, area.rows, area.columns - width});
    paint_panel(map, (struct rect){area.row, area.column + area.columns - width, area.rows, width});
  } else {
    paint_touchpoints(map, area);
  }
}
