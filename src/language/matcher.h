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

/* Tokens that one word can have. */
#define TOKENS_MOST 64

/* A word as phrases see it, worked out once for all places where it stands. */
struct matcher_word {
  uint64_t bits;          /* MATCHER_BIT()s of its tokens */
  uint64_t leads;         /* of the states that it begins phrases with */
  const uint32_t *tokens; /* after them those states; borrowed */
  uint16_t count, begins;
  bool opens; /* it is a phrase by itself, or a gap follows it in one */
};

/* Works out what @word is by its tokens, the @count first in @tokens, which has room for
 * twice as many and must stay as long as @word. */
void matcher_know(const struct matcher *matcher, uint32_t *tokens, size_t count,
                  struct matcher_word *word);

/* A phrase under way.  Small, for there are some at every word. */
struct way {
  uint64_t leads; /* of its state */
  uint32_t state;
  uint32_t start; /* byte of its first word */
  uint8_t skips;  /* words that the gap may still swallow */
  bool waits;     /* the gap is the last it came to */
  bool gapped;    /* a gap was crossed */
  bool negated;   /* by a word before it or in a gap */
};

/* Where a text stands in the phrases. */
struct matching {
  struct way *ways;  /* under way */
  struct way *moved; /* scratch: those that a word moves on */
  size_t count, capacity;
  /* Most words begin phrases that the next does not go on with: they come under way
   * when it does. */
  const struct matcher_word *before; /* the word before, or NULL */
  uint32_t before_start;
  bool before_negated;
};

/* Starts anew, keeping memory; the first time it must be zeroes. */
void matching_start(struct matching *matching);
void matching_clear(struct matching *matching);

/* A phrase that has ended. */
struct match {
  uint32_t phrase;
  uint32_t start;
  bool gapped, negated;
};

/* What every match is told to. */
typedef void match_taker(void *context, const struct match *match);

/* What matching_move() does where phrases are under way, and where some begin. */
void matching_go_on(struct matching *matching, const struct matcher *matcher,
                    const struct matcher_word *word, match_taker *take, void *context);
void matching_begin(struct matching *matching, const struct matcher *matcher,
                    const struct matcher_word *word, match_taker *take, void *context);

/* Moves on by @word at byte @start, which must stay until the next is taken; @negated
 * goes for the phrases that it begins.  A word that no phrase knows ends all but gaps. */
static inline void matching_move(struct matching *matching, const struct matcher *matcher,
                                 const struct matcher_word *word, uint32_t start, bool negated,
                                 match_taker *take, void *context)
{
  if (matching->count > 0 ||
      (matching->before != NULL && (matching->before->leads & word->bits) != 0))
    matching_go_on(matching, matcher, word, take, context);
  matching->before = word;
  matching->before_start = start;
  matching->before_negated = negated;
  if (word->opens)
    matching_begin(matching, matcher, word, take, context);
}

/* Negates the phrases in whose gap the last word stands. */
void matching_negate(struct matching *matching);

/* Forgets what began before byte @from. */
void matching_forget(struct matching *matching, size_t from);

#endif
