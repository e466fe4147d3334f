#include "tui/screen.h"

#include "base/str.h"
#include "base/text.h"
#include "tui/key.h"

#include <curses.h>
#include <stdlib.h>
#include <sys/ioctl.h>

static SCREEN *terminal;
static FILE *terminal_out;
static bool plain;
static int cursor_row, cursor_column;

static const char *const glyphs[GLYPH_COUNT][2] = {
    [GLYPH_HORIZONTAL] = {"─", "-"}, [GLYPH_VERTICAL] = {"│", "|"}, [GLYPH_DOWN_RIGHT] = {"╭", "."},
    [GLYPH_DOWN_LEFT] = {"╮", "."},  [GLYPH_UP_RIGHT] = {"╰", "'"}, [GLYPH_UP_LEFT] = {"╯", "'"},
    [GLYPH_DASH] = {"┄", "~"},       [GLYPH_DOTS] = {"┊", ":"},     [GLYPH_POINT] = {"●", "*"},
    [GLYPH_RING] = {"○", "o"},       [GLYPH_DIAMOND] = {"◆", "#"},  [GLYPH_ELSE] = {"▸", ">"},
    [GLYPH_ELLIPSIS] = {"…", "~"},   [GLYPH_BULLET] = {"·", "-"},   [GLYPH_LEFT] = {"◂", "<"},
    [GLYPH_RIGHT] = {"▸", ">"},      [GLYPH_UP] = {"▴", "^"},       [GLYPH_DOWN] = {"▾", "v"},
    [GLYPH_SIZE] = {"▁", "0"},       [GLYPH_SIZE + 1] = {"▂", "1"}, [GLYPH_SIZE + 2] = {"▃", "2"},
    [GLYPH_SIZE + 3] = {"▅", "3"},   [GLYPH_SIZE + 4] = {"▆", "4"}, [GLYPH_SIZE + 5] = {"█", "5"},
    [GLYPH_HAND_OVER] = {"→", ">"},  [GLYPH_SHADE] = {"·", "."},
};

/* Asks the terminal to tell pasted text from typed, or to stop that, where it
 * knows how ("BE" and "BD" of terminfo). */
static void mark_pastes(bool mark)
{
  const char *words = tigetstr(mark ? "BE" : "BD");
  if (words == NULL || words == (const char *)-1)
    return;
  fputs(words, terminal_out);
  fflush(terminal_out);
}

bool screen_open(const char *term, FILE *out, FILE *in, bool ascii)
{
  terminal = newterm(term, out, in);
  if (terminal == NULL)
    return false;
  set_term(terminal);
  if (tigetstr("cup") == NULL) { /* paper, say, where nothing can be drawn in a place */
    endwin();
    delscreen(terminal);
    terminal = NULL;
    return false;
  }
  plain = ascii;
  terminal_out = out;
  set_escdelay(25);
  raw();
  noecho();
  nonl();
  intrflush(stdscr, FALSE);
  keypad(stdscr, TRUE);
  nodelay(stdscr, TRUE);
  curs_set(1);
  key_begin();
  mark_pastes(true);
  return true;
}

void screen_close(void)
{
  if (terminal == NULL)
    return;
  screen_leave();
  delscreen(terminal);
  terminal = NULL;
}

void screen_leave(void)
{
  if (terminal == NULL)
    return;
  mark_pastes(false);
  endwin();
}

void screen_return(void)
{
  clearok(stdscr, TRUE);
  refresh();
  mark_pastes(true);
  /* The window may be another now, and curses believes LINES and COLUMNS more
   * than the terminal. */
  screen_follow();
}

bool rect_holds(struct rect rect, int row, int column)
{
  return row >= rect.row && row < rect.row + rect.rows && column >= rect.column &&
         column < rect.column + rect.columns;
}

int screen_rows(void)
{
  return LINES;
}

int screen_columns(void)
{
  return COLS;
}

void screen_resize(int rows, int columns)
{
  resizeterm(rows, columns);
}

