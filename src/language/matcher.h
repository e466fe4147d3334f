/* Which phrases of a lexicon a row of words holds.  Two automata on top of each
 * other: the trie turns letters into words while they are scanned, and this one
 * turns words into phrases.  It is Aho and Corasick's idea over words instead of
 * bytes (Efficient string matching, CACM 18, 1975); matching.h goes through it. */
#ifndef KUNDRESA_LANGUAGE_MATCHER_H
#define KUNDRESA_LANGUAGE_MATCHER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Words that a gap "…" can stand for. */
#define GAP_WORDS 4

/* The token of a gap in a phrase; those of words begin at 1. */
#define TOKEN_GAP 0U

struct state {
  uint32_t gap;    /* the state that waits over a gap, or 0 */
  uint32_t output; /* index in outputs of the first phrase that ends here, or 0 */
  uint64_t leads;  /* MATCHER_BIT()s of the tokens that lead on */
};

/* Most tokens lead nowhere; one bit of them says so of nearly all. */
#define MATCHER_BIT(token) (UINT64_C(1) << ((token)&63))

struct output_link {
  uint32_t phrase; /* what matcher_add() was told */
  uint32_t next;
};

/* Where a token leads from a state; in a hash table. */
struct transition {
  uint64_t key; /* state and token; 0 = free */
  uint32_t to;
};

struct matcher {
  struct state *states; /* 0: nowhere, 1: the beginning */
  uint32_t count, capacity;
  struct output_link *outputs;
  uint32_t output_count, output_capacity;
  struct transition *table;
  uint32_t size, used;
};

void matcher_start(struct matcher *matcher);
void matcher_clear(struct matcher *matcher);

/* Adds a phrase of @count tokens; a gap stands neither first nor last. */
void matcher_add(struct matcher *matcher, const uint32_t *tokens, size_t count, uint32_t phrase);

/* The state before a phrase's first word. */
#define MATCHER_BEGINNING 1U

/* The state that @token leads to from @state, or 0. */
uint32_t matcher_lead(const struct matcher *matcher, uint32_t state, uint32_t token);

#endif
