/* A text, read: how hard it is, how it sounds, what it tells, and where. */
#ifndef KUNDRESA_LANGUAGE_READING_H
#define KUNDRESA_LANGUAGE_READING_H

#include "language/lexicon.h"

/* The ladder of tone.  A payment message should stand on the step that fits its
 * place in the sequence; threat is never right. */
#define TONE_VALUES(V)                                                                             \
  V(TONE_SERVICE, "service", N_("Service"))                                                        \
  V(TONE_FRIENDLY, "friendly", N_("Friendly"))                                                     \
  V(TONE_CLEAR, "clear", N_("Clear"))                                                              \
  V(TONE_FIRM, "firm", N_("Firm"))                                                                 \
  V(TONE_FORMAL, "formal-claim", N_("Formal claim"))                                               \
  V(TONE_THREAT, "threat", N_("Threat"))
#define TONE_ID(id, token, label) id,
enum tone { TONE_VALUES(TONE_ID) TONE_COUNT };
#undef TONE_ID
const char *tone_token(enum tone tone);
const char *tone_label(enum tone tone);

/* The least score of each class, in hundredths of a step: a text's class is the
 * highest whose band its score reaches. */
extern const int tone_band[TONE_COUNT];

/* Counts and measures.  Placeholders are filled with typical values before
 * anything is counted.  Every measure says "not known" as NAN where there is
 * nothing to divide by. */
struct measures {
  size_t sentences, words, long_words; /* long: more than six letters */
  size_t syllables;                    /* English only, else 0 */
  size_t paragraphs;
  size_t exclamations, capital_words;
  double lix;            /* words/sentences + 100 * long/words; Björnsson 1968 */
  double rix;            /* long words / sentences; Anderson 1983 */
  double flesch_kincaid; /* grade; Kincaid et al. 1975; English only */
  double words_per_sentence;
  double words_per_paragraph;
  double long_share; /* 0 to 1 */
  bool trusted;      /* at least 5 sentences and 50 words: fewer give no number
                        that can be trusted (facts: tone and clarity, 1) */
};

/* What LIX means in words: "easy", "hard"…, translated; Björnsson's bands
 * (below 30, 40, 50, 60, above). */
const char *lix_band(double lix);

/* A place in the text that counted, or that tells something. */
struct mark {
  size_t start, length;        /* bytes of the text as it was given */
  const struct marker *marker; /* NULL for a placeholder, or for shouting that
                                  was counted by letters and not by words */
  uint64_t tells;              /* as it entered the reading */
  enum signal signal;
  int weight;   /* hundredths, as it entered the score; 0 where it did not count */
  int full;     /* hundredths that it weighs by itself */
  bool negated; /* by a word before it */
  bool capped;  /* it counted for less than it weighs, or not: its signal or its
                   floor was full, or nothing is pressed for (ladder.h) */
};

struct reading {
  struct measures measures;
  int score;          /* hundredths: the sum of the marks' weights, not below 0 */
  enum tone tone;     /* its band */
  uint64_t tells;     /* all that is told */
  struct mark *marks; /* by place; owned */
  size_t count;
};

/* Reads @text (NUL-ended UTF-8; bytes that are no UTF-8 are passed over, and
 * nothing in it can break anything) by @lexicon.  Clear @reading with
 * reading_clear().  Costs one pass over the text. */
void reading_make(const struct lexicon *lexicon, const char *text, struct reading *reading);
void reading_clear(struct reading *reading);

/* The byte where @what is first told; SIZE_MAX where it is not. */
size_t reading_first(const struct reading *reading, enum tells what);

/* Where in the text a byte is: line and column from 1, columns in characters
 * (grapheme clusters), as editors count. */
void reading_place(const char *text, size_t byte, long *line, long *column);

/* The same for many places in their order: @place, which starts as TEXT_BEGINNING,
 * is moved on to @byte of the @length bytes.  A byte inside of a character is at
 * that character. */
struct text_place {
  size_t byte;
  long line, column;
};
#define TEXT_BEGINNING ((struct text_place){0, 1, 1})
void reading_walk(const char *text, size_t length, size_t byte, struct text_place *place);

/* What a text costs as SMS (3GPP TS 23.038): 7-bit default alphabet with its
 * extension table, or UCS-2 where a character lies outside of it. */
struct sms_size {
  bool ucs2;
  size_t units;     /* septets or 16-bit units */
  size_t parts;     /* 1 up to 160 septets or 70 units; then 153 or 67 each */
  size_t first_odd; /* byte of the first character that makes it UCS-2; SIZE_MAX */
};
/* Placeholders are filled with typical values of @language (a tag) first;
 * @first_odd is in @text as it was given. */
struct sms_size sms_measure(const char *text, const char *language);

#endif
