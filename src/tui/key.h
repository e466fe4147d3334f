/* Keys and clicks, by the names that the command table uses. */
#ifndef KUNDRESA_TUI_KEY_H
#define KUNDRESA_TUI_KEY_H

#include "base/str.h"

#include <stdbool.h>

enum mouse { MOUSE_NONE, MOUSE_CLICK, MOUSE_WHEEL_UP, MOUSE_WHEEL_DOWN };

struct key {
  char name[16]; /* "a", "å", "C-r", "Enter", "Esc", "Left", "S-Left", "F1"… */
  bool types;    /* whether @name is a character that can be typed into a text */
  enum mouse mouse;
  int row, column; /* of the mouse */
  bool pasted;     /* part of a pasted text, which is never a command */
};

/* The next key that curses has, without waiting; false when there is none.
 * A resize comes as "Resize".  Of a pasted text come its characters, "Enter"
 * for each line end and a space for each tab; its control characters do not. */
bool key_read(struct key *key);

/* Prepares a screen that was just opened: keys that terminals send beyond those
 * that curses knows. */
void key_begin(void);

/* The key called @name, for tests and scripts. */
struct key key_make(const char *name);

/* Adds the key's name as people read it: "Ctrl-R", "Shift-Left". */
void key_add_words(struct str *out, const char *name);

/* Whether the key is called @name. */
bool key_is(const struct key *key, const char *name);

/* Lets the terminal report clicks, or leaves the mouse to it. */
void key_use_mouse(bool use);

#endif
