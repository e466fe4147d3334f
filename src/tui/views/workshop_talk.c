/* The Workshop view: what comes up on the way: parked, decided, to be done. */
#include "app/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "tui/dialog.h"
#include "tui/drafts.h"
#include "tui/views/workshop_view.h"

#include <stdlib.h>
#include <string.h>

static struct tui *tui_of(const struct workshop_view *view)
{
  return view->view.tui;
}

/* ---- What comes up ---- */

static bool is_empty(struct tui *tui, const char *text)
{
  bool empty = text[strspn(text, " ")] == '\0';
  if (empty)
    tui_say(tui, STYLE_WARN, "%s", _("Write what it is; Esc leaves without it."));
  return empty;
}

static bool take_parked(void *context, struct tui *tui, const char *text)
{
  struct workshop_view *view = context;
  struct error err = {0};
  if (is_empty(tui, text))
    return false;
  if (!tui_done(tui, meeting_park(tui->session, &view->meeting, text, &err), &err))
    return false;
  tui_say(tui, STYLE_GOOD, "%s", _("It is parked, and will come up at the close."));
  return true;
}

static bool take_decision(void *context, struct tui *tui, const char *text)
{
  struct workshop_view *view = context;
  struct error err = {0};
  if (is_empty(tui, text))
    return false;
  if (!tui_done(tui, meeting_decide(tui->session, &view->meeting, text, tui->now(), &err), &err))
    return false;
  tui_say(tui, STYLE_GOOD, "%s", _("The decision is kept."));
  return true;
}

struct acting {
  struct workshop_view *view;
  int64_t department;
  bool taken; /* the department is known */
  char *text;
};

static void forget_acting(void *context)
{
  struct acting *acting = context;
  free(acting->text);
  free(acting);
}

static bool take_due(void *context, struct tui *tui, const char *text)
{
  const struct acting *acting = context;
  struct error err = {0};
  date_day due = UNSET;
  if (text[0] != '\0' && !date_parse(text, &due)) {
    tui_say(tui, STYLE_WARN, _("'%s' is no day; write it as %s."), text, "2027-01-31");
    return false;
  }
  enum status status = meeting_act(tui->session, &acting->view->meeting, acting->text,
                                   acting->department, due, &err);
  if (!tui_done(tui, status, &err))
    return false;
  tui_say(tui, STYLE_GOOD, "%s", _("The action is kept."));
  return true;
}

/* The words are worth keeping until the whole is kept. */
static void hold_action(struct tui *tui, const char *text)
{
  drafts_hold(tui, "action", _("What shall be done?"), "", text);
}

static void take_owner(void *context, struct tui *tui, size_t index)
{
  struct acting *acting = context;
  struct acting *next = mem_new(1, sizeof *next);
  char day[DATE_SIZE];
  acting->taken = true;
  *next = (struct acting){
      .view = acting->view, .department = (int64_t)index, .text = mem_copy_text(acting->text)};
  prompt_open(tui, NULL, _("By which day?"), date_format(clock_day(tui->now()) + 30, day), take_due,
              next, forget_acting);
  hold_action(tui, next->text);
}

static bool take_action(void *context, struct tui *tui, const char *text);

/* Leads back to what was written where the list is left. */
static void forget_owner(void *context)
{
  const struct acting *acting = context;
  struct tui *tui = tui_of(acting->view);
  if (!acting->taken && !tui->leaving) {
    prompt_open(tui, NULL, _("What shall be done?"), acting->text, take_action, acting->view, NULL);
    hold_action(tui, NULL);
  }
  forget_acting(context);
}

static bool take_action(void *context, struct tui *tui, const char *text)
{
  const struct enumeration *list = &enumerations[ENUM_department];
  struct picker_row *rows;
  if (is_empty(tui, text))
    return false;
  struct acting *acting = mem_new(1, sizeof *acting);
  *acting = (struct acting){.view = context, .department = UNSET, .text = mem_copy_text(text)};
  rows = mem_new(list->count, sizeof *rows);
  for (size_t i = 0; i < list->count; i++)
    rows[i].label = i18n_text(list->labels[i]);
  picker_open(tui, _("Which department does it?"), rows, list->count,
              tui->session->department != UNSET ? (size_t)tui->session->department : 0, take_owner,
              acting, forget_owner);
  hold_action(tui, text);
  free(rows);
  return true;
}

void workshop_plan_action(struct workshop_view *view)
{
  prompt_open(tui_of(view), "action", _("What shall be done?"), "", take_action, view, NULL);
}

void workshop_park(struct workshop_view *view)
{
  prompt_open(tui_of(view), "parked", _("Park for later:"), "", take_parked, view, NULL);
}

void workshop_decide(struct workshop_view *view)
{
  prompt_open(tui_of(view), "decision", _("It is decided:"), "", take_decision, view, NULL);
}
