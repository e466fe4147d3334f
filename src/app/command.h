/* The one table of commands: what a person can do, in words and keys.  From it
 * come dispatch, the palette, the help, the hints, the command line and its
 * --help, the manual's sections, and the shell's completion. */
#ifndef KUNDRESA_APP_COMMAND_H
#define KUNDRESA_APP_COMMAND_H

#include "app/output.h"
#include "app/role.h"
#include "app/session.h"
#include "app/workbench.h"

/* Where a command can be given. */
enum command_scope {
  SCOPE_LINE = 1, /* kundresa NAME … */
  SCOPE_MAP = 2,  /* the views */
  SCOPE_TEXTS = 4,
  SCOPE_HISTORY = 8,
  SCOPE_LADDER = 16,
  SCOPE_AUDIT = 32,
  SCOPE_WORKSHOP = 64,
  SCOPE_VIEWS = 2 | 4 | 8 | 16 | 32 | 64, /* every view of the workbench */
};

enum command_flag {
  COMMAND_CHANGES = 1,   /* changes the journey, and can be undone */
  COMMAND_HINT = 2,      /* worth a place in the hint line */
  COMMAND_SELECTION = 4, /* needs a journey, although it changes nothing */
  COMMAND_EARLY = 16,    /* of the hints, to be kept where there is little room */
  COMMAND_QUIET = 8,     /* left out of the short list of commands */
};

/* An option of the command line.  Options of all commands are listed once. */
struct command_option {
  char letter;          /* 'j', or 0 */
  const char *name;     /* "journey" */
  const char *argument; /* "ID", or NULL for a switch */
  const char *choices;  /* "text json": the only arguments there are; NULL for any */
  const char *help;     /* translate with _() */
};

/* What a handler was asked.  Borrowed. */
struct request {
  const struct command *command;
  const char *const *arguments; /* operands after the command's name */
  size_t count;
  const char *const *values;         /* one for each option of the command: its
                                        argument, "" for a switch, NULL not given */
  const struct workbench *workbench; /* NULL where there is no terminal */
  int columns;                       /* of the terminal that is written to; 0: none */
};

struct command {
  const char *name; /* "release", "touchpoint-add": verb or noun-verb */
  unsigned scope;   /* of enum command_scope */
  const char *keys; /* in the workbench, space between: "a", "C-r", "F1 ?"; NULL */
  unsigned flags;
  const char *label;                           /* two words for the hint line: "add touchpoint" */
  const char *help;                            /* one sentence */
  const char *more;                            /* what else --help and the manual say, or NULL */
  const char *operands;                        /* "FILE [JOURNEY.yaml]", marked N_(); NULL: none */
  int least, most;                             /* how many operands; most < 0: any number */
  const struct command_option *const *options; /* ended by NULL; or NULL */
  enum status (*run)(const struct request *request, struct output *output,
                     struct error *err); /* on the command line; NULL: workbench only */
  enum deed deed;                        /* of COMMAND_CHANGES: what one must be allowed to do */
};

extern const struct command commands[];
extern const size_t command_count;

/* The command with that name, or NULL. */
const struct command *command_find(const char *name);
/* The name most like it, among those of @scope, or NULL. */
const char *command_near(const char *name, unsigned scope);
/* The command that @key ("a", "C-r", "F1", "Enter", "Left"…) means in @scope. */
const struct command *command_of_key(const char *key, unsigned scope);
/* The option of @command with that name, or NULL. */
const struct command_option *command_option(const struct command *command, const char *name);
/* The value of an option in a request, or NULL. */
const char *request_option(const struct request *request, const char *name);

#endif
