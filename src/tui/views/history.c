/* The History view: who changed what, the latest first. */
#include "base/i18n.h"
#include "base/mem.h"
#include "base/date.h"
#include "base/text.h"
#include "tui/views/history_view.h"

#include <stdlib.h>
#include <string.h>

static struct view *history_open(struct tui *tui)
{
  struct history_view *history = mem_new(1, sizeof *history);
  history->view = (struct view){&history_view_ops, tui};
  struct error err = {0};
  if (history_reload(&history->view, &err) != STATUS_OK)
    tui_fault(tui, &err);
  return &history->view;
}

static void history_close(struct view *view)
{
  struct history_view *history = (struct history_view *)view;
  history_forget(history);
  people_clear(&history->people);
  free(history->wish.person);
  free(history->wish.touchpoint);
  free(history->wished);
  free(history);
}

/* ---- Drawing ---- */

/* Whether the entry is the one at which the past is looked at. */
static bool is_looked_at(const struct history_view *history, const struct entry *entry)
{
  const struct tui *tui = history->view.tui;
  return past_is_shown(tui) && entry->number != 0 &&
         entry->number == tui->session->moment.number + (tui->past.before ? 1 : 0);
}

static void paint_entry(struct history_view *history, int row, struct rect area, size_t place)
{
  const struct entry *entry = history_told(history, place);
  bool here = place == history->current;
  char when[DATE_TIME_SIZE] = "";
  if (entry->at != 0)
    date_format_time(entry->at, when);
  struct str line = {0};
  str_addf(&line, "%s%-16s  %s ", is_looked_at(history, entry) ? screen_glyph(GLYPH_RIGHT) : " ",
           when, department_letter(entry->department));
  text_add_padded(&line,
                  entry->person[0] != '\0' ? people_name(&history->people, entry->person)
                                           : _("(outside)"),
                  12, screen_glyph(GLYPH_ELLIPSIS));
  /* One that took something back says it with its own words. */
  if (entry->undone && strcmp(entry->kind, "undo") != 0)
    str_addf(&line, " (%s)", _("taken back"));
  str_addf(&line, " %s", entry->words);
  if (here)
    paint_padded(row, area.column, area.columns, STYLE_SELECTED, str_text(&line));
  else
    paint_text(row, area.column, area.columns, entry->undone ? STYLE_DIM : STYLE_TEXT,
               str_text(&line));
  if (here)
    paint_cursor(row, area.column + 1);
  str_clear(&line);
}

/* Says which are shown, where not all are; the rows that it takes. */
static int paint_wish(struct history_view *history, struct rect area)
{
  struct str wish = {0}, line = {0};
  if (!history_is_narrowed(history))
    return 0;
  history_add_wish(&wish, history);
  /* L10N: "Shown: Anna Ek, Finance, Touchpoint 'Welcome'." */
  str_addf(&line, _("Shown: %s. Esc shows all."), str_text(&wish));
  paint_text(area.row, area.column + 1, area.columns - 2, STYLE_STRONG, str_text(&line));
  str_clear(&wish);
  str_clear(&line);
  return 1;
}

static void history_paint(struct view *view, struct rect area)
{
  struct history_view *history = (struct history_view *)view;
  int foot = area.rows >= 12 ? 3 : 0;
  int top = paint_wish(history, area);
  area.row += top;
  area.rows -= top;
  history->page = area.rows - 1 - foot;
  if (history_entry(history, history->current) == NULL && history->current > 0)
    history->current = history->from + (history->count > 0 ? history->count - 1 : 0);
  history_scroll(history);
  paint_text(area.row, area.column + 1, area.columns - 2, STYLE_HEADING,
             _("When              Who            What was changed"));
  for (int i = 0; i < history->page; i++) {
    if (history_entry(history, history->first + (size_t)i) == NULL)
      break;
    paint_entry(history, area.row + 1 + i, area, history->first + (size_t)i);
  }
  /* Rows cut what is long; the marked one is told in full. */
  const struct entry *marked = history_told(history, history->current);
  if (marked != NULL && foot > 0)
    paint_wrapped((struct rect){area.row + area.rows - 2, area.column + 1, 2, area.columns - 2},
                  STYLE_HINT, marked->words);
  if (history->count == 0) {
    paint_text(area.row + 1, area.column + 1, area.columns - 2, STYLE_DIM,
               top > 0 ? _("No change is of these.") : _("Nothing has been changed yet."));
    paint_cursor(area.row + 1, area.column + 1);
  }
}

/* ---- Moving ---- */

static void go(struct history_view *history, long by)
{
  long to = (long)history->current + by;
  history->current = to < 0 ? 0 : (size_t)to;
  while (history->current > 0 && history_entry(history, history->current) == NULL)
    history->current = history->from + history->count > 0 ? history->from + history->count - 1 : 0;
  history_tell_seen(history);
}

static void go_last(struct history_view *history)
{
  while (history_entry(history, history->current + 1) != NULL)
    history->current++;
  go(history, 0);
}

static bool history_command(struct view *view, const struct command *command)
{
  struct history_view *history = (struct history_view *)view;
  const char *name = command->name;
  if (strcmp(name, "up") == 0)
    go(history, -1);
  else if (strcmp(name, "down") == 0)
    go(history, 1);
  else if (strcmp(name, "page-back") == 0)
    go(history, -history->page);
  else if (strcmp(name, "page-forward") == 0)
    go(history, history->page);
  else if (strcmp(name, "first") == 0)
    go(history, -(long)history->current);
  else if (strcmp(name, "last") == 0)
    go_last(history);
  else
    return history_act(history, command);
  return true;
}

/* Esc shows all again. */
static bool history_key(struct view *view, const struct key *key)
{
  struct history_view *history = (struct history_view *)view;
  if (!key_is(key, "Esc") || !history_is_narrowed(history))
    return false;
  history_show_all(history);
  return true;
}

static void history_mouse(struct view *view, const struct key *key, struct rect area)
{
  struct history_view *history = (struct history_view *)view;
  area.row += history_is_narrowed(history) ? 1 : 0;
  if (key->mouse == MOUSE_CLICK && key->row > area.row)
    go(history, (long)history->first + key->row - area.row - 1 - (long)history->current);
  else if (key->mouse != MOUSE_CLICK)
    go(history, key->mouse == MOUSE_WHEEL_UP ? -3 : 3);
}

static bool history_search(struct view *view, const char *needle, bool backwards)
{
  struct history_view *history = (struct history_view *)view;
  size_t place = history->current;
  for (;;) {
    if (backwards && place == 0)
      return false;
    place += backwards ? (size_t)-1 : 1;
    const struct entry *entry = history_told(history, place);
    if (entry == NULL)
      return false;
    if (text_contains(entry->words, needle) || text_contains(entry->person, needle)) {
      history->current = place;
      history_tell_seen(history);
      return true;
    }
  }
}

const struct view_ops history_view_ops = {
    .scope = SCOPE_HISTORY,
    .digit = "7",
    .title = N_("History"),
    .open = history_open,
    .close = history_close,
    .reload = history_reload,
    .paint = history_paint,
    .command = history_command,
    .key = history_key,
    .mouse = history_mouse,
    .search = history_search,
};
