/* The Map view: changing the journey. */
#include "app/edit.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "model/guide.h"
#include "tui/attached.h"
#include "tui/dialog.h"
#include "tui/drafts.h"
#include "tui/field.h"
#include "tui/dispute_dialog.h"
#include "tui/sentence_editor.h"
#include "tui/views/map_view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct session *session_of(struct map_view *map)
{
  return map->view.tui->session;
}

/* The stage of the selected column; NULL in a map without any. */
static const struct stage *selected_stage(struct map_view *map)
{
  if (map->data.stage_count == 0)
    return NULL;
  return &map->data.stages[map_data_stage(&map->data, map->current)].stage;
}

/* The selected touchpoint, or NULL after saying that there is none. */
static const struct touchpoint *selected(struct map_view *map)
{
  const struct map_column *column = map_selected(map);
  if (column != NULL && column->touchpoint != NULL)
    return column->touchpoint;
  if (map->data.stage_count == 0) {
    tui_say(map->view.tui, STYLE_WARN, "%s", _("There is no stage yet. Press A to add one."));
    return NULL;
  }
  tui_say(map->view.tui, STYLE_WARN, "%s",
          _("There is no touchpoint here yet. Press a to add one."));
  return NULL;
}

/* ---- Touchpoints ---- */

static bool add_touchpoint(void *context, struct tui *tui, const char *title)
{
  struct map_view *map = context;
  const struct stage *stage = selected_stage(map);
  const struct map_column *column = map_selected(map);
  struct error err = {0};
  int64_t oid = 0;
  if (title[0] == '\0' || stage == NULL)
    return true;
  int64_t after = column != NULL && column->touchpoint != NULL && map->zoom != ZOOM_STAGES
                      ? column->touchpoint->record.oid
                      : 0;
  enum status status = edit_add_touchpoint(tui->session, title, stage->id, after, &oid, &err);
  if (status == STATUS_OK)
    tui->touchpoint = oid;
  if (!tui_done(tui, status, &err))
    return false;
  tui_say(tui, STYLE_GOOD, "%s", _("Added. Press Enter to fill it in, t to say when it happens."));
  return true;
}

static bool add_stage(void *context, struct tui *tui, const char *title)
{
  struct map_view *map = context;
  const struct stage *here = selected_stage(map);
  if (title[0] == '\0')
    return true;
  struct stage *stage = record_new(ENTITY_stage);
  struct error err = {0};
  int64_t oid = 0;
  int64_t next = 0;
  stage->title = mem_copy_text(title);
  stage->kind = here != NULL ? here->kind : stage_kind_sale;
  size_t index = map_data_stage(&map->data, map->current);
  if (index + 1 < map->data.stage_count)
    next = map->data.stages[index + 1].stage.record.oid; /* NOLINT(clang-analyzer-core.*) */
  enum status status = edit_add(tui->session, ENTITY_stage, stage, next, &oid, &err);
  record_free(ENTITY_stage, &stage);
  if (!tui_done(tui, status, &err))
    return false;
  tui->touchpoint = 0;
  map_go(map, map_data_first(&map->data, map->data.stage_count > 1 ? index + 1 : 0));
  tui_say(tui, STYLE_GOOD, "%s", _("Added. Press s to choose its kind, a to put touchpoints in."));
  return true;
}

static void move_touchpoint(struct map_view *map, int by)
{
  const struct touchpoint *touchpoint = selected(map);
  struct error err = {0};
  if (touchpoint == NULL)
    return;
  enum status status =
      edit_move(session_of(map), ENTITY_touchpoint, touchpoint->record.oid, by, &err);
  tui_done(map->view.tui, status, &err);
}

static void feel(struct map_view *map, int by)
{
  const struct touchpoint *touchpoint = selected(map);
  if (touchpoint == NULL)
    return;
  const struct field *field = map_feels(map);
  int64_t before = record_number(touchpoint, field);
  int64_t after = (before == UNSET ? 0 : before) + (before == UNSET ? 0 : by);
  if (after < -2 || after > 2) {
    tui_say(map->view.tui, STYLE_DIM, "%s", _("It cannot go any further: the scale is -2 to +2."));
    return;
  }
  char text[8];
  char base[8] = "";
  snprintf(text, sizeof text, "%d", (int)after);
  if (before != UNSET)
    snprintf(base, sizeof base, "%d", (int)before);
  field_set(map->view.tui, ENTITY_touchpoint, touchpoint->record.oid, field, text, base);
}

/* ---- Guiding questions ---- */

struct asking {
  struct map_view *map;
  int64_t touchpoint;
  char *id;     /* of the touchpoint */
  int64_t seen; /* the history's last entry when they were read */
  const struct guide *guides;
  char **answers;
  int64_t *oids; /* of the answers' rows, 0 none */
  size_t count;
  size_t chosen;
};

