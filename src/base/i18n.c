#include "base/i18n.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

const char *i18n_text(const char *marked)
{
  if (marked == NULL || marked[0] == '\0')
    return "";
  const char *found = gettext(marked);
  if (found != marked)
    return found;
  const char *mark = strchr(marked, '\004');
  return mark != NULL ? mark + 1 : marked;
}

void i18n_speak(const char *language)
{
  const char *now = setlocale(LC_MESSAGES, NULL);
  /* The C library takes no heed of LANGUAGE in the locale C. */
  if (now != NULL && strcmp(now, "C") == 0)
    setlocale(LC_MESSAGES, "C.UTF-8");
  setenv("LANGUAGE", language, 1);
  /* It has kept what it found in the language before; this has it look again. */
  textdomain(textdomain(NULL));
}
