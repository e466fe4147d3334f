/*
 * rules/ owns what a rule is: what it may ask about, how it is written, which
 * apply to a market, a trade and a day, and whether one holds for given facts.
 * Pure and data driven.  It must not know journeys, texts, files, YAML,
 * commands or screens; yaml/ reads packs into it, audit/ hands it facts.
 *
 * This header: the one table of what rules may ask about.
 */
#ifndef KUNDRESA_RULES_FIELD_H
#define KUNDRESA_RULES_FIELD_H

#include "base/i18n.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum rule_field_kind {
  RULE_FIELD_NUMBER, /* hundredths: 12.50 is 1250; money in major units, so that a
                        model's minor units are these hundredths */
  RULE_FIELD_TOKEN,  /* one of the tokens */
  RULE_FIELD_SET,    /* several of the tokens */
  RULE_FIELD_TRUTH,  /* yes or no: the tokens "no yes" */
};

/* What one evaluation of a rule looks at. */
enum rule_scope {
  RULE_SCOPE_JOURNEY,    /* the journey once */
  RULE_SCOPE_TOUCHPOINT, /* each touchpoint of the map */
  RULE_SCOPE_STEP,       /* each touchpoint that sends, once, with all its texts */
  RULE_SCOPE_TEXT,       /* each text of each step: one wording in one language and way */
  RULE_SCOPE_COUNT
};

struct rule_field {
  const char *name;
  enum rule_field_kind kind;
  const char *tokens;    /* with one space between; NULL for numbers */
  enum rule_scope scope; /* the widest scope at which it can be known */
  bool declared;         /* nothing on the map tells it: people state it as a fact */
  const char *help;      /* one sentence; translate with i18n_text() */
};

#include "rules/field_table.h"

#define RULE_FIELD_ID(name, kind, tokens, scope, declared, help) RULE_FIELD_##name,
enum rule_field_index { RULE_FIELDS(RULE_FIELD_ID) RULE_FIELD_COUNT };
#undef RULE_FIELD_ID

extern const struct rule_field rule_fields[RULE_FIELD_COUNT];

/* The field with that name of @length bytes, or -1; the name most like it. */
int rule_field_find(const char *name, size_t length);
const char *rule_field_near(const char *name);

/* The bit of a token of that field, or 0; the token of bit @index. */
uint64_t rule_token_bit(enum rule_field_index field, const char *token, size_t length);
const char *rule_token_at(enum rule_field_index field, size_t index, size_t *length);

/* What is known of one thing. */
struct fact {
  bool known;
  int64_t number;  /* RULE_FIELD_NUMBER */
  uint64_t bits;   /* the others: of its tokens */
  uint64_t unsure; /* of a set: those that it may have besides, nobody knows */
};
struct facts {
  struct fact of[RULE_FIELD_COUNT];
};

#endif
