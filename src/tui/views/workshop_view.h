/* The Workshop view's state, shared by what moves in it (workshop.c), what reads its rows
 * (workshop_read.c), what looks at the map (workshop_look.c), what draws it
 * (workshop_paint.c), and what is done in it: by command (workshop_act.c), when starting
 * (workshop_start.c), with cards (workshop_card.c), with grades (workshop_grade.c and
 * workshop_matrix.c), and with what comes up (workshop_talk.c). */
#ifndef KUNDRESA_TUI_WORKSHOP_VIEW_H
#define KUNDRESA_TUI_WORKSHOP_VIEW_H

#include "app/meeting.h"
#include "tui/tui.h"
#include "workshop/grading.h"
#include "workshop/tally.h"

enum workshop_row_kind {
  WORKSHOP_ROW_START,      /* starts a workshop with an agenda */
  WORKSHOP_ROW_HELD,       /* one that was held */
  WORKSHOP_ROW_RECORD,     /* what it is for: its own record */
  WORKSHOP_ROW_WRITE,      /* writes a new card */
  WORKSHOP_ROW_OWN,        /* a card of one's own that is hidden yet */
  WORKSHOP_ROW_CARD,       /* a card that all can see */
  WORKSHOP_ROW_GRADE,      /* a touchpoint to grade in hiding */
  WORKSHOP_ROW_TOUCHPOINT, /* one to agree on the grades of */
  WORKSHOP_ROW_AGREE,      /* agrees on the middle where departments are near */
  WORKSHOP_ROW_MATRIX,     /* shows the matrix */
  WORKSHOP_ROW_BACK,       /* and leaves it */
  WORKSHOP_ROW_ACTION,
  WORKSHOP_ROW_DECISION,
};

struct workshop_row {
  enum workshop_row_kind kind;
  int64_t oid;                     /* of the record; of an own card its number */
  char *id;                        /* or NULL */
  char *text;                      /* what it says */
  char *behind;                    /* who, where, by when; or NULL */
  int64_t lane;                    /* of a card, else UNSET */
  char *touchpoint;                /* the id of the one that a card hangs at, or NULL */
  int64_t own;                     /* one's own dots */
  struct tally tally;              /* once the vote is closed */
  int64_t grades[CRITERION_COUNT]; /* one's own of a touchpoint, hidden yet */
  size_t place;                    /* among the gradings or the ranking below */
};

/* Somebody who has sealed something in this round. */
struct workshop_person {
  char *name;
  int64_t department;
  int64_t count;
};

struct workshop_view {
  struct view view;
  struct meeting meeting;
  struct workshop_row *rows;
  size_t count;
  size_t current;
  size_t first;
  int page;
  int rows_at; /* the screen's row of the topmost one */
  struct workshop_person *people;
  size_t people_count;
  size_t prompt;   /* of the step's prompts, which is shown */
  struct map *map; /* what these are of; NULL where none is shown */
  struct grading *gradings;
  size_t grading_count;
  struct ranking ranking;
  bool matrix;         /* is shown instead of the phase */
  int64_t dots, given; /* that one may give, and has given */
  uint64_t met, cautions;
  int64_t looked_action;             /* these are of the file after that action, */
  char looked_step[RUNNING_ID_SIZE]; /* and of that step; 0: of none */
};

/* The phase that the room is in; UNSET while no workshop runs. */
int64_t workshop_does(const struct workshop_view *view);

/* The marked row, or NULL. */
const struct workshop_row *workshop_marked(const struct workshop_view *view);

/* workshop_read.c: the rows of the phase that the room is in, or of what was held; people
 * are called what the file calls them. */
enum status workshop_read_phase(struct workshop_view *view, struct error *err);
enum status workshop_read_held(struct workshop_view *view, struct error *err);
void workshop_name_people(struct workshop_view *view);
/* Adds a row with a copy of @text; forgets all rows and people. */
struct workshop_row *workshop_add_row(struct workshop_view *view, enum workshop_row_kind kind,
                                      int64_t oid, const char *text);
/* Notes somebody who has sealed something. */
enum status workshop_add_person(void *context, const struct sealed *sealed, struct error *err);
void workshop_forget(struct workshop_view *view);

/* workshop_start.c: asks for the department where it is not known, since cards and grades
 * are told by it; true when it asks.  And asks how to start a workshop. */
bool workshop_asks_department(struct workshop_view *view);
void workshop_start(struct workshop_view *view);

/* workshop_card.c: writes or changes a hidden card; asks what becomes of one. */
void workshop_write_card(struct workshop_view *view, const struct workshop_row *row);
void workshop_map_card(struct workshop_view *view, const struct workshop_row *row);

/* workshop_grade.c: the rows of grading, of what came of it, and of the ranking; what is
 * done with one of them; and what stands before its text, with a heading over it. */
enum status workshop_read_grading(struct workshop_view *view, struct error *err);
enum status workshop_read_gradings(struct workshop_view *view, struct error *err);
enum status workshop_read_ranking(struct workshop_view *view, struct error *err);
void workshop_grade(struct workshop_view *view, const struct workshop_row *row);
void workshop_agree(struct workshop_view *view, const struct workshop_row *row);
void workshop_agree_all(struct workshop_view *view);
void workshop_add_columns(struct str *out, const struct workshop_view *view,
                          const struct workshop_row *row);
bool workshop_add_heading(struct str *out, const struct workshop_view *view);
void workshop_forget_gradings(struct workshop_view *view);

/* workshop_matrix.c: draws leverage × importance; how many rows it took. */
int workshop_paint_matrix(const struct workshop_view *view, struct rect area);

/* workshop_talk.c: asks for what came up. */
void workshop_park(struct workshop_view *view);
void workshop_decide(struct workshop_view *view);
void workshop_plan_action(struct workshop_view *view);

/* workshop_look.c: finds what the step needs on the map, where something was done since
 * that was last found: it reads the whole journey. */
void workshop_look(struct workshop_view *view);
/* The same with the journey that was just audited, for what was found in it. */
void workshop_audited(struct view *view);

/* Runs a command that does something; false when it is none of them. */
bool workshop_act(struct workshop_view *view, const struct command *command);

void workshop_paint(struct view *view, struct rect area);

#endif
