/* Where the others are, in words: what stands beside the file, as people read it. */
#ifndef KUNDRESA_APP_HERE_H
#define KUNDRESA_APP_HERE_H

#include "app/session.h"
#include "store/presence.h"

/* Adds the view, the touchpoint and what is being written there: "map: Signs up
 * online; writes Note"; nothing where nothing is known. */
void here_add_place(struct str *out, struct session *session, const struct present *present);

/* What to call somebody who is here: the name, else the user. */
const char *here_name(const struct present *present);

/* The name of a view as presence knows it, of its command "view-map": "map"; and
 * that command, or NULL. */
struct command;
const char *here_view(const struct command *command);
const struct command *here_view_command(const char *view);

#endif
