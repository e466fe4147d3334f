/* The History view's state, shared by what draws it (history.c), what reads it
 * (history_read.c), what says it in words (history_tell.c) and what is done with an
 * entry (history_act.c), and which are shown (history_filter.c). */
#ifndef KUNDRESA_TUI_HISTORY_VIEW_H
#define KUNDRESA_TUI_HISTORY_VIEW_H

#include "app/people.h"
#include "tui/tui.h"

struct entry {
  int64_t number;
  int64_t at;
  int64_t department;
  char *person;
  char *kind;
  char *label;
  char *words; /* NULL until it is shown */
  bool undone;
};

/* Which entries are shown; a part that is NULL leaves none out. */
struct history_wish {
  char *person;           /* operating-system user */
  const char *department; /* token; of the table */
  char *touchpoint;       /* its id */
};

struct history_view {
  struct view view;
  struct entry *entries; /* those from @from on */
  size_t count;
  size_t from;
  bool ended; /* the oldest is among them */
  size_t current;
  size_t first;
  int page;
  struct history_wish wish;
  char *wished;         /* what its touchpoint is called, as of the last reading; NULL none */
  struct people people; /* as of the last reading */
};

/* ---- Reading: always the whole history, also while the past is looked at ---- */

/* The store that is read. */
struct store *history_store(const struct history_view *history);

/* Reads anew; the marked entry stays marked, unless it is the latest. */
enum status history_reload(struct view *view, struct error *err);
void history_forget(struct history_view *history);

/* The entry at a place counted from the latest of those that are shown, read if need be;
 * NULL past the last. */
struct entry *history_entry(struct history_view *history, size_t place);
/* The same with its words.  What is in sight was told before, since painting reads
 * nothing: after each reading and each move, or else when it first comes into sight. */
const struct entry *history_told(struct history_view *history, size_t place);
void history_tell_seen(struct history_view *history);
/* Has the marked entry stand on the page. */
void history_scroll(struct history_view *history);

/* Marks the entry of that number; false where it is not shown. */
bool history_find(struct history_view *history, int64_t number);

/* Turns to the History view at the entry of that number; all are shown again where it would
 * be left out. */
void history_show(struct tui *tui, int64_t number);

/* ---- In words ---- */

/* Says an entry by its weightiest change; the caller frees it. */
char *history_tell(struct history_view *history, const struct history_entry *entry);

/* Adds what one change did, with the record's name; @title NULL: as it is called now. */
void history_add_change(struct str *out, struct store *store, const struct history_change *change,
                        const char *title);
/* Adds a value of a field as people read it. */
void history_add_value(struct str *out, const struct field *field, const char *value);

/* ---- What is done with the marked entry ---- */

/* Runs such a command; false when it is none of them. */
bool history_act(struct history_view *history, const struct command *command);

/* ---- Which are shown (history_filter.c) ---- */

/* Lets the person pick a person, a department or a touchpoint; what was picked before
 * stays, so that two can be asked for together. */
void history_pick(struct history_view *history);
/* Shows all again. */
void history_show_all(struct history_view *history);
/* Reads what their touchpoint is called. */
void history_read_wish(struct history_view *history);
/* Whether some are left out. */
bool history_is_narrowed(const struct history_view *history);
/* Adds which are shown: "Anna, Finance, Touchpoint 'Welcome'". */
void history_add_wish(struct str *out, const struct history_view *history);

#endif