static void asking_forget(void *context)
{
  struct asking *asking = context;
  for (size_t i = 0; i < asking->count; i++)
    free(asking->answers[i]);
  free(asking->answers);
  free(asking->oids);
  free(asking->id);
  free(asking);
}

static enum status take_answer(void *context, const void *record, struct error *err)
{
  (void)err;
  struct asking *asking = context;
  const struct answer *answer = record;
  for (size_t i = 0; i < asking->count; i++)
    if (strcmp(asking->guides[i].name, answer->guide) == 0) {
      mem_set_text(&asking->answers[i], answer->text);
      asking->oids[i] = answer->record.oid;
    }
  return STATUS_OK;
}

static void open_guide(struct map_view *map);

/* An answer is a record of its own: made, changed or, when emptied, deleted. */
static bool keep_answer(void *context, struct tui *tui, const char *text)
{
  struct asking *asking = context;
  struct error err = {0};
  enum status status = STATUS_OK;
  int64_t oid = asking->oids[asking->chosen];
  const struct field *field = entity_field(ENTITY_answer, "text");
  if (oid != 0) {
    bool done = text[0] == '\0' ? deletion_do(tui, ENTITY_answer, oid, asking->seen)
                                : field_set(tui, ENTITY_answer, oid, field, text,
                                            asking->answers[asking->chosen]);
    if (done)
      open_guide(asking->map);
    return done || dispute_is_asked(tui);
  }
  if (text[0] != '\0') {
    struct answer *answer = record_new(ENTITY_answer);
    answer->touchpoint = mem_copy_text(asking->id);
    answer->guide = mem_copy_text(asking->guides[asking->chosen].name);
    status = record_set(answer, field, text, &err);
    if (status == STATUS_OK)
      status = edit_add(tui->session, ENTITY_answer, answer, 0, &oid, &err);
    record_free(ENTITY_answer, &answer);
  }
  if (!tui_done(tui, status, &err))
    return false;
  open_guide(asking->map);
  return true;
}

static struct asking *make_asking(struct map_view *map)
{
  const struct touchpoint *touchpoint = selected(map);
  if (touchpoint == NULL)
    return NULL;
  struct asking *asking = mem_new(1, sizeof *asking);
  struct error err = {0};
  asking->map = map;
  asking->seen = map->view.tui->news.told;
  asking->touchpoint = touchpoint->record.oid;
  asking->id = mem_copy_text(touchpoint->id);
  asking->guides = guide_of(touchpoint->kind, &asking->count);
  asking->answers = mem_new(asking->count, sizeof *asking->answers);
  asking->oids = mem_new(asking->count, sizeof *asking->oids);
  if (store_each(session_of(map)->store, session_of(map)->journey_oid, ENTITY_answer, asking->id,
                 take_answer, asking, &err) != STATUS_OK)
    tui_fault(map->view.tui, &err);
  return asking;
}

static void answer_one(void *context, struct tui *tui, size_t index)
{
  struct asking *old = context;
  struct asking *asking = make_asking(old->map); /* the list's own ends with the list */
  if (asking == NULL)
    return;
  asking->chosen = index;
  writer_open(tui, i18n_text(asking->guides[index].question), asking->answers[index], false,
              keep_answer, asking, asking_forget);
  if (asking->oids[index] != 0)
    drafts_follow(tui, ENTITY_answer, asking->oids[index], entity_field(ENTITY_answer, "text"),
                  asking->answers[index]);
}

static void open_guide(struct map_view *map)
{
  struct asking *asking = make_asking(map);
  if (asking == NULL)
    return;
  struct picker_row *rows = mem_new(asking->count, sizeof *rows);
  size_t next = 0;
  for (size_t i = 0; i < asking->count; i++) {
    rows[i] =
        (struct picker_row){.key = asking->answers[i] != NULL ? "+" : screen_glyph(GLYPH_BULLET),
                            .label = i18n_text(asking->guides[i].question),
                            .detail = asking->answers[i]};
    if (asking->answers[i] != NULL && next == i)
      next = i + 1; /* start at the first without an answer */
  }
  picker_open(map->view.tui, _("Questions that lead through it (+ answered)"), rows, asking->count,
              next < asking->count ? next : 0, answer_one, asking, asking_forget);
  free(rows);
}

/* ---- What Enter does, lane by lane ---- */

