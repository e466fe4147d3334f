/* The keys of rules/1, once: the reader, the JSON Schema and the page in section
 * 5 are made from these tables. */
#ifndef KUNDRESA_YAML_PACK_KEYS_H
#define KUNDRESA_YAML_PACK_KEYS_H

#include "rules/rule.h"

enum pack_value {
  PACK_END,      /* after the last key */
  PACK_FORMAT,   /* the version of the format */
  PACK_ID,       /* a name: letters, digits, '.', '_', '-' */
  PACK_LINE,     /* one line of text */
  PACK_TEXT,     /* a text */
  PACK_WORDS,    /* a text, or one for each language */
  PACK_FILLED,   /* the same, with {field}s */
  PACK_DAY,      /* "2026-11-30" */
  PACK_DAY_SEEN, /* the same, or unknown */
  PACK_AMOUNT,   /* a number with up to two decimals */
  PACK_COUNT,    /* a whole number from 1 */
  PACK_TRUTH,    /* true or false */
  PACK_TERMS,    /* conditions */
  PACK_IDS,      /* a list of ids */
  PACK_CHOICE,   /* one of .words; an enum that counts them */
  PACK_WORD,     /* one of .words; kept as text */
  PACK_OF_FIELD, /* one of .words, which are fields of rules; an int */
  PACK_OWNER,    /* a department; an int64_t */
  PACK_BITS,     /* one or several tokens of the field .field; an uint64_t */
  PACK_ENUM,     /* one of the tokens of the enumeration .field; an int64_t */
  PACK_SET,      /* one or several of them; an uint64_t */
  PACK_LIST,     /* of mappings with the keys .members */
  PACK_MAPPING,  /* with the keys .members, in memory of its own */
};

struct pack_key {
  const char *key;
  enum pack_value value;
  bool required;
  size_t most;   /* characters of a text, or the largest count */
  size_t offset; /* in the struct that the mapping is read into */
  const char *help;
  const char *words;              /* with one space between */
  int field;                      /* of PACK_BITS, PACK_ENUM and PACK_SET */
  const struct pack_key *members; /* of PACK_LIST and PACK_MAPPING */
  size_t size;                    /* of what these are read into */
  size_t count_offset;            /* of PACK_LIST: where the number stands */
  size_t text_offset;             /* of PACK_TERMS: where the text is kept as well */
  bool apart;                     /* of PACK_LIST: a list of pointers */
  const char *one;                /* what an entry is called, for messages */
};

/* The keys of the whole file. */
extern const struct pack_key pack_keys[];

/* Those of its parts, to know which one is being read. */
extern const struct pack_key pack_fact_keys[];
extern const struct pack_key pack_rate_keys[];
extern const struct pack_key pack_rule_keys[];

#endif
