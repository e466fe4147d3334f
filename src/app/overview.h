/* The whole map at a glance, in words: the journey, its stages with their
 * touchpoints, how much is covered by communication, and what is missing. */
#ifndef KUNDRESA_APP_OVERVIEW_H
#define KUNDRESA_APP_OVERVIEW_H

#include "app/output.h"
#include "app/session.h"

/* Writes the overview of the session's journey, which must be chosen. */
enum status overview_put(struct session *session, struct output *output, struct error *err);

/* The title of the segment with that id, or NULL; the caller frees it. */
char *overview_segment(struct session *session, const char *id);

#endif
