#include "plan/draft.h"

#include "base/i18n.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* More pairs than this need not be told one by one. */
#define PAIRS_MOST 200

/* One sending after the event at hand. */
struct sending {
  size_t step;
  date_day day;
  size_t same_day, same_crowd; /* the one before it of that day, and of its crowd, or NO_STEP */
};

/* What goes out on one day after the event at hand. */
struct day {
  size_t last; /* the last sending, or NO_STEP */
  size_t count;
};

/* The sendings of one crowd on the day at hand. */
struct gathering {
  date_day day;
  size_t last; /* the last of them, good only if the day is that at hand */
};

struct simulation {
  struct draft *draft;
  date_day *planned;        /* by step, for the event at hand */
  bool *early;              /* by step: told that it falls before its event */
  struct sending *sendings; /* of the event at hand */
  size_t count, capacity;
  struct day *days; /* by day - from */
  struct crowds crowds;
  struct gathering *gatherings; /* by crowd */
  struct pairs pairs;           /* steps that are told */
  size_t told;
};

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

static void put_sending(struct simulation *simulation, size_t step, date_day day)
{
  if (day == DAY_NONE)
    return;
  if (simulation->count == simulation->capacity) {
    simulation->capacity = simulation->capacity * 2 + 16;
    simulation->sendings =
        mem_resize(simulation->sendings, simulation->capacity, sizeof *simulation->sendings);
  }
  struct day *at = &simulation->days[day - simulation->draft->from];
  simulation->sendings[simulation->count] = (struct sending){step, day, at->last, NO_STEP};
  at->last = simulation->count++;
  at->count++;
}

/* Two sendings that go out on one day to one customer. */
static void meet(struct simulation *simulation, size_t a, size_t b, date_day event)
{
  size_t one = simulation->sendings[a].step, other = simulation->sendings[b].step;
  if (one > other) {
    size_t swap = one;
    one = other;
    other = swap;
  }
  bool added;
  pairs_value(&simulation->pairs, one, other, 0, &added);
  if (added)
    tell_pair(simulation, one, other, event, simulation->sendings[a].day);
}

/* Compares each sending of the day with those before it. */
static void compare_all(struct simulation *simulation, const struct day *day, date_day event)
{
  const struct sending *sendings = simulation->sendings;
  const size_t *crowd = simulation->crowds.of;
  for (size_t a = day->last; a != NO_STEP; a = sendings[a].same_day)
    for (size_t b = sendings[a].same_day; b != NO_STEP; b = sendings[b].same_day) {
      if (simulation->told >= PAIRS_MOST)
        return;
      if (crowds_can_meet(&simulation->crowds, crowd[sendings[a].step], crowd[sendings[b].step]))
        meet(simulation, a, b, event);
    }
}

/* Does the same on a day of so many sendings that it pays to know which crowds
 * a crowd can meet: most often few, where many segments exclude each other. */
static void compare_crowds(struct simulation *simulation, const struct day *day, date_day event)
{
  struct sending *sendings = simulation->sendings;
  for (size_t a = day->last; a != NO_STEP; a = sendings[a].same_day) {
    size_t crowd = simulation->crowds.of[sendings[a].step];
    const struct crowd *one = crowd_with_others(&simulation->crowds, crowd);
    for (size_t i = 0; i < one->other_count; i++) {
      const struct gathering *other = &simulation->gatherings[one->others[i]];
      size_t b = other->day == sendings[a].day ? other->last : NO_STEP;
      for (; b != NO_STEP; b = sendings[b].same_crowd) {
        if (simulation->told >= PAIRS_MOST)
          return;
        meet(simulation, a, b, event);
      }
    }
    struct gathering *own = &simulation->gatherings[crowd];
    sendings[a].same_crowd = own->day == sendings[a].day ? own->last : NO_STEP;
    *own = (struct gathering){sendings[a].day, a};
  }
}

/* Looks at every day once, and leaves the days empty for the next event. */
static void compare_days(struct simulation *simulation, date_day event)
{
  enum { FEW = 24 };
  for (size_t i = 0; i < simulation->crowds.count; i++)
    simulation->gatherings[i].day = DAY_NONE;
  for (size_t i = 0; i < simulation->count; i++) {
    struct day *day = &simulation->days[simulation->sendings[i].day - simulation->draft->from];
    if (day->count > FEW && simulation->told < PAIRS_MOST)
      compare_crowds(simulation, day, event);
    else if (day->count > 1 && simulation->told < PAIRS_MOST)
      compare_all(simulation, day, event);
    *day = (struct day){NO_STEP, 0};
  }
}

static void check_early(struct simulation *simulation, size_t step, date_day event)
{
  const struct draft *draft = simulation->draft;
  const struct plan_step *one = &draft->plan->steps[step];
  date_day base = draft->parent[step] == NO_STEP ? event : simulation->planned[draft->parent[step]];
  date_day day = simulation->planned[step];
  if (day == DAY_NONE || base == DAY_NONE)
    return;
  if (draft->root[step] == anchor_due && day < event + draft->journey->payment_terms_days)
    draft->undue[step] = true;
  if (simulation->early[step] || day >= base)
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
              on, fault_step(draft, draft->parent[step]), from);
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

static void simulate(struct simulation *simulation, int64_t group, date_day event)
{
  struct draft *draft = simulation->draft;
  const date_day *planned = simulation->planned;
  schedule_event(draft, group, event, simulation->planned);
  simulation->count = 0;
  for (size_t i = draft->group[group]; i < draft->group[group + 1];
       i = schedule_next(draft, i, planned)) {
    size_t step = draft->order[i];
    check_early(simulation, step, event);
    for (int64_t time = 0; time <= repeats(&draft->plan->steps[step]); time++)
      put_sending(simulation, step, schedule_repeat(draft, step, planned[step], time));
  }
  compare_days(simulation, event);
}

void collide_check(struct draft *draft)
{
  size_t count = draft->plan->step_count, span = (size_t)(draft->until - draft->from + 1);
  struct simulation simulation = {
      .draft = draft,
      .planned = mem_new(count, sizeof *simulation.planned),
      .early = mem_new(count, sizeof *simulation.early),
      .days = mem_new(span, sizeof *simulation.days),
  };
  for (size_t i = 0; i < span; i++)
    simulation.days[i].last = NO_STEP;
  crowds_make(&simulation.crowds, draft);
  simulation.gatherings = mem_new(simulation.crowds.count, sizeof *simulation.gatherings);
  /* Where all days are alike, a year of events is enough. */
  date_day last = draft->plan->calendar != NULL ? draft->until : draft->from + 365;
  for (int64_t group = 0; group < ANCHORS; group++)
    for (date_day event = draft->from;
         event <= last && draft->group[group] < draft->group[group + 1]; event++)
      simulate(&simulation, group, event);
  free(simulation.planned);
  free(simulation.early);
  free(simulation.sendings);
  free(simulation.days);
  free(simulation.gatherings);
  crowds_free(&simulation.crowds);
  pairs_clear(&simulation.pairs);
}
