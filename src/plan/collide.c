#include "plan/draft.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "plan/condition.h"

#include <stdlib.h>
#include <string.h>

/* More pairs than this need not be told one by one. */
#define PAIRS_MOST 200

/* One sending on one simulated day. */
struct sending {
  size_t step;
  size_t next; /* the next of the same day, or NO_STEP */
};

/* Two steps that met on one day; one <= other. */
struct pair {
  size_t one, other;
  bool taken; /* the slot of the table is in use */
};

struct simulation {
  struct draft *draft;
  date_day from, until;
  date_day *planned;        /* by step, for the event at hand */
  bool *early;              /* by step: told that it falls before its event */
  struct sending *sendings; /* of the event at hand */
  size_t count, capacity;
  size_t *days;       /* by day - from: the last sending of that day, or NO_STEP */
  struct pair *pairs; /* a hash table; its size is a power of two */
  size_t pair_count, pair_size, told;
};

/* Whether one invoice can get both. */
static bool can_collide(const struct draft *draft, size_t a, size_t b)
{
  const struct plan_step *one = &draft->plan->steps[a], *other = &draft->plan->steps[b];
  if ((one->invoice_state == invoice_state_paid && other->invoice_state == invoice_state_unpaid) ||
      (one->invoice_state == invoice_state_unpaid && other->invoice_state == invoice_state_paid))
    return false;
  return condition_can_meet(draft->map, one->segment, other->segment);
}

static struct pair *find_slot(struct pair *pairs, size_t size, size_t one, size_t other)
{
  size_t at = (one * 0x9e3779b97f4a7c15u ^ other * 0xc2b2ae3d27d4eb4fu) & (size - 1);
  while (pairs[at].taken && (pairs[at].one != one || pairs[at].other != other))
    at = (at + 1) & (size - 1);
  return &pairs[at];
}

static void grow_pairs(struct simulation *simulation)
{
  size_t size = simulation->pair_size == 0 ? 256 : simulation->pair_size * 2;
  struct pair *pairs = mem_new(size, sizeof *pairs);
  for (size_t i = 0; i < simulation->pair_size; i++) {
    const struct pair *old = &simulation->pairs[i];
    if (old->taken)
      *find_slot(pairs, size, old->one, old->other) = *old;
  }
  free(simulation->pairs);
  simulation->pairs = pairs;
  simulation->pair_size = size;
}

/* Whether the two have not met before; notes that they now have. */
static bool note_pair(struct simulation *simulation, size_t one, size_t other)
{
  if (simulation->pair_count * 2 >= simulation->pair_size)
    grow_pairs(simulation);
  struct pair *slot = find_slot(simulation->pairs, simulation->pair_size, one, other);
  if (slot->taken)
    return false;
  *slot = (struct pair){one, other, true};
  simulation->pair_count++;
  return true;
}

static void tell_pair(struct simulation *simulation, size_t a, size_t b, date_day event,
                      date_day day)
{
  const struct draft *draft = simulation->draft;
  const struct touchpoint *one = draft->plan->steps[a].touchpoint;
  const struct touchpoint *other = draft->plan->steps[b].touchpoint;
  char from[DATE_SIZE], on[DATE_SIZE];
  simulation->told++;
  if (a == b)
    fault_add(draft->faults, "same-day", ENTITY_touchpoint, other->id,
              _("Let more days pass between the repeats."),
              _("Two of its own repeats can fall on the same day, such as %s."),
              date_format(day, on));
  else if (schedule_group(draft->root[a]) == anchor_issued)
    fault_add(draft->faults, "same-day", ENTITY_touchpoint, other->id,
              _("Move one of them by some days, or send them to different segments."),
              _("It can fall on the same day as '%s': for an invoice of %s both go out on %s."),
              one->title, date_format(event, from), date_format(day, on));
  else
    fault_add(draft->faults, "same-day", ENTITY_touchpoint, other->id,
              _("Move one of them by some days, or send them to different segments."),
              _("It can fall on the same day as '%s', such as %s."), one->title,
              date_format(day, on));
}

static void put_sending(struct simulation *simulation, size_t step, date_day event, date_day day)
{
  if (day == DAY_NONE || day < simulation->from || day > simulation->until)
    return;
  size_t *slot = &simulation->days[day - simulation->from];
  for (size_t i = *slot; i != NO_STEP && simulation->told < PAIRS_MOST;
       i = simulation->sendings[i].next) {
    size_t met = simulation->sendings[i].step;
    size_t one = met < step ? met : step, other = met < step ? step : met;
    if (note_pair(simulation, one, other) && can_collide(simulation->draft, one, other))
      tell_pair(simulation, one, other, event, day);
  }
  if (simulation->count == simulation->capacity) {
    simulation->capacity = simulation->capacity * 2 + 16;
    simulation->sendings =
        mem_resize(simulation->sendings, simulation->capacity, sizeof *simulation->sendings);
  }
  simulation->sendings[simulation->count] = (struct sending){step, *slot};
  *slot = simulation->count++;
}

