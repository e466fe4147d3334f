/* Placeholders in texts, offered and marked. */
#ifndef KUNDRESA_TUI_PLACEHOLDERS_H
#define KUNDRESA_TUI_PLACEHOLDERS_H

#include "tui/tui.h"

/* Draws the placeholders of one line over it: known ones strong, unknown ones
 * as faults. */
void placeholders_paint(int row, int column, int columns, const char *line);

/* Adds "  ! {amount} is unknown; {amount_due}?" for the first that is wrong;
 * nothing where all are known. */
void placeholders_add_problem(struct str *out, const char *text);

/* A list of all there are; @done gets the chosen one as it stands in a text. */
typedef void placeholders_done(void *context, struct tui *tui, const char *text);
void placeholders_pick(struct tui *tui, placeholders_done *done, void *context);

#endif
