/* The first screen of a file that does not exist yet: what to start from. */
#ifndef KUNDRESA_TUI_START_H
#define KUNDRESA_TUI_START_H

#include "app/session.h"

struct start;

/* Offers the templates and an empty map for the file @path, one key each. The
 * screen must be open. */
struct start *start_new(const char *path);
void start_free(struct start **start);

/* Handles all keys that wait and draws a frame. */
void start_step(struct start *start);

/* Whether the person has chosen, or left. */
bool start_ended(const struct start *start);

/* Makes the file as chosen.  *@session stays NULL, with STATUS_OK, when the
 * person left instead: then there is no file. */
enum status start_make(const struct start *start, struct session **session, struct error *err);

#endif
