/* The facts of the minutes, each asked of the room that knows it. */
#include "app/minutes_private.h"

#include "app/agendas.h"
#include "app/moment.h"
#include "base/i18n.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* ---- The workshop that they are of ---- */

static bool is_told(const struct workshop *workshop)
{
  return workshop->state == workshop_state_running || workshop->state == workshop_state_held;
}

/* Whether @one is later than @other: what is under way is latest of all, then the day
 * counts, then the place on the map. */
static bool is_later(const struct workshop *one, const struct workshop *other)
{
  if (one->state != other->state)
    return one->state == workshop_state_running;
  return one->day >= other->day;
}

/* The latest workshop but @but, of those that have begun. */
static const struct workshop *latest_workshop(const struct map *map, const struct workshop *but)
{
  const struct workshop *latest = NULL;
  for (size_t i = 0; i < map_count(map, ENTITY_workshop); i++) {
    const struct workshop *one = map_at(map, ENTITY_workshop, i);
    if (one != but && is_told(one) && (latest == NULL || is_later(one, latest)))
      latest = one;
  }
  return latest;
}

/* An agenda that is gone only takes the names of its steps along. */
static enum status find_agenda(struct session *session, struct minutes *minutes, struct error *err)
{
  struct error fault = {0};
  if (minutes->workshop == NULL || minutes->workshop->agenda == NULL)
    return STATUS_OK;
  enum status status =
      agendas_find(session->store, minutes->workshop->agenda, &minutes->agenda, &fault);
  if (status == STATUS_INPUT)
    return STATUS_OK;
  if (status != STATUS_OK)
    *err = fault;
  return status;
}

/* ---- What is hidden ---- */

static enum status count_sealer(void *context, const struct sealed *sealed, struct error *err)
{
  (void)err;
  struct minutes_sealed *count = context;
  count->things += sealed->count;
  count->people++;
  return STATUS_OK;
}

static enum status count_sealed(struct session *session, struct minutes *minutes, struct error *err)
{
  const struct {
    const char *kind;
    struct minutes_sealed *count;
  } kinds[] = {{"card", &minutes->cards}, {"vote", &minutes->votes}, {"grade", &minutes->grades}};
  struct str round = {0};
  enum status status = STATUS_OK;
  if (!minutes->meeting.runs)
    return STATUS_OK;
  running_add_round(&round, &minutes->meeting.running);
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds && status == STATUS_OK; i++)
    status = store_each_sealer(session->store, session->journey_oid, kinds[i].kind,
                               str_text(&round), count_sealer, kinds[i].count, err);
  str_clear(&round);
  return status;
}

/* ---- What has changed since ---- */

struct latest_release {
  int64_t before; /* only those made before that time */
  int64_t number, at;
};

static enum status note_release(void *context, const struct release *release, struct error *err)
{
  (void)err;
  struct latest_release *latest = context;
  if (latest->number == 0 && release->at < latest->before) {
    latest->number = release->number;
    latest->at = release->at;
  }
  return STATUS_OK;
}

/* The last release before the time @before; SINCE_NOTHING where there is none. */
static enum status since_release(struct session *session, int64_t before, struct minutes *minutes,
                                 struct error *err)
{
  struct latest_release latest = {.before = before};
  enum status status =
      store_each_release(session->store, session->journey_oid, 0, note_release, &latest, err);
  if (status != STATUS_OK || latest.number == 0)
    return status;
  status = store_find_moment(session->store, latest.at, &minutes->since_moment, err);
  minutes->since = status == STATUS_OK ? SINCE_RELEASE : SINCE_NOTHING;
  minutes->since_release = latest.number;
  return status;
}

static enum status note_entry(void *context, const struct history_entry *entry, struct error *err)
{
  (void)err;
  *(struct moment *)context = (struct moment){entry->number, entry->at};
  return STATUS_OK;
}

static enum status note_first(void *context, const struct history_change *change, struct error *err)
{
  (void)err;
  *(int64_t *)context = change->number; /* the latest comes first */
  return STATUS_OK;
}

/* When it was begun: its record was made, or came into the file with the journey. */
static enum status begin_of(struct session *session, const struct workshop *workshop,
                            struct moment *begin, struct error *err)
{
  int64_t first = 0;
  *begin = (struct moment){0};
  enum status status = store_each_record_change(session->store, ENTITY_workshop,
                                                workshop->record.oid, note_first, &first, err);
  if (status == STATUS_OK && first == 0)
    status = store_each_record_change(session->store, ENTITY_journey, session->journey_oid,
                                      note_first, &first, err);
  return status == STATUS_OK && first > 0 ? store_find_entry(session->store, first, begin, err)
                                          : status;
}

/* When it was said to be held; one that was so when it came into the file was so then.
 * Number 0 where the history does not tell. */
static enum status end_of(struct session *session, const struct workshop *workshop,
                          struct moment *end, struct error *err)
{
  *end = (struct moment){0};
  enum status status =
      store_last_entry(session->store, ENTITY_workshop, workshop->record.oid,
                       entity_field(ENTITY_workshop, "state"), note_entry, end, err);
  return status == STATUS_OK && end->number == 0 ? begin_of(session, workshop, end, err) : status;
}

/* The end of @workshop, if it came before the entry numbered @before. */
static enum status since_workshop(struct session *session, const struct workshop *workshop,
                                  int64_t before, struct minutes *minutes, struct error *err)
{
  struct moment end;
  if (workshop == NULL || workshop->state != workshop_state_held)
    return STATUS_OK;
  enum status status = end_of(session, workshop, &end, err);
  if (status != STATUS_OK || end.number == 0 || end.number >= before ||
      (minutes->since != SINCE_NOTHING && end.number <= minutes->since_moment.number))
    return status;
  minutes->since = SINCE_WORKSHOP;
  minutes->since_moment = end;
  mem_set_text(&minutes->since_workshop, workshop->title);
  return STATUS_OK;
}

