/* The Workshop view: the rows of each phase, as the file has them. */
#include "app/people.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "tui/views/workshop_view.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static struct session *session_of(const struct workshop_view *view)
{
  return view->view.tui->session;
}

void workshop_forget(struct workshop_view *view)
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
  workshop_forget_gradings(view);
  view->rows = NULL;
  view->people = NULL;
  view->count = view->people_count = 0;
}

struct workshop_row *workshop_add_row(struct workshop_view *view, enum workshop_row_kind kind,
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
      workshop_add_row(context, WORKSHOP_ROW_HELD, workshop->record.oid, workshop->title);
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
    struct workshop_row *row = workshop_add_row(
        view, WORKSHOP_ROW_RECORD, workshop->record.oid,
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
  struct workshop_row *row =
      workshop_add_row(view, WORKSHOP_ROW_CARD, card->record.oid, card->text);
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
      workshop_add_row(context, WORKSHOP_ROW_ACTION, action->record.oid, action->text);
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
    workshop_add_row(context, WORKSHOP_ROW_DECISION, decision->record.oid, decision->text);
  return STATUS_OK;
}

static enum status add_own(void *context, const struct sealed *sealed, struct error *err)
{
  (void)err;
  int64_t number;
  int64_t lane;
  const char *text;
  if (meeting_read_card(sealed, &number, &lane, &text))
    workshop_add_row(context, WORKSHOP_ROW_OWN, number, text)->lane = lane;
  return STATUS_OK;
}

enum status workshop_add_person(void *context, const struct sealed *sealed, struct error *err)
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
void workshop_name_people(struct workshop_view *view)
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
  workshop_add_row(view, WORKSHOP_ROW_WRITE, 0, _("Write a card"));
  enum status status = store_each_own_sealed(session->store, session->journey_oid, "card", round,
                                             add_own, view, err);
  if (status == STATUS_OK)
    status = store_each_sealer(session->store, session->journey_oid, "card", round,
                               workshop_add_person, view, err);
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
    status = store_each_sealer(session->store, session->journey_oid, "vote", round,
                               workshop_add_person, view, err);
  return status;
}

static void add_matrix(struct workshop_view *view)
{
  workshop_add_row(view, WORKSHOP_ROW_MATRIX, 0, _("See the grades as a matrix, and ranked"));
}

static bool step_has_cards(const struct workshop_view *view)
{
  return agenda_step_is_numbered(running_step(&view->meeting.running, view->meeting.agenda));
}

enum status workshop_read_phase(struct workshop_view *view, struct error *err)
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
    else
      add_matrix(view);
    break;
  case phase_grade:
    status = workshop_read_grading(view, err);
    break;
  case phase_show:
    add_matrix(view);
    status = workshop_read_gradings(view, err);
    break;
  default:
    break;
  }
  str_clear(&round);
  return status;
}

enum status workshop_read_held(struct workshop_view *view, struct error *err)
{
  workshop_add_row(view, WORKSHOP_ROW_START, 0, _("Start a workshop"));
  add_matrix(view);
  return each(view, ENTITY_workshop, add_held, err);
}
