#include "plan/compile.h"

#include "base/mem.h"
#include "plan/draft.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void collect_steps(struct draft *draft)
{
  size_t count = map_count(draft->map, ENTITY_touchpoint);
  draft->plan->steps = mem_new(count, sizeof *draft->plan->steps);
  draft->parent = mem_new(count, sizeof *draft->parent);
  draft->root = mem_new(count, sizeof *draft->root);
  draft->order = mem_new(count, sizeof *draft->order);
  for (size_t i = 0; i < count; i++) {
    const struct touchpoint *touchpoint = map_at(draft->map, ENTITY_touchpoint, i);
    if (resolve_is_step(draft->map, touchpoint))
      resolve_step(draft, touchpoint);
  }
}

/* ---- The order of the plan ---- */

/* Where a step stands in the life of an invoice of a plain Monday. */
struct slot {
  size_t step;
  int64_t group; /* what the life begins with: order, invoice, payment… */
  date_day day;
  const struct plan_step *what;
};

static int compare_numbers(int64_t a, int64_t b)
{
  return (a > b) - (a < b);
}

/* The time of things; where that is equal the order in which messages compete,
 * and the id last, so that the same journey always gives the same order. */
static int compare_slots(const void *a, const void *b)
{
  const struct slot *one = a, *other = b;
  int order = compare_numbers(one->group, other->group);
  if (order == 0)
    order = compare_numbers(one->day, other->day);
  if (order == 0)
    order = compare_numbers(one->what->step_class, other->what->step_class);
  if (order == 0)
    order = compare_numbers(other->what->priority, one->what->priority);
  return order != 0 ? order : strcmp(one->what->touchpoint->id, other->what->touchpoint->id);
}

static void order_steps(struct draft *draft)
{
  struct plan *plan = draft->plan;
  struct slot *slots = mem_new(plan->step_count, sizeof *slots);
  date_day *days = mem_new(plan->step_count, sizeof *days);
  for (int64_t root = 0; root < (int64_t)enumerations[ENUM_anchor].count; root++)
    if (schedule_group(root) == root)
      schedule_event(draft, root, date_make(2026, 3, 2), days);
  struct plan_step *steps = mem_new(plan->step_count, sizeof *steps);
  for (size_t i = 0; i < plan->step_count; i++)
    slots[i] = (struct slot){i, schedule_group(draft->root[i]), days[i], &plan->steps[i]};
  qsort(slots, plan->step_count, sizeof *slots, compare_slots);
  for (size_t i = 0; i < plan->step_count; i++)
    steps[i] = *slots[i].what;
  free(plan->steps);
  plan->steps = steps;
  free(days);
  free(slots);
}

enum status plan_compile(const struct map *map, const struct plan_origin *origin,
                         struct plan **plan, struct plan_faults *faults)
{
  struct draft draft = {
      .map = map,
      .journey = map_journey(map),
      .plan = mem_new(1, sizeof *draft.plan),
      .faults = faults,
  };
  *plan = NULL;
  draft.plan->map = map;
  draft.plan->version = origin->version;
  snprintf(draft.plan->journey_sha256, sizeof draft.plan->journey_sha256, "%s",
           origin->journey_sha256);
  draft.plan->calendar = calendar_of(draft.journey->market);
  if (draft.plan->calendar != NULL)
    calendar_days_make(&draft.days, draft.plan->calendar);
  resolve_journey(&draft);
  collect_steps(&draft);
  resolve_chains(&draft);
  check_journey(&draft);
  bool datable = true;
  for (size_t i = 0; i < draft.plan->step_count; i++) {
    check_step(&draft, i);
    datable &= draft.plan->calendar != NULL || !schedule_needs_calendar(&draft.plan->steps[i]);
  }
  if (datable)
    collide_check(&draft);
  if (faults->count == 0) {
    order_steps(&draft);
    *plan = draft.plan;
  } else {
    plan_free(&draft.plan);
  }
  calendar_days_free(&draft.days);
  free(draft.parent);
  free(draft.root);
  free(draft.order);
  return *plan != NULL ? STATUS_OK : STATUS_FINDINGS;
}
