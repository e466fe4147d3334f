/* Editing one line of text: what is there and where the cursor is. */
#ifndef KUNDRESA_TUI_LINE_H
#define KUNDRESA_TUI_LINE_H

#include "base/str.h"
#include "tui/key.h"
#include "tui/screen.h"

/* Starts as {0}; then line_start(). */
struct line {
  struct str text;
  size_t cursor; /* byte offset, between graphemes */
};

void line_start(struct line *line, const char *text);
void line_clear(struct line *line);

/* Takes a key that edits or moves (arrows, Home, End, Ctrl-A E K U W, words by
 * Ctrl-Left…); false when it means nothing here. */
bool line_key(struct line *line, const struct key *key);

/* Draws it into @columns, scrolled so that the cursor is seen, and puts the
 * cursor. */
void line_paint(const struct line *line, int row, int column, int columns);

#endif
