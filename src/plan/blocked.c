#include "plan/draft.h"

#include "base/i18n.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* Steps that the caps or the least gap keep from ever being sent.  For each
 * step that could be one, everything that its customers get after one event is
 * played through, for every day of the calendar: as kundresa-plan(5) says, but
 * for pauses, other events and other invoices, which nobody can foresee.
 * Where some of its customers get more than others, nothing is said of it. */

/* More messages than this to one customer after one event are not played
 * through. */
#define LINES_MOST 200

/* One message to the customer. */
struct line {
  size_t step;
  int64_t time; /* 0, or the number of the repeat */
  date_day day; /* DAY_NONE until what it counts from is sent */
  date_day at;  /* the first day on which it may go out, as far as is known */
  bool done;    /* sent, or too late */
};

struct play {
  struct draft *draft;
  struct crowds crowds;
  bool *competing;               /* by step: a cap, or the least gap, has to do with it */
  struct line lines[LINES_MOST]; /* the step in question is the first */
  size_t count;
  struct {
    size_t step;
    date_day day;
  } sent[LINES_MOST]; /* in the order of time */
  size_t sent_count;
  date_day *planned; /* by step: the day on which it was sent */
  /* What held the step in question back last. */
  const struct cap *cap; /* NULL: the least gap */
  date_day held;         /* its day; DAY_NONE: it was not held back */
};

static const struct plan_step *step_at(const struct play *play, size_t step)
{
  return &play->draft->plan->steps[step];
}

static bool counts(const struct cap *cap, const struct plan_step *step)
{
  return list_has(cap->counts, ENUM_step_class, step->step_class);
}

static bool heeds_gap(const struct play *play, const struct plan_step *step)
{
  return play->draft->plan->late_gap_days > 0 && step->step_class == step_class_legal;
}

/* Whether any cap, or the least gap, has to do with the step. */
static bool competes(const struct play *play, size_t step)
{
  const struct map *map = play->draft->map;
  for (size_t i = 0; i < map_count(map, ENTITY_cap); i++)
    if (counts(map_at(map, ENTITY_cap, i), step_at(play, step)))
      return true;
  return heeds_gap(play, step_at(play, step));
}

/* ---- Who gets what ---- */

static bool is_part(const struct audiences *audiences, size_t of, size_t part)
{
  while (part != of && part != AUDIENCE_ALL)
    part = audiences->items[part].within;
  return part == of;
}

static bool has_channels_of(const struct plan_step *step, const struct plan_step *other)
{
  for (int64_t i = 0; i < (int64_t)enumerations[ENUM_channel].count; i++)
    if (list_has(other->channels, ENUM_channel, i) && !list_has(step->channels, ENUM_channel, i))
      return false;
  return true;
}

static bool is_always_valid(const struct draft *draft, const struct plan_step *step)
{
  size_t at = 0;
  const struct message *message;
  while ((message = map_next_part(draft->map, ENTITY_message, step->touchpoint->id, &at)) != NULL)
    if (message->place == place_body && message->valid_from == UNSET && message->valid_to == UNSET)
      return true;
  return false;
}

/* Whether whoever gets @step surely gets @other too, when nothing holds it
 * back. */
static bool is_surely_with(const struct play *play, size_t step, size_t other)
{
  const struct crowd *crowds = play->crowds.items;
  const struct crowd *one = &crowds[play->crowds.of[step]];
  const struct crowd *also = &crowds[play->crowds.of[other]];
  bool state = also->state == invoice_state_any || also->state == one->state;
  return state && is_part(&play->draft->audiences, also->audience, one->audience) &&
         has_channels_of(step_at(play, other), step_at(play, step)) &&
         is_always_valid(play->draft, step_at(play, other));
}

