/* A text to read in a dialog, and commands' output as such a text. */
#ifndef KUNDRESA_TUI_READER_H
#define KUNDRESA_TUI_READER_H

#include "app/output.h"
#include "tui/tui.h"

/* Opens a dialog that shows @text; one scrolls in it, and Esc closes it. */
void reader_open(struct tui *tui, const char *title, const char *text);

/* What a command has to say, gathered as lines for people. */
struct told {
  struct output output;
  struct str text;
  int depth;
  bool item; /* the next line begins an item of a list */
};
void told_init(struct told *told);
void told_clear(struct told *told);

#endif
