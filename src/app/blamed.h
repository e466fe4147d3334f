/* Who set what: the fields of a record and of its parts, each with the entry of the history
 * that gave it its value. */
#ifndef KUNDRESA_APP_BLAMED_H
#define KUNDRESA_APP_BLAMED_H

#include "app/session.h"

/* What is called for each record: before its fields, for each of them, and after them. */
struct blamed_visit {
  void (*begin)(void *context, enum entity entity, const void *record);
  blame_visit *field;
  void (*end)(void *context); /* may be NULL */
};

/* Visits a record and then its parts, down to the last; of a journey the record alone. */
enum status blamed_each(struct session *session, enum entity entity, const void *record,
                        const struct blamed_visit *visit, void *context, struct error *err);

#endif
