/* What would mend a finding, where one value of the touchpoint can: a later day, more
 * days to pay, a lower fee. */
#include "audit/work.h"

#include "base/mem.h"

#include <inttypes.h>
#include <stdio.h>

/* The value that the broken term holds its field against. */
static bool wanted_of(const struct finding_maker *maker, int64_t *wanted)
{
  const struct rule_term *term = maker->judgement->term;
  if (term->rate != NULL) {
    if (maker->judgement->rate == NULL)
      return false;
    *wanted = maker->judgement->rate->value;
  } else if (term->other >= 0) {
    *wanted = maker->facts->of[term->other].number;
  } else {
    *wanted = term->number;
  }
  return true;
}

static void set(struct finding *finding, const char *name, int64_t value)
{
  const struct field *field = entity_field(ENTITY_touchpoint, name);
  char text[32];
  if (field->kind != FIELD_ENUM && (value < field->least || value > field->most))
    return;
  if (field->kind == FIELD_ENUM)
    snprintf(text, sizeof text, "%s", enumeration_token(&enumerations[field->of], value));
  else
    snprintf(text, sizeof text, "%" PRId64, value);
  finding->fix_field = field;
  finding->fix_value = mem_copy_text(text);
}

/* The whole number nearest to @wanted hundredths that is at least, or above, or at
 * most, or below it. */
static bool whole_of(enum rule_operator op, int64_t wanted, int64_t *whole)
{
  enum { ONE = 100 };
  int64_t down = wanted / ONE - (wanted % ONE < 0 ? 1 : 0);
  int64_t up = down + (wanted % ONE != 0 ? 1 : 0);
  switch (op) {
  case RULE_AT_LEAST:
    *whole = up;
    return true;
  case RULE_MORE:
    *whole = down + 1;
    return true;
  case RULE_AT_MOST:
    *whole = down;
    return true;
  case RULE_LESS:
    *whole = up - 1;
    return true;
  case RULE_IS:
    *whole = down;
    return up == down;
  default:
    return false;
  }
}

/* Moves the step by as many days as are lacking. */
static void shift(const struct finding_maker *maker, struct finding *finding, int64_t wanted)
{
  enum { ONE = 100 };
  const struct spot *spot = maker->spot;
  int64_t whole;
  int64_t now = maker->facts->of[maker->judgement->field].number / ONE;
  if (!spot->sends || spot->step.anchor == UNSET ||
      !whole_of(maker->judgement->term->op, wanted, &whole))
    return;
  const struct sequence *sequence = &spot->sequence;
  size_t since = maker->judgement->field == RULE_FIELD_gap       ? sequence->before
                 : maker->judgement->field == RULE_FIELD_fee_gap ? sequence->charged
                                                                 : NO_SPOT;
  bool own_repeat = since == (size_t)(spot - maker->work->spots);
  if (own_repeat)
    set(finding, "repeat_every_days", whole);
  else
    set(finding, "offset_days", spot->step.offset_days + whole - now);
}

static void lower_fee(const struct finding_maker *maker, struct finding *finding, int64_t wanted)
{
  enum rule_operator op = maker->judgement->term->op;
  if (op != RULE_AT_MOST && op != RULE_IS)
    return;
  if (wanted == 0)
    set(finding, "fee_kind", fee_none);
  else if (maker->spot->step.fee_kind == fee_fixed)
    set(finding, "fee_amount", wanted);
}

void finding_fix(const struct finding_maker *maker, struct finding *finding)
{
  int64_t wanted, whole;
  const struct rule_term *term = maker->judgement->term;
  if (maker->spot == NULL || term == NULL || !maker->spot->sends ||
      rule_fields[term->field].kind != RULE_FIELD_NUMBER || !wanted_of(maker, &wanted))
    return;
  switch (term->field) {
  case RULE_FIELD_day:
  case RULE_FIELD_gap:
  case RULE_FIELD_fee_gap:
    shift(maker, finding, wanted);
    break;
  case RULE_FIELD_deadline:
    if (whole_of(term->op, wanted, &whole))
      set(finding, "pay_within_days", whole);
    break;
  case RULE_FIELD_fee:
    lower_fee(maker, finding, wanted);
    break;
  case RULE_FIELD_fee_seq:
    set(finding, "fee_kind", fee_none);
    break;
  case RULE_FIELD_rate_over_ref:
    if (term->op == RULE_AT_MOST && maker->spot->step.interest_kind == interest_reference_plus)
      set(finding, "interest_rate", wanted);
    break;
  default:
    break;
  }
}
