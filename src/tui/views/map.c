/* The Map view: moving about in it. */
#include "base/i18n.h"
#include "base/mem.h"
#include "tui/dialog.h"
#include "tui/views/map_view.h"

#include <stdlib.h>
#include <string.h>

const struct map_column *map_selected(struct map_view *map)
{
  struct error err = {0};
  if (map->current >= map->data.column_count)
    return NULL;
  if (map_data_column(&map->data, map->current) == NULL &&
      map_data_need(&map->data, map->current, map->current + 1, &err) != STATUS_OK) {
    tui_fault(map->view.tui, &err);
    return NULL;
  }
  return map_data_column(&map->data, map->current);
}

void map_go(struct map_view *map, size_t column)
{
  if (map->data.column_count == 0) {
    map->current = 0;
    map->view.tui->touchpoint = 0;
    return;
  }
  map->current = column < map->data.column_count ? column : map->data.column_count - 1;
  const struct map_column *selected = map_selected(map);
  map->view.tui->touchpoint =
      selected != NULL && selected->touchpoint != NULL ? selected->touchpoint->record.oid : 0;
  if (map->panel.shown)
    map_panel_need(map);
}

const struct field *map_feels(const struct map_view *map)
{
  bool wished = map->view.tui->session->journey.state == journey_state_to_be;
  return entity_field(ENTITY_touchpoint, wished ? "experience_to_be" : "experience_as_is");
}

static enum status reload(struct view *view, struct error *err)
{
  struct map_view *map = (struct map_view *)view;
  struct session *session = view->tui->session;
  size_t stage = map_data_stage(&map->data, map->current);
  bool had_any = map->data.column_count > 0;
  enum status status = map_data_load(&map->data, session, err);
  free(map->summaries);
  map->summaries = NULL;
  map_panel_forget(map);
  if (status == STATUS_OK && map->zoom == ZOOM_STAGES && map->data.stage_count > 0) {
    map->summaries = mem_new(map->data.stage_count, sizeof *map->summaries);
    status = map_data_summarize(&map->data, map->summaries, err);
  }
  if (status == STATUS_OK && map->department != UNSET)
    status = map_data_outlook(&map->data, map->department, &map->outlook, err);
  /* The selection is kept by the touchpoint, not by its place. */
  const struct map_filter all = {.department = UNSET};
  size_t position;
  if (status == STATUS_OK && view->tui->touchpoint != 0 &&
      store_position(session->store, session->journey_oid, &all, view->tui->touchpoint, &position,
                     NULL) == STATUS_OK)
    map_go(map, map_data_column_of(&map->data, position));
  else if (status == STATUS_OK && had_any && view->tui->touchpoint == 0)
    map_go(map, map_data_first(&map->data, stage));
  else if (status == STATUS_OK)
    map_go(map, map->current);
  return status;
}

static struct view *map_open(struct tui *tui)
{
  struct map_view *map = mem_new(1, sizeof *map);
  map->view = (struct view){&map_view_ops, tui};
  map->zoom = ZOOM_TOUCHPOINTS;
  map->department = UNSET;
  struct error err = {0};
  if (reload(&map->view, &err) != STATUS_OK)
    tui_fault(tui, &err);
  return &map->view;
}

static void map_close(struct view *view)
{
  struct map_view *map = (struct map_view *)view;
  map_data_clear(&map->data);
  free(map->summaries);
  map_panel_forget(map);
  free(map);
}

/* ---- Moving ---- */

static void go_by(struct map_view *map, long by)
{
  long to;
  if (map->zoom == ZOOM_STAGES) {
    long stage = (long)map_data_stage(&map->data, map->current) + by;
    long last = (long)map->data.stage_count - 1;
    stage = stage < 0 ? 0 : stage > last ? last : stage;
    to = (long)map_data_first(&map->data, (size_t)(stage < 0 ? 0 : stage));
  } else {
    to = (long)map->current + by;
  }
  if (to < 0 || (by > 0 && (size_t)to >= map->data.column_count))
    tui_say(map->view.tui, STYLE_DIM, "%s",
            by < 0 ? _("This is where the journey begins.") : _("This is where the journey ends."));
  map_go(map, to < 0 ? 0 : (size_t)to);
}

static void go_stage(struct map_view *map, int by)
{
  size_t stage = map_data_stage(&map->data, map->current);
  size_t first = map_data_first(&map->data, stage);
  if (by < 0 && map->current > first)
    map_go(map, first);
  else if (by < 0 && stage > 0)
    map_go(map, map_data_first(&map->data, stage - 1));
  else if (by > 0 && stage + 1 < map->data.stage_count)
    map_go(map, map_data_first(&map->data, stage + 1));
}

/* How the department that is lit up sees the journey; stays as long as it is. */
static void add_standing(struct view *view, struct str *line)
{
  const struct map_view *map = (struct map_view *)view;
  if (map->department == UNSET)
    return;
  /* L10N: "Finance owns 7 of 26; → hand-overs: 6; ? blind spots: 1" */
  str_addf(line, _("%s owns %zu of %zu; %s hand-overs: %zu; ? blind spots: %zu"),
           enumeration_label(&enumerations[ENUM_department], map->department), map->outlook.owned,
           map->data.touchpoint_count, screen_glyph(GLYPH_HAND_OVER), map->outlook.hand_overs,
           map->outlook.blind_spots);
}

static void light_all(struct map_view *map)
{
  map->department = UNSET;
  tui_say(map->view.tui, STYLE_TEXT, "%s", _("All departments are shown alike again."));
}

