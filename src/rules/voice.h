/* A company's own voice: the words it does not use, those it prefers, how it
 * greets, signs and addresses people, and how long it may be. */
#ifndef KUNDRESA_RULES_VOICE_H
#define KUNDRESA_RULES_VOICE_H

#include "rules/rule.h"

/* A word or phrase that is not to be used. */
struct voice_word {
  char *word;
  char *instead;  /* what to say, or NULL: only do not say it */
  char *language; /* "sv", "nb", "en", or NULL for all */
  char *reason;   /* or NULL */
  bool exactly;   /* only in this form */
};

/* A greeting, a signature or a form of address, of one language. */
struct voice_line {
  char *language;
  char *text; /* with placeholders as in texts; of an address a token of
                 RULE_FIELD_address */
};

/* The most characters that one channel takes. */
struct voice_length {
  uint64_t channels; /* bits of RULE_FIELD_channel */
  int64_t most;
};

struct voice {
  struct voice_word *forbidden; /* must not occur */
  size_t forbidden_count;
  struct voice_word *preferred; /* @word is better said as @instead */
  size_t preferred_count;
  struct voice_line *greetings; /* a letter begins with one of its language's */
  size_t greeting_count;
  struct voice_line *signatures; /* and ends with one of these */
  size_t signature_count;
  struct voice_line *addresses;
  size_t address_count;
  struct voice_length *lengths;
  size_t length_count;
};
void voice_free(struct voice **voice);

/* One place where a text departs from the voice. */
struct voice_mark {
  uint64_t what;                 /* bit of RULE_FIELD_voice */
  size_t start, length;          /* bytes in the text; length 0 = the text as a whole */
  const struct voice_word *word; /* or NULL; borrowed from the voice */
  const char *wanted;            /* what should stand there, or NULL; borrowed likewise */
  int64_t most;                  /* the characters that there may be, or 0 */
};

/* One text as the voice sees it. */
struct voice_text {
  const char *text;
  const char *language; /* BCP 47; only its first part counts */
  uint64_t channels;    /* bits of RULE_FIELD_channel that carry it */
  uint64_t address;     /* bit of RULE_FIELD_address found in it; 0 = not looked for */
  bool whole;           /* the body of a letter: greeted and signed */
};

/* Holds @text against @voice.  Returns the bits of RULE_FIELD_voice where it
 * departs; the first @most places go to @marks and their number to *@count.  Words
 * count as whole words in any form (by Snowball's stems in the text's language),
 * whatever their case, their encoding and the white space between them; greetings and
 * signatures in the form they have. */
uint64_t voice_judge(const struct voice *voice, const struct voice_text *text,
                     struct voice_mark *marks, size_t most, size_t *count);

/* The bits of RULE_FIELD_voice that nobody can tell of @text, whatever voice_judge() says:
 * the form of address in a language that is not read, where the voice has one at all. */
uint64_t voice_unsure(const struct voice *voice, const struct voice_text *text);

#endif