static void open_lane(struct map_view *map)
{
  static const char *const fields[LANE_COUNT] = {
      [LANE_OWNER] = "owner_department",
      [LANE_CHANNELS] = "channels",
      [LANE_COVERED] = "covered",
      [LANE_EVIDENCE] = "evidence",
  };
  struct tui *tui = map->view.tui;
  if (map->zoom == ZOOM_STAGES) {
    map->zoom = ZOOM_TOUCHPOINTS;
    return;
  }
  const struct map_column *column = map_selected(map);
  if (column == NULL || column->touchpoint == NULL) {
    selected(map);
    return;
  }
  int64_t oid = column->touchpoint->record.oid;
  if (map->lane == LANE_WHEN)
    sentence_editor_open(tui, oid);
  else if (map->lane == LANE_FEELS)
    field_open(tui, ENTITY_touchpoint, oid, map_feels(map));
  else if (map->lane == LANE_SYSTEMS || map->lane == LANE_QUESTIONS)
    attached_open(tui, map->lane == LANE_SYSTEMS ? ENTITY_usage : ENTITY_question, oid);
  else if (map->lane == LANE_TEXTS)
    tui_show(tui, VIEW_TEXTS);
  else if (map->lane == LANE_FINDINGS)
    tui_show(tui, VIEW_AUDIT);
  else if (fields[map->lane] != NULL)
    field_open(tui, ENTITY_touchpoint, oid, entity_field(ENTITY_touchpoint, fields[map->lane]));
  else
    form_open(tui, ENTITY_touchpoint, oid,
              map->lane == LANE_GRADES ? entity_field(ENTITY_touchpoint, "use") : NULL);
}

/* ---- Commands ---- */

static bool touchpoint_command(struct map_view *map, const char *name)
{
  struct tui *tui = map->view.tui;
  struct error err = {0};
  int64_t copy = 0;
  bool known = strcmp(name, "edit") == 0 || strcmp(name, "trigger") == 0 ||
               strcmp(name, "touchpoint-copy") == 0 || strcmp(name, "touchpoint-delete") == 0;
  if (!known)
    return false;
  const struct touchpoint *touchpoint = selected(map);
  if (touchpoint == NULL)
    return true;
  if (strcmp(name, "edit") == 0) {
    form_open(tui, ENTITY_touchpoint, touchpoint->record.oid, NULL);
  } else if (strcmp(name, "trigger") == 0) {
    sentence_editor_open(tui, touchpoint->record.oid);
  } else if (strcmp(name, "touchpoint-delete") == 0) {
    deletion_open_titled(tui, ENTITY_touchpoint, touchpoint->record.oid, touchpoint->title);
  } else {
    enum status status =
        edit_copy(tui->session, ENTITY_touchpoint, touchpoint->record.oid, &copy, &err);
    if (status == STATUS_OK)
      tui->touchpoint = copy;
    if (tui_done(tui, status, &err))
      tui_say(tui, STYLE_GOOD, "%s", _("Copied; this is the copy."));
  }
  return true;
}

static bool stage_command(struct map_view *map, const char *name)
{
  struct tui *tui = map->view.tui;
  const struct stage *stage = selected_stage(map);
  struct error err = {0};
  if (strncmp(name, "stage-", 6) != 0)
    return false;
  if (strcmp(name, "stage-add") == 0) {
    prompt_open(tui, "stage", _("What is the new stage called?"), "", add_stage, map, NULL);
    return true;
  }
  if (stage == NULL) {
    tui_say(tui, STYLE_WARN, "%s", _("There is no stage yet. Press A to add one."));
    return true;
  }
  if (strcmp(name, "stage-edit") == 0)
    form_open(tui, ENTITY_stage, stage->record.oid, NULL);
  else if (strcmp(name, "stage-delete") == 0)
    deletion_open_titled(tui, ENTITY_stage, stage->record.oid, stage->title);
  else
    tui_done(tui,
             edit_move(tui->session, ENTITY_stage, stage->record.oid,
                       strcmp(name, "stage-left") == 0 ? -1 : 1, &err),
             &err);
  return true;
}

bool map_edit(struct map_view *map, const struct command *command)
{
  const char *name = command->name;
  struct tui *tui = map->view.tui;
  if (strcmp(name, "enter") == 0) {
    if (!tui_lacks_journey(tui))
      open_lane(map);
  } else if (strcmp(name, "touchpoint-add") == 0) {
    if (selected_stage(map) == NULL)
      prompt_open(tui, "stage", _("What is the first stage called?"), "", add_stage, map, NULL);
    else
      prompt_open(tui, "touchpoint", _("What does the customer do or meet?"), "", add_touchpoint,
                  map, NULL);
  } else if (strcmp(name, "move-left") == 0)
    move_touchpoint(map, -1);
  else if (strcmp(name, "move-right") == 0)
    move_touchpoint(map, 1);
  else if (strcmp(name, "better") == 0)
    feel(map, 1);
  else if (strcmp(name, "worse") == 0)
    feel(map, -1);
  else if (strcmp(name, "guide") == 0)
    open_guide(map);
  else if (strcmp(name, "journey-edit") == 0)
    form_open(tui, ENTITY_journey, tui->session->journey_oid, NULL);
  else
    return touchpoint_command(map, name) || stage_command(map, name);
  return true;
}
