#include "app/audited.h"

#include "app/input.h"
#include "app/rulebook.h"
#include "app/tone.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "model/calendar.h"
#include "yaml/plan_format.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

date_day audited_today(void)
{
  time_t now = time(NULL);
  struct tm parts = {0};
  localtime_r(&now, &parts);
  return date_make(parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday);
}

/* ---- The bench ---- */

struct bench {
  struct library *library;
  struct lexicon *lexicons[LANGUAGE_COUNT];
  int languages; /* read so far */
};

static enum status read_rules(struct bench *bench, const char *path, struct problems *problems,
                              struct error *err)
{
  enum status status = STATUS_OK;
  bench->library = rulebook_open(err);
  if (bench->library == NULL)
    return err != NULL && err->status != STATUS_OK ? err->status : STATUS_SYSTEM;
  if (path != NULL)
    status = rulebook_add_path(bench->library, path, problems, err);
  if (status == STATUS_OK && path != NULL)
    status = rulebook_check(bench->library, problems);
  return status;
}

enum status bench_open_rules(const char *path, struct bench **bench, struct problems *problems,
                             struct error *err)
{
  *bench = mem_new(1, sizeof **bench);
  enum status status = read_rules(*bench, path, problems, err);
  if (status != STATUS_OK)
    bench_close(bench);
  return status;
}

enum status bench_open(const char *path, struct bench **bench, struct problems *problems,
                       struct error *err)
{
  *bench = mem_new(1, sizeof **bench);
  enum status status = read_rules(*bench, path, problems, err);
  for (int i = 0; i < LANGUAGE_COUNT && status == STATUS_OK; i++)
    status = tone_load((enum language)i, &(*bench)->lexicons[i], problems, err);
  if (status != STATUS_OK)
    bench_close(bench);
  return status;
}

struct bench *bench_begin(void)
{
  return mem_new(1, sizeof(struct bench));
}

enum status bench_read_on(struct bench *bench, bool *ready, struct problems *problems,
                          struct error *err)
{
  enum status status = STATUS_OK;
  if (bench->library == NULL) {
    status = read_rules(bench, NULL, problems, err);
  } else if (bench->languages < LANGUAGE_COUNT) {
    int language = bench->languages++;
    status = tone_load((enum language)language, &bench->lexicons[language], problems, err);
  }
  *ready = status == STATUS_OK && bench->languages == LANGUAGE_COUNT;
  return status;
}

void bench_close(struct bench **bench)
{
  if (*bench == NULL)
    return;
  library_free(&(*bench)->library);
  for (int i = 0; i < LANGUAGE_COUNT; i++)
    lexicon_free(&(*bench)->lexicons[i]);
  free(*bench);
  *bench = NULL;
}

const struct lexicon *bench_lexicon(const struct bench *bench, int language)
{
  return language >= 0 && language < LANGUAGE_COUNT ? bench->lexicons[language] : NULL;
}

const struct library *bench_library(const struct bench *bench)
{
  return bench->library;
}

/* ---- Auditing ---- */

/* Takes in the packs that stand inside the journey. */
static enum status add_own_packs(struct audited *audited, struct problems *problems,
                                 struct error *err)
{
  size_t count = map_count(audited->map, ENTITY_rulepack);
  enum status status = STATUS_OK;
  for (size_t i = 0; i < count && status != STATUS_SYSTEM; i++) {
    const struct rulepack *pack = map_at(audited->map, ENTITY_rulepack, i);
    struct str name = {0};
    str_addf(&name, "rulepack/%s", pack->id);
    status = rulebook_add_text(audited->library, str_text(&name), pack->rules, problems, err);
    str_clear(&name);
  }
  if (count > 0 && status != STATUS_SYSTEM)
    rulebook_check(audited->library, problems);
  return status == STATUS_SYSTEM ? status : STATUS_OK;
}

