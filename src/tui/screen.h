/*
 * tui/ owns the workbench: the screen, its keys and its views.  It is the only
 * room with <curses.h>.  It must not know SQL or YAML, and changes journeys
 * only through app/edit.h.
 *
 * This header: drawing.  Everything is drawn anew for each frame; curses sends
 * the terminal what differs.
 */
#ifndef KUNDRESA_TUI_SCREEN_H
#define KUNDRESA_TUI_SCREEN_H

#include "tui/theme.h"

#include <stdio.h>

struct rect {
  int row, column, rows, columns;
};

/* Whether that place is in it. */
bool rect_holds(struct rect rect, int row, int column);

/* Signs with a twin in ASCII. */
enum glyph {
  GLYPH_HORIZONTAL,
  GLYPH_VERTICAL,
  GLYPH_DOWN_RIGHT, /* ╭ */
  GLYPH_DOWN_LEFT,  /* ╮ */
  GLYPH_UP_RIGHT,   /* ╰ */
  GLYPH_UP_LEFT,    /* ╯ */
  GLYPH_DASH,       /* horizontal of the curve to be */
  GLYPH_DOTS,       /* vertical of the curve to be */
  GLYPH_POINT,      /* ● */
  GLYPH_RING,       /* ○ */
  GLYPH_DIAMOND,    /* ◆ moment of truth */
  GLYPH_ELSE,       /* ▸ or else */
  GLYPH_ELLIPSIS,
  GLYPH_BULLET, /* · */
  GLYPH_SHADE,  /* · where a line may run, so that it is no dash in ASCII */
  GLYPH_LEFT,   /* ◂ more to the left */
  GLYPH_RIGHT,  /* ▸ more to the right */
  GLYPH_UP,
  GLYPH_DOWN,
  GLYPH_HAND_OVER, /* → from one department to another */
  GLYPH_SIZE,      /* ▁ for 0, and five more that grow with a grade of 1 to 5 */
  GLYPH_COUNT = GLYPH_SIZE + 6,
};

/* Takes the terminal.  @term NULL: $TERM.  False, with nothing taken, when
 * curses does not know the terminal, or cannot draw in any place of it. */
bool screen_open(const char *term, FILE *out, FILE *in, bool ascii);
/* Gives the terminal back. */
void screen_close(void);
/* Gives the terminal back for a while, and takes it again. */
void screen_leave(void);
void screen_return(void);

/* The size now; screen_resize() tells curses of a new one, screen_follow() of
 * the one that the terminal has now. */
int screen_rows(void);
int screen_columns(void);
void screen_resize(int rows, int columns);
void screen_follow(void);

/* A frame: clear, draw, put the cursor, send. */
void screen_clear(void);
void screen_send(void);
/* Sends everything anew, whatever curses believes is there. */
void screen_redraw(void);

/* Rings the terminal's bell. */
void screen_ring(void);

/* The sign, or its ASCII twin. */
const char *screen_glyph(enum glyph glyph);

/* Draws @text cut to @columns (with an ellipsis where it is cut), never
 * outside of the screen.  Returns the columns used. */
int paint_text(int row, int column, int columns, enum style style, const char *text);
/* The same, filled up with spaces to @columns. */
void paint_padded(int row, int column, int columns, enum style style, const char *text);
/* Wrapped into @area; returns the rows used. */
int paint_wrapped(struct rect area, enum style style, const char *text);
void paint_fill(struct rect area, enum style style);
/* A line of @glyph, along @area that is one row high or else one column wide. */
void paint_rule(struct rect area, enum style style, enum glyph glyph);
/* A box with a title; returns the area inside. */
struct rect paint_box(struct rect area, const char *title);
/* Where the hardware cursor shall stand when the frame is sent. */
void paint_cursor(int row, int column);

#endif
