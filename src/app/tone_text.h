/* What `kundresa tone` draws for people: the ladder, the text with its marks, and
 * what counted. */
#ifndef KUNDRESA_APP_TONE_TEXT_H
#define KUNDRESA_APP_TONE_TEXT_H

#include "base/str.h"
#include "language/reading.h"

#include <stdbool.h>

/* Whether a mark is about tone, so that it is numbered and shown in the text. */
bool tone_is_shown(const struct mark *mark);

/* Adds one line: the six classes, with that of the reading marked. */
void tone_add_ladder(struct str *out, enum tone tone);

/* Adds the text in at most @columns with line numbers, and under its lines the
 * numbers of the marks.  Whatever the text holds, the lines below fit those above. */
void tone_add_text(struct str *out, const char *text, const struct reading *reading, int columns);

/* Adds the marks by their numbers: weight, what it signals, where, the words, the
 * reason; and the sum. */
void tone_add_marks(struct str *out, const char *text, const struct reading *reading, int columns);

/* Adds the words of a mark, made harmless and cut to @columns. */
void tone_add_words(struct str *out, const char *text, const struct mark *mark, int columns);

#endif
