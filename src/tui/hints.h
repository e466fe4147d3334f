/* The last line: what can be done here, with which keys.  Each hint can be
 * clicked, for those who do not take to keys. */
#ifndef KUNDRESA_TUI_HINTS_H
#define KUNDRESA_TUI_HINTS_H

#include "app/command.h"
#include "tui/key.h"
#include "tui/screen.h"

/* Draws those commands of @scope that are hints: those that fit, ? first, and the
 * ways back last. */
void hints_paint_commands(unsigned scope);

/* Draws hints, parted by three spaces: those that fit, and always the last.  One
 * that begins with a key, as "Esc back", can be clicked. */
void hints_paint(const char *hints);

/* To be called before each frame: nothing can be clicked. */
void hints_forget(void);
/* Makes a place on the screen do what the key called @key does. */
void hints_add(struct rect rect, const char *key);
/* The key that stands there in the last frame; false where there is none. */
bool hints_key_at(int row, int column, struct key *key);

#endif