/* False where there are too many. */
static bool add_step(struct play *play, size_t step)
{
  const struct plan_step *one = step_at(play, step);
  int64_t times = one->repeat_every_days > 0 ? one->repeat_times : 0;
  for (size_t i = 0; i < play->count; i++)
    if (play->lines[i].step == step)
      return true;
  for (int64_t time = 0; time <= times; time++) {
    if (play->count == LINES_MOST)
      return false;
    play->lines[play->count++] = (struct line){.step = step, .time = time};
  }
  return true;
}

static bool add_chain(struct play *play, size_t step)
{
  for (size_t at = step; at != NO_STEP; at = play->draft->parent[at])
    if (!add_step(play, at))
      return false;
  return true;
}

static bool is_in_chain(const struct play *play, size_t step, size_t of)
{
  while (of != NO_STEP && of != step)
    of = play->draft->parent[of];
  return of == step;
}

/* Gathers all that the customers of @step get after the event; false where
 * they do not all get the same, or too much. */
static bool gather(struct play *play, int64_t group, size_t step)
{
  const struct draft *draft = play->draft;
  play->count = 0;
  if (!add_chain(play, step))
    return false;
  for (size_t i = draft->group[group]; i < draft->group[group + 1]; i++) {
    size_t other = draft->order[i];
    if (!play->competing[other] ||
        !crowds_can_meet(&play->crowds, play->crowds.of[step], play->crowds.of[other]) ||
        is_in_chain(play, other, step))
      continue;
    for (size_t at = other; at != NO_STEP && !is_in_chain(play, at, step); at = draft->parent[at])
      if (!is_surely_with(play, step, at))
        return false;
    if (!add_chain(play, other))
      return false;
  }
  return true;
}

/* ---- One event ---- */

/* The first day from @day on that the cap leaves free, as far as is sent. */
static date_day free_day(const struct play *play, const struct cap *cap, date_day day)
{
  int64_t left = cap->messages;
  for (size_t i = play->sent_count; i > 0; i--)
    if (counts(cap, step_at(play, play->sent[i - 1].step)) && --left == 0) {
      date_day free = play->sent[i - 1].day + cap->days;
      return free > day ? free : day;
    }
  return day;
}

static date_day day_after_gap(const struct play *play, date_day day)
{
  for (size_t i = play->sent_count; i > 0; i--)
    if (step_at(play, play->sent[i - 1].step)->step_class == step_class_legal) {
      date_day free = play->sent[i - 1].day + play->draft->plan->late_gap_days;
      return free > day ? free : day;
    }
  return day;
}

/* The first day from line->at on when nothing holds the line back. */
static date_day next_free(struct play *play, const struct line *line)
{
  const struct map *map = play->draft->map;
  const struct plan_step *step = step_at(play, line->step);
  const struct cap *fullest = NULL;
  date_day free = heeds_gap(play, step) ? day_after_gap(play, line->at) : line->at;
  for (size_t i = 0; i < map_count(map, ENTITY_cap); i++) {
    const struct cap *cap = map_at(map, ENTITY_cap, i);
    date_day one = counts(cap, step) ? free_day(play, cap, line->at) : line->at;
    if (one > free) {
      free = one;
      fullest = cap;
    }
  }
  if (line == play->lines && free > line->at)
    play->cap = fullest;
  return free;
}

/* Whether the plan sends @one before @other when both may go out on one day. */
static bool goes_first(const struct play *play, const struct line *one, const struct line *other)
{
  const struct plan_step *a = step_at(play, one->step), *b = step_at(play, other->step);
  if (one->at != other->at)
    return one->at < other->at;
  if (a->step_class != b->step_class)
    return a->step_class < b->step_class;
  if (a->priority != b->priority)
    return a->priority > b->priority;
  if (one->day != other->day)
    return one->day < other->day;
  return strcmp(a->touchpoint->id, b->touchpoint->id) < 0;
}

static struct line *pick(struct play *play)
{
  struct line *first = NULL;
  for (size_t i = 0; i < play->count; i++) {
    struct line *line = &play->lines[i];
    if (!line->done && line->day != DAY_NONE && (first == NULL || goes_first(play, line, first)))
      first = line;
  }
  return first;
}

