#include "language/measures.h"

#include <string.h>

static char lower(char byte)
{
  return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

static bool is_among(char byte, const char *letters)
{
  return byte != '\0' && strchr(letters, byte) != NULL;
}

#define VOWELS "aeiouy"

/* Whether the e at the end, or before an s or d at the end, is not heard. */
static bool has_silent_e(const char *word, size_t length)
{
  char ends = lower(word[length - 1]);
  size_t at = ends == 'e' ? length - 1 : length - 2;
  if (length < 3 || lower(word[at]) != 'e' || (ends != 'e' && ends != 's' && ends != 'd'))
    return false;
  char before = lower(word[at - 1]);
  bool syllabic = before == 'l' && at > 1 && !is_among(lower(word[at - 2]), VOWELS "lr");
  if (is_among(before, VOWELS) || syllabic) /* "agree", "table" */
    return false;
  if (ends == 'd')
    return !is_among(before, "td");                  /* "passed", but not "wanted" */
  return ends == 'e' || !is_among(before, "szxcgh"); /* "notes", but not "charges" */
}

unsigned syllables_of(unsigned vowels, const char *word, size_t length)
{
  if (vowels > 1 && has_silent_e(word, length))
    vowels--;
  return vowels > 0 ? vowels : 1;
}
