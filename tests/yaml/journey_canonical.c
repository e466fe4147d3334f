/* Reads journey/1 from standard input and writes it in canonical form, or
 * tells its faults: what the shell tests of the format ask. */
#include "journey_helper.h"

#include <stdio.h>

static enum status to_stdout(struct byte_sink *sink, const char *bytes, size_t length,
                             struct error *err)
{
  (void)sink;
  return fwrite(bytes, 1, length, stdout) == length
             ? STATUS_OK
             : error_set(err, STATUS_SYSTEM, "standard output cannot be written");
}

int main(void)
{
  struct map *map = map_new();
  struct problems problems = {0};
  struct error err = {0};
  struct byte_sink sink = {.write = to_stdout};
  enum status status = journey_read(stdin, "stdin", &map->sink, &problems, &err);
  if (status == STATUS_OK)
    status = journey_write(&map->source, &sink, &err);
  struct str faults = {0};
  list_problems(&problems, &faults);
  fputs(str_text(&faults), stderr);
  if (err.status != STATUS_OK)
    fprintf(stderr, "%s\n", err.text);
  str_clear(&faults);
  problems_clear(&problems);
  map_free(&map);
  return (int)status;
}
