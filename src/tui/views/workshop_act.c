/* The Workshop view: what can be done in it. */
#include "app/edit.h"
#include "app/role.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "tui/dialog.h"
#include "tui/views/workshop_view.h"

#include <stdlib.h>
#include <string.h>

static struct tui *tui_of(const struct workshop_view *view)
{
  return view->view.tui;
}

static struct session *session_of(const struct workshop_view *view)
{
  return view->view.tui->session;
}

/* ---- Votes ---- */

static void vote(struct workshop_view *view, const struct workshop_row *row, int by)
{
  struct error err = {0};
  if (workshop_does(view) != phase_vote || row->kind != WORKSHOP_ROW_CARD) {
    tui_say(tui_of(view), STYLE_DIM, "%s", _("There is nothing to vote on now."));
    return;
  }
  if (view->meeting.running.closed) {
    tui_say(tui_of(view), STYLE_DIM, "%s", _("The vote is closed."));
    return;
  }
  if (workshop_asks_department(view) || !tui_may(tui_of(view), DEED_VOTE) || row->own + by < 0)
    return;
  tui_done(tui_of(view),
           meeting_vote(session_of(view), &view->meeting, row->id, row->own + by, &err), &err);
}

/* ---- By name ---- */

static void close_look(void *context, struct tui *tui, size_t index)
{
  (void)context;
  (void)tui;
  (void)index;
}

static void look_at(struct workshop_view *view, const struct workshop_row *row)
{
  struct text_line *lines;
  size_t count = text_wrap(row->text, 60, &lines);
  struct picker_row *rows = mem_new(count, sizeof *rows);
  for (size_t i = 0; i < count; i++)
    rows[i].label = mem_copy_span(row->text + lines[i].start, lines[i].length);
  picker_open(tui_of(view), row->behind != NULL ? row->behind : "", rows, count, 0, close_look,
              NULL, NULL);
  for (size_t i = 0; i < count; i++)
    free((char *)rows[i].label);
  free(rows);
  free(lines);
}

static void act_on_card(struct workshop_view *view, const struct workshop_row *row)
{
  switch (workshop_does(view)) {
  case phase_reveal:
    look_at(view, row);
    break;
  case phase_vote:
    vote(view, row, 1);
    break;
  case phase_map:
    workshop_map_card(view, row);
    break;
  default:
    form_open(tui_of(view), ENTITY_card, row->oid, entity_field(ENTITY_card, "parked_until"));
  }
}

static void act_on(struct workshop_view *view, const struct workshop_row *row)
{
  struct tui *tui = tui_of(view);
  switch (row->kind) {
  case WORKSHOP_ROW_START:
    if (!workshop_asks_department(view) && tui_may(tui, DEED_MAP))
      workshop_start(view);
    break;
  case WORKSHOP_ROW_HELD:
  case WORKSHOP_ROW_RECORD:
    form_open(tui, ENTITY_workshop, row->oid, entity_field(ENTITY_workshop, "goal"));
    break;
  case WORKSHOP_ROW_WRITE:
  case WORKSHOP_ROW_OWN:
    workshop_write_card(view, row);
    break;
  case WORKSHOP_ROW_CARD:
    act_on_card(view, row);
    break;
  case WORKSHOP_ROW_GRADE:
    workshop_grade(view, row);
    break;
  case WORKSHOP_ROW_TOUCHPOINT:
    workshop_agree(view, row);
    break;
  case WORKSHOP_ROW_AGREE:
    workshop_agree_all(view);
    break;
  case WORKSHOP_ROW_MATRIX:
  case WORKSHOP_ROW_BACK:
    view->matrix = row->kind == WORKSHOP_ROW_MATRIX;
    tui_reload(tui);
    break;
  case WORKSHOP_ROW_ACTION:
    form_open(tui, ENTITY_action, row->oid, entity_field(ENTITY_action, "owner_department"));
    break;
  case WORKSHOP_ROW_DECISION:
    form_open(tui, ENTITY_decision, row->oid, NULL);
    break;
  }
}

static void take_back(struct workshop_view *view, const struct workshop_row *row)
{
  struct error err = {0};
  if (row->kind != WORKSHOP_ROW_OWN) {
    tui_say(tui_of(view), STYLE_DIM, "%s", _("Only your own hidden cards can be taken back here."));
    return;
  }
  if (tui_done(tui_of(view),
               meeting_write(session_of(view), &view->meeting, row->oid, row->lane, NULL, &err),
               &err))
    tui_say(tui_of(view), STYLE_GOOD, "%s", _("The card is gone."));
}

/* What the others gave must not go in silence. */
static void say_unplaced(struct workshop_view *view)
{
  char *words = meeting_tell_unplaced(&view->meeting);
  if (words != NULL)
    tui_say(tui_of(view), STYLE_WARN, "%s", words);
  free(words);
}

static void take_end(void *context, struct tui *tui)
{
  struct workshop_view *view = context;
  struct error err = {0};
  if (!tui_done(tui, meeting_end(tui->session, &view->meeting, &err), &err))
    return;
  tui_say(tui, STYLE_GOOD, "%s", _("The workshop is over; what was said is on the map."));
  say_unplaced(view);
}

static bool needs_meeting(struct workshop_view *view)
{
  if (view->meeting.runs)
    return true;
  tui_say(tui_of(view), STYLE_DIM, "%s", _("No workshop is under way: Enter starts one."));
  return false;
}

static void go_on(struct workshop_view *view)
{
  struct tui *tui = tui_of(view);
  struct error err = {0};
  bool last = running_next_move(&view->meeting.running, view->meeting.agenda) == RUNNING_END;
  if (!tui_done(tui, meeting_go_on(session_of(view), &view->meeting, tui->now(), &err), &err))
    return;
  if (last)
    tui_say(tui, STYLE_GOOD, "%s", _("The workshop is over; what was said is on the map."));
  say_unplaced(view);
}

bool workshop_act(struct workshop_view *view, const struct command *command)
{
  struct tui *tui = tui_of(view);
  struct error err = {0};
  const struct workshop_row *row = workshop_marked(view);
  const char *name = command->name;
  if (strcmp(name, "workshop-do") == 0 || strcmp(name, "dot-back") == 0 ||
      strcmp(name, "card-back") == 0) {
    if (row == NULL)
      tui_say(tui, STYLE_DIM, "%s", _("Nothing is marked here."));
    else if (name[0] == 'w')
      act_on(view, row);
    else if (name[0] == 'd')
      vote(view, row, -1);
    else
      take_back(view, row);
    return true;
  }
  bool known = true;
  if (strcmp(name, "workshop-next") == 0 && needs_meeting(view))
    go_on(view);
  else if (strcmp(name, "workshop-minute") == 0 && needs_meeting(view))
    tui_done(tui, meeting_extend(session_of(view), &view->meeting, 1, tui->now(), &err), &err);
  else if (strcmp(name, "workshop-end") == 0 && (view->meeting.lost || needs_meeting(view)))
    confirm_open(tui, _("End the workshop here, before its agenda is through?"), _("end it"),
                 take_end, view, NULL);
  else if (strcmp(name, "park") == 0 && needs_meeting(view))
    workshop_park(view);
  else if (strcmp(name, "decide") == 0 && needs_meeting(view))
    workshop_decide(view);
  else if (strcmp(name, "action-add") == 0 && needs_meeting(view))
    workshop_plan_action(view);
  else
    known = strncmp(name, "workshop-", 9) == 0 || strcmp(name, "park") == 0 ||
            strcmp(name, "decide") == 0 || strcmp(name, "action-add") == 0;
  return known;
}
