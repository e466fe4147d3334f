#include "app/input.h"

#include "base/i18n.h"
#include "yaml/journey_format.h"

#include <errno.h>
#include <string.h>

enum status input_read(FILE *in, struct str *text, struct error *err)
{
  char block[65536];
  size_t count;
  errno = 0;
  while (text->length <= JOURNEY_BYTES_MOST && (count = fread(block, 1, sizeof block, in)) > 0)
    str_add_span(text, block, count);
  return ferror(in) == 0
             ? STATUS_OK
             : error_set(err, STATUS_SYSTEM, _("It cannot be read: %s."), strerror(errno));
}

FILE *input_open(const struct str *text)
{
  static char nothing[] = " ";
  FILE *in = text->length > 0 ? fmemopen(text->text, text->length, "rb")
                              : fmemopen(nothing, sizeof nothing - 1, "rb");
  if (in != NULL && text->length == 0)
    fgetc(in);
  return in;
}
