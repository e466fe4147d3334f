/* Rules, rates, packs: as plain data, and whether a rule holds. */
#ifndef KUNDRESA_RULES_RULE_H
#define KUNDRESA_RULES_RULE_H

#include "base/date.h"
#include "base/error.h"
#include "base/str.h"
#include "model/words.h"
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
/* What the source of a rule is, where it was read: only a law is "the law". */
enum rule_basis { BASIS_LAW, BASIS_AUTHORITY, BASIS_COURT, BASIS_OTHER };
const char *basis_token(enum rule_basis basis); /* "law" "authority" "court" "other" */

/* "The law says", "According to a secondary source", … : how a sentence that
 * tells a rule of a market's own pack must begin; translated, without the colon.
 * rule_says() is the one to use for a rule. */
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
 * in force on the day ("rate:SE.reminder_fee").
 *
 * How the operators read the kinds of fields:
 *   a number   = != < <= > >=, against a number, another number field or a rate;
 *   one token  = != with one token, in and !in with several ("a|b");
 *   a truth    = != with yes or no;
 *   a set      = these and no others, != not so, has all of these, !has none of
 *              these, in at least one of these, !in the same as !has. */
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

struct pack;
struct rule {
  const struct pack *pack;
  char *id;
  enum rule_scope scope;
  enum rule_severity severity;
  struct rule_terms when, must; /* joined by "and" */
  char *when_text, *must_text;  /* as written */
  struct words message;         /* what is wrong; {field} stands for its value */
  struct words remedy;
  char *source; /* with its paragraph */
  char **facts; /* "SE1", … the facts it rests on; ended by NULL */
  enum rule_confidence confidence;
  enum rule_basis basis;
  int64_t owner;        /* enum department that can usually mend it, or UNSET */
  date_day reviewed_on; /* when somebody last read the source */
  date_day expires_on;  /* the last day on which that is still trusted */
  bool pending;         /* a law that is not in force yet: listed, never broken */
  long line;            /* in the file of the pack, for messages */
};

/* How a sentence that tells the rule must begin; translated, without the colon.
 * Only a rule of a shipped pack of one market whose source is a law that was read in
 * its own text is "The law says". */
const char *rule_says(const struct rule *rule);

/* A day that no source tells, and one that is not set. */
#define DAY_NOT_SEEN INT64_MIN
#define DAY_OPEN INT64_MAX

/* A rate that law sets: from and until are both in force. */
struct rate {
  const struct pack *pack;
  char *id;          /* "SE.reminder_fee" */
  int64_t value;     /* hundredths of the currency's unit, or of a percent */
  char *unit;        /* "SEK" or "%" */
  uint64_t audience; /* bits of RULE_FIELD_aud: whom it is for; 0 = everyone */
  int limits;        /* the field that may be no more than it (fee, late_comp…), or -1 */
  uint64_t kinds;    /* with limits: bits of RULE_FIELD_kind, the steps; 0 = any */
  date_day from;     /* DAY_NOT_SEEN: it was in force when it was read */
  date_day until;    /* DAY_OPEN: open; DAY_NOT_SEEN: it ended, at the latest the day
                        before the next of its id begins */
  enum rule_confidence confidence;
  char **facts; /* ids, ended by NULL; or NULL */
  char *source;
  char *note; /* or NULL */
  long line;
};

/* A fact of law or of practice that rules rest on: "SE1". */
struct source_fact {
  char *id;
  struct words text;
  char *value;    /* "60 SEK" or NULL */
  char *applies;  /* "consumer", "both", … or NULL */
  char *in_force; /* as the source gives it, or NULL */
  char *source;
  enum rule_confidence confidence;
  long line;
};

struct pack {
  char *id; /* "SE", "general", "SE-electricity", "our-voice" */
  struct words title;
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
  char *file;          /* where it was read from, for messages */
  bool own;            /* a company's own pack, not one that comes with kundresa */
};
void pack_free(struct pack **pack);

