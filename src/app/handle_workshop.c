/* kundresa workshop: a workshop run without a screen, by a script or by who prepares it. */
#include "app/agendas.h"
#include "app/clock.h"
#include "app/handle.h"
#include "app/handle_agenda.h"
#include "app/meeting.h"
#include "app/surveyed.h"

#include "base/i18n.h"
#include "base/near.h"
#include "workshop/needs.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define MINUTES_MOST 480

/* What is told of a workshop under way, or done to it. */
struct run {
  const struct request *request;
  struct output *output;
  struct session *session;
  struct meeting meeting;
  int64_t now;
};

/* ---- Where it is ---- */

/* What of one kind belongs to the workshop. */
struct tally_of {
  const struct run *run;
  const struct agenda_step *step;
  int64_t cards, parked, decisions, actions;
};

static bool is_of(const char *one, const char *other)
{
  return one != NULL && strcmp(one, other) == 0;
}

static enum status count_card(void *context, const void *record, struct error *err)
{
  (void)err;
  struct tally_of *tally = context;
  const struct card *card = record;
  bool ours = is_of(card->workshop, tally->run->meeting.running.workshop);
  if (ours && card->lane == lane_parking)
    tally->parked++;
  else if (ours && is_of(card->step, tally->step->id))
    tally->cards++;
  return STATUS_OK;
}

static enum status count_decision(void *context, const void *record, struct error *err)
{
  (void)err;
  struct tally_of *tally = context;
  const struct decision *decision = record;
  tally->decisions += is_of(decision->workshop, tally->run->meeting.running.workshop) ? 1 : 0;
  return STATUS_OK;
}

static enum status count_action(void *context, const void *record, struct error *err)
{
  (void)err;
  struct tally_of *tally = context;
  const struct action *action = record;
  tally->actions += is_of(action->workshop, tally->run->meeting.running.workshop) ? 1 : 0;
  return STATUS_OK;
}

static enum status count_all(struct tally_of *tally, struct error *err)
{
  static const struct {
    enum entity entity;
    record_visit *visit;
  } kinds[] = {
      {ENTITY_card, count_card}, {ENTITY_decision, count_decision}, {ENTITY_action, count_action}};
  struct session *session = tally->run->session;
  enum status status = STATUS_OK;
  for (size_t i = 0; i < sizeof kinds / sizeof kinds[0] && status == STATUS_OK; i++)
    status = store_each(session->store, session->journey_oid, kinds[i].entity, NULL, kinds[i].visit,
                        tally, err);
  return status;
}

/* Who has written or voted, and how much, but not what. */
static enum status put_sealer(void *context, const struct sealed *sealed, struct error *err)
{
  (void)err;
  struct output *output = context;
  output_record(output, NULL, NULL);
  output_text(output, "person", _("Who"), sealed->person);
  handle_put_department(output, sealed->department);
  output_number(output, "count", _("Hidden"), sealed->count);
  output_close(output);
  return STATUS_OK;
}

static enum status put_hidden(struct run *run, int64_t does, struct error *err)
{
  const char *kind = does == phase_write ? "card" : does == phase_vote ? "vote" : "grade";
  struct str round = {0};
  running_add_round(&round, &run->meeting.running);
  output_list(run->output, "hidden", _("Hidden still"));
  enum status status = store_each_sealer(run->session->store, run->session->journey_oid, kind,
                                         str_text(&round), put_sealer, run->output, err);
  output_close(run->output);
  str_clear(&round);
  return status;
}

static void put_left(const struct run *run)
{
  const struct running *running = &run->meeting.running;
  struct str clock = {0};
  int64_t left = running_left(running, run->now);
  running_add_clock(&clock, left);
  run->output->ops->number(run->output, "seconds_left", _("Time left"), left, str_text(&clock));
  handle_put_time(run->output, "ends_at", NULL, running->ends_at);
  str_clear(&clock);
}

static void put_next(const struct run *run)
{
  static const struct {
    const char *token;
    const char *words;
  } moves[] = {
      [RUNNING_ON] = {"go-on", N_("the next phase")},
      [RUNNING_REVEAL] = {"reveal", N_("the cards are revealed")},
      [RUNNING_COUNT] = {"count", N_("the vote is closed and counted")},
      [RUNNING_GRADE] = {"grades", N_("the grades are shown")},
      [RUNNING_END] = {"end", N_("the workshop ends")},
  };
  enum running_move move = running_next_move(&run->meeting.running, run->meeting.agenda);
  run->output->ops->text(run->output, "next", _("Next"), moves[move].token,
                         i18n_text(moves[move].words));
}

