#include "workshop/needs.h"

#include "workshop/grading.h"

#include <string.h>

bool step_holds(const struct agenda_step *step, const struct touchpoint *touchpoint)
{
  return step->stages == 0 || (touchpoint->kind >= 0 && touchpoint->kind < 64 &&
                               (step->stages >> touchpoint->kind & 1) != 0);
}

/* ---- Walking the map ---- */

typedef bool touchpoint_test(const struct scene *scene, const struct touchpoint *touchpoint);
typedef bool record_test(const struct scene *scene, const void *record);

/* How many touchpoints of the step there are, and of those how many pass. */
static size_t count_passing(const struct scene *scene, touchpoint_test *test, size_t *all)
{
  size_t passing = 0;
  *all = 0;
  for (size_t i = 0; i < map_count(scene->map, ENTITY_touchpoint); i++) {
    const struct touchpoint *touchpoint = map_at(scene->map, ENTITY_touchpoint, i);
    if (!step_holds(scene->step, touchpoint))
      continue;
    ++*all;
    passing += test == NULL || test(scene, touchpoint) ? 1 : 0;
  }
  return passing;
}

static bool any_touchpoint(const struct scene *scene, touchpoint_test *test)
{
  size_t all;
  return count_passing(scene, test, &all) > 0;
}

/* Whether there are any, and all pass. */
static bool every_touchpoint(const struct scene *scene, touchpoint_test *test)
{
  size_t all;
  size_t passing = count_passing(scene, test, &all);
  return all > 0 && passing == all;
}

/* The same with all records of an entity. */
static size_t count_records(const struct scene *scene, enum entity entity, record_test *test)
{
  size_t passing = 0;
  for (size_t i = 0; i < map_count(scene->map, entity); i++)
    passing += test(scene, map_at(scene->map, entity, i)) ? 1 : 0;
  return passing;
}

static bool every_record(const struct scene *scene, enum entity entity, record_test *test)
{
  size_t all = map_count(scene->map, entity);
  return all > 0 && count_records(scene, entity, test) == all;
}

static bool any_record(const struct scene *scene, enum entity entity, record_test *test)
{
  return count_records(scene, entity, test) > 0;
}

/* Parts of a touchpoint: their number, and how many pass. */
static size_t count_parts(const struct scene *scene, enum entity entity, const char *parent,
                          record_test *test, size_t *all)
{
  size_t passing = 0;
  size_t index = 0;
  const void *part;
  *all = 0;
  while ((part = map_next_part(scene->map, entity, parent, &index)) != NULL) {
    ++*all;
    passing += test == NULL || test(scene, part) ? 1 : 0;
  }
  return passing;
}

/* Whether the step's touchpoints have parts of that kind, and all pass. */
static bool every_part(const struct scene *scene, enum entity entity, record_test *test)
{
  size_t sum = 0;
  for (size_t i = 0; i < map_count(scene->map, ENTITY_touchpoint); i++) {
    const struct touchpoint *touchpoint = map_at(scene->map, ENTITY_touchpoint, i);
    size_t all;
    if (!step_holds(scene->step, touchpoint))
      continue;
    if (count_parts(scene, entity, touchpoint->id, test, &all) < all)
      return false;
    sum += all;
  }
  return sum > 0;
}

static bool any_part(const struct scene *scene, enum entity entity, record_test *test)
{
  for (size_t i = 0; i < map_count(scene->map, ENTITY_touchpoint); i++) {
    const struct touchpoint *touchpoint = map_at(scene->map, ENTITY_touchpoint, i);
    size_t all;
    if (step_holds(scene->step, touchpoint) &&
        count_parts(scene, entity, touchpoint->id, test, &all) > 0)
      return true;
  }
  return false;
}

/* ---- What single records tell ---- */

static const struct workshop *workshop_of(const struct scene *scene)
{
  return scene->workshop != NULL ? map_find(scene->map, ENTITY_workshop, scene->workshop) : NULL;
}

