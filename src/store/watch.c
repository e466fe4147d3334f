/* Hearing of what others write, as soon as the system tells. */
#include "base/i18n.h"
#include "store/store_private.h"

#include <stdlib.h>
#include <sys/inotify.h>
#include <unistd.h>

/* Every commit goes to the file beside ours; what others change in the memory that
 * they share with us the system tells nobody.  That file is there for as long as
 * anybody has the store open for writing. */
int store_watch(struct store *store)
{
  if (store->watch != 0)
    return store->watch;
  struct str name = {0};
  str_addf(&name, "%s-wal", store->path);
  store->watch = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
  if (store->watch >= 0 && inotify_add_watch(store->watch, str_text(&name), IN_MODIFY) < 0) {
    close(store->watch);
    store->watch = -1;
  }
  str_clear(&name);
  return store->watch;
}

void store_watched(struct store *store)
{
  char events[4096];
  while (store->watch > 0 && read(store->watch, events, sizeof events) > 0)
    ;
}