static void check_early(struct simulation *simulation, size_t step, date_day event)
{
  const struct draft *draft = simulation->draft;
  const struct plan_step *one = &draft->plan->steps[step];
  date_day base = draft->parent[step] == NO_STEP ? event : simulation->planned[draft->parent[step]];
  date_day day = simulation->planned[step];
  if (simulation->early[step] || day == DAY_NONE || base == DAY_NONE || day >= base)
    return;
  simulation->early[step] = true;
  char from[DATE_SIZE], on[DATE_SIZE];
  date_format(base, from);
  date_format(day, on);
  if (one->anchor == anchor_previous)
    fault_add(draft->faults, "before-anchor", ENTITY_touchpoint, one->touchpoint->id,
              _("Let it come after the step it counts from, or count from something else."),
              _("It would go out on %s, before '%s', which it counts from and which goes out on "
                "%s."),
              on, one->after, from);
  else if (schedule_group(one->anchor) == anchor_issued)
    fault_add(draft->faults, "before-anchor", ENTITY_touchpoint, one->touchpoint->id,
              _("Let it come later; before the invoice is made nobody knows of it."),
              _("For an invoice of %s it would go out on %s, before there is an invoice."), from,
              on);
  else
    fault_add(draft->faults, "before-anchor", ENTITY_touchpoint, one->touchpoint->id,
              _("Let it come on the same day or later; nobody knows of the event before."),
              _("If %s is on %s it would go out on %s, before that."),
              enumeration_label(&enumerations[ENUM_anchor], one->anchor), from, on);
}

static int64_t repeats(const struct plan_step *step)
{
  return step->repeat_every_days > 0 ? step->repeat_times : 0;
}

static void simulate(struct simulation *simulation, int64_t root, date_day event)
{
  struct draft *draft = simulation->draft;
  schedule_event(draft, root, event, simulation->planned);
  simulation->count = 0;
  for (size_t i = 0; i < draft->order_count; i++) {
    size_t step = draft->order[i];
    const struct plan_step *one = &draft->plan->steps[step];
    if (schedule_group(draft->root[step]) != root)
      continue;
    check_early(simulation, step, event);
    for (int64_t time = 0; time <= repeats(one); time++)
      put_sending(simulation, step, event,
                  schedule_repeat(draft, step, simulation->planned[step], time));
  }
  for (size_t i = 0; i < draft->order_count; i++) {
    size_t step = draft->order[i];
    const struct plan_step *one = &draft->plan->steps[step];
    if (schedule_group(draft->root[step]) != root)
      continue;
    for (int64_t time = 0; time <= repeats(one); time++) {
      date_day day = schedule_repeat(draft, step, simulation->planned[step], time);
      if (day != DAY_NONE && day >= simulation->from && day <= simulation->until)
        simulation->days[day - simulation->from] = NO_STEP;
    }
  }
}

void collide_check(struct draft *draft)
{
  const struct plan *plan = draft->plan;
  /* Without a calendar all days are alike: a year of them shows everything. */
  bool dated = plan->calendar != NULL;
  struct simulation simulation = {
      .draft = draft,
      .from = dated ? draft->days.from : date_make(2026, 1, 1),
      .until = dated ? draft->days.until : date_make(2029, 12, 31),
      .planned = mem_new(plan->step_count, sizeof *simulation.planned),
      .early = mem_new(plan->step_count, sizeof *simulation.early),
  };
  date_day last = dated ? simulation.until : date_make(2026, 12, 31);
  size_t span = (size_t)(simulation.until - simulation.from + 1);
  simulation.days = mem_new(span, sizeof *simulation.days);
  for (size_t i = 0; i < span; i++)
    simulation.days[i] = NO_STEP;
  for (int64_t root = 0; root < (int64_t)enumerations[ENUM_anchor].count; root++) {
    bool any = false;
    for (size_t i = 0; i < draft->order_count && !any; i++)
      any = schedule_group(draft->root[draft->order[i]]) == root;
    for (date_day event = simulation.from; any && event <= last; event++)
      simulate(&simulation, root, event);
  }
  free(simulation.planned);
  free(simulation.early);
  free(simulation.sendings);
  free(simulation.days);
  free(simulation.pairs);
}
