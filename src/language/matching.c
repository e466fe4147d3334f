#include "language/matching.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* From so many moves or stands on, all steps are forgotten and made anew: texts that are
 * all different shall not fill the memory. */
#define MOVES_MOST ((size_t)1 << 19)
#define STANDS_MOST ((uint32_t)1 << 15)

/* Nothing is under way: the first row that is added. */
#define EMPTY_STAND 0

/* A phrase under way, while a step is worked out. */
struct way {
  uint32_t state;
  uint32_t from; /* the way that it was, or the number of ways: the word begins it */
  uint8_t skips; /* words that the gap may still swallow */
  bool waits;    /* the gap is the last it came to */
  bool gapped;   /* a gap was crossed */
};

/* A way as two values of a row. */
static void pack(const struct way *way, uint32_t values[2])
{
  values[0] = way->state;
  values[1] = way->skips | (uint32_t)way->waits << 8 | (uint32_t)way->gapped << 9;
}

static struct way unpack(const uint32_t values[2], uint32_t from)
{
  return (struct way){.state = values[0],
                      .from = from,
                      .skips = (uint8_t)values[1],
                      .waits = (values[1] >> 8 & 1) != 0,
                      .gapped = (values[1] >> 9 & 1) != 0};
}

static struct step *find(const struct matching *matching, uint64_t key)
{
  size_t at = matching_place(matching, key);
  while (matching->steps[at].key != 0 && matching->steps[at].key != key)
    at = (at + 1) & (matching->size - 1);
  return &matching->steps[at];
}

static void grow(struct matching *matching)
{
  struct step *old = matching->steps;
  size_t size = matching->size;
  matching->size = size == 0 ? 256 : size * 2;
  matching->steps = mem_new(matching->size, sizeof *matching->steps);
  for (size_t i = 0; i < size; i++)
    if (old[i].key != 0)
      *find(matching, old[i].key) = old[i];
  free(old);
}

/* Makes room for what @count ways began, and for the word at hand and what is moved in
 * vain. */
static void reserve(struct matching *matching, size_t count)
{
  if (count + MATCHING_WAYS <= matching->capacity)
    return;
  matching->capacity = (count + MATCHING_WAYS) * 2;
  matching->now = mem_resize(matching->now, matching->capacity, sizeof *matching->now);
  matching->then = mem_resize(matching->then, matching->capacity, sizeof *matching->then);
}

void matching_open(struct matching *matching, const struct matcher *matcher)
{
  *matching = (struct matching){.matcher = matcher};
  rows_add(&matching->stands, NULL, 0);
  grow(matching);
  reserve(matching, 0);
}

void matching_clear(struct matching *matching)
{
  rows_clear(&matching->kinds);
  rows_clear(&matching->stands);
  free(matching->steps);
  free(matching->moves);
  free(matching->ways);
  free(matching->ends);
  free(matching->row);
  free(matching->now);
  free(matching->then);
  *matching = (struct matching){0};
}

void matching_start(struct matching *matching)
{
  matching->stand = EMPTY_STAND;
  matching->count = 0;
}

uint32_t matching_kind(struct matching *matching, const uint32_t *tokens, size_t count)
{
  return rows_add(&matching->kinds, tokens, (uint32_t)count);
}

/* ---- Working out what a word does ---- */

static struct way *add_way(struct matching *matching)
{
  if (matching->way_count == matching->way_capacity) {
    matching->way_capacity = matching->way_capacity == 0 ? 16 : matching->way_capacity * 2;
    matching->ways = mem_resize(matching->ways, matching->way_capacity, sizeof *matching->ways);
  }
  return &matching->ways[matching->way_count++];
}

/* Adds the phrases that end with @way. */
static void add_ends(struct matching *matching, const struct way *way, uint32_t output)
{
  for (; output != 0; output = matching->matcher->outputs[output].next) {
    if (matching->end_count == matching->end_capacity) {
      matching->end_capacity = matching->end_capacity == 0 ? 16 : matching->end_capacity * 2;
      matching->ends = mem_resize(matching->ends, matching->end_capacity, sizeof *matching->ends);
    }
    matching->ends[matching->end_count++] = matching->matcher->outputs[output].phrase;
    matching->ends[matching->end_count++] = way->from << 1 | way->gapped;
  }
}

/* Lets a way wait over a gap in state @gap.  Of two in one state the later stays: it has
 * all that the earlier one could still become, and is the shorter.  Other states cannot
 * be reached twice by one word. */
static void wait_in(struct matching *matching, uint32_t gap, uint32_t from)
{
  size_t at = 0;
  while (at < matching->way_count && matching->ways[at].state != gap)
    at++;
  struct way *way = at < matching->way_count ? &matching->ways[at] : add_way(matching);
  *way =
      (struct way){.state = gap, .from = from, .skips = GAP_WORDS, .waits = true, .gapped = true};
}

