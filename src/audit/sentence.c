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

static void make_fingerprint(const struct finding *finding, const struct unit *unit,
                             char mark[DIGITS + 1])
{
  const struct audit_place *place = &finding->place;
  struct str all = {0};
  add_part(&all, finding->rule->id);
  add_part(&all, place->touchpoint != NULL ? place->touchpoint->id : NULL);
  add_part(&all, place->message != NULL ? place->message->id : NULL);
  add_part(&all, place->variant != NULL ? place->variant->language : NULL);
  add_part(&all, place->variant != NULL ? place->variant->segment : NULL);
  add_part(&all, unit == NULL ? "" : unit->sms ? "sms" : "letter");
  make_mark(&all, mark);
  str_clear(&all);
}

static void add_fields(struct str *all, enum entity entity, const void *record,
                       const char *const *left_out)
{
  for (size_t i = 0; i < entities[entity].count; i++) {
    const struct field *field = &entities[entity].fields[i];
    bool counts = true;
    for (const char *const *name = left_out; *name != NULL; name++)
      counts = counts && strcmp(*name, field->name) != 0;
    if (!counts || !record_is_set(record, field))
      continue;
    add_part(all, field->name);
    record_add_value(all, record, field);
    str_add_char(all, '\n');
  }
}

static void add_unit(struct str *all, const struct work *work, const struct unit *unit)
{
  const size_t parts[] = {unit->subject, unit->text};
  for (size_t i = 0; i < 2; i++)
    add_part(all, parts[i] != NO_TEXT ? work->audit->texts[parts[i]].text : NULL);
}

/* What was judged: of a text its words, of a step what the map sets and, where the rule
 * asks for what they tell, all its texts.  What is only said of it does not count,
 * nor does the day of the audit. */
static void add_judged(struct str *all, const struct finding_maker *maker)
{
  static const char *const not_judged[] = {"title", "note",  "review_by", "goal", "contact_cost",
                                           "brand", "state", "status",    NULL};
  const struct spot *spot = maker->spot;
  if (spot == NULL) {
    add_fields(all, ENTITY_journey, maker->work->journey, not_judged);
  } else if (maker->unit != NULL) {
    add_unit(all, maker->work, maker->unit);
  } else {
    add_fields(all, ENTITY_touchpoint, spot->touchpoint, not_judged);
    bool texts = maker->judgement->field >= 0 &&
                 (rule_fields[maker->judgement->field].scope == RULE_SCOPE_TEXT ||
                  maker->judgement->field == RULE_FIELD_tone_step ||
                  maker->judgement->field == RULE_FIELD_tone_languages ||
                  maker->judgement->field == RULE_FIELD_envelope);
    for (size_t i = 0; texts && i < spot->unit_count; i++)
      add_unit(all, maker->work, &maker->work->units[spot->first_unit + i]);
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
  make_fingerprint(finding, maker->unit, finding->fingerprint);
  make_digest(maker, finding->digest);
  finding_fix(maker, finding);
}
