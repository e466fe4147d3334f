#include "plan/draft.h"

#include "base/i18n.h"
#include "model/timezone.h"
#include "plan/condition.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* ---- The journey ---- */

/* A file may have been written by another program. */
static void check_timezone(struct draft *draft)
{
  if (!timezone_is_known(draft->journey->timezone))
    fault_add(draft->faults, "no-timezone", ENTITY_journey, draft->journey->id,
              _("Choose one such as Europe/Stockholm."),
              _("'%s' is the name of no time zone, so no day would begin or end."),
              draft->journey->timezone);
}

static void check_sending(struct draft *draft)
{
  const struct plan *plan = draft->plan;
  char at[DATE_SIZE], from[DATE_SIZE], to[DATE_SIZE];
  date_format_clock(plan->send_at, at);
  date_format_clock(plan->send_from, from);
  date_format_clock(plan->send_to, to);
  if (plan->send_from >= plan->send_to)
    fault_add(draft->faults, "window", ENTITY_journey, draft->journey->id,
              _("Let the earliest hour come before the latest."),
              _("Messages may go out from %s to %s, which is never."), from, to);
  else if (plan->send_at < plan->send_from || plan->send_at > plan->send_to)
    fault_add(draft->faults, "window", ENTITY_journey, draft->journey->id,
              _("Send at a time within the hours, or make the hours wider."),
              _("Messages are sent at %s, but may go out from %s to %s only."), at, from, to);
}

/* What a value of that type (enum attribute_type) looks like. */
static const char *value_wanted(int64_t type)
{
  switch (type) {
  case attribute_type_integer:
    return _("Write a whole number, such as 3.");
  case attribute_type_money:
    return _("Write the amount in minor units, such as 25000 for 250.00.");
  case attribute_type_date:
    return _("Write a day as 2026-12-24.");
  case attribute_type_boolean:
    return _("Write true or false.");
  default:
    return _("Write a word or more.");
  }
}

static void check_operand(struct draft *draft, const struct condition *condition,
                          const struct attribute *attribute, const char *operand)
{
  int64_t number;
  const char *comparison = enumeration_label(&enumerations[ENUM_operator], condition->operator);
  if (operand[0] == '\0')
    fault_add(draft->faults, "wrong-value", ENTITY_segment, condition->segment,
              _("Take the extra comma away, or write the value that is missing."),
              _("In '%s %s %s' nothing stands on one side of a comma."), attribute->id, comparison,
              condition->value);
  else if (!condition_value(attribute->type, operand, &number))
    fault_add(draft->faults, "wrong-value", ENTITY_segment, condition->segment,
              value_wanted(attribute->type),
              _("'%s %s %s' cannot be compared: the type of '%s' is '%s'."), attribute->id,
              comparison, operand, attribute->id,
              enumeration_label(&enumerations[ENUM_attribute_type], attribute->type));
}

static void check_condition(struct draft *draft, const struct condition *condition)
{
  const struct attribute *attribute = map_find(draft->map, ENTITY_attribute, condition->attribute);
  if (attribute == NULL ||
      condition->operator== operator_known || condition->operator== operator_unknown)
    return;
  const char *comparison = enumeration_label(&enumerations[ENUM_operator], condition->operator);
  bool ordered = attribute->type == attribute_type_integer ||
                 attribute->type == attribute_type_money || attribute->type == attribute_type_date;
  bool bound = condition->operator>= operator_less && condition->operator<= operator_at_least;
  if (bound && !ordered) {
    fault_add(draft->faults, "wrong-value", ENTITY_segment, condition->segment,
              _("Choose 'is', 'is not' or 'is one of' instead."),
              _("'%s %s' cannot be answered: its type is '%s', which has no more or less."),
              attribute->id, comparison,
              enumeration_label(&enumerations[ENUM_attribute_type], attribute->type));
    return;
  }
  if (condition->value == NULL)
    fault_add(draft->faults, "wrong-value", ENTITY_segment, condition->segment,
              value_wanted(attribute->type), _("'%s %s' has no value to compare with."),
              attribute->id, comparison);
  char *operand;
  for (size_t i = 0; (operand = condition_operand(condition, i)) != NULL; i++) {
    check_operand(draft, condition, attribute, operand);
    free(operand);
  }
}

