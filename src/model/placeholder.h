/* The facts of an invoice that texts may name: a closed, typed set, written
 * {amount_due}.  "{{" and "}}" stand for braces themselves. */
#ifndef KUNDRESA_MODEL_PLACEHOLDER_H
#define KUNDRESA_MODEL_PLACEHOLDER_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

enum placeholder_type { PLACEHOLDER_TEXT, PLACEHOLDER_MONEY, PLACEHOLDER_DATE, PLACEHOLDER_NUMBER };

struct placeholder {
  const char *name;
  enum placeholder_type type;
  const char *meaning; /* one sentence; translate with i18n_text() */
};

/* All of them; *@count. */
const struct placeholder *placeholder_all(size_t *count);

/* The one with that name (of @length bytes), or NULL. */
const struct placeholder *placeholder_find(const char *name, size_t length);

/* "money", "date"…: as plan/1 names the type. */
const char *placeholder_type_name(enum placeholder_type type);

/* A place in a text that starts or ends a placeholder. */
struct placeholder_span {
  size_t start, length;                  /* bytes, braces included */
  const struct placeholder *placeholder; /* NULL: unknown, or a lone brace */
};

/* The next one from *@at on, which is moved behind it; false after the last.
 * Braces that stand for themselves are passed over. */
bool placeholder_next(const char *text, size_t *at, struct placeholder_span *span);

/* What may have been meant by an unknown one, or NULL; a name in Swedish or Norwegian
 * counts.  @text is that in which @span was found. */
const char *placeholder_near(const char *text, const struct placeholder_span *span);

/* What stands in its place for a made-up customer, as @language (sv, nb, en…)
 * writes amounts and dates. */
const char *placeholder_sample(const struct placeholder *placeholder, const char *language);

/* Adds @text with every placeholder replaced by the value of a made-up
 * customer, as @language (sv, nb, en…) writes amounts and dates; unknown ones
 * stay as they are. */
void placeholder_fill(struct str *out, const char *text, const char *language);

#endif