void screen_follow(void)
{
  struct winsize size;
  if (ioctl(fileno(terminal_out), TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0)
    screen_resize(size.ws_row, size.ws_col);
}

void screen_clear(void)
{
  cursor_row = 0;
  cursor_column = 0;
  erase();
}

void screen_send(void)
{
  int row = cursor_row < 0 ? 0 : cursor_row >= LINES ? LINES - 1 : cursor_row;
  int column = cursor_column < 0 ? 0 : cursor_column >= COLS ? COLS - 1 : cursor_column;
  move(row, column);
  wnoutrefresh(stdscr);
  doupdate();
}

void screen_ring(void)
{
  beep();
}

void screen_redraw(void)
{
  clearok(stdscr, TRUE);
}

const char *screen_glyph(enum glyph glyph)
{
  return glyphs[glyph][plain ? 1 : 0];
}

int paint_text(int row, int column, int columns, enum style style, const char *text)
{
  if (row < 0 || row >= LINES || column < 0 || column >= COLS || columns <= 0 || text == NULL)
    return 0;
  if (columns > COLS - column)
    columns = COLS - column;
  struct str line = {0};
  text_add_cut(&line, text, columns, screen_glyph(GLYPH_ELLIPSIS));
  attrset((int)theme_attributes(style));
  mvaddstr(row, column, str_text(&line));
  attrset(0);
  int used = text_width(str_text(&line));
  str_clear(&line);
  return used;
}

void paint_padded(int row, int column, int columns, enum style style, const char *text)
{
  struct str line = {0};
  text_add_padded(&line, text != NULL ? text : "", columns, screen_glyph(GLYPH_ELLIPSIS));
  paint_text(row, column, columns, style, str_text(&line));
  str_clear(&line);
}

int paint_wrapped(struct rect area, enum style style, const char *text)
{
  struct text_line *lines;
  size_t count = text_wrap(text, area.columns, &lines);
  int row = 0;
  for (; row < area.rows && (size_t)row < count; row++) {
    struct str line = {0};
    str_add_span(&line, text + lines[row].start, lines[row].length);
    if (row + 1 == area.rows && (size_t)row + 1 < count)
      str_add(&line, screen_glyph(GLYPH_ELLIPSIS));
    paint_text(area.row + row, area.column, area.columns, style, str_text(&line));
    str_clear(&line);
  }
  free(lines);
  return row;
}

void paint_fill(struct rect area, enum style style)
{
  for (int row = 0; row < area.rows; row++)
    paint_padded(area.row + row, area.column, area.columns, style, "");
}

void paint_rule(struct rect area, enum style style, enum glyph glyph)
{
  wchar_t wide[2] = {0};
  cchar_t cell;
  attr_t attributes = theme_attributes(style);
  if (area.row < 0 || area.row >= LINES || area.column < 0 || area.column >= COLS ||
      area.rows <= 0 || area.columns <= 0)
    return;
  mbstowcs(wide, screen_glyph(glyph), 1);
  setcchar(&cell, wide, attributes, (short)PAIR_NUMBER(attributes), NULL);
  /* curses ends both at the edge of the screen. */
  if (area.rows == 1)
    mvhline_set(area.row, area.column, &cell, area.columns);
  else
    mvvline_set(area.row, area.column, &cell, area.rows);
}

struct rect paint_box(struct rect area, const char *title)
{
  paint_fill(area, STYLE_TEXT);
  int last_row = area.row + area.rows - 1;
  int last_column = area.column + area.columns - 1;
  struct rect across = {area.row, area.column + 1, 1, area.columns - 2};
  struct rect down = {area.row + 1, area.column, area.rows - 2, 1};
  paint_rule(across, STYLE_BORDER, GLYPH_HORIZONTAL);
  paint_rule(down, STYLE_BORDER, GLYPH_VERTICAL);
  across.row = last_row;
  down.column = last_column;
  paint_rule(across, STYLE_BORDER, GLYPH_HORIZONTAL);
  paint_rule(down, STYLE_BORDER, GLYPH_VERTICAL);
  paint_text(area.row, area.column, 1, STYLE_BORDER, screen_glyph(GLYPH_DOWN_RIGHT));
  paint_text(area.row, last_column, 1, STYLE_BORDER, screen_glyph(GLYPH_DOWN_LEFT));
  paint_text(last_row, area.column, 1, STYLE_BORDER, screen_glyph(GLYPH_UP_RIGHT));
  paint_text(last_row, last_column, 1, STYLE_BORDER, screen_glyph(GLYPH_UP_LEFT));
  if (title != NULL && title[0] != '\0') {
    struct str words = {0};
    str_addf(&words, " %s ", title);
    paint_text(area.row, area.column + 2, area.columns - 4, STYLE_HEADING, str_text(&words));
    str_clear(&words);
  }
  return (struct rect){area.row + 1, area.column + 2, area.rows - 2, area.columns - 4};
}

void paint_cursor(int row, int column)
{
  cursor_row = row;
  cursor_column = column;
}
