/* The Workshop view: what it reads, and moving in it. */
#include "tui/views/workshop_view.h"

#include "app/people.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"

#include <inttypes.h>
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

static void forget(struct workshop_view *view)
{
  for (size_t i = 0; i < view->count; i++) {
    free(view->rows[i].id);
    free(view->rows[i].text);
    free(view->rows[i].behind);
    free(view->rows[i].touchpoint);
  }
  free(view->rows);
  for (size_t i = 0; i < view->people_count; i++)
    free(view->people[i].name);
  free(view->people);
  view->rows = NULL;
  view->people = NULL;
  view->count = view->people_count = 0;
}

static struct workshop_row *add_row(struct workshop_view *view, enum workshop_row_kind kind,
                                    int64_t oid, const char *text)
{
  view->rows = mem_resize(view->rows, view->count + 1, sizeof *view->rows);
  struct workshop_row *row = &view->rows[view->count++];
  *row = (struct workshop_row){
      .kind = kind, .oid = oid, .text = mem_copy_text(text != NULL ? text : ""), .lane = UNSET};
  return row;
}

/* ---- Rows ---- */

static bool is_of(const struct workshop_view *view, const char *workshop)
{
  return workshop != NULL && strcmp(workshop, view->meeting.running.workshop) == 0;
}

static enum status add_held(void *context, const void *record, struct error *err)
{
  (void)err;
  const struct workshop *workshop = record;
  struct workshop_row *row =
      add_row(context, WORKSHOP_ROW_HELD, workshop->record.oid, workshop->title);
  char day[DATE_SIZE] = "";
  if (workshop->day != UNSET)
    row->behind = mem_copy_text(date_format(workshop->day, day));
  return STATUS_OK;
}

static enum status add_record(void *context, const void *record, struct error *err)
{
  (void)err;
  struct workshop_view *view = context;
  const struct workshop *workshop = record;
  if (is_of(view, workshop->id)) {
    struct workshop_row *row =
        add_row(view, WORKSHOP_ROW_RECORD, workshop->record.oid,
                workshop->goal != NULL ? workshop->goal : _("Goal, number and a customer's words"));
    row->behind = mem_copy_text(workshop->quote != NULL ? workshop->quote : "");
  }
  return STATUS_OK;
}

/* The department's letter, the name, and the touchpoint it hangs at. */
static void add_who(struct workshop_row *row, const struct card *card)
{
  struct str who = {0};
  char day[DATE_SIZE];
  str_addf(&who, "%s %s", department_letter(card->department),
           card->author != NULL ? card->author : "");
  if (card->touchpoint != NULL)
    str_addf(&who, " %s %s", screen_glyph(GLYPH_ELSE), card->touchpoint);
  if (card->parked_until != UNSET)
    str_addf(&who, " %s %s", screen_glyph(GLYPH_BULLET), date_format(card->parked_until, day));
  row->behind = str_take(&who);
}

static void add_card(struct workshop_view *view, const struct card *card)
{
  struct workshop_row *row = add_row(view, WORKSHOP_ROW_CARD, card->record.oid, card->text);
  row->id = mem_copy_text(card->id);
  row->lane = card->lane;
  if (card->touchpoint != NULL)
    row->touchpoint = mem_copy_text(card->touchpoint);
  add_who(row, card);
}

static enum status add_step_card(void *context, const void *record, struct error *err)
{
  (void)err;
  struct workshop_view *view = context;
  const struct card *card = record;
  bool parked_is_no_item = card->lane == lane_parking && workshop_does(view) == phase_vote;
  if (is_of(view, card->workshop) && card->step != NULL &&
      strcmp(card->step, view->meeting.running.step) == 0 && !parked_is_no_item)
    add_card(view, card);
  return STATUS_OK;
}

static enum status add_parked(void *context, const void *record, struct error *err)
{
  (void)err;
  const struct card *card = record;
  if (is_of(context, card->workshop) && card->lane == lane_parking)
    add_card(context, card);
  return STATUS_OK;
}

