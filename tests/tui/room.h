/* Several people at one file, each with a program on a pseudo-terminal of its own, led by
 * a script that reads like the minutes of what they do:
 *
 *     # a remark
 *     after 2:55               minutes and seconds go by on a workshop's clock
 *     Anna opens               starts the program; "Anna makes" the one of a new file
 *     Anna, Bo press Enter     a key by its name, which must stand on the screen: it is
 *                              waited for
 *     Anna writes The text     what is typed into a line that is open; a list is narrowed
 *     Anna hits Down           a key that need not stand there
 *     all see Step 1 of 6      waited for; "others" are all but who was named last
 *     Anna sees not The text   waited for, too
 *     Anna leaves
 *
 * Nothing sleeps, and nothing is timed: a line that does not come true within the limit
 * for all waiting fails with its number and with the screen. */
#ifndef KUNDRESA_TESTS_TUI_ROOM_H
#define KUNDRESA_TESTS_TUI_ROOM_H

#include "program.h"

#define ROOM_MOST 8

struct room {
  struct program people[ROOM_MOST];
  const char *names[ROOM_MOST]; /* as the file's users */
  const char *path;             /* of the file */
  size_t count;
  size_t last;   /* who was named last */
  long long now; /* on the clock, as program_set_clock() has it */
};

/* Gives the @count people of @names places at the file @path in @folder; all are
 * borrowed.  Each comes in as one whom a gateway has let in, so that @path must trust
 * whoever runs the test. */
void room_open(struct room *room, char *folder, const char *path, const char *const *names,
               size_t count);
void room_close(struct room *room);

/* Plays the script @name of tests/tui/scripts. */
void room_play(struct room *room, const char *name);

#endif
