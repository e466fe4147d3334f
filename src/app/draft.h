/* What a person was writing when the connection was lost or the program died: kept in
 * a file of its own beside the map, one for each program that runs, until the writing is
 * kept or thrown away.  It is locked by the one who writes it (flock), so that what
 * nobody holds has been left behind. */
#ifndef KUNDRESA_APP_DRAFT_H
#define KUNDRESA_APP_DRAFT_H

#include "app/session.h"

/* Texts are owned. */
struct draft {
  enum entity entity;
  int64_t oid; /* of a prompt: the journey's, 0 any */
  const struct field *field;
  char *base;     /* the value that the person began from */
  char *text;     /* what is written so far */
  char *question; /* that a prompt asks, of no record yet; NULL where it is a field's value */
  char *key;      /* names that question in every language; NULL in files of before */
  int64_t at;     /* milliseconds; of draft_find() */
};
void draft_clear(struct draft *draft);

/* The file of one program.  Starts as {.handle = -1}. */
struct draft_file {
  char *path; /* NULL while there is none */
  int handle; /* open and locked */
  bool synced;
};

/* Puts @draft in place of what the file holds: whole or not at all, at once for whoever
 * kills this program, and after draft_sync() also if the machine stops. */
enum status draft_keep(struct draft_file *file, const struct session *session,
                       const struct draft *draft, struct error *err);
void draft_sync(struct draft_file *file);

/* What was written is kept elsewhere, or not wanted. */
void draft_drop(struct draft_file *file);
/* Lets go of the file, which stays for the next start. */
void draft_leave(struct draft_file *file);

/* A draft that this person has left behind beside this map, the next by name after the
 * path @after (NULL: the first): false when there is none.  It is @file's from then on,
 * locked.  What makes no sense is passed over, and never deleted. */
bool draft_find(const struct session *session, const char *after, struct draft_file *file,
                struct draft *draft);

#endif
