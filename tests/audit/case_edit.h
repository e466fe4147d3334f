/* Small changes to a journey while it is read: what a case of a rule says in a line each.
 *
 *   touchpoint/first fee_kind=fixed    a field of one record, by its id; of records
 *   journey payment_terms_days=14      without ids by the first field that they have
 *   variant/first-text sms=Hej         (variants of a message, connections of a
 *   variant/first-text/en body=Hi      touchpoint); of variants also by language
 *   variant/first-text body+= Tack!    adds to a text; "-=" takes a part of it out
 *   + edge source=first kind=next      one record more, at the end
 *   - declaration/fee_agreed           one less, or several
 *   state minor=yes                    + declaration field=minor value=yes
 *   state kind=plan first              the same of one touchpoint
 */
#ifndef KUNDRESA_TESTS_AUDIT_CASE_EDIT_H
#define KUNDRESA_TESTS_AUDIT_CASE_EDIT_H

#include "model/map.h"

struct edit {
  char sign; /* '=' '+' '-': change a field; 'a' add a record; 'r' remove */
  enum entity entity;
  char *key, *language;      /* whose; NULL for any */
  const struct field *field; /* NULL for 'a' and 'r' */
  char *text;                /* of 'a': "field=value field=value" */
  bool used;
};
struct edits {
  struct edit *items;
  size_t count;
};

/* Reads one line into @edits; false where it cannot be understood. */
bool edits_add(struct edits *edits, const char *line);
void edits_clear(struct edits *edits);

/* The journey at @path with @edits, or NULL with what is wrong in @why (@size bytes): an
 * edit that finds nothing to change is wrong too. */
struct map *edits_read(const char *path, struct edits *edits, char *why, size_t size);

#endif
