/*
 * app/ owns what a person can do: the one table of commands, their handlers,
 * and the state of a session.  It must not know curses, nor print: what it has
 * to say goes to a struct output.
 *
 * This header: an open file, the journey in it that one works on, and who
 * works.
 */
#ifndef KUNDRESA_APP_SESSION_H
#define KUNDRESA_APP_SESSION_H

#include "store/store.h"

struct session {
  struct store *store;
  char *path;             /* of the file */
  int64_t journey_oid;    /* 0 while none is chosen (an empty file) */
  struct journey journey; /* its record; empty while none is chosen */
  char *person;           /* operating-system user */
  int64_t department;     /* enum department, or UNSET */
};

/* Opens @path for @person and chooses the journey @id (NULL: the only one, or
 * the one worked on last).  Free with session_close(). */
enum status session_open(const char *path, enum store_mode mode, const char *id,
                         struct session **session, struct error *err);
void session_close(struct session **session);

/* Turns to another journey of the file. */
enum status session_choose(struct session *session, const char *id, struct error *err);

/* Reads the journey's record again, after an edit or another's commit. */
enum status session_reload(struct session *session, struct error *err);

#endif
