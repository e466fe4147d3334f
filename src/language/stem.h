/* Stems by Snowball, and which of them a lexicon looks for. */
#ifndef KUNDRESA_LANGUAGE_STEM_H
#define KUNDRESA_LANGUAGE_STEM_H

#include "language/language.h"

#include <stddef.h>
#include <stdint.h>

struct sb_stemmer;

/* A stemmer of @language; it serves one reading at a time. */
struct sb_stemmer *stem_open(enum language language);
void stem_close(struct sb_stemmer *stemmer);

/* The stem of @word (folded); borrowed until the next call. */
const char *stem_of(struct sb_stemmer *stemmer, const char *word, size_t length,
                    size_t *stem_length);

/* Letters that every word of a stem begins with: Snowball takes endings off and
 * changes at most the last two letters of what is left ("penalties", "penalti",
 * "penalty"; "dying", "die"). */
size_t stem_beginning(const char *stem, size_t length);

/* Stems with their tokens. */
struct stem {
  char *text;
  size_t length;
  uint32_t token;
};
struct stems {
  struct stem *items;
  size_t count;
};
void stems_add(struct stems *stems, const char *text, size_t length, uint32_t token);
uint32_t stems_find(const struct stems *stems, const char *text, size_t length);
void stems_clear(struct stems *stems);

#endif
