#include "plan/play.h"

#include "base/i18n.h"
#include "base/mem.h"

#include <stdlib.h>

/* Steps that the caps or the least gap keep from ever being sent.  For each
 * step that could be one, everything that its customers get after one event is
 * played through, for every day of the calendar: as kundresa-plan(5) says, but
 * for pauses, other events and other invoices, which nobody can foresee.
 * Where some of its customers get more than others, nothing is said of it. */

struct search {
  struct draft *draft;
  struct crowds crowds;
  bool *competing;      /* by step */
  struct play *play;    /* what is known of those who were last looked at */
  struct line *blocked; /* by step: its first sending; held on DAY_NONE when it is not blocked */
};

static const struct plan_step *step_at(const struct search *search, size_t step)
{
  return &search->draft->plan->steps[step];
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
static bool is_surely_with(const struct search *search, size_t step, size_t other)
{
  const struct crowd *crowds = search->crowds.items;
  const struct crowd *one = &crowds[search->crowds.of[step]];
  const struct crowd *also = &crowds[search->crowds.of[other]];
  bool state = also->state == invoice_state_any || also->state == one->state;
  return state && is_part(&search->draft->audiences, also->audience, one->audience) &&
         has_channels_of(step_at(search, other), step_at(search, step)) &&
         is_always_valid(search->draft, step_at(search, other));
}

static bool has_step(const struct lines *lines, size_t step)
{
  for (size_t i = 0; i < lines->count; i++)
    if (lines->items[i].step == step)
      return true;
  return false;
}

/* False where there are too many. */
static bool add_chain(const struct search *search, struct lines *lines, size_t step)
{
  for (size_t at = step; at != NO_STEP && !has_step(lines, at); at = search->draft->parent[at]) {
    const struct plan_step *one = step_at(search, at);
    int64_t times = one->repeat_every_days > 0 ? one->repeat_times : 0;
    for (int64_t time = 0; time <= times; time++) {
      if (lines->count == LINES_MOST)
        return false;
      lines->items[lines->count++] = (struct line){.step = at, .time = time, .held = DAY_NONE};
    }
  }
  return true;
}

static bool is_in_chain(const struct search *search, size_t step, size_t of)
{
  while (of != NO_STEP && of != step)
    of = search->draft->parent[of];
  return of == step;
}

/* Whether whoever gets @step surely gets @other and all that comes before it. */
static bool is_chain_surely_with(const struct search *search, size_t step, size_t other)
{
  for (size_t at = other; at != NO_STEP && at != step; at = search->draft->parent[at])
    if (!is_in_chain(search, at, step) && !is_surely_with(search, step, at))
      return false;
  return true;
}

/* Gathers all that the customers of @step get after the event, by step; false
 * where they do not all get the same, or too much. */
static bool gather(struct search *search, int64_t group, size_t step, struct lines *lines)
{
  const struct draft *draft = search->draft;
  lines->count = 0;
  if (!add_chain(search, lines, step))
    return false;
  for (size_t i = draft->group[group]; i < draft->group[group + 1]; i++) {
    size_t other = draft->order[i];
    if (!search->competing[other] ||
        !crowds_can_meet(&search->crowds, search->crowds.of[step], search->crowds.of[other]))
      continue;
    if (!is_chain_surely_with(search, step, other)) {
      /* What follows the step has no say in whether it goes out. */
      if (is_in_chain(search, step, other))
        continue;
      return false;
    }
    if (!add_chain(search, lines, other))
      return false;
  }
  qsort(lines->items, lines->count, sizeof lines->items[0], play_compare_lines);
  return true;
}

static bool is_same(const struct lines *one, const struct lines *other)
{
  if (one->count != other->count)
    return false;
  for (size_t i = 0; i < one->count; i++)
    if (play_compare_lines(&one->items[i], &other->items[i]) != 0)
      return false;
  return true;
}

/* ---- Whether it goes out ---- */

static void tell(const struct search *search, const struct line *line)
{
  const char *id = step_at(search, line->step)->touchpoint->id;
  char day[DATE_SIZE];
  date_format(line->held, day);
  if (line->cap != NULL)
    fault_add(search->draft->faults, "unreachable", ENTITY_touchpoint, id,
              _("Move it away from the messages before it, or let the cap allow more."),
              _("It never goes out by itself: the cap '%s' is full when its day comes, as on %s, "
                "and until it is late."),
              line->cap->id, day);
  else
    fault_add(search->draft->faults, "unreachable", ENTITY_touchpoint, id,
              _("Let more days pass before it, or make the least gap smaller."),
              _("It never goes out by itself: the least gap holds it back when its day comes, as "
                "on %s, and until it is late."),
              day);
}

/* What is known of the first sending of the step after all events until the
 * day @last; NULL where not all of its customers get the same, or too much. */
static const struct line *find(struct search *search, int64_t group, size_t step, date_day last)
{
  struct lines *known = &search->play->lines, lines;
  struct line key = {.step = step};
  if (!gather(search, group, step, &lines))
    return NULL;
  if (!is_same(&lines, known)) {
    *known = lines;
    play_all(search->play, last);
  }
  return bsearch(&key, known->items, known->count, sizeof key, play_compare_lines);
}

/* Finds the blocked ones among the steps of a crowd, most of which have the
 * same lines. */
static void check_crowd(struct search *search, size_t crowd, date_day last)
{
  const struct draft *draft = search->draft;
  for (int64_t group = 0; group < ANCHORS; group++)
    for (size_t i = draft->group[group]; i < draft->group[group + 1]; i++) {
      size_t step = draft->order[i];
      if (search->play->looks <= 0)
        return;
      if (!search->competing[step] || search->crowds.of[step] != crowd)
        continue;
      const struct line *line = find(search, group, step, last);
      if (line != NULL && !line->sent && search->play->looks > 0)
        search->blocked[step] = *line;
    }
}

void blocked_check(struct draft *draft)
{
  const struct plan *plan = draft->plan;
  /* What walks or jumps is sent late, as soon as there is room. */
  if ((map_count(draft->map, ENTITY_cap) == 0 && plan->late_gap_days == 0) ||
      plan->late_policy == late_walk || plan->late_policy == late_jump)
    return;
  struct search search = {
      .draft = draft,
      .competing = mem_new(plan->step_count, sizeof *search.competing),
      .play = play_make(draft),
      .blocked = mem_new(plan->step_count, sizeof *search.blocked),
  };
  for (size_t i = 0; i < plan->step_count; i++) {
    search.competing[i] = play_competes(search.play, i);
    search.blocked[i].held = DAY_NONE;
  }
  crowds_make(&search.crowds, draft);
  for (size_t i = 0; i < search.crowds.count; i++)
    check_crowd(&search, i, plan->calendar != NULL ? draft->until : draft->from + 365);
  for (size_t i = 0; i < draft->order_count; i++)
    if (search.blocked[draft->order[i]].held != DAY_NONE)
      tell(&search, &search.blocked[draft->order[i]]);
  crowds_free(&search.crowds);
  free(search.blocked);
  play_free(search.play);
  free(search.competing);
}
