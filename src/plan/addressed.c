#include "plan/decider.h"

#include <string.h>

static bool is_among(const struct ready_condition *condition, const struct fact_value *value)
{
  for (size_t i = 0; i < condition->operand_count; i++) {
    const struct fact_value *operand = &condition->operands[i];
    if (condition->type == attribute_type_text ? strcmp(value->text, operand->text) == 0
                                               : value->number == operand->number)
      return true;
  }
  return false;
}

static enum truth asked(const struct ready_condition *condition, const struct fact_value *value)
{
  bool known = value->text != NULL;
  if (condition->operator_ == operator_known || condition->operator_ == operator_unknown)
    return known == (condition->operator_ == operator_known) ? TRUTH_YES : TRUTH_NO;
  if (!known)
    return TRUTH_UNKNOWN;
  int64_t limit = condition->operand_count > 0 ? condition->operands[0].number : 0;
  switch (condition->operator_) {
  case operator_is:
  case operator_one_of:
    return is_among(condition, value) ? TRUTH_YES : TRUTH_NO;
  case operator_is_not:
    return is_among(condition, value) ? TRUTH_NO : TRUTH_YES;
  case operator_less:
    return value->number < limit ? TRUTH_YES : TRUTH_NO;
  case operator_at_most:
    return value->number <= limit ? TRUTH_YES : TRUTH_NO;
  case operator_more:
    return value->number > limit ? TRUTH_YES : TRUTH_NO;
  default:
    return value->number >= limit ? TRUTH_YES : TRUTH_NO;
  }
}

enum truth decider_belongs(const struct decider *decider, size_t number,
                           const struct subject *subject, size_t *missing)
{
  if (number == EVERYONE)
    return TRUTH_YES;
  const struct ready_segment *segment = &decider->segments[number];
  enum truth all = TRUTH_YES;
  for (size_t i = 0; i < segment->count; i++) {
    const struct ready_condition *condition = &segment->conditions[i];
    enum truth one = asked(condition, &subject->values[condition->attribute]);
    if (one == TRUTH_NO)
      return TRUTH_NO;
    if (one == TRUTH_UNKNOWN && all == TRUTH_YES) {
      all = TRUTH_UNKNOWN;
      *missing = condition->attribute;
    }
  }
  return all;
}

static bool is_valid(const struct message *message, date_day day)
{
  return (message->valid_from == UNSET || message->valid_from <= day) &&
         (message->valid_to == UNSET || message->valid_to >= day);
}

const struct variant *decide_variant(const struct decider *decider, size_t step, size_t message,
                                     const struct subject *subject, const char *language,
                                     date_day day)
{
  const struct ready_message *ready = &decider->steps[step].messages[message];
  const char *languages[] = {language, decider->first_language};
  size_t missing;
  for (size_t l = 0; l < 2 && is_valid(ready->message, day); l++)
    for (size_t i = 0; languages[l] != NULL && i < ready->count; i++)
      if (strcmp(ready->variants[i].variant->language, languages[l]) == 0 &&
          decider_belongs(decider, ready->variants[i].segment, subject, &missing) == TRUTH_YES)
        return ready->variants[i].variant;
  return NULL;
}
