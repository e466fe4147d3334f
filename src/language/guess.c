#include "language/language.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

/* Small words, with a space on both sides, that the other two do not have. */
static const char *const small_words[LANGUAGE_COUNT] = {
    " och att är inte från för dig mig eller när också vår våra ditt eller ännu ",
    " og ikke fra deg meg eller når også vår våre ennå å hvis etter være av ",
    " the and to of you your we our is not with are this that if ",
};

static bool is_letter(char byte)
{
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
         (unsigned char)byte >= 0x80;
}

static bool is_small_word(const char *words, const char *word, size_t length)
{
  for (const char *at = words + 1; *at != '\0'; at += strcspn(at, " ") + 1)
    if (strcspn(at, " ") == length && strncasecmp(at, word, length) == 0)
      return true;
  return false;
}

int language_guess(const char *text)
{
  /* More of a long text says nothing new. */
  const char *end = text + strnlen(text, 20000);
  int counts[LANGUAGE_COUNT] = {0};
  while (text < end) {
    size_t length = 0;
    while (text + length < end && is_letter(text[length]))
      length++;
    for (int i = 0; i < LANGUAGE_COUNT && length > 0 && length < 8; i++)
      counts[i] += is_small_word(small_words[i], text, length);
    text += length > 0 ? length : 1;
  }
  int best = 0;
  for (int i = 1; i < LANGUAGE_COUNT; i++)
    if (counts[i] > counts[best])
      best = i;
  for (int i = 0; i < LANGUAGE_COUNT; i++)
    if (i != best && counts[i] == counts[best])
      return LANGUAGE_NONE;
  return best;
}
