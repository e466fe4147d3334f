/* Two wishes of which one can come true, told so that a person can decide: of two people
 * at work on one file, or of two versions that are merged. */
#ifndef KUNDRESA_APP_DISPUTE_H
#define KUNDRESA_APP_DISPUTE_H

#include "app/session.h"
#include "base/str.h"

enum dispute_kind {
  DISPUTE_FIELD,   /* both gave a field another value */
  DISPUTE_DELETED, /* they deleted what I changed */
  DISPUTE_CHANGED, /* they changed what I delete */
  DISPUTE_DRAFT,   /* nobody: mine was begun, and not kept */
  DISPUTE_NEEDED,  /* one deleted what the other refers to; it stays */
  DISPUTE_ORDER,   /* both moved it, to different places */
};

enum dispute_choice {
  DISPUTE_OPEN, /* not decided */
  DISPUTE_MINE,
  DISPUTE_THEIRS,
  DISPUTE_OTHER, /* a value of its own, as of both together */
};

/* One wish.  Texts are owned. */
struct wish {
  char *text;  /* the canonical value; NULL where none is set, or it is no field's */
  char *shown; /* as people read it, never NULL */
};

/* Starts as {0}; cleared with dispute_clear(). */
struct dispute {
  enum dispute_kind kind;
  const struct field *field; /* of DISPUTE_FIELD, and of DISPUTE_DELETED where one was meant */
  char *what;                /* "Touchpoint 'Welcome'" */
  char *who;                 /* "anna (Finance)"; the name of their version */
  char *when;                /* "14:03", with the day where it is another; "" where unknown */
  char *me;                  /* the name of my version; NULL for the person at the keys */
  int64_t entry;             /* of the history, that did theirs; 0 between versions */
  struct wish base, mine, theirs;
};

void dispute_clear(struct dispute *dispute);

/* What was chosen; @text is the value of DISPUTE_OTHER, owned. */
struct dispute_answer {
  enum dispute_choice choice;
  char *text;
};

/* After edit_set() did not go through: whether it was because of somebody else.  @mine
 * is what was to be set, @base what the person saw.  Fills @dispute where it was. */
bool dispute_find(struct session *session, enum entity entity, int64_t oid,
                  const struct field *field, const char *mine, const char *base,
                  struct dispute *dispute);

/* After edit_delete_seen(): the change that came between, of what is to be deleted. */
bool dispute_find_later(struct session *session, enum entity entity, int64_t oid, int64_t seen,
                        struct dispute *dispute);

/* One text of both to start from, the caller's to free: what they share once, and between
 * that first mine, then theirs; of lists all that either has.  NULL for what has no
 * between. */
char *dispute_combine(const struct dispute *dispute);

/* The time of day, with the day where it is another; the caller frees it.  @at is in
 * milliseconds, 0 where it is not known. */
char *dispute_when(int64_t at);

/* Adds the whole of it as one sentence: what, and by whom. */
void dispute_add_sentence(struct str *out, const struct dispute *dispute);

#endif
