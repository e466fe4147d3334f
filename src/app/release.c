#include "app/release.h"

#include "app/role.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "model/map.h"
#include "yaml/plan_format.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct latest {
  int64_t number;
};

static enum status note_latest(void *context, const struct release *release, struct error *err)
{
  (void)err;
  struct latest *latest = context;
  if (release->number > latest->number)
    latest->number = release->number;
  return STATUS_OK;
}

static enum status take_bytes(void *context, const struct release *release, struct error *err)
{
  (void)err;
  if (release->bytes != NULL)
    str_add_span(context, release->bytes, release->length);
  return STATUS_OK;
}

enum status release_read(struct session *session, int64_t number, struct str *plan,
                         struct error *err)
{
  struct latest latest = {0};
  enum status status =
      store_each_release(session->store, session->journey_oid, 0, note_latest, &latest, err);
  if (status != STATUS_OK)
    return status;
  if (latest.number == 0) {
    error_set(err, STATUS_INPUT, _("The journey '%s' has not been released yet."),
              session->journey.id);
    error_remedy(err, _("Make a release with: kundresa release %s"), session->path);
    return STATUS_INPUT;
  }
  if (number > latest.number)
    return error_set(err, STATUS_INPUT,
                     _("There is no release %" PRId64 "; the latest is %" PRId64 "."), number,
                     latest.number);
  return store_each_release(session->store, session->journey_oid,
                            number != 0 ? number : latest.number, take_bytes, plan, err);
}

/* Bytes that are kept. */
struct kept {
  struct byte_sink sink;
  struct str bytes;
};

static enum status keep(struct byte_sink *sink, const char *bytes, size_t length, struct error *err)
{
  (void)err;
  str_add_span(&((struct kept *)sink)->bytes, bytes, length);
  return STATUS_OK;
}

/* The journey as a whole, and the digest of its canonical text. */
static enum status read_journey(struct session *session, struct map *map, char hex[DIGEST_SIZE],
                                struct error *err)
{
  struct record_source *source = NULL;
  struct kept kept = {.sink = {.write = keep}};
  enum status status = store_begin_export(session->store, session->journey_oid, &source, err);
  if (status == STATUS_OK)
    status = stream_copy(source, &map->sink, err);
  store_end_export(session->store, &source);
  if (status == STATUS_OK)
    status = journey_write(&map->source, &kept.sink, err);
  if (status == STATUS_OK)
    digest_hex(str_text(&kept.bytes), kept.bytes.length, hex);
  str_clear(&kept.bytes);
  return status;
}

struct standing {
  const char *journey_sha256;
  struct release_made *made;
};

/* Entries come with the latest first; only that one can stand. */
static enum status note_standing(void *context, const struct release *release, struct error *err)
{
  (void)err;
  struct standing *standing = context;
  struct release_made *made = standing->made;
  if (made->number != 0)
    return STATUS_OK;
  made->number = release->number;
  made->stood = strcmp(release->journey_sha256, standing->journey_sha256) == 0;
  if (made->stood)
    snprintf(made->sha256, sizeof made->sha256, "%s", release->sha256);
  return STATUS_OK;
}

/* ---- What the audit says ---- */

static void add_fault(struct plan_faults *faults, const char *code, enum entity entity,
                      const char *id, const char *text, const char *remedy)
{
  faults->items = mem_resize(faults->items, faults->count + 1, sizeof *faults->items);
  faults->items[faults->count++] = (struct plan_fault){.code = code,
                                                       .entity = entity,
                                                       .id = mem_copy_text(id),
                                                       .text = mem_copy_text(text),
                                                       .remedy = mem_copy_text(remedy)};
}

