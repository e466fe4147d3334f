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
  draft->size = mem_new(count, sizeof *draft->size);
  draft->group = mem_new(ANCHORS + 1, sizeof *draft->group);
  draft->audience = mem_new(count, sizeof *draft->audience);
  draft->paid = mem_new(count, sizeof *draft->paid);
  draft->undue = mem_new(count, sizeof *draft->undue);
  draft->unfit = mem_new(count, sizeof *draft->unfit);
  for (size_t i = 0; i < count; i++) {
    const struct touchpoint *touchpoint = map_at(draft->map, ENTITY_touchpoint, i);
    if (step_is(draft->map, touchpoint))
      draft->plan->steps[draft->plan->step_count++] = step_make(draft->map, touchpoint);
  }
}

/* ---- The order of the plan ---- */

/* Where a step stands in the life of an invoice of a plain Monday. */
struct slot {
  int64_t group; /* what the life begins with: order, invoice, payment… */
  date_day day;
  size_t place; /* in a chain: after what it counts from */
  const struct plan_step *what;
};

/* Steps so late that the calendar ends before come last, as their chain has
 * them. */
#define DAY_BEYOND INT64_MAX

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
  if (order == 0 && one->day == DAY_BEYOND)
    order = compare_numbers((int64_t)one->place, (int64_t)other->place);
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
  for (size_t i = 0; i < plan->step_count; i++)
    days[i] = DAY_NONE;
  for (int64_t group = 0; group < ANCHORS; group++)
    schedule_event(draft, group, date_make(2026, 3, 2), days);
  struct plan_step *steps = mem_new(plan->step_count, sizeof *steps);
  for (size_t place = 0; place < draft->order_count; place++) {
    size_t i = draft->order[place];
    slots[i] = (struct slot){.group = schedule_group(draft->root[i]),
                             .day = days[i] != DAY_NONE ? days[i] : DAY_BEYOND,
                             .place = place,
                             .what = &plan->steps[i]};
  }
  qsort(slots, plan->step_count, sizeof *slots, compare_slots);
  for (size_t i = 0; i < plan->step_count; i++)
    steps[i] = *slots[i].what;
  free(plan->steps);
  plan->steps = steps;
  free(days);
  free(slots);
}

/* What the days show is needed by the check of each step, but told after it. */
static void check_steps(struct draft *draft)
{
  const struct plan *plan = draft->plan;
  bool datable = true;
  for (size_t i = 0; i < plan->step_count; i++)
    datable = datable && (plan->calendar != NULL || !schedule_needs_calendar(&plan->steps[i]));
  struct plan_faults *faults = draft->faults, of_days = {0};
  draft->faults = &of_days;
  if (datable) {
    collide_check(draft);
    blocked_check(draft);
  }
  if (plan->calendar != NULL)
    reach_check(draft);
  draft->faults = faults;
  for (size_t i = 0; i < plan->step_count; i++)
    check_step(draft, i);
  faults_move(faults, &of_days);
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
  draft.plan->audit = origin->audit;
  snprintf(draft.plan->journey_sha256, sizeof draft.plan->journey_sha256, "%s",
           origin->journey_sha256);
  draft.plan->calendar = calendar_of(draft.journey->market);
  /* Without a calendar all days are alike: a few years of them show everything. */
  draft.from = date_make(2026, 1, 1);
  draft.until = date_make(2030, 12, 31);
  if (draft.plan->calendar != NULL) {
    calendar_days_make(&draft.days, draft.plan->calendar);
    draft.from = draft.days.from;
    draft.until = draft.days.until;
  }
  audiences_make(&draft.audiences, map);
  step_fill_plan(draft.plan);
  collect_steps(&draft);
  resolve_chains(&draft);
  check_journey(&draft);
  check_steps(&draft);
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
  free(draft.size);
  free(draft.group);
  free(draft.audience);
  free(draft.paid);
  free(draft.undue);
  free(draft.unfit);
  audiences_free(&draft.audiences);
  return *plan != NULL ? STATUS_OK : STATUS_FINDINGS;
}
