#include "language/matcher.h"

#include "base/mem.h"

#include <stdlib.h>

static uint32_t add_state(struct matcher *matcher)
{
  if (matcher->count == matcher->capacity) {
    matcher->capacity = matcher->capacity == 0 ? 64 : matcher->capacity * 2;
    matcher->states = mem_resize(matcher->states, matcher->capacity, sizeof *matcher->states);
  }
  matcher->states[matcher->count] = (struct state){0};
  return matcher->count++;
}

void matcher_clear(struct matcher *matcher)
{
  free(matcher->states);
  free(matcher->outputs);
  free(matcher->table);
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

void matcher_start(struct matcher *matcher)
{
  *matcher = (struct matcher){.output_count = 1}; /* 0: none */
  add_state(matcher);
  add_state(matcher);
  grow(matcher);
}

/* The state after @token, made where there is none. */
static uint32_t go(struct matcher *matcher, uint32_t from, uint32_t token)
{
  if (token == TOKEN_GAP) {
    if (matcher->states[from].gap == 0) {
      uint32_t gap = add_state(matcher);
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
  uint32_t state = MATCHER_BEGINNING;
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

uint32_t matcher_lead(const struct matcher *matcher, uint32_t state, uint32_t token)
{
  return find(matcher, key_of(state, token))->to;
}
