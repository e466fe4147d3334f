#include "cli/writer.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static enum status cannot_write(struct error *err)
{
  return error_set(err, STATUS_SYSTEM, _("The output could not be written: %s."),
                   strerror(errno == 0 ? EIO : errno));
}

enum status writer_bytes(FILE *out, const char *bytes, size_t length, struct error *err)
{
  errno = 0;
  return fwrite(bytes, 1, length, out) == length ? STATUS_OK : cannot_write(err);
}

enum status writer_flush(FILE *out, struct error *err)
{
  errno = 0;
  return fflush(out) == 0 && !ferror(out) ? STATUS_OK : cannot_write(err);
}

void writer_say(FILE *words, const char *sentence)
{
  char *harmless = mem_copy_text(sentence);
  text_sanitize(harmless);
  fprintf(words, "kundresa: %s\n", harmless);
  free(harmless);
}

void writer_fault(FILE *words, const struct error *err)
{
  char line[sizeof *err];
  writer_say(words, error_format(err, line, sizeof line));
}
