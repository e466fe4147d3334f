/* Holds a file as somebody does who is writing: begins a transaction, runs a
 * command meanwhile, and lets go.  Usage: holder FILE COMMAND ARGUMENT... */
#include "store/store.h"

#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static int64_t now(void)
{
  return 0;
}

int main(int argc, char **argv)
{
  struct store *store = NULL;
  struct error err = {0};
  struct store_context context = {.person = "holder", .now = now};
  if (argc < 3 || store_open(argv[1], STORE_WRITE, &context, &store, &err) != STATUS_OK ||
      store_begin(store, "hold", "edit", &err) != STATUS_OK) {
    fprintf(stderr, "%s\n", err.text);
    return 99;
  }
  pid_t child = fork();
  if (child == 0) {
    execv(argv[2], argv + 2);
    _exit(99);
  }
  int status = 0;
  waitpid(child, &status, 0);
  store_rollback(store);
  store_close(&store);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 99;
}
