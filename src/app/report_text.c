/* An audit for people: what is wrong and where, and what is not known. */
#include "app/report.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "model/record.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Rules and places that are named where many are alike. */
#define NAMED_MOST 6

struct telling {
  const struct report *report;
  const struct audit *audit;
  struct output *output;
  size_t digits; /* of a fingerprint that are shown */
};

static void put(struct telling *telling, const char *label, const char *text)
{
  output_text(telling->output, NULL, label, text);
}

static void put_str(struct telling *telling, const char *label, struct str *text)
{
  put(telling, label, text->length > 0 ? text->text : NULL);
  str_clear(text);
}

static const char *department_label(int64_t department)
{
  return department == UNSET ? NULL : enumeration_label(&enumerations[ENUM_department], department);
}

/* ---- The head ---- */

static void put_head(struct telling *telling)
{
  const struct audited *audited = telling->report->audited;
  const struct journey *journey = map_journey(audited->map);
  char day[DATE_SIZE];
  struct str title = {0}, packs = {0};
  str_addf(&title, "%s (%s)", journey->title, journey->id);
  for (size_t i = 0; i < telling->audit->pack_count; i++)
    str_addf(&packs, "%s%s %s", i > 0 ? ", " : "", words_now(&telling->audit->packs[i]->title),
             telling->audit->packs[i]->version);
  output_record(telling->output, NULL, NULL);
  put_str(telling, audited->bare_plan ? _("Plan") : _("Journey"), &title);
  put(telling, _("As of"), date_format(audited->on, day));
  put_str(telling, _("Held against"), &packs);
  output_close(telling->output);
}

/* ---- Findings ---- */

static void add_source(struct str *out, const struct finding *finding)
{
  char day[DATE_SIZE];
  const struct rule *rule = finding->rule;
  str_addf(out, "%s (", rule->source);
  str_add(out, confidence_token(rule->confidence));
  str_add(out, ", ");
  str_addf(out, _("read %s"), date_format(rule->reviewed_on, day));
  str_add(out, ")");
}

static void add_fingerprint(struct str *out, const struct telling *telling,
                            const struct finding *finding)
{
  str_add_span(out, finding_fingerprint(finding), telling->digits);
}

static void put_finding(struct telling *telling, const struct finding *finding)
{
  struct str title = {0}, place = {0}, words = {0}, source = {0}, mark = {0}, quoted = {0};
  str_addf(&title, "%s %s", severity_label(finding->rule->severity), finding->rule->id);
  report_add_place(&place, telling->report, &finding->place);
  report_add_words(&words, &finding->place);
  if (words.length > 0)
    str_addf(&quoted, _("\"%s\""), words.text);
  add_source(&source, finding);
  add_fingerprint(&mark, telling, finding);
  output_record(telling->output, NULL, str_text(&title));
  output_record(telling->output, NULL, NULL);
  put(telling, "", finding_text(finding));
  put_str(telling, _("Where"), &place);
  put_str(telling, _("Words"), &quoted);
  put(telling, _("What to do"), finding_remedy(finding));
  put(telling, _("Mended by"), department_label(finding->department));
  put_str(telling, _("Source"), &source);
  put_str(telling, _("Finding"), &mark);
  output_close(telling->output);
  output_close(telling->output);
  str_clear(&title);
  str_clear(&words);
}

static bool is_open(const struct telling *telling, const struct finding *finding)
{
  return finding->waiver == NULL && report_shows(telling->report, finding);
}

static void put_findings(struct telling *telling)
{
  const struct audit *audit = telling->audit;
  const struct touchpoint *touchpoint = NULL;
  bool open = false;
  for (size_t i = 0; i < audit->finding_count; i++) {
    const struct finding *finding = &audit->findings[i];
    if (!is_open(telling, finding))
      continue;
    if (!open || finding->place.touchpoint != touchpoint) {
      struct str title = {0};
      touchpoint = finding->place.touchpoint;
      if (touchpoint != NULL)
        str_addf(&title, "%s (touchpoint/%s)", touchpoint->title, touchpoint->id);
      else
        str_add(&title, _("The whole journey"));
      if (open)
        output_close(telling->output);
      output_list(telling->output, NULL, str_text(&title));
      str_clear(&title);
      open = true;
    }
    put_finding(telling, finding);
  }
  if (open)
    output_close(telling->output);
}

/* ---- Waivers ---- */

