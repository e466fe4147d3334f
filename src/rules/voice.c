#include "rules/voice.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <unistr.h>

static void free_words(struct voice_word *words, size_t count)
{
  for (size_t i = 0; i < count; i++) {
    free(words[i].word);
    free(words[i].instead);
    free(words[i].language);
    free(words[i].reason);
  }
  free(words);
}

static void free_lines(struct voice_line *lines, size_t count)
{
  for (size_t i = 0; i < count; i++) {
    free(lines[i].language);
    free(lines[i].text);
  }
  free(lines);
}

void voice_free(struct voice **voice)
{
  struct voice *old = *voice;
  if (old == NULL)
    return;
  free_words(old->forbidden, old->forbidden_count);
  free_words(old->preferred, old->preferred_count);
  free_lines(old->greetings, old->greeting_count);
  free_lines(old->signatures, old->signature_count);
  free_lines(old->addresses, old->address_count);
  free(old->lengths);
  free(old);
  *voice = NULL;
}

/* The character at @text (0 at the end) and its bytes. */
static ucs4_t char_at(const char *text, size_t *bytes)
{
  ucs4_t character;
  const uint8_t *next = u8_next(&character, (const uint8_t *)text);
  *bytes = next != NULL ? (size_t)(next - (const uint8_t *)text) : 0;
  return next != NULL ? character : 0;
}

static size_t space_length(const char *text)
{
  size_t length = 0;
  size_t bytes;
  while (uc_is_property_white_space(char_at(text + length, &bytes)) && bytes > 0)
    length += bytes;
  return length;
}

/* The bytes at the start of @text that say @words, or 0. */
static size_t match(const char *text, const char *words)
{
  size_t length = 0;
  while (*words != '\0') {
    size_t gap = space_length(words);
    size_t have = space_length(text + length);
    if ((gap > 0) != (have > 0))
      return 0;
    words += gap;
    length += have;
    size_t wanted_bytes;
    size_t bytes;
    ucs4_t wanted = char_at(words, &wanted_bytes);
    if (wanted_bytes == 0)
      break;
    if (uc_tolower(char_at(text + length, &bytes)) != uc_tolower(wanted) || bytes == 0)
      return 0;
    words += wanted_bytes;
    length += bytes;
  }
  return length;
}

static bool is_letter(const char *text)
{
  size_t bytes;
  return uc_is_alnum(char_at(text, &bytes)) && bytes > 0;
}

bool voice_find(const char *text, const char *words, size_t from, size_t *start, size_t *length)
{
  bool letters_start = is_letter(words);
  size_t end = strlen(words);
  const uint8_t *whole = (const uint8_t *)words;
  ucs4_t last = 0;
  u8_prev(&last, whole + end, whole);
  bool letters_end = uc_is_alnum(last);
  bool inside = false; /* the character before is a letter */
  if (from > 0) {
    ucs4_t before = 0;
    u8_prev(&before, (const uint8_t *)text + from, (const uint8_t *)text);
    inside = uc_is_alnum(before);
  }
  for (size_t at = from; text[at] != '\0' && end > 0;) {
    *length = letters_start && inside ? 0 : match(text + at, words);
    if (*length > 0 && !(letters_end && is_letter(text + at + *length))) {
      *start = at;
      return true;
    }
    size_t bytes;
    inside = is_letter(text + at);
    char_at(text + at, &bytes);
    at += bytes > 0 ? bytes : 1;
  }
  return false;
}

struct marking {
  struct voice_mark *marks;
  size_t most, count;
  uint64_t bits;
};

static void mark(struct marking *marking, struct voice_mark mark)
{
  marking->bits |= mark.what;
  if (marking->count < marking->most)
    marking->marks[marking->count++] = mark;
}

static uint64_t bit_of(const char *token)
{
  return rule_token_bit(RULE_FIELD_voice, token, strlen(token));
}

/* Whether a part of a voice in @of is about a text in @language. */
static bool speaks(const char *of, const char *language)
{
  if (of == NULL)
    return true;
  size_t length = strlen(of);
  return language != NULL && strncmp(of, language, length) == 0 &&
         (language[length] == '\0' || language[length] == '-');
}

static void judge_words(struct marking *marking, const struct voice_text *text,
                        const struct voice_word *words, size_t count, uint64_t what)
{
  for (size_t i = 0; i < count; i++) {
    size_t start = 0;
    size_t length = 0;
    if (!speaks(words[i].language, text->language))
      continue;
    while (voice_find(text->text, words[i].word, start, &start, &length)) {
      mark(marking, (struct voice_mark){.what = what,
                                        .start = start,
                                        .length = length,
                                        .word = &words[i],
                                        .wanted = words[i].instead});
      start += length;
    }
  }
}

/* Whether the text begins, or ends, with one of the lines of its language; where
 * there is none of its language nothing is asked. */
static void judge_lines(struct marking *marking, const struct voice_text *text,
                        const struct voice_line *lines, size_t count, bool at_end, uint64_t what)
{
  const char *wanted = NULL;
  size_t whole = strlen(text->text);
  while (whole > 0 && strchr(" \t\n", text->text[whole - 1]) != NULL)
    whole--;
  for (size_t i = 0; i < count; i++) {
    if (!speaks(lines[i].language, text->language))
      continue;
    if (wanted == NULL)
      wanted = lines[i].text;
    size_t first = space_length(text->text);
    size_t start = first;
    size_t length = 0;
    while (voice_find(text->text, lines[i].text, start, &start, &length)) {
      if (at_end ? start + length >= whole : start == first)
        return;
      start += length;
    }
  }
  if (wanted != NULL)
    mark(marking, (struct voice_mark){.what = what, .start = at_end ? whole : 0, .wanted = wanted});
}

static void judge_address(struct marking *marking, const struct voice *voice,
                          const struct voice_text *text)
{
  for (size_t i = 0; i < voice->address_count && text->address != 0; i++) {
    const struct voice_line *line = &voice->addresses[i];
    uint64_t none = rule_token_bit(RULE_FIELD_address, "none", 4);
    uint64_t wanted = rule_token_bit(RULE_FIELD_address, line->text, strlen(line->text));
    if (speaks(line->language, text->language) && text->address != wanted && text->address != none)
      mark(marking, (struct voice_mark){.what = bit_of("other_address"), .wanted = line->text});
  }
}

uint64_t voice_judge(const struct voice *voice, const struct voice_text *text,
                     struct voice_mark *marks, size_t most, size_t *count)
{
  struct marking marking = {.marks = marks, .most = most};
  judge_words(&marking, text, voice->forbidden, voice->forbidden_count, bit_of("forbidden_word"));
  judge_words(&marking, text, voice->preferred, voice->preferred_count, bit_of("not_preferred"));
  if (text->whole) {
    judge_lines(&marking, text, voice->greetings, voice->greeting_count, false,
                bit_of("no_greeting"));
    judge_lines(&marking, text, voice->signatures, voice->signature_count, true,
                bit_of("no_signature"));
  }
  judge_address(&marking, voice, text);
  int64_t characters = (int64_t)text_count(text->text, strlen(text->text));
  for (size_t i = 0; i < voice->length_count; i++)
    if ((voice->lengths[i].channels & text->channels) != 0 && characters > voice->lengths[i].most) {
      mark(&marking,
           (struct voice_mark){.what = bit_of("too_long"), .most = voice->lengths[i].most});
      break;
    }
  if (count != NULL)
    *count = marking.count;
  return marking.bits;
}
