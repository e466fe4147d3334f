#include "language/matcher.h"

#include "base/mem.h"

#include <stdlib.h>

#define BEGINNING 1U

static uint32_t add_state(struct matcher *matcher)
{
  if (matcher->count == matcher->capacity) {
    matcher->capacity = matcher->capacity == 0 ? 64 : matcher->capacity * 2;
    matcher->states = mem_resize(matcher->states, matcher->capacity, sizeof *matcher->states);
  }
  matcher->states[matcher->count] = (struct state){0};
  return matcher->count++;
}

void matcher_start(struct matcher *matcher)
{
  *matcher = (struct matcher){.output_count = 1}; /* 0: none */
  add_state(matcher);
  add_state(matcher);
}

void matcher_clear(struct matcher *matcher)
{
  free(matcher->states);
  free(matcher->outputs);
  free(matcher->table);
  free(matcher->begins);
  *matcher = (struct matcher){0};
}

static uint64_t key_of(uint32_t state, uint32_t token)
{
  return (uint64_t)state << 32 | token;
}

/* The slot of @key, or the free one where it would stand. */
static struct transition *find(const struct matcher *matcher, uint64_t key)
{
  uint64_t hash = key * UINT64_C(0x9E3779B97F4A7C15);
  uint32_t at = (uint32_t)(hash >> 32) & (matcher->size - 1);
  while (matcher->table[at].key != 0 && matcher->table[at].key != key)
    at = (at + 1) & (matcher->size - 1);
  return &matcher->table[at];
}

static void grow(struct matcher *matcher)
{
  struct transition *old = matcher->table;
  uint32_t size = matcher->size;
  matcher->size = size == 0 ? 256 : size * 2;
  matcher->table = mem_new(matcher->size, sizeof *matcher->table);
  for (uint32_t i = 0; i < size; i++)
    if (old[i].key != 0)
      *find(matcher, old[i].key) = old[i];
  free(old);
}

/* The state after @token, made where there is none. */
static uint32_t go(struct matcher *matcher, uint32_t from, uint32_t token)
{
  if (token == TOKEN_GAP) {
    if (matcher->states[from].gap == 0) {
      uint32_t gap = add_state(matcher);
      matcher->states[gap].waits = true;
      matcher->states[from].gap = gap;
    }
    return matcher->states[from].gap;
  }
  if (matcher->used * 2 >= matcher->size)
    grow(matcher);
  struct transition *slot = find(matcher, key_of(from, token));
  if (slot->key == 0) {
    slot->key = key_of(from, token);
    slot->to = add_state(matcher);
    matcher->used++;
  }
  return slot->to;
}

void matcher_add(struct matcher *matcher, const uint32_t *tokens, size_t count, uint32_t phrase)
{
  uint32_t state = BEGINNING;
  for (size_t i = 0; i < count; i++)
    state = go(matcher, state, tokens[i]);
  if (matcher->output_count >= matcher->output_capacity) {
    matcher->output_capacity = matcher->output_capacity == 0 ? 64 : matcher->output_capacity * 2;
    matcher->outputs =
        mem_resize(matcher->outputs, matcher->output_capacity, sizeof *matcher->outputs);
  }
  matcher->outputs[matcher->output_count] =
      (struct output_link){phrase, matcher->states[state].output};
  matcher->states[state].output = matcher->output_count++;
}

void matcher_ready(struct matcher *matcher, uint32_t tokens)
{
  if (matcher->size == 0)
    grow(matcher);
  matcher->tokens = tokens;
  matcher->begins = mem_new(tokens, sizeof *matcher->begins);
  for (uint32_t i = 1; i < tokens; i++)
    matcher->begins[i] = find(matcher, key_of(BEGINNING, i))->to;
}

/* Adds a way.  Of two in one state the later beginning stays: it has all that
 * the earlier one could still become, and is the shorter. */
static void add_way(struct ways *ways, const struct way *way)
{
  for (size_t i = 0; i < ways->count; i++)
    if (ways->items[i].state == way->state) {
      ways->items[i] = *way;
      return;
    }
  if (ways->count == ways->capacity) {
    ways->capacity = ways->capacity == 0 ? 16 : ways->capacity * 2;
    ways->items = mem_resize(ways->items, ways->capacity, sizeof *ways->items);
  }
  ways->items[ways->count++] = *way;
}

static void enter(const struct matcher *matcher, struct ways *then, const struct way *from,
                  uint32_t to, const struct match_sink *sink)
{
  const struct state *state = &matcher->states[to];
  struct way way = *from;
  way.state = to;
  way.skips = 0;
  for (uint32_t i = state->output; i != 0; i = matcher->outputs[i].next) {
    struct match match = {matcher->outputs[i].phrase, way.start, way.first_word, way.gapped,
                          way.negated};
    sink->take(sink->context, &match);
  }
  add_way(then, &way);
  if (state->gap != 0) {
    way.state = state->gap;
    way.skips = GAP_WORDS;
    way.gapped = true;
    add_way(then, &way);
  }
}

void matcher_move(const struct matcher *matcher, struct ways *now, struct ways *then,
                  const uint32_t *tokens, size_t count, const struct way *word,
                  const struct match_sink *sink)
{
  then->count = 0;
  for (size_t i = 0; i < now->count; i++) {
    const struct way *way = &now->items[i];
    if (matcher->states[way->state].waits && way->skips > 0) {
      struct way kept = *way;
      kept.skips--;
      add_way(then, &kept);
    }
    for (size_t k = 0; k < count; k++) {
      uint32_t to = find(matcher, key_of(way->state, tokens[k]))->to;
      if (to != 0)
        enter(matcher, then, way, to, sink);
    }
  }
  for (size_t k = 0; k < count; k++)
    if (matcher->begins[tokens[k]] != 0)
      enter(matcher, then, word, matcher->begins[tokens[k]], sink);
  struct ways swapped = *now;
  *now = *then;
  *then = swapped;
}
