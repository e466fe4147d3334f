#include "language/alphabet.h"

#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <uniwbrk.h>

static ucs4_t character_at(int index)
{
  return index < ALPHABET_LATIN ? (ucs4_t)index : (ucs4_t)(index - ALPHABET_LATIN + 0x2000);
}

static bool is_among(ucs4_t uc, const ucs4_t *list)
{
  for (; *list != 0; list++)
    if (*list == uc)
      return true;
  return false;
}

static bool is_sign(ucs4_t uc)
{
  return uc == '%' || uc == 0xa7 || uc == 0x2030 ||
         uc_is_general_category_withtable(uc, UC_CATEGORY_MASK_Sc);
}

static enum char_kind kind_of(ucs4_t uc)
{
  if (uc == 0x200b) /* nobody sees it: scan.c has words reach over it */
    return KIND_RARE;
  switch (uc_wordbreak_property(uc)) {
  case WBP_ALETTER:
    return KIND_LETTER;
  case WBP_NUMERIC:
    return KIND_DIGIT;
  case WBP_EXTENDNUMLET:
    return KIND_JOINER;
  case WBP_MIDLETTER:
    return KIND_MID_LETTER;
  case WBP_MIDNUM:
    return KIND_MID_NUMBER;
  case WBP_MIDNUMLET:
  case WBP_SQ:
    return KIND_MID_BOTH;
  case WBP_LF:
    return KIND_LINE;
  case WBP_CR:
  case WBP_WSS:
    return uc < 0x80 ? KIND_SPACE : KIND_OTHER;
  case WBP_OTHER:
    if (uc == '\t')
      return KIND_SPACE;
    return is_sign(uc) ? KIND_SIGN : KIND_OTHER;
  case WBP_DQ: /* only Hebrew letters join over it */
    return KIND_OTHER;
  case WBP_NEWLINE:
    return uc == '\v' || uc == '\f' ? KIND_SPACE : KIND_RARE;
  default:
    return KIND_RARE;
  }
}

static enum char_stop stop_of(ucs4_t uc)
{
  static const ucs4_t ends[] = {'!', '?', 0x203c, 0x203d, 0x2047, 0x2048, 0x2049, 0};
  static const ucs4_t goes_on[] = {',', '-', ':', 0x2013, 0x2014, 0};
  if (uc == '.' || uc == 0x2024)
    return STOP_FULL;
  if (is_among(uc, ends))
    return STOP_END;
  if (is_among(uc, goes_on))
    return STOP_CONTINUE;
  if (uc == '"' || uc == '\'' ||
      uc_is_general_category_withtable(uc, UC_CATEGORY_MASK_Ps | UC_CATEGORY_MASK_Pe |
                                               UC_CATEGORY_MASK_Pi | UC_CATEGORY_MASK_Pf))
    return STOP_CLOSE;
  return STOP_NONE;
}

/* The index of the one character that @uc folds to, or -1. */
static int folded_index(ucs4_t uc)
{
  ucs4_t out[4];
  uint8_t bytes[6];
  int length = u8_uctomb(bytes, uc, sizeof bytes);
  if (length <= 0 || alphabet_fold(bytes, (size_t)length, out, 4) != 1)
    return -1;
  return alphabet_index(out[0]);
}

static char_info info_of(ucs4_t uc)
{
  static const ucs4_t clauses[] = {',', ';', ':', '(', ')', 0x2013, 0x2014, 0};
  static const ucs4_t bullets[] = {'-', '*', 0xb7, 0x2013, 0x2014, 0x2022, 0x2023, 0x2043, 0};
  char_info info = (char_info)kind_of(uc) << 8 | (char_info)stop_of(uc) << 12;
  enum char_kind kind = INFO_KIND(info);
  if (kind == KIND_LETTER || kind == KIND_DIGIT || kind == KIND_JOINER)
    info |= INFO_WORD;
  if (uc_is_property_uppercase(uc))
    info |= INFO_UPPER;
  if (uc_is_property_lowercase(uc))
    info |= INFO_LOWER;
  if (uc_is_general_category_withtable(uc, UC_CATEGORY_MASK_Nd))
    info |= INFO_DIGIT;
  if (uc_is_general_category_withtable(uc, UC_CATEGORY_MASK_L))
    info |= INFO_COUNTS;
  else
    info |= INFO_NO_LETTER;
  if (is_among(uc, clauses))
    info |= INFO_CLAUSE;
  if (is_among(uc, bullets))
    info |= INFO_BULLET;
  if (uc != 0 && uc < 0x80 && strchr("aeiouyAEIOUY", (int)uc) != NULL)
    info |= INFO_VOWEL;
  return info;
}

