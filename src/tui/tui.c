#include "tui/tui_private.h"

#include "app/edit.h"
#include "app/action.h"
#include "app/clock.h"
#include "app/meeting.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "tui/asked.h"
#include "tui/blame.h"
#include "tui/customers.h"
#include "tui/dialog.h"
#include "tui/drafts.h"
#include "tui/hints.h"
#include "tui/introduce.h"
#include "tui/release_dialog.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct view_ops *const tui_views[VIEW_COUNT] = {
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
  drafts_leave(tui);
  company_leave(&tui->company);
  for (int i = 0; i < VIEW_COUNT; i++)
    if (tui->views[i] != NULL)
      tui->views[i]->ops->close(tui->views[i]);
  auditor_clear(&tui->auditor);
  free(tui->message);
  free(tui->needle);
  free(tui->past.words);
  session_come_back(tui->session);
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
  if (store_is_read_only(session_present(tui->session))) {
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

struct view *tui_view(struct tui *tui)
{
  if (tui->views[tui->current] == NULL)
    tui->views[tui->current] = tui_views[tui->current]->open(tui);
  return tui->views[tui->current];
}

void tui_reload(struct tui *tui)
{
  struct error err = {0};
  bool open = tui->session->journey_oid != 0;
  /* First: what somebody keeps while we read is not read, and the next look finds it. */
  tui->version = store_version(session_present(tui->session));
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
  for (struct dialog *dialog = tui->top; dialog != NULL; dialog = dialog->below)
    if (dialog->ops->reload != NULL)
      dialog->ops->reload(dialog);
  read_clock(tui);
}

void tui_show(struct tui *tui, enum view_index view)
{
  bool known = tui->views[view] != NULL;
  tui->current = view;
  struct view *shown = tui_view(tui);
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

/* What is past stays as it is, and the news wait until one comes back; but the clock goes
 * on, and History is always the whole one. */
static bool poll_present(struct tui *tui)
{
  struct view *history = tui->views[VIEW_HISTORY];
  struct error err = {0};
  int64_t version = store_version(session_present(tui->session));
  if (version == tui->version)
    return false;
  tui->version = version;
  read_clock(tui);
  if (history != NULL && history->ops->reload(history, &err) != STATUS_OK)
    tui_fault(tui, &err);
  return true;
}

bool tui_poll(struct tui *tui)
{
  if (past_is_shown(tui)) {
    bool other = poll_present(tui);
    return company_poll(tui) || other;
  }
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
  struct view *view = tui_view(tui);
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

static void ask_search(struct tui *tui)
{
  prompt_open(tui, NULL, _("Search for:"), "", start_search, NULL, NULL);
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
    ask_search(tui);
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
  else if (strcmp(name, "now") == 0)
    past_leave(tui);
  else if (strcmp(name, "blame") == 0)
    blame_open(tui, ENTITY_touchpoint, tui->touchpoint);
  else if (strcmp(name, "compare-now") == 0)
    past_compare_shown(tui);
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
  struct view *view = tui_view(tui);
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
  struct view *view = tui_view(tui);
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
  struct view *view = tui_view(tui);
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
