/* What is drawn around every view: the bar, the tabs, the message and the hints. */
#include "tui/tui_private.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "tui/hints.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What is said of the journey and the person at the right of the first line, in
 * the order it stands; where it is narrow the less needed is left out. */
enum bar_part { BAR_STATE, BAR_MARKET, BAR_STATUS, BAR_PERSON, BAR_OTHERS, BAR_PARTS };

static void add_bar_parts(struct str parts[BAR_PARTS], const struct tui *tui)
{
  const struct session *session = tui->session;
  const struct journey *journey = &session->journey;
  if (session->journey_oid != 0) {
    str_add(&parts[BAR_STATE],
            enumeration_label(&enumerations[ENUM_journey_state], journey->state));
    str_addf(&parts[BAR_MARKET], "%s %s",
             enumeration_token(&enumerations[ENUM_market], journey->market),
             journey->languages != NULL ? journey->languages : "");
    str_add(&parts[BAR_STATUS],
            enumeration_label(&enumerations[ENUM_journey_status], journey->status));
  }
  if (session->department != UNSET)
    str_addf(&parts[BAR_PERSON],
             "%s: ", enumeration_label(&enumerations[ENUM_department], session->department));
  str_add(&parts[BAR_PERSON], session_name(session));
  company_add_line(&parts[BAR_OTHERS], tui, screen_columns() / 4);
}

/* The parts that fit into @columns, two spaces between. */
static void join_bar_parts(struct str *out, const struct str parts[BAR_PARTS], int columns)
{
  static const enum bar_part dropped[] = {BAR_MARKET, BAR_STATUS, BAR_STATE};
  bool shown[BAR_PARTS] = {true, true, true, true, true};
  int width = 1;
  for (int i = 0; i < BAR_PARTS; i++)
    width += parts[i].length > 0 ? text_width(str_text(&parts[i])) + 2 : 0;
  for (size_t i = 0; i < sizeof dropped / sizeof dropped[0] && width > columns; i++) {
    shown[dropped[i]] = false;
    width -= parts[dropped[i]].length > 0 ? text_width(str_text(&parts[dropped[i]])) + 2 : 0;
  }
  for (int i = 0; i < BAR_PARTS; i++)
    if (shown[i] && parts[i].length > 0)
      str_addf(out, "%s  ", str_text(&parts[i]));
  str_cut(out, out->length - 1); /* one space is kept at the edge */
}

static void paint_bar(struct tui *tui)
{
  const struct session *session = tui->session;
  const struct journey *journey = &session->journey;
  int columns = screen_columns();
  struct str left = {0};
  struct str right = {0};
  struct str parts[BAR_PARTS] = {0};
  if (session->journey_oid == 0)
    str_add(&left, " kundresa");
  else if (journey->brand != NULL)
    str_addf(&left, " %s %s %s", journey->brand, screen_glyph(GLYPH_BULLET), journey->title);
  else
    str_addf(&left, " %s", journey->title);
  int wish = text_width(str_text(&left)) + 2;
  add_bar_parts(parts, tui);
  int room = columns - (wish < columns * 3 / 5 ? wish : columns * 3 / 5);
  join_bar_parts(&right, parts, room);
  int width = text_width(str_text(&right));
  int most = room > columns / 2 ? room : columns / 2;
  if (width > most)
    width = most;
  paint_padded(0, 0, columns, STYLE_BAR, "");
  paint_text(0, 0, columns - width - 1, STYLE_BAR, str_text(&left));
  paint_text(0, columns - width, width, STYLE_BAR, str_text(&right));
  for (int i = 0; i < BAR_PARTS; i++)
    str_clear(&parts[i]);
  str_clear(&left);
  str_clear(&right);
}

/* Behind the tab's name: how many errors, and how far the audit is that is being made, or
 * a sign where they may be others now. */
static void add_audit_count(struct str *out, const struct auditor *auditor)
{
  const struct audit *audit = auditor_result(auditor);
  if (audit != NULL && audit->errors > 0)
    str_addf(out, " %zu!", audit->errors);
  if (auditor_progress(auditor) >= 0)
    str_addf(out, " %d %%", auditor_progress(auditor));
  else if (auditor_is_behind(auditor) && auditor->fault == NULL)
    str_addf(out, " %s", screen_glyph(GLYPH_ELLIPSIS));
}

/* How the tabs are drawn where there is less and less room: closer together, then without
 * how to find commands, and at last the closed ones by their keys alone.  Where help is
 * always stands. */
static const struct tabs_look {
  int gap;    /* columns between them */
  bool names; /* of closed tabs */
  bool find;
} tabs_looks[] = {{3, true, true},  {2, true, true},  {1, true, true},  {2, true, false},
                  {1, true, false}, {2, false, true}, {1, false, false}};

static void add_tab(struct str *out, const struct tui *tui, int view, bool names)
{
  str_add(out, tui_views[view]->digit);
  if (names || view == (int)tui->current)
    str_addf(out, " %s", i18n_text(tui_views[view]->title));
  if (view == VIEW_AUDIT)
    add_audit_count(out, &tui->auditor);
  if (view == VIEW_WORKSHOP && tui->running.workshop[0] != '\0') {
    str_add(out, " ");
    running_add_clock(out, running_left(&tui->running, tui->now()));
  }
}

