#include "tui/release_dialog.h"
#include "tui/tui.h"

#include "app/edit.h"
#include "app/action.h"
#include "app/clock.h"
#include "app/meeting.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "tui/asked.h"
#include "tui/customers.h"
#include "tui/dialog.h"
#include "tui/hints.h"
#include "tui/introduce.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct view_ops *const view_ops[VIEW_COUNT] = {
    &map_view_ops,   &ladder_view_ops,   &texts_view_ops,
    &audit_view_ops, &workshop_view_ops, &history_view_ops,
};

static void hear(void *context, const struct error *warning)
{
  tui_say(context, STYLE_WARN, _("No backup was taken before this change. %s"), warning->text);
}

/* The workshop's clock is shown and heard in every view. */
static void read_clock(struct tui *tui)
{
  struct error err = {0};
  tui->running = (struct running){0};
  if (tui->session->journey_oid != 0 &&
      meeting_read_clock(tui->session, &tui->running, &err) != STATUS_OK)
    tui_fault(tui, &err);
}

bool tui_tick(struct tui *tui)
{
  if (tui->running.workshop[0] == '\0')
    return false;
  int64_t now = tui->now();
  int64_t left = running_left(&tui->running, now);
  bool other = left != tui->told;
  tui->told = left;
  if (running_rings(&tui->running, now, &tui->rung)) {
    screen_ring();
    tui_say(tui, STYLE_WARN, "%s",
            _("Time is up for this phase. Finish your sentence; nothing is cut off."));
    other = true;
  }
  return other;
}

struct tui *tui_new(struct session *session)
{
  struct tui *tui = mem_new(1, sizeof *tui);
  tui->session = session;
  tui->version = tui->heard = store_version(session->store);
  tui->draft.handle = -1;
  news_start(&tui->news, session);
  auditor_init(&tui->auditor);
  tui->now = clock_now;
  read_clock(tui);
  company_join(tui);
  if (store_is_read_only(session->store))
    tui_say(tui, STYLE_WARN, "%s", _("This file can only be read here."));
  session_on_warning(hear, tui);
  return tui;
}

void tui_free(struct tui **slot)
{
  struct tui *tui = *slot;
  if (tui == NULL)
    return;
  session_on_warning(NULL, NULL);
  draft_leave(&tui->draft);
  tui->leaving = true;
  while (tui->top != NULL)
    tui_pop(tui);
  company_leave(&tui->company);
  for (int i = 0; i < VIEW_COUNT; i++)
    if (tui->views[i] != NULL)
      tui->views[i]->ops->close(tui->views[i]);
  auditor_clear(&tui->auditor);
  free(tui->message);
  free(tui->needle);
  free(tui);
  *slot = NULL;
}

/* ---- Messages ---- */

void tui_say(struct tui *tui, enum style style, const char *format, ...)
{
  struct str text = {0};
  va_list arguments;
  va_start(arguments, format);
  str_addv(&text, format, arguments);
  va_end(arguments);
  free(tui->message);
  tui->message = str_take(&text);
  tui->message_style = style;
}

void tui_fault(struct tui *tui, const struct error *err)
{
  tui_say(tui, STYLE_BAD, "%s%s%s", err->text, err->remedy[0] != '\0' ? " " : "", err->remedy);
}

bool tui_done(struct tui *tui, enum status status, const struct error *err)
{
  if (status != STATUS_OK)
    tui_fault(tui, err);
  tui_reload(tui);
  return status == STATUS_OK;
}

bool tui_lacks_journey(struct tui *tui)
{
  if (tui->session->journey_oid != 0)
    return false;
  tui_say(tui, STYLE_WARN, "%s",
          _("There is no journey in this file yet: kundresa import adds one."));
  return true;
}

bool tui_may(struct tui *tui, enum deed deed)
{
  struct error err = {0};
  if (store_is_read_only(tui->session->store)) {
    tui_say(tui, STYLE_WARN, "%s", _("The file may only be read here, so nothing can be changed."));
    return false;
  }
  if (role_need(tui->session, deed, &err) != STATUS_OK) {
    tui_fault(tui, &err);
    return false;
  }
  return true;
}

/* ---- Views ---- */

static struct view *current_view(struct tui *tui)
{
  if (tui->views[tui->current] == NULL)
    tui->views[tui->current] = view_ops[tui->current]->open(tui);
  return tui->views[tui->current];
}

