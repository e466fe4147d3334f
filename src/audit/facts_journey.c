/* What is known of the journey as a whole. */
#include "audit/work.h"

#include "model/record.h"
#include "model/step.h"

#include <string.h>

static const char *token_of(enum enumeration_index list, int64_t value)
{
  return enumeration_token(&enumerations[list], value);
}

/* What ends the later steps, and what holds them. */
static void add_stops(const struct work *work, struct facts *facts)
{
  static const struct {
    int64_t event;
    const char *token;
  } stops[] = {
      {stop_event_paid, "paid"},
      {stop_event_credited, "credited"},
      {stop_event_cancelled, "cancelled"},
      {stop_event_disputed, "disputed"},
      {stop_event_bankruptcy, "insolvent"},
      {stop_event_deceased, "deceased"},
      {stop_event_written_off, "written_off"},
      {stop_event_handed_over, "handed_over"},
      {stop_event_customer_closed, "customer_closed"},
      {stop_event_protected_identity, "protected_identity"},
  };
  const struct {
    int64_t pause;
    const char *token;
  } pauses[] = {
      {work->means.pause_dispute, "disputed"},
      {work->means.pause_payment_plan, "plan_agreed"},
      {work->means.pause_hardship, "hardship"},
  };
  uint64_t bits = 0;
  for (size_t i = 0; i < sizeof stops / sizeof stops[0]; i++)
    if (list_has(step_stop_on(work->journey), ENUM_stop_event, stops[i].event))
      bits |= rule_token_bit(RULE_FIELD_stop_on, stops[i].token, strlen(stops[i].token));
  for (size_t i = 0; i < sizeof pauses / sizeof pauses[0]; i++)
    if (pauses[i].pause != pause_none)
      bits |= rule_token_bit(RULE_FIELD_stop_on, pauses[i].token, strlen(pauses[i].token));
  fact_bits(facts, RULE_FIELD_stop_on, bits);
}

/* Reminders of one invoice: the most that anybody gets. */
static int64_t count_reminders(const struct work *work)
{
  int64_t most = 0;
  for (size_t i = 0; i < work->spot_count; i++) {
    const struct spot *spot = &work->spots[i];
    bool counts = spot->kind == KIND_REMINDER || spot->kind == KIND_WARNING;
    if (!spot->sends || !spot->placed || !counts)
      continue;
    int64_t count = spot->sequence.reminders + 1 + spot_repeats(spot);
    most = count > most ? count : most;
  }
  return most;
}

/* All fees of the plan together, where each is known. */
static void add_costs(const struct work *work, struct facts *facts)
{
  int64_t sum = 0;
  for (size_t i = 0; i < work->spot_count; i++) {
    const struct spot *spot = &work->spots[i];
    if (!spot->sends || spot->step.fee_kind == fee_none)
      continue;
    int64_t fee = spot_fee(work, spot);
    if (fee == UNSET)
      return;
    sum += fee * (1 + spot_repeats(spot));
  }
  fact_number(facts, RULE_FIELD_cost_total, sum);
}

/* A decision about the reminders stands at one of them. */
static bool has_decision(const struct work *work)
{
  const struct map *map = work->input->map;
  for (size_t i = 0; i < map_count(map, ENTITY_decision); i++) {
    const struct decision *decision = map_at(map, ENTITY_decision, i);
    const struct touchpoint *touchpoint = map_find(map, ENTITY_touchpoint, decision->touchpoint);
    if (touchpoint != NULL &&
        (touchpoint->kind == stage_kind_reminder || touchpoint->kind == stage_kind_collections))
      return true;
  }
  return false;
}

/* Whether one language says du here and ni there; that none does is known only where
 * all texts are read. */
static void add_address(const struct work *work, struct facts *facts)
{
  const uint64_t one = TELLS_BIT(TELLS_ADDRESS_SINGULAR), other = TELLS_BIT(TELLS_ADDRESS_PLURAL);
  uint64_t by_language[LANGUAGE_COUNT] = {0};
  bool any = false, all = true, mixed = false;
  for (size_t i = 0; i < work->unit_count; i++) {
    int language = language_of(work->units[i].variant->language);
    if (language == LANGUAGE_NONE || !work->units[i].read) {
      all = false;
      continue;
    }
    any = true;
    by_language[language] |= work->units[i].tells & (one | other);
  }
  for (int i = 0; i < LANGUAGE_COUNT; i++)
    mixed = mixed || by_language[i] == (one | other);
  if (mixed || (any && all))
    fact_truth(facts, RULE_FIELD_address_mixed, mixed);
}

void facts_of_journey(const struct work *work, struct facts *facts)
{
  const struct journey *journey = work->journey;
  fact_token(facts, RULE_FIELD_jur, token_of(ENUM_market, journey->market));
  fact_token(facts, RULE_FIELD_aud, journey->audience == audience_consumer ? "b2c" : "b2b");
  fact_token(facts, RULE_FIELD_currency, token_of(ENUM_currency, journey->currency));
  if (journey->sector != UNSET)
    fact_token(facts, RULE_FIELD_sector, token_of(ENUM_sector, journey->sector));
  fact_whole(facts, RULE_FIELD_due_notice_days, journey->payment_terms_days);
  fact_truth(facts, RULE_FIELD_voice_given, work->voiced);
  add_stops(work, facts);
  fact_whole(facts, RULE_FIELD_steps_total, count_reminders(work));
  add_costs(work, facts);
  if (!work->input->bare_plan)
    fact_truth(facts, RULE_FIELD_decision, has_decision(work));
  add_address(work, facts);
  declared_take(work, NO_SPOT, facts);
}
