/* What the table of commands says of itself: help, the manual's sections, and
 * the shell's completion. */
#ifndef KUNDRESA_APP_MANUAL_H
#define KUNDRESA_APP_MANUAL_H

#include "app/command.h"
#include "base/str.h"

/* Adds what a bare `kundresa` says: the commonest commands. */
void manual_add_start(struct str *out);

/* Adds the list of all commands of the line. */
void manual_add_overview(struct str *out);

/* Adds the help of one command: how it is written, what it does, its options
 * and, where it has them, its keys. */
void manual_add_command(struct str *out, const struct command *command);

/* Adds the sections of kundresa(1) that the table knows, in mdoc. */
void manual_add_mdoc(struct str *out);

/* Adds a completion script for bash. */
void manual_add_bash(struct str *out);

#endif
