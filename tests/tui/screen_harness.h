/* The workbench in a terminal that is only memory: keys go in as bytes, and
 * what a person would see comes out.  Nothing waits: harness_type() returns
 * when every key was used and the frame is drawn. */
#ifndef KUNDRESA_TESTS_TUI_SCREEN_HARNESS_H
#define KUNDRESA_TESTS_TUI_SCREEN_HARNESS_H

#include "tui/start.h"
#include "tui/tui.h"

#include <stdio.h>
#include <vterm.h>

/* The terminal and how the workbench is to look in it. */
struct look {
  int rows, columns;
  const char *term; /* NULL: xterm-256color */
  enum theme theme;
  bool ascii;
  const char *language; /* "sv", "nb"; NULL: English */
};

struct harness {
  struct look look;
  char *folder; /* the test's own, removed by harness_close() */
  struct session *session;
  struct tui *tui;
  struct start *start; /* instead of @tui, while something is chosen to start from */
  VTerm *vterm;
  VTermScreen *screen;
  FILE *out, *in;
  int keys;    /* the writing end of @in */
  bool slowly; /* harness_type() ends after one round of the loop */
  long fed;    /* bytes of @out that the terminal has taken */
};

/* A new file with the journey @journey ("journeys/electricity-se.yaml", in the
 * source tree), the same user and a clock of its own, so that every run looks
 * alike; opened in the workbench.  @journey NULL: the file has no journey. */
void harness_open(struct harness *harness, const struct look *look, const char *journey);
void harness_close(struct harness *harness);

/* Closes the workbench and opens it in another terminal, on the same file. */
void harness_look(struct harness *harness, const struct look *look);
/* The same with the first screen of a file that does not exist yet. */
void harness_look_start(struct harness *harness, const struct look *look);

/* Presses keys.  What stands in <> is a key by its name: "<Down>", "<C-r>",
 * "<Enter>"; "<lt>" is the sign <.  All else is typed as it stands. */
void harness_type(struct harness *harness, const char *keys);
/* Hands bytes over as the terminal would send them. */
void harness_send(struct harness *harness, const char *bytes, size_t length);
/* A text as a terminal hands it over when it is pasted. */
void harness_paste(struct harness *harness, const char *text);
/* Presses the first mouse button there, counted from 0; or turns the wheel. */
void harness_click(struct harness *harness, int row, int column);
void harness_wheel(struct harness *harness, int row, int column, bool up);
/* The window becomes that large. */
void harness_resize(struct harness *harness, int rows, int columns);
/* Another window of the same person has changed the file: what the loop does
 * twice a second. */
void harness_poll(struct harness *harness);

/* What the clock of a workshop shows, in milliseconds since 1970-01-01 UTC. */
extern int64_t harness_now;

/* One row as text, without the spaces at its end; the caller frees it. */
char *harness_row(const struct harness *harness, int row);
/* The row that holds @text, or -1; *@column (may be NULL) is where it starts. */
int harness_find(const struct harness *harness, const char *text, int *column);
/* Fails the test, and shows the screen, unless @text is on the screen. */
void harness_shows(const struct harness *harness, const char *text);
void harness_shows_not(const struct harness *harness, const char *text);
/* Where the cursor is. */
void harness_cursor(const struct harness *harness, int *row, int *column);

/* The whole screen: the cursor's place, the text, and below it a letter for
 * each cell's look, with a legend.  The caller frees it. */
char *harness_picture(const struct harness *harness);

/* The text of the message line. */
const char *harness_message(const struct harness *harness);

/* The file's path inside the test's folder; the caller frees it. */
char *harness_path(const struct harness *harness, const char *name);

#endif
