/* A finding's words, the department that can mend it, and the marks by which it is
 * known again. */
#include "audit/work.h"

#include "base/digest.h"
#include "base/str.h"
#include "model/record.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* Hexadecimal digits of a fingerprint. */
enum { DIGITS = 16 };

static void make_mark(const struct str *of, char mark[DIGITS + 1])
{
  char hex[DIGEST_SIZE];
  digest_hex(str_text(of), of->length, hex);
  memcpy(mark, hex, DIGITS);
  mark[DIGITS] = '\0';
}

static void add_part(struct str *all, const char *text)
{
  str_add(all, text != NULL ? text : "");
  str_add_char(all, '\n');
}

void place_fingerprint(const struct rule *rule, const struct audit_place *place,
                       char fingerprint[FINGERPRINT_SIZE])
{
  struct str all = {0};
  add_part(&all, rule->id);
  add_part(&all, place->touchpoint != NULL ? place->touchpoint->id : NULL);
  add_part(&all, place->message != NULL ? place->message->id : NULL);
  add_part(&all, place->variant != NULL ? place->variant->language : NULL);
  add_part(&all, place->variant != NULL ? place->variant->segment : NULL);
  add_part(&all, place->variant == NULL ? "" : place->part == AUDIT_PART_SMS ? "sms" : "letter");
  make_mark(&all, fingerprint);
  str_clear(&all);
}

/* What counts as judged of a place on the map. */
static const char *const of_place[] = {
    "kind", "owner_department", "covered", "evidence", "moment_of_truth", "review_by", NULL};

static void add_fields(struct str *all, enum entity entity, const void *record,
                       const char *const *names)
{
  for (; *names != NULL; names++) {
    const struct field *field = entity_field(entity, *names);
    if (!record_is_set(record, field))
      continue;
    add_part(all, field->name);
    record_add_value(all, record, field);
    str_add_char(all, '\n');
  }
}

static void add_fact(struct str *all, const struct facts *facts, int field)
{
  if (field >= 0 && facts->of[field].known)
    str_addf(all, "%s %" PRId64 " %" PRIu64 "\n", rule_fields[field].name, facts->of[field].number,
             facts->of[field].bits);
}

/* A step as a plan has it, with the defaults put in, so that a journey and its plan
 * give the same. */
static void add_step(struct str *all, const struct spot *spot)
{
  const struct plan_step *step = &spot->step;
  const int64_t numbers[] = {
      (int64_t)spot->kind,   spot->touchpoint->kind,  step->step_class,
      step->anchor,          step->offset_days,       step->days,
      step->invoice_state,   step->repeat_every_days, step->repeat_times,
      step->pay_within_days, step->fee_kind,          step->fee_amount,
      step->fee_rate,        step->interest_kind,     step->interest_rate,
      step->announces,
  };
  for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
    str_addf(all, "%" PRId64 "\n", numbers[i]);
  add_part(all, step->segment);
  add_part(all, step->channels);
}

/* A step and those it is counted from; chains are short, but no audit may take
 * long for one that is not. */
static void add_chain(struct str *all, const struct work *work, size_t spot)
{
  enum { MOST = 32 };
  for (int i = 0; spot != NO_SPOT && i < MOST; i++, spot = work->spots[spot].parent)
    add_step(all, &work->spots[spot]);
}

static void add_unit(struct str *all, const struct work *work, const struct unit *unit)
{
  const size_t parts[] = {unit->subject, unit->text};
  for (size_t i = 0; i < 2; i++)
    add_part(all, parts[i] != NO_TEXT ? work->audit->texts[parts[i]].text : NULL);
}

/* Whether the broken term is about what the step's texts tell. */
static bool is_about_texts(int field)
{
  return field >= 0 &&
         (rule_fields[field].scope == RULE_SCOPE_TEXT || field == RULE_FIELD_tone_step ||
          field == RULE_FIELD_tone_languages || field == RULE_FIELD_envelope);
}

/* What was judged: of a text its words; of a step what the map sets of it, of those it is
 * counted from and of the one before, and its texts where it is about them.  Names
 * and notes do not count, nor does the day of the audit. */
static void add_judged(struct str *all, const struct finding_maker *maker)
{
  const struct work *work = maker->work;
  const struct spot *spot = maker->spot;
  if (spot == NULL) {
    static const enum rule_field_index of_journey[] = {
        RULE_FIELD_jur,      RULE_FIELD_aud,     RULE_FIELD_sector,
        RULE_FIELD_currency, RULE_FIELD_stop_on, RULE_FIELD_due_notice_days,
    };
    for (size_t i = 0; i < sizeof of_journey / sizeof of_journey[0]; i++)
      add_fact(all, maker->facts, (int)of_journey[i]);
    add_fact(all, maker->facts, maker->judgement->field);
  } else if (maker->unit != NULL) {
    add_unit(all, work, maker->unit);
  } else if (maker->rule->scope == RULE_SCOPE_TOUCHPOINT) {
    add_fields(all, ENTITY_touchpoint, spot->touchpoint, of_place);
  } else {
    add_chain(all, work, (size_t)(spot - work->spots));
    add_chain(all, work, spot->sequence.before);
    for (size_t i = 0; is_about_texts(maker->judgement->field) && i < spot->unit_count; i++)
      add_unit(all, work, &work->units[spot->first_unit + i]);
  }
}

static void make_digest(const struct finding_maker *maker, char mark[DIGITS + 1])
{
  struct str all = {0};
  const struct rule *rule = maker->rule;
  add_part(&all, severity_token(rule->severity));
  add_part(&all, rule->when_text);
  add_part(&all, rule->must_text);
  add_part(&all, rule->message.en);
  add_judged(&all, maker);
  voiced_judged(maker, &all);
  if (maker->judgement->rate != NULL)
    str_addf(&all, "%s %" PRId64 "\n", maker->judgement->rate->id, maker->judgement->rate->value);
  make_mark(&all, mark);
  str_clear(&all);
}

/* Who writes the text, else who is asked by the rule, else who owns the place. */
static int64_t department_of(const struct finding_maker *maker)
{
  const struct journey *journey = maker->work->journey;
  if (maker->unit != NULL && maker->unit->message->owner_department != UNSET)
    return maker->unit->message->owner_department;
  if (maker->rule->owner != UNSET)
    return maker->rule->owner;
  if (maker->spot != NULL && maker->spot->touchpoint->owner_department != UNSET)
    return maker->spot->touchpoint->owner_department;
  return journey->owner_department;
}

void finding_make(const struct finding_maker *maker, struct finding *finding)
{
  const struct rule *rule = maker->rule;
  struct str text = {0}, remedy = {0};
  str_addf(&text, "%s: ", rule_says(rule));
  rule_fill(&text, rule_words_now(&rule->message), maker->facts, maker->judgement);
  if (rule->remedy.en != NULL)
    rule_fill(&remedy, rule_words_now(&rule->remedy), maker->facts, maker->judgement);
  voiced_tell(maker, &remedy);
  str_add(&remedy, "");
  *finding = (struct finding){
      .rule = rule,
      .place = place_find(maker),
      .text = str_take(&text),
      .remedy = str_take(&remedy),
      .rate = maker->judgement->rate,
      .department = department_of(maker),
      .order = maker->spot != NULL ? 1 + (size_t)(maker->spot - maker->work->spots) : 0,
  };
  place_fingerprint(rule, &finding->place, finding->fingerprint);
  make_digest(maker, finding->digest);
  finding_fix(maker, finding);
}
