/* How facts that need no words are written: days, amounts, telephone numbers… */
#ifndef KUNDRESA_LANGUAGE_EVIDENCE_FIND_H
#define KUNDRESA_LANGUAGE_EVIDENCE_FIND_H

#include "language/evidence.h"

/* What begins at byte @at (a digit, a word with one, or an '@') of the @length bytes at
 * @text; an address begins before its '@'.  Sets kind, start and end of @evidence; false
 * where there is nothing.  Looks no farther than at what one fact can hold, but for a
 * number's own digits. */
bool evidence_find(enum language language, const char *text, size_t length, size_t at,
                   struct evidence *evidence);

#endif
