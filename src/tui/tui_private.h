/* What the loop's keys and its frames share. */
#ifndef KUNDRESA_TUI_TUI_PRIVATE_H
#define KUNDRESA_TUI_TUI_PRIVATE_H

#include "tui/tui.h"

extern const struct view_ops *const tui_views[VIEW_COUNT];

/* The view that is shown, which is opened where it never was. */
struct view *tui_view(struct tui *tui);

#endif
