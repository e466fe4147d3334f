/* The words that readings have met.  Texts say most of what they say in few words, so
 * all that a word is by itself (what phrases see in it, its letters and syllables) is
 * worked out where it is met first, and found by its bytes from then on. */
#ifndef KUNDRESA_LANGUAGE_WORDS_H
#define KUNDRESA_LANGUAGE_WORDS_H

#include "language/lexicon.h"
#include "language/matching.h"
#include "language/scan.h"

#include <string.h>

/* What shouts look at. */
#define SHAPE_LETTERS 1U  /* it has letters, */
#define SHAPE_CAPITALS 2U /* only capitals and no digits, */
#define SHAPE_SMALL 4U    /* or not */

/* A word, or a sign; in one line of the cache. */
struct known {
  _Alignas(64) uint64_t head;
  uint64_t tail;        /* its first 16 bytes */
  const uint8_t *bytes; /* all, where there are more */
  uint32_t kind;        /* what phrases see in it: matching_kind() */
  char_info seen;       /* the flags of all its characters */
  unsigned letters;
  unsigned syllables; /* English only, else 0 */
  uint8_t length;     /* bytes */
  bool abbreviation;
  uint8_t shape; /* SHAPE_… */
};

/* Places for words: a power of two. */
#define WORDS_PLACES 16384

struct words {
  const struct lexicon *lexicon;
  struct matching *matching;
  struct sb_stemmer *stemmer; /* NULL until it is needed */
  struct known *known;        /* [WORDS_PLACES], length 0: free; then one for what is not
                                 kept, and one for all numbers that no phrase has */
  void *known_block;
  size_t count, byte_count; /* that are kept */
  uint8_t *bytes;           /* of long words */
};

/* Nothing is known at first; borrows both. */
struct words *words_new(const struct lexicon *lexicon, struct matching *matching);
void words_free(struct words *words);

/* Begins a text: forgets all where there is no room for more. */
void words_start(struct words *words);

/* Looks on where the first place has another word, or the word is long. */
const struct known *words_look_on(struct words *words, const struct scan *scan,
                                  const struct piece *piece);

/* Bytes of a word that its head and its tail hold. */
#define WORDS_BOTH 16

/* The first bytes of a word, with 0 for those that it has not. */
static inline void words_ends(const struct scan *scan, const uint8_t *at, size_t length,
                              uint64_t *head, uint64_t *tail)
{
  static const uint8_t keep[2 * WORDS_BOTH] = {
      0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
      0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
  };
  uint8_t bytes[WORDS_BOTH];
  uint64_t mask[2], both[2];
  size_t kept = length < WORDS_BOTH ? length : WORDS_BOTH;
  if (scan->end - at >= WORDS_BOTH) { /* which saves asking how long it is */
    memcpy(both, at, sizeof both);
  } else {
    memset(bytes, 0, sizeof bytes);
    memcpy(bytes, at, kept);
    memcpy(both, bytes, sizeof both);
  }
  memcpy(mask, keep + WORDS_BOTH - kept, sizeof mask);
  *head = both[0] & mask[0];
  *tail = both[1] & mask[1];
}

static inline unsigned words_place(uint64_t head, uint64_t tail, size_t length)
{
  const uint64_t one = UINT64_C(0xD6E8FEB86659FD93), other = UINT64_C(0x9E3779B97F4A7C15);
  uint64_t hash = (head ^ length ^ tail * one) * other;
  return (unsigned)((hash ^ hash >> 32) & (WORDS_PLACES - 1));
}

/* What is known of a word or sign of @scan; stands until another is asked for. */
static inline const struct known *words_find(struct words *words, const struct scan *scan,
                                             const struct piece *piece)
{
  size_t length = piece->end - piece->start;
  uint64_t head, tail;
  words_ends(scan, scan->text + piece->start, length, &head, &tail);
  const struct known *known = &words->known[words_place(head, tail, length)];
  if (known->head == head && known->tail == tail && known->length == length && length <= WORDS_BOTH)
    return known;
  return words_look_on(words, scan, piece);
}

#endif
