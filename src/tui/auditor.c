#include "tui/auditor.h"

#include "base/i18n.h"
#include "base/mem.h"

#include <stdlib.h>
#include <time.h>

void auditor_init(struct auditor *auditor)
{
  *auditor = (struct auditor){
      .on = audited_today(), .most = AUDITOR_MOST, .slice = AUDITOR_SLICE, .stale = true};
}

static void forget(struct auditor *auditor)
{
  audited_free(&auditor->audited);
  free(auditor->counts);
  auditor->counts = NULL;
  auditor->count_of_counts = 0;
}

/* Drops what is being made. */
static void drop(struct auditor *auditor)
{
  struct audited *made = auditing_end(&auditor->auditing);
  audited_free(&made);
}

void auditor_clear(struct auditor *auditor)
{
  forget(auditor);
  drop(auditor);
  if (!auditor->lent)
    bench_close(&auditor->bench);
  free(auditor->fault);
  free(auditor->problem);
  *auditor = (struct auditor){0};
}

void auditor_lend(struct auditor *auditor, struct bench *bench)
{
  auditor->bench = bench;
  auditor->lent = true;
  auditor->ready = true;
}

void auditor_note(struct auditor *auditor)
{
  auditor->stale = true;
}

void auditor_ask(struct auditor *auditor)
{
  if (auditor->auditing != NULL && !auditor->stale)
    return;
  drop(auditor);
  auditor->asked = true;
  auditor->stale = true;
  mem_set_text(&auditor->fault, NULL);
}

bool auditor_stop(struct auditor *auditor)
{
  if (auditor_progress(auditor) < 0)
    return false;
  drop(auditor);
  auditor->asked = false;
  auditor->stale = true;
  return true;
}

/* ---- Looking up ---- */

static int compare(const void *a, const void *b)
{
  const struct finding_count *one = a, *other = b;
  return one->oid < other->oid ? -1 : one->oid > other->oid;
}

/* Findings stand in the order of the map, so that those of a touchpoint are side by
 * side. */
static void count_findings(struct auditor *auditor)
{
  const struct audit *audit = auditor->audited->audit;
  auditor->counts = mem_new(audit->finding_count + 1, sizeof *auditor->counts);
  for (size_t i = 0; i < audit->finding_count; i++) {
    const struct finding *finding = &audit->findings[i];
    const struct touchpoint *touchpoint = finding->place.touchpoint;
    int64_t oid = touchpoint != NULL ? touchpoint->record.oid : 0;
    size_t last = auditor->count_of_counts;
    if (last == 0 || auditor->counts[last - 1].oid != oid)
      auditor->counts[auditor->count_of_counts++] = (struct finding_count){.oid = oid, .first = i};
    struct finding_count *count = &auditor->counts[auditor->count_of_counts - 1];
    count->count++;
    if (finding->waiver != NULL)
      continue;
    count->errors += finding->rule->severity == SEVERITY_ERROR;
    count->warnings += finding->rule->severity == SEVERITY_WARN;
    count->infos += finding->rule->severity == SEVERITY_INFO;
  }
  qsort(auditor->counts, auditor->count_of_counts, sizeof *auditor->counts, compare);
}

const struct audit *auditor_result(const struct auditor *auditor)
{
  return auditor->audited != NULL ? auditor->audited->audit : NULL;
}

bool auditor_is_behind(const struct auditor *auditor)
{
  return auditor->stale || auditor->audited == NULL || auditor->auditing != NULL;
}

int auditor_progress(const struct auditor *auditor)
{
  if (auditor->auditing != NULL)
    return auditing_progress(auditor->auditing);
  return auditor->asked ? 0 : -1;
}

void auditor_add_progress(struct str *out, const struct auditor *auditor)
{
  str_addf(out, _("Auditing the whole journey: %d %% done. Other keys work; Esc stops it."),
           auditor_progress(auditor));
}

const struct finding_count *auditor_count(const struct auditor *auditor, int64_t oid)
{
  const struct finding_count key = {.oid = oid};
  if (auditor->counts == NULL)
    return NULL;
  return bsearch(&key, auditor->counts, auditor->count_of_counts, sizeof key, compare);
}

const struct rung *auditor_rung(const struct auditor *auditor, int64_t oid)
{
  const struct audit *audit = auditor_result(auditor);
  for (size_t i = 0; audit != NULL && i < audit->rung_count; i++)
    if (audit->rungs[i].touchpoint->record.oid == oid)
      return &audit->rungs[i];
  return NULL;
}

void auditor_add_count(struct str *out, size_t errors, size_t warnings)
{
  if (errors > 0)
    str_addf(out, "%zu!", errors);
  if (warnings > 0)
    /* L10N: so many warnings, as short as can be: "3w" */
    str_addf(out, i18n_text(NC_("count", "%s%zuw")), errors > 0 ? " " : "", warnings);
}

/* ---- Working ---- */