static void add_finding(struct release_made *made, const struct audited *audited,
                        const struct finding *finding)
{
  const struct audit_place *place = &finding->place;
  struct str text = {0};
  str_add(&text, finding->rule->id);
  if (place->variant != NULL)
    str_addf(&text, " (%s%s%s)", place->variant->language,
             place->part != AUDIT_PART_NONE ? "/" : "", audit_part_token(place->part));
  str_addf(&text, ": %s", finding_text(finding));
  if (place->message != NULL)
    add_fault(&made->faults, "audit", ENTITY_message, place->message->id, str_text(&text),
              finding_remedy(finding));
  else if (place->touchpoint != NULL)
    add_fault(&made->faults, "audit", ENTITY_touchpoint, place->touchpoint->id, str_text(&text),
              finding_remedy(finding));
  else
    add_fault(&made->faults, "audit", ENTITY_journey, map_journey(audited->map)->id,
              str_text(&text), finding_remedy(finding));
  str_clear(&text);
  made->errors++;
}

static void add_findings(struct release_made *made, const struct audited *audited)
{
  const struct audit *audit = audited->audit;
  for (size_t i = 0; i < audit->finding_count; i++)
    if (audit->findings[i].waiver == NULL && audit->findings[i].rule->severity == SEVERITY_ERROR)
      add_finding(made, audited, &audit->findings[i]);
}

/* Their files are called "rulepack/ID". */
static void add_broken_packs(struct release_made *made, const struct problems *problems)
{
  for (size_t i = 0; i < problems->count; i++) {
    const struct error *problem = &problems->items[i];
    const char *slash = strchr(problem->file, '/');
    struct str text = {0};
    if (problem->line > 0)
      str_addf(&text, "%ld:%ld: ", problem->line, problem->column);
    str_add(&text, problem->text);
    add_fault(&made->faults, "unreadable-pack", ENTITY_rulepack, slash != NULL ? slash + 1 : "",
              str_text(&text), problem->remedy);
    str_clear(&text);
  }
}

/* For the plan; the lists are the caller's to free. */
static struct plan_audit summary(const struct audited *audited, struct plan_pack **packs,
                                 struct plan_waived **waived)
{
  const struct audit *audit = audited->audit;
  struct plan_audit said = {.day = audited->on,
                            .errors = (int64_t)audit->errors,
                            .warnings = (int64_t)audit->warnings,
                            .infos = (int64_t)audit->infos,
                            .not_evaluated = (int64_t)audit->unevaluated_count,
                            .pack_count = audit->pack_count};
  *packs = mem_new(audit->pack_count + 1, sizeof **packs);
  *waived = mem_new(audit->waived + 1, sizeof **waived);
  for (size_t i = 0; i < audit->pack_count; i++)
    (*packs)[i] = (struct plan_pack){audit->packs[i]->id, audit->packs[i]->version};
  for (size_t i = 0; i < audit->finding_count; i++) {
    const struct finding *finding = &audit->findings[i];
    const struct audit_place *place = &finding->place;
    if (finding->waiver == NULL)
      continue;
    (*waived)[said.waived_count++] = (struct plan_waived){
        .waiver = finding->waiver,
        .rule = finding->rule->id,
        .severity = severity_token(finding->rule->severity),
        .touchpoint = place->touchpoint != NULL ? place->touchpoint->id : NULL,
        .message = place->message != NULL ? place->message->id : NULL,
        .language = place->variant != NULL ? place->variant->language : NULL,
        .segment = place->variant != NULL ? place->variant->segment : NULL,
        .part = place->part != AUDIT_PART_NONE ? audit_part_token(place->part) : NULL,
    };
  }
  said.packs = *packs;
  said.waived = *waived;
  return said;
}

/* ---- Making ---- */

/* What an audit and a plan need beside the journey. */
struct making {
  struct session *session;
  const struct bench *bench;
  date_day on;
  bool dry_run;
  char journey_sha256[DIGEST_SIZE];
};

static enum status compile(const struct making *making, const struct audited *audited,
                           struct release_made *made, struct error *err)
{
  struct plan_pack *packs;
  struct plan_waived *waived;
  struct plan_audit said = summary(audited, &packs, &waived);
  struct plan_origin origin = {
      .version = made->number, .journey_sha256 = making->journey_sha256, .audit = &said};
  struct plan *plan = NULL;
  struct kept kept = {.sink = {.write = keep}};
  enum status status = plan_compile(audited->map, &origin, &plan, &made->faults);
  add_findings(made, audited);
  if (status == STATUS_OK && made->faults.count > 0)
    status = STATUS_FINDINGS;
  if (status == STATUS_OK)
    status = plan_write(plan, &kept.sink, err);
  plan_free(&plan);
  free(packs);
  free(waived);
  made->plan = kept.bytes;
  if (status == STATUS_OK)
    digest_hex(str_text(&made->plan), made->plan.length, made->sha256);
  return status;
}

