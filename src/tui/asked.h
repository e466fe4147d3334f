/* What customers ask, with what it costs (R9): as a list of all of it, those most
 * worth preventing first, and as words for other lists. */
#ifndef KUNDRESA_TUI_ASKED_H
#define KUNDRESA_TUI_ASKED_H

#include "tui/tui.h"

/* Lays the list of all questions on top; Enter looks into one's dated counts. */
void asked_open(struct tui *tui);

/* Adds how often a struct question is asked and what it costs: "735 in 30 days,
 * 73,548 SEK, measured". */
void asked_add_worth(struct str *out, struct session *session, const void *question);

#endif
