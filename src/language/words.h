/* The words that readings have met.  Texts say most of what they say in few words, so
 * all that a word is by itself (what phrases see in it, its letters and syllables) is
 * worked out where it is met first, and found by its bytes from then on. */
#ifndef KUNDRESA_LANGUAGE_WORDS_H
#define KUNDRESA_LANGUAGE_WORDS_H

#include "language/lexicon.h"
#include "language/matching.h"
#include "language/scan.h"

/* What shouts look at. */
#define SHAPE_LETTERS 1U  /* it has letters, */
#define SHAPE_CAPITALS 2U /* only capitals and no digits, */
#define SHAPE_SMALL 4U    /* or not */

/* A word, or a sign; in one line of the cache. */
struct known {
  _Alignas(64) uint64_t head;
  uint64_t tail;        /* its first and its last 8 bytes */
  const uint8_t *bytes; /* all, where there are more than 16 */
  uint32_t kind;        /* what phrases see in it: matching_kind() */
  char_info seen;       /* the flags of all its characters */
  unsigned letters;
  unsigned syllables; /* English only, else 0 */
  uint8_t length;     /* bytes */
  bool abbreviation;
  uint8_t shape; /* SHAPE_… */
};

struct words;

/* Nothing is known at first; borrows both. */
struct words *words_new(const struct lexicon *lexicon, struct matching *matching);
void words_free(struct words *words);

/* Begins a text: forgets all where there is no room for more. */
void words_start(struct words *words);

/* What is known of a word or sign of @scan; stands until another is asked for. */
const struct known *words_find(struct words *words, const struct scan *scan,
                               const struct piece *piece);

#endif
