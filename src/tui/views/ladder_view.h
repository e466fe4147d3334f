/* The Ladder view's state, shared by what moves and changes it (ladder.c) and what draws
 * it (ladder_paint.c, ladder_panel.c). */
#ifndef KUNDRESA_TUI_LADDER_VIEW_H
#define KUNDRESA_TUI_LADDER_VIEW_H

#include "tui/tui.h"
#include "tui/views/ladder_layout.h"

struct ladder_view {
  struct view view;
  const struct rung *rungs; /* of the last audit; borrowed */
  size_t count, placed;     /* those with a day stand first */
  int64_t *days;
  int64_t last;   /* the day on which the last deadline ends */
  size_t current; /* the marked step */
  int fits;       /* the scale at which all is seen */
  int zoom;       /* how much closer than that, in scales */
  struct ladder_layout layout;
  int laid_out_for; /* the room it was laid out for; 0: not yet */
  int laid_out_zoom;
  int first; /* leftmost x that is shown */
  int shown; /* columns in the last frame */
  /* Where the last frame put the chart, for the mouse. */
  struct rect chart;
  /* Until the audit has looked at a step that was moved: */
  char *moved; /* what is to be said of it, or NULL */
  size_t errors_before, warnings_before;
};

/* The step that is marked, or NULL. */
const struct rung *ladder_selected(const struct ladder_view *ladder);

/* The tone at which a step is drawn: its own, else the one that is expected, else the
 * lowest. */
int ladder_tone(const struct rung *rung);

void ladder_paint(struct view *view, struct rect area);

/* Draws what is known of the marked step, and its findings in words. */
void ladder_panel_paint(struct ladder_view *ladder, struct rect area);

#endif