/* Reads the next part of the rules and lexicons; false where that fails. */
static bool read_on(struct auditor *auditor)
{
  struct problems problems = {0};
  struct error err = {0};
  if (auditor->fault != NULL)
    return false;
  if (auditor->bench == NULL)
    auditor->bench = bench_begin();
  if (bench_read_on(auditor->bench, &auditor->ready, &problems, &err) != STATUS_OK) {
    mem_set_text(&auditor->fault, err.text);
    bench_close(&auditor->bench);
  }
  problems_clear(&problems);
  return auditor->fault == NULL;
}

static bool open_bench(struct auditor *auditor)
{
  while (!auditor->ready && read_on(auditor))
    continue;
  return auditor->ready;
}

const struct lexicon *auditor_lexicon(struct auditor *auditor, const char *language)
{
  int known = language_of(language);
  if (known == LANGUAGE_NONE || !open_bench(auditor))
    return NULL;
  return bench_lexicon(auditor->bench, known);
}

static enum status note_one(void *context, const void *record, struct error *err)
{
  (void)record;
  (void)err;
  *(bool *)context = true;
  return STATUS_OK;
}

/* Touchpoints are not counted beyond what matters, which would take long in a long map. */
static bool is_large(const struct auditor *auditor, struct session *session)
{
  const struct map_filter all = {.department = UNSET};
  bool more = false;
  store_window(session->store, session->journey_oid, &all, (size_t)auditor->most, 1, note_one,
               &more, NULL);
  return more || store_count(session->store, session->journey_oid, ENTITY_touchpoint) +
                         store_count(session->store, session->journey_oid, ENTITY_variant) >
                     auditor->most;
}

/* Takes what was made, and the first fault of a pack inside the file. */
static enum auditor_state take(struct auditor *auditor, struct audited *made)
{
  forget(auditor);
  auditor->audited = made;
  if (made != NULL)
    count_findings(auditor);
  return AUDITOR_DONE;
}

static void note_problems(struct auditor *auditor, struct problems *problems)
{
  if (problems->count > 0)
    mem_set_text(&auditor->problem, problems->items[0].text);
  problems_clear(problems);
}

/* All of a small journey at once. */
static enum auditor_state audit(struct auditor *auditor, struct session *session)
{
  struct problems problems = {0};
  struct error err = {0};
  struct audited *made = NULL;
  mem_set_text(&auditor->problem, NULL);
  if (audited_session(session, auditor->bench, auditor->on, NULL, &made, &problems, &err) !=
      STATUS_OK)
    mem_set_text(&auditor->fault, err.text);
  note_problems(auditor, &problems);
  return take(auditor, made);
}

static enum auditor_state begin(struct auditor *auditor, struct session *session)
{
  struct error err = {0};
  mem_set_text(&auditor->problem, NULL);
  if (auditing_begin(session, auditor->bench, auditor->on, &auditor->auditing, &err) == STATUS_OK)
    return AUDITOR_WORKS;
  mem_set_text(&auditor->fault, err.text);
  return take(auditor, NULL);
}

static int64_t milliseconds(void)
{
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static enum auditor_state go_on(struct auditor *auditor)
{
  struct problems problems = {0};
  struct error err = {0};
  bool more = false;
  enum status status;
  int64_t end = milliseconds() + auditor->slice;
  do
    status = auditing_go_on(auditor->auditing, &more, &problems, &err);
  while (status == STATUS_OK && more && auditor->slice > 0 && milliseconds() < end);
  note_problems(auditor, &problems);
  if (status == STATUS_OK && more)
    return AUDITOR_WORKS;
  if (status != STATUS_OK)
    mem_set_text(&auditor->fault, err.text);
  return take(auditor, auditing_end(&auditor->auditing));
}

/* What is known of another journey is of no use. */
static enum auditor_state turn_to(struct auditor *auditor, int64_t journey)
{
  drop(auditor);
  auditor->of = journey;
  auditor->large = false;
  auditor->asked = false;
  auditor->stale = true;
  return take(auditor, NULL);
}

enum auditor_state auditor_work(struct auditor *auditor, struct session *session)
{
  if (auditor->of != 0 && auditor->of != session->journey_oid)
    return turn_to(auditor, session->journey_oid);
  auditor->of = session->journey_oid;
  if (auditor->of == 0)
    return AUDITOR_RESTS;
  if (auditor->auditing != NULL)
    return go_on(auditor);
  bool asked = auditor->asked;
  if (!auditor->stale || (auditor->large && !asked))
    return AUDITOR_RESTS;
  auditor->asked = false;
  auditor->large = is_large(auditor, session);
  if (auditor->large && !asked)
    return AUDITOR_WORKS;
  if (!auditor->ready && read_on(auditor)) {
    auditor->asked = asked;
    return AUDITOR_WORKS;
  }
  auditor->stale = false;
  if (!auditor->ready)
    return AUDITOR_DONE;
  return auditor->large ? begin(auditor, session) : audit(auditor, session);
}
