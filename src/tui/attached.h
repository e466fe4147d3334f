/* Records in a list, as the systems that take part in a touchpoint and what
 * customers ask because of it: look through them, add, change, delete. */
#ifndef KUNDRESA_TUI_ATTACHED_H
#define KUNDRESA_TUI_ATTACHED_H

#include "tui/tui.h"

/* Lays the list on top.  @entity is ENTITY_usage or ENTITY_question, @oid the
 * touchpoint's row. */
void attached_open(struct tui *tui, enum entity entity, int64_t oid);

/* ---- For lists of other records ---- */

struct attached;
struct attached_kind {
  enum entity entity;
  const char *link;    /* the field that refers to what they hang on; NULL: on nothing */
  const char *name;    /* the field that says what a record is */
  const char *nothing; /* said while there is none; translate on use */
  /* Asks what a new one is, and ends with attached_add(). */
  void (*ask)(struct attached *attached);
  /* What Enter does with the record of that row; NULL: its form. */
  void (*open)(struct tui *tui, int64_t oid);
  /* Adds what else is known of a record; NULL: its other fields. */
  void (*add_detail)(struct str *out, struct session *session, const void *record);
  bool tells_worth; /* of questions: behind each stands what it costs, not its other fields */
  bool ranked;      /* by that, the highest first; else they stand as in the journey */
};

/* Lays a list on top: of all records of the kind in the journey, or of those
 * that hang on the record with the id @of, which people call @title. */
void attached_lay(struct tui *tui, const struct attached_kind *kind, const char *of,
                  const char *title);

struct tui *attached_tui(struct attached *attached);
/* Adds @record to the list and marks it; false when it was refused, which is told
 * then.  The record stays the caller's.  @oid (may be NULL) is its row. */
bool attached_add(struct attached *attached, void *record, int64_t *oid);

#endif
