/* Memory that can be made to run out: SQLite's, which it must bear, and kundresa's
 * own, for want of which the program ends (base/mem). */
#ifndef KUNDRESA_TESTS_MEMORY_H
#define KUNDRESA_TESTS_MEMORY_H

#include <stdbool.h>
#include <stdint.h>

/* To be called once, before SQLite does anything. */
void memory_install(void);

/* From now on the @at-th time that SQLite wants memory, from 1, there is none; with
 * @for_ever none from there on.  0: there always is. */
void memory_fail(int64_t at, bool for_ever);
/* How often it wanted some since memory_fail(). */
int64_t memory_wishes(void);

/* The same of kundresa's own, once. */
void memory_fail_own(int64_t at);
int64_t memory_own_wishes(void);

#endif