static enum status add_action(void *context, const void *record, struct error *err)
{
  (void)err;
  const struct action *action = record;
  struct str behind = {0};
  char day[DATE_SIZE];
  if (!is_of(context, action->workshop))
    return STATUS_OK;
  struct workshop_row *row =
      add_row(context, WORKSHOP_ROW_ACTION, action->record.oid, action->text);
  str_addf(&behind, "%s %s",
           action->owner_person != NULL ? action->owner_person
           : action->owner_department != UNSET
               ? enumeration_label(&enumerations[ENUM_department], action->owner_department)
               : _("nobody"),
           action->due != UNSET ? date_format(action->due, day) : _("no date"));
  row->behind = str_take(&behind);
  return STATUS_OK;
}

static enum status add_decision(void *context, const void *record, struct error *err)
{
  (void)err;
  const struct decision *decision = record;
  if (is_of(context, decision->workshop))
    add_row(context, WORKSHOP_ROW_DECISION, decision->record.oid, decision->text);
  return STATUS_OK;
}

static enum status add_touchpoint(void *context, const void *record, struct error *err)
{
  (void)err;
  const struct touchpoint *touchpoint = record;
  struct str behind = {0};
  struct workshop_row *row =
      add_row(context, WORKSHOP_ROW_TOUCHPOINT, touchpoint->record.oid, touchpoint->title);
  const int64_t grades[] = {touchpoint->use, touchpoint->importance, touchpoint->leverage};
  for (size_t i = 0; i < 3; i++)
    if (grades[i] == UNSET)
      str_add(&behind, i > 0 ? " -" : "-");
    else
      str_addf(&behind, "%s%" PRId64, i > 0 ? " " : "", grades[i]);
  row->behind = str_take(&behind);
  return STATUS_OK;
}

static enum status add_own(void *context, const struct sealed *sealed, struct error *err)
{
  (void)err;
  int64_t number;
  int64_t lane;
  const char *text;
  if (meeting_read_card(sealed, &number, &lane, &text))
    add_row(context, WORKSHOP_ROW_OWN, number, text)->lane = lane;
  return STATUS_OK;
}

static enum status add_person(void *context, const struct sealed *sealed, struct error *err)
{
  (void)err;
  struct workshop_view *view = context;
  view->people = mem_resize(view->people, view->people_count + 1, sizeof *view->people);
  view->people[view->people_count++] =
      (struct workshop_person){mem_copy_text(sealed->person),
                               enumeration_find(&enumerations[ENUM_department], sealed->department,
                                                strlen(sealed->department)),
                               sealed->count};
  return STATUS_OK;
}

/* People are called what they are called in the file. */
static void name_people(struct workshop_view *view)
{
  struct people known = {0};
  if (view->people_count > 0)
    people_read(session_of(view)->store, &known, NULL);
  for (size_t i = 0; i < view->people_count; i++) {
    struct workshop_person *person = &view->people[i];
    char *name = mem_copy_text(people_name(&known, person->name));
    text_sanitize(name);
    free(person->name);
    person->name = name;
    if (person->department < 0)
      person->department = UNSET;
  }
  people_clear(&known);
}

/* ---- Votes ---- */

static enum status note_own_dots(void *context, const struct sealed *sealed, struct error *err)
{
  (void)err;
  struct workshop_view *view = context;
  for (size_t i = 0; i < view->count; i++)
    if (view->rows[i].id != NULL && strcmp(view->rows[i].id, sealed->subject) == 0) {
      view->rows[i].own = strtoll(sealed->body, NULL, 10);
      view->given += view->rows[i].own;
    }
  return STATUS_OK;
}

static enum status note_vote(void *context, const void *record, struct error *err)
{
  (void)err;
  struct workshop_view *view = context;
  const struct vote *vote = record;
  for (size_t i = 0; i < view->count; i++)
    if (vote->card != NULL && view->rows[i].id != NULL &&
        strcmp(view->rows[i].id, vote->card) == 0 &&
        strcmp(vote->step, view->meeting.running.step) == 0) {
      view->rows[i].tally.dots += vote->dots;
      view->rows[i].tally.voters++;
    }
  return STATUS_OK;
}

static int by_place(const void *left, const void *right)
{
  const struct workshop_row *one = left;
  const struct workshop_row *other = right;
  if (one->tally.dots != other->tally.dots)
    return one->tally.dots > other->tally.dots ? -1 : 1;
  return one->oid < other->oid ? -1 : one->oid > other->oid;
}

