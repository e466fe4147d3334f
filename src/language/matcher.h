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
  uint32_t gap;    /* the state that waits over a gap, or 0 */
  uint32_t output; /* index in outputs of the first phrase that ends here, or 0 */
  bool waits;      /* it is such a state */
};

struct output_link {
  uint32_t phrase; /* what matcher_add() was told */
  uint32_t next;
};

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
  uint32_t *begins; /* by token: the state after it at the beginning; by matcher_ready() */
  uint32_t tokens;
};

void matcher_start(struct matcher *matcher);
void matcher_clear(struct matcher *matcher);

/* Adds a phrase of @count tokens; a gap stands neither first nor last. */
void matcher_add(struct matcher *matcher, const uint32_t *tokens, size_t count, uint32_t phrase);

/* Ends the adding; @tokens is one more than the highest token. */
void matcher_ready(struct matcher *matcher, uint32_t tokens);

/* A phrase under way. */
struct way {
  uint32_t state;
  unsigned skips;    /* words that the gap may still swallow */
  bool gapped;       /* a gap was crossed */
  bool negated;      /* by a word before it or in a gap */
  size_t start;      /* byte of its first word */
  size_t first_word; /* its number */
};

struct ways {
  struct way *items;
  size_t count, capacity;
};

/* A phrase that has ended. */
struct match {
  uint32_t phrase;
  size_t start;
  size_t first_word;
  bool gapped, negated;
};

/* Where matches go. */
struct match_sink {
  void (*take)(void *context, const struct match *match);
  void *context;
};

/* Moves all @now ways on by a word that is any of @tokens, starting phrases with
 * it too; @start, @word and @negated are the word's.  @then is scratch; both are
 * swapped. */
void matcher_move(const struct matcher *matcher, struct ways *now, struct ways *then,
                  const uint32_t *tokens, size_t count, const struct way *word,
                  const struct match_sink *sink);

#endif
