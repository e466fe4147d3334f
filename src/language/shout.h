/* Capitals and exclamation marks: what is shouted. */
#ifndef KUNDRESA_LANGUAGE_SHOUT_H
#define KUNDRESA_LANGUAGE_SHOUT_H

#include "language/scan.h"

/* A line of at most so many words, all in capitals and without exclamation mark,
 * is a heading where the text has other lines. */
#define HEADING_WORDS 6

/* So many words in capitals at the very beginning are its heading too, though the
 * line goes on in small letters ("STATUTORY DEMAND under section 123"). */
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
  bool line_letters, line_small, line_loud;
  size_t lines;        /* that had words */
  size_t only_heading; /* shouts of a first line that is a heading if others follow */
  size_t mark_end;     /* byte after the last exclamation mark */
};

/* Starts anew, keeping memory; the first time it must be zeroes. */
void shouts_start(struct shouts *shouts);

/* A row of words in capitals counts from six letters in one word, or in several
 * with one of four: OCR, KID, IBAN and their like do not shout. */
void shouts_capitals(struct shouts *shouts, const struct piece *piece);
void shouts_end_row(struct shouts *shouts);

static inline void shouts_word(struct shouts *shouts, const struct piece *piece, bool sentence)
{
  char_info seen = piece->word.seen;
  bool letters = (seen & INFO_COUNTS) != 0;
  bool capitals =
      (seen & (INFO_COUNTS | INFO_UPPER | INFO_LOWER | INFO_DIGIT)) == (INFO_COUNTS | INFO_UPPER);
  shouts->line_words++;
  shouts->line_letters = shouts->line_letters || letters;
  shouts->line_small = shouts->line_small || (letters && !capitals);
  if (shouts->row.words > 0 && (sentence || !capitals))
    shouts_end_row(shouts);
  if (capitals && piece->word.letters > 1)
    shouts_capitals(shouts, piece);
}

void shouts_gap(struct shouts *shouts, const struct piece *piece, bool exclamation);
void shouts_end(struct shouts *shouts);
void shouts_clear(struct shouts *shouts);

#endif