/* Whether a record is of this workshop, or of none in particular. */
static bool is_here(const struct scene *scene, const char *workshop)
{
  return scene->workshop == NULL || (workshop != NULL && strcmp(workshop, scene->workshop) == 0);
}

static bool has_baseline(const struct scene *scene, const void *record)
{
  (void)scene;
  return ((const struct metric *)record)->baseline != UNSET;
}

static bool has_target(const struct scene *scene, const void *record)
{
  (void)scene;
  return ((const struct metric *)record)->target != UNSET;
}

static bool has_owned_system(const struct scene *scene, const void *record)
{
  const struct usage *usage = record;
  const struct system *system = map_find(scene->map, ENTITY_system, usage->system);
  return system != NULL && system->owner_department != UNSET;
}

static bool tells_cover(const struct scene *scene, const struct touchpoint *touchpoint)
{
  (void)scene;
  return touchpoint->covered != UNSET;
}

static bool is_uncovered(const struct scene *scene, const struct touchpoint *touchpoint)
{
  (void)scene;
  return touchpoint->covered != coverage_yes;
}

static bool is_unowned_by_hand(const struct scene *scene, const struct touchpoint *touchpoint)
{
  (void)scene;
  return touchpoint->automation == automation_manual && touchpoint->owner_department == UNSET;
}

static bool tells_frequency(const struct scene *scene, const void *record)
{
  (void)scene;
  return ((const struct carrier *)record)->frequency != NULL;
}

static bool tells_sender(const struct scene *scene, const void *record)
{
  (void)scene;
  return ((const struct carrier *)record)->sender != UNSET;
}

static bool tells_editable(const struct scene *scene, const void *record)
{
  (void)scene;
  return ((const struct carrier *)record)->editable != UNSET;
}

static bool lacks_cost(const struct scene *scene, const void *record)
{
  (void)scene;
  return ((const struct carrier *)record)->unit_cost == UNSET;
}

static bool shares_are_whole(const struct scene *scene)
{
  int64_t sum = 0;
  for (size_t i = 0; i < map_count(scene->map, ENTITY_carrier); i++) {
    const struct carrier *carrier = map_at(scene->map, ENTITY_carrier, i);
    sum += carrier->share != UNSET ? carrier->share : 0;
  }
  return sum == 10000;
}

static bool is_offer(const struct scene *scene, const void *record)
{
  (void)scene;
  int64_t purpose = ((const struct message *)record)->purpose;
  return purpose == purpose_sales || purpose == purpose_brand;
}

/* Whether it does more than ask for money. */
static bool has_kind(const struct scene *scene, const void *record)
{
  int64_t purpose = ((const struct message *)record)->purpose;
  return is_offer(scene, record) || purpose == purpose_activity || purpose == purpose_service;
}

static bool has_owner(const struct scene *scene, const void *record)
{
  (void)scene;
  return ((const struct message *)record)->owner_department != UNSET;
}

static bool has_end(const struct scene *scene, const void *record)
{
  (void)scene;
  return ((const struct message *)record)->valid_to != UNSET;
}

static bool is_farewell(const struct scene *scene, const void *record)
{
  (void)scene;
  return ((const struct message *)record)->purpose == purpose_farewell;
}

/* The places of the first payment message and of the first offer among a
 * touchpoint's messages, from 1; 0 for none. */
static void find_first(const struct scene *scene, const char *touchpoint, size_t *payment,
                       size_t *offer)
{
  size_t index = 0;
  const struct message *message;
  *payment = *offer = 0;
  for (size_t place = 1;
       (message = map_next_part(scene->map, ENTITY_message, touchpoint, &index)) != NULL; place++) {
    if (*payment == 0 && message->purpose == purpose_payment)
      *payment = place;
    if (*offer == 0 && is_offer(scene, message))
      *offer = place;
  }
}

static bool pays_first(const struct scene *scene, const struct touchpoint *touchpoint)
{
  size_t payment;
  size_t offer;
  find_first(scene, touchpoint->id, &payment, &offer);
  return payment == 1;
}

