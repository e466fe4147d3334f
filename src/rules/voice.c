#include "rules/voice.h"

#include "base/text.h"
#include "rules/wording.h"

#include <libstemmer.h>
#include <stdlib.h>
#include <string.h>

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

struct marking {
  struct voice_mark *marks;
  size_t most, count;
  uint64_t bits;
  struct sb_stemmer *stemmer;     /* of the text's language, or NULL */
  struct wording wording, phrase; /* of the text, and of what is looked for in it */
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
  const struct wording *wording = &marking->wording, *phrase = &marking->phrase;
  for (size_t i = 0; i < count; i++) {
    size_t at = 0;
    if (!speaks(words[i].language, text->language))
      continue;
    wording_make(&marking->phrase, words[i].word, marking->stemmer);
    while (wording_find(wording, phrase, words[i].exactly, at, &at)) {
      size_t start = wording->words[at].start;
      at += phrase->count;
      mark(marking, (struct voice_mark){.what = what,
                                        .start = start,
                                        .length = wording->words[at - 1].end - start,
                                        .word = &words[i],
                                        .wanted = words[i].instead});
    }
  }
}

/* Whether the text begins, or ends, with one of the lines of its language; where
 * there is none of its language nothing is asked. */
static void judge_lines(struct marking *marking, const struct voice_text *text,
                        const struct voice_line *lines, size_t count, bool at_end, uint64_t what)
{
  const struct wording *wording = &marking->wording, *phrase = &marking->phrase;
  const char *wanted = NULL;
  size_t whole = wording->count > 0 ? wording->words[wording->count - 1].end : 0;
  for (size_t i = 0; i < count; i++) {
    if (!speaks(lines[i].language, text->language))
      continue;
    if (wanted == NULL)
      wanted = lines[i].text;
    wording_make(&marking->phrase, lines[i].text, NULL);
    size_t at = at_end && wording->count > phrase->count ? wording->count - phrase->count : 0;
    size_t place = at;
    if (wording_find(wording, phrase, true, at, &place) && place == at)
      return;
  }
  if (wanted != NULL)
    mark(marking, (struct voice_mark){.what = what, .start = at_end ? whole : 0, .wanted = wanted});
}

/* The address that the voice has in the text's language, as a token, or NULL. */
static const char *wanted_address(const struct voice *voice, const struct voice_text *text)
{
  for (size_t i = 0; i < voice->address_count; i++)
    if (speaks(voice->addresses[i].language, text->language))
      return voice->addresses[i].text;
  return NULL;
}

static void judge_address(struct marking *marking, const struct voice *voice,
                          const struct voice_text *text)
{
  const char *wanted = wanted_address(voice, text);
  if (wanted == NULL || text->address == 0)
    return;
  if (text->address != rule_token_bit(RULE_FIELD_address, wanted, strlen(wanted)) &&
      text->address != rule_token_bit(RULE_FIELD_address, "none", 4))
    mark(marking, (struct voice_mark){.what = bit_of("other_address"), .wanted = wanted});
}

uint64_t voice_unsure(const struct voice *voice, const struct voice_text *text)
{
  return text->address == 0 && voice->address_count > 0 ? bit_of("other_address") : 0;
}

uint64_t voice_judge(const struct voice *voice, const struct voice_text *text,
                     struct voice_mark *marks, size_t most, size_t *count)
{
  struct marking marking = {.marks = marks, .most = most};
  marking.stemmer = wording_stemmer(text->language);
  wording_make(&marking.wording, text->text, marking.stemmer);
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
  sb_stemmer_delete(marking.stemmer);
  wording_clear(&marking.wording);
  wording_clear(&marking.phrase);
  return marking.bits;
}
