#include "plan/play.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* So that no journey takes minutes, playing ends when it has looked at this
 * many messages, each of them once for every message that goes out before it. */
#define LOOKS_MOST 1000000000

/* What counts() knows of a cap is one bit for each class. */
_Static_assert(step_class_marketing < 32, "a class has no bit");

struct play *play_make(const struct draft *draft)
{
  const struct map *map = draft->map;
  struct play *play = mem_new(1, sizeof *play);
  play->draft = draft;
  play->looks = LOOKS_MOST;
  play->planned = mem_new(draft->plan->step_count, sizeof *play->planned);
  play->counted = mem_new(map_count(map, ENTITY_cap) + 1, sizeof *play->counted);
  for (size_t i = 0; i < map_count(map, ENTITY_cap); i++) {
    const struct cap *cap = map_at(map, ENTITY_cap, i);
    for (int64_t one = 0; one <= step_class_marketing; one++)
      if (list_has(cap->counts, ENUM_step_class, one))
        play->counted[i] |= (uint32_t)1 << one;
  }
  return play;
}

void play_free(struct play *play)
{
  free(play->counted);
  free(play->planned);
  free(play);
}

static const struct plan_step *step_at(const struct play *play, size_t step)
{
  return &play->draft->plan->steps[step];
}

static bool counts(const struct play *play, size_t cap, const struct plan_step *step)
{
  return (play->counted[cap] >> step->step_class & 1) != 0;
}

static bool heeds_gap(const struct play *play, const struct plan_step *step)
{
  return play->draft->plan->late_gap_days > 0 && step->step_class == step_class_legal;
}

bool play_competes(const struct play *play, size_t step)
{
  for (size_t i = 0; i < map_count(play->draft->map, ENTITY_cap); i++)
    if (counts(play, i, step_at(play, step)))
      return true;
  return heeds_gap(play, step_at(play, step));
}

int play_compare_lines(const void *a, const void *b)
{
  const struct line *one = a, *other = b;
  if (one->step != other->step)
    return one->step < other->step ? -1 : 1;
  return one->time < other->time ? -1 : one->time > other->time;
}

/* The first day from @day on that the cap leaves free, as far as is sent. */
static date_day free_day(const struct play *play, size_t number, date_day day)
{
  const struct cap *cap = map_at(play->draft->map, ENTITY_cap, number);
  int64_t left = cap->messages;
  for (size_t i = play->sent_count; i > 0; i--)
    if (counts(play, number, step_at(play, play->sent[i - 1].step)) && --left == 0) {
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
static date_day next_free(const struct play *play, struct line *line)
{
  const struct map *map = play->draft->map;
  const struct plan_step *step = step_at(play, line->step);
  const struct cap *fullest = NULL;
  date_day free = heeds_gap(play, step) ? day_after_gap(play, line->at) : line->at;
  for (size_t i = 0; i < map_count(map, ENTITY_cap); i++) {
    date_day one = counts(play, i, step) ? free_day(play, i, line->at) : line->at;
    if (one > free) {
      free = one;
      fullest = map_at(map, ENTITY_cap, i);
    }
  }
  if (free > line->at)
    line->cap = fullest;
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
  play->looks -= (int64_t)play->lines.count;
  for (size_t i = 0; i < play->lines.count; i++) {
    struct line *line = &play->lines.items[i];
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
  for (size_t i = 0; i < play->lines.count; i++) {
    struct line *line = &play->lines.items[i];
    if (line->time == 0 && draft->parent[line->step] == sent->step)
      line->day = schedule_step(draft, line->step, event, play->planned);
    else if (line->time > 0 && line->step == sent->step)
      line->day = schedule_repeat(draft, line->step, sent->at, line->time);
    else
      continue;
    line->at = line->day;
  }
}

/* Plays through what is sent after the event. */
static void play_event(struct play *play, date_day event)
{
  const struct draft *draft = play->draft;
  struct line *line;
  play->sent_count = 0;
  for (size_t i = 0; i < play->lines.count; i++) {
    line = &play->lines.items[i];
    line->done = false;
    line->day = DAY_NONE;
    if (line->time == 0 && draft->parent[line->step] == NO_STEP)
      line->day = line->at = schedule_step(draft, line->step, event, play->planned);
  }
  while ((line = pick(play)) != NULL) {
    date_day free = next_free(play, line);
    if (free == line->at) {
      line->done = line->sent = true;
      play->sent[play->sent_count].step = line->step;
      play->sent[play->sent_count++].day = line->at;
      follow(play, line, event);
      continue;
    }
    line->at = free;
    line->done = free > line->day + draft->plan->late_grace_days;
    if (line->done)
      line->held = line->day;
  }
}

/* Whether each of the messages has been sent after some event. */
static bool are_all_sent(const struct lines *lines)
{
  for (size_t i = 0; i < lines->count; i++)
    if (!lines->items[i].sent)
      return false;
  return true;
}

void play_all(struct play *play, date_day last)
{
  for (date_day event = play->draft->from; event <= last && play->looks > 0; event++) {
    play_event(play, event);
    if (are_all_sent(&play->lines))
      return;
  }
}