/* Esc puts out the light. */
static bool map_key(struct view *view, const struct key *key)
{
  struct map_view *map = (struct map_view *)view;
  if (!key_is(key, "Esc") || map->department == UNSET)
    return false;
  light_all(map);
  return true;
}

static void choose_department(void *context, struct tui *tui, size_t index)
{
  struct map_view *map = context;
  struct error err = {0};
  map->department = (int64_t)index - 1;
  if (index == 0)
    light_all(map);
  else if (map_data_outlook(&map->data, map->department, &map->outlook, &err) != STATUS_OK)
    tui_fault(tui, &err);
}

static void pick_department(struct map_view *map)
{
  const struct enumeration *departments = &enumerations[ENUM_department];
  struct picker_row rows[16] = {{.label = _("All departments alike")}};
  for (size_t i = 0; i < departments->count; i++)
    rows[i + 1] = (struct picker_row){.key = department_letter((int64_t)i),
                                      .label = i18n_text(departments->labels[i])};
  picker_open(map->view.tui, _("Light up which department?"), rows, departments->count + 1,
              map->department == UNSET ? 0 : (size_t)map->department + 1, choose_department, map,
              NULL);
}

static void zoom(struct map_view *map, int by)
{
  int to = (int)map->zoom + by;
  if (to < ZOOM_STAGES || to > ZOOM_DETAIL) {
    tui_say(map->view.tui, STYLE_DIM, "%s",
            by < 0 ? _("This is the whole journey; + looks closer.")
                   : _("This is as close as it gets; - looks from farther away."));
    return;
  }
  map->zoom = (enum zoom)to;
  struct error err = {0};
  if (reload(&map->view, &err) != STATUS_OK)
    tui_fault(map->view.tui, &err);
}

static bool map_command(struct view *view, const struct command *command)
{
  struct map_view *map = (struct map_view *)view;
  const char *name = command->name;
  if (strcmp(name, "left") == 0)
    go_by(map, -1);
  else if (strcmp(name, "right") == 0)
    go_by(map, 1);
  else if (strcmp(name, "page-back") == 0)
    go_by(map, map->shown > 1 ? -map->shown : -1);
  else if (strcmp(name, "page-forward") == 0)
    go_by(map, map->shown > 1 ? map->shown : 1);
  else if (strcmp(name, "first") == 0)
    map_go(map, 0);
  else if (strcmp(name, "last") == 0)
    map_go(map, map->data.column_count > 0 ? map->data.column_count - 1 : 0);
  else if (strcmp(name, "up") == 0)
    map->lane = map->lane > LANE_TITLE ? map->lane - 1 : LANE_TITLE;
  else if (strcmp(name, "down") == 0)
    map->lane = map->lane + 1 < LANE_COUNT ? map->lane + 1 : map->lane;
  else if (strcmp(name, "next-stage") == 0)
    go_stage(map, 1);
  else if (strcmp(name, "previous-stage") == 0)
    go_stage(map, -1);
  else if (strcmp(name, "zoom-in") == 0)
    zoom(map, 1);
  else if (strcmp(name, "zoom-out") == 0)
    zoom(map, -1);
  else if (strcmp(name, "filter") == 0)
    pick_department(map);
  else
    return map_edit(map, command);
  return true;
}

static bool map_search(struct view *view, const char *needle, bool backwards)
{
  struct map_view *map = (struct map_view *)view;
  const struct map_filter all = {.department = UNSET};
  struct error err = {0};
  size_t position;
  bool found = false;
  if (store_search(view->tui->session->store, view->tui->session->journey_oid, &all, needle,
                   map_data_position(&map->data, map->current), backwards, &position, &found,
                   &err) != STATUS_OK) {
    tui_fault(view->tui, &err);
    return true;
  }
  if (found)
    map_go(map, map_data_column_of(&map->data, position));
  return found;
}

static void map_mouse(struct view *view, const struct key *key, struct rect area)
{
  struct map_view *map = (struct map_view *)view;
  (void)area;
  if (key->mouse == MOUSE_WHEEL_UP || key->mouse == MOUSE_WHEEL_DOWN) {
    go_by(map, key->mouse == MOUSE_WHEEL_UP ? -1 : 1);
    return;
  }
  if (key->column < map->grid_column || map->column_width <= 0)
    return;
  size_t across = (size_t)((key->column - map->grid_column) / map->column_width);
  if (across >= (size_t)map->shown)
    return;
  map_go(map, map->zoom == ZOOM_STAGES ? map_data_first(&map->data, map->first + across)
                                       : map->first + across);
  if (map->zoom == ZOOM_STAGES)
    return;
  int row = key->row - map->lanes_row + map->lane_first;
  map->lane = LANE_TITLE;
  for (int lane = LANE_TITLE + 1, at = 0; lane < LANE_COUNT && key->row >= map->lanes_row;
       at += map_lane_rows(map, (enum lane_index)lane), lane++)
    if (row >= at && row < at + map_lane_rows(map, (enum lane_index)lane))
      map->lane = (enum lane_index)lane;
}

const struct view_ops map_view_ops = {
    .scope = SCOPE_MAP,
    .digit = "1",
    .title = N_("Map"),
    .open = map_open,
    .close = map_close,
    .reload = reload,
    .paint = map_paint,
    .command = map_command,
    .key = map_key,
    .mouse = map_mouse,
    .search = map_search,
    .add_standing = add_standing,
};
