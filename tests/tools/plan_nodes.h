/* Every key of plan/1: what the schema and the page in section 5 are made of. */
#ifndef KUNDRESA_TESTS_TOOLS_PLAN_NODES_H
#define KUNDRESA_TESTS_TOOLS_PLAN_NODES_H

#include <stdbool.h>

enum node_kind {
  NODE_VERSION, /* of the format */
  NODE_NUMBER,
  NODE_VALUE, /* of a condition: text, number, truth */
  NODE_ID,
  NODE_TEXT,
  NODE_LINES,
  NODE_DIGEST,
  NODE_LANGUAGE,
  NODE_LANGUAGES,
  NODE_DAY,
  NODE_CLOCK,
  NODE_TOKEN,  /* of the enumeration `of` */
  NODE_TOKENS, /* a list of such, perhaps empty */
  NODE_WORD,   /* one of `words` */
  NODE_WORDS,  /* exactly these `words`, in this order */
  NODE_OBJECT, /* `members` */
  NODE_LIST,   /* of objects of `members` */
  NODE_VALUES, /* a list of NODE_VALUE */
};

struct node {
  const char *key;
  enum node_kind kind;
  const char *help;
  bool nullable;
  bool optional; /* of a holiday: which keys there are depends on its rule */
  int of;
  long least, most;
  const char *words;
  const struct node *members;
};

/* The keys of a plan; as all such lists it ends with one whose key is NULL. */
extern const struct node plan_nodes[];

#endif
