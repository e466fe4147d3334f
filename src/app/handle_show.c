/* Looking at the map in line mode. */
#include "app/audited.h"
#include "app/handle.h"
#include "app/handle_ranking.h"
#include "app/handle_survey.h"
#include "app/overview.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "model/guide.h"
#include "model/sentence.h"

#include <stdlib.h>
#include <string.h>

/* ---- Records one at a time ---- */

/* Copies of the records of a list, so that the store may be asked again for
 * each of them. */
struct shown {
  enum entity entity;
  void **items;
  size_t count;
};

static enum status keep(void *context, const void *record, struct error *err)
{
  (void)err;
  struct shown *shown = context;
  if ((shown->count & (shown->count - 1)) == 0)
    shown->items =
        mem_resize(shown->items, shown->count == 0 ? 1 : shown->count * 2, sizeof *shown->items);
  shown->items[shown->count++] = record_copy(shown->entity, record);
  return STATUS_OK;
}

static void shown_clear(struct shown *shown)
{
  for (size_t i = 0; i < shown->count; i++)
    record_free(shown->entity, &shown->items[i]);
  free(shown->items);
}

static enum status shown_fill(struct shown *shown, struct session *session, const char *parent,
                              struct error *err)
{
  return store_each(session->store, session->journey_oid, shown->entity, parent, keep, shown, err);
}

static void put_trigger(struct session *session, struct output *output,
                        const struct touchpoint *touchpoint)
{
  struct str sentence = {0};
  char *segment = overview_segment(session, touchpoint->segment);
  sentence_add_trigger(&sentence, touchpoint, segment);
  output_text(output, "when", _("When"), sentence.length > 0 ? sentence.text : NULL);
  str_clear(&sentence);
  free(segment);
}

static char *make_title(enum entity entity, const void *record)
{
  struct str title = {0};
  const struct field *id = entity_id_field(entity);
  const struct field *name = entity_field(entity, "title");
  str_addf(&title, "%s ", i18n_text(entities[entity].one));
  if (id != NULL && record_text(record, id) != NULL)
    str_add(&title, record_text(record, id));
  else
    str_addf(&title, "%lld", (long long)((const struct record *)record)->oid);
  if (name != NULL && record_text(record, name) != NULL)
    str_addf(&title, ": %s", record_text(record, name));
  return str_take(&title);
}

/* The guiding question that an answer is to. */
static void put_question(struct output *output, const struct answer *answer)
{
  const struct guide *guide = guide_find(answer->guide);
  output_text(output, "question", _("Question"), guide != NULL ? i18n_text(guide->question) : NULL);
}

/* Whether waivers hold today: what they are held against, or NULL where something else
 * is shown.  A pack inside the file that cannot be read is told: its waivers seem to lapse. */
static enum status open_audit(struct session *session, struct output *output, enum entity entity,
                              struct bench **bench, struct audited **audited, struct error *err)
{
  struct problems problems = {0};
  if (entity != ENTITY_waiver)
    return STATUS_OK;
  enum status status = bench_open(NULL, bench, &problems, err);
  if (status == STATUS_OK)
    status = audited_session(session, *bench, audited_today(), NULL, audited, &problems, err);
  handle_tell(output, &problems, session->path);
  problems_clear(&problems);
  return status;
}

static void put_waiver_state(struct output *output, const struct audited *audited,
                             const struct record *waiver)
{
  static const char *const tokens[] = {"lapsed-date", "lapsed-changed", "lapsed-gone",
                                       "lapsed-no-rule"};
  static const char *const labels[] = {
      N_("lapsed: its last day has passed"), N_("lapsed: text, step or rule changed"),
      N_("lapsed: nothing is found there any more"), N_("none of the packs at hand has its rule")};
  int why = -1;
  for (size_t i = 0; i < audited->audit->lapsed_count; i++)
    if (((const struct record *)audited->audit->lapsed[i].waiver)->oid == waiver->oid)
      why = (int)audited->audit->lapsed[i].why;
  output->ops->text(output, "state", _("State"), why < 0 ? "holds" : tokens[why],
                    why < 0 ? _("holds") : _(labels[why]));
}

