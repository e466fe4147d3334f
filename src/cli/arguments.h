/* The command line taken apart by the table of commands. */
#ifndef KUNDRESA_CLI_ARGUMENTS_H
#define KUNDRESA_CLI_ARGUMENTS_H

#include "app/command.h"

struct arguments {
  const struct command *command; /* NULL for --version, or when nothing was given */
  const char **operands;         /* owned list of borrowed texts */
  size_t count;
  const char **values; /* owned list: one for each option of the command */
  bool help;           /* --help was given */
  bool version;        /* --version was given */
};

/* Takes @argv apart.  Options may stand anywhere before "--".  A first operand
 * that is no command but names a file opens it.  STATUS_USAGE with a hint for
 * what cannot be understood.  Free with arguments_clear() either way. */
enum status arguments_read(int argc, char **argv, struct arguments *arguments, struct error *err);
void arguments_clear(struct arguments *arguments);

#endif
