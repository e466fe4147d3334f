/* The questions that guide a room through a touchpoint: what to find out at
 * each of the seven kinds of moment.  Answers are kept as answer records of
 * the touchpoint, by the question's name. */
#ifndef KUNDRESA_MODEL_GUIDE_H
#define KUNDRESA_MODEL_GUIDE_H

#include <stddef.h>
#include <stdint.h>

struct guide {
  const char *name;     /* "sale-where": stands in files, never changes */
  int64_t kind;         /* enum stage_kind */
  const char *question; /* translate with i18n_text() */
};

/* The questions of a kind of moment, in the order to ask them; *@count of
 * them.  None for UNSET. */
const struct guide *guide_of(int64_t kind, size_t *count);

/* The question with that name, or NULL. */
const struct guide *guide_find(const char *name);

/* The name most like it, or NULL: for hints. */
const char *guide_near(const char *name);

#endif
