/*
 * audit/ owns the holding of a journey against rules and lexicons: which facts
 * rules are asked about and how they are taken from the map, its plan and its
 * texts; the findings; the waivers.  Pure.  It must not know files, databases,
 * YAML, commands or screens.
 */
#ifndef KUNDRESA_AUDIT_AUDIT_H
#define KUNDRESA_AUDIT_AUDIT_H

#include "language/reading.h"
#include "model/plan.h"
#include "rules/rule.h"

/* What is held against the rules. */
struct audit_input {
  const struct map *map;                          /* the journey; borrowed */
  const struct calendar *calendar;                /* of its market, or NULL */
  bool bare_plan;                                 /* read from plan/1: what a plan does not carry
                                                     (owners' reviews, coverage, evidence) is not known */
  const struct library *library;                  /* all packs; those that apply are picked */
  const struct lexicon *lexicons[LANGUAGE_COUNT]; /* NULL: texts of that language are not read */
  date_day on;          /* the day of the audit: a made-up invoice is issued on it, and
                           every step's day, and with it its rates, is counted from there */
  const char *language; /* only texts of that language (a tag), or NULL */
};

/* Which words of a variant. */
enum audit_part { AUDIT_PART_NONE, AUDIT_PART_SUBJECT, AUDIT_PART_BODY, AUDIT_PART_SMS };
const char *audit_part_token(enum audit_part part); /* "subject" "body" "sms", "" for none */

/* Where a finding stands.  Ids are borrowed from the map; NULL where the place
 * is wider. */
struct audit_place {
  const struct touchpoint *touchpoint;
  const struct message *message;
  const struct variant *variant;
  enum audit_part part;
  long line, column;    /* in that text, from 1; 0 = the whole of it */
  size_t start, length; /* bytes in that text */
};

/* One rule that one place breaks. */
struct finding {
  const struct rule *rule;
  struct audit_place place;
  const struct rate *rate;
  int64_t department;          /* enum department that can mend it, or UNSET */
  const struct waiver *waiver; /* that covers it, or NULL */
  /* A remedy that can be carried out: set @fix_field of the touchpoint to
   * @fix_value.  NULL: none. */
  const struct field *fix_field;
  char *fix_value;
  size_t order, number; /* where it stands: touchpoint of the map from 1 (0: the
                           journey), and the order in which it was found */
  struct audit *audit;  /* that it stands in */
};

/* What a finding says.  It is made when it is asked for: of many findings most are only
 * counted.  What is returned is the audit's. */

/* What is wrong, a sentence in the reader's language, with what was found; begins as the
 * rule's confidence asks for.  And what to do, or "". */
const char *finding_text(const struct finding *finding);
const char *finding_remedy(const struct finding *finding);

/* Hexadecimal digits of a fingerprint or a digest, and NUL. */
#define FINGERPRINT_SIZE 17

/* Hexadecimal; stable as long as rule and place are the same: of rule, touchpoint, message,
 * language, segment, part. */
const char *finding_fingerprint(const struct finding *finding);

/* Of the rule's words, of the rate or the words of a voice that it was held against, and of
 * what was judged (the text, the step's fields): a waiver that was given for another
 * digest has lapsed. */
const char *finding_digest(const struct finding *finding);

/* One rule that could not be evaluated at one place, and why. */
struct unevaluated {
  const struct rule *rule;
  struct audit_place place;
  int field; /* rule_field_index that is not known */
};

/* A waiver that covers nothing any more.  One whose rule could not be evaluated there, or
 * was not asked there, has not lapsed: nobody knows. */
struct lapsed {
  const struct waiver *waiver;
  enum {
    LAPSED_DATE,
    LAPSED_CHANGED,
    LAPSED_GONE,
    LAPSED_NO_RULE, /* none of the packs that applied has it */
  } why;
};

/* A statement that cannot be used. */
struct unfit {
  const struct declaration *declaration;
  char *text; /* why, a sentence */
};

/* One text that was read. */
struct text_read {
  struct audit_place place;      /* line 0 */
  const char *text;              /* borrowed from the map */
  const struct lexicon *lexicon; /* NULL: not read */
  struct reading reading;
  bool again;          /* the same words were read before; the marks are theirs */
  struct sms_size sms; /* of AUDIT_PART_SMS */
};

/* One step on the ladder: what the Ladder view draws. */
struct rung {
  const struct touchpoint *touchpoint;
  uint64_t kind;                  /* bit of RULE_FIELD_kind */
  bool placed;                    /* whether @day is known */
  int64_t day;                    /* after the due date; negative before */
  int64_t deadline;               /* days to pay, or UNSET */
  int tone;                       /* the highest of its texts, enum tone, or -1 */
  int expected;                   /* the tone that fits best, enum tone, or -1 */
  int least, most;                /* the softest and the hardest that fit, or -1 */
  int64_t gap;                    /* days since the step that asked for payment before, or UNSET */
  size_t errors, warnings, infos; /* not waived */
};

struct audit {
  struct finding *findings; /* in the order of the map, then severity, then rule */
  size_t finding_count;
  struct told *told; /* of each finding */
  struct work *work; /* what they are made from */
  struct unevaluated *unevaluated;
  size_t unevaluated_count;
  struct lapsed *lapsed;
  size_t lapsed_count;
  struct unfit *unfit; /* statements that count for nothing */
  size_t unfit_count;
  struct text_read *texts;
  size_t text_count;
  struct rung *rungs; /* steps that send, by day */
  size_t rung_count;
  const struct pack **packs; /* that applied */
  size_t pack_count;
  const struct pack **expired; /* of these, whose law data is past its day */
  size_t expired_count;
  const struct rule **pending; /* laws that are not in force yet */
  size_t pending_count;
  size_t errors, warnings, infos; /* not waived */
  size_t waived;
  size_t evaluated, passed; /* rule and place: judged, held */
};

/* Audits @input.  The result is the caller's; free it with audit_free() before
 * the map, the library and the lexicons, which must not change before that. */
struct audit *audit_run(const struct audit_input *input);
void audit_free(struct audit **audit);

/* The same in parts, so that a person need not wait for it: each audit_go_on() does the
 * next and says whether there are more.  What @input names must stay until audit_end(),
 * which gives the audit, or NULL where parts are left. */
struct audit_task;
struct audit_task *audit_begin(const struct audit_input *input);
bool audit_go_on(struct audit_task *task);
struct audit *audit_end(struct audit_task **task);
/* How far it is, in hundredths. */
int audit_progress(const struct audit_task *task);

/* Whether people may state the field: what nothing on the map tells, and what it tells
 * only so far. */
bool audit_may_state(enum rule_field_index field);

/* Reads what is stated of @field ("yes", "12.50", "debt amount") into @fact.
 * STATUS_INPUT with what was found and what is expected, also for a field that may not
 * be stated. */
enum status audit_read_statement(const char *field, const char *value, enum rule_field_index *index,
                                 struct fact *fact, struct error *err);

/* The facts that rules are asked about at @place (a touchpoint, a text or the
 * journey), for --explain. */
void audit_facts(const struct audit_input *input, const struct audit_place *place,
                 struct facts *facts);

#endif
