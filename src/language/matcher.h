/* Which phrases of a lexicon a row of words holds.  Two automata on top of each
 * other: the trie turns letters into words while they are scanned, and this one
 * turns words into phrases.  It is Aho and Corasick's idea over words instead of
 * bytes (Efficient string matching, CACM 18, 1975), with the states that can be
 * reached kept side by side, because gaps and endings make them many. */
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
  uint64_t leads;  /* MATCHER_BIT()s of the tokens that lead on */
  uint32_t gap;    /* the state that waits over a gap, or 0 */
  uint32_t output; /* index in outputs of the first phrase that ends here, or 0 */
  uint32_t first;  /* its leads, by matcher_ready() */
  uint16_t count;
  bool waits; /* it is such a state */
};

/* Where a token leads from a state. */
struct lead {
  uint32_t token, to;
};

/* Most tokens lead nowhere; one bit of them says so of nearly all. */
#define MATCHER_BIT(token) (UINT64_C(1) << ((token)&63))

struct output_link {
  uint32_t phrase; /* what matcher_add() was told */
  uint32_t next;
};

/* The same while phrases are added, in a hash table. */
struct transition {
  uint64_t key; /* state and token; 0 = free */
  uint32_t to;
};

struct matcher {
  struct state *states; /* 0: nowhere, 1: the beginning */
  uint32_t count, capacity;
  struct output_link *outputs;
  uint32_t output_count, output_capacity;
  struct lead *leads; /* of each state side by side */
  struct transition *table;
  uint32_t size, used;
  uint32_t *begins; /* by token: the state after it at the beginning; by matcher_ready() */
};

void matcher_start(struct matcher *matcher);
void matcher_clear(struct matcher *matcher);

/* Adds a phrase of @count tokens; a gap stands neither first nor last. */
void matcher_add(struct matcher *matcher, const uint32_t *tokens, size_t count, uint32_t phrase);

/* Ends the adding; @tokens is one more than the highest token. */
void matcher_ready(struct matcher *matcher, uint32_t tokens);

/* A phrase under way.  Small, for there are some at every word. */
struct way {
  uint32_t state;
  uint32_t start; /* byte of its first word */
  uint8_t skips;  /* words that the gap may still swallow */
  bool gapped;    /* a gap was crossed */
  bool negated;   /* by a word before it or in a gap */
};

struct ways {
  struct way *items;
  size_t count, capacity;
};

/* A phrase that has ended. */
struct match {
  uint32_t phrase;
  uint32_t start;
  bool gapped, negated;
};

/* What every match is told to. */
typedef void match_taker(void *context, const struct match *match);

/* Moves the ways in @now on by a word that is any of @tokens (at least one) and starts
 * phrases with it; of @word only start and negated count.  What is under way then is
 * in @then. */
void matcher_move(const struct matcher *matcher, const struct ways *now, struct ways *then,
                  const uint32_t *tokens, size_t count, const struct way *word, match_taker *take,
                  void *context);

/* Lets gaps swallow a word that no phrase knows; all else ends at it. */
static inline void matcher_pass(struct ways *now)
{
  size_t kept = 0;
  for (size_t i = 0; i < now->count; i++)
    if (now->items[i].skips > 0) {
      now->items[kept] = now->items[i];
      now->items[kept++].skips--;
    }
  now->count = kept;
}

#endif
