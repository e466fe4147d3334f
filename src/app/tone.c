#include "app/tone.h"

#include "app/data.h"
#include "base/i18n.h"
#include "base/str.h"
#include "yaml/lexicon_read.h"

#include <stdio.h>

enum status tone_load(enum language language, struct lexicon **lexicon, struct problems *problems,
                      struct error *err)
{
  struct str path = {0};
  data_add_folder(&path, "tone");
  str_addf(&path, "/%s.yaml", language_tag(language));
  FILE *in = fopen(str_text(&path), "rb");
  enum status status;
  *lexicon = NULL;
  if (in == NULL) {
    status = error_set(err, STATUS_SYSTEM, _("The lexicon %.200s is not there."), str_text(&path));
    error_remedy(err, "%s", _("Is kundresa installed whole?"));
  } else {
    status = lexicon_read(in, str_text(&path), lexicon, problems, err);
    fclose(in);
    if (status == STATUS_INPUT && err != NULL && problems->count > 0)
      *err = problems->items[0];
  }
  str_clear(&path);
  return status;
}
