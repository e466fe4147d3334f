/* The groups of customers, as new customers, that steps and wordings can be for,
 * and what must be true of those in them. */
#ifndef KUNDRESA_TUI_CUSTOMERS_H
#define KUNDRESA_TUI_CUSTOMERS_H

#include "tui/tui.h"

/* Lays the list of groups on top. */
void customers_open(struct tui *tui);

#endif
