#include "tui/theme.h"

#include <curses.h>
#include <string.h>

struct look {
  short front, back; /* -1: the terminal's own */
  attr_t attributes; /* besides colour */
  attr_t alone;      /* where there is no colour */
};

#define PLAIN (-1)

/* The eight colours every terminal has; 256-colour values only where the
 * eight would be hard to read on that ground. */
static const struct look dark[STYLE_COUNT] = {
    [STYLE_TEXT] = {PLAIN, PLAIN, 0, 0},
    [STYLE_DIM] = {COLOR_WHITE, PLAIN, A_DIM, 0},
    [STYLE_BAR] = {COLOR_WHITE, COLOR_BLUE, A_BOLD, A_REVERSE},
    [STYLE_TAB] = {COLOR_CYAN, PLAIN, 0, 0},
    [STYLE_TAB_OPEN] = {COLOR_WHITE, PLAIN, A_BOLD | A_UNDERLINE, A_BOLD | A_UNDERLINE},
    [STYLE_HEADING] = {COLOR_CYAN, PLAIN, A_BOLD, A_BOLD},
    [STYLE_STRONG] = {PLAIN, PLAIN, A_BOLD, A_BOLD},
    [STYLE_SELECTED] = {COLOR_BLACK, COLOR_CYAN, 0, A_REVERSE},
    [STYLE_KEY] = {COLOR_YELLOW, PLAIN, A_BOLD, A_BOLD},
    [STYLE_HINT] = {PLAIN, PLAIN, 0, 0},
    [STYLE_GOOD] = {COLOR_GREEN, PLAIN, 0, 0},
    [STYLE_WARN] = {COLOR_YELLOW, PLAIN, A_BOLD, A_BOLD},
    [STYLE_BAD] = {COLOR_RED, PLAIN, A_BOLD, A_BOLD},
    [STYLE_AS_IS] = {COLOR_YELLOW, PLAIN, A_BOLD, A_BOLD},
    [STYLE_TO_BE] = {COLOR_GREEN, PLAIN, 0, 0},
    [STYLE_BORDER] = {COLOR_BLUE, PLAIN, A_BOLD, 0},
    [STYLE_FIELD] = {COLOR_WHITE, COLOR_BLUE, 0, A_UNDERLINE},
    [STYLE_MARK] = {PLAIN, PLAIN, A_UNDERLINE, A_UNDERLINE},
    [STYLE_MARK_SOFT] = {COLOR_GREEN, PLAIN, A_UNDERLINE, A_UNDERLINE},
    [STYLE_MARK_HARD] = {COLOR_YELLOW, PLAIN, A_BOLD | A_UNDERLINE, A_BOLD | A_UNDERLINE},
    [STYLE_DEPARTMENT + 0] = {COLOR_GREEN, PLAIN, A_BOLD, A_BOLD},
    [STYLE_DEPARTMENT + 1] = {COLOR_MAGENTA, PLAIN, A_BOLD, A_BOLD},
    [STYLE_DEPARTMENT + 2] = {COLOR_CYAN, PLAIN, A_BOLD, A_BOLD},
    [STYLE_DEPARTMENT + 3] = {COLOR_YELLOW, PLAIN, A_BOLD, A_BOLD},
    [STYLE_DEPARTMENT + 4] = {COLOR_RED, PLAIN, A_BOLD, A_BOLD},
    [STYLE_DEPARTMENT + 5] = {COLOR_WHITE, PLAIN, A_BOLD, A_BOLD},
    [STYLE_DEPARTMENT + 6] = {COLOR_BLUE, PLAIN, A_BOLD, A_BOLD},
    [STYLE_DEPARTMENT + 7] = {COLOR_WHITE, PLAIN, 0, 0},
};

