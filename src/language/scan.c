#include "language/scan.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <uniwbrk.h>

void scan_start(struct scan *scan, const struct alphabet *alphabet, const struct trie *trie,
                const char *text, size_t length)
{
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
    } else if (uc == 0x200b) {
      /* Words end at a zero-width space (UAX 29), but nobody sees where: as the word
       * joiner, which is as long. */
      memcpy(scan->copy + at, "\xe2\x81\xa0", 3);
    }
    at += (size_t)taken;
  }
  u8_wordbreaks(scan->copy, length, scan->breaks);
  scan->rare_from = from;
  scan->rare_to = to;
}

/* What is known of any character at all. */
static char_info any_info(const struct scan *scan, ucs4_t uc)
{
  int index = alphabet_index(uc);
  if (index >= 0)
    return scan->alphabet->of[index];
  char_info info = (char_info)KIND_RARE << 8;
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

static enum piece_kind next_rare(struct scan *scan, struct piece *piece)
{
  size_t from = (size_t)(scan->at - scan->rare_from);
  size_t run = (size_t)(scan->rare_to - scan->rare_from);
  size_t to = from + 1;
  char_info seen = 0;
  ucs4_t uc = 0;
  while (to < run && scan->breaks[to] == 0)
    to++;
  for (size_t at = from; at < to;) {
    int taken = u8_mbtouc(&uc, scan->copy + at, to - at);
    char_info info = any_info(scan, uc);
    if (at == from)
      piece->info = info;
    seen |= info;
    at += (size_t)taken;
  }
  scan->at += to - from;
  piece->end = (size_t)(scan->at - scan->text);
  if ((seen & (INFO_COUNTS | INFO_DIGIT)) != 0)
    return piece->kind = PIECE_WORD;
  if (uc == 0x85 || uc == 0x2028 || uc == 0x2029)
    piece->info = (char_info)KIND_LINE << 8;
  return piece->kind = INFO_KIND(piece->info) == KIND_SIGN ? PIECE_SIGN : PIECE_GAP;
}

/* ---- The rest ---- */

/* A word that begins with an underscore: whether there is anything else in it. */
static enum piece_kind after_joiner(const struct scan *scan, struct piece *piece)
{
  struct word word;
  scan_look(scan, piece, &word);
  bool is_word = (word.seen & (INFO_COUNTS | INFO_DIGIT)) != 0;
  return piece->kind = is_word ? PIECE_WORD : PIECE_GAP;
}

static enum piece_kind take_gap(struct scan *scan, struct piece *piece, char_info info,
                                unsigned length)
{
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
  if (scan->at > at)
    return after_joiner(scan, piece);
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

/* ---- Words ---- */

static void take_symbol(const struct scan *scan, struct word *word, char_info info)
{
  word->place = trie_step(scan->trie->cells, word->place, INFO_SYMBOL(info));
  if (word->place != 0)
    word->deepest = word->place;
}

/* Looks the word up by its folded characters, which may be others than it has. */
static void look_up(const struct scan *scan, struct word *word, const uint8_t *bytes, size_t length)
{
  ucs4_t folded[64];
  size_t count = alphabet_fold(bytes, length, folded, 64);
  word->place = word->deepest = TRIE_ROOT;
  for (size_t i = 0; i < count && i < 64; i++) {
    int index = alphabet_index(folded[i]);
    take_symbol(scan, word, index < 0 ? 0 : scan->alphabet->of[index]);
  }
  if (count > 64)
    word->place = 0;
}

void scan_look(const struct scan *scan, const struct piece *piece, struct word *word)
{
  const uint8_t *at = scan->text + piece->start, *end = scan->text + piece->end;
  char_info last = 0;
  bool rare = false;
  *word = (struct word){.place = TRIE_ROOT, .deepest = TRIE_ROOT};
  while (at < end) {
    ucs4_t uc;
    int taken = u8_mbtoucr(&uc, at, (size_t)(end - at));
    char_info info = any_info(scan, taken > 0 ? uc : 1);
    rare = rare || INFO_KIND(info) == KIND_RARE;
    word->seen |= info;
    word->letters += (info & INFO_COUNTS) != 0;
    word->vowels += INFO_VOWELS(info, last);
    take_symbol(scan, word, last = info);
    at += taken > 0 ? taken : 1;
  }
  if (rare)
    look_up(scan, word, scan->text + piece->start, piece->end - piece->start);
}
