/* Phrases with choices: "(ikke|aldri) … (mottatt|fått)" is short for all the phrases
 * it can be read as.  A choice may hold several words, parts of one ("(hus|)leie")
 * or nothing. */
#ifndef KUNDRESA_LANGUAGE_CHOICES_H
#define KUNDRESA_LANGUAGE_CHOICES_H

#include "base/str.h"

#include <stddef.h>

/* Ways in which one phrase can be read at most. */
#define CHOICES_MOST 4000

/* In how many ways @text can be read: 1 where it has no choices; 0 where they are
 * not closed, lie in each other, or make more than CHOICES_MOST. */
size_t choices_count(const char *text);

/* Adds the way @way (from 0, below choices_count()) of @text to @out. */
void choices_write(const char *text, size_t way, struct str *out);

#endif
