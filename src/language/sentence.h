/* Where sentences begin.
 *
 * libunistring breaks words and characters but not sentences, so UAX 29's rules for
 * them stand here (SB6 to SB11), tailored as that annex foresees, for texts about
 * payment:
 *
 *  - the full stop of an abbreviation of the lexicon, of an initial ("J. Berg"), of a
 *    number before a number ("3. 5. 2026") and of an item's number at the beginning
 *    of a line ends no sentence.  A small letter after a full stop goes on (SB8), so
 *    that "1. juni" needs no list;
 *  - a digit after a full stop begins a sentence, where SB8 would look on for a small
 *    letter ("… i oktober. 500 kr tillkommer");
 *  - a line's end alone ends no sentence, for texts are wrapped.  An empty line does,
 *    as does a line's end before an item of a list, and after a line of less than
 *    SENTENCE_LINE characters when no small letter follows: a heading, or facts
 *    under one another. */
#ifndef KUNDRESA_LANGUAGE_SENTENCE_H
#define KUNDRESA_LANGUAGE_SENTENCE_H

#include "language/words.h"

#define SENTENCE_LINE 50

enum sentence_start { SENTENCE_GOES_ON, SENTENCE_NEW, SENTENCE_NEW_PARAGRAPH };

/* What stands since the last word. */
struct interval {
  enum char_stop stop; /* that may have ended the sentence, or STOP_NONE */
  bool direct;         /* it followed the word at once */
  bool distant;        /* something but a blank stands after it and its quotes */
  bool blank;          /* a blank stands after it */
  size_t stop_end;     /* byte after it */
  unsigned lines;      /* line ends */
  bool full_line;      /* the first of them ended a line that was full */
  bool bullet;
};

struct sentence {
  const char *text;
  size_t line;  /* where the line began */
  bool touched; /* there is anything in what follows */
  struct interval interval;
  /* The last word. */
  bool any; /* there was one */
  bool abbreviation;
  size_t word_end;
  unsigned letters; /* of it */
  char_info seen;   /* in it */
};

void sentence_start(struct sentence *sentence, const char *text);

/* Takes what is no word. */
void sentence_gap(struct sentence *sentence, const struct piece *piece);

/* What begins with a word after an interval that has something in it. */
enum sentence_start sentence_begin(struct sentence *sentence, const struct piece *piece,
                                   const struct known *known, bool *item);

/* Takes a word and tells whether it begins a sentence. */
static inline enum sentence_start
sentence_word(struct sentence *sentence, const struct piece *piece, const struct known *known)
{
  enum sentence_start start = SENTENCE_GOES_ON;
  bool item = false;
  if (sentence->touched) {
    start = sentence_begin(sentence, piece, known, &item);
    sentence->interval = (struct interval){0};
    sentence->touched = false;
  }
  sentence->any = true;
  sentence->abbreviation = known->abbreviation || item;
  sentence->word_end = piece->end;
  sentence->letters = known->letters;
  sentence->seen = known->seen;
  return start;
}

#endif
