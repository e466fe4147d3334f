/* The Texts view's state, shared by what moves and changes it (texts.c, texts_edit.c)
 * and what draws it (texts_paint.c). */
#ifndef KUNDRESA_TUI_TEXTS_VIEW_H
#define KUNDRESA_TUI_TEXTS_VIEW_H

#include "tui/gauge.h"
#include "tui/tui.h"
#include "tui/views/map_data.h"

/* One row at the right: a message, or a wording of it. */
struct text_row {
  struct message *message; /* of the row, or that the wording belongs to; owned by its own row */
  struct variant *variant; /* NULL for the message's own row */
  struct gauge gauge;      /* of the wording, once it is shown */
  bool gauged;
};

struct texts_view {
  struct view view;
  struct map_data data;
  size_t current; /* column of the map, as there */
  size_t first;
  int page;
  struct text_row *rows;
  size_t count;
  size_t row;
  bool right; /* whether the keys are for the right side */
  bool preview;
  size_t scroll;      /* rows of the wordings above what is shown */
  size_t scroll_most; /* in the last frame */
  int text_rows;      /* rows for them in the last frame */
  int text_row;       /* the screen's row where they begin */
  /* Words that the audit found, shown until one moves on. */
  struct {
    int64_t variant; /* 0: none */
    enum audit_part part;
    size_t start, length; /* bytes */
    bool scroll;          /* they are still to be scrolled to */
  } found;
};

/* The touchpoint that is marked, or NULL. */
const struct touchpoint *texts_selected(struct texts_view *texts);

/* Runs a command that changes messages; false when it is none of them. */
bool texts_edit(struct texts_view *texts, const struct command *command);

/* Turns to the Texts view at a place that the audit found: its touchpoint, its wording,
 * and the words in it, which are shown until one moves on. */
void texts_show(struct tui *tui, const struct audit_place *place);

/* What the gauge says of the wording of a row. */
const struct gauge *texts_gauge(struct texts_view *texts, size_t row);

/* Draws the view. */
void texts_paint(struct view *view, struct rect area);

/* The columns of the list at the left. */
int texts_left(struct rect area);

#endif
