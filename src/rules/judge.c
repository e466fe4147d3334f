#include "rules/rule.h"

#include <string.h>

/* Kleene's values, in the order in which `and` picks the least. */
enum kleene { KLEENE_FALSE, KLEENE_UNKNOWN, KLEENE_TRUE };

struct bench {
  const struct facts *facts;
  const struct library *library;
  date_day day;
};

static enum kleene from_bool(bool truth)
{
  return truth ? KLEENE_TRUE : KLEENE_FALSE;
}

static enum kleene compare(int64_t value, enum rule_operator op, int64_t wanted)
{
  switch (op) {
  case RULE_IS:
    return from_bool(value == wanted);
  case RULE_IS_NOT:
    return from_bool(value != wanted);
  case RULE_LESS:
    return from_bool(value < wanted);
  case RULE_AT_MOST:
    return from_bool(value <= wanted);
  case RULE_MORE:
    return from_bool(value > wanted);
  default:
    return from_bool(value >= wanted);
  }
}

static enum kleene hold_bits(uint64_t bits, const struct rule_term *term)
{
  switch (term->op) {
  case RULE_IS:
    return from_bool(bits == term->bits);
  case RULE_IS_NOT:
    return from_bool(bits != term->bits);
  case RULE_HAS:
    return from_bool((bits & term->bits) == term->bits);
  case RULE_IN:
    return from_bool((bits & term->bits) != 0);
  default:
    return from_bool((bits & term->bits) == 0);
  }
}

/* What @fact holds of a term where some of its tokens may be there or not. */
static enum kleene hold_set(const struct fact *fact, const struct rule_term *term)
{
  enum kleene without = hold_bits(fact->bits, term);
  return without == hold_bits(fact->bits | fact->unsure, term) ? without : KLEENE_UNKNOWN;
}

/* Whether amounts of that unit are in the journey's currency; a percentage is
 * no amount. */
static bool is_same_money(const struct facts *facts, const char *unit)
{
  uint64_t bit = rule_token_bit(RULE_FIELD_currency, unit, strlen(unit));
  const struct fact *currency = &facts->of[RULE_FIELD_currency];
  return bit == 0 || (currency->known && currency->bits == bit);
}

/* Holds a term on a number.  Where it is unknown *@field says which field is not known. */
static enum kleene hold_number(const struct bench *bench, const struct rule_term *term, int *field,
                               const struct rate **rate)
{
  int64_t wanted = term->number;
  if (term->rate != NULL) {
    *rate = library_rate(bench->library, term->rate, bench->day);
    if (*rate == NULL)
      return KLEENE_UNKNOWN;
    if (!is_same_money(bench->facts, (*rate)->unit)) {
      *field = RULE_FIELD_currency;
      return KLEENE_UNKNOWN;
    }
    wanted = (*rate)->value;
  } else if (term->other >= 0) {
    const struct fact *other = &bench->facts->of[term->other];
    if (!other->known) {
      *field = term->other;
      return KLEENE_UNKNOWN;
    }
    wanted = other->number;
  }
  return compare(bench->facts->of[term->field].number, term->op, wanted);
}

/* Holds all; where one is false, @judgement says which, else which is not known. */
static enum kleene hold_all(const struct bench *bench, const struct rule_terms *terms,
                            struct judgement *judgement)
{
  enum kleene all = KLEENE_TRUE;
  for (size_t i = 0; i < terms->count && all != KLEENE_FALSE; i++) {
    const struct rule_term *term = &terms->items[i];
    const struct fact *fact = &bench->facts->of[term->field];
    int field = (int)term->field;
    enum kleene held = !fact->known ? KLEENE_UNKNOWN
                       : rule_fields[field].kind == RULE_FIELD_NUMBER
                           ? hold_number(bench, term, &field, &judgement->rate)
                           : hold_set(fact, term);
    if (held < all) {
      all = held;
      judgement->field = field;
      judgement->term = term;
    }
  }
  return all;
}

struct judgement rule_judge(const struct rule *rule, const struct facts *facts,
                            const struct library *library, date_day day)
{
  const struct bench bench = {.facts = facts, .library = library, .day = day};
  struct judgement judgement = {.verdict = VERDICT_OUTSIDE, .rule = rule, .field = -1};
  if (rule->pending)
    return judgement;
  enum kleene about = hold_all(&bench, &rule->when, &judgement);
  if (about == KLEENE_TRUE)
    switch (hold_all(&bench, &rule->must, &judgement)) {
    case KLEENE_FALSE:
      judgement.verdict = VERDICT_BROKEN;
      return judgement;
    case KLEENE_UNKNOWN:
      judgement.verdict = VERDICT_UNKNOWN;
      return judgement;
    default:
      judgement.verdict = VERDICT_HOLDS;
    }
  else if (about == KLEENE_UNKNOWN) {
    judgement.verdict = VERDICT_UNKNOWN;
    return judgement;
  }
  judgement.field = -1;
  judgement.term = NULL;
  return judgement;
}
