/* A text in the editor that a person is used to. */
#ifndef KUNDRESA_TUI_EXTERNAL_H
#define KUNDRESA_TUI_EXTERNAL_H

#include "tui/tui.h"

/* Gives the terminal to $VISUAL or $EDITOR (nano or vi where neither is set)
 * with @text in a file that only this person can read, and gives back what it
 * holds afterwards: *@edited is the caller's.  The variable may hold arguments,
 * parted by spaces; quotes and backslashes hold together what has spaces of its
 * own.  No shell is asked. */
enum status external_edit(const char *text, char **edited, struct error *err);

#endif