void tui_reload(struct tui *tui)
{
  struct error err = {0};
  bool open = tui->session->journey_oid != 0;
  /* First: what somebody keeps while we read is not read, and the next look finds it. */
  tui->version = store_version(tui->session->store);
  auditor_note(&tui->auditor);
  if (session_follow(tui->session, &err) != STATUS_OK)
    tui_fault(tui, &err);
  else if (open && tui->session->journey_oid == 0)
    tui_say(tui, STYLE_WARN, "%s", _("Somebody has deleted the journey that was open here."));
  for (int i = 0; i < VIEW_COUNT; i++) {
    struct error fault = {0};
    if (tui->views[i] != NULL && tui->views[i]->ops->reload(tui->views[i], &fault) != STATUS_OK)
      tui_fault(tui, &fault);
  }
  read_clock(tui);
}

void tui_show(struct tui *tui, enum view_index view)
{
  bool known = tui->views[view] != NULL;
  tui->current = view;
  struct view *shown = current_view(tui);
  struct error err = {0};
  if (known && shown->ops->reload(shown, &err) != STATUS_OK)
    tui_fault(tui, &err);
}

/* What the audit that was asked for has found, unless something else is being said. */
static void say_audited(struct tui *tui)
{
  const struct audit *audit = auditor_result(&tui->auditor);
  struct str errors = {0};
  struct str warnings = {0};
  if (audit == NULL || tui->message != NULL)
    return;
  str_addf(&errors, P_("%zu error", "%zu errors", audit->errors), audit->errors);
  str_addf(&warnings, P_("%zu warning", "%zu warnings", audit->warnings), audit->warnings);
  tui_say(tui, audit->errors > 0 ? STYLE_WARN : STYLE_GOOD,
          /* L10N: "2 errors", "5 warnings" */
          _("The journey has been audited: %s, %s."), str_text(&errors), str_text(&warnings));
  str_clear(&errors);
  str_clear(&warnings);
}

bool tui_work(struct tui *tui)
{
  bool asked = auditor_progress(&tui->auditor) >= 0;
  enum auditor_state state = auditor_work(&tui->auditor, tui->session);
  if (state != AUDITOR_DONE)
    return state == AUDITOR_WORKS;
  for (int i = 0; i < VIEW_COUNT; i++)
    if (tui->views[i] != NULL && tui->views[i]->ops->audited != NULL)
      tui->views[i]->ops->audited(tui->views[i]);
  if (asked)
    say_audited(tui);
  return true;
}

/* What must be read before it goes, or tells more of one's own doing. */
static bool may_be_replaced(const struct tui *tui)
{
  return tui->message == NULL || tui->message_style == STYLE_DIM ||
         tui->message_style == STYLE_GOOD;
}

bool tui_poll(struct tui *tui)
{
  int64_t version = store_version(tui->session->store);
  bool changed = version != tui->version;
  if (changed)
    tui_reload(tui);
  changed = company_poll(tui) || changed;
  if (version == tui->heard)
    return changed;
  struct str news = {0};
  struct error err = {0};
  tui->heard = version;
  if (news_add(&news, &tui->news, tui->session, &err) != STATUS_OK)
    tui_fault(tui, &err);
  else if (news.length > 0 && may_be_replaced(tui))
    tui_say(tui, STYLE_DIM, "%s", news.text);
  str_clear(&news);
  return true;
}

/* ---- Dialogs ---- */

void tui_push(struct tui *tui, struct dialog *dialog)
{
  dialog->tui = tui;
  dialog->below = tui->top;
  tui->top = dialog;
}

void tui_pop(struct tui *tui)
{
  struct dialog *dialog = tui->top;
  if (dialog == NULL)
    return;
  tui->top = dialog->below;
  dialog->ops->free(dialog);
}

/* ---- Commands that are the same everywhere ---- */

static void undo_or_redo(struct tui *tui, bool undo)
{
  struct str label = {0};
  struct error err = {0};
  enum status status =
      undo ? edit_undo(tui->session, &label, &err) : edit_redo(tui->session, &label, &err);
  tui_reload(tui);
  struct str words = {0};
  action_add_words(&words, tui->session, str_text(&label));
  if (status == STATUS_OK)
    tui_say(tui, STYLE_GOOD, undo ? _("Taken back: %s.") : _("Done again: %s."), str_text(&words));
  else
    tui_fault(tui, &err);
  str_clear(&words);
  str_clear(&label);
}

