/* How hard a text is to read, from what was counted in it. */
#ifndef KUNDRESA_LANGUAGE_MEASURES_H
#define KUNDRESA_LANGUAGE_MEASURES_H

#include "language/reading.h"

/* Less than this gives no number that can be trusted. */
#define MEASURES_SENTENCES 5
#define MEASURES_WORDS 50

/* More letters than this make a word long. */
#define SHORT_WORD 6

/* Works the measures out from the counts. */
void measures_finish(struct measures *measures, bool english);

/* The syllables of an English word (bytes; case is ignored), at least 1: its
 * @vowels, groups of vowels, without an e that is not heard at its end.  A rule of
 * thumb, as all programs for Flesch's measures use. */
unsigned syllables_of(unsigned vowels, const char *word, size_t length);

#endif
