/* From what was found in a text to the marks that count, their sum and its class. */
#ifndef KUNDRESA_LANGUAGE_MARKS_H
#define KUNDRESA_LANGUAGE_MARKS_H

#include "language/fill.h"
#include "language/reading.h"

/* Something found, by the bytes of the filled text. */
struct found {
  size_t start, end;
  const struct marker *marker; /* NULL: shouting, or evidence */
  enum signal signal;
  uint64_t tells;
  size_t word, sentence; /* numbers of its last word and of its sentence; of phrases */
  int weight;
  bool gapped;  /* there may be other words in it */
  bool negated; /* and it can be */
};

/* Turns @found (@count, which are reordered) and the placeholders of @fill into
 * the marks of @reading, and these into what it tells, its score and its tone.
 *
 * A phrase hides what is shorter and lies inside of it, as ladder_hides() says;
 * one with gaps only what stands at its beginning or end.  What it hides tells
 * nothing, unless it has the same signal or names a last day. */
void marks_make(const struct lexicon *lexicon, const struct fill *fill, struct found *found,
                size_t count, struct reading *reading);

#endif
