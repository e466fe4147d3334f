/* Records by the names that people know them by: ids are for files. */
#ifndef KUNDRESA_TUI_NAMING_H
#define KUNDRESA_TUI_NAMING_H

#include "app/session.h"
#include "base/str.h"

/* Adds the title of the record with that id; the id where it has none. */
void naming_add_title(struct str *out, struct session *session, enum entity entity, const char *id);

/* Adds the value of a field as people read it, a reference as the title of what
 * it refers to; nothing where it is not set. */
void naming_add_value(struct str *out, struct session *session, const void *record,
                      const struct field *field);

/* Adds when it happens, to whom and how, as one sentence. */
void naming_add_trigger(struct str *out, struct session *session,
                        const struct touchpoint *touchpoint);

/* Has @err, told of @field, name it by its label instead of as files do. */
void naming_fault(struct error *err, const struct field *field);

#endif