/* One record whole, with its parts; @nested where it is shown as a part. */
static enum status put_whole(struct session *session, struct output *output, enum entity entity,
                             const void *record, bool nested, const struct audited *audited,
                             struct error *err)
{
  const struct field *id = entity_id_field(entity);
  bool part = entities[entity].parent != NOTHING;
  char *title = part && id == NULL ? NULL : make_title(entity, record);
  output_record(output, NULL, title);
  free(title);
  output_number(output, "number", id == NULL ? _("Number") : NULL,
                ((const struct record *)record)->oid);
  output_fields(output, entity, record, nested ? entity_parent_field(entity) : NULL);
  if (entity == ENTITY_touchpoint)
    put_trigger(session, output, record);
  if (entity == ENTITY_answer)
    put_question(output, record);
  if (entity == ENTITY_waiver)
    put_waiver_state(output, audited, record);
  enum status status = STATUS_OK;
  for (int e = 0; e < ENTITY_COUNT && status == STATUS_OK; e++) {
    if (entities[e].parent != (int)entity)
      continue;
    struct shown parts = {.entity = (enum entity)e};
    status = shown_fill(&parts, session, record_text(record, id), err);
    output_list(output, entities[e].key, parts.count > 0 ? i18n_text(entities[e].many) : NULL);
    for (size_t i = 0; i < parts.count && status == STATUS_OK; i++)
      status = put_whole(session, output, parts.entity, parts.items[i], true, NULL, err);
    output_close(output);
    shown_clear(&parts);
  }
  output_close(output);
  return status;
}

static enum status show_one(struct session *session, struct output *output, enum entity entity,
                            int64_t oid, struct error *err)
{
  void *record = record_new(entity);
  struct bench *bench = NULL;
  struct audited *audited = NULL;
  enum status status = store_read(session->store, entity, oid, record, err);
  if (status == STATUS_OK)
    status = open_audit(session, output, entity, &bench, &audited, err);
  if (status == STATUS_OK)
    status = put_whole(session, output, entity, record, false, audited, err);
  audited_free(&audited);
  bench_close(&bench);
  record_free(entity, &record);
  return status;
}

/* ---- All of a kind ---- */

/* Columns as long as this stay readable beside others. */
#define CELL_MOST 60

/* A line for people has what every record of the kind must have; programs get
 * every field. */
static void put_line(struct output *output, enum entity entity, const void *record,
                     const struct audited *audited)
{
  const struct field *id = entity_id_field(entity);
  output_record(output, NULL, NULL);
  output_number(output, "number", id == NULL ? _("Number") : NULL,
                ((const struct record *)record)->oid);
  for (size_t i = 0; i < entities[entity].count; i++) {
    const struct field *field = &entities[entity].fields[i];
    char key[64];
    bool telling = (field->flags & (FIELD_REQUIRED | FIELD_PARENT)) != 0;
    if (field->kind == FIELD_PROSE || (field->kind == FIELD_TEXT && telling)) {
      struct str cut = {0};
      const char *text = record_text(record, field);
      if (text != NULL)
        text_add_cut(&cut, text, CELL_MOST, "…");
      output->ops->text(output, field_path(field, key, sizeof key),
                        telling ? i18n_text(field->label) : NULL, text, str_text(&cut));
      str_clear(&cut);
    } else if (telling) {
      output_field(output, record, field);
    } else {
      output_field_quietly(output, record, field);
    }
  }
  if (audited != NULL)
    put_waiver_state(output, audited, record);
  output_close(output);
}

struct line_visit {
  struct output *output;
  enum entity entity;
  const struct audited *audited; /* of waivers, else NULL */
};

