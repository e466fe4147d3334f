#include "language_helper.h"

#include <stdlib.h>
#include <string.h>

void lexicon_mark(struct lexicon *lexicon, const char *words, enum signal signal, int weight)
{
  bool stem = strncmp(words, "stem:", 5) == 0;
  struct error err = {0};
  struct marker marker = {
      .id = (char *)words,
      .kind = stem ? MARKER_STEM : MARKER_PHRASE,
      .text = (char *)words + (stem ? 5 : 0),
      .signal = signal,
      .weight = weight,
      .negatable = true,
  };
  if (lexicon_add(lexicon, &marker, &err) != STATUS_OK)
    abort();
}

char *reading_marks(const struct reading *reading, const char *text)
{
  struct str out = {0};
  for (size_t i = 0; i < reading->count; i++) {
    const struct mark *mark = &reading->marks[i];
    str_addf(&out, "%s%d:%s[%.*s]%s%s", i > 0 ? " " : "", mark->weight, signal_token(mark->signal),
             (int)mark->length, text + mark->start, mark->negated ? "!" : "",
             mark->capped ? "^" : "");
    for (int tells = 0; tells < TELLS_COUNT; tells++)
      if ((mark->tells & TELLS_BIT(tells)) != 0)
        str_addf(&out, "+%s", tells_token((enum tells)tells));
  }
  char *taken = str_take(&out);
  return taken != NULL ? taken : strdup("");
}
