#include "language/scan.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <uniwbrk.h>

void scan_start(struct scan *scan, const struct alphabet *alphabet, const struct trie *trie,
                bool vowels, const char *text, size_t length)
{
  scan->vowels = vowels;
  scan->alphabet = alphabet;
  scan->trie = trie;
  scan->text = scan->at = (const uint8_t *)text;
  scan->end = scan->text + (length < SCAN_MOST ? length : SCAN_MOST);
  scan->rare_from = scan->rare_to = scan->text;
}

void scan_clear(struct scan *scan)
{
  free(scan->copy);
  free(scan->breaks);
  *scan = (struct scan){0};
}

/* ---- Rare characters ---- */

static bool is_blank(uint8_t byte)
{
  return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

/* Lets libunistring break the run from @from up to the next blank.  No rule of
 * UAX 29 reaches over a break that was found, so it may begin at any. */
static void break_run(struct scan *scan, const uint8_t *from)
{
  const uint8_t *to = from;
  while (to < scan->end && !is_blank(*to))
    to++;
  size_t length = (size_t)(to - from);
  if (length > scan->capacity) {
    scan->capacity = length * 2;
    scan->copy = mem_resize(scan->copy, scan->capacity, 1);
    scan->breaks = mem_resize(scan->breaks, scan->capacity, 1);
  }
  memcpy(scan->copy, from, length);
  for (size_t at = 0; at < length;) {
    ucs4_t uc;
    int taken = u8_mbtoucr(&uc, from + at, length - at);
    if (taken <= 0) {
      scan->copy[at] = 1; /* a control character: words end at it */
      taken = 1;
    }
    at += (size_t)taken;
  }
  u8_wordbreaks(scan->copy, length, scan->breaks);
  scan->rare_from = from;
  scan->rare_to = to;
}

static char_info rare_info(ucs4_t uc)
{
  char_info info = 0;
  if (uc_is_property_uppercase(uc))
    info |= INFO_UPPER;
  if (uc_is_property_lowercase(uc))
    info |= INFO_LOWER;
  if (uc_is_general_category_withtable(uc, UC_CATEGORY_MASK_Nd))
    info |= INFO_DIGIT;
  if (uc_is_general_category_withtable(uc, UC_CATEGORY_MASK_L))
    info |= INFO_COUNTS;
  return info;
}

static const struct word no_word = {.place = TRIE_ROOT, .deepest = TRIE_ROOT};

/* Looks the word up by its folded characters, which may be others than it has. */
static void look_up(const struct scan *scan, struct word *word, const uint8_t *bytes, size_t length)
{
  ucs4_t folded[64];
  size_t count = alphabet_fold(bytes, length, folded, 64);
  struct word found = no_word;
  for (size_t i = 0; i < count && i < 64; i++) {
    int index = alphabet_index(folded[i]);
    word_take(&found, scan->trie->cells, index < 0 ? 0 : scan->alphabet->of[index], false);
  }
  word->place = count <= 64 ? found.place : 0;
  word->deepest = found.deepest;
}

/* The characters of one segment of a rare run. */
static void take_rare(struct scan *scan, struct piece *piece, size_t from, size_t length)
{
  const uint8_t *bytes = scan->copy + from;
  ucs4_t uc = 0;
  bool first = true;
  for (size_t at = 0; at < length;) {
    at += (size_t)u8_mbtouc(&uc, bytes + at, length - at);
    int index = alphabet_index(uc);
    char_info info = index < 0 ? rare_info(uc) : scan->alphabet->of[index];
    if (first)
      piece->info = info;
    first = false;
    word_take(&piece->word, scan->trie->cells, info, true);
    piece->word.letters += (info & INFO_COUNTS) != 0;
  }
  if ((piece->word.seen & (INFO_COUNTS | INFO_DIGIT)) == 0) {
    piece->kind = INFO_KIND(piece->info) == KIND_SIGN ? PIECE_SIGN : PIECE_GAP;
    if (uc == 0x85 || uc == 0x2028 || uc == 0x2029)
      piece->info = (char_info)KIND_LINE << 8;
  }
  if (piece->kind != PIECE_GAP)
    look_up(scan, &piece->word, bytes, length);
}

static enum piece_kind next_rare(struct scan *scan, struct piece *piece)
{
  size_t from = (size_t)(scan->at - scan->rare_from);
  size_t run = (size_t)(scan->rare_to - scan->rare_from);
  size_t to = from + 1;
  while (to < run && scan->breaks[to] == 0)
    to++;
  piece->kind = PIECE_WORD;
  take_rare(scan, piece, from, to - from);
  scan->at += to - from;
  piece->end = (size_t)(scan->at - scan->text);
  return piece->kind;
}

/* ---- The rest ---- */

/* Counts the letters of a word that has other signs too. */
static void count_letters(const struct scan *scan, struct piece *piece)
{
  piece->word.letters = 0;
  for (size_t at = piece->start; at < piece->end;) {
    unsigned length;
    char_info info = alphabet_read(scan->alphabet, scan->text + at, scan->end, &length);
    piece->word.letters += (info & INFO_COUNTS) != 0;
    at += length;
  }
}

static enum piece_kind take_gap(struct scan *scan, struct piece *piece, char_info info,
                                unsigned length)
{
  word_take(&piece->word, scan->trie->cells, info, false);
  scan->at += length;
  piece->end = (size_t)(scan->at - scan->text);
  return piece->kind = INFO_KIND(info) == KIND_SIGN ? PIECE_SIGN : PIECE_GAP;
}

/* Passes blanks that are not ' '. */
static enum piece_kind skip_blanks(struct scan *scan, struct piece *piece)
{
  unsigned length;
  while (INFO_KIND(alphabet_read(scan->alphabet, scan->at, scan->end, &length)) == KIND_SPACE)
    scan->at += length;
  scan_next(scan, piece); /* no deeper than this: no blank stands there */
  piece->spaced = true;
  return piece->kind;
}

enum piece_kind scan_other(struct scan *scan, struct piece *piece, char_info info, unsigned length)
{
  const uint8_t *at = scan->text + piece->start;
  if (scan->at > at) { /* a word with other signs than letters */
    count_letters(scan, piece);
    bool word = (piece->word.seen & (INFO_COUNTS | INFO_DIGIT)) != 0;
    return piece->kind = word ? PIECE_WORD : PIECE_GAP;
  }
  piece->word = no_word;
  if (at >= scan->end)
    return piece->kind = PIECE_END;
  if (at < scan->rare_to)
    return next_rare(scan, piece);
  enum char_kind kind = INFO_KIND(info);
  if (kind == KIND_SPACE)
    return skip_blanks(scan, piece);
  if (kind != KIND_RARE && (info & INFO_WORD) == 0) {
    unsigned beyond; /* what has no letters may still be joined by what follows it */
    char_info after = alphabet_read(scan->alphabet, at + length, scan->end, &beyond);
    if (kind == KIND_LINE || INFO_KIND(after) != KIND_RARE)
      return take_gap(scan, piece, info, length);
  }
  break_run(scan, at);
  return next_rare(scan, piece);
}