/* What came last before the workshop that the minutes are of. */
static enum status since_before(struct session *session, struct minutes *minutes, struct error *err)
{
  struct moment begin = {INT64_MAX, INT64_MAX};
  enum status status = STATUS_OK;
  if (minutes->workshop != NULL)
    status = begin_of(session, minutes->workshop, &begin, err);
  if (status == STATUS_OK)
    status = since_release(session, begin.at, minutes, err);
  if (status == STATUS_OK && minutes->workshop != NULL)
    status = since_workshop(session, latest_workshop(minutes->map, minutes->workshop), begin.number,
                            minutes, err);
  return status;
}

static enum status no_such(const char *what, struct error *err)
{
  error_set(err, STATUS_INPUT, "%s", what);
  error_remedy(err, "%s", _("Name a day instead, as 2026-11-30, or the number of an entry."));
  return STATUS_INPUT;
}

static enum status find_since(struct session *session, const char *since, struct minutes *minutes,
                              struct error *err)
{
  enum status status;
  if (since == NULL)
    return since_before(session, minutes, err);
  if (strcmp(since, "release") == 0) {
    status = since_release(session, INT64_MAX, minutes, err);
    return status == STATUS_OK && minutes->since == SINCE_NOTHING
               ? no_such(_("--since release: nothing has been released yet."), err)
               : status;
  }
  if (strcmp(since, "workshop") == 0) {
    const struct workshop *held = minutes->workshop;
    if (held != NULL && held->state != workshop_state_held)
      held = latest_workshop(minutes->map, held);
    status = since_workshop(session, held, INT64_MAX, minutes, err);
    return status == STATUS_OK && minutes->since == SINCE_NOTHING
               ? no_such(_("--since workshop: no workshop has been held yet."), err)
               : status;
  }
  status = moment_read(session->store, since, &minutes->since_moment, err);
  minutes->since = status == STATUS_OK ? SINCE_MOMENT : SINCE_NOTHING;
  return status;
}

/* What the journey was then; where it was not there yet nothing is compared, unless a
 * person asked for it. */
static enum status compare(struct session *session, const char *since, struct minutes *minutes,
                           struct error *err)
{
  struct error fault = {0};
  enum status status = find_since(session, since, minutes, err);
  if (status != STATUS_OK || minutes->since == SINCE_NOTHING)
    return status;
  status = session_look_back(session, &minutes->since_moment, &fault);
  if (status == STATUS_INPUT && since == NULL) {
    minutes->since = SINCE_NOTHING;
    return STATUS_OK;
  }
  if (status != STATUS_OK) {
    *err = fault;
    return status;
  }
  status = surveyed_read(session, &minutes->before, err);
  if (status == STATUS_OK)
    minutes->diff = diff_maps(minutes->before, minutes->map);
  return status;
}

/* ---- All of it ---- */

static void order_touchpoints(struct minutes *minutes)
{
  const struct map *map = minutes->map;
  size_t count = map_count(map, ENTITY_touchpoint);
  minutes->touchpoints = mem_new(count + 1, sizeof *minutes->touchpoints);
  for (size_t s = 0; s < map_count(map, ENTITY_stage); s++) {
    const struct stage *stage = map_at(map, ENTITY_stage, s);
    for (size_t i = 0; i < count; i++) {
      const struct touchpoint *touchpoint = map_at(map, ENTITY_touchpoint, i);
      if (strcmp(touchpoint->stage, stage->id) == 0)
        minutes->touchpoints[minutes->touchpoint_count++] = touchpoint;
    }
  }
}

enum status minutes_gather(struct session *session, const struct bench *bench, date_day on,
                           const char *since, struct minutes **told, struct problems *problems,
                           struct error *err)
{
  struct minutes *minutes = mem_new(1, sizeof *minutes);
  *told = NULL;
  minutes->on = on;
  enum status status = audited_session(session, bench, on, NULL, &minutes->audited, problems, err);
  if (status != STATUS_OK) {
    minutes_free(&minutes);
    return status;
  }
  minutes->map = minutes->audited->map;
  minutes->workshop = latest_workshop(minutes->map, NULL);
  order_touchpoints(minutes);
  support_make(minutes->map, &minutes->support);
  outlook_make(minutes->map, &minutes->outlook);
  due_make(minutes->map, on, &minutes->due);
  status = meeting_read(session, &minutes->meeting, err);
  if (status == STATUS_OK)
    status = find_agenda(session, minutes, err);
  if (status == STATUS_OK)
    status = count_sealed(session, minutes, err);
  if (status == STATUS_OK)
    status = compare(session, since, minutes, err);
  if (status != STATUS_OK)
    minutes_free(&minutes);
  *told = minutes;
  return status;
}

void minutes_free(struct minutes **minutes)
{
  struct minutes *old = *minutes;
  if (old == NULL)
    return;
  diff_free(&old->diff);
  map_free(&old->before);
  if (old->map != NULL) {
    support_clear(&old->support);
    outlook_clear(&old->outlook);
    due_clear(&old->due);
  }
  meeting_clear(&old->meeting);
  agenda_free(&old->agenda);
  audited_free(&old->audited);
  free(old->touchpoints);
  free(old->since_workshop);
  free(old);
  *minutes = NULL;
}
