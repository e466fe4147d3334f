/* The program itself on a pseudo-terminal of the test's.  Nothing sleeps: each step waits
 * until the screen shows what is expected. */
#ifndef KUNDRESA_TESTS_TUI_PROGRAM_H
#define KUNDRESA_TESTS_TUI_PROGRAM_H

#include "screen_harness.h"

#include "base/str.h"

#include <sys/types.h>
#include <termios.h>
#include <time.h>

/* Seconds after which something will not happen any more, however slow the
 * machine is. */
#define PROGRAM_LIMIT 120

/* Whom a program runs as where that is not who runs the test, which must be root then. */
struct program_user {
  uid_t user;
  gid_t group; /* the user's own */
  gid_t team;  /* the other one that the user is in */
  mode_t mask;
};

struct program {
  const struct program_user *user; /* NULL: who runs the test; borrowed */
  struct harness seen;             /* only its terminal is used, and its folder */
  int terminal;                    /* our end */
  int line;                        /* the program's end, kept open to look at its settings */
  struct termios before;
  pid_t child;
  int status; /* of the child, once it has ended */
  bool ended;
  bool alternate, hidden;
  struct str bytes; /* all that was written */
};

/* Starts as {.terminal = -1} with a folder of its own; program_close() ends the program
 * if it runs still, and removes the folder unless it is @seen.folder of another. */
void program_open_folder(struct program *program);
void program_close_folder(struct program *program);

/* Runs `kundresa COMMAND FILE` in a window of 80 by 24. */
void program_start(struct program *program, const char *terminal, const char *command,
                   const char *file);
/* Runs it with these arguments, the first of which is "kundresa", the last NULL. */
void program_run(struct program *program, const char *terminal, const char *const arguments[]);
/* Ends it if it runs still, and forgets its terminal; it can be started again. */
void program_close(struct program *program);

/* Takes what the program has written within a moment; false when the limit for all
 * waiting is over. */
bool program_take(struct program *program, time_t since);
/* Waits until the screen shows @text, or does not any more. */
void program_expect(struct program *program, const char *text);
void program_expect_not(struct program *program, const char *text);
void program_press(struct program *program, const char *bytes);
/* Waits for the end of the program; its exit status. */
int program_end(struct program *program);
/* Waits for one that was killed. */
void program_kill(struct program *program, int number);
/* The place of the last @text in what was written, or -1. */
long program_last(const struct program *program, const char *text);
/* The terminal is as the program found it. */
void program_gave_back(const struct program *program);

/* Makes the file of the small journey in @folder; the caller frees its path. */
char *program_make_file(struct program *program);

/* What workshops' clocks show: milliseconds since 1970-01-01 UTC, from a file in @folder,
 * for all programs that are started after the first call; until unsetenv() of
 * KUNDRESA_CLOCK. */
void program_set_clock(const char *folder, long long milliseconds);

#endif
