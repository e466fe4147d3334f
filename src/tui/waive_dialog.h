/* Accepting a finding of the audit, with a reason. */
#ifndef KUNDRESA_TUI_WAIVE_DIALOG_H
#define KUNDRESA_TUI_WAIVE_DIALOG_H

#include "tui/tui.h"

/* Asks why the finding of the last audit is accepted, until when, and which department
 * answers for it; then waives it in the name of the session's person. */
void waive_dialog_open(struct tui *tui, const struct finding *finding);

#endif