/* Marks the steps whose segment, or that of a step they follow, has a condition
 * that was just told of. */
static void mark_unfit(struct draft *draft, struct pairs *unfit)
{
  const struct plan_step *steps = draft->plan->steps;
  bool added;
  for (size_t i = 0; i < draft->plan->step_count; i++) {
    const void *segment =
        steps[i].segment != NULL ? map_find(draft->map, ENTITY_segment, steps[i].segment) : NULL;
    if (segment != NULL)
      draft->unfit[i] = *pairs_value(unfit, (size_t)(uintptr_t)segment, 0, false, &added);
  }
  for (size_t i = 0; i < draft->order_count; i++) {
    size_t step = draft->order[i], parent = draft->parent[step];
    draft->unfit[step] = draft->unfit[step] || (parent != NO_STEP && draft->unfit[parent]);
  }
}

static void check_conditions(struct draft *draft)
{
  struct pairs unfit = {0};
  bool added;
  for (size_t i = 0; i < map_count(draft->map, ENTITY_condition); i++) {
    const struct condition *condition = map_at(draft->map, ENTITY_condition, i);
    size_t before = draft->faults->count;
    check_condition(draft, condition);
    if (draft->faults->count > before)
      pairs_value(&unfit,
                  (size_t)(uintptr_t)map_find(draft->map, ENTITY_segment, condition->segment), 0,
                  true, &added);
  }
  mark_unfit(draft, &unfit);
  pairs_clear(&unfit);
}

void check_journey(struct draft *draft)
{
  check_timezone(draft);
  check_sending(draft);
  check_conditions(draft);
  if (draft->plan->step_count == 0)
    fault_add(draft->faults, "no-steps", ENTITY_journey, draft->journey->id,
              _("Give a touchpoint a day and a text."),
              _("No touchpoint sends anything, so there is nothing to plan."));
}

/* ---- Steps ---- */

static void check_fee(struct draft *draft, const struct plan_step *step)
{
  const struct touchpoint *touchpoint = step->touchpoint;
  if (step->fee_kind == fee_fixed && touchpoint->fee_amount == UNSET)
    fault_add(draft->faults, "fee-without-amount", ENTITY_touchpoint, touchpoint->id,
              _("Write the amount, or choose 'No fee'."),
              _("The fee is fixed, but has no amount."));
  if (step->fee_kind == fee_percent && touchpoint->fee_rate == UNSET)
    fault_add(draft->faults, "fee-without-amount", ENTITY_touchpoint, touchpoint->id,
              _("Write the rate, or choose 'No fee'."),
              _("The fee is a share of the amount due, but has no rate."));
  if (step->interest_kind != interest_none && touchpoint->interest_rate == UNSET)
    fault_add(draft->faults, "interest-without-rate", ENTITY_touchpoint, touchpoint->id,
              _("Write the rate, or choose 'No interest'."), _("The interest has no rate."));
}

static void check_repeat(struct draft *draft, const struct plan_step *step)
{
  if ((step->repeat_every_days > 0) != (step->repeat_times > 0))
    fault_add(draft->faults, "repeat", ENTITY_touchpoint, step->touchpoint->id,
              _("Say both how often and how many times, or take the repeat away."),
              step->repeat_times > 0 ? _("It is repeated, but nothing says after how many days.")
                                     : _("It is repeated, but nothing says how many times."));
}

/* The nearest step that @index follows and whose segment shuts out that of
 * @index; NO_STEP where only several together do. */
static size_t find_opposite(const struct draft *draft, size_t index)
{
  const struct plan_step *steps = draft->plan->steps;
  size_t at = draft->parent[index];
  while (at != NO_STEP && (steps[at].segment == NULL ||
                           condition_can_meet(draft->map, steps[index].segment, steps[at].segment)))
    at = draft->parent[at];
  return at;
}

/* Segments that nobody can be in, and those that exclude each other; nothing is
 * said of those with a condition that is unfit, which is told on its own. */
