/* Writes a random journey to standard output, and its texts, each ended by
 * NUL, to standard error: for readers of YAML that are not ours. */
#include "journey_helper.h"

#include "model/record.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int argc, char **argv)
{
  struct map *map = random_map(argc > 1 ? (unsigned)strtoul(argv[1], NULL, 10) : 1);
  struct str out = {0};
  enum status status = write_map(map, &out);
  fputs(str_text(&out), stdout);
  for (int e = 0; e < ENTITY_COUNT; e++)
    for (size_t i = 0; i < map_count(map, (enum entity)e); i++)
      for (size_t f = 0; f < entities[e].count; f++) {
        const struct field *field = &entities[e].fields[f];
        if (field->kind != FIELD_TEXT && field->kind != FIELD_PROSE)
          continue;
        const char *text = record_text(map_at(map, (enum entity)e, i), field);
        if (text != NULL)
          fwrite(text, 1, strlen(text) + 1, stderr);
      }
  str_clear(&out);
  map_free(&map);
  return (int)status;
}
