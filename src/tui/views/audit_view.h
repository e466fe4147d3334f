/* The Audit view's state, shared by what moves it (audit.c), what acts on findings
 * (audit_act.c) and what draws it (audit_paint.c, audit_panel.c). */
#ifndef KUNDRESA_TUI_AUDIT_VIEW_H
#define KUNDRESA_TUI_AUDIT_VIEW_H

#include "tui/tui.h"

enum audit_row_kind {
  AUDIT_ROW_HEADING, /* of a department, or of what follows the findings; cannot be marked */
  AUDIT_ROW_FINDING,
  AUDIT_ROW_WAIVED,  /* a finding that is accepted */
  AUDIT_ROW_LAPSED,  /* a waiver that covers nothing any more */
  AUDIT_ROW_UNFIT,   /* a statement that counts for nothing */
  AUDIT_ROW_UNKNOWN, /* a fact that rules ask for and that is not known */
  AUDIT_ROW_EXPIRED, /* law data past its day */
  AUDIT_ROW_PENDING, /* a law to come */
};

struct audit_row {
  enum audit_row_kind kind;
  size_t index;        /* of it, in the audit; of a fact, the first place that lacks it */
  size_t count;        /* of a heading, rows below it; of a fact, places that lack it */
  const char *heading; /* of a heading, translated */
};

struct audit_view {
  struct view view;
  const struct audit *audit; /* the last one; borrowed */
  struct audit_row *rows;
  size_t count;
  size_t current; /* never a heading, unless there is nothing else */
  size_t first;
  int page;
  int rows_at;                    /* the screen's row of the topmost one */
  int64_t department;             /* only its findings, or UNSET */
  enum rule_severity least;       /* only findings at least that severe */
  bool counted;                   /* whether the counts below are known */
  size_t errors, warnings, infos; /* when the view was opened */
  size_t places;                  /* of the marked fact: worked out when it is marked */
  char *kept;                     /* the fingerprint of the marked finding */
};

/* The marked row, or NULL. */
const struct audit_row *audit_marked(const struct audit_view *view);
/* Its finding, also where it is waived, or NULL. */
const struct finding *audit_marked_finding(const struct audit_view *view);
/* The touchpoint that a row is about, or NULL. */
const struct touchpoint *audit_row_touchpoint(const struct audit_view *view,
                                              const struct audit_row *row);

/* Runs a command that acts on what is marked; false when it is none of them. */
bool audit_act(struct audit_view *view, const struct command *command);

void audit_paint(struct view *view, struct rect area);
/* Draws all that is known of the marked row. */
void audit_panel_paint(struct audit_view *view, struct rect area);

#endif