static void check_segments(struct draft *draft, size_t index)
{
  const struct plan_step *step = &draft->plan->steps[index];
  const char *id = step->touchpoint->id;
  size_t parent = draft->parent[index];
  if (draft->unfit[index] || step->segment == NULL)
    return;
  if (!condition_can_meet(draft->map, step->segment, NULL)) {
    fault_add(draft->faults, "unreachable", ENTITY_touchpoint, id,
              _("Change the conditions of the segment."),
              _("Nobody can be in the segment '%s': its conditions contradict each other."),
              fault_segment(draft, step->segment));
    return;
  }
  if (parent == NO_STEP || draft->root[index] == UNSET ||
      !audience_can_meet(&draft->audiences, draft->audience[parent], AUDIENCE_ALL) ||
      audience_can_meet(&draft->audiences, draft->audience[index], AUDIENCE_ALL))
    return;
  size_t opposite = find_opposite(draft, index);
  if (opposite != NO_STEP)
    fault_add(draft->faults, "unreachable", ENTITY_touchpoint, id,
              _("Choose the same segment, or let it count from something else."),
              _("It goes to '%s', but follows '%s', which goes to '%s' only; nobody is in both."),
              fault_segment(draft, step->segment), fault_step(draft, opposite),
              fault_segment(draft, draft->plan->steps[opposite].segment));
  else
    fault_add(draft->faults, "unreachable", ENTITY_touchpoint, id,
              _("Choose the same segment, or let it count from something else."),
              _("It goes to '%s', but nobody there is in the segments of all the steps that it "
                "follows."),
              fault_segment(draft, step->segment));
}

/* The nearest step that @index follows and that waits for the payment. */
static size_t find_paid(const struct draft *draft, size_t index)
{
  size_t at = draft->parent[index];
  while (draft->plan->steps[at].invoice_state != invoice_state_paid &&
         draft->plan->steps[at].anchor != anchor_payment)
    at = draft->parent[at];
  return at;
}

static void check_unpaid(struct draft *draft, size_t index)
{
  const struct plan_step *steps = draft->plan->steps, *step = &steps[index];
  size_t parent = draft->parent[index];
  if (step->invoice_state != invoice_state_unpaid)
    return;
  if (step->anchor == anchor_payment)
    fault_add(draft->faults, "unreachable", ENTITY_touchpoint, step->touchpoint->id,
              _("Let it count from the due date, or go out whatever the invoice's state."),
              _("It counts from the payment, but goes out only if the invoice is unpaid."));
  else if (parent != NO_STEP && draft->root[index] != UNSET && draft->paid[parent] &&
           steps[parent].invoice_state != invoice_state_unpaid)
    fault_add(draft->faults, "unreachable", ENTITY_touchpoint, step->touchpoint->id,
              _("Let it count from the due date, or go out whatever the invoice's state."),
              _("It goes out only if the invoice is unpaid, but follows '%s', which waits for the "
                "payment."),
              fault_step(draft, find_paid(draft, index)));
}

void check_step(struct draft *draft, size_t index)
{
  const struct plan_step *step = &draft->plan->steps[index];
  const char *id = step->touchpoint->id;
  if (step->anchor == UNSET)
    fault_add(draft->faults, "no-day", ENTITY_touchpoint, id,
              _("Choose what it counts from, and after how many days."),
              _("It has a text, but nothing says when it is sent."));
  if (list_count(step->channels) == 0)
    fault_add(draft->faults, "no-channel", ENTITY_touchpoint, id, _("Choose at least one channel."),
              _("Nothing says how it is sent."));
  if (draft->plan->calendar == NULL && step->anchor != UNSET && schedule_needs_calendar(step))
    fault_add(draft->faults, "no-calendar", ENTITY_touchpoint, id,
              _("Count calendar days, and let it be sent on any day."),
              _("It needs to know business days, and the holidays of %s are not known yet."),
              enumeration_label(&enumerations[ENUM_market], draft->journey->market));
  check_fee(draft, step);
  check_repeat(draft, step);
  check_segments(draft, index);
  check_unpaid(draft, index);
  check_texts(draft, index);
}
