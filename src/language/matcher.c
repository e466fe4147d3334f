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
  free(matcher->leads);
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
    matcher->states[from].leads |= MATCHER_BIT(token);
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

/* Puts the leads of each state side by side; most have one or two. */
static void lay_out(struct matcher *matcher)
{
  for (uint32_t i = 0; i < matcher->size; i++)
    if (matcher->table[i].key >> 32 != BEGINNING && matcher->table[i].key != 0)
      matcher->states[matcher->table[i].key >> 32].count++;
  uint32_t first = 0;
  for (uint32_t i = 0; i < matcher->count; i++) {
    matcher->states[i].first = first;
    first += matcher->states[i].count;
    matcher->states[i].count = 0;
  }
  matcher->leads = mem_new(first + 1, sizeof *matcher->leads);
  for (uint32_t i = 0; i < matcher->size; i++) {
    uint32_t from = (uint32_t)(matcher->table[i].key >> 32);
    if (from == BEGINNING || from == 0)
      continue;
    struct state *state = &matcher->states[from];
    matcher->leads[state->first + state->count++] =
        (struct lead){(uint32_t)matcher->table[i].key, matcher->table[i].to};
  }
}

void matcher_ready(struct matcher *matcher, uint32_t tokens)
{
  if (matcher->size == 0)
    grow(matcher);
  matcher->begins = mem_new(tokens, sizeof *matcher->begins);
  for (uint32_t i = 1; i < tokens; i++)
    matcher->begins[i] = find(matcher, key_of(BEGINNING, i))->to;
  lay_out(matcher);
  free(matcher->table);
  matcher->table = NULL;
}

/* The state that @token leads to from @state, or 0. */
static uint32_t lead(const struct matcher *matcher, const struct state *state, uint32_t token)
{
  const struct lead *leads = matcher->leads + state->first;
  for (unsigned i = 0; i < state->count; i++)
    if (leads[i].token == token)
      return leads[i].to;
  return 0;
}

static void reserve(struct ways *ways, size_t count)
{
  if (count <= ways->capacity)
    return;
  ways->capacity = count * 2;
  ways->items = mem_resize(ways->items, ways->capacity, sizeof *ways->items);
}

/* Adds a way that waits over a gap.  Of two in one state the later beginning stays:
 * it has all that the earlier one could still become, and is the shorter.  Other
 * states cannot be reached twice by one word. */
static void add_waiting(struct ways *ways, const struct way *way)
{
  size_t at = 0;
  while (at < ways->count && ways->items[at].state != way->state)
    at++;
  ways->items[at] = *way;
  ways->count += at == ways->count;
}

static void tell(const struct matcher *matcher, const struct way *way, uint32_t output,
                 match_taker *take, void *context)
{
  for (; output != 0; output = matcher->outputs[output].next) {
    struct match match = {matcher->outputs[output].phrase, way->start, way->gapped, way->negated};
    take(context, &match);
  }
}

static inline void enter(const struct matcher *matcher, struct ways *then, struct way way,
                         uint32_t to, match_taker *take, void *context)
{
  const struct state *state = &matcher->states[to];
  way.state = to;
  way.skips = 0;
  if (state->output != 0)
    tell(matcher, &way, state->output, take, context);
  if (state->leads != 0)
    then->items[then->count++] = way;
  if (state->gap != 0) {
    way.state = state->gap;
    way.skips = GAP_WORDS;
    way.gapped = true;
    add_waiting(then, &way);
  }
}

void matcher_move(const struct matcher *matcher, const struct ways *now, struct ways *then,
                  const uint32_t *tokens, size_t count, const struct way *word, match_taker *take,
                  void *context)
{
  uint64_t bits = 0;
  for (size_t k = 0; k < count; k++)
    bits |= MATCHER_BIT(tokens[k]);
  reserve(then, (now->count + 1) * (2 * count + 1));
  then->count = 0;
  for (size_t i = 0; i < now->count; i++) {
    struct way way = now->items[i];
    if (way.skips > 0) {
      way.skips--;
      add_waiting(then, &way);
    }
    const struct state *state = &matcher->states[way.state];
    if ((state->leads & bits) == 0)
      continue;
    for (size_t k = 0; k < count; k++) {
      uint32_t to = lead(matcher, state, tokens[k]);
      if (to != 0)
        enter(matcher, then, way, to, take, context);
    }
  }
  for (size_t k = 0; k < count; k++)
    if (matcher->begins[tokens[k]] != 0)
      enter(matcher, then, *word, matcher->begins[tokens[k]], take, context);
}
