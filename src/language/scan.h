/* One pass over a text: its words as UAX 29 has them, and what stands between.
 * libunistring's word breaks are the truth; words of common Latin letters are
 * found by the same rules in a table, and tests hold the one against the other. */
#ifndef KUNDRESA_LANGUAGE_SCAN_H
#define KUNDRESA_LANGUAGE_SCAN_H

#include "language/trie.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum piece_kind {
  PIECE_END,
  PIECE_WORD, /* has a letter or a digit */
  PIECE_SIGN, /* a currency sign, %, § */
  PIECE_GAP,  /* one character between words that is no blank */
};

/* What is known of a word by its characters. */
struct word {
  unsigned letters;
  unsigned vowels;  /* groups of English vowels */
  char_info seen;   /* the flags of all its characters */
  uint32_t place;   /* in the trie that all of it leads to, or 0 */
  uint32_t deepest; /* the last place of the trie that its beginning leads to */
};

/* Whether @middle joins what stands on both sides of it (WB6, 7, 11, 12). */
static inline bool kinds_join(enum char_kind before, enum char_kind middle, enum char_kind after)
{
  if (before != after)
    return false;
  return (before == KIND_LETTER && (middle == KIND_MID_LETTER || middle == KIND_MID_BOTH)) ||
         (before == KIND_DIGIT && (middle == KIND_MID_NUMBER || middle == KIND_MID_BOTH));
}

struct piece {
  enum piece_kind kind;
  size_t start, end; /* bytes */
  bool spaced;       /* blanks stand before it */
  char_info info;    /* of its first character */
};

/* What stands farther than this is not read: places are kept in 32 bits. */
#define SCAN_MOST UINT32_MAX

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

/* Starts on @length bytes at @text, which a NUL follows.  A scan that was used before
 * keeps its buffers; the first time it must be zeroes. */
void scan_start(struct scan *scan, const struct alphabet *alphabet, const struct trie *trie,
                const char *text, size_t length);
void scan_clear(struct scan *scan);

/* Looks at the characters of a word or sign.  What it finds depends on nothing else. */
void scan_look(const struct scan *scan, const struct piece *piece, struct word *word);

/* What scan_next() does with all but words of common letters and signs between them. */
enum piece_kind scan_other(struct scan *scan, struct piece *piece, char_info info, unsigned length);

/* Passes letters and digits that need no look at what they are: where there are 16 bytes
 * more, all of them at once.  How long a word is cannot be guessed, and each wrong guess
 * costs a processor more than this. */
static inline const uint8_t *scan_run(const char_info *bytes, const uint8_t *at, const uint8_t *end)
{
#ifdef __SSE2__
  while (end - at >= 16) {
    __m128i text = _mm_loadu_si128((const __m128i *)(const void *)at);
    __m128i small = _mm_or_si128(text, _mm_set1_epi8(0x20));
    __m128i letter = _mm_and_si128(_mm_cmpgt_epi8(small, _mm_set1_epi8('a' - 1)),
                                   _mm_cmplt_epi8(small, _mm_set1_epi8('z' + 1)));
    __m128i digit = _mm_and_si128(_mm_cmpgt_epi8(text, _mm_set1_epi8('0' - 1)),
                                  _mm_cmplt_epi8(text, _mm_set1_epi8('9' + 1)));
    /* U+00C0 to U+00FF, in two bytes, are letters but for two signs; the sharp s is rare,
     * since it folds to two. */
    __m128i first = _mm_cmpeq_epi8(text, _mm_set1_epi8((char)0xc3));
    __m128i sign = _mm_or_si128(_mm_cmpeq_epi8(small, _mm_set1_epi8((char)0xb7)),
                                _mm_cmpeq_epi8(text, _mm_set1_epi8((char)0x9f)));
    __m128i last = _mm_andnot_si128(sign, _mm_cmplt_epi8(text, _mm_set1_epi8((char)0xc0)));
    unsigned whole = (unsigned)_mm_movemask_epi8(_mm_or_si128(letter, digit));
    unsigned pairs = (unsigned)_mm_movemask_epi8(first) & (unsigned)_mm_movemask_epi8(last) >> 1;
    whole |= pairs | pairs << 1;
    if (whole != 0xffff)
      return at + __builtin_ctz(~whole);
    at += 16;
  }
#endif
  while ((bytes[*at] & INFO_WORD) != 0)
    at++;
  return at;
}

/* Finds the end of the word that begins at scan->at with @info, as long as nothing rare
 * must be looked at: most words, so it stands where it is used. */
static inline bool scan_word(struct scan *scan, struct piece *piece, char_info info,
                             unsigned length)
{
  const char_info *bytes = scan->alphabet->bytes;
  const uint8_t *at = scan->at;
  for (;;) {
    at = scan_run(bytes, at + length, scan->end);
    if (*at == ' ')
      break;
    char_info last = at[-1] < 0x80    ? bytes[at[-1]]
                     : at[-2] == 0xc3 ? scan->alphabet->of[0xc0 | (at[-1] & 0x3f)]
                                      : info;
    info = alphabet_read(scan->alphabet, at, scan->end, &length);
    if ((info & INFO_WORD) != 0)
      continue;
    enum char_kind middle = INFO_KIND(info);
    if (middle == KIND_RARE)
      return false;
    if (middle < KIND_MID_LETTER)
      break;
    unsigned beyond;
    char_info after = alphabet_read(scan->alphabet, at + length, scan->end, &beyond);
    if (INFO_KIND(after) == KIND_RARE)
      return false;
    if (!kinds_join(INFO_KIND(last), middle, INFO_KIND(after)))
      break;
    at += length;
    info = after;
    length = beyond;
  }
  piece->end = (size_t)(at - scan->text);
  scan->at = at;
  return true;
}

/* Whether one byte that is no blank stands between words, and nothing rare after it. */
static inline bool scan_is_plain_gap(const struct scan *scan, const uint8_t *at, char_info info)
{
  return (info & INFO_WORD) == 0 && at < scan->end && (at[0] | at[1]) < 0x80 &&
         INFO_KIND(info) != KIND_SPACE && at >= scan->rare_to;
}

/* Goes on to the next piece. */
static inline enum piece_kind scan_next(struct scan *scan, struct piece *piece)
{
  const uint8_t *at = scan->at;
  unsigned length;
  while (*at == ' ')
    at++;
  piece->spaced = at > scan->at;
  piece->start = (size_t)(at - scan->text);
  scan->at = at;
  char_info info = alphabet_read(scan->alphabet, at, scan->end, &length);
  piece->info = info;
  if (scan_is_plain_gap(scan, at, info)) {
    scan->at = at + 1;
    piece->end = piece->start + 1;
    return piece->kind = INFO_KIND(info) == KIND_SIGN ? PIECE_SIGN : PIECE_GAP;
  }
  if ((info & INFO_WORD) == 0 || at < scan->rare_to || !scan_word(scan, piece, info, length) ||
      (info & (INFO_COUNTS | INFO_DIGIT)) == 0)
    return scan_other(scan, piece, info, length);
  return piece->kind = PIECE_WORD;
}

#endif