static void add_giver(struct str *out, const struct waiver *waiver)
{
  char day[DATE_SIZE];
  str_add(out, waiver->person != NULL ? waiver->person : _("nobody is named"));
  if (waiver->department != UNSET)
    str_addf(out, ", %s", department_label(waiver->department));
  if (waiver->given != UNSET)
    str_addf(out, ", %s", date_format(waiver->given, day));
}

static void put_waiver(struct telling *telling, const struct waiver *waiver)
{
  char day[DATE_SIZE];
  struct str giver = {0};
  add_giver(&giver, waiver);
  put_str(telling, _("Accepted by"), &giver);
  put(telling, _("Reason"), waiver->reason);
  put(telling, _("Until"),
      waiver->until != UNSET ? date_format(waiver->until, day) : _("text or rule changes"));
}

static void put_waived(struct telling *telling)
{
  const struct audit *audit = telling->audit;
  bool open = false;
  for (size_t i = 0; i < audit->finding_count; i++) {
    const struct finding *finding = &audit->findings[i];
    if (finding->waiver == NULL || !report_shows(telling->report, finding))
      continue;
    if (!open)
      output_list(telling->output, NULL, _("Waived"));
    open = true;
    struct str title = {0}, place = {0};
    str_addf(&title, "%s %s, ", severity_label(finding->rule->severity), finding->rule->id);
    report_add_address(&title, telling->report, &finding->place);
    output_record(telling->output, NULL, str_text(&title));
    output_record(telling->output, NULL, NULL);
    put(telling, "", finding_text(finding));
    put_waiver(telling, finding->waiver);
    output_close(telling->output);
    output_close(telling->output);
    str_clear(&title);
    str_clear(&place);
  }
  if (open)
    output_close(telling->output);
}

static void put_lapsed(struct telling *telling)
{
  const struct audit *audit = telling->audit;
  if (audit->lapsed_count == 0)
    return;
  output_list(telling->output, NULL, _("Waivers that lapsed"));
  for (size_t i = 0; i < audit->lapsed_count; i++) {
    const struct waiver *waiver = audit->lapsed[i].waiver;
    struct str title = {0};
    str_add(&title, waiver->rule);
    if (waiver->touchpoint != NULL)
      str_addf(&title, ", touchpoint/%s", waiver->touchpoint);
    output_record(telling->output, NULL, str_text(&title));
    output_record(telling->output, NULL, NULL);
    put(telling, "", report_why_lapsed(&audit->lapsed[i]));
    put_waiver(telling, waiver);
    output_close(telling->output);
    output_close(telling->output);
    str_clear(&title);
  }
  output_close(telling->output);
}

/* ---- What is not known ---- */