static enum status count_votes(struct workshop_view *view, struct error *err)
{
  enum status status =
      store_each(session_of(view)->store, session_of(view)->journey_oid, ENTITY_vote,
                 view->meeting.running.workshop, note_vote, view, err);
  struct tally *tallies = mem_new(view->count + 1, sizeof *tallies);
  for (size_t i = 0; i < view->count; i++)
    tallies[i] = view->rows[i].tally;
  tally_rank(tallies, view->count);
  for (size_t i = 0; i < view->count; i++)
    view->rows[i].tally = tallies[i];
  free(tallies);
  if (view->count > 0)
    qsort(view->rows, view->count, sizeof *view->rows, by_place);
  return status;
}

/* ---- Reading ---- */

static enum status each(struct workshop_view *view, enum entity entity, record_visit *visit,
                        struct error *err)
{
  return store_each(session_of(view)->store, session_of(view)->journey_oid, entity, NULL, visit,
                    view, err);
}

static enum status read_talk(struct workshop_view *view, struct error *err)
{
  enum status status = each(view, ENTITY_workshop, add_record, err);
  if (status == STATUS_OK)
    status = each(view, ENTITY_action, add_action, err);
  if (status == STATUS_OK)
    status = each(view, ENTITY_card, add_parked, err);
  if (status == STATUS_OK)
    status = each(view, ENTITY_decision, add_decision, err);
  return status;
}

static enum status read_writing(struct workshop_view *view, const char *round, struct error *err)
{
  struct session *session = session_of(view);
  add_row(view, WORKSHOP_ROW_WRITE, 0, _("Write a card"));
  enum status status = store_each_own_sealed(session->store, session->journey_oid, "card", round,
                                             add_own, view, err);
  if (status == STATUS_OK)
    status = store_each_sealer(session->store, session->journey_oid, "card", round, add_person,
                               view, err);
  return status;
}

static enum status read_votes(struct workshop_view *view, const char *round, struct error *err)
{
  struct session *session = session_of(view);
  enum status status = each(view, ENTITY_card, add_step_card, err);
  view->dots = tally_dots(view->count);
  if (status == STATUS_OK && view->meeting.running.closed)
    return count_votes(view, err);
  if (status == STATUS_OK)
    status = store_each_own_sealed(session->store, session->journey_oid, "vote", round,
                                   note_own_dots, view, err);
  if (status == STATUS_OK)
    status = store_each_sealer(session->store, session->journey_oid, "vote", round, add_person,
                               view, err);
  return status;
}

static bool step_has_cards(const struct workshop_view *view)
{
  return agenda_step_is_numbered(running_step(&view->meeting.running, view->meeting.agenda));
}

static enum status read_phase(struct workshop_view *view, struct error *err)
{
  struct str round = {0};
  enum status status = STATUS_OK;
  running_add_round(&round, &view->meeting.running);
  switch (workshop_does(view)) {
  case phase_talk:
    status = read_talk(view, err);
    break;
  case phase_write:
    status = read_writing(view, str_text(&round), err);
    break;
  case phase_reveal:
  case phase_map:
    status = each(view, ENTITY_card, add_step_card, err);
    break;
  case phase_vote:
    if (step_has_cards(view))
      status = read_votes(view, str_text(&round), err);
    break;
  case phase_grade:
  case phase_show:
    status = each(view, ENTITY_touchpoint, add_touchpoint, err);
    break;
  default:
    break;
  }
  str_clear(&round);
  return status;
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
  forget(view);
  view->dots = view->given = 0;
  if (session_of(view)->journey_oid == 0) {
    meeting_clear(&view->meeting);
    return STATUS_OK;
  }
  enum status status = meeting_read(session_of(view), &view->meeting, err);
  if (status != STATUS_OK)
    return status;
  if (view->meeting.runs) {
    status = read_phase(view, err);
  } else {
    add_row(view, WORKSHOP_ROW_START, 0, _("Start a workshop"));
    status = each(view, ENTITY_workshop, add_held, err);
  }
  name_people(view);
  bool same = strcmp(before.step, view->meeting.running.step) == 0 &&
              before.phase == view->meeting.running.phase &&
              before.closed == view->meeting.running.closed;
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
  forget(view);
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
