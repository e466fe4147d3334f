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

#include "store/recover.h"
#include "store/store.h"

#include <stdio.h>

struct session {
  struct store *store;
  struct store *present;  /* while @store is of the past: the file as it is now; else NULL */
  struct moment moment;   /* that it is of then */
  char *path;             /* of the file */
  int64_t journey_oid;    /* 0 while none is chosen (an empty file) */
  struct journey journey; /* its record; empty while none is chosen */
  char *person;           /* operating-system user, or whom a gateway speaks for */
  char *gateway;          /* that gateway, the operating-system user then; or NULL */
  bool unheard;           /* KUNDRESA_USER is set, but the user is no trusted gateway */
  char *name;             /* what the others call the person; NULL until asked for */
  int64_t department;     /* enum department, or UNSET */
  int64_t role;           /* enum role, as of the last session_reload() */
};

/* Opens @path for the operating system's user and chooses the journey @id
 * (NULL: the only one, else the one that session_remember() noted for this
 * person, else the first by title; none in an empty file).  A file of an older
 * kundresa is brought up to date, also for STORE_READ, where it may be written.
 * Free with session_close(). */
enum status session_open(const char *path, enum store_mode mode, const char *id,
                         struct session **session, struct error *err);
void session_close(struct session **session);

/* Who is told what went wrong beside a change that was made all the same, as that
 * no backup could be taken before it: one for the program; NULL for nobody. */
typedef void session_hear(void *context, const struct error *warning);
void session_on_warning(session_hear *hear, void *context);

/* Makes the file @path and takes the journey/1 text of @in, called @name in
 * messages, into it; @in NULL makes the start of an empty journey, titled
 * @name: the seven stages and nothing in them.  The faults of the text go to
 * @problems.  On failure there is no file afterwards.  A file that exists is
 * refused. */
enum status session_create(const char *path, FILE *in, const char *name, struct session **session,
                           struct problems *problems, struct error *err);

/* recover_file() for the operating system's user, now. */
enum status session_recover(const char *path, const char *out, struct recover_report *report,
                            struct error *err);

/* Takes one more journey into the file, as one action that can be undone;
 * the session stays where it is unless it had no journey.  @*journey (if not
 * NULL) is its row. */
enum status session_import(struct session *session, FILE *in, const char *name, int64_t *journey,
                           struct problems *problems, struct error *err);

/* Says which department this person is of (UNSET: none): kept in the file,
 * and written beside every later change. */
enum status session_set_department(struct session *session, int64_t department, struct error *err);

/* Says what the others call this person, and the department; kept in the file.
 * STATUS_INPUT for a name longer than the fields that take it. */
enum status session_introduce(struct session *session, const char *name, int64_t department,
                              struct error *err);

/* What to call the person: the name, or the user's. */
const char *session_name(const struct session *session);

/* Notes the chosen journey as the one this person worked on last. */
void session_remember(struct session *session);

/* Turns to another journey of the file. */
enum status session_choose(struct session *session, const char *id, struct error *err);

/* Reads the journey's record again, after an edit or another's commit. */
enum status session_reload(struct session *session, struct error *err);

/* The same where another may have deleted the journey, or made the first one:
 * then another is chosen as by session_open(), none in an empty file. */
enum status session_follow(struct session *session, struct error *err);

/* Turns to the file as it was after an entry of the history, to look at and not to
 * change, until session_come_back(); from one moment it can go to another.  STATUS_INPUT
 * where the journey was not there yet; then all stays as it is. */
enum status session_look_back(struct session *session, const struct moment *moment,
                              struct error *err);

/* Turns back to the file as it is now, which session_reload() or session_follow() must
 * then read; nothing where the session is there already. */
void session_come_back(struct session *session);

/* The file as it is now, whatever is looked at. */
struct store *session_present(const struct session *session);

/* STATUS_INPUT, with a sentence and the key that comes back, while it is the past that
 * is looked at. */
enum status session_need_present(const struct session *session, struct error *err);

#endif
