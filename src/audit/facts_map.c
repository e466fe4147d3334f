/* What is known of a touchpoint of the map, whether it sends something or not. */
#include "audit/work.h"

static void add_review(const struct work *work, const struct touchpoint *touchpoint,
                       struct facts *facts)
{
  int64_t by = touchpoint->review_by != UNSET ? touchpoint->review_by : work->journey->review_by;
  if (by != UNSET)
    fact_truth(facts, RULE_FIELD_reviewed, by >= work->input->on);
}

void facts_of_touchpoint(const struct work *work, const struct spot *spot, struct facts *facts)
{
  const struct touchpoint *touchpoint = spot->touchpoint;
  const struct map *map = work->input->map;
  fact_token(facts, RULE_FIELD_stage,
             enumeration_token(&enumerations[ENUM_stage_kind], touchpoint->kind));
  fact_truth(facts, RULE_FIELD_owner, touchpoint->owner_department != UNSET);
  if (work->input->bare_plan)
    return; /* a plan says no more */
  add_review(work, touchpoint, facts);
  if (touchpoint->covered != UNSET)
    fact_token(facts, RULE_FIELD_covered,
               enumeration_token(&enumerations[ENUM_coverage], touchpoint->covered));
  if (touchpoint->evidence != UNSET)
    fact_token(facts, RULE_FIELD_evidence,
               enumeration_token(&enumerations[ENUM_evidence], touchpoint->evidence));
  fact_truth(facts, RULE_FIELD_moment_of_truth, touchpoint->moment_of_truth == 1);
  /* A map without any connection is read in its order: it stops at its end only. */
  bool last = spot == &work->spots[work->spot_count - 1];
  fact_truth(facts, RULE_FIELD_dead_end,
             map_count(map, ENTITY_edge) > 0 && !spot->leads_on && !last);
  fact_truth(facts, RULE_FIELD_handover_without_system, spot->hands_blind);
}