static enum status visit_line(void *context, const void *record, struct error *err)
{
  (void)err;
  const struct line_visit *visit = context;
  put_line(visit->output, visit->entity, record, visit->audited);
  return STATUS_OK;
}

static enum status show_list(struct session *session, struct output *output, enum entity entity,
                             struct error *err)
{
  struct bench *bench = NULL;
  struct audited *audited = NULL;
  enum status status = open_audit(session, output, entity, &bench, &audited, err);
  struct line_visit visit = {output, entity, audited};
  output_list(output, NULL, i18n_text(entities[entity].many));
  if (status == STATUS_OK)
    status =
        store_each(session->store, session->journey_oid, entity, NULL, visit_line, &visit, err);
  output_close(output);
  audited_free(&audited);
  bench_close(&bench);
  return status;
}

/* The journeys of the file, whichever they are. */
static enum status show_journeys(const char *path, struct output *output, struct error *err)
{
  struct session *session = NULL;
  enum status status = session_open(path, STORE_READ, NULL, &session, err);
  if (status != STATUS_OK)
    return status;
  struct line_visit visit = {output, ENTITY_journey, NULL};
  output_list(output, NULL, i18n_text(entities[ENTITY_journey].many));
  status = store_each_journey(session->store, visit_line, &visit, err);
  output_close(output);
  session_close(&session);
  return status;
}

/* ---- Handlers ---- */

static enum status show_due(const struct request *request, struct session *session,
                            struct output *output, struct error *err)
{
  date_day on = audited_today();
  if (request->count > 1)
    return error_set(err, STATUS_USAGE, _("--due looks at the whole journey: leave out '%.60s'."),
                     request->arguments[1]);
  enum status status = handle_day(request, "on", &on, err);
  return status == STATUS_OK ? survey_show_due(session, output, on, err) : status;
}

static enum status show(const struct request *request, struct session *session,
                        struct output *output, struct error *err)
{
  const char *what = request->count > 1 ? request->arguments[1] : NULL;
  if (request_option(request, "due") != NULL)
    return show_due(request, session, output, err);
  if (what == NULL)
    return overview_put(session, output, err);
  if (strcmp(what, "questions") == 0)
    return survey_show_questions(session, output, err);
  if (strcmp(what, "ranking") == 0)
    return handle_show_ranking(session, output, err);
  if (strcmp(what, "handovers") == 0 || strcmp(what, "blind-spots") == 0)
    return survey_show_handovers(session, output, what[0] == 'b', err);
  enum entity entity;
  int64_t oid;
  enum status status = handle_find(session, what, &entity, &oid, err);
  if (status != STATUS_OK)
    return status;
  return oid != 0 ? show_one(session, output, entity, oid, err)
                  : show_list(session, output, entity, err);
}

enum status handle_show(const struct request *request, struct output *output, struct error *err)
{
  if (request->count > 1 && strcmp(request->arguments[1], "journeys") == 0)
    return show_journeys(request->arguments[0], output, err);
  struct session *session = NULL;
  bool here = request_option(request, "here") != NULL;
  enum status status = here ? session_open(request->arguments[0], STORE_READ, NULL, &session, err)
                            : handle_open(request, STORE_READ, &session, err);
  if (status == STATUS_OK)
    status = here ? handle_here(session, output, err) : show(request, session, output, err);
  session_close(&session);
  return status;
}

enum status handle_open_workbench(const struct request *request, struct output *output,
                                  struct error *err)
{
  if (request->workbench != NULL) {
    struct workbench_options options = {
        .journey = request_option(request, "journey"),
        .theme = request_option(request, "theme"),
        .ascii = request_option(request, "ascii") != NULL,
        .no_mouse = request_option(request, "no-mouse") != NULL,
    };
    return request->workbench->open(request->arguments[0], &options, err);
  }
  output_say(output, "%s", _("This is no terminal, so here is the map as text."));
  return handle_show(request, output, err);
}
