/* An audit for programs: everything.  A large journey has some hundred thousand findings and
 * places, so in findings, waivers, places and texts a key that has nothing to tell is left
 * out, and what is the same for all findings of a rule stands once, in "rules":
 *
 *   journey title plan day errors warnings infos waived evaluated held
 *   packs        id title version reviewed_on expires_on expired own
 *   rules        id severity pack source confidence reviewed_on; of those that were broken
 *   findings     rule severity text remedy place department rate fingerprint digest waived fix
 *   lapsed       rule touchpoint fingerprint why, and what a waiver has
 *   unevaluated  rule severity field can_be_stated place
 *   unfit_statements  field value touchpoint text
 *   pending      rule message source confidence
 *   texts        place tone score lix lix_trusted sms_parts
 *   ladder       touchpoint kind day deadline tone expected errors warnings infos
 *
 *   place        touchpoint message language segment part line column start length words file
 *                (line, column: of a YAML text)
 *   rate         id value unit source
 *   waived       person department reason given until
 *   fix          field value */
#include "app/report.h"

#include "base/str.h"
#include "language/reading.h"
#include "model/record.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void put(struct output *output, const char *key, const char *text)
{
  output_text(output, key, NULL, text);
}

static void put_number(struct output *output, const char *key, int64_t number)
{
  output_number(output, key, NULL, number);
}

static void put_count(struct output *output, const char *key, size_t count)
{
  put_number(output, key, (int64_t)count);
}

/* The same, left out where there is nothing to tell. */
static void put_known(struct output *output, const char *key, const char *text)
{
  if (text != NULL)
    put(output, key, text);
}

static void put_known_number(struct output *output, const char *key, int64_t number)
{
  if (number != UNSET)
    put_number(output, key, number);
}

static void put_truth(struct output *output, const char *key, bool truth)
{
  output->ops->truth(output, key, NULL, truth, NULL);
}

static void put_day(struct output *output, const char *key, date_day day)
{
  char text[DATE_SIZE];
  bool known = day != UNSET && day != DAY_OPEN;
  put(output, key, known ? date_format(day, text) : NULL);
}

static void put_known_day(struct output *output, const char *key, date_day day)
{
  if (day != UNSET && day != DAY_OPEN)
    put_day(output, key, day);
}

static void put_department(struct output *output, const char *key, int64_t department)
{
  if (department != UNSET)
    put(output, key, enumeration_token(&enumerations[ENUM_department], department));
}

static void put_hundredths(struct output *output, const char *key, double value)
{
  output_decimal(output, key, NULL,
                 isnan(value) ? UNSET : (int64_t)(value * 100 + (value < 0 ? -0.5 : 0.5)));
}

/* @finding is the one that stands there, or NULL. */
static void put_place(const struct report *report, struct output *output,
                      const struct audit_place *place, const struct finding *finding)
{
  struct str words = {0};
  struct yaml_place start, end;
  report_add_words(&words, place);
  output_record(output, "place", NULL);
  put_known(output, "touchpoint", place->touchpoint != NULL ? place->touchpoint->id : NULL);
  put_known(output, "message", place->message != NULL ? place->message->id : NULL);
  put_known(output, "language", place->variant != NULL ? place->variant->language : NULL);
  put_known(output, "segment", place->variant != NULL ? place->variant->segment : NULL);
  put_known(output, "part", place->part != AUDIT_PART_NONE ? audit_part_token(place->part) : NULL);
  put_known_number(output, "line", place->line > 0 ? place->line : UNSET);
  put_known_number(output, "column", place->line > 0 ? place->column : UNSET);
  put_known_number(output, "start", place->length > 0 ? (int64_t)place->start : UNSET);
  put_known_number(output, "length", place->length > 0 ? (int64_t)place->length : UNSET);
  put_known(output, "words", words.length > 0 ? words.text : NULL);
  bool found = finding != NULL ? report_find_finding(report, finding, &start, &end)
                               : report_find(report, place, &start, &end);
  put_known_number(output, "file.line", found ? start.line : UNSET);
  put_known_number(output, "file.column", found ? start.column : UNSET);
  output_close(output);
  str_clear(&words);
}

