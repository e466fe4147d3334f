/* The packs that come with kundresa, for tests. */
#ifndef KUNDRESA_TESTS_RULES_HELPER_H
#define KUNDRESA_TESTS_RULES_HELPER_H

#include "rules/rule.h"

/* All of data/rules; the test fails where one cannot be read. */
struct library *rules_all(void);

/* Reads a pack from @text; NULL with its faults in @problems. */
struct pack *rules_read(const char *text, bool own, struct problems *problems);

/* Sets the fact of "field=value" words, with one space between; false where one
 * cannot be understood. */
bool rules_facts(const char *words, struct facts *facts);

#endif
