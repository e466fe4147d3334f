/* Two values of one thing beside each other, and the choice between them. */
#ifndef KUNDRESA_TUI_DISPUTE_DIALOG_H
#define KUNDRESA_TUI_DISPUTE_DIALOG_H

#include "app/dispute.h"
#include "tui/tui.h"

/* Asks what shall be of @dispute, whose texts become the dialog's.  @done gets the
 * choice once the dialog has gone; @text is the value of DISPUTE_OTHER, else mine.  Esc
 * decides nothing: DISPUTE_OPEN.  @context goes to @forget (NULL: nothing to do) after
 * that. */
typedef void dispute_done(void *context, struct tui *tui, enum dispute_choice choice,
                          const char *text, const struct dispute *dispute);
void dispute_open(struct tui *tui, struct dispute *dispute, dispute_done *done, void *context,
                  void (*forget)(void *context));

/* Whether it is the uppermost dialog. */
bool dispute_is_asked(const struct tui *tui);

#endif
