/* What the tests of language/ share: a lexicon from a few lines, and what a text
 * gives as a line that can be compared. */
#ifndef TESTS_LANGUAGE_HELPER_H
#define TESTS_LANGUAGE_HELPER_H

#include "base/str.h"
#include "language/reading.h"

/* Adds a marker called as its words are; "stem:" before them makes it a stem. */
void lexicon_mark(struct lexicon *lexicon, const char *words, enum signal signal, int weight);

/* The marks as "weight:signal[words]", with "!" for negated, "^" for capped and
 * "+what" for what they tell. */
char *reading_marks(const struct reading *reading, const char *text);

#endif
