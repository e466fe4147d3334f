/* The first screen of a file that does not exist yet: what to start from. */
#ifndef KUNDRESA_TUI_START_H
#define KUNDRESA_TUI_START_H

#include "app/session.h"

#include <signal.h>

/* Offers the templates and an empty map, one key each, and makes the file.
 * *@session stays NULL, with STATUS_OK, when the person leaves instead: then
 * there is no file.  @outside is the signal mask to wait with. */
enum status start_file(const char *path, const sigset_t *outside, struct session **session,
                       struct error *err);

#endif