/* Moves @way on from state @from by those of the tokens that lead on. */
static void go_on(struct matching *matching, const struct way *way, uint32_t from,
                  const uint32_t *tokens, uint32_t count)
{
  const struct state *states = matching->matcher->states;
  uint64_t leads = states[from].leads;
  for (uint32_t k = 0; k < count; k++) {
    if ((leads & MATCHER_BIT(tokens[k])) == 0)
      continue;
    uint32_t to = matcher_lead(matching->matcher, from, tokens[k]);
    if (to == 0)
      continue;
    if (states[to].output != 0)
      add_ends(matching, way, states[to].output);
    if (states[to].leads != 0)
      *add_way(matching) = (struct way){.state = to, .from = way->from, .gapped = way->gapped};
    if (states[to].gap != 0)
      wait_in(matching, states[to].gap, way->from);
  }
}

/* Finds the ways and the ends after a word with these tokens. */
static void work_out(struct matching *matching, const uint32_t *tokens, uint32_t count)
{
  uint32_t values;
  const uint32_t *stand = rows_at(&matching->stands, matching->stand, &values);
  uint32_t ways = values / 2;
  matching->way_count = matching->end_count = 0;
  for (uint32_t i = 0; i < ways; i++) {
    struct way way = unpack(stand + 2 * (size_t)i, i);
    if (way.skips == 0)
      continue;
    way.skips--;
    *add_way(matching) = way;
  }
  for (uint32_t i = 0; i < ways; i++) {
    struct way way = unpack(stand + 2 * (size_t)i, i);
    go_on(matching, &way, way.state, tokens, count);
  }
  const struct way begun = {.from = ways};
  go_on(matching, &begun, MATCHER_BEGINNING, tokens, count);
}

/* ---- Remembering it ---- */

static void forget_steps(struct matching *matching)
{
  memset(matching->steps, 0, matching->size * sizeof *matching->steps);
  matching->used = matching->move_count = 0;
  rows_forget(&matching->stands);
  rows_add(&matching->stands, NULL, 0);
}

/* The number of the stand that the scratch holds. */
static uint32_t stand_of(struct matching *matching)
{
  size_t count = matching->way_count;
  if (2 * count > matching->row_capacity) {
    matching->row_capacity = 4 * count;
    matching->row = mem_resize(matching->row, matching->row_capacity, sizeof *matching->row);
  }
  for (size_t i = 0; i < count; i++)
    pack(&matching->ways[i], matching->row + 2 * i);
  return rows_add(&matching->stands, matching->row, (uint32_t)(2 * count));
}

/* Makes a move of what was worked out. */
static uint32_t add_move(struct matching *matching)
{
  size_t at = matching->move_count;
  size_t ways = (matching->way_count + MATCHING_WAYS - 1) / MATCHING_WAYS * MATCHING_WAYS;
  size_t length = 3 + matching->end_count + ways;
  if (at + length > matching->move_capacity) {
    matching->move_capacity = (at + length) * 2;
    matching->moves = mem_resize(matching->moves, matching->move_capacity, sizeof(uint32_t));
  }
  uint32_t *move = matching->moves + at;
  *move++ = stand_of(matching);
  *move++ = (uint32_t)matching->end_count / 2;
  *move++ = (uint32_t)matching->way_count;
  for (size_t i = 0; i < matching->end_count; i++)
    *move++ = matching->ends[i];
  for (size_t i = 0; i < ways; i++)
    *move++ = i < matching->way_count ? matching->ways[i].from : 0;
  matching->move_count += length;
  return (uint32_t)at;
}

static uint32_t meet(struct matching *matching, uint64_t key, uint32_t kind)
{
  uint32_t count;
  const uint32_t *tokens = rows_at(&matching->kinds, kind, &count);
  work_out(matching, tokens, count);
  reserve(matching, matching->way_count);
  if (matching->move_count > MOVES_MOST || matching->stands.count > STANDS_MOST) {
    forget_steps(matching);
    return add_move(matching); /* the key is of a stand that is no more */
  }
  if (matching->used * 2 >= matching->size)
    grow(matching);
  uint32_t move = add_move(matching);
  *find(matching, key) = (struct step){key, move};
  matching->used++;
  return move;
}

uint32_t matching_look_on(struct matching *matching, uint32_t kind)
{
  uint64_t key = matching_key(matching, kind);
  struct step *step = find(matching, key), *first = &matching->steps[matching_place(matching, key)];
  if (step->key == 0)
    return meet(matching, key, kind);
  struct step found = *step; /* to the front: what comes often shall be found at once */
  *step = *first;
  *first = found;
  return found.move;
}

void matching_negate(struct matching *matching)
{
  uint32_t values;
  const uint32_t *stand = rows_at(&matching->stands, matching->stand, &values);
  for (uint32_t i = 0; i < matching->count; i++) {
    struct way way = unpack(stand + 2 * (size_t)i, i);
    if (way.waits && way.skips < GAP_WORDS)
      matching->now[i].negated = true;
  }
}

void matching_forget(struct matching *matching, size_t from)
{
  uint32_t values;
  const uint32_t *stand = rows_at(&matching->stands, matching->stand, &values);
  size_t kept = 0;
  matching->way_count = 0;
  for (uint32_t i = 0; i < matching->count; i++)
    if (matching->now[i].start >= from) {
      *add_way(matching) = unpack(stand + 2 * (size_t)i, i);
      matching->now[kept++] = matching->now[i];
    }
  if (kept == matching->count)
    return;
  matching->count = kept;
  matching->stand = kept > 0 ? stand_of(matching) : EMPTY_STAND;
}
