/* Releasing from the workbench: what is in the way, or the release. */
#ifndef KUNDRESA_TUI_RELEASE_DIALOG_H
#define KUNDRESA_TUI_RELEASE_DIALOG_H

#include "tui/tui.h"

/* Tries the journey.  What keeps it from running is listed, and taking a line
 * leads to the place; when nothing does, a question asks before the release is
 * made, since it never changes again. */
void release_dialog_open(struct tui *tui);

#endif
