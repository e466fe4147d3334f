#include "app/audited.h"

#include "app/edit.h"
#include "app/input.h"
#include "app/rulebook.h"
#include "app/tone.h"
#include "app/role.h"
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

static enum status audit(struct audited *audited, const struct bench *bench, const char *language,
                         struct problems *problems, struct error *err)
{
  enum status status = check_language(audited->map, language, err);
  if (status != STATUS_OK)
    return status;
  audited->library = library_over(bench->library);
  status = add_own_packs(audited, problems, err);
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

/* ---- Waiving and mending ---- */

enum status audited_find(const struct audited *audited, const char *fingerprint,
                         const struct finding **finding, struct error *err)
{
  const struct audit *audit = audited->audit;
  size_t length = strlen(fingerprint);
  *finding = NULL;
  for (size_t i = 0; i < audit->finding_count; i++) {
    const struct finding *one = &audit->findings[i];
    if (length == 0 || strncmp(finding_fingerprint(one), fingerprint, length) != 0)
      continue;
    if (*finding != NULL && strcmp(finding_fingerprint(*finding), finding_fingerprint(one)) != 0) {
      error_set(err, STATUS_INPUT, _("Several findings begin with '%.60s'."), fingerprint);
      error_remedy(err, "%s", _("Write more of it."));
      return STATUS_INPUT;
    }
    *finding = one;
  }
  if (*finding != NULL)
    return STATUS_OK;
  error_set(err, STATUS_INPUT, _("No finding begins with '%.60s'."), fingerprint);
  error_remedy(err, "%s", _("'kundresa audit FILE' lists them."));
  return STATUS_INPUT;
}

static enum status fill_waiver(struct waiver *waiver, const struct finding *finding,
                               const struct session *session, const char *reason, struct error *err)
{
  const struct touchpoint *touchpoint = finding->place.touchpoint;
  enum status status = record_set(waiver, entity_field(ENTITY_waiver, "reason"), reason, err);
  waiver->rule = mem_copy_text(finding->rule->id);
  waiver->touchpoint = mem_copy_text(touchpoint != NULL ? touchpoint->id : NULL);
  waiver->fingerprint = mem_copy_text(finding_fingerprint(finding));
  waiver->digest = mem_copy_text(finding_digest(finding));
  waiver->person = mem_copy_text(session->person);
  waiver->given = audited_today();
  if (status == STATUS_OK && waiver->reason == NULL) {
    status = error_set(err, STATUS_INPUT, _("A waiver needs a reason."));
    error_remedy(err, "%s", _("Say why the finding is accepted, so that others can judge it."));
  }
  return status;
}

/* Those for the same finding that hold no longer. */
static enum status delete_lapsed(struct session *session, const struct audit *audit,
                                 const char *fingerprint, struct error *err)
{
  enum status status = STATUS_OK;
  for (size_t i = 0; i < audit->lapsed_count && status == STATUS_OK; i++) {
    const struct waiver *waiver = audit->lapsed[i].waiver;
    if (strcmp(waiver->fingerprint, fingerprint) == 0)
      status =
          store_delete(session->store, ENTITY_waiver, ((const struct record *)waiver)->oid, err);
  }
  return status;
}

enum status audited_waive(struct session *session, const struct audited *audited,
                          const char *fingerprint, const char *reason, date_day until,
                          int64_t department, struct error *err)
{
  const struct finding *finding;
  int64_t oid;
  enum status status = audited_find(audited, fingerprint, &finding, err);
  if (status == STATUS_OK && finding->waiver != NULL)
    status = error_set(err, STATUS_INPUT, _("%s is waived already: %s"), finding->rule->id,
                       finding->waiver->reason);
  if (status == STATUS_OK && until != UNSET && until < audited_today())
    status = error_set(err, STATUS_INPUT, _("The last day of the waiver has passed already."));
  if (status != STATUS_OK)
    return status;
  struct waiver *waiver = record_new(ENTITY_waiver);
  waiver->department = department != UNSET ? department : session->department;
  waiver->until = until;
  status = fill_waiver(waiver, finding, session, reason, err);
  if (status == STATUS_OK) {
    struct str label = {0};
    str_addf(&label, "waive %s", finding->rule->id);
    status = role_begin(session, DEED_MAP, str_text(&label), "edit", err);
    str_clear(&label);
  }
  if (status == STATUS_OK) {
    status = delete_lapsed(session, audited->audit, finding_fingerprint(finding), err);
    if (status == STATUS_OK)
      status =
          store_insert(session->store, session->journey_oid, ENTITY_waiver, waiver, 0, &oid, err);
    if (status == STATUS_OK)
      status = store_commit(session->store, err);
    else
      store_rollback(session->store);
  }
  record_free(ENTITY_waiver, &waiver);
  return status;
}

enum status audited_mend(struct session *session, const struct finding *finding, struct error *err)
{
  const struct touchpoint *touchpoint = finding->place.touchpoint;
  if (finding->fix_field == NULL || touchpoint == NULL)
    return error_set(err, STATUS_INPUT, _("%s cannot be mended by itself: %s"), finding->rule->id,
                     finding_remedy(finding));
  int64_t oid;
  struct str seen = {0};
  record_add_value(&seen, touchpoint, finding->fix_field);
  enum status status = store_find(session->store, session->journey_oid, ENTITY_touchpoint,
                                  touchpoint->id, &oid, err);
  if (status == STATUS_OK)
    status = edit_set(session, ENTITY_touchpoint, oid, finding->fix_field, finding->fix_value,
                      str_text(&seen), err);
  str_clear(&seen);
  return status;
}
