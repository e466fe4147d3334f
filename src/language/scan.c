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
  scan->end = scan->text + length;
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

/* Moves a word on by one character. */
static inline void take(const struct trie *trie, struct word *word, char_info info)
{
  word->seen |= info;
  word->letters += INFO_LETTERS(info);
  word->vowels += INFO_VOWELS(info, word->last);
  word->last = info;
  if (word->whole) {
    uint32_t node = trie_step(trie, word->node, INFO_SYMBOL(info));
    word->whole = node != 0;
    word->node = node != 0 ? node : word->node;
  }
}

static const struct word no_word = {.node = TRIE_ROOT, .whole = true};

/* Looks the word up by its folded characters, which may be others than it has. */
static void look_up(const struct scan *scan, struct word *word, const uint8_t *bytes, size_t length)
{
  ucs4_t folded[64];
  size_t count = alphabet_fold(bytes, length, folded, 64);
  struct word found = no_word;
  for (size_t i = 0; i < count && i < 64; i++) {
    int index = alphabet_index(folded[i]);
    take(scan->trie, &found, index < 0 ? 0 : scan->alphabet->of[index]);
  }
  word->node = found.node;
  word->whole = found.whole && count <= 64;
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
    take(scan->trie, &piece->word, info);
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

/* ---- Common ones ---- */

/* Whether @middle joins what stands on both sides of it (WB6, 7, 11, 12). */
static bool joins(enum char_kind before, enum char_kind middle, enum char_kind after)
{
  if (before != after)
    return false;
  return (before == KIND_LETTER && (middle == KIND_MID_LETTER || middle == KIND_MID_BOTH)) ||
         (before == KIND_DIGIT && (middle == KIND_MID_NUMBER || middle == KIND_MID_BOTH));
}

/* Takes the word that begins at scan->at; false where a rare character must be
 * looked at to know its end. */
static bool take_word(struct scan *scan, struct piece *piece, char_info info, unsigned length)
{
  const uint8_t *at = scan->at;
  struct word word = no_word;
  for (;;) {
    take(scan->trie, &word, info);
    at += length;
    enum char_kind kind = INFO_KIND(info);
    info = alphabet_read(scan->alphabet, at, scan->end, &length);
    if ((info & INFO_WORD) != 0)
      continue;
    enum char_kind next = INFO_KIND(info);
    if (next == KIND_RARE)
      return false;
    if (next < KIND_MID_LETTER)
      break;
    unsigned beyond;
    char_info after = alphabet_read(scan->alphabet, at + length, scan->end, &beyond);
    if (INFO_KIND(after) == KIND_RARE)
      return false;
    if (!joins(kind, next, INFO_KIND(after)))
      break;
    take(scan->trie, &word, info);
    at += length;
    info = after;
    length = beyond;
  }
  piece->word = word;
  scan->at = at;
  piece->end = (size_t)(at - scan->text);
  return true;
}

enum piece_kind scan_next(struct scan *scan, struct piece *piece)
{
  const uint8_t *at = scan->at;
  char_info info;
  unsigned length;
  while (INFO_KIND(info = alphabet_read(scan->alphabet, at, scan->end, &length)) == KIND_SPACE)
    at += length;
  *piece = (struct piece){
      .spaced = at > scan->at, .start = (size_t)(at - scan->text), .info = info, .word = no_word};
  scan->at = at;
  if (at >= scan->end)
    return piece->kind = PIECE_END;
  if (at < scan->rare_to)
    return next_rare(scan, piece);
  enum char_kind kind = INFO_KIND(info);
  if ((info & INFO_WORD) != 0) {
    if (take_word(scan, piece, info, length)) {
      bool word = (piece->word.seen & (INFO_COUNTS | INFO_DIGIT)) != 0;
      return piece->kind = word ? PIECE_WORD : PIECE_GAP;
    }
    kind = KIND_RARE;
  } else if (kind != KIND_RARE && kind != KIND_SPACE) {
    unsigned beyond; /* what has no letters may still be joined by what follows it */
    char_info after = alphabet_read(scan->alphabet, at + length, scan->end, &beyond);
    if (INFO_KIND(after) == KIND_RARE && kind != KIND_LINE)
      kind = KIND_RARE;
  }
  if (kind == KIND_RARE) {
    break_run(scan, at);
    return next_rare(scan, piece);
  }
  piece->kind = kind == KIND_SIGN ? PIECE_SIGN : PIECE_GAP;
  if (kind == KIND_SIGN)
    take(scan->trie, &piece->word, info);
  scan->at = at + length;
  piece->end = (size_t)(scan->at - scan->text);
  return piece->kind;
}