static void search(struct tui *tui, bool backwards)
{
  struct view *view = current_view(tui);
  if (tui->needle == NULL) {
    tui_say(tui, STYLE_WARN, "%s", _("Search for something with / first."));
    return;
  }
  if (view->ops->search == NULL || !view->ops->search(view, tui->needle, backwards))
    tui_say(tui, STYLE_WARN,
            tui->current == VIEW_HISTORY ? _("'%s' is nowhere in the history.")
                                         : _("'%s' is nowhere in the journey."),
            tui->needle);
  else
    tui_say(tui, STYLE_DIM, _("Here is '%s'. n goes on to the next place, N back."), tui->needle);
}

/* Nothing typed: the same once more. */
static bool start_search(void *context, struct tui *tui, const char *text)
{
  (void)context;
  if (text[0] != '\0')
    mem_set_text(&tui->needle, text);
  if (tui->needle != NULL)
    search(tui, false);
  return true;
}

static void audit_again(struct tui *tui)
{
  if (!tui_lacks_journey(tui))
    auditor_ask(&tui->auditor);
}

static void stop_audit(struct tui *tui)
{
  if (auditor_stop(&tui->auditor))
    tui_say(tui, STYLE_WARN, "%s", _("The audit has been stopped; r begins it again."));
}

static bool run_common(struct tui *tui, const char *name)
{
  if (strcmp(name, "help") == 0)
    commands_open(tui, false);
  else if (strcmp(name, "palette") == 0)
    commands_open(tui, true);
  else if (strcmp(name, "search") == 0)
    prompt_open(tui, _("Search for:"), "", start_search, NULL, NULL);
  else if (strcmp(name, "search-next") == 0)
    search(tui, false);
  else if (strcmp(name, "search-previous") == 0)
    search(tui, true);
  else if (strcmp(name, "view-map") == 0)
    tui_show(tui, VIEW_MAP);
  else if (strcmp(name, "view-ladder") == 0)
    tui_show(tui, VIEW_LADDER);
  else if (strcmp(name, "view-texts") == 0)
    tui_show(tui, VIEW_TEXTS);
  else if (strcmp(name, "view-audit") == 0)
    tui_show(tui, VIEW_AUDIT);
  else if (strcmp(name, "view-workshop") == 0)
    tui_show(tui, VIEW_WORKSHOP);
  else if (strcmp(name, "view-history") == 0)
    tui_show(tui, VIEW_HISTORY);
  else if (strcmp(name, "undo") == 0)
    undo_or_redo(tui, true);
  else if (strcmp(name, "redo") == 0)
    undo_or_redo(tui, false);
  else if (strcmp(name, "audit-again") == 0)
    audit_again(tui);
  else if (strcmp(name, "release") == 0)
    release_dialog_open(tui);
  else if (strcmp(name, "segments") == 0)
    customers_open(tui);
  else if (strcmp(name, "asked") == 0)
    asked_open(tui);
  else if (strcmp(name, "here") == 0)
    company_show(tui);
  else if (strcmp(name, "follow") == 0)
    company_follow(tui);
  else if (strcmp(name, "hold") == 0)
    company_hold(tui);
  else if (strcmp(name, "introduce") == 0)
    introduce_open(tui);
  else if (strcmp(name, "roles") == 0)
    roles_open(tui);
  else if (strcmp(name, "redraw") == 0)
    screen_redraw();
  else if (strcmp(name, "quit") == 0)
    tui->leaving = true;
  else
    return false;
  return true;
}

void tui_run(struct tui *tui, const struct command *command)
{
  struct view *view = current_view(tui);
  bool changes = (command->flags & COMMAND_CHANGES) != 0;
  if (changes && !tui_may(tui, command->deed))
    return;
  bool needs_journey =
      (changes && (command->scope & SCOPE_LINE) == 0) || (command->flags & COMMAND_SELECTION) != 0;
  if (needs_journey && tui_lacks_journey(tui))
    return;
  if (!view->ops->command(view, command) && !run_common(tui, command->name))
    tui_say(tui, STYLE_WARN, _("'%s' cannot be done in this view."), i18n_text(command->label));
}

/* ---- Keys ---- */