/* Audits *@map, which becomes that of the audit, and compiles it. */
static enum status audit_and_compile(const struct making *making, struct map **map,
                                     struct release_made *made, struct error *err)
{
  struct bench *own = NULL;
  struct audited *audited = NULL;
  struct problems problems = {0};
  enum status status = making->bench != NULL ? STATUS_OK : bench_open(NULL, &own, &problems, err);
  if (status == STATUS_OK)
    status = audited_map(map, making->bench != NULL ? making->bench : own, making->on, NULL,
                         &audited, &problems, err);
  if (audited != NULL)
    add_broken_packs(made, &problems);
  else if (status != STATUS_OK && err->status == STATUS_OK && problems.count > 0)
    *err = problems.items[0]; /* what comes with kundresa is broken, no pack of the file */
  if (status == STATUS_OK && audited != NULL)
    status = compile(making, audited, made, err);
  problems_clear(&problems);
  audited_free(&audited);
  bench_close(&own);
  return status;
}

/* All between the look at the journey and the release of it, so that nobody
 * can change the one before the other is there. */
static enum status make(struct making *making, struct release_made *made, struct error *err)
{
  struct session *session = making->session;
  struct map *map = map_new();
  enum status status = read_journey(session, map, making->journey_sha256, err);
  struct standing standing = {making->journey_sha256, made};
  if (status == STATUS_OK)
    plan_notices(map, &made->notices);
  if (status == STATUS_OK)
    status =
        store_each_release(session->store, session->journey_oid, 0, note_standing, &standing, err);
  if (status == STATUS_OK && made->stood) {
    status = release_read(session, made->number, &made->plan, err);
  } else if (status == STATUS_OK) {
    made->number++;
    status = audit_and_compile(making, &map, made, err);
    struct release release = {.number = made->number,
                              .sha256 = made->sha256,
                              .journey_sha256 = making->journey_sha256,
                              .bytes = str_text(&made->plan),
                              .length = made->plan.length};
    if (status == STATUS_OK && !making->dry_run)
      status = store_add_release(session->store, session->journey_oid, &release, err);
  }
  map_free(&map);
  return status;
}

enum status release_make(struct session *session, const struct bench *bench, date_day on,
                         bool dry_run, struct release_made *made, struct error *err)
{
  struct making making = {.session = session, .bench = bench, .on = on, .dry_run = dry_run};
  struct str label = {0};
  str_addf(&label, "release journey %s", session->journey.id);
  enum status status =
      dry_run ? STATUS_OK : role_begin(session, DEED_RELEASE, str_text(&label), "release", err);
  str_clear(&label);
  if (status != STATUS_OK)
    return status;
  status = make(&making, made, err);
  if (dry_run)
    return status;
  if (status == STATUS_OK && !made->stood)
    return store_commit(session->store, err);
  store_rollback(session->store); /* what stands is no event */
  return status;
}

enum status release_is_behind(struct session *session, int64_t *number, bool *behind,
                              struct error *err)
{
  struct map *map = map_new();
  struct release_made latest = {0};
  char journey_sha256[DIGEST_SIZE] = "";
  enum status status = read_journey(session, map, journey_sha256, err);
  struct standing standing = {journey_sha256, &latest};
  if (status == STATUS_OK)
    status =
        store_each_release(session->store, session->journey_oid, 0, note_standing, &standing, err);
  map_free(&map);
  *number = latest.number;
  *behind = latest.number != 0 && !latest.stood;
  return status;
}

void release_clear(struct release_made *made)
{
  str_clear(&made->plan);
  plan_faults_clear(&made->faults);
  plan_faults_clear(&made->notices);
}
