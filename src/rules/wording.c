#include "rules/wording.h"

#include "base/mem.h"

#include <libstemmer.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

struct sb_stemmer *wording_stemmer(const char *language)
{
  char name[4] = {0};
  size_t length = language != NULL ? strcspn(language, "-") : 0;
  if (length < 2 || length > 3)
    return NULL;
  memcpy(name, language, length);
  /* Snowball has one for both ways of writing Norwegian, under the name of neither. */
  if (strcmp(name, "nb") == 0 || strcmp(name, "nn") == 0)
    return sb_stemmer_new("no", "UTF_8");
  return sb_stemmer_new(name, "UTF_8");
}

enum sort { SORT_SPACE, SORT_UNSEEN, SORT_LETTER, SORT_SIGN };

static enum sort sort_of(ucs4_t character)
{
  if (uc_is_property_default_ignorable_code_point(character))
    return SORT_UNSEEN;
  if (uc_is_property_white_space(character))
    return SORT_SPACE;
  /* A mark belongs to the letter before it. */
  return uc_is_alnum(character) || uc_is_general_category(character, UC_MARK) ? SORT_LETTER
                                                                              : SORT_SIGN;
}

/* The character at @text and its bytes; one that is no UTF-8 is one byte. */
static ucs4_t char_at(const char *text, size_t *bytes)
{
  ucs4_t character;
  int length = u8_mbtouc(&character, (const uint8_t *)text, strnlen(text, 4));
  *bytes = length > 0 ? (size_t)length : 1;
  return character;
}

/* Adds the characters of a word as they are compared. */
static void add_key(struct str *out, const char *text, size_t length)
{
  size_t before = out->length;
  bool plain = true;
  for (size_t i = 0; i < length && plain; i++) {
    char c = text[i];
    plain = (c & 0x80) == 0;
    str_add_char(out, c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c);
  }
  if (plain)
    return;
  struct str seen = {0};
  str_cut(out, before);
  for (size_t at = 0, bytes; at < length; at += bytes)
    if (sort_of(char_at(text + at, &bytes)) != SORT_UNSEEN)
      str_add_span(&seen, text + at, bytes);
  size_t folded_length = 0;
  uint8_t *folded = u8_casefold((const uint8_t *)str_text(&seen), seen.length, NULL, UNINORM_NFKC,
                                NULL, &folded_length);
  if (folded != NULL)
    str_add_span(out, (const char *)folded, folded_length);
  else /* it is no UTF-8 */
    str_add_span(out, str_text(&seen), seen.length);
  free(folded);
  str_clear(&seen);
}

static void add_word(struct wording *wording, const char *text, struct wording_word word,
                     struct sb_stemmer *stemmer)
{
  if (wording->count == wording->capacity) {
    wording->capacity = wording->capacity == 0 ? 64 : wording->capacity * 2;
    wording->words = mem_resize(wording->words, wording->capacity, sizeof *wording->words);
  }
  word.key = word.stem = wording->keys.length;
  add_key(&wording->keys, text + word.start, word.end - word.start);
  size_t length = wording->keys.length - word.key;
  str_add_char(&wording->keys, '\0');
  const sb_symbol *stem =
      stemmer != NULL
          ? sb_stemmer_stem(stemmer, (const sb_symbol *)wording->keys.text + word.key, (int)length)
          : NULL;
  if (stem != NULL) {
    word.stem = wording->keys.length;
    str_add_span(&wording->keys, (const char *)stem, (size_t)sb_stemmer_length(stemmer));
    str_add_char(&wording->keys, '\0');
  }
  wording->words[wording->count++] = word;
}

void wording_make(struct wording *wording, const char *text, struct sb_stemmer *stemmer)
{
  struct wording_word word = {0};
  size_t at = 0;
  wording->count = 0;
  str_cut(&wording->keys, 0);
  while (text[at] != '\0') {
    size_t bytes;
    enum sort sort = sort_of(char_at(text + at, &bytes));
    word.start = at;
    at += bytes;
    if (sort == SORT_SPACE)
      word.spaced = true;
    if (sort == SORT_SPACE || sort == SORT_UNSEEN)
      continue;
    word.end = at;
    while (sort == SORT_LETTER && text[at] != '\0') {
      enum sort next = sort_of(char_at(text + at, &bytes));
      if (next != SORT_LETTER && next != SORT_UNSEEN)
        break;
      at += bytes;
      if (next == SORT_LETTER)
        word.end = at;
    }
    add_word(wording, text, word, stemmer);
    word.spaced = false;
  }
}

void wording_clear(struct wording *wording)
{
  free(wording->words);
  str_clear(&wording->keys);
  *wording = (struct wording){0};
}

static bool is_same(const struct wording *text, const struct wording_word *word,
                    const struct wording *phrase, const struct wording_word *wanted, bool exactly)
{
  return strcmp(text->keys.text + (exactly ? word->key : word->stem),
                phrase->keys.text + (exactly ? wanted->key : wanted->stem)) == 0;
}

bool wording_find(const struct wording *text, const struct wording *phrase, bool exactly,
                  size_t from, size_t *at)
{
  if (phrase->count == 0)
    return false;
  for (size_t i = from; i + phrase->count <= text->count; i++) {
    size_t same = 0;
    while (same < phrase->count &&
           (same == 0 || text->words[i + same].spaced == phrase->words[same].spaced) &&
           is_same(text, &text->words[i + same], phrase, &phrase->words[same], exactly))
      same++;
    if (same == phrase->count) {
      *at = i;
      return true;
    }
  }
  return false;
}
