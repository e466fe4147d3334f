#include "app/meeting_private.h"

#include "app/agendas.h"
#include "app/clock.h"
#include "app/edit.h"
#include "app/role.h"
#include "base/i18n.h"
#include "base/mem.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Where it is ---- */

char *meeting_setting(const struct session *session)
{
  struct str name = {0};
  str_addf(&name, "workshop:%" PRId64, session->journey_oid);
  return str_take(&name);
}

void meeting_clear(struct meeting *meeting)
{
  agenda_free(&meeting->agenda);
  *meeting = (struct meeting){0};
}

/* What the file says: *@stands where a workshop is under way, and @running where it is,
 * or {0} where that cannot be read. */
static enum status read_place(struct session *session, struct store *store, struct running *running,
                              bool *stands, struct error *err)
{
  char *name = meeting_setting(session);
  char *text = NULL;
  *running = (struct running){0};
  enum status status = store_get_setting(store, name, &text, err);
  bool parsed = status == STATUS_OK && running_parse(text, running);
  bool over = text == NULL || text[0] == '\0' || (parsed && strcmp(running->workshop, "-") == 0);
  *stands = status == STATUS_OK && !over;
  if (over)
    *running = (struct running){0};
  free(name);
  free(text);
  return status;
}

enum status meeting_read_clock(struct session *session, struct running *running, struct error *err)
{
  bool stands;
  return read_place(session, session_present(session), running, &stands, err);
}

/* Has @meeting keep the agenda @id; one that is not known here, or cannot be read, is no
 * fault: the workshop can be ended all the same. */
static enum status keep_agenda(struct session *session, struct meeting *meeting, const char *id,
                               struct error *err)
{
  struct error fault = {0};
  if (meeting->agenda != NULL && strcmp(meeting->agenda->id, id) == 0)
    return STATUS_OK;
  agenda_free(&meeting->agenda);
  enum status status = agendas_find(session->store, id, &meeting->agenda, &fault);
  if (status == STATUS_INPUT)
    return STATUS_OK;
  if (status != STATUS_OK && err != NULL)
    *err = fault;
  return status;
}

enum status meeting_read(struct session *session, struct meeting *meeting, struct error *err)
{
  bool stands;
  enum status status = read_place(session, session->store, &meeting->running, &stands, err);
  meeting->runs = meeting->lost = false;
  if (status == STATUS_OK && meeting->running.workshop[0] != '\0')
    status = keep_agenda(session, meeting, meeting->running.agenda, err);
  if (status != STATUS_OK)
    return status;
  meeting->runs = stands && meeting->agenda != NULL &&
                  running_phase(&meeting->running, meeting->agenda) != NULL;
  meeting->lost = stands && !meeting->runs;
  return STATUS_OK;
}

static void fill(char id[RUNNING_ID_SIZE])
{
  if (id[0] == '\0')
    snprintf(id, RUNNING_ID_SIZE, "-");
}

/* Puts @next in the place of where @meeting says it is. */
enum status meeting_put_running(struct session *session, const struct meeting *meeting,
                                const struct running *next, struct error *err)
{
  char *name = meeting_setting(session);
  char *was = NULL;
  struct str value = {0};
  struct str expected = {0};
  bool swapped = false;
  struct running written = *next;
  enum status status = store_get_setting(session->store, name, &was, err);
  running_add(&expected, &meeting->running);
  fill(written.workshop);
  fill(written.agenda);
  fill(written.step);
  running_add(&value, &written);
  bool same = was != NULL && strcmp(was, str_text(&expected)) == 0;
  if (status == STATUS_OK && !meeting->runs) {
    /* What stands may be anything then: of a step that the agenda has lost, say. */
    struct meeting fresh = {0};
    status = meeting_read(session, &fresh, err);
    same = !fresh.runs && fresh.lost == meeting->lost;
    meeting_clear(&fresh);
  }
  if (status == STATUS_OK && same)
    status = store_swap_setting(session->store, name, was, str_text(&value), &swapped, err);
  if (status == STATUS_OK && !swapped)
    status = error_set(err, STATUS_BUSY, _("somebody else has just gone on."));
  str_clear(&value);
  str_clear(&expected);
  free(was);
  free(name);
  return status;
}

static enum status tell_lost(struct error *err)
{
  error_set(err, STATUS_INPUT,
            _("a workshop is under way, but its agenda or its step is not known here."));
  error_remedy(err, "%s", _("End it with E first."));
  return STATUS_INPUT;
}

enum status meeting_need_running(const struct meeting *meeting, struct error *err)
{
  if (meeting->runs)
    return STATUS_OK;
  if (meeting->lost)
    return tell_lost(err);
  error_set(err, STATUS_INPUT, _("no workshop is under way."));
  error_remedy(err, "%s", _("Start one in the Workshop view."));
  return STATUS_INPUT;
}

/* Reads the workshop's record; *@oid is 0 where somebody has deleted it meanwhile. */
enum status meeting_read_record(struct session *session, const struct meeting *meeting,
                                int64_t *oid, struct workshop *record, struct error *err)
{
  *oid = 0;
  enum status status = store_find(session->store, session->journey_oid, ENTITY_workshop,
                                  meeting->running.workshop, oid, NULL);
  if (status != STATUS_OK) {
    *oid = 0;
    return status == STATUS_INPUT
               ? STATUS_OK
               : store_find(session->store, session->journey_oid, ENTITY_workshop,
                            meeting->running.workshop, oid, err);
  }
  return store_read(session->store, ENTITY_workshop, *oid, record, err);
}

/* ---- Starting ---- */

