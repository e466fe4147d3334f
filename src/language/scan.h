/* One pass over a text: its words as UAX 29 has them, and what stands between.
 * libunistring's word breaks are the truth; words of common Latin letters are
 * found by the same rules in a table, and tests hold the one against the other. */
#ifndef KUNDRESA_LANGUAGE_SCAN_H
#define KUNDRESA_LANGUAGE_SCAN_H

#include "language/trie.h"

enum piece_kind {
  PIECE_END,
  PIECE_WORD, /* has a letter or a digit */
  PIECE_SIGN, /* a currency sign, %, § */
  PIECE_GAP,  /* one character between words that is no blank */
};

/* What is known of a word after its last character. */
struct word {
  unsigned letters;
  unsigned vowels; /* groups of English vowels */
  char_info seen;  /* the flags of all its characters */
  char_info last;  /* the last of them */
  uint32_t node;   /* the deepest node of the trie that it leads to */
  bool whole;      /* and whether all of it leads there */
};

struct piece {
  enum piece_kind kind;
  size_t start, end; /* bytes */
  bool spaced;       /* blanks stand before it */
  char_info info;    /* of the gap's or sign's character, or of the word's first */
  struct word word;
};

struct scan {
  const struct alphabet *alphabet;
  const struct trie *trie;
  const uint8_t *text, *at, *end;
  /* A run without blanks that holds rare characters: its breaks by libunistring. */
  const uint8_t *rare_from, *rare_to;
  uint8_t *copy; /* of the run, with bytes that are no UTF-8 made harmless */
  char *breaks;
  size_t capacity;
};

/* Starts on @length bytes at @text, which a NUL follows.  A scan that was used
 * before keeps its buffers; the first time it must be zeroes. */
void scan_start(struct scan *scan, const struct alphabet *alphabet, const struct trie *trie,
                const char *text, size_t length);
enum piece_kind scan_next(struct scan *scan, struct piece *piece);
void scan_clear(struct scan *scan);

#endif
