/* From what was found in a text to the marks that count, their sum and its class. */
#ifndef KUNDRESA_LANGUAGE_MARKS_H
#define KUNDRESA_LANGUAGE_MARKS_H

#include "language/fill.h"
#include "language/reading.h"

/* Something found, by the bytes of the filled text. */
struct found {
  size_t start, end;
  const struct marker *marker; /* NULL: shouting */
  int weight;
  bool gapped;  /* there may be other words in it */
  bool negated; /* and it can be */
};

/* Turns @found (@count, which are reordered) and the placeholders of @fill into
 * the marks of @reading, and these into what it tells, its score and its tone.
 *
 * What lies inside of a phrase without gaps and has the same signal is part of
 * it and does not count apart ("tack" in "tack på förhand"); what it tells is told.
 * A phrase of signal none that tells nothing is an exception: what lies inside
 * does not count at all.  Of each signal the cap's number of marks counts, the
 * largest, and of those alike the first. */
void marks_make(const struct lexicon *lexicon, const struct fill *fill, struct found *found,
                size_t count, struct reading *reading);

#endif
