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

/* The state that @token leads to from @state, or 0. */
static uint32_t lead(const struct matcher *matcher, uint32_t state, uint32_t token)
{
  return find(matcher, key_of(state, token))->to;
}

void matcher_know(const struct matcher *matcher, uint32_t *tokens, size_t count,
                  struct matcher_word *word)
{
  *word = (struct matcher_word){.tokens = tokens, .count = (uint16_t)count};
  for (size_t k = 0; k < count; k++) {
    word->bits |= MATCHER_BIT(tokens[k]);
    uint32_t to = lead(matcher, BEGINNING, tokens[k]);
    if (to == 0)
      continue;
    const struct state *state = &matcher->states[to];
    word->leads |= state->leads;
    word->opens = word->opens || state->output != 0 || state->gap != 0;
    tokens[count + word->begins++] = to;
  }
}

/* ---- Matching ---- */

void matching_start(struct matching *matching)
{
  matching->count = 0;
  matching->before = NULL;
}

void matching_clear(struct matching *matching)
{
  free(matching->ways);
  free(matching->moved);
  *matching = (struct matching){0};
}

static void reserve(struct matching *matching, size_t count)
{
  if (count <= matching->capacity)
    return;
  matching->capacity = count * 2;
  matching->ways = mem_resize(matching->ways, matching->capacity, sizeof *matching->ways);
  matching->moved = mem_resize(matching->moved, matching->capacity, sizeof *matching->moved);
}

static void tell(const struct matcher *matcher, const struct way *way, uint32_t output,
                 match_taker *take, void *context)
{
  for (; output != 0; output = matcher->outputs[output].next) {
    struct match match = {matcher->outputs[output].phrase, way->start, way->gapped, way->negated};
    take(context, &match);
  }
}

/* Lets a way wait over a gap in state @gap.  Of two in one state the later stays: it has
 * all that the earlier one could still become, and is the shorter.  Other states cannot
 * be reached twice by one word. */
static void wait_in(struct matching *matching, const struct matcher *matcher, uint32_t gap,
                    const struct way *way)
{
  size_t at = 0;
  while (at < matching->count && matching->ways[at].state != gap)
    at++;
  matching->ways[at] = (struct way){.leads = matcher->states[gap].leads,
                                    .state = gap,
                                    .start = way->start,
                                    .skips = GAP_WORDS,
                                    .waits = true,
                                    .gapped = true,
                                    .negated = way->negated};
  matching->count += at == matching->count;
}

/* Keeps those that wait over a gap, and gathers those that @word moves on, with what the
 * word before began; their number is returned. */
static size_t part_ways(struct matching *matching, const struct matcher *matcher,
                        const struct matcher_word *word)
{
  const struct matcher_word *before = matching->before;
  size_t kept = 0, moved = 0;
  for (size_t i = 0; i < matching->count; i++) {
    struct way *way = &matching->ways[i];
    if ((way->leads & word->bits) != 0)
      matching->moved[moved++] = *way;
    if (way->skips == 0)
      continue;
    way->skips--;
    if (kept < i)
      matching->ways[kept] = *way;
    kept++;
  }
  matching->count = kept;
  if (before == NULL || (before->leads & word->bits) == 0)
    return moved;
  for (unsigned i = 0; i < before->begins; i++) {
    uint32_t state = before->tokens[before->count + i];
    uint64_t leads = matcher->states[state].leads;
    if ((leads & word->bits) != 0)
      matching->moved[moved++] = (struct way){.leads = leads,
                                              .state = state,
                                              .start = matching->before_start,
                                              .negated = matching->before_negated};
  }
  return moved;
}

/* Moves @way on by those of the word's tokens that lead on. */
static void move(struct matching *matching, const struct matcher *matcher, const struct way *way,
                 const struct matcher_word *word, match_taker *take, void *context)
{
  for (unsigned k = 0; k < word->count; k++) {
    uint32_t token = word->tokens[k];
    uint32_t to = (way->leads & MATCHER_BIT(token)) != 0 ? lead(matcher, way->state, token) : 0;
    if (to == 0)
      continue;
    const struct state *state = &matcher->states[to];
    if (state->output != 0)
      tell(matcher, way, state->output, take, context);
    if (state->leads != 0)
      matching->ways[matching->count++] = (struct way){.leads = state->leads,
                                                       .state = to,
                                                       .start = way->start,
                                                       .gapped = way->gapped,
                                                       .negated = way->negated};
    if (state->gap != 0)
      wait_in(matching, matcher, state->gap, way);
  }
}

void matching_go_on(struct matching *matching, const struct matcher *matcher,
                    const struct matcher_word *word, match_taker *take, void *context)
{
  size_t begins = matching->before != NULL ? matching->before->begins : 0;
  reserve(matching, (matching->count + begins) * (2 * (size_t)word->count + 1));
  size_t moved = part_ways(matching, matcher, word);
  for (size_t i = 0; i < moved; i++)
    move(matching, matcher, &matching->moved[i], word, take, context);
}

void matching_begin(struct matching *matching, const struct matcher *matcher,
                    const struct matcher_word *word, match_taker *take, void *context)
{
  const struct way way = {.start = matching->before_start, .negated = matching->before_negated};
  reserve(matching, matching->count + word->begins);
  for (unsigned i = 0; i < word->begins; i++) {
    const struct state *state = &matcher->states[word->tokens[word->count + i]];
    if (state->output != 0)
      tell(matcher, &way, state->output, take, context);
    if (state->gap != 0)
      wait_in(matching, matcher, state->gap, &way);
  }
}

void matching_negate(struct matching *matching)
{
  for (size_t i = 0; i < matching->count; i++) {
    struct way *way = &matching->ways[i];
    way->negated = way->negated || (way->waits && way->skips < GAP_WORDS);
  }
}

void matching_forget(struct matching *matching, size_t from)
{
  size_t kept = 0;
  for (size_t i = 0; i < matching->count; i++)
    if (matching->ways[i].start >= from)
      matching->ways[kept++] = matching->ways[i];
  matching->count = kept;
  if (matching->before_start < from)
    matching->before = NULL;
}
