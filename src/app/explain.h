/* Everything about a rule or a fact, for those who must defend it. */
#ifndef KUNDRESA_APP_EXPLAIN_H
#define KUNDRESA_APP_EXPLAIN_H

#include "app/output.h"
#include "rules/rule.h"

/* Writes the rule or the fact @id, as of @on.  Of a rule what it asks, what it looks at,
 * what it says, its source, the facts it rests on, and the rates it is held against;
 * of a fact its source, and what rests on it.  STATUS_INPUT with the nearest id where
 * there is none. */
enum status explain_id(const struct library *library, const char *id, date_day on,
                       struct output *output, struct error *err);

#endif
