/* What people do, by name, so that each can be done with a disk that fails, with
 * too little memory, and with a power cut or a kill in the midst of it.
 *
 * The next one is a line of the table in operations.c. */
#ifndef KUNDRESA_TESTS_OPERATIONS_H
#define KUNDRESA_TESTS_OPERATIONS_H

#include "app/session.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* A folder with the file "map" in it, on which it is done; what it makes besides
 * is "other" or lies in "backups". */
struct site {
  char folder[200];
  char map[220];
  char other[220];
};

struct operation {
  const char *name;
  /* On an open session; or, where it opens by itself, without one. */
  enum status (*run)(struct session *session, const struct site *place, struct error *err);
  bool opens;
  /* What comes before it, undisturbed; or NULL. */
  enum status (*prepare)(struct session *session, const struct site *place, struct error *err);
  bool beside; /* it writes another file, and nothing to the map */
};

extern const struct operation operations[];
extern const size_t operation_count;

/* A folder in memory where there is such a thing, removed with all in it. */
void site_make(struct site *place);
void site_remove(struct site *place);

/* Makes the map of tests/cli/small.yaml, with what operations look for. */
void site_fill(const struct site *place);

/* Opens the map without disturbance and looks at it: it must be sound, as must
 * the other file and every backup that there is.  Gives all that was done and all
 * that stands in them, as one text that does not depend on the time; or stops the
 * test, naming @what.  The caller frees it. */
char *site_tell(const struct site *place, const char *what);

/* Adds what stands in the session's file, and all that was done. */
void site_add_state(struct session *session, struct str *out);

/* The same of the map, opened anew; false when it cannot be or is damaged. */
bool site_is_sound(const struct site *place, struct str *out);

/* Bytes of the map, to put it back quickly.  No log may lie beside it. */
struct bytes {
  char *bytes;
  size_t length;
};
struct bytes site_read(const struct site *place);
/* Puts the map there, and takes away what lies around it. */
void site_put(const struct site *place, const struct bytes *map);
/* Reads the map where nothing at all lies around it; false where something does. */
bool site_read_alone(const struct site *place, struct bytes *map);
/* Whether the map is those bytes and nothing lies around it but backups. */
bool site_is(const struct site *place, const struct bytes *map);

#endif
