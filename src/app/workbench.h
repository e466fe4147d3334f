/* The door to the full-screen workbench.  Commands may open it, but the screen
 * is no business of this room: main hands in what opens it. */
#ifndef KUNDRESA_APP_WORKBENCH_H
#define KUNDRESA_APP_WORKBENCH_H

#include "base/error.h"

#include <stdbool.h>

/* How the workbench shall look.  Texts are borrowed. */
struct workbench_options {
  const char *journey;  /* id of the journey to show, or NULL */
  const char *theme;    /* "dark", "light", "mono", or NULL for what the terminal tells */
  bool ascii;           /* lines and marks in ASCII only */
  bool no_mouse;        /* leave the mouse to the terminal */
  bool choose_template; /* the file does not exist yet: offer templates first */
};

struct dispute;
struct dispute_answer;

struct workbench {
  /* Opens @path on the terminal and returns when the person leaves. */
  enum status (*open)(const char *path, const struct workbench_options *options, struct error *err);
  /* Asks on the terminal about @count disputes (app/dispute.h), which are cleared, one
   * after the other.  STATUS_BUSY when the person left before all were answered. */
  enum status (*decide)(struct dispute *disputes, struct dispute_answer *answers, size_t count,
                        struct error *err);
};

#endif