static bool offers_first(const struct scene *scene, const struct touchpoint *touchpoint)
{
  size_t payment;
  size_t offer;
  find_first(scene, touchpoint->id, &payment, &offer);
  return offer != 0 && payment > offer;
}

/* A message travels on a way where nothing can be changed. */
static bool is_planned_in_vain(const struct scene *scene, const struct touchpoint *touchpoint)
{
  size_t all;
  if (count_parts(scene, ENTITY_message, touchpoint->id, has_kind, &all) == 0)
    return false;
  for (size_t i = 0; i < map_count(scene->map, ENTITY_carrier); i++) {
    const struct carrier *carrier = map_at(scene->map, ENTITY_carrier, i);
    if (carrier->editable == editable_none &&
        list_has(touchpoint->channels, ENUM_channel, carrier->channel))
      return true;
  }
  return false;
}

/* There are segments, texts in this step, and none of them is for one. */
static bool all_get_the_same(const struct scene *scene)
{
  size_t texts = 0;
  for (size_t i = 0; i < map_count(scene->map, ENTITY_variant); i++) {
    const struct variant *variant = map_at(scene->map, ENTITY_variant, i);
    const struct message *message = map_find(scene->map, ENTITY_message, variant->message);
    const struct touchpoint *touchpoint =
        message != NULL ? map_find(scene->map, ENTITY_touchpoint, message->touchpoint) : NULL;
    if (touchpoint == NULL || !step_holds(scene->step, touchpoint))
      continue;
    if (variant->segment != NULL)
      return false;
    texts++;
  }
  return texts > 0 && map_count(scene->map, ENTITY_segment) > 0;
}

/* ---- Reminders ---- */

static bool is_reminder(const struct scene *scene, const struct touchpoint *touchpoint)
{
  (void)scene;
  return touchpoint->kind == stage_kind_reminder && touchpoint->anchor != UNSET;
}

static bool needs_no_text(const struct scene *scene, const struct touchpoint *touchpoint)
{
  size_t all;
  count_parts(scene, ENTITY_message, touchpoint->id, NULL, &all);
  return !is_reminder(scene, touchpoint) || all > 0;
}

static bool tells_day_and_fee(const struct scene *scene, const struct touchpoint *touchpoint)
{
  return !is_reminder(scene, touchpoint) ||
         (touchpoint->offset_days != UNSET && touchpoint->fee_kind != UNSET);
}

/* Whether something was decided about the step's part of the map. */
static bool is_decided_here(const struct scene *scene, const void *record)
{
  const struct decision *decision = record;
  const struct touchpoint *touchpoint =
      decision->touchpoint != NULL ? map_find(scene->map, ENTITY_touchpoint, decision->touchpoint)
                                   : NULL;
  return touchpoint != NULL && step_holds(scene->step, touchpoint);
}

static bool is_decided(const struct scene *scene)
{
  return any_record(scene, ENTITY_decision, is_decided_here);
}

static bool has_two_reminders(const struct scene *scene)
{
  size_t all;
  return count_passing(scene, is_reminder, &all) >= 2 || is_decided(scene);
}

/* ---- Questions, endings, actions, grades ---- */

static bool is_counted(const struct scene *scene, const void *record)
{
  const struct question *question = record;
  size_t index = 0;
  return question->count != UNSET ||
         map_next_part(scene->map, ENTITY_volume, question->id, &index) != NULL;
}

static bool has_cost(const struct scene *scene, const void *record)
{
  (void)scene;
  return ((const struct question *)record)->unit_cost != UNSET;
}

static bool can_be_prevented(const struct scene *scene, const void *record)
{
  (void)scene;
  const struct question *question = record;
  return question->cause != NULL && question->answer != NULL;
}

static bool is_assumed(const struct scene *scene, const void *record)
{
  (void)scene;
  return ((const struct question *)record)->evidence == evidence_assumed;
}