static void put_waiver(struct output *output, const struct waiver *waiver)
{
  put_known(output, "person", waiver->person);
  put_department(output, "department", waiver->department);
  put_known(output, "reason", waiver->reason);
  put_known_day(output, "given", waiver->given);
  put_known_day(output, "until", waiver->until);
}

static void put_finding(const struct report *report, struct output *output,
                        const struct finding *finding)
{
  const struct rule *rule = finding->rule;
  output_record(output, NULL, NULL);
  put(output, "rule", rule->id);
  put(output, "severity", severity_token(rule->severity));
  put(output, "text", finding_text(finding));
  if (finding_remedy(finding)[0] != '\0')
    put(output, "remedy", finding_remedy(finding));
  put_place(report, output, &finding->place, finding);
  put_department(output, "department", finding->department);
  if (finding->rate != NULL) {
    output_record(output, "rate", NULL);
    put(output, "id", finding->rate->id);
    output_decimal(output, "value", NULL, finding->rate->value);
    put(output, "unit", finding->rate->unit);
    put(output, "source", finding->rate->source);
    output_close(output);
  }
  put(output, "fingerprint", finding_fingerprint(finding));
  put(output, "digest", finding_digest(finding));
  if (finding->waiver != NULL) {
    output_record(output, "waived", NULL);
    put_waiver(output, finding->waiver);
    output_close(output);
  }
  if (finding->fix_field != NULL) {
    char path[64];
    put(output, "fix.field", field_path(finding->fix_field, path, sizeof path));
    put(output, "fix.value", finding->fix_value);
  }
  output_close(output);
}

static void put_rules(struct output *output, const struct report *report)
{
  struct report_rules rules = {0};
  report_name_rules(&rules, report);
  output_list(output, "rules", NULL);
  for (size_t i = 0; i < rules.count; i++) {
    const struct rule *rule = rules.items[i];
    output_record(output, NULL, NULL);
    put(output, "id", rule->id);
    put(output, "severity", severity_token(rule->severity));
    put(output, "pack", rule->pack->id);
    put(output, "source", rule->source);
    put(output, "confidence", confidence_token(rule->confidence));
    put_day(output, "reviewed_on", rule->reviewed_on);
    output_close(output);
  }
  output_close(output);
  free(rules.items);
}

static void put_packs(struct output *output, const struct report *report)
{
  const struct audit *audit = report->audited->audit;
  output_list(output, "packs", NULL);
  for (size_t i = 0; i < audit->pack_count; i++) {
    const struct pack *pack = audit->packs[i];
    output_record(output, NULL, NULL);
    put(output, "id", pack->id);
    put(output, "title", words_now(&pack->title));
    put(output, "version", pack->version);
    put_day(output, "reviewed_on", pack->reviewed_on);
    put_day(output, "expires_on", pack->expires_on);
    put_truth(output, "expired", pack_is_expired(pack, report->audited->on));
    put_truth(output, "own", pack->own);
    output_close(output);
  }
  output_close(output);
}

static void put_lapsed(struct output *output, const struct audit *audit)
{
  static const char *const why[] = {"date", "changed", "gone", "no_rule"};
  output_list(output, "lapsed", NULL);
  for (size_t i = 0; i < audit->lapsed_count; i++) {
    const struct waiver *waiver = audit->lapsed[i].waiver;
    output_record(output, NULL, NULL);
    put(output, "rule", waiver->rule);
    put(output, "touchpoint", waiver->touchpoint);
    put(output, "fingerprint", waiver->fingerprint);
    put(output, "why", why[audit->lapsed[i].why]);
    put_waiver(output, waiver);
    output_close(output);
  }
  output_close(output);
}

static void put_unknown(struct output *output, const struct report *report)
{
  const struct audit *audit = report->audited->audit;
  output_list(output, "unevaluated", NULL);
  for (size_t i = 0; i < audit->unevaluated_count; i++) {
    const struct unevaluated *missing = &audit->unevaluated[i];
    output_record(output, NULL, NULL);
    put(output, "rule", missing->rule->id);
    put(output, "severity", severity_token(missing->rule->severity));
    put(output, "field", rule_fields[missing->field].name);
    put_truth(output, "can_be_stated", audit_may_state((enum rule_field_index)missing->field));
    put_place(report, output, &missing->place, NULL);
    output_close(output);
  }
  output_close(output);
  output_list(output, "unfit_statements", NULL);
  for (size_t i = 0; i < audit->unfit_count; i++) {
    output_record(output, NULL, NULL);
    put(output, "field", audit->unfit[i].declaration->field);
    put(output, "value", audit->unfit[i].declaration->value);
    put(output, "touchpoint", audit->unfit[i].declaration->touchpoint);
    put(output, "text", audit->unfit[i].text);
    output_close(output);
  }
  output_close(output);
}

