/* The workbench: one loop, a view, and the dialogs that lie over it. */
#ifndef KUNDRESA_TUI_TUI_H
#define KUNDRESA_TUI_TUI_H

#include "app/command.h"
#include "app/draft.h"
#include "app/news.h"
#include "app/session.h"
#include "app/workbench.h"
#include "tui/auditor.h"
#include "tui/company.h"
#include "tui/key.h"
#include "tui/past.h"
#include "tui/screen.h"
#include "workshop/running.h"

enum view_index {
  VIEW_MAP,
  VIEW_LADDER,
  VIEW_TEXTS,
  VIEW_AUDIT,
  VIEW_WORKSHOP,
  VIEW_HISTORY,
  VIEW_COUNT
};

struct tui;
struct left_draft; /* of drafts.c */

/* A view.  It keeps no data that it cannot read again: after each change,
 * one's own or another's, reload() is called. */
struct view;
struct view_ops {
  enum command_scope scope; /* which commands are for it */
  const char *digit;        /* the key that turns to it */
  const char *title;        /* translate with _() */
  struct view *(*open)(struct tui *tui);
  void (*close)(struct view *view);
  enum status (*reload)(struct view *view, struct error *err);
  /* Draws into @area and puts the cursor on what is selected. */
  void (*paint)(struct view *view, struct rect area);
  /* Runs a command of its scope; false when it is not the view's own. */
  bool (*command)(struct view *view, const struct command *command);
  /* Takes a key before the commands do; true when it was taken.  May be NULL. */
  bool (*key)(struct view *view, const struct key *key);
  /* A click or the wheel, inside @area.  May be NULL. */
  void (*mouse)(struct view *view, const struct key *key, struct rect area);
  /* Goes to the next place that holds @needle; false when there is none.  NULL:
   * the touchpoints are searched. */
  bool (*search)(struct view *view, const char *needle, bool backwards);
  /* What stands on the message line while nothing else is said.  May be NULL. */
  void (*add_standing)(struct view *view, struct str *line);
  /* There is another audit; what was kept of the last one is gone.  May be NULL. */
  void (*audited)(struct view *view);
};
struct view {
  const struct view_ops *ops;
  struct tui *tui;
};

extern const struct view_ops map_view_ops;
extern const struct view_ops ladder_view_ops;
extern const struct view_ops texts_view_ops;
extern const struct view_ops audit_view_ops;
extern const struct view_ops workshop_view_ops;
extern const struct view_ops history_view_ops;

/* A dialog: takes all keys while it is the uppermost. */
struct dialog;
struct dialog_ops {
  /* Draws over @area, the body of the screen, and puts the cursor. */
  void (*paint)(struct dialog *dialog, struct rect area);
  void (*key)(struct dialog *dialog, const struct key *key);
  void (*free)(struct dialog *dialog);
  /* The hint line while it is open: "Enter take  Esc back", translated.  May
   * be NULL for the usual one. */
  const char *(*hints)(struct dialog *dialog);
  /* Whether one writes in it, so that a pasted text may come as keys. */
  bool writes;
  /* What is written in it, borrowed, for drafts_follow(); else NULL. */
  const char *(*text)(struct dialog *dialog);
  /* Reads again what it shows of the file, which is called after each change, one's own
   * or another's: painting reads nothing.  May be NULL. */
  void (*reload)(struct dialog *dialog);
};
struct dialog {
  const struct dialog_ops *ops;
  struct tui *tui;
  struct dialog *below;
  struct draft *draft; /* of drafts_follow(), or NULL */
  char *held;          /* what is kept of it where no text() tells: drafts_hold() */
};

struct tui {
  struct session *session;
  struct view *views[VIEW_COUNT]; /* NULL until first shown */
  enum view_index current;
  struct dialog *top; /* the uppermost dialog, or NULL */
  char *message;      /* on the message line; NULL for none */
  enum style message_style;
  int64_t touchpoint; /* the selected one, the same in every view; 0 none */
  char *needle;       /* of the last search, or NULL */
  struct auditor auditor;
  bool leaving;
  bool mouse;
  bool resized;
  int64_t version; /* of the store, when last read */
  int64_t heard;   /* of the store, when news were last told */
  struct news news;
  struct draft_file draft; /* what is being written */
  struct left_draft *left; /* typed into prompts and left behind, until they are asked again */
  size_t left_count;
  int64_t (*now)(void);   /* milliseconds since 1970-01-01 UTC */
  struct running running; /* the workshop's clock, as last read */
  int64_t rung;           /* the end that it has rung for */
  int64_t told;           /* the seconds that were left in the last frame */
  struct company company; /* the others */
  struct past past;       /* where one was before one looked back */
  struct rect body;       /* of the last frame */
  struct rect tabs[VIEW_COUNT];
};

/* Opens @path on the terminal and runs until the person leaves: the workbench
 * that main hands to the command line. */
enum status tui_open(const char *path, const struct workbench_options *options, struct error *err);

/* Asks about disputes between versions, one after the other, on the terminal: the
 * workbench's decide(). */
enum status tui_decide(struct dispute *disputes, struct dispute_answer *answers, size_t count,
                       struct error *err);

/* ---- For the loop and for tests, which bring their own terminal ---- */

/* A workbench on a session, with the screen already opened.  The session stays
 * the caller's, and is in the present when the workbench is freed. */
struct tui *tui_new(struct session *session);
void tui_free(struct tui **tui);
/* Handles all keys that wait, draws a frame and does a part of what can wait: one round
 * of the loop.  True when more waits to be done. */
bool tui_round(struct tui *tui);
/* Rounds until nothing waits: everything typed so far has been used and can be seen. */
void tui_step(struct tui *tui);
/* Handles one key, as if typed. */
void tui_key(struct tui *tui, const struct key *key);
/* Draws a frame. */
void tui_paint(struct tui *tui);
/* The same of dialogs without a session: a line with @title, and they. */
void tui_paint_dialog(struct tui *tui, const char *title);
/* Does what can wait until no key does: the audit.  True when a frame is to be drawn. */
bool tui_work(struct tui *tui);
/* Looks at the workshop's clock: rings once when its time is up, and gives true when
 * it shows another time: a frame is to be drawn. */
bool tui_tick(struct tui *tui);
/* Looks whether another process has changed the file; then reads it again, says who did
 * what, and gives true: a frame is to be drawn. */
bool tui_poll(struct tui *tui);

/* ---- For views and dialogs ---- */

/* Says something on the message line, until the next key. */
void tui_say(struct tui *tui, enum style style, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* Tells a fault there. */
void tui_fault(struct tui *tui, const struct error *err);
/* To be called after each edit with its status and error: tells a fault, or
 * has the views read again.  True when the edit was done. */
bool tui_done(struct tui *tui, enum status status, const struct error *err);
/* Whether there is no journey to work on, which is said then. */
bool tui_lacks_journey(struct tui *tui);
/* Whether that may be done here; said where not. */
bool tui_may(struct tui *tui, enum deed deed);
/* Has every view read again. */
void tui_reload(struct tui *tui);
/* Turns to a view. */
void tui_show(struct tui *tui, enum view_index view);
/* Runs a command, as its key would. */
void tui_run(struct tui *tui, const struct command *command);
/* Lays a dialog on top, which is freed when it is closed. */
void tui_push(struct tui *tui, struct dialog *dialog);
/* Closes the uppermost dialog. */
void tui_pop(struct tui *tui);

#endif