void alphabet_init(struct alphabet *alphabet)
{
  *alphabet = (struct alphabet){0};
  for (int i = 0; i < ALPHABET_SIZE; i++) {
    ucs4_t uc = character_at(i);
    char_info info = info_of(uc);
    enum char_kind kind = INFO_KIND(info);
    int folded = i;
    if (kind == KIND_LETTER || kind == KIND_MID_BOTH)
      folded = folded_index(uc);
    if (folded < 0) { /* ß, İ and others that become several, or leave the table */
      info = (info & ~(0xf00U | INFO_WORD)) | (char_info)KIND_RARE << 8;
      folded = i;
    }
    alphabet->of[i] = info;
    alphabet->folded[i] = (uint16_t)folded;
  }
}

unsigned alphabet_symbol(struct alphabet *alphabet, int index, bool add)
{
  if (index < 0)
    return 0;
  char_info *info = &alphabet->of[alphabet->folded[index]];
  if (INFO_SYMBOL(*info) == 0 && add && alphabet->symbols < 0xff)
    *info |= ++alphabet->symbols;
  return INFO_SYMBOL(*info);
}

void alphabet_spread(struct alphabet *alphabet)
{
  for (int i = 0; i < ALPHABET_SIZE; i++)
    alphabet->of[i] = (alphabet->of[i] & ~0xffU) | INFO_SYMBOL(alphabet->of[alphabet->folded[i]]);
  memcpy(alphabet->bytes, alphabet->of, 128 * sizeof alphabet->of[0]);
}

/* Folds a word that is nothing but ASCII and the letters from À to ÿ, which nearly all are:
 * they have one small form each, and nothing among them composes or is ignored.  False when
 * there is something else in it. */
static bool fold_plain(const uint8_t *word, size_t length, ucs4_t *out, size_t most, size_t *count)
{
  *count = 0;
  for (size_t at = 0; at < length; at++, ++*count) {
    ucs4_t uc = word[at];
    if (uc == 0xc3 && at + 1 < length && word[at + 1] != 0x9f) { /* ß becomes two */
      uc = 0xc0 + (word[++at] & 0x3fU);
      if (uc <= 0xde && uc != 0xd7)
        uc += 0x20;
    } else if (uc >= 0x80) {
      return false;
    } else if (uc >= 'A' && uc <= 'Z') {
      uc += 'a' - 'A';
    }
    if (*count < most)
      out[*count] = uc;
  }
  return true;
}

size_t alphabet_fold(const uint8_t *word, size_t length, ucs4_t *out, size_t most)
{
  size_t plain;
  if (fold_plain(word, length, out, most, &plain))
    return plain;
  uint8_t buffer[256];
  size_t size = sizeof buffer;
  uint8_t *folded = u8_casefold(word, length, NULL, UNINORM_NFC, buffer, &size);
  size_t count = 0;
  for (size_t at = 0; folded != NULL && at < size;) {
    ucs4_t uc;
    at += (size_t)u8_mbtouc(&uc, folded + at, size - at);
    if (uc_is_property_default_ignorable_code_point(uc) ||
        uc_is_general_category_withtable(uc, UC_CATEGORY_MASK_Cf))
      continue;
    if (count < most)
      out[count] = uc == 0x2019 ? '\'' : uc;
    count++;
  }
  if (folded != buffer)
    free(folded);
  return count;
}