/* Whether the journey is written in that language at all. */
static enum status check_language(const struct map *map, const char *language, struct error *err)
{
  const char *languages = map_journey(map)->languages;
  size_t length;
  const char *word;
  if (language == NULL)
    return STATUS_OK;
  for (size_t i = 0; (word = list_word(languages, i, &length)) != NULL; i++)
    if (strlen(language) == length && memcmp(word, language, length) == 0)
      return STATUS_OK;
  error_set(err, STATUS_INPUT, _("'%.60s' is none of the journey's languages."), language);
  error_remedy(err, _("It has: %s."), languages);
  return STATUS_INPUT;
}

static struct audit_input make_input(const struct audited *audited, const struct bench *bench,
                                     const char *language)
{
  struct audit_input input = {
      .map = audited->map,
      .calendar = calendar_of(map_journey(audited->map)->market),
      .bare_plan = audited->bare_plan,
      .library = audited->library,
      .on = audited->on,
      .language = language,
  };
  for (int i = 0; i < LANGUAGE_COUNT; i++)
    input.lexicons[i] = bench->lexicons[i];
  return input;
}

void audited_facts(const struct audited *audited, const struct bench *bench,
                   const struct audit_place *place, struct facts *facts)
{
  struct audit_input input = make_input(audited, bench, NULL);
  audit_facts(&input, place, facts);
}

/* All that is needed before the audit itself. */
static enum status prepare(struct audited *audited, const struct bench *bench, const char *language,
                           struct problems *problems, struct error *err)
{
  enum status status = check_language(audited->map, language, err);
  if (status != STATUS_OK)
    return status;
  audited->library = library_over(bench->library);
  return add_own_packs(audited, problems, err);
}

static enum status audit(struct audited *audited, const struct bench *bench, const char *language,
                         struct problems *problems, struct error *err)
{
  enum status status = prepare(audited, bench, language, problems, err);
  if (status != STATUS_OK)
    return status;
  struct audit_input input = make_input(audited, bench, language);
  audited->audit = audit_run(&input);
  return STATUS_OK;
}

static enum status finish(struct audited *made, enum status status, struct audited **audited)
{
  if (status != STATUS_OK)
    audited_free(&made);
  *audited = made;
  return status;
}

enum status audited_map(struct map **map, const struct bench *bench, date_day on,
                        const char *language, struct audited **audited, struct problems *problems,
                        struct error *err)
{
  struct audited *made = mem_new(1, sizeof *made);
  made->map = *map;
  made->on = on;
  *map = NULL;
  return finish(made, audit(made, bench, language, problems, err), audited);
}

enum status audited_session(struct session *session, const struct bench *bench, date_day on,
                            const char *language, struct audited **audited,
                            struct problems *problems, struct error *err)
{
  struct map *map = map_new();
  struct record_source *source = NULL;
  *audited = NULL;
  enum status status = store_begin_export(session->store, session->journey_oid, &source, err);
  if (status == STATUS_OK)
    status = stream_copy(source, &map->sink, err);
  store_end_export(session->store, &source);
  if (status == STATUS_OK)
    return audited_map(&map, bench, on, language, audited, problems, err);
  map_free(&map);
  return status;
}

/* ---- In parts ---- */

/* How many touchpoints are read from the file in one part, and how much of the whole
 * reading them takes, in hundredths. */
#define READ_AT_ONCE 64
#define READING_TAKES 15

struct auditing {
  const struct bench *bench;
  struct session *reader; /* of our own, so that the person can go on editing; NULL when
                             all is read */
  struct record_source *source;
  int entity; /* how far it is read */
  int64_t touchpoints;
  struct audited *made;
  struct audit_task *task; /* NULL until all is read */
};

enum status auditing_begin(const struct session *session, const struct bench *bench, date_day on,
                           struct auditing **out, struct error *err)
{
  struct auditing *auditing = mem_new(1, sizeof *auditing);
  auditing->bench = bench;
  auditing->made = mem_new(1, sizeof *auditing->made);
  auditing->made->map = map_new();
  auditing->made->on = on;
  enum status status =
      session_open(session->path, STORE_READ, session->journey.id, &auditing->reader, err);
  if (status == STATUS_OK && session->present != NULL)
    status = session_look_back(auditing->reader, &session->moment, err);
  if (status == STATUS_OK) {
    struct session *reader = auditing->reader;
    auditing->touchpoints = store_count(reader->store, reader->journey_oid, ENTITY_touchpoint);
    status = store_begin_export(reader->store, reader->journey_oid, &auditing->source, err);
  }
  *out = auditing;
  if (status != STATUS_OK)
    auditing_end(out);
  return status;
}

