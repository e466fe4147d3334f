/* Which known name did they mean? */
#ifndef KUNDRESA_BASE_NEAR_H
#define KUNDRESA_BASE_NEAR_H

#include <stddef.h>

/* The edits (insert, delete, replace, swap of neighbours) that turn @a into
 * @b: optimal string alignment distance, bytes, case ignored for ASCII.
 * Names over 64 bytes are compared by their first 64. */
int near_distance(const char *a, const char *b);

/* Keeps the best guess while names are offered one by one. */
struct near {
  const char *wanted; /* borrowed */
  const char *best;   /* borrowed; NULL while nothing is close enough */
  int distance;
};

/* Starts a search for @wanted. */
struct near near_start(const char *wanted);

/* Offers @name, which must outlive the search.  Close enough is at most a
 * third of the longer name's letters wrong, so none in names of two, or one name
 * starting with the other where three letters or more agree. */
void near_offer(struct near *near, const char *name);

#endif