static void click(struct tui *tui, const struct key *key)
{
  for (int i = 0; i < VIEW_COUNT; i++)
    if (key->mouse == MOUSE_CLICK && rect_holds(tui->tabs[i], key->row, key->column)) {
      tui_show(tui, (enum view_index)i);
      return;
    }
  struct view *view = current_view(tui);
  if (view->ops->mouse != NULL && rect_holds(tui->body, key->row, key->column))
    view->ops->mouse(view, key, tui->body);
}

/* A click on a hint is its key; those at the top are for the view. */
static bool press_hint(struct tui *tui, const struct key *click)
{
  struct key key;
  if ((tui->top != NULL && click->row < screen_rows() - 1) ||
      !hints_key_at(click->row, click->column, &key))
    return false;
  tui_key(tui, &key);
  return true;
}

static void say_unbound(struct tui *tui, const struct key *key)
{
  struct str name = {0};
  key_add_words(&name, key->name);
  tui_say(tui, STYLE_DIM, _("%s does nothing here. Press ? to see what can be done."),
          str_text(&name));
  str_clear(&name);
}

void tui_key(struct tui *tui, const struct key *key)
{
  if (key_is(key, "Resize"))
    return;
  free(tui->message);
  tui->message = NULL;
  if (key->pasted && (tui->top == NULL || !tui->top->ops->writes)) {
    tui_say(tui, STYLE_WARN, "%s", _("Text can be pasted where one writes: open a field first."));
    return;
  }
  if (key->mouse == MOUSE_CLICK && press_hint(tui, key))
    return;
  if (tui->top != NULL) {
    tui->top->ops->key(tui->top, key);
    return;
  }
  struct view *view = current_view(tui);
  if (key->mouse != MOUSE_NONE) {
    click(tui, key);
    return;
  }
  if (key_is(key, "Esc") && auditor_progress(&tui->auditor) >= 0) {
    stop_audit(tui);
    return;
  }
  if (view->ops->key != NULL && view->ops->key(view, key))
    return;
  const struct command *command = command_of_key(key->name, (unsigned)view->ops->scope);
  if (command != NULL)
    tui_run(tui, command);
  else if (key_is(key, "C-c") || key_is(key, "C-d"))
    tui_say(tui, STYLE_WARN, "%s", _("Press q to leave; everything is saved already."));
  else if (!key_is(key, "Esc") && !key_is(key, "Unknown"))
    say_unbound(tui, key);
}

/* ---- Frames ---- */

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

static void paint_tabs(struct tui *tui)
{
  int column = 1;
  for (int i = 0; i < VIEW_COUNT; i++) {
    struct str words = {0};
    str_addf(&words, "%s %s", view_ops[i]->digit, i18n_text(view_ops[i]->title));
    if (i == VIEW_AUDIT)
      add_audit_count(&words, &tui->auditor);
    if (i == VIEW_WORKSHOP && tui->running.workshop[0] != '\0') {
      str_add(&words, " ");
      running_add_clock(&words, running_left(&tui->running, tui->now()));
    }
    int used = paint_text(1, column, screen_columns() - column,
                          i == (int)tui->current ? STYLE_TAB_OPEN : STYLE_TAB, str_text(&words));
    tui->tabs[i] = (struct rect){1, column, 1, used};
    column += used + 3;
    str_clear(&words);
  }
  struct str words = {0};
  str_addf(&words, "%s  %s ", _("? help"), _(": find"));
  int width = text_width(str_text(&words));
  if (column + width < screen_columns()) {
    int at = screen_columns() - width;
    int help = text_width(_("? help"));
    paint_text(1, at, width, STYLE_DIM, str_text(&words));
    hints_add((struct rect){1, at, 1, help}, "?");
    hints_add((struct rect){1, at + help + 2, 1, text_width(_(": find"))}, ":");
  }
  str_clear(&words);
}

static void paint_hints(struct tui *tui)
{
  if (tui->top == NULL)
    hints_paint_commands((unsigned)current_view(tui)->ops->scope);
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
  tui->body = (struct rect){2, 0, rows - 4, columns};
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
  struct view *view = current_view(tui);
  view->ops->paint(view, tui->body);
  paint_dialogs(tui);
  if (tui->message != NULL)
    paint_message(tui);
  else
    paint_standing(view, rows - 2, columns - 2);
  paint_hints(tui);
  screen_send();
}