static const struct look light[STYLE_COUNT] = {
    [STYLE_TEXT] = {PLAIN, PLAIN, 0, 0},
    [STYLE_DIM] = {COLOR_BLACK, PLAIN, A_DIM, 0},
    [STYLE_BAR] = {COLOR_WHITE, COLOR_BLUE, A_BOLD, A_REVERSE},
    [STYLE_TAB] = {COLOR_BLUE, PLAIN, 0, 0},
    [STYLE_TAB_OPEN] = {COLOR_BLACK, PLAIN, A_BOLD | A_UNDERLINE, A_BOLD | A_UNDERLINE},
    [STYLE_HEADING] = {COLOR_BLUE, PLAIN, A_BOLD, A_BOLD},
    [STYLE_STRONG] = {PLAIN, PLAIN, A_BOLD, A_BOLD},
    [STYLE_SELECTED] = {COLOR_WHITE, COLOR_BLUE, 0, A_REVERSE},
    [STYLE_KEY] = {COLOR_RED, PLAIN, 0, A_BOLD},
    [STYLE_HINT] = {PLAIN, PLAIN, 0, 0},
    [STYLE_GOOD] = {COLOR_GREEN, PLAIN, 0, 0},
    [STYLE_WARN] = {COLOR_RED, PLAIN, 0, A_BOLD},
    [STYLE_BAD] = {COLOR_RED, PLAIN, A_BOLD, A_BOLD},
    [STYLE_AS_IS] = {COLOR_RED, PLAIN, 0, A_BOLD},
    [STYLE_TO_BE] = {COLOR_GREEN, PLAIN, 0, 0},
    [STYLE_BORDER] = {COLOR_BLUE, PLAIN, 0, 0},
    [STYLE_FIELD] = {COLOR_BLACK, COLOR_CYAN, 0, A_UNDERLINE},
    [STYLE_MARK] = {PLAIN, PLAIN, A_UNDERLINE, A_UNDERLINE},
    [STYLE_MARK_SOFT] = {COLOR_GREEN, PLAIN, A_UNDERLINE, A_UNDERLINE},
    [STYLE_MARK_HARD] = {COLOR_RED, PLAIN, A_BOLD | A_UNDERLINE, A_BOLD | A_UNDERLINE},
    [STYLE_DEPARTMENT + 0] = {COLOR_GREEN, PLAIN, 0, A_BOLD},
    [STYLE_DEPARTMENT + 1] = {COLOR_MAGENTA, PLAIN, 0, A_BOLD},
    [STYLE_DEPARTMENT + 2] = {COLOR_BLUE, PLAIN, 0, A_BOLD},
    [STYLE_DEPARTMENT + 3] = {COLOR_RED, PLAIN, 0, A_BOLD},
    [STYLE_DEPARTMENT + 4] = {COLOR_CYAN, PLAIN, 0, A_BOLD},
    [STYLE_DEPARTMENT + 5] = {COLOR_BLACK, PLAIN, A_BOLD, A_BOLD},
    [STYLE_DEPARTMENT + 6] = {COLOR_BLUE, PLAIN, A_BOLD, A_BOLD},
    [STYLE_DEPARTMENT + 7] = {COLOR_BLACK, PLAIN, 0, 0},
};

static const char *const names[THEME_COUNT] = {"dark", "light", "mono"};
static attr_t in_use[STYLE_COUNT];

int theme_find(const char *name)
{
  for (int i = 0; i < THEME_COUNT; i++)
    if (strcmp(names[i], name) == 0)
      return i;
  return -1;
}

void theme_use(enum theme theme)
{
  const struct look *looks = theme == THEME_LIGHT ? light : dark;
  bool colour = theme != THEME_MONO && has_colors() && start_color() == OK;
  if (colour)
    use_default_colors();
  for (int style = 0; style < STYLE_COUNT; style++) {
    const struct look *look = &looks[style];
    if (!colour) {
      in_use[style] = look->alone;
    } else if (look->front == PLAIN && look->back == PLAIN) {
      in_use[style] = look->attributes;
    } else {
      short pair = (short)(style + 1);
      init_pair(pair, look->front, look->back);
      in_use[style] = look->attributes | (attr_t)COLOR_PAIR(pair);
    }
  }
}

unsigned theme_attributes(enum style style)
{
  return (unsigned)in_use[style];
}
