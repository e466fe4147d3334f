/* Reads a pack of one's own from a file, or /dev/stdin, beside those that come with
 * kundresa, and says what is wrong with it: for tests of the schema and the page. */
#include "app/rulebook.h"

#include <stdio.h>

static void tell(const struct error *err)
{
  char line[1400];
  fprintf(stderr, "%s\n", error_format(err, line, sizeof line));
}

int main(int argc, char **argv)
{
  struct error err = {0};
  struct problems problems = {0};
  struct library *library = rulebook_open(&err);
  enum status status = library != NULL ? STATUS_OK : STATUS_SYSTEM;
  for (int i = 1; i < argc && status == STATUS_OK; i++)
    status = rulebook_add_path(library, argv[i], &problems, &err);
  if (status == STATUS_OK)
    status = rulebook_check(library, &problems);
  for (size_t i = 0; i < problems.count; i++)
    tell(&problems.items[i]);
  if (err.status != STATUS_OK)
    tell(&err);
  problems_clear(&problems);
  library_free(&library);
  return (int)status;
}
