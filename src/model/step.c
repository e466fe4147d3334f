#include "model/step.h"

#include <string.h>

#define DAY_MINUTES(hour) ((hour)*60)

/* What a journey means where it does not say; kundresa-plan(5) has this table. */
static const struct {
  int64_t scope, send_at, send_from, send_to;
  int64_t late_policy, late_grace_days, late_gap_days;
  int64_t pause_dispute, pause_payment_plan, pause_hardship;
  const char *stop_on;
} journey_defaults = {
    .scope = scope_invoice,
    .send_at = DAY_MINUTES(9),
    .send_from = DAY_MINUTES(8),
    .send_to = DAY_MINUTES(20),
    .late_policy = late_hold,
    .late_grace_days = 3,
    .late_gap_days = 0,
    .pause_dispute = pause_freeze,
    .pause_payment_plan = pause_freeze,
    .pause_hardship = pause_hold,
    .stop_on = "paid credited cancelled bankruptcy deceased written-off handed-over",
};

static int64_t either(int64_t value, int64_t otherwise)
{
  return value != UNSET ? value : otherwise;
}

void step_fill_plan(struct plan *plan)
{
  const struct journey *journey = map_journey(plan->map);
  plan->scope = either(journey->scope, journey_defaults.scope);
  plan->send_at = either(journey->send_at, journey_defaults.send_at);
  plan->send_from = either(journey->send_from, journey_defaults.send_from);
  plan->send_to = either(journey->send_to, journey_defaults.send_to);
  plan->late_policy = either(journey->late_policy, journey_defaults.late_policy);
  plan->late_grace_days = either(journey->late_grace_days, journey_defaults.late_grace_days);
  plan->late_gap_days = either(journey->late_gap_days, journey_defaults.late_gap_days);
  plan->pause_dispute = either(journey->pause_dispute, journey_defaults.pause_dispute);
  plan->pause_payment_plan =
      either(journey->pause_payment_plan, journey_defaults.pause_payment_plan);
  plan->pause_hardship = either(journey->pause_hardship, journey_defaults.pause_hardship);
}

bool step_is(const struct map *map, const struct touchpoint *touchpoint)
{
  if (touchpoint->anchor != UNSET)
    return true;
  size_t at = 0;
  return touchpoint->initiator != actor_customer &&
         map_next_part(map, ENTITY_message, touchpoint->id, &at) != NULL;
}

static bool is_dunning(const struct touchpoint *touchpoint)
{
  return touchpoint->kind == stage_kind_reminder || touchpoint->kind == stage_kind_collections;
}

/* The invoice, reminders and claims must go out; what only sells, builds the
 * brand or makes people act is marketing; all else is service. */
static int64_t default_class(const struct map *map, const struct touchpoint *touchpoint)
{
  if (is_dunning(touchpoint) || touchpoint->kind == stage_kind_distribution)
    return step_class_legal;
  size_t at = 0;
  const struct message *message;
  bool any = false;
  while ((message = map_next_part(map, ENTITY_message, touchpoint->id, &at)) != NULL) {
    any = true;
    if (message->purpose != purpose_sales && message->purpose != purpose_brand &&
        message->purpose != purpose_activity)
      return step_class_service;
  }
  return any ? step_class_marketing : step_class_service;
}

const char *step_stop_on(const struct journey *journey)
{
  return journey->stop_on != NULL ? journey->stop_on : journey_defaults.stop_on;
}

/* A payment ends what asks for payment, and nothing else. */
static char *stop_events(const struct journey *journey, int64_t invoice_state)
{
  const char *words = step_stop_on(journey);
  struct str kept = {0};
  size_t length;
  const char *word;
  for (size_t i = 0; (word = list_word(words, i, &length)) != NULL; i++) {
    if (invoice_state != invoice_state_unpaid && length == 4 && memcmp(word, "paid", 4) == 0)
      continue;
    if (kept.length > 0)
      str_add_char(&kept, ' ');
    str_add_span(&kept, word, length);
  }
  return str_take(&kept);
}

/* Whether a person must say yes to each: what is done by hand, and what a check
 * by hand stands before.  A check of which nobody has said how it is made is
 * taken for one by hand, since the other way round nobody would make it. */
static bool is_manual(const struct map *map, const struct touchpoint *touchpoint)
{
  size_t at = 0;
  const struct control *control;
  while ((control = map_next_part(map, ENTITY_control, touchpoint->id, &at)) != NULL)
    if (control->blocks == 1 &&
        (control->automation == automation_manual || control->automation == UNSET))
      return true;
  return touchpoint->automation == automation_manual;
}

struct plan_step step_make(const struct map *map, const struct touchpoint *touchpoint)
{
  int64_t state = either(touchpoint->invoice_state,
                         is_dunning(touchpoint) ? invoice_state_unpaid : invoice_state_any);
  int64_t fee = either(touchpoint->fee_kind, fee_none);
  int64_t interest = either(touchpoint->interest_kind, interest_none);
  return (struct plan_step){
      .touchpoint = touchpoint,
      .step_class = either(touchpoint->step_class, default_class(map, touchpoint)),
      .priority = either(touchpoint->priority, 0),
      .anchor = touchpoint->anchor,
      .offset_days = either(touchpoint->offset_days, 0),
      .days = either(touchpoint->days, day_kind_calendar),
      .roll = either(touchpoint->roll, roll_next),
      .invoice_state = state,
      .segment = touchpoint->segment,
      .stop_on = stop_events(map_journey(map), state),
      .repeat_every_days = either(touchpoint->repeat_every_days, 0),
      .repeat_times = either(touchpoint->repeat_times, 0),
      .channels = touchpoint->channels,
      .pay_within_days = touchpoint->pay_within_days,
      .fee_kind = fee,
      .fee_amount = fee == fee_fixed ? either(touchpoint->fee_amount, 0) : 0,
      .fee_rate = fee == fee_percent ? either(touchpoint->fee_rate, 0) : 0,
      .interest_kind = interest,
      .interest_rate = interest == interest_none ? 0 : either(touchpoint->interest_rate, 0),
      .announces = either(touchpoint->announces, announced_nothing),
      .manual = is_manual(map, touchpoint),
  };
}