/* What the step needs, by what is there and what is not. */
static enum status put_needs(const struct run *run, const struct agenda_step *step,
                             struct error *err)
{
  struct map *map = NULL;
  struct str words[2] = {{0}, {0}};
  struct str spoken[2] = {{0}, {0}};
  if (step->needs == 0)
    return STATUS_OK;
  enum status status = surveyed_read(run->session, &map, err);
  if (status != STATUS_OK)
    return status;
  struct scene scene = {.map = map, .step = step, .workshop = run->meeting.running.workshop};
  const struct workshop *record = map_find(map, ENTITY_workshop, scene.workshop);
  for (size_t i = 0; record != NULL && i < list_count(record->departments); i++)
    scene.departments |= UINT64_C(1) << list_value(record->departments, i, ENUM_department);
  uint64_t met = needs_met(&scene);
  for (size_t i = 0; i < enumerations[ENUM_need].count; i++) {
    if ((step->needs >> i & 1) == 0)
      continue;
    size_t which = met >> i & 1;
    str_addf(&words[which], "%s%s", words[which].length > 0 ? " " : "",
             enumerations[ENUM_need].tokens[i]);
    str_addf(&spoken[which], "%s%s", spoken[which].length > 0 ? "; " : "",
             enumeration_label(&enumerations[ENUM_need], (int64_t)i));
  }
  run->output->ops->words(run->output, "missing", _("Missing yet"), words[0].text, spoken[0].text);
  run->output->ops->words(run->output, "met", _("Is there"), words[1].text, spoken[1].text);
  map_free(&map);
  for (size_t i = 0; i < 2; i++) {
    str_clear(&words[i]);
    str_clear(&spoken[i]);
  }
  return STATUS_OK;
}

static void put_title(const struct run *run)
{
  struct session *session = run->session;
  struct workshop record;
  int64_t oid = 0;
  record_init(ENTITY_workshop, &record);
  if (store_find(session->store, session->journey_oid, ENTITY_workshop,
                 run->meeting.running.workshop, &oid, NULL) == STATUS_OK)
    store_read(session->store, ENTITY_workshop, oid, &record, NULL);
  run->output->ops->text(run->output, "workshop", _("Workshop"), run->meeting.running.workshop,
                         record.title);
  record_clear(ENTITY_workshop, &record);
}

static void put_step(const struct run *run, const struct agenda_step *step,
                     const struct agenda_phase *phase)
{
  const struct agenda *agenda = run->meeting.agenda;
  struct output *output = run->output;
  struct str place = {0};
  int64_t number = step - agenda->steps + 1;
  output->ops->text(output, "agenda", _("Agenda"), agenda->id, words_now(&agenda->title));
  output->ops->text(output, "step", _("Step"), step->id, words_now(&step->title));
  str_addf(&place, _("%" PRId64 " of %zu"), number, agenda->step_count);
  output->ops->number(output, "step_number", _("Which is"), number, str_text(&place));
  output_number(output, "steps", NULL, (int64_t)agenda->step_count);
  output->ops->text(output, "phase", _("Phase"),
                    enumeration_token(&enumerations[ENUM_phase], phase->does),
                    enumeration_label(&enumerations[ENUM_phase], phase->does));
  output->ops->truth(output, "closed", NULL, run->meeting.running.closed, NULL);
  str_clear(&place);
}

static enum status put_running(struct run *run, struct error *err)
{
  const struct meeting *meeting = &run->meeting;
  const struct agenda_step *step = running_step(&meeting->running, meeting->agenda);
  const struct agenda_phase *phase = running_phase(&meeting->running, meeting->agenda);
  struct tally_of tally = {.run = run, .step = step};
  enum status status = count_all(&tally, err);
  if (status != STATUS_OK)
    return status;
  output_record(run->output, NULL, NULL);
  put_title(run);
  put_step(run, step, phase);
  put_left(run);
  put_next(run);
  output_number(run->output, "cards", _("Cards of the step"), tally.cards);
  output_number(run->output, "parked", _("Parked"), tally.parked);
  output_number(run->output, "decisions", _("Decisions"), tally.decisions);
  output_number(run->output, "actions", _("Actions"), tally.actions);
  status = put_needs(run, step, err);
  bool hides =
      phase->does == phase_write || phase->does == phase_vote || phase->does == phase_grade;
  if (status == STATUS_OK && hides && !meeting->running.closed)
    status = put_hidden(run, phase->does, err);
  output_close(run->output);
  return status;
}

static enum status put_none(const struct run *run, struct error *err)
{
  output_record(run->output, NULL, NULL);
  output_text(run->output, "workshop", NULL, NULL);
  run->output->ops->truth(run->output, "lost", NULL, run->meeting.lost, NULL);
  enum status status = handle_put_agendas(run->output, "agendas", run->session->store, err);
  output_close(run->output);
  if (run->meeting.lost)
    output_say(run->output,
               _("A workshop is under way, but its agenda or its step is not known here. "
                 "'kundresa workshop %s end' ends it."),
               run->session->path);
  else
    output_say(run->output, _("No workshop is under way. 'kundresa workshop %s start' starts one."),
               run->session->path);
  return status;
}