/* Gives a day to what counts from the line that was sent. */
static void follow(struct play *play, const struct line *sent, date_day event)
{
  const struct draft *draft = play->draft;
  if (sent->time > 0)
    return;
  play->planned[sent->step] = sent->at;
  for (size_t i = 0; i < play->count; i++) {
    struct line *line = &play->lines[i];
    if (line->time == 0 && draft->parent[line->step] == sent->step)
      line->day = schedule_step(draft, line->step, event, play->planned);
    else if (line->time > 0 && line->step == sent->step)
      line->day = schedule_repeat(draft, line->step, sent->at, line->time);
    else
      continue;
    line->at = line->day;
  }
}

/* Whether the step in question is sent after the event. */
static bool is_sent(struct play *play, date_day event)
{
  const struct draft *draft = play->draft;
  struct line *line;
  play->sent_count = 0;
  for (size_t i = 0; i < play->count; i++) {
    line = &play->lines[i];
    line->done = false;
    line->day = DAY_NONE;
    if (line->time == 0 && draft->parent[line->step] == NO_STEP)
      line->day = line->at = schedule_step(draft, line->step, event, play->planned);
  }
  while (!play->lines[0].done && (line = pick(play)) != NULL) {
    date_day free = next_free(play, line);
    if (free == line->at) {
      line->done = true;
      play->sent[play->sent_count].step = line->step;
      play->sent[play->sent_count++].day = line->at;
      if (line == play->lines)
        return true;
      follow(play, line, event);
    } else {
      line->at = free;
      line->done = free > line->day + draft->plan->late_grace_days;
    }
  }
  if (play->lines[0].done)
    play->held = play->lines[0].day;
  return false;
}

/* ---- All events ---- */

static void tell(const struct play *play, size_t step)
{
  char day[DATE_SIZE];
  date_format(play->held, day);
  if (play->cap != NULL)
    fault_add(play->draft->faults, "unreachable", ENTITY_touchpoint,
              step_at(play, step)->touchpoint->id,
              _("Move it away from the messages before it, or let the cap allow more."),
              _("It never goes out by itself: the cap '%s' is full when its day comes, as on %s, "
                "and until it is late."),
              play->cap->id, day);
  else
    fault_add(play->draft->faults, "unreachable", ENTITY_touchpoint,
              step_at(play, step)->touchpoint->id,
              _("Let more days pass before it, or make the least gap smaller."),
              _("It never goes out by itself: the least gap holds it back when its day comes, as "
                "on %s, and until it is late."),
              day);
}

static void check(struct play *play, int64_t group, size_t step, date_day last)
{
  if (!gather(play, group, step))
    return;
  play->held = DAY_NONE;
  for (date_day event = play->draft->from; event <= last; event++)
    if (is_sent(play, event))
      return;
  if (play->held != DAY_NONE)
    tell(play, step);
}

void blocked_check(struct draft *draft)
{
  const struct plan *plan = draft->plan;
  /* What walks or jumps is sent late, as soon as there is room. */
  if ((map_count(draft->map, ENTITY_cap) == 0 && plan->late_gap_days == 0) ||
      plan->late_policy == late_walk || plan->late_policy == late_jump)
    return;
  struct play *play = mem_new(1, sizeof *play);
  play->draft = draft;
  play->planned = mem_new(plan->step_count, sizeof *play->planned);
  play->competing = mem_new(plan->step_count, sizeof *play->competing);
  for (size_t i = 0; i < plan->step_count; i++)
    play->competing[i] = competes(play, i);
  crowds_make(&play->crowds, draft);
  date_day last = plan->calendar != NULL ? draft->until : draft->from + 365;
  for (int64_t group = 0; group < ANCHORS; group++)
    for (size_t i = draft->group[group]; i < draft->group[group + 1]; i++)
      if (play->competing[draft->order[i]])
        check(play, group, draft->order[i], last);
  crowds_free(&play->crowds);
  free(play->competing);
  free(play->planned);
  free(play);
}
