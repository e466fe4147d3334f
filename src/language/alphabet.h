/* What is known of each character in one look-up: its part in words (UAX 29),
 * in sentences, and the symbol that stands for it in the matcher.  The table is
 * filled from libunistring's properties and covers Latin and the punctuation
 * that goes with it; everything else is "rare" and left to the library. */
#ifndef KUNDRESA_LANGUAGE_ALPHABET_H
#define KUNDRESA_LANGUAGE_ALPHABET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <unistr.h>

/* A character's part in a word, after the word break properties of UAX 29. */
enum char_kind {
  KIND_OTHER,      /* a word never reaches over it */
  KIND_SPACE,      /* blank within a line */
  KIND_LINE,       /* ends a line */
  KIND_SIGN,       /* currency, per cent, paragraph: a word of its own to the matcher */
  KIND_LETTER,     /* ALetter */
  KIND_DIGIT,      /* Numeric */
  KIND_JOINER,     /* ExtendNumLet: the underscore */
  KIND_MID_LETTER, /* between letters, as the colon in "EU:s" */
  KIND_MID_NUMBER, /* between digits, as the comma in "1,50" */
  KIND_MID_BOTH,   /* between either, as the full stop */
  KIND_RARE,       /* ask libunistring */
};

/* A character's part in a sentence, after the sentence break properties. */
enum char_stop {
  STOP_NONE,
  STOP_FULL,     /* ATerm: may end a sentence */
  STOP_END,      /* STerm: ends one */
  STOP_CLOSE,    /* quotes and brackets */
  STOP_CONTINUE, /* SContinue: a sentence goes on after it */
};

/* One character: symbol, kind, stop and case in one number. */
typedef uint32_t char_info;
#define INFO_SYMBOL(info) ((info)&0xff)
#define INFO_KIND(info) ((enum char_kind)((info) >> 8 & 0xf))
#define INFO_STOP(info) ((enum char_stop)((info) >> 12 & 0xf))
#define INFO_UPPER 0x10000U
#define INFO_LOWER 0x20000U
#define INFO_DIGIT 0x40000U      /* a decimal digit */
#define INFO_CLAUSE 0x80000U     /* ends a clause: what is negated before it ends there */
#define INFO_BULLET 0x100000U    /* begins an item of a list where it begins a line */
#define INFO_WORD 0x200000U      /* KIND_LETTER, KIND_DIGIT or KIND_JOINER */
#define INFO_NO_LETTER 0x400000U /* not INFO_COUNTS */
#define INFO_COUNTS 0x80000000U  /* a letter, which makes words long */
#define INFO_VOWEL 0x40000000U   /* of English, for syllables */
#define INFO_VOWELS(info, before) (((info) & ~(before)) >> 30 & 1)

/* U+0000 to U+024F, then U+2000 to U+20FF. */
#define ALPHABET_LATIN 0x250
#define ALPHABET_SIZE (ALPHABET_LATIN + 0x100)

struct alphabet {
  char_info of[ALPHABET_SIZE];
  char_info bytes[256];           /* the same of ASCII; 0 for bytes of others */
  uint16_t folded[ALPHABET_SIZE]; /* index of the same character without case */
  unsigned symbols;               /* given out so far; 0 stands for all others */
};

void alphabet_init(struct alphabet *alphabet);

/* Where a character stands in the table, or -1. */
static inline int alphabet_index(ucs4_t uc)
{
  if (uc < ALPHABET_LATIN)
    return (int)uc;
  if (uc >= 0x2000 && uc < 0x2100)
    return (int)(uc - 0x2000 + ALPHABET_LATIN);
  return -1;
}

/* The symbol of the folded character at @index; a new one where it had none and
 * @add.  0: none. */
unsigned alphabet_symbol(struct alphabet *alphabet, int index, bool add);

/* Gives every character the symbol of its folded form, once all are given out, and
 * fills the table of bytes. */
void alphabet_spread(struct alphabet *alphabet);

/* Reads the character at @at, before @end, where a byte below 0x80 must stand; *@length
 * is its bytes.  A byte that is no UTF-8 is KIND_OTHER and one byte long. */
static inline char_info alphabet_read(const struct alphabet *alphabet, const uint8_t *at,
                                      const uint8_t *end, unsigned *length)
{
  *length = 1;
  if (at[0] < 0x80)
    return alphabet->of[at[0]];
  if (at[0] >= 0xc2 && at[0] <= 0xc9 && end - at >= 2 && (at[1] & 0xc0) == 0x80) {
    unsigned uc = (at[0] & 0x1fU) << 6 | (at[1] & 0x3fU);
    if (uc < ALPHABET_LATIN) {
      *length = 2;
      return alphabet->of[uc];
    }
  } else if (at[0] == 0xe2 && end - at >= 3 && at[1] >= 0x80 && at[1] <= 0x83 &&
             (at[2] & 0xc0) == 0x80) {
    *length = 3;
    return alphabet->of[ALPHABET_LATIN + ((at[1] & 0x3fU) << 6 | (at[2] & 0x3fU))];
  }
  ucs4_t uc;
  int taken = u8_mbtoucr(&uc, at, (size_t)(end - at));
  if (taken <= 0)
    return 0;
  *length = (unsigned)taken;
  return (char_info)KIND_RARE << 8;
}

/* Folds the case of the @length bytes at @word (which must be UTF-8), composes
 * accents, drops what is not seen and makes typographic apostrophes plain.
 * Returns the number of characters, the first @most of which are in @out. */
size_t alphabet_fold(const uint8_t *word, size_t length, ucs4_t *out, size_t most);

#endif
