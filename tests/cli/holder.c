/* Holds a file as somebody does who is writing: begins a transaction, says
 * "held", and lets go when its input ends. */
#include "store/store.h"

#include <stdio.h>

static int64_t now(void)
{
  return 0;
}

int main(int argc, char **argv)
{
  struct store *store = NULL;
  struct error err = {0};
  struct store_context context = {.person = "holder", .now = now};
  if (argc != 2 || store_open(argv[1], STORE_WRITE, &context, &store, &err) != STATUS_OK ||
      store_begin(store, "hold", "edit", &err) != STATUS_OK) {
    fprintf(stderr, "%s\n", err.text);
    return 1;
  }
  puts("held");
  fflush(stdout);
  while (getchar() != EOF)
    continue;
  store_rollback(store);
  store_close(&store);
  return 0;
}
