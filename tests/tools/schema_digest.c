/* Writes src/store/schema_digest.h: the digest of each schema that the table of
 * fields makes. */
#include "store/store_private.h"

#include <stdio.h>

int main(void)
{
  struct store store = {.path = (char *)":memory:", .tables = entities};
  puts("/* The digests of the schemas that this program makes, by their number.  Made by\n"
       " * make update-docs from the table of fields; do not edit. */\n"
       "#ifndef KUNDRESA_STORE_SCHEMA_DIGEST_H\n"
       "#define KUNDRESA_STORE_SCHEMA_DIGEST_H\n\n"
       "/* clang-format off */\n"
       "#define SCHEMA_DIGESTS \\");
  for (int version = 1; version <= entity_schema(); version++) {
    struct str digest = {0};
    struct error err = {0};
    if (store_made_digest(&store, version, &digest, &err) != STATUS_OK) {
      fprintf(stderr, "%s\n", err.text);
      return 1;
    }
    printf("  {%d, \"%s\"},%s\n", version, str_text(&digest),
           version < entity_schema() ? " \\" : "");
    str_clear(&digest);
  }
  puts("\n#endif");
  return 0;
}
