/* Changing one field: what fits its kind to change it with, and what happens where
 * somebody else was first. */
#ifndef KUNDRESA_TUI_FIELD_H
#define KUNDRESA_TUI_FIELD_H

#include "app/dispute.h"
#include "tui/tui.h"

/* Opens what fits the field to change it: a prompt, a list, a writer.  The
 * change is made at once, compared with what the person saw. */
void field_open(struct tui *tui, enum entity entity, int64_t oid, const struct field *field);

/* The same, with @text written in it already by a person who saw @base. */
void field_write(struct tui *tui, enum entity entity, int64_t oid, const struct field *field,
                 const char *base, const char *text);

/* Sets a field as the person wishes who saw @base there, and says what went wrong, or
 * asks where somebody else was first: then what was wished waits in the dialog.  True
 * when it is set. */
bool field_set(struct tui *tui, enum entity entity, int64_t oid, const struct field *field,
               const char *text, const char *base);

/* Does what was chosen of a dispute over a field: true when nothing of it is left to be
 * done.  What could not be written stands in the field's editor again, from which
 * drafts_step() keeps it. */
bool field_settle(struct tui *tui, enum entity entity, int64_t oid, const struct field *field,
                  const char *base, enum dispute_choice choice, const char *text,
                  const struct dispute *dispute);

#endif
