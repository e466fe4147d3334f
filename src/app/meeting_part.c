/* What one person does in a workshop under way: writes and votes in hiding, and puts
 * down what came up. */
#include "app/meeting_private.h"

#include "app/clock.h"
#include "app/edit.h"
#include "app/role.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "workshop/tally.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- In hiding ---- */

bool meeting_read_card(const struct sealed *sealed, int64_t *number, int64_t *lane,
                       const char **text)
{
  const struct enumeration *lanes = &enumerations[ENUM_lane];
  size_t length = strcspn(sealed->body, "\n");
  *number = strtoll(sealed->subject, NULL, 10);
  *lane = enumeration_find(lanes, sealed->body, length);
  *text = sealed->body + length + 1;
  return *lane >= 0 && *number > 0 && sealed->body[length] == '\n' && **text != '\0';
}

static enum status room_went_on(enum phase does, struct error *err)
{
  return error_set(err, STATUS_BUSY,
                   does == phase_write   ? _("the room has gone on from writing meanwhile.")
                   : does == phase_grade ? _("the grades have been revealed meanwhile.")
                                         : _("the vote is closed."));
}

enum status meeting_need_phase(struct session *session, const struct meeting *meeting,
                               enum phase does, char **stands, struct error *err)
{
  enum status status = meeting_need_running(meeting, err);
  if (status != STATUS_OK)
    return status;
  struct running now = {0};
  char *name = meeting_setting(session);
  status = store_get_setting(session->store, name, stands, err);
  free(name);
  if (status != STATUS_OK)
    return status;
  bool same = running_parse(*stands, &now) &&
              strcmp(now.workshop, meeting->running.workshop) == 0 &&
              strcmp(now.step, meeting->running.step) == 0;
  const struct agenda_phase *phase = same ? running_phase(&now, meeting->agenda) : NULL;
  if (phase == NULL || phase->does != (int64_t)does || now.closed)
    return room_went_on(does, err);
  return STATUS_OK;
}

enum status meeting_seal(struct session *session, const struct meeting *meeting, enum phase does,
                         const char *stands, const char *subject, const char *body,
                         struct error *err)
{
  struct str round = {0};
  char *name = meeting_setting(session);
  bool sealed = false;
  running_add_round(&round, &meeting->running);
  const struct seal place = {.kind = does == phase_write   ? "card"
                                     : does == phase_grade ? "grade"
                                                           : "vote",
                             .round = str_text(&round),
                             .setting = name,
                             .stands = stands};
  enum status status =
      store_seal(session->store, session->journey_oid, &place, subject, body, &sealed, err);
  if (status == STATUS_OK && !sealed)
    status = room_went_on(does, err);
  str_clear(&round);
  free(name);
  return status;
}

static enum status find_last(void *context, const struct sealed *sealed, struct error *err)
{
  (void)err;
  int64_t *last = context;
  int64_t number = strtoll(sealed->subject, NULL, 10);
  *last = number > *last ? number : *last;
  return STATUS_OK;
}

enum status meeting_write(struct session *session, const struct meeting *meeting, int64_t number,
                          int64_t lane, const char *text, struct error *err)
{
  struct str round = {0};
  struct str body = {0};
  char subject[32];
  char *stands = NULL;
  enum status status = role_need(session, DEED_CARD, err);
  if (status == STATUS_OK)
    status = meeting_need_phase(session, meeting, phase_write, &stands, err);
  if (status == STATUS_OK && text != NULL && text[strspn(text, " \n")] == '\0')
    status = error_set(err, STATUS_INPUT, _("a card needs words."));
  if (status == STATUS_OK && text != NULL && text_count(text, strlen(text)) > PROSE_MOST)
    status = error_set(err, STATUS_INPUT, _("that is more than a card can hold."));
  running_add_round(&round, &meeting->running);
  if (status == STATUS_OK && number == 0) {
    status = store_each_own_sealed(session->store, session->journey_oid, "card", str_text(&round),
                                   find_last, &number, err);
    number++;
  }
  if (status == STATUS_OK) {
    if (text != NULL)
      str_addf(&body, "%s\n%s", enumeration_token(&enumerations[ENUM_lane], lane), text);
    snprintf(subject, sizeof subject, "%" PRId64, number);
    status = meeting_seal(session, meeting, phase_write, stands, subject,
                          text != NULL ? str_text(&body) : NULL, err);
  }
  free(stands);
  str_clear(&round);
  str_clear(&body);
  return status;
}

/* The cards of the step, which tell the dots there are; a card that was parked or
 * deleted since gives its dots back. */
struct items {
  const struct running *running;
  char **ids;
  size_t count, capacity;
  const char *card; /* whose dots are asked for */
  int64_t sum, on_card;
};

