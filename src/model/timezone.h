/* The names of time zones.  The rules behind them are for whoever carries out a
 * plan: kundresa only needs days. */
#ifndef KUNDRESA_MODEL_TIMEZONE_H
#define KUNDRESA_MODEL_TIMEZONE_H

#include <stdbool.h>

/* Whether @name is a name of the Time Zone Database, as Europe/Stockholm; big
 * and small letters count. */
bool timezone_is_known(const char *name);

/* The name that was probably meant, also where only the city was written; NULL
 * when none is close. */
const char *timezone_near(const char *name);

#endif
