/* What a finding says, and the marks by which it is known again.  Little of it is ever
 * looked at in a long audit, so it is made when somebody does: what was known there is
 * gathered anew, and the rule is asked again. */
#include "audit/work.h"

#include "base/digest.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/record.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Nothing, until it is asked for. */
struct told {
  char *text, *remedy;
  char fingerprint[FINGERPRINT_SIZE], digest[FINGERPRINT_SIZE];
};

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

/* ---- Asking again ---- */

/* One finding as it was found. */
struct again {
  struct facts facts;
  struct judgement judgement;
  struct finding_maker maker;
};

/* What is known of the touchpoint: those who ask for one finding often ask for the next. */
static const struct facts *hear(struct work *work, const struct spot *spot)
{
  if (work->heard != spot)
    facts_of_spot(work, spot, &work->heard_facts);
  work->heard = spot;
  return &work->heard_facts;
}

static void find_again(const struct finding *finding, struct again *again)
{
  struct work *work = finding->audit->work;
  const struct spot *spot = finding->order > 0 ? &work->spots[finding->order - 1] : NULL;
  const struct unit *unit =
      finding->place.variant != NULL ? unit_at(work, spot, &finding->place) : NULL;
  again->facts = spot != NULL ? *hear(work, spot) : work->journey_facts;
  if (unit != NULL)
    facts_of_text(work, spot, unit, &again->facts);
  again->judgement = ask_rule(work, finding->rule, spot, &again->facts);
  again->maker =
      (struct finding_maker){work, spot, unit, finding->rule, &again->facts, &again->judgement};
}

static struct told *told_of(const struct finding *finding)
{
  struct audit *audit = finding->audit;
  if (audit->told == NULL)
    audit->told = mem_new(audit->finding_count, sizeof *audit->told);
  return &audit->told[finding - audit->findings];
}

/* The same with its sentences. */
static const struct told *tell(const struct finding *finding)
{
  const struct rule *rule = finding->rule;
  struct told *told = told_of(finding);
  struct str text = {0}, remedy = {0};
  struct again again;
  if (told->text != NULL)
    return told;
  find_again(finding, &again);
  str_addf(&text, "%s: ", rule_says(rule));
  rule_fill(&text, words_now(&rule->message), &again.facts, &again.judgement);
  driven_tell(&again.maker, &text);
  if (rule->remedy.en != NULL)
    rule_fill(&remedy, words_now(&rule->remedy), &again.facts, &again.judgement);
  voiced_tell(&again.maker, &remedy);
  str_add(&remedy, "");
  told->text = str_take(&text);
  told->remedy = str_take(&remedy);
  return told;
}

const char *finding_text(const struct finding *finding)
{
  return tell(finding)->text;
}

const char *finding_remedy(const struct finding *finding)
{
  return tell(finding)->remedy;
}

const char *finding_fingerprint(const struct finding *finding)
{
  struct told *told = told_of(finding);
  if (told->fingerprint[0] == '\0')
    place_fingerprint(finding->rule, &finding->place, told->fingerprint);
  return told->fingerprint;
}

const char *finding_digest(const struct finding *finding)
{
  struct told *told = told_of(finding);
  struct again again;
  if (told->digest[0] != '\0')
    return told->digest;
  find_again(finding, &again);
  make_digest(&again.maker, told->digest);
  return told->digest;
}

void told_free(struct audit *audit)
{
  for (size_t i = 0; audit->told != NULL && i < audit->finding_count; i++) {
    free(audit->told[i].text);
    free(audit->told[i].remedy);
  }
  free(audit->told);
}
