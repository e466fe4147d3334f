/* Every change a person can make to a journey, each its own durable, undoable
 * transaction.  The workbench and the command line both come through here. */
#ifndef KUNDRESA_APP_EDIT_H
#define KUNDRESA_APP_EDIT_H

#include "app/session.h"

/* Sets one field to @text (as value_parse() reads it; NULL or "" unsets).
 * @base, when not NULL, is the value the person saw ("" for not set): if it
 * is no longer that, nothing is written and STATUS_BUSY tells both.  A value
 * that is already there makes no change. */
enum status edit_set(struct session *session, enum entity entity, int64_t oid,
                     const struct field *field, const char *text, const char *base,
                     struct error *err);

/* Several fields of one record as one action: texts[i] for fields[i], bases
 * as above (NULL: not compared).  All are checked before any is written. */
enum status edit_set_many(struct session *session, enum entity entity, int64_t oid,
                          const struct field *const *fields, const char *const *texts,
                          const char *const *bases, size_t count, struct error *err);

/* Gives @record an id of its own that tells what it is: from its title, topic or text;
 * else from what it is part of; else from the first choice made in it. */
void edit_make_id(struct session *session, enum entity entity, void *record);

/* Adds @record before the row @before (0: last).  A missing id is made from
 * the title (or topic, or text), unique in the journey. */
enum status edit_add(struct session *session, enum entity entity, void *record, int64_t before,
                     int64_t *oid, struct error *err);

/* Adds a touchpoint with @title after the touchpoint @after (0: last in
 * @stage), of the stage's kind. */
enum status edit_add_touchpoint(struct session *session, const char *title, const char *stage,
                                int64_t after, int64_t *oid, struct error *err);

/* The touchpoint that follows @touchpoint in its stage; 0 for the last. */
enum status edit_next(struct session *session, int64_t touchpoint, int64_t *next,
                      struct error *err);

/* Copies a record with its parts, after it, with new ids. */
enum status edit_copy(struct session *session, enum entity entity, int64_t oid, int64_t *copy,
                      struct error *err);

/* Moves a record before the row @before (0: last) among its siblings; a
 * touchpoint also into the stage with the id @stage (NULL: it stays).  A
 * touchpoint whose kind is that of its old stage takes the kind of the new
 * one. */
enum status edit_move_to(struct session *session, enum entity entity, int64_t oid, int64_t before,
                         const char *stage, struct error *err);

/* Moves a record one place (@by = -1 or +1) among its siblings.  A touchpoint
 * at the edge of its stage goes over into the next one; at the ends of the map
 * STATUS_FINDINGS and nothing happens. */
enum status edit_move(struct session *session, enum entity entity, int64_t oid, int by,
                      struct error *err);

/* Deletes a record and its parts. */
enum status edit_delete(struct session *session, enum entity entity, int64_t oid,
                        struct error *err);
/* The same where the person has seen the file as the history's entry @seen left it:
 * STATUS_BUSY, and nothing happens, when somebody else has changed the record or what
 * goes with it since.  *@changed (an entity) and *@part (a row) tell which. */
enum status edit_delete_seen(struct session *session, enum entity entity, int64_t oid, int64_t seen,
                             enum entity *changed, int64_t *part, struct error *err);

/* Brings back what the history's entry @entry deleted, and sets a field of it, as one
 * action. */
enum status edit_bring_back(struct session *session, int64_t entry, enum entity entity, int64_t oid,
                            const struct field *field, const char *text, struct error *err);

/* What else would change if the record were deleted, as a sentence for the
 * person to decide on; "" when nothing. */
enum status edit_delete_says(struct session *session, enum entity entity, int64_t oid,
                             struct str *says, struct error *err);

/* Undo and redo; @label receives what it was. */
enum status edit_undo(struct session *session, struct str *label, struct error *err);
enum status edit_redo(struct session *session, struct str *label, struct error *err);

#endif