/* Whether what the pack knows of law must be read again on @day. */
bool pack_is_expired(const struct pack *pack, date_day day);

/* All packs that were read.  Packs are the library's after library_add(). */
struct library;
struct library *library_new(void);
/* A library that begins with the packs of @base, which keeps them and must outlive it. */
struct library *library_over(const struct library *base);
void library_free(struct library **library);
/* STATUS_INPUT where library_check() finds something; the first of it is in @err,
 * and the pack stays the caller's. */
enum status library_add(struct library *library, struct pack **pack, struct error *err);
/* Notes every id of the pack, of its rules and of its facts that is taken, by
 * another in it or by one in the library, and every two rates of one id that are in
 * force on one day.  @library may be NULL. */
void library_check(const struct library *library, const struct pack *pack,
                   struct problems *problems);
/* Once all packs are there: notes every rate and fact that is named and that no
 * pack has. */
void library_check_names(const struct library *library, struct problems *problems);
size_t library_count(const struct library *library);
const struct pack *library_at(const struct library *library, size_t index);
const struct rule *library_rule(const struct library *library, const char *id);
const char *library_near_rule(const struct library *library, const char *id);
const struct source_fact *library_fact(const struct library *library, const char *id);
const char *library_near_fact(const struct library *library, const char *id);

/* Whether a pack is for this market and trade (tokens, or NULL where the journey
 * does not say; "EU" packs are for SE, DK, FI and DE; NO takes none of them). */
bool pack_applies(const struct pack *pack, const char *market, const char *sector);

/* The rate in force on @day, or NULL.  The latest is never used for days after
 * its end. */
const struct rate *library_rate(const struct library *library, const char *id, date_day day);

/* The rate that says how much @field (RULE_FIELD_fee, RULE_FIELD_late_comp) may be
 * at most on @day for a step of @kind (a bit of RULE_FIELD_kind) to @audience (a
 * bit of RULE_FIELD_aud), in the packs that apply; NULL where none is known. */
const struct rate *library_limit(const struct library *library, enum rule_field_index field,
                                 const char *market, const char *sector, uint64_t kind,
                                 uint64_t audience, date_day day);

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
  const struct rule *rule;
  int field;                    /* the field that broke it or was not known; -1 */
  const struct rule_term *term; /* the term that broke it or was not known, or NULL */
  const struct rate *rate;      /* the rate it was held against, or NULL */
};
/* Holds @rule against @facts as of @day (for rates).  Kleene's three values: a
 * term of `when` that is false puts the rule outside whatever else is unknown;
 * a term of `must` that is false breaks it whatever else is unknown.  Where `when`
 * is not known for certain it is VERDICT_UNKNOWN, even if `must` holds.  A rate
 * that is not known for the day, or is in another currency than the journey's,
 * makes its term unknown.  A pending rule is VERDICT_OUTSIDE. */
struct judgement rule_judge(const struct rule *rule, const struct facts *facts,
                            const struct library *library, date_day day);

/* Adds what is known of @field, as people read it: "12.50", "yes", "the amount, how
 * to pay"; "unknown" where it is not. */
void fact_add(struct str *out, enum rule_field_index field, const struct fact *fact);

/* How people read a token of a field; translated; the token where it has no name. */
const char *rule_token_label(enum rule_field_index field, size_t index);

/* Adds @words with its {field}s replaced by what @facts says of them, a tone with its
 * name.  Besides fields there are {rate}, the rate it was held against with its unit;
 * {missing}, what `must` asks for and is not there; and {found}, what is there against
 * it. */
void rule_fill(struct str *out, const char *words, const struct facts *facts,
               const struct judgement *judgement);

/* Adds @words with an ellipsis for each of their {field}s: what the rule says of nothing in
 * particular. */
void rule_words_in_general(struct str *out, const char *words);

/* The first {name} of @words that rule_fill() does not know, or NULL; *@length is
 * that of the name. */
const char *rule_words_unknown(const char *words, size_t *length);

#endif
