/* Capitals and exclamation marks: what is shouted. */
#ifndef KUNDRESA_LANGUAGE_SHOUT_H
#define KUNDRESA_LANGUAGE_SHOUT_H

#include "language/words.h"

/* A line of at most so many words, all in capitals and without exclamation mark,
 * is a heading where the text has other lines. */
#define HEADING_WORDS 6

/* So many words in capitals at the very beginning are its heading too, though the
 * line goes on in small letters ("STATUTORY DEMAND under section 123"); one word is
 * however it goes on ("REMINDER 2. Due: …"). */
#define TITLE_WORDS 3

struct shout {
  size_t start, end;
  size_t words; /* in capitals; 0: exclamation marks side by side */
};

struct shouts {
  struct shout *items;
  size_t count, capacity;
  /* The row of words in capitals at hand. */
  struct shout row;
  unsigned letters, longest;
  bool first; /* it begins the text */
  /* The line at hand. */
  size_t line_first; /* its first shout */
  size_t line_words;
  unsigned line_shapes; /* SHAPE_… of its words */
  bool line_loud;
  size_t lines;        /* that had words */
  size_t only_heading; /* shouts of a first line that is a heading if others follow */
  size_t mark_end;     /* byte after the last exclamation mark */
};

/* Starts anew, keeping memory; the first time it must be zeroes. */
void shouts_start(struct shouts *shouts);

/* Goes on with a row of words in capitals, or ends it.  One counts from six letters in
 * one word, or in several with one of four: OCR, KID, IBAN and their like do not shout. */
void shouts_row(struct shouts *shouts, const struct piece *piece, const struct known *known,
                bool sentence);

static inline void shouts_word(struct shouts *shouts, const struct piece *piece,
                               const struct known *known, bool sentence)
{
  shouts->line_words++;
  shouts->line_shapes |= known->shape;
  if (shouts->row.words > 0 || (known->shape & SHAPE_CAPITALS) != 0)
    shouts_row(shouts, piece, known, sentence);
}

void shouts_gap(struct shouts *shouts, const struct piece *piece, bool exclamation);
void shouts_end(struct shouts *shouts);
void shouts_clear(struct shouts *shouts);

#endif
