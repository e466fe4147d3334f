/* Whatever bytes a ledger has, rows come out or sentences, and it ends. */
#include "base/text.h"
#include "ledger/csv.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  if (size == 0)
    return 0;
  FILE *in = fmemopen((void *)data, size, "r");
  if (in == NULL)
    return 0;
  struct csv *csv = csv_open(in, "ledger.csv");
  struct error err = {0};
  enum csv_found found;
  while ((found = csv_next(csv, &err)) == CSV_ROW || found == CSV_BAD) {
    if (found == CSV_BAD && (err.text[0] == '\0' || err.line < 1))
      abort();
    error_clear(&err);
    for (size_t i = 0; found == CSV_ROW && i < csv_count(csv); i++)
      if (!text_is_utf8(csv_field(csv, i), strlen(csv_field(csv, i))))
        abort();
  }
  csv_free(&csv);
  fclose(in);
  return 0;
}
