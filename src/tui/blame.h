/* Who set each field of a record: a list, from which one goes to the entry of the history. */
#ifndef KUNDRESA_TUI_BLAME_H
#define KUNDRESA_TUI_BLAME_H

#include "tui/tui.h"

/* Lists the fields of the record and of its parts as the journey is that is looked at.  Says
 * so where it is not there, as when it was deleted. */
void blame_open(struct tui *tui, enum entity entity, int64_t oid);

#endif
