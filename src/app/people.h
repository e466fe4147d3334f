/* The people whom a file knows: those who have worked on it under a name, a
 * department or a role of their own. */
#ifndef KUNDRESA_APP_PEOPLE_H
#define KUNDRESA_APP_PEOPLE_H

#include "store/store.h"

struct person {
  char *user;         /* the operating system's, which stands in the history */
  char *name;         /* what the others call them; NULL: nothing else */
  int64_t department; /* enum department, or UNSET */
  int64_t role;       /* enum role; an editor where nobody said */
};

/* By user.  Starts as {0}. */
struct people {
  struct person *items;
  size_t count;
};

/* Reads them anew; clear with people_clear(). */
enum status people_read(struct store *store, struct people *people, struct error *err);
void people_clear(struct people *people);

/* The one with that user's name, or NULL. */
const struct person *people_find(const struct people *people, const char *user);

/* What to call a user: the name, else the user's own. */
const char *people_name(const struct people *people, const char *user);

/* Adds the first letters of the first and the last word of a name: "AE" of Anna
 * Ek, "AN" of anna. */
void people_add_initials(struct str *out, const char *name);

#endif
