/*
 * cli/ owns the command line: arguments in, text or JSON out.  It must not
 * know curses; what opens the workbench is handed in.
 */
#ifndef KUNDRESA_CLI_CLI_H
#define KUNDRESA_CLI_CLI_H

#include "app/workbench.h"

/* Runs the command that @argv asks for and returns the exit status. */
int cli_run(int argc, char **argv, const struct workbench *workbench);

#endif
