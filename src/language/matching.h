/* Where a text stands in the phrases of a matcher.  Many phrases are under way at once,
 * but texts are built of the same phrases, and the same ones are under way again and
 * again.  So what a word does to them is worked out where it is met first, and remembered:
 * the set of states becomes one state of a table that is made while it is used
 * (Thompson, Regular expression search algorithm, CACM 11, 1968).  Where each phrase began
 * is no part of that; a step only says which of them goes where. */
#ifndef KUNDRESA_LANGUAGE_MATCHING_H
#define KUNDRESA_LANGUAGE_MATCHING_H

#include "language/matcher.h"
#include "language/rows.h"

/* What is kept of a phrase under way. */
struct begun {
  uint32_t start; /* byte of its first word */
  bool negated;   /* by a word before it or in a gap */
};

/* What a word of one kind does to what is under way. */
struct step {
  uint64_t key; /* stand and kind, counted from 1; 0 = free */
  uint32_t move;
};

struct matching {
  const struct matcher *matcher;
  struct rows kinds;  /* of words: their tokens */
  struct rows stands; /* sets of phrases under way: two values for each way; 0: none */
  struct step *steps; /* a hash table */
  size_t size, used;
  uint32_t *moves; /* each: the next stand, how many phrases end and how many ways there
                      are then; for each phrase what it is and where it comes from, for
                      each way where it comes from, up to MATCHING_WAYS more */
  size_t move_count, move_capacity;
  struct way *ways; /* scratch, as are ends and row */
  size_t way_count, way_capacity;
  uint32_t *ends, *row;
  size_t end_count, end_capacity, row_capacity;
  /* Where the text at hand stands. */
  uint32_t stand;
  struct begun *now, *then; /* of its ways; and scratch, both with room for more */
  size_t count, capacity;
};

/* Starts with @matcher, as {0}. */
void matching_open(struct matching *matching, const struct matcher *matcher);
void matching_clear(struct matching *matching);

/* Begins a text: nothing is under way. */
void matching_start(struct matching *matching);

/* The kind of a word with these tokens; it stays. */
uint32_t matching_kind(struct matching *matching, const uint32_t *tokens, size_t count);

/* A phrase that has ended. */
struct match {
  uint32_t phrase;
  uint32_t start;
  bool gapped, negated;
};

/* So many ways are moved at once, though there be less: how many there are is hard to
 * guess for a processor. */
#define MATCHING_WAYS 4

/* What every match is told to. */
typedef void match_taker(void *context, const struct match *match);

/* A stand and a kind as one number, and the first place where it may be in the table. */
static inline uint64_t matching_key(const struct matching *matching, uint32_t kind)
{
  return ((uint64_t)matching->stand << 32 | kind) + 1;
}

static inline size_t matching_place(const struct matching *matching, uint64_t key)
{
  return (size_t)(key * UINT64_C(0x9E3779B97F4A7C15) >> 32) & (matching->size - 1);
}

/* The move of a word of @kind, where it is not in its first place: elsewhere, or new. */
uint32_t matching_look_on(struct matching *matching, uint32_t kind);

/* Moves on by a word of @kind at byte @start; @negated goes for the phrases that it
 * begins. */
static inline void matching_move(struct matching *matching, uint32_t kind, uint32_t start,
                                 bool negated, match_taker *take, void *context)
{
  uint64_t key = matching_key(matching, kind);
  const struct step *step = &matching->steps[matching_place(matching, key)];
  uint32_t at = step->key == key ? step->move : matching_look_on(matching, kind);
  const uint32_t *move = matching->moves + at;
  struct begun *now = matching->now, *then = matching->then;
  now[matching->count] = (struct begun){start, negated};
  matching->stand = *move++;
  uint32_t ends = *move++, ways = *move++;
  for (uint32_t i = 0; i < ends; i++, move += 2) {
    const struct begun *begun = &now[move[1] >> 1];
    struct match match = {move[0], begun->start, (move[1] & 1) != 0, begun->negated};
    take(context, &match);
  }
  for (uint32_t i = 0; i < ways; i += MATCHING_WAYS)
    for (uint32_t k = i; k < i + MATCHING_WAYS; k++)
      then[k] = now[move[k]];
  matching->count = ways;
  matching->now = then;
  matching->then = now;
}

/* Negates the phrases in whose gap the last word stands. */
void matching_negate(struct matching *matching);

/* Forgets what began before byte @from. */
void matching_forget(struct matching *matching, size_t from);

#endif
