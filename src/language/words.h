/* The words that readings have met.  Texts say most of what they say in few words, so
 * all that a word is by itself (what phrases see in it, its letters and syllables) is
 * worked out where it is met first, and found by its bytes from then on. */
#ifndef KUNDRESA_LANGUAGE_WORDS_H
#define KUNDRESA_LANGUAGE_WORDS_H

#include "language/lexicon.h"
#include "language/matcher.h"
#include "language/scan.h"

/* What shouts look at. */
#define SHAPE_LETTERS 1U  /* it has letters, */
#define SHAPE_CAPITALS 2U /* only capitals and no digits, */
#define SHAPE_SMALL 4U    /* or not */

/* A word, or a sign. */
struct known {
  uint64_t head, tail; /* its first and its last 8 bytes */
  struct matcher_word match;
  char_info seen; /* the flags of all its characters */
  unsigned letters;
  unsigned syllables; /* English only, else 0 */
  uint8_t length;     /* bytes; where there are more than 16, all stand before the tokens */
  bool abbreviation;
  uint8_t shape; /* SHAPE_… */
};

struct words;

/* Nothing is known at first; borrows @lexicon. */
struct words *words_new(const struct lexicon *lexicon);
void words_free(struct words *words);

/* Begins a text: forgets all where there is no room for more. */
void words_start(struct words *words);

/* What is known of a word or sign of @scan; stands until two more were asked for. */
const struct known *words_find(struct words *words, const struct scan *scan,
                               const struct piece *piece);

#endif
