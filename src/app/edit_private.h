/* What the files of edits share. */
#ifndef KUNDRESA_APP_EDIT_PRIVATE_H
#define KUNDRESA_APP_EDIT_PRIVATE_H

#include "app/edit.h"

/* Adds the words by which the history names a record. */
void edit_add_name(struct str *out, enum entity entity, const void *record);

/* Opens the transaction of an edit, which the history calls by @verb ("copy") and the
 * record, for who may do it. */
enum status edit_begin(struct session *session, const char *verb, enum entity entity,
                       const void *record, struct error *err);

/* Ends it by @status, and reads the journey's record again. */
enum status edit_finish(struct session *session, enum status status, struct error *err);

/* Whether @text names a guiding question, where @field is that of an answer. */
enum status edit_check_guide(enum entity entity, const struct field *field, const char *text,
                             struct error *err);

/* Whether there is what @id refers to; true where @field is no reference. */
enum status edit_check_reference(struct session *session, const struct field *field, const char *id,
                                 struct error *err);

/* Gives @record the id @wanted, or that with the first free number after it. */
void edit_put_free_id(struct session *session, enum entity entity, void *record,
                      const char *wanted);

/* Reads the stage with that id into @stage, which the caller clears. */
enum status edit_read_stage(struct session *session, const char *id, struct stage *stage,
                            struct error *err);

#endif
