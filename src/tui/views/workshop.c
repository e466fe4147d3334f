/* The Workshop view: where it is, and moving in it. */
#include "tui/views/workshop_view.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static struct session *session_of(const struct workshop_view *view)
{
  return view->view.tui->session;
}

int64_t workshop_does(const struct workshop_view *view)
{
  const struct agenda_phase *phase =
      view->meeting.runs ? running_phase(&view->meeting.running, view->meeting.agenda) : NULL;
  return phase != NULL ? phase->does : UNSET;
}

const struct workshop_row *workshop_marked(const struct workshop_view *view)
{
  return view->current < view->count ? &view->rows[view->current] : NULL;
}

/* The place of the row that was marked, where it is there still. */
static size_t find_again(const struct workshop_view *view, enum workshop_row_kind kind, int64_t oid,
                         size_t before)
{
  for (size_t i = 0; i < view->count; i++)
    if (view->rows[i].kind == kind && view->rows[i].oid == oid)
      return i;
  return before < view->count ? before : view->count > 0 ? view->count - 1 : 0;
}

static enum status reload(struct view *base, struct error *err)
{
  struct workshop_view *view = (struct workshop_view *)base;
  struct running before = view->meeting.running;
  const struct workshop_row *marked = workshop_marked(view);
  enum workshop_row_kind kind = marked != NULL ? marked->kind : WORKSHOP_ROW_START;
  int64_t oid = marked != NULL ? marked->oid : 0;
  workshop_forget(view);
  view->dots = view->given = 0;
  if (session_of(view)->journey_oid == 0) {
    meeting_clear(&view->meeting);
    return STATUS_OK;
  }
  enum status status = meeting_read(session_of(view), &view->meeting, err);
  if (status != STATUS_OK)
    return status;
  bool same = strcmp(before.step, view->meeting.running.step) == 0 &&
              before.phase == view->meeting.running.phase &&
              before.closed == view->meeting.running.closed;
  /* Where the room goes on all follow, and nobody is led by earlier grades in the next. */
  view->matrix = view->matrix && same;
  if (view->matrix)
    status = workshop_read_ranking(view, err);
  else
    status = view->meeting.runs ? workshop_read_phase(view, err) : workshop_read_held(view, err);
  workshop_name_people(view);
  if (strcmp(before.step, view->meeting.running.step) != 0)
    view->prompt = 0;
  view->current = same ? find_again(view, kind, oid, view->current) : 0;
  if (view->view.tui->current == VIEW_WORKSHOP)
    workshop_look(view);
  return status;
}

static struct view *workshop_open(struct tui *tui)
{
  struct workshop_view *view = mem_new(1, sizeof *view);
  view->view = (struct view){&workshop_view_ops, tui};
  struct error err = {0};
  if (reload(&view->view, &err) != STATUS_OK)
    tui_fault(tui, &err);
  return &view->view;
}

static void workshop_close(struct view *base)
{
  struct workshop_view *view = (struct workshop_view *)base;
  workshop_forget(view);
  meeting_clear(&view->meeting);
  free(view);
}

/* ---- Moving ---- */

static void go(struct workshop_view *view, long by)
{
  long to = (long)view->current + by;
  long last = view->count > 0 ? (long)view->count - 1 : 0;
  view->current = (size_t)(to < 0 ? 0 : to > last ? last : to);
}

static void turn_prompt(struct workshop_view *view, int by)
{
  const struct agenda_step *step =
      view->meeting.runs ? running_step(&view->meeting.running, view->meeting.agenda) : NULL;
  if (step != NULL && step->prompt_count > 0)
    view->prompt =
        (view->prompt + step->prompt_count + (size_t)(by < 0 ? step->prompt_count - 1 : 1)) %
        step->prompt_count;
}

static bool workshop_command(struct view *base, const struct command *command)
{
  struct workshop_view *view = (struct workshop_view *)base;
  const char *name = command->name;
  if (strcmp(name, "up") == 0)
    go(view, -1);
  else if (strcmp(name, "down") == 0)
    go(view, 1);
  else if (strcmp(name, "page-back") == 0)
    go(view, -view->page);
  else if (strcmp(name, "page-forward") == 0)
    go(view, view->page);
  else if (strcmp(name, "first") == 0)
    view->current = 0;
  else if (strcmp(name, "last") == 0)
    go(view, (long)view->count);
  else if (strcmp(name, "prompt-next") == 0)
    turn_prompt(view, 1);
  else if (strcmp(name, "prompt-previous") == 0)
    turn_prompt(view, -1);
  else
    return workshop_act(view, command);
  return true;
}

static void workshop_mouse(struct view *base, const struct key *key, struct rect area)
{
  struct workshop_view *view = (struct workshop_view *)base;
  (void)area;
  if (key->mouse != MOUSE_CLICK)
    go(view, key->mouse == MOUSE_WHEEL_UP ? -1 : 1);
  else if (key->row >= view->rows_at && key->row < view->rows_at + view->page &&
           view->first + (size_t)(key->row - view->rows_at) < view->count)
    view->current = view->first + (size_t)(key->row - view->rows_at);
}

static bool workshop_search(struct view *base, const char *needle, bool backwards)
{
  struct workshop_view *view = (struct workshop_view *)base;
  for (size_t i = 1; i <= view->count; i++) {
    size_t place = (view->current + (backwards ? view->count - i : i)) % view->count;
    if (text_contains(view->rows[place].text, needle)) {
      view->current = place;
      return true;
    }
  }
  return false;
}

const struct view_ops workshop_view_ops = {
    .scope = SCOPE_WORKSHOP,
    .digit = "6",
    .title = N_("Workshop"),
    .open = workshop_open,
    .close = workshop_close,
    .reload = reload,
    .paint = workshop_paint,
    .command = workshop_command,
    .mouse = workshop_mouse,
    .search = workshop_search,
    .audited = workshop_audited,
};