static enum status note_item(void *context, const void *record, struct error *err)
{
  (void)err;
  struct items *items = context;
  const struct card *card = record;
  if (card->workshop == NULL || strcmp(card->workshop, items->running->workshop) != 0 ||
      card->step == NULL || strcmp(card->step, items->running->step) != 0 ||
      card->lane == lane_parking)
    return STATUS_OK;
  if (items->count == items->capacity) {
    items->capacity = items->capacity == 0 ? 16 : items->capacity * 2;
    items->ids = mem_resize(items->ids, items->capacity, sizeof *items->ids);
  }
  items->ids[items->count++] = mem_copy_text(card->id);
  return STATUS_OK;
}

static enum status count_dots(void *context, const struct sealed *sealed, struct error *err)
{
  (void)err;
  struct items *items = context;
  int64_t dots = strtoll(sealed->body, NULL, 10);
  for (size_t i = 0; i < items->count; i++)
    items->sum += strcmp(items->ids[i], sealed->subject) == 0 ? dots : 0;
  if (strcmp(sealed->subject, items->card) == 0)
    items->on_card = dots;
  return STATUS_OK;
}

enum status meeting_vote(struct session *session, const struct meeting *meeting, const char *card,
                         int64_t dots, struct error *err)
{
  struct items items = {.running = &meeting->running, .card = card};
  struct str round = {0};
  char body[32];
  char *stands = NULL;
  running_add_round(&round, &meeting->running);
  snprintf(body, sizeof body, "%" PRId64, dots);
  enum status status = role_need(session, DEED_VOTE, err);
  if (status == STATUS_OK)
    status = meeting_need_phase(session, meeting, phase_vote, &stands, err);
  if (status == STATUS_OK)
    status =
        store_each(session->store, session->journey_oid, ENTITY_card, NULL, note_item, &items, err);
  if (status == STATUS_OK)
    status = store_each_own_sealed(session->store, session->journey_oid, "vote", str_text(&round),
                                   count_dots, &items, err);
  if (status == STATUS_OK && dots > TALLY_CAP)
    status = error_set(err, STATUS_INPUT, _("one card takes at most %d of your dots."), TALLY_CAP);
  if (status == STATUS_OK && dots > items.on_card &&
      items.sum - items.on_card + dots > tally_dots(items.count)) {
    status = error_set(err, STATUS_INPUT, _("you have put down all your dots."));
    error_remedy(err, "%s", _("Take one back with - first."));
  }
  if (status == STATUS_OK)
    status = meeting_seal(session, meeting, phase_vote, stands, card, dots > 0 ? body : NULL, err);
  for (size_t i = 0; i < items.count; i++)
    free(items.ids[i]);
  free(items.ids);
  free(stands);
  str_clear(&round);
  return status;
}

/* ---- What came up ---- */

enum status meeting_park(struct session *session, const struct meeting *meeting, const char *text,
                         struct error *err)
{
  int64_t oid = 0;
  enum status status = meeting_need_running(meeting, err);
  if (status != STATUS_OK)
    return status;
  struct card *card = record_new(ENTITY_card);
  card->lane = lane_parking;
  status = record_set(card, entity_field(ENTITY_card, "text"), text, err);
  card->author = mem_copy_text(session_name(session));
  card->department = session->department;
  card->workshop = mem_copy_text(meeting->running.workshop);
  card->step = mem_copy_text(meeting->running.step);
  if (status == STATUS_OK)
    status = edit_add(session, ENTITY_card, card, 0, &oid, err);
  record_free(ENTITY_card, &card);
  return status;
}

enum status meeting_decide(struct session *session, const struct meeting *meeting, const char *text,
                           int64_t now, struct error *err)
{
  int64_t oid = 0;
  enum status status = meeting_need_running(meeting, err);
  if (status != STATUS_OK)
    return status;
  struct decision *decision = record_new(ENTITY_decision);
  status = record_set(decision, entity_field(ENTITY_decision, "text"), text, err);
  decision->day = clock_day(now);
  decision->workshop = mem_copy_text(meeting->running.workshop);
  if (status == STATUS_OK)
    status = edit_add(session, ENTITY_decision, decision, 0, &oid, err);
  record_free(ENTITY_decision, &decision);
  return status;
}

enum status meeting_act(struct session *session, const struct meeting *meeting, const char *text,
                        int64_t department, date_day due, struct error *err)
{
  int64_t oid = 0;
  enum status status = meeting_need_running(meeting, err);
  if (status != STATUS_OK)
    return status;
  struct action *action = record_new(ENTITY_action);
  status = record_set(action, entity_field(ENTITY_action, "text"), text, err);
  action->owner_department = department;
  action->due = due;
  action->state = action_state_open;
  action->workshop = mem_copy_text(meeting->running.workshop);
  if (status == STATUS_OK)
    status = edit_add(session, ENTITY_action, action, 0, &oid, err);
  record_free(ENTITY_action, &action);
  return status;
}
