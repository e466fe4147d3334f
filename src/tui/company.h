/* The others who work on the file: seen on the screen, followed, never in the way. */
#ifndef KUNDRESA_TUI_COMPANY_H
#define KUNDRESA_TUI_COMPANY_H

#include "base/str.h"
#include "model/record.h"
#include "store/presence.h"

struct tui;
struct dialog;

enum follow {
  FOLLOW_FREE, /* goes where one likes */
  FOLLOW_LEAD, /* goes where the facilitator goes */
  FOLLOW_HOLD, /* stays, and will go there when let go */
};

struct company {
  struct presence *presence;
  struct present self;
  enum follow follow;
  int64_t leader;     /* whose process is followed, 0 none */
  struct present led; /* where one has followed to */
  /* What one writes, and in which dialog; NULL: nothing. */
  const struct dialog *writes;
  char field[sizeof((struct present *)0)->field];
  char step[sizeof((struct present *)0)->step]; /* of the agenda; its view says it */
};

/* Joins those who work on the file. */
void company_join(struct tui *tui);
void company_leave(struct company *company);

/* Says where one is now; after each key. */
void company_tell(struct tui *tui);
/* Looks where the others are, and follows; whether a frame is to be drawn. */
bool company_poll(struct tui *tui);

/* Notes that the uppermost dialog is for writing that field. */
void company_note_writing(struct tui *tui, enum entity entity, int64_t oid,
                          const struct field *field);

/* Adds who is here, for the first line: "F:AE M:SB +2", at most @columns wide. */
void company_add_line(struct str *out, const struct tui *tui, int columns);
/* Adds who stands at that touchpoint of the open journey: "SB", and "SB…" where
 * something of it is being written. */
void company_add_marks(struct str *out, const struct tui *tui, const char *touchpoint);

/* Draws these marks at the right end of a row of @columns, over at most a third of it. */
void company_paint_marks(const struct tui *tui, const char *touchpoint, int row, int column,
                         int columns);

/* The commands: who is here; follow, or go free; hold, or let go. */
void company_show(struct tui *tui);
void company_follow(struct tui *tui);
void company_hold(struct tui *tui);

/* Goes where somebody is, as far as it can be found here. */
void company_go(struct tui *tui, const struct present *present);

#endif
