#include "app/data.h"

#include <stdlib.h>

void data_add_folder(struct str *out, const char *name)
{
  const char *tree = getenv("KUNDRESA_DATADIR");
  if (tree != NULL && tree[0] != '\0')
    str_addf(out, "%s/data/%s", tree, name);
  else
    str_addf(out, "%s/%s", DATADIR, name);
}
