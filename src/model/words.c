#include "model/words.h"

#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

const char *words_now(const struct words *words)
{
  /* L10N: the language of this catalogue: sv, nb or en. */
  const char *language = i18n_text(NC_("language of this catalogue", "en"));
  if (strcmp(language, "sv") == 0 && words->sv != NULL)
    return words->sv;
  if (strcmp(language, "nb") == 0 && words->nb != NULL)
    return words->nb;
  return words->en;
}

void words_clear(struct words *words)
{
  free(words->sv);
  free(words->nb);
  free(words->en);
  *words = (struct words){0};
}