/* Who leads, the record and where the workshop is: all or nothing, and not to be undone,
 * since others take part in it at once. */
static enum status begin(struct session *session, const struct meeting *meeting,
                         const struct agenda *agenda, struct workshop *record, int64_t now,
                         struct error *err)
{
  int64_t oid = 0;
  struct running running;
  edit_make_id(session, ENTITY_workshop, record);
  running_begin(&running, agenda, record->id, now);
  enum status status = store_begin(session->store, "start workshop", "workshop", err);
  if (status != STATUS_OK)
    return status;
  status = role_lead(session, err);
  if (status == STATUS_OK)
    status =
        store_insert(session->store, session->journey_oid, ENTITY_workshop, record, 0, &oid, err);
  if (status == STATUS_OK)
    status = meeting_put_running(session, meeting, &running, err);
  if (status == STATUS_OK)
    status = store_commit(session->store, err);
  else
    store_rollback(session->store);
  return status == STATUS_OK ? session_reload(session, err) : status;
}

static enum status need_none(const struct meeting *meeting, struct error *err)
{
  if (meeting->runs)
    return error_set(err, STATUS_INPUT, _("a workshop is under way already."));
  return meeting->lost ? tell_lost(err) : STATUS_OK;
}

enum status meeting_start(struct session *session, const char *agenda, const char *title,
                          int64_t now, struct error *err)
{
  struct meeting meeting = {0};
  struct agenda *found = NULL;
  enum status status = meeting_read(session, &meeting, err);
  if (status == STATUS_OK)
    status = need_none(&meeting, err);
  if (status == STATUS_OK)
    status = agendas_find(session->store, agenda, &found, err);
  struct workshop *record = record_new(ENTITY_workshop);
  if (status == STATUS_OK)
    status = record_set(record, entity_field(ENTITY_workshop, "title"), title, err);
  if (status == STATUS_OK) {
    record->agenda = mem_copy_text(agenda);
    record->day = clock_day(now);
    record->state = workshop_state_running;
    record->facilitator = mem_copy_text(session_name(session));
    if (session->department != UNSET)
      record->departments =
          mem_copy_text(enumeration_token(&enumerations[ENUM_department], session->department));
    if (session->journey.goal != NULL)
      record->goal = mem_copy_text(session->journey.goal);
    status = begin(session, &meeting, found, record, now, err);
  }
  record_free(ENTITY_workshop, &record);
  agenda_free(&found);
  meeting_clear(&meeting);
  return status;
}

enum status meeting_take_agenda(struct session *session, const char *path, struct agenda **agenda,
                                struct problems *problems, struct error *err)
{
  struct meeting meeting = {0};
  *agenda = NULL;
  enum status status = meeting_read(session, &meeting, err);
  if (status == STATUS_OK) /* which may be the one that is followed */
    status = need_none(&meeting, err);
  if (status == STATUS_OK)
    status = role_need_lead(session, err);
  if (status == STATUS_OK)
    status = agendas_take(session->store, path, agenda, problems, err);
  meeting_clear(&meeting);
  return status;
}

/* ---- Going on ---- */

/* Where only the place changes, that is no event of the history. */
static enum status move_on(struct session *session, struct meeting *meeting, enum running_move move,
                           const struct running *next, struct error *err)
{
  static const char *const kinds[] = {
      [RUNNING_REVEAL] = "card", [RUNNING_COUNT] = "vote", [RUNNING_GRADE] = "grade"};
  const char *kind = (size_t)move < sizeof kinds / sizeof kinds[0] ? kinds[move] : NULL;
  meeting->unplaced = 0;
  if (kind != NULL || next->workshop[0] == '\0')
    return meeting_reveal(session, meeting, kind, next, err);
  return meeting_put_running(session, meeting, next, err);
}

static enum status need_lead(struct session *session, const struct meeting *meeting,
                             struct error *err)
{
  enum status status = meeting_need_running(meeting, err);
  return status == STATUS_OK ? role_need(session, DEED_WORKSHOP, err) : status;
}

enum status meeting_go_on(struct session *session, struct meeting *meeting, int64_t now,
                          struct error *err)
{
  enum status status = need_lead(session, meeting, err);
  if (status != STATUS_OK)
    return status;
  struct running next = meeting->running;
  enum running_move move = running_go_on(&next, meeting->agenda, now);
  return move_on(session, meeting, move, &next, err);
}

enum status meeting_extend(struct session *session, const struct meeting *meeting, int64_t minutes,
                           int64_t now, struct error *err)
{
  enum status status = need_lead(session, meeting, err);
  if (status != STATUS_OK)
    return status;
  struct running next = meeting->running;
  running_extend(&next, minutes, now);
  return meeting_put_running(session, meeting, &next, err);
}

char *meeting_tell_unplaced(const struct meeting *meeting)
{
  struct str words = {0};
  if (meeting->unplaced == 0)
    return NULL;
  str_addf(&words,
           P_("%zu thing that was hidden has no place: what it was about is gone from the map.",
              "%zu things that were hidden have no place: what they were about is gone from the"
              " map.",
              meeting->unplaced),
           meeting->unplaced);
  return str_take(&words);
}

enum status meeting_end(struct session *session, struct meeting *meeting, struct error *err)
{
  struct running next = meeting->running;
  next.workshop[0] = '\0';
  if (meeting->lost) /* what its step was about nobody knows: all of it is shown */
    return meeting_reveal(session, meeting, NULL, &next, err);
  enum status status = need_lead(session, meeting, err);
  if (status != STATUS_OK)
    return status;
  return move_on(session, meeting, running_next_move(&meeting->running, meeting->agenda), &next,
                 err);
}
