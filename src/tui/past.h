/* Looking at the journey as it was: every view shows it, nothing can be changed, a line
 * below the views' names says so, and one key comes back.  It is all in memory. */
#ifndef KUNDRESA_TUI_PAST_H
#define KUNDRESA_TUI_PAST_H

#include "store/store.h"

struct tui;

/* Where one was in the present. */
struct past {
  int64_t left;   /* the touchpoint that was marked there */
  int64_t landed; /* and the one that is where one came to */
  bool before;    /* it is the moment before the entry, not after it */
  char *words;    /* what the entry was, or NULL */
};

/* Turns to the map as it was right after the entry @number, made at @at and told in @words,
 * or with @before right before it; @touchpoint (0: none) is marked if it was there. */
void past_go(struct tui *tui, const struct moment *entry, bool before, int64_t touchpoint,
             const char *words);

/* Shows in words what is different now from how it was then, or with @before from right
 * before it. */
void past_compare(struct tui *tui, const struct moment *entry, bool before);

/* The same from the past that is looked at. */
void past_compare_shown(struct tui *tui);

/* Comes back to now, to the touchpoint that is marked, or that was when one left. */
void past_leave(struct tui *tui);

/* Whether the past is looked at. */
bool past_is_shown(const struct tui *tui);

/* The same; then it is said that nothing can be changed there. */
bool past_refuses(struct tui *tui);

/* Draws the line that says it; nothing in the present. */
void past_paint(struct tui *tui, int row);

#endif