/* ---- What can be done ---- */

/* Where the keys of a workbench would be named, the command that does it is. */
static enum status name_command(const struct run *run, bool starts, enum status status,
                                struct error *err)
{
  const struct meeting *meeting = &run->meeting;
  if (status != STATUS_INPUT)
    return status;
  if (meeting->lost)
    error_remedy(err, _("'kundresa workshop %s end' ends it."), run->session->path);
  else if (!meeting->runs && !starts)
    error_remedy(err, _("'kundresa workshop %s start' starts one."), run->session->path);
  return status;
}

static enum status start(struct run *run, struct error *err)
{
  const char *word = request_option(run->request, "agenda");
  const char *title = request_option(run->request, "title");
  struct agenda *own = NULL;
  struct problems problems = {0};
  struct str named = {0};
  char day[DATE_SIZE];
  enum status status = STATUS_OK;
  if (word == NULL)
    word = AGENDA_DEFAULT;
  if (agendas_is_path(word)) {
    status = meeting_take_agenda(run->session, word, &own, &problems, err);
    handle_tell(run->output, &problems, word);
  }
  str_addf(&named, _("Workshop of %s"), date_format(clock_day(run->now), day));
  if (status == STATUS_OK)
    status = meeting_start(run->session, own != NULL ? own->id : word,
                           title != NULL ? title : str_text(&named), run->now, err);
  str_clear(&named);
  problems_clear(&problems);
  agenda_free(&own);
  return status;
}

static enum status next(struct run *run, struct error *err)
{
  return meeting_go_on(run->session, &run->meeting, run->now, err);
}

static enum status longer(struct run *run, struct error *err)
{
  long minutes = 1;
  enum status status = handle_number(run->request, "minutes", 1, MINUTES_MOST, &minutes, err);
  return status == STATUS_OK ? meeting_extend(run->session, &run->meeting, minutes, run->now, err)
                             : status;
}

static enum status end(struct run *run, struct error *err)
{
  return meeting_end(run->session, &run->meeting, err);
}

static const struct deed_word {
  const char *word;
  enum status (*act)(struct run *run, struct error *err);
} deed_words[] = {{"start", start}, {"next", next}, {"longer", longer}, {"end", end}};

static const struct deed_word *find_deed(const char *word, struct error *err)
{
  struct near near = near_start(word);
  for (size_t i = 0; i < sizeof deed_words / sizeof deed_words[0]; i++) {
    if (strcmp(deed_words[i].word, word) == 0)
      return &deed_words[i];
    near_offer(&near, deed_words[i].word);
  }
  error_set(err, STATUS_USAGE, _("Found '%.60s', expected start, next, longer or end."), word);
  if (near.best != NULL)
    error_remedy(err, _("Did you mean '%s'?"), near.best);
  return NULL;
}

/* An option that goes with another word would be lost in silence. */
static enum status check_options(const struct request *request, const struct deed_word *deed,
                                 struct error *err)
{
  static const struct {
    const char *option;
    const char *word;
  } goes[] = {{"agenda", "start"}, {"title", "start"}, {"minutes", "longer"}};
  for (size_t i = 0; i < sizeof goes / sizeof goes[0]; i++)
    if (request_option(request, goes[i].option) != NULL &&
        (deed == NULL || strcmp(deed->word, goes[i].word) != 0))
      return error_set(err, STATUS_USAGE, _("--%s goes with the word %s."), goes[i].option,
                       goes[i].word);
  return STATUS_OK;
}

static void say_unplaced(const struct run *run)
{
  char *words = meeting_tell_unplaced(&run->meeting);
  if (words != NULL)
    output_say(run->output, "%s", words);
  free(words);
}

enum status handle_workshop(const struct request *request, struct output *output, struct error *err)
{
  struct run run = {.request = request, .output = output, .now = clock_now()};
  const struct deed_word *deed = NULL;
  if (request->count > 1) {
    deed = find_deed(request->arguments[1], err);
    if (deed == NULL)
      return STATUS_USAGE;
  }
  enum status status = check_options(request, deed, err);
  if (status == STATUS_OK)
    status = handle_open(request, deed != NULL ? STORE_WRITE : STORE_READ, &run.session, err);
  if (status == STATUS_OK)
    status = meeting_read(run.session, &run.meeting, err);
  if (status == STATUS_OK && deed != NULL)
    status = name_command(&run, deed->act == start, deed->act(&run, err), err);
  if (status == STATUS_OK && deed != NULL)
    status = meeting_read(run.session, &run.meeting, err);
  if (status == STATUS_OK)
    say_unplaced(&run);
  if (status == STATUS_OK)
    status = run.meeting.runs ? put_running(&run, err) : put_none(&run, err);
  meeting_clear(&run.meeting);
  session_close(&run.session);
  return status;
}
