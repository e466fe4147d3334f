/* libFuzzer's way into the reader of journey/1: any bytes are read or refused
 * with a sentence, and what was read survives the way out and in. */
#include "../yaml/journey_helper.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct map *map = NULL;
  struct map *again = NULL;
  struct problems problems = {0};
  struct str first = {0};
  struct str second = {0};
  enum status status = read_text((const char *)data, size, &map, &problems);
  if (status == STATUS_OK) {
    if (write_map(map, &first) != STATUS_OK ||
        read_text(first.text, first.length, &again, &problems) != STATUS_OK ||
        !maps_same(map, again) || write_map(again, &second) != STATUS_OK ||
        strcmp(first.text, second.text) != 0)
      abort();
  } else if (status != STATUS_INPUT || problems.count == 0 || problems.items[0].line < 1) {
    abort();
  }
  str_clear(&first);
  str_clear(&second);
  problems_clear(&problems);
  map_free(&map);
  map_free(&again);
  return 0;
}
