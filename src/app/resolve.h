/* Conflicts of a merge, decided by a person one after the other. */
#ifndef KUNDRESA_APP_RESOLVE_H
#define KUNDRESA_APP_RESOLVE_H

#include "app/workbench.h"
#include "merge/merge.h"

/* The three maps of a merge, and what people call the two sides: names of files. */
struct resolve_sides {
  const struct map *base, *ours, *theirs;
  const char *our_name, *their_name;
};

/* Asks about each conflict of *@merge, and merges anew, until none is left: *@merge is
 * then what came of it.  STATUS_BUSY, and *@merge as it was, when the person left. */
enum status resolve_conflicts(const struct workbench *workbench, const struct resolve_sides *sides,
                              struct merge **merge, struct error *err);

#endif
