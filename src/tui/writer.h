/* Editing several lines: the text, the cursor, and what can be taken back
 * inside the field.  Knows nothing of the screen but its width. */
#ifndef KUNDRESA_TUI_WRITER_H
#define KUNDRESA_TUI_WRITER_H

#include "base/str.h"
#include "tui/key.h"

struct writer {
  struct str text;
  size_t cursor;  /* byte offset, between graphemes */
  int columns;    /* of the wrapped lines; set before keys that go up or down */
  int wish;       /* the column that Up and Down keep to, or -1 */
  char **undone;  /* earlier texts, the newest last */
  size_t *places; /* and where the cursor was */
  size_t count;
  bool typing; /* the last key typed into the same word */
};

/* Starts as {0}. */
void writer_start(struct writer *writer, const char *text);
void writer_clear(struct writer *writer);

/* Takes a key that edits or moves; false when it means nothing here.  Ctrl-_
 * (which terminals send for Ctrl-7 and Ctrl-/ too) takes back. */
bool writer_key(struct writer *writer, const struct key *key);

/* Puts @text in at the cursor. */
void writer_insert(struct writer *writer, const char *text);

/* Where the cursor is among the lines wrapped at writer->columns. */
void writer_place(const struct writer *writer, int *row, int *column);

#endif
