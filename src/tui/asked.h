/* What customers ask, with what it costs (R9): as a list of all of it, those most
 * worth preventing first, and as words for other lists. */
#ifndef KUNDRESA_TUI_ASKED_H
#define KUNDRESA_TUI_ASKED_H

#include "survey/support.h"
#include "tui/tui.h"

/* Lays the list of all questions on top; Enter looks into one's dated counts. */
void asked_open(struct tui *tui);

/* What all questions of the journey come to, read once.  Starts as {0}; while it could not
 * be read it knows of none. */
struct asked_worth {
  struct map *map; /* of the questions and their counts alone */
  struct support support;
};
void asked_worth_read(struct asked_worth *worth, struct tui *tui);
void asked_worth_clear(struct asked_worth *worth);

/* Adds how often the question with that id is asked and what it costs: "735 in 30 days,
 * 73,548 SEK, measured". */
void asked_add_worth(struct str *out, const struct asked_worth *worth, const char *question);
/* What it is ranked by: its cost, or where nobody knows it how often it is asked. */
int64_t asked_rank(const struct asked_worth *worth, const char *question);

#endif
