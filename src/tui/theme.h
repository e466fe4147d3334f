/* What things look like: names of meaning, turned into colours by a theme.
 * Colour is never the only carrier of a meaning. */
#ifndef KUNDRESA_TUI_THEME_H
#define KUNDRESA_TUI_THEME_H

#include <stdbool.h>

enum style {
  STYLE_TEXT,
  STYLE_DIM,      /* there, but not what one looks for now */
  STYLE_BAR,      /* title line */
  STYLE_TAB,      /* a view that can be turned to */
  STYLE_TAB_OPEN, /* the view that is shown */
  STYLE_HEADING,
  STYLE_STRONG,
  STYLE_SELECTED,
  STYLE_KEY,  /* a key in the hint line */
  STYLE_HINT, /* its words */
  STYLE_GOOD,
  STYLE_WARN,
  STYLE_BAD,
  STYLE_AS_IS,
  STYLE_TO_BE,
  STYLE_BORDER,
  STYLE_FIELD,      /* where one types */
  STYLE_MARK,       /* words that mean something for the tone, but count nothing */
  STYLE_MARK_SOFT,  /* words that soften it */
  STYLE_MARK_HARD,  /* words that harden it */
  STYLE_DEPARTMENT, /* and one for each department after it */
  STYLE_COUNT = STYLE_DEPARTMENT + 8,
};

enum theme { THEME_DARK, THEME_LIGHT, THEME_MONO, THEME_COUNT };

/* The theme called @name ("dark", "light", "mono"), or -1. */
int theme_find(const char *name);

/* Makes the colours of a theme; mono where the terminal has none.  curses must
 * have been started. */
void theme_use(enum theme theme);

/* The curses attributes of a style in the theme in use. */
unsigned theme_attributes(enum style style);

#endif
