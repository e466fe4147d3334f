/* Rules, rates, packs: as plain data, and whether a rule holds. */
#ifndef KUNDRESA_RULES_RULE_H
#define KUNDRESA_RULES_RULE_H

#include "base/date.h"
#include "base/error.h"
#include "rules/field.h"

enum rule_severity { SEVERITY_INFO, SEVERITY_WARN, SEVERITY_ERROR };
const char *severity_token(enum rule_severity severity); /* "info" "warn" "error" */
const char *severity_label(enum rule_severity severity); /* translated */

/* How well the source is known.  Only S1 may be called law. */
enum rule_confidence {
  CONFIDENCE_S1,     /* seen in the source's own text */
  CONFIDENCE_S2,     /* seen in a secondary source only */
  CONFIDENCE_G,      /* general knowledge, not seen */
  CONFIDENCE_POLICY, /* kundresa's or the company's own policy, not law */
};
const char *confidence_token(enum rule_confidence confidence); /* "S1" … "policy" */
/* "The law says", "According to a secondary source", … : how a sentence that
 * tells the rule must begin; translated. */
const char *confidence_says(enum rule_confidence confidence);

enum rule_operator {
  RULE_IS,
  RULE_IS_NOT,
  RULE_LESS,
  RULE_AT_MOST,
  RULE_MORE,
  RULE_AT_LEAST,
  RULE_HAS,    /* all of the tokens */
  RULE_HAS_NO, /* none of them */
  RULE_IN,
  RULE_NOT_IN,
};

/* "field op value": the value is a number, tokens, another field, or the rate
 * in force on the day ("rate:SE.reminder_fee"). */
struct rule_term {
  enum rule_field_index field;
  enum rule_operator op;
  int64_t number;
  uint64_t bits;
  int other;  /* rule_field_index, or -1 */
  char *rate; /* id, or NULL */
};
struct rule_terms {
  struct rule_term *items;
  size_t count;
};

/* Words that are picked by the reader's language; any but en may be NULL. */
struct rule_words {
  char *sv, *nb, *en;
};
/* Those of the language that gettext now speaks, else en. */
const char *rule_words_now(const struct rule_words *words);

struct pack;
struct rule {
  const struct pack *pack;
  char *id;
  enum rule_scope scope;
  enum rule_severity severity;
  struct rule_terms when, must; /* joined by "and" */
  char *when_text, *must_text;  /* as written */
  struct rule_words message;    /* what is wrong; {field} stands for its value */
  struct rule_words remedy;
  char *source; /* with its paragraph */
  char **facts; /* "SE1", … the facts it rests on; ended by NULL */
  enum rule_confidence confidence;
  date_day reviewed_on; /* when somebody last read the source */
  date_day expires_on;  /* after this day it must be read again */
  bool pending;         /* a law that is not in force yet: listed, never broken */
};

/* A rate that law sets: from and until are both in force. */
struct rate {
  const struct pack *pack;
  char *id;       /* "SE.reminder_fee" */
  int64_t value;  /* hundredths of the currency's unit, or of a percent */
  char *unit;     /* "SEK" or "%" */
  date_day from;  /* INT64_MIN: start not seen */
  date_day until; /* INT64_MAX: open */
  enum rule_confidence confidence;
  char *source;
  char *note; /* or NULL */
};

/* A fact of law or of practice that rules rest on: "SE1". */
struct source_fact {
  char *id;
  struct rule_words text;
  char *value;    /* "60 SEK" or NULL */
  char *applies;  /* "consumer", "both", … or NULL */
  char *in_force; /* as the source gives it, or NULL */
  char *source;
  enum rule_confidence confidence;
};

struct pack {
  char *id; /* "SE", "general", "SE-electricity", "our-voice" */
  struct rule_words title;
  char *market;  /* ISO 3166 token of enum market, or "EU", or NULL for any */
  char *sector;  /* token of enum sector, or NULL for any */
  char *version; /* date as text */
  date_day reviewed_on, expires_on;
  struct rule **rules;
  size_t rule_count;
  struct rate *rates;
  size_t rate_count;
  struct source_fact *facts;
  size_t fact_count;
  struct voice *voice; /* a company's own voice, or NULL: rules/voice.h */
};
void pack_free(struct pack **pack);

/* All packs that were read.  Packs are the library's after library_add(). */
struct library;
struct library *library_new(void);
void library_free(struct library **library);
/* STATUS_INPUT where the id of the pack, of a rule or of a fact is taken, or where two
 * rates of one id are in force on one day. */
enum status library_add(struct library *library, struct pack **pack, struct error *err);
size_t library_count(const struct library *library);
const struct pack *library_at(const struct library *library, size_t index);
const struct rule *library_rule(const struct library *library, const char *id);
const char *library_near_rule(const struct library *library, const char *id);
const struct source_fact *library_fact(const struct library *library, const char *id);

/* Whether a pack is for this market and trade (tokens; "EU" packs are for SE,
 * DK, FI and DE; NO takes none of them). */
bool pack_applies(const struct pack *pack, const char *market, const char *sector);

/* The rate in force on @day, or NULL. */
const struct rate *library_rate(const struct library *library, const char *id, date_day day);

/* Reads "field op value & field op value" into @terms.  STATUS_INPUT with the
 * column in err->column, what was found, and the nearest field or token. */
enum status rule_terms_parse(const char *text, struct rule_terms *terms, struct error *err);
void rule_terms_clear(struct rule_terms *terms);

enum verdict {
  VERDICT_OUTSIDE, /* `when` does not hold: the rule is not about this */
  VERDICT_HOLDS,
  VERDICT_BROKEN,
  VERDICT_UNKNOWN, /* a field it needs is not known: not evaluated, never passed */
};
struct judgement {
  enum verdict verdict;
  int field;               /* the field that broke it or was not known; -1 */
  const struct rate *rate; /* the rate it was held against, or NULL */
};
/* Holds @rule against @facts as of @day (for rates).  Kleene's three values: a
 * term of `when` that is false puts the rule outside whatever else is unknown;
 * a term of `must` that is false breaks it whatever else is unknown. */
struct judgement rule_judge(const struct rule *rule, const struct facts *facts,
                            const struct library *library, date_day day);

#endif