static void put_pending(struct output *output, const struct audit *audit)
{
  output_list(output, "pending", NULL);
  for (size_t i = 0; i < audit->pending_count; i++) {
    output_record(output, NULL, NULL);
    put(output, "rule", audit->pending[i]->id);
    put(output, "message", words_now(&audit->pending[i]->message));
    put(output, "source", audit->pending[i]->source);
    put(output, "confidence", confidence_token(audit->pending[i]->confidence));
    output_close(output);
  }
  output_close(output);
}

static void put_texts(struct output *output, const struct report *report)
{
  const struct audit *audit = report->audited->audit;
  output_list(output, "texts", NULL);
  for (size_t i = 0; i < audit->text_count; i++) {
    const struct text_read *read = &audit->texts[i];
    bool was_read = read->lexicon != NULL;
    bool sms = read->place.part == AUDIT_PART_SMS;
    output_record(output, NULL, NULL);
    put_place(report, output, &read->place, NULL);
    if (was_read) {
      put(output, "tone", tone_token(read->reading.tone));
      output_decimal(output, "score", NULL, read->reading.score);
      put_hundredths(output, "lix", read->reading.measures.lix);
      put_truth(output, "lix_trusted", read->reading.measures.trusted);
    }
    put_known_number(output, "sms_parts", sms ? (int64_t)read->sms.parts : UNSET);
    output_close(output);
  }
  output_close(output);
}

static void put_ladder(struct output *output, const struct audit *audit)
{
  output_list(output, "ladder", NULL);
  for (size_t i = 0; i < audit->rung_count; i++) {
    const struct rung *rung = &audit->rungs[i];
    size_t length = 0, index = 0;
    while (index < 63 && (rung->kind >> index & 1) == 0)
      index++;
    const char *kind = rule_token_at(RULE_FIELD_kind, index, &length);
    struct str name = {0};
    str_add_span(&name, kind != NULL ? kind : "", length);
    output_record(output, NULL, NULL);
    put(output, "touchpoint", rung->touchpoint->id);
    put(output, "kind", kind != NULL ? str_text(&name) : NULL);
    put_number(output, "day", rung->placed ? rung->day : UNSET);
    put_number(output, "deadline", rung->deadline);
    put(output, "tone", rung->tone >= 0 ? tone_token((enum tone)rung->tone) : NULL);
    put(output, "expected", rung->expected >= 0 ? tone_token((enum tone)rung->expected) : NULL);
    put_count(output, "errors", rung->errors);
    put_count(output, "warnings", rung->warnings);
    put_count(output, "infos", rung->infos);
    output_close(output);
    str_clear(&name);
  }
  output_close(output);
}

void report_json(const struct report *report, struct output *output)
{
  const struct audit *audit = report->audited->audit;
  const struct journey *journey = map_journey(report->audited->map);
  output_record(output, NULL, NULL);
  put(output, "journey", journey->id);
  put(output, "title", journey->title);
  put_truth(output, "plan", report->audited->bare_plan);
  put_day(output, "day", report->audited->on);
  put_packs(output, report);
  put_count(output, "errors", audit->errors);
  put_count(output, "warnings", audit->warnings);
  put_count(output, "infos", audit->infos);
  put_count(output, "waived", audit->waived);
  put_count(output, "evaluated", audit->evaluated);
  put_count(output, "held", audit->passed);
  put_rules(output, report);
  output_list(output, "findings", NULL);
  for (size_t i = 0; i < audit->finding_count; i++)
    if (report_shows(report, &audit->findings[i]))
      put_finding(report, output, &audit->findings[i]);
  output_close(output);
  put_lapsed(output, audit);
  put_unknown(output, report);
  put_pending(output, audit);
  put_texts(output, report);
  put_ladder(output, audit);
  output_close(output);
}
