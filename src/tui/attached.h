/* The records that hang on a touchpoint, as the systems that take part and what
 * customers ask because of it: look through them, add, change, delete. */
#ifndef KUNDRESA_TUI_ATTACHED_H
#define KUNDRESA_TUI_ATTACHED_H

#include "tui/tui.h"

/* Lays the list on top.  @entity is ENTITY_usage or ENTITY_question, @oid the
 * touchpoint's row. */
void attached_open(struct tui *tui, enum entity entity, int64_t oid);

#endif
