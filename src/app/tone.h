/* The lexicons of tone that lie in data/tone. */
#ifndef KUNDRESA_APP_TONE_H
#define KUNDRESA_APP_TONE_H

#include "base/error.h"
#include "language/lexicon.h"

/* Reads the lexicon of @language; the caller frees it.  All faults of the file go
 * to @problems and the first of them to @err. */
enum status tone_load(enum language language, struct lexicon **lexicon, struct problems *problems,
                      struct error *err);

#endif
