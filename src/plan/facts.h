/* The facts of one customer from texts, field by field, as the columns of data/golden
 * have them: see kundresa-plan(5), TRY AN EXECUTOR. */
#ifndef KUNDRESA_PLAN_FACTS_H
#define KUNDRESA_PLAN_FACTS_H

#include "base/error.h"
#include "plan/decide.h"

struct facts;

/* Of nobody yet.  @decider must outlive it; free it with facts_free(). */
struct facts *facts_make(const struct decider *decider);
void facts_free(struct facts **facts);

/* Forgets the customer. */
void facts_clear(struct facts *facts);

/* Adds a subject, without any fact yet; its number, from 0. */
size_t facts_add(struct facts *facts, const char *id);

/* Sets a field of the @subject-th, or of the customer; an empty value is unknown.
 * STATUS_USAGE with a sentence where there is no such field, or the value is none. */
enum status facts_set(struct facts *facts, size_t subject, const char *field, const char *value,
                      struct error *err);

/* All that was set; borrowed until the next change. */
const struct customer *facts_customer(struct facts *facts);

#endif