static bool leads_on(const struct scene *scene, const void *record)
{
  (void)scene;
  int64_t kind = ((const struct edge *)record)->kind;
  return kind == edge_kind_loop || kind == edge_kind_win_back || kind == edge_kind_exit;
}

static bool is_dead_end(const struct scene *scene, const struct touchpoint *touchpoint)
{
  for (size_t i = 0; i < map_count(scene->map, ENTITY_edge); i++) {
    const struct edge *edge = map_at(scene->map, ENTITY_edge, i);
    if (strcmp(edge->source, touchpoint->id) == 0)
      return false;
  }
  return true;
}

static bool is_answered(const struct scene *scene, const char *guide)
{
  for (size_t i = 0; i < map_count(scene->map, ENTITY_answer); i++) {
    const struct answer *answer = map_at(scene->map, ENTITY_answer, i);
    if (strcmp(answer->guide, guide) == 0)
      return true;
  }
  return false;
}

static bool is_ready_action(const struct scene *scene, const void *record)
{
  const struct action *action = record;
  return is_here(scene, action->workshop) && action->state != action_state_dropped &&
         action->due != UNSET &&
         (action->owner_department != UNSET || action->owner_person != NULL);
}

static bool is_unready_action(const struct scene *scene, const void *record)
{
  const struct action *action = record;
  return is_here(scene, action->workshop) && action->state != action_state_dropped &&
         !is_ready_action(scene, record);
}

static bool is_parked_for_ever(const struct scene *scene, const void *record)
{
  const struct card *card = record;
  return card->lane == lane_parking && is_here(scene, card->workshop) &&
         card->parked_until == UNSET;
}

static int count_bits(uint64_t bits)
{
  int count = 0;
  for (; bits != 0; bits &= bits - 1)
    count++;
  return count;
}

static int count_grading_departments(const struct scene *scene)
{
  uint64_t bits = 0;
  for (size_t i = 0; i < map_count(scene->map, ENTITY_grade); i++) {
    const struct grade *grade = map_at(scene->map, ENTITY_grade, i);
    if (is_here(scene, grade->workshop))
      bits |= UINT64_C(1) << grade->department;
  }
  return count_bits(bits);
}

static bool is_seen_differently(const struct scene *scene, const struct touchpoint *touchpoint)
{
  struct grading grading;
  grading_make(scene->map, touchpoint, scene->workshop, &grading);
  return grading.widest >= GRADING_APART;
}

/* ---- By name ---- */

static bool opening_need_holds(enum need need, const struct scene *scene)
{
  const struct journey *journey = map_journey(scene->map);
  const struct workshop *workshop = workshop_of(scene);
  switch (need) {
  case need_goal:
    return (journey != NULL && journey->goal != NULL) ||
           (workshop != NULL && workshop->goal != NULL);
  case need_owner:
    return journey != NULL && journey->owner_department != UNSET;
  case need_segment:
    return map_count(scene->map, ENTITY_segment) > 0;
  case need_metric:
    return any_record(scene, ENTITY_metric, has_baseline);
  default:
    return count_bits(scene->departments) >= 2;
  }
}

static bool late_need_holds(enum need need, const struct scene *scene)
{
  const struct journey *journey = map_journey(scene->map);
  const struct workshop *workshop = workshop_of(scene);
  switch (need) {
  case need_questions:
    return count_records(scene, ENTITY_question, is_counted) >= 3;
  case need_unit_cost:
    return (journey != NULL && journey->contact_cost != UNSET) ||
           every_record(scene, ENTITY_question, has_cost);
  case need_prevention:
    return any_record(scene, ENTITY_question, can_be_prevented) &&
           any_record(scene, ENTITY_metric, has_target);
  case need_lost_rule:
    return is_answered(scene, "churn-lost") || is_decided(scene);
  case need_ways_on:
    return any_record(scene, ENTITY_edge, leads_on);
  case need_loss_action:
    return is_answered(scene, "churn-then");
  case need_grades:
    return count_grading_departments(scene) >= 2;
  case need_actions:
    return count_records(scene, ENTITY_action, is_ready_action) >= 3;
  case need_review:
    return workshop != NULL && workshop->review_by != UNSET;
  default:
    return !any_record(scene, ENTITY_card, is_parked_for_ever);
  }
}

