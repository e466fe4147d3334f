/* Moments as people write them. */
#ifndef KUNDRESA_APP_MOMENT_H
#define KUNDRESA_APP_MOMENT_H

#include "base/str.h"
#include "store/store.h"

/* Whether @text may name a time: it begins as a day does, "2026-11-12". */
bool moment_is_time(const char *text);

/* Reads a day, "2026-11-12", or a time of it, "2026-11-12 14:03" or with seconds (a T may
 * stand for the space), where the person is, or with a Z at its end in UTC: the first
 * millisecond of it, or with @end the last.  STATUS_USAGE otherwise. */
enum status moment_read_time(const char *text, bool end, int64_t *at, struct error *err);

/* Reads a time, or the number of an entry of the history: the last entry made until the
 * end of that day, minute or second.  STATUS_INPUT where there is none. */
enum status moment_read(struct store *store, const char *text, struct moment *moment,
                        struct error *err);

#endif
