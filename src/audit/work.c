/* Everything that is known before any rule is asked. */
#include "audit/work.h"

#include "base/mem.h"
#include "model/step.h"

#include <stdlib.h>
#include <string.h>

static void make_spots(struct work *work)
{
  const struct map *map = work->input->map;
  work->spot_count = map_count(map, ENTITY_touchpoint);
  work->spots = mem_new(work->spot_count + 1, sizeof *work->spots);
  for (size_t i = 0; i < work->spot_count; i++) {
    struct spot *spot = &work->spots[i];
    spot->touchpoint = map_at(map, ENTITY_touchpoint, i);
    spot->parent = NO_SPOT;
    spot->sends = step_is(map, spot->touchpoint);
    if (spot->sends)
      spot->step = step_make(map, spot->touchpoint);
    spot->channels = channel_bits(spot->touchpoint->channels);
    audit_names_add(&work->ids, spot->touchpoint->id);
  }
}

static bool uses_system(const struct work *work, const struct touchpoint *touchpoint)
{
  size_t at = 0;
  return map_next_part(work->input->map, ENTITY_usage, touchpoint->id, &at) != NULL;
}

/* Whether the work goes from one department to another that has no part in it, and no
 * system stands on either side. */
static void note_hand_over(const struct work *work, struct spot *from, const struct spot *to)
{
  const struct touchpoint *one = from->touchpoint, *other = to->touchpoint;
  if (one->owner_department == UNSET || other->owner_department == UNSET ||
      one->owner_department == other->owner_department)
    return;
  from->hands_blind = from->hands_blind || (!uses_system(work, one) && !uses_system(work, other));
}

/* Where the map goes on: by its connections, and where it has none by its order. */
static void connect(struct work *work)
{
  const struct map *map = work->input->map;
  size_t edges = map_count(map, ENTITY_edge);
  for (size_t i = 0; i < edges; i++) {
    const struct edge *edge = map_at(map, ENTITY_edge, i);
    size_t from = audit_names_find(&work->ids, edge->source);
    size_t to = audit_names_find(&work->ids, edge->target);
    if (from == NO_NAME)
      continue;
    work->spots[from].leads_on = true;
    if (to != NO_NAME)
      note_hand_over(work, &work->spots[from], &work->spots[to]);
  }
  for (size_t i = 0; edges == 0 && i + 1 < work->spot_count; i++)
    note_hand_over(work, &work->spots[i], &work->spots[i + 1]);
}

/* Whether any way on the map has customers pay without doing anything. */
static bool has_payers_alone(const struct map *map)
{
  for (size_t i = 0; i < map_count(map, ENTITY_carrier); i++) {
    const struct carrier *carrier = map_at(map, ENTITY_carrier, i);
    if (carrier->channel == channel_direct_debit || carrier->channel == channel_card)
      return true;
  }
  for (size_t i = 0; i < map_count(map, ENTITY_touchpoint); i++) {
    const struct touchpoint *touchpoint = map_at(map, ENTITY_touchpoint, i);
    if (list_has(touchpoint->channels, ENUM_channel, channel_direct_debit) ||
        list_has(touchpoint->channels, ENUM_channel, channel_card))
      return true;
  }
  return false;
}

/* ---- Rules ---- */

static void pick_packs(struct work *work)
{
  const struct library *library = work->input->library;
  struct audit *audit = work->audit;
  const char *market = enumeration_token(&enumerations[ENUM_market], work->journey->market);
  const char *sector = work->journey->sector != UNSET
                           ? enumeration_token(&enumerations[ENUM_sector], work->journey->sector)
                           : NULL;
  size_t count = library_count(library);
  audit->packs = mem_new(count + 1, sizeof *audit->packs);
  audit->expired = mem_new(count + 1, sizeof *audit->expired);
  for (size_t i = 0; i < count; i++) {
    const struct pack *pack = library_at(library, i);
    if (!pack_applies(pack, market, sector))
      continue;
    audit->packs[audit->pack_count++] = pack;
    if (pack_is_expired(pack, work->input->on))
      audit->expired[audit->expired_count++] = pack;
    work->voiced = work->voiced || pack->voice != NULL;
  }
}

static void want(struct work *work, const struct rule *rule, const struct rule_terms *terms)
{
  for (size_t i = 0; i < terms->count; i++) {
    enum rule_field_index field = terms->items[i].field;
    work->wants[field] = true;
    if (rule->scope == RULE_SCOPE_STEP && rule_fields[field].scope == RULE_SCOPE_TEXT)
      work->step_wants_text = true;
  }
}

static void look_at_rules(struct work *work)
{
  struct audit *audit = work->audit;
  for (size_t i = 0; i < audit->pack_count; i++)
    for (size_t k = 0; k < audit->packs[i]->rule_count; k++) {
      const struct rule *rule = audit->packs[i]->rules[k];
      want(work, rule, &rule->when);
      want(work, rule, &rule->must);
      if (!rule->pending)
        continue;
      audit->pending = mem_resize(audit->pending, audit->pending_count + 1, sizeof *audit->pending);
      audit->pending[audit->pending_count++] = rule;
    }
}

/* ---- What texts tell, in the words of rules ---- */

static void make_tables(struct work *work)
{
  static const struct {
    enum tells told;
    const char *token;
  } mentions[] = {
      {TELLS_REMINDER_NEXT, "reminder"},      {TELLS_CLAIM_NEXT, "claim"},
      {TELLS_HAND_OVER, "handover"},          {TELLS_LEGAL_ACTION, "legal_action"},
      {TELLS_CREDIT_RECORD, "credit_record"}, {TELLS_CUT_OFF, "cutoff"},
  };
  for (int i = 0; i < TELLS_COUNT; i++) {
    const char *token = tells_token((enum tells)i);
    work->tells_content[i] = rule_token_bit(RULE_FIELD_content, token, strlen(token));
  }
  for (size_t i = 0; i < sizeof mentions / sizeof mentions[0]; i++)
    work->tells_mentions[mentions[i].told] =
        rule_token_bit(RULE_FIELD_mentions, mentions[i].token, strlen(mentions[i].token));
}

void work_make(struct work *work, const struct audit_input *input, struct audit *audit)
{
  *work = (struct work){
      .kept = *input, .journey = map_journey(input->map), .audit = audit, .means.map = input->map};
  work->input = &work->kept;
  step_fill_plan(&work->means);
  if (input->calendar != NULL)
    calendar_days_make(&work->days, input->calendar);
  make_tables(work);
  make_spots(work);
  pick_packs(work);
  look_at_rules(work);
  connect(work);
  work->pays_alone = has_payers_alone(input->map);
  work_declare(work);
  work_place(work);
  work_name_kinds(work);
  work_order(work);
}

void work_clear(struct work *work)
{
  for (size_t i = 0; i < work->spot_count; i++)
    free(work->spots[i].step.stop_on);
  free(work->spots);
  free(work->units);
  free(work->declared);
  work_end_texts(work);
  work_end_judging(work);
  audit_names_clear(&work->ids);
  calendar_days_free(&work->days);
}
