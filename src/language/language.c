#include "language/language.h"

#include <string.h>
#include <strings.h>

static const struct {
  const char *tag;
  enum language language;
} known[] = {
    {"sv", LANGUAGE_SV},
    {"nb", LANGUAGE_NB},
    {"no", LANGUAGE_NB},
    {"en", LANGUAGE_EN},
};

int language_of(const char *tag)
{
  size_t length = tag != NULL ? strcspn(tag, "-_") : 0;
  for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
    if (length == 2 && strncasecmp(tag, known[i].tag, 2) == 0)
      return (int)known[i].language;
  return LANGUAGE_NONE;
}

const char *language_tag(enum language language)
{
  static const char *const tags[LANGUAGE_COUNT] = {"sv", "nb", "en"};
  return tags[language];
}
