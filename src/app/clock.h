/* What time it is.  Tests hand another clock in: where KUNDRESA_CLOCK names a
 * file, the milliseconds since 1970-01-01 UTC that stand in it are now. */
#ifndef KUNDRESA_APP_CLOCK_H
#define KUNDRESA_APP_CLOCK_H

#include "base/date.h"

/* Milliseconds since 1970-01-01 UTC. */
int64_t clock_now(void);

/* The day of that moment where we are. */
date_day clock_day(int64_t now);

#endif