bool need_holds(enum need need, const struct scene *scene)
{
  switch (need) {
  case need_goal:
  case need_owner:
  case need_segment:
  case need_metric:
  case need_departments:
    return opening_need_holds(need, scene);
  case need_touchpoint:
    return any_touchpoint(scene, NULL);
  case need_controls:
    return any_part(scene, ENTITY_control, NULL);
  case need_systems:
    return every_part(scene, ENTITY_usage, has_owned_system);
  case need_covered:
    return every_touchpoint(scene, tells_cover);
  case need_shares:
    return shares_are_whole(scene);
  case need_frequency:
    return every_record(scene, ENTITY_carrier, tells_frequency);
  case need_sender:
    return every_record(scene, ENTITY_carrier, tells_sender);
  case need_editable:
    return every_record(scene, ENTITY_carrier, tells_editable);
  case need_payment_first:
    return any_touchpoint(scene, pays_first) && !any_touchpoint(scene, offers_first);
  case need_purpose:
    return any_part(scene, ENTITY_message, has_kind) || is_decided(scene);
  case need_message_owner:
    return every_part(scene, ENTITY_message, has_owner);
  case need_validity:
    return every_part(scene, ENTITY_message, has_end);
  case need_two_reminders:
    return has_two_reminders(scene);
  case need_texts:
    return any_touchpoint(scene, is_reminder) && every_touchpoint(scene, needs_no_text);
  case need_days_and_fee:
    return any_touchpoint(scene, is_reminder) && every_touchpoint(scene, tells_day_and_fee);
  default:
    return late_need_holds(need, scene);
  }
}

bool caution_holds(enum caution caution, const struct scene *scene)
{
  switch (caution) {
  case caution_one_department:
    return count_bits(scene->departments) == 1;
  case caution_uncovered:
    return any_touchpoint(scene, is_uncovered);
  case caution_hand_over:
    return any_touchpoint(scene, is_unowned_by_hand);
  case caution_carrier_cost:
    return any_record(scene, ENTITY_carrier, lacks_cost);
  case caution_not_editable:
    return any_touchpoint(scene, is_planned_in_vain);
  case caution_offer_first:
    return any_touchpoint(scene, offers_first);
  case caution_same_text:
    return all_get_the_same(scene);
  case caution_offer_in_reminder:
    return any_part(scene, ENTITY_message, is_offer);
  case caution_findings:
    return scene->findings > 0;
  case caution_assumed:
    return any_record(scene, ENTITY_question, is_assumed);
  case caution_dead_end:
    return any_touchpoint(scene, is_dead_end);
  case caution_no_farewell:
    return !any_record(scene, ENTITY_message, is_farewell);
  case caution_one_graded:
    return count_grading_departments(scene) == 1;
  case caution_spread:
    return any_touchpoint(scene, is_seen_differently);
  default:
    return any_record(scene, ENTITY_action, is_unready_action);
  }
}

uint64_t needs_met(const struct scene *scene)
{
  uint64_t met = 0;
  for (unsigned i = 0; i < enumerations[ENUM_need].count; i++)
    if ((scene->step->needs >> i & 1) != 0 && need_holds((enum need)i, scene))
      met |= UINT64_C(1) << i;
  return met;
}

uint64_t cautions_met(const struct scene *scene)
{
  uint64_t met = 0;
  for (unsigned i = 0; i < enumerations[ENUM_caution].count; i++)
    if ((scene->step->cautions >> i & 1) != 0 && caution_holds((enum caution)i, scene))
      met |= UINT64_C(1) << i;
  return met;
}
