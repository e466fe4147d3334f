/* Everything about a rule, for those who must defend it. */
#ifndef KUNDRESA_APP_EXPLAIN_H
#define KUNDRESA_APP_EXPLAIN_H

#include "app/output.h"
#include "rules/rule.h"

/* Writes the rule @id: what it asks, what it looks at, what it says, its source,
 * the facts it rests on, and the rates it is held against, as of @on.
 * STATUS_INPUT with the nearest id where there is none. */
enum status explain_rule(const struct library *library, const char *id, date_day on,
                         struct output *output, struct error *err);

#endif