static void add_help(struct str *out, bool find)
{
  str_addf(out, "%s%s%s ", _("? help"), find ? "  " : "", find ? _(": find") : "");
}

/* Columns of all of it. */
static int tabs_width(const struct tui *tui, const struct tabs_look *look)
{
  struct str words = {0};
  for (int i = 0; i < VIEW_COUNT; i++)
    add_tab(&words, tui, i, look->names);
  add_help(&words, look->find);
  int width = text_width(str_text(&words)) + 1 + VIEW_COUNT * look->gap;
  str_clear(&words);
  return width;
}

static void paint_help(bool find)
{
  struct str words = {0};
  add_help(&words, find);
  int width = text_width(str_text(&words));
  int help = text_width(_("? help"));
  int at = screen_columns() - width;
  paint_text(1, at, width, STYLE_DIM, str_text(&words));
  hints_add((struct rect){1, at, 1, help}, "?");
  if (find)
    hints_add((struct rect){1, at + help + 2, 1, text_width(_(": find"))}, ":");
  str_clear(&words);
}

static void paint_tabs(struct tui *tui)
{
  const struct tabs_look *look = tabs_looks;
  const struct tabs_look *last = &tabs_looks[sizeof tabs_looks / sizeof tabs_looks[0] - 1];
  while (look < last && tabs_width(tui, look) > screen_columns())
    look++;
  int column = 1;
  for (int i = 0; i < VIEW_COUNT; i++) {
    struct str words = {0};
    add_tab(&words, tui, i, look->names);
    int used = paint_text(1, column, screen_columns() - column,
                          i == (int)tui->current ? STYLE_TAB_OPEN : STYLE_TAB, str_text(&words));
    tui->tabs[i] = (struct rect){1, column, 1, used};
    column += used + look->gap;
    str_clear(&words);
  }
  paint_help(look->find);
}

static void paint_hints(struct tui *tui)
{
  if (tui->top == NULL)
    hints_paint_commands((unsigned)tui_view(tui)->ops->scope);
  else
    hints_paint(tui->top->ops->hints != NULL ? tui->top->ops->hints(tui->top)
                                             : _("Enter take   Esc back"));
}

/* Above the hints; a long one grows upward over the view, and is never cut. */
static void paint_message(struct tui *tui)
{
  struct text_line *lines;
  int columns = screen_columns() - 2;
  int rows = (int)text_wrap(tui->message, columns, &lines);
  free(lines);
  if (rows > tui->body.rows)
    rows = tui->body.rows;
  int row = screen_rows() - 1 - rows;
  paint_fill((struct rect){row, 0, rows, screen_columns()}, STYLE_TEXT);
  paint_wrapped((struct rect){row, 1, rows, columns}, tui->message_style, tui->message);
}

/* What is said while nothing else is: how an audit goes on, or what the view has to say. */
static void paint_standing(struct view *view, int row, int columns)
{
  struct str line = {0};
  if (auditor_progress(&view->tui->auditor) >= 0)
    auditor_add_progress(&line, &view->tui->auditor);
  else if (view->ops->add_standing != NULL)
    view->ops->add_standing(view, &line);
  paint_text(row, 1, columns, STYLE_STRONG, str_text(&line));
  str_clear(&line);
}

/* A new frame; false where there is no room for one, which is said. */
static bool begin_frame(struct tui *tui)
{
  screen_clear();
  hints_forget();
  int rows = screen_rows();
  int columns = screen_columns();
  int banner = past_is_shown(tui) ? 1 : 0;
  tui->body = (struct rect){2 + banner, 0, rows - 4 - banner, columns};
  if (rows >= 10 && columns >= 40)
    return true;
  paint_wrapped((struct rect){0, 0, rows, columns}, STYLE_WARN,
                _("Please make the window larger: at least 40 columns and 10 rows."));
  screen_send();
  return false;
}

/* Dialogs lie on each other: from the lowest up. */
static void paint_dialogs(struct tui *tui)
{
  struct dialog *stack[16];
  size_t depth = 0;
  for (struct dialog *dialog = tui->top; dialog != NULL && depth < 16; dialog = dialog->below)
    stack[depth++] = dialog;
  while (depth-- > 0)
    stack[depth]->ops->paint(stack[depth], tui->body);
}

void tui_paint_dialog(struct tui *tui, const char *title)
{
  if (!begin_frame(tui))
    return;
  paint_padded(0, 0, screen_columns(), STYLE_BAR, title);
  paint_dialogs(tui);
  if (tui->message != NULL)
    paint_message(tui);
  paint_hints(tui);
  screen_send();
}

void tui_paint(struct tui *tui)
{
  if (!begin_frame(tui))
    return;
  int rows = screen_rows();
  int columns = screen_columns();
  paint_bar(tui);
  paint_tabs(tui);
  past_paint(tui, 2);
  struct view *view = tui_view(tui);
  view->ops->paint(view, tui->body);
  paint_dialogs(tui);
  if (tui->message != NULL)
    paint_message(tui);
  else
    paint_standing(view, rows - 2, columns - 2);
  paint_hints(tui);
  screen_send();
}
