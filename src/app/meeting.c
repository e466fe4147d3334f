#include "app/meeting_private.h"

#include "app/agendas.h"
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
static enum status read_place(struct session *session, struct running *running, bool *stands,
                              struct error *err)
{
  char *name = meeting_setting(session);
  char *text = NULL;
  *running = (struct running){0};
  enum status status = store_get_setting(session->store, name, &text, err);
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
  return read_place(session, running, &stands, err);
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
  enum status status = read_place(session, &meeting->running, &stands, err);
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
static enum status put_running(struct session *session, const struct meeting *meeting,
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

enum status meeting_need_running(const struct meeting *meeting, struct error *err)
{
  if (meeting->runs)
    return STATUS_OK;
  error_set(err, STATUS_INPUT, _("no workshop is under way."));
  error_remedy(err, "%s", _("Start one in the Workshop view."));
  return STATUS_INPUT;
}

/* Reads the workshop's record; *@oid is 0 where somebody has deleted it meanwhile. */
static enum status read_record(struct session *session, const struct meeting *meeting, int64_t *oid,
                               struct workshop *record, struct error *err)
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
    status = put_running(session, meeting, &running, err);
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
  if (!meeting->lost)
    return STATUS_OK;
  error_set(err, STATUS_INPUT,
            _("a workshop is under way, but its agenda or its step is not known here."));
  error_remedy(err, "%s", _("End it with E first."));
  return STATUS_INPUT;
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

/* ---- Revealing ---- */

/* One thing that was hidden, kept until the seals are broken. */
struct hidden {
  char *person, *department, *subject, *body;
  size_t rank; /* of its department */
};

struct revealing {
  struct session *session;
  const struct meeting *meeting;
  struct hidden *items;
  size_t count;
};

static enum status gather(void *context, const struct sealed *sealed, struct error *err)
{
  (void)err;
  struct revealing *revealing = context;
  const struct agenda *agenda = revealing->meeting->agenda;
  revealing->items = mem_resize(revealing->items, revealing->count + 1, sizeof *revealing->items);
  revealing->items[revealing->count++] =
      (struct hidden){mem_copy_text(sealed->person), mem_copy_text(sealed->department),
                      mem_copy_text(sealed->subject), mem_copy_text(sealed->body),
                      agenda != NULL ? agenda_reveal_rank(agenda, sealed->department) : 0};
  return STATUS_OK;
}

static int by_rank(const void *left, const void *right)
{
  const struct hidden *one = left;
  const struct hidden *other = right;
  if (one->rank != other->rank)
    return one->rank < other->rank ? -1 : 1;
  int order = strcmp(one->department, other->department);
  if (order == 0)
    order = strcmp(one->person, other->person);
  if (order != 0)
    return order;
  long long first = strtoll(one->subject, NULL, 10);
  long long second = strtoll(other->subject, NULL, 10);
  return first < second ? -1 : first > second;
}

static void forget(struct revealing *revealing)
{
  for (size_t i = 0; i < revealing->count; i++) {
    free(revealing->items[i].person);
    free(revealing->items[i].department);
    free(revealing->items[i].subject);
    free(revealing->items[i].body);
  }
  free(revealing->items);
}

/* What the others call a person. */
static char *name_of(struct session *session, const char *person)
{
  struct str setting = {0};
  char *name = NULL;
  str_addf(&setting, "name.%s", person);
  if (store_get_setting(session->store, str_text(&setting), &name, NULL) != STATUS_OK ||
      name == NULL || name[0] == '\0') {
    free(name);
    name = mem_copy_text(person);
  }
  text_sanitize(name);
  str_clear(&setting);
  return name;
}

static int64_t department_of(const char *token)
{
  int64_t found = enumeration_find(&enumerations[ENUM_department], token, strlen(token));
  return found < 0 ? UNSET : found;
}

/* An id that no card has: "sale-1", "sale-2"… */
static char *free_card_id(struct session *session, const char *step)
{
  for (int64_t i = store_count(session->store, session->journey_oid, ENTITY_card) + 1;; i++) {
    struct str id = {0};
    int64_t oid = 0;
    str_addf(&id, "%.30s-%" PRId64, step, i);
    if (store_find(session->store, session->journey_oid, ENTITY_card, str_text(&id), &oid, NULL) !=
        STATUS_OK)
      return str_take(&id);
    str_clear(&id);
  }
}

static enum status reveal_card(struct revealing *revealing, const struct hidden *hidden,
                               struct error *err)
{
  const struct sealed sealed = {.subject = hidden->subject, .body = hidden->body};
  const struct running *running = &revealing->meeting->running;
  int64_t number;
  int64_t lane;
  const char *text;
  int64_t oid = 0;
  if (!meeting_read_card(&sealed, &number, &lane, &text))
    return STATUS_OK; /* another program put it there */
  struct card *card = record_new(ENTITY_card);
  card->id = free_card_id(revealing->session, running->step);
  card->lane = lane;
  card->text = mem_copy_text(text);
  card->author = name_of(revealing->session, hidden->person);
  card->department = department_of(hidden->department);
  card->workshop = mem_copy_text(running->workshop);
  card->step = mem_copy_text(running->step);
  enum status status = store_insert(revealing->session->store, revealing->session->journey_oid,
                                    ENTITY_card, card, 0, &oid, err);
  record_free(ENTITY_card, &card);
  return status;
}

static enum status reveal_vote(struct revealing *revealing, const struct hidden *hidden,
                               struct error *err)
{
  const struct running *running = &revealing->meeting->running;
  struct session *session = revealing->session;
  int64_t card = 0;
  int64_t oid = 0;
  long dots = strtol(hidden->body, NULL, 10);
  /* A card that was deleted since takes its dots with it. */
  if (dots < 1 || dots > TALLY_CAP ||
      store_find(session->store, session->journey_oid, ENTITY_card, hidden->subject, &card, NULL) !=
          STATUS_OK)
    return STATUS_OK;
  struct vote *vote = record_new(ENTITY_vote);
  vote->workshop = mem_copy_text(running->workshop);
  vote->step = mem_copy_text(running->step);
  vote->person = name_of(session, hidden->person);
  vote->department = department_of(hidden->department);
  vote->card = mem_copy_text(hidden->subject);
  vote->dots = dots;
  enum status status =
      store_insert(session->store, session->journey_oid, ENTITY_vote, vote, 0, &oid, err);
  record_free(ENTITY_vote, &vote);
  return status;
}

/* In the record: the departments that were here, which are those that have written or
 * voted, and where @ended, that it was held. */
static enum status note_record(struct revealing *revealing, bool ended, struct error *err)
{
  struct session *session = revealing->session;
  const struct field *field = entity_field(ENTITY_workshop, "departments");
  struct workshop record;
  struct str tokens = {0};
  int64_t oid = 0;
  record_init(ENTITY_workshop, &record);
  enum status status = read_record(session, revealing->meeting, &oid, &record, err);
  str_add(&tokens, record.departments != NULL ? record.departments : "");
  size_t before = tokens.length;
  for (size_t i = 0; i < revealing->count; i++) {
    int64_t department = department_of(revealing->items[i].department);
    if (department != UNSET && !list_has(str_text(&tokens), ENUM_department, department))
      str_addf(&tokens, "%s%s", tokens.length > 0 ? " " : "", revealing->items[i].department);
  }
  if (status == STATUS_OK && oid != 0 && tokens.length > before) {
    struct value value = {.is_text = true, .text = tokens.text, .number = UNSET};
    status = store_set(session->store, ENTITY_workshop, oid, field, &value, NULL, err);
  }
  if (status == STATUS_OK && oid != 0 && ended) {
    struct value held = {.number = workshop_state_held};
    status = store_set(session->store, ENTITY_workshop, oid, entity_field(ENTITY_workshop, "state"),
                       &held, NULL, err);
  }
  str_clear(&tokens);
  record_clear(ENTITY_workshop, &record);
  return status;
}

/* Goes on to @next, breaks the seals of @kind (NULL: none) and writes into the record:
 * all of it or nothing. */
static enum status go_on(struct session *session, const struct meeting *meeting, const char *kind,
                         const struct running *next, struct error *err)
{
  struct revealing revealing = {.session = session, .meeting = meeting};
  struct str round = {0};
  struct str label = {0};
  bool cards = kind != NULL && strcmp(kind, "card") == 0;
  running_add_round(&round, &meeting->running);
  str_addf(&label, "%s %s",
           kind == NULL ? "end workshop after"
           : cards      ? "reveal cards of"
                        : "count votes of",
           meeting->running.step);
  enum status status = role_begin(session, DEED_WORKSHOP, str_text(&label), "workshop", err);
  bool begun = status == STATUS_OK;
  if (status == STATUS_OK)
    status = put_running(session, meeting, next, err);
  if (status == STATUS_OK && kind != NULL)
    status = store_unseal(session->store, session->journey_oid, kind, str_text(&round), gather,
                          &revealing, err);
  if (status == STATUS_OK && revealing.count > 0)
    qsort(revealing.items, revealing.count, sizeof *revealing.items, by_rank);
  for (size_t i = 0; i < revealing.count && status == STATUS_OK; i++)
    status = cards ? reveal_card(&revealing, &revealing.items[i], err)
                   : reveal_vote(&revealing, &revealing.items[i], err);
  if (status == STATUS_OK)
    status = note_record(&revealing, next->workshop[0] == '\0', err);
  if (status == STATUS_OK)
    status = store_commit(session->store, err);
  else if (begun)
    store_rollback(session->store);
  forget(&revealing);
  str_clear(&round);
  str_clear(&label);
  return status;
}

/* ---- Going on ---- */

/* Where only the place changes, that is no event of the history. */
static enum status move_on(struct session *session, const struct meeting *meeting,
                           enum running_move move, const struct running *next, struct error *err)
{
  if (move == RUNNING_REVEAL || move == RUNNING_COUNT)
    return go_on(session, meeting, move == RUNNING_REVEAL ? "card" : "vote", next, err);
  if (next->workshop[0] == '\0')
    return go_on(session, meeting, NULL, next, err);
  return put_running(session, meeting, next, err);
}

static enum status need_lead(struct session *session, const struct meeting *meeting,
                             struct error *err)
{
  enum status status = meeting_need_running(meeting, err);
  return status == STATUS_OK ? role_need(session, DEED_WORKSHOP, err) : status;
}

enum status meeting_go_on(struct session *session, const struct meeting *meeting, int64_t now,
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
  return put_running(session, meeting, &next, err);
}

enum status meeting_end(struct session *session, const struct meeting *meeting, struct error *err)
{
  struct running next = meeting->running;
  next.workshop[0] = '\0';
  if (meeting->lost) /* what its step was about nobody knows: cards are shown */
    return go_on(session, meeting, meeting->running.workshop[0] != '\0' ? "card" : NULL, &next,
                 err);
  enum status status = need_lead(session, meeting, err);
  if (status != STATUS_OK)
    return status;
  return move_on(session, meeting, running_next_move(&meeting->running, meeting->agenda), &next,
                 err);
}
