/* Facts that need no words: days, amounts, telephone numbers, accounts.  They tell
 * something by themselves, or by standing where a phrase wants one ("senast" tells a
 * last day only before a date). */
#ifndef KUNDRESA_LANGUAGE_EVIDENCE_H
#define KUNDRESA_LANGUAGE_EVIDENCE_H

#include "language/lexicon.h"
#include "language/scan.h"

enum evidence_kind {
  EVIDENCE_NUMBER,  /* of nothing below; tells nothing */
  EVIDENCE_DATE,    /* a day: 2026-12-05, 12/3, 5 december, December 5th, den 30 */
  EVIDENCE_AMOUNT,  /* a number beside a currency */
  EVIDENCE_PHONE,   /* in groups, from 0 or +; or as eight Norwegian digits */
  EVIDENCE_ACCOUNT, /* IBAN, or a Norwegian account */
  EVIDENCE_EMAIL,
};

struct evidence {
  enum evidence_kind kind;
  size_t start, end; /* bytes */
  size_t word;       /* number of its first word in the text */
  size_t sentence;   /* number of its sentence */
};

struct evidences {
  struct evidence *items; /* by place; owned */
  size_t count, capacity;
};

/* Looks at a word that holds a digit, or at an '@' (@piece) of the @length bytes at
 * @text, and adds what begins there. */
void evidences_take(struct evidences *evidences, enum language language, const char *text,
                    size_t length, const struct piece *piece, size_t word, size_t sentence);
void evidences_clear(struct evidences *evidences);

/* What evidence of that kind tells by itself: TELLS_BIT()s. */
uint64_t evidence_tells(enum evidence_kind kind);

/* Words between a phrase and the fact that it wants, counted to the fact's first: of a
 * fact that follows, and bytes to one that stands before. */
#define EVIDENCE_AFTER 5
#define EVIDENCE_BEFORE 16

/* Whether there is what @need asks for beside a phrase from byte @start whose last word
 * has number @word in sentence @sentence: in the same sentence, or as the very next
 * word (a label and its value in lines of their own).  *@at is where the last search
 * ended, at first 0; phrases come in the order of their last words. */
bool evidences_have(const struct evidences *evidences, enum marker_need need, size_t start,
                    size_t word, size_t sentence, size_t *at);

#endif