static int by_name(const void *left, const void *right)
{
  return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* Names every different one of @names, as far as they are not too many. */
static void add_named(struct str *out, const char **names, size_t count)
{
  size_t different = 0;
  qsort(names, count, sizeof *names, by_name);
  for (size_t i = 0; i < count; i++) {
    if (i > 0 && strcmp(names[i], names[i - 1]) == 0)
      continue;
    if (different++ < NAMED_MOST)
      str_addf(out, "%s%s", out->length > 0 ? ", " : "", names[i]);
  }
  if (different > NAMED_MOST) {
    str_add(out, ", ");
    str_addf(out, P_("%zu more", "%zu more", different - NAMED_MOST), different - NAMED_MOST);
  }
}

/* The command that states it, with what it takes. */
static void put_command(struct telling *telling, enum rule_field_index field, const char *only)
{
  const struct rule_field *known = &rule_fields[field];
  struct str command = {0};
  if (!audit_may_state(field)) {
    put(telling, "", _("The map tells it, where the map says more."));
    return;
  }
  str_addf(&command, "kundresa add %s declaration field=%s value=%s",
           telling->report->audited->places == NULL ? telling->report->file : _("FILE"),
           known->name, _("VALUE"));
  if (only != NULL)
    str_addf(&command, " touchpoint=%s", only);
  put_str(telling, _("State it"), &command);
  put(telling, _("VALUE"), known->tokens != NULL ? known->tokens : _("a number"));
}

static void put_unknown(struct telling *telling, enum rule_field_index field)
{
  const struct audit *audit = telling->audit;
  size_t count = 0;
  const char *only = NULL;
  bool one = true;
  const char **rules = mem_new(audit->unevaluated_count, sizeof *rules);
  const char **places = mem_new(audit->unevaluated_count, sizeof *places);
  for (size_t i = 0; i < audit->unevaluated_count; i++) {
    const struct unevaluated *missing = &audit->unevaluated[i];
    if (missing->field != (int)field)
      continue;
    const struct touchpoint *touchpoint = missing->place.touchpoint;
    rules[count] = missing->rule->id;
    places[count++] = touchpoint != NULL ? touchpoint->id : _("the journey");
    one = one && touchpoint != NULL && (only == NULL || strcmp(only, touchpoint->id) == 0);
    only = touchpoint != NULL ? touchpoint->id : only;
  }
  if (count > 0) {
    struct str named = {0};
    output_record(telling->output, NULL, rule_fields[field].name);
    output_record(telling->output, NULL, NULL);
    put(telling, "", i18n_text(rule_fields[field].help));
    add_named(&named, rules, count);
    put_str(telling, _("Rules"), &named);
    add_named(&named, places, count);
    put_str(telling, _("At"), &named);
    bool wide = rule_fields[field].scope == RULE_SCOPE_JOURNEY;
    put_command(telling, field, one && !wide ? only : NULL);
    output_close(telling->output);
    output_close(telling->output);
  }
  free(rules);
  free(places);
}

static void put_unevaluated(struct telling *telling)
{
  if (telling->audit->unevaluated_count == 0)
    return;
  output_list(telling->output, NULL, _("Not evaluated, since it is not known"));
  for (int field = 0; field < RULE_FIELD_COUNT; field++)
    put_unknown(telling, (enum rule_field_index)field);
  output_close(telling->output);
}

static void put_unfit(struct telling *telling)
{
  const struct audit *audit = telling->audit;
  if (audit->unfit_count == 0)
    return;
  output_list(telling->output, NULL, _("Stated facts that cannot be used"));
  for (size_t i = 0; i < audit->unfit_count; i++) {
    struct str line = {0};
    str_addf(&line, "%s = %s: %s", audit->unfit[i].declaration->field,
             audit->unfit[i].declaration->value, audit->unfit[i].text);
    put_str(telling, NULL, &line);
  }
  output_close(telling->output);
}

/* ---- The law itself ---- */

static void put_expired(struct telling *telling)
{
  const struct audit *audit = telling->audit;
  if (audit->expired_count == 0)
    return;
  output_list(telling->output, NULL, _("Law data that must be read again"));
  for (size_t i = 0; i < audit->expired_count; i++) {
    const struct pack *pack = audit->expired[i];
    char read[DATE_SIZE], last[DATE_SIZE];
    struct str line = {0};
    str_addf(&line, _("%s: read %s, trusted until %s"), words_now(&pack->title),
             date_format(pack->reviewed_on, read), date_format(pack->expires_on, last));
    put_str(telling, NULL, &line);
  }
  output_close(telling->output);
}

static void put_pending(struct telling *telling)
{
  const struct audit *audit = telling->audit;
  if (audit->pending_count == 0)
    return;
  output_list(telling->output, NULL, _("Laws to come, which nothing was held against"));
  for (size_t i = 0; i < audit->pending_count; i++) {
    struct str line = {0};
    str_addf(&line, "%s: %s", audit->pending[i]->id, audit->pending[i]->source);
    put_str(telling, NULL, &line);
  }
  output_close(telling->output);
}

static void put_counts(struct telling *telling)
{
  const struct audit *audit = telling->audit;
  struct output *output = telling->output;
  output_record(output, NULL, _("In all"));
  output_number(output, NULL, _("Errors"), (int64_t)audit->errors);
  output_number(output, NULL, _("Warnings"), (int64_t)audit->warnings);
  output_number(output, NULL, _("Notes"), (int64_t)audit->infos);
  output_number(output, NULL, _("Waived"), (int64_t)audit->waived);
  output_number(output, NULL, _("Not evaluated"), (int64_t)audit->unevaluated_count);
  output_number(output, NULL, _("Held"), (int64_t)audit->passed);
  output_close(output);
}

void report_text(const struct report *report, struct output *output)
{
  struct telling telling = {report, report->audited->audit, output, report_short(report)};
  output_record(output, NULL, NULL);
  put_head(&telling);
  put_findings(&telling);
  put_waived(&telling);
  put_lapsed(&telling);
  put_unevaluated(&telling);
  put_unfit(&telling);
  put_expired(&telling);
  put_pending(&telling);
  put_counts(&telling);
  output_close(output);
}