static void end_reading(struct auditing *auditing)
{
  if (auditing->reader == NULL)
    return;
  store_end_export(auditing->reader->store, &auditing->source);
  session_close(&auditing->reader);
}

static enum status read_on(struct auditing *auditing, struct problems *problems, struct error *err)
{
  struct audited *made = auditing->made;
  enum status status =
      stream_copy_some(auditing->source, &made->map->sink, &auditing->entity, READ_AT_ONCE, err);
  if (status != STATUS_OK || auditing->entity != STREAM_END)
    return status;
  end_reading(auditing);
  status = prepare(made, auditing->bench, NULL, problems, err);
  if (status != STATUS_OK)
    return status;
  struct audit_input input = make_input(made, auditing->bench, NULL);
  auditing->task = audit_begin(&input);
  return STATUS_OK;
}

enum status auditing_go_on(struct auditing *auditing, bool *more, struct problems *problems,
                           struct error *err)
{
  *more = true;
  if (auditing->task == NULL)
    return read_on(auditing, problems, err);
  *more = audit_go_on(auditing->task);
  return STATUS_OK;
}

int auditing_progress(const struct auditing *auditing)
{
  if (auditing->task != NULL)
    return READING_TAKES + audit_progress(auditing->task) * (100 - READING_TAKES) / 100;
  int64_t read = (int64_t)map_count(auditing->made->map, ENTITY_touchpoint);
  return read < auditing->touchpoints ? (int)(read * READING_TAKES / auditing->touchpoints)
                                      : READING_TAKES;
}

struct audited *auditing_end(struct auditing **slot)
{
  struct auditing *auditing = *slot;
  if (auditing == NULL)
    return NULL;
  end_reading(auditing);
  if (auditing->task != NULL)
    auditing->made->audit = audit_end(&auditing->task);
  if (auditing->made->audit == NULL)
    audited_free(&auditing->made);
  struct audited *made = auditing->made;
  free(auditing);
  *slot = NULL;
  return made;
}

/* ---- Texts ---- */

static enum status read_text(struct audited *made, const struct str *text, const char *name,
                             struct problems *problems, struct error *err)
{
  FILE *in = input_open(text);
  if (in == NULL)
    return error_set(err, STATUS_SYSTEM, _("It cannot be read: %s."), strerror(errno));
  struct plan_head head;
  made->bare_plan = document_kind(in) == DOCUMENT_PLAN;
  fclose(in);
  in = input_open(text);
  if (in == NULL)
    return error_set(err, STATUS_SYSTEM, _("It cannot be read: %s."), strerror(errno));
  made->map = map_new();
  made->places = places_new(made->map, str_text(text), text->length);
  struct record_sink *sink = places_sink(made->places);
  enum status status = made->bare_plan ? plan_read(in, name, sink, &head, problems, err)
                                       : journey_read(in, name, sink, problems, err);
  fclose(in);
  places_ready(made->places);
  return status;
}

enum status audited_text(FILE *in, const char *name, const struct bench *bench, date_day on,
                         const char *language, struct audited **audited, struct problems *problems,
                         struct error *err)
{
  struct audited *made = mem_new(1, sizeof *made);
  struct str text = {0};
  made->on = on;
  enum status status = input_read(in, &text, err);
  if (status == STATUS_OK)
    status = read_text(made, &text, name, problems, err);
  made->text = str_take(&text);
  if (status == STATUS_OK)
    status = audit(made, bench, language, problems, err);
  return finish(made, status, audited);
}

void audited_free(struct audited **audited)
{
  if (*audited == NULL)
    return;
  audit_free(&(*audited)->audit);
  places_free(&(*audited)->places);
  library_free(&(*audited)->library);
  map_free(&(*audited)->map);
  free((*audited)->text);
  free(*audited);
  *audited = NULL;
}
