/* The Workshop view: what can be done in it. */
#include "app/agendas.h"
#include "app/clock.h"
#include "app/edit.h"
#include "app/role.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "tui/dialog.h"
#include "tui/field.h"
#include "tui/views/workshop_view.h"
#include "workshop/needs.h"

#include <inttypes.h>
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

/* ---- Whose department ---- */

static void take_department(void *context, struct tui *tui, size_t index)
{
  struct error err = {0};
  (void)context;
  if (tui_done(tui, session_set_department(tui->session, (int64_t)index, &err), &err))
    tui_say(tui, STYLE_GOOD, _("You are here for %s now. Press Enter once more."),
            enumeration_label(&enumerations[ENUM_department], (int64_t)index));
}

/* Cards are told by department, so that it is asked for before the first. */
static bool asks_department(struct workshop_view *view)
{
  const struct enumeration *list = &enumerations[ENUM_department];
  if (session_of(view)->department != UNSET)
    return false;
  struct picker_row *rows = mem_new(list->count, sizeof *rows);
  for (size_t i = 0; i < list->count; i++)
    rows[i].label = i18n_text(list->labels[i]);
  picker_open(tui_of(view), _("Which department are you here for?"), rows, list->count, 0,
              take_department, NULL, NULL);
  free(rows);
  return true;
}

/* ---- Starting ---- */

struct starting {
  struct workshop_view *view;
  char **ids;
  size_t count;
  char *agenda; /* the one that was chosen */
};

static void forget_starting(void *context)
{
  struct starting *starting = context;
  for (size_t i = 0; i < starting->count; i++)
    free(starting->ids[i]);
  free(starting->ids);
  free(starting->agenda);
  free(starting);
}

static bool take_title(void *context, struct tui *tui, const char *title)
{
  struct starting *starting = context;
  struct error err = {0};
  if (title[strspn(title, " ")] == '\0') {
    tui_say(tui, STYLE_WARN, "%s", _("A workshop needs a name."));
    return false;
  }
  if (tui_done(tui, meeting_start(tui->session, starting->agenda, title, tui->now(), &err), &err))
    tui_say(tui, STYLE_GOOD, "%s",
            _("The workshop has begun, and you lead it: n goes on, + gives a minute more."));
  return true;
}

static void ask_title(struct tui *tui, struct workshop_view *view, const char *agenda)
{
  struct starting *next = mem_new(1, sizeof *next);
  struct str title = {0};
  char day[DATE_SIZE];
  next->view = view;
  next->agenda = mem_copy_text(agenda);
  str_addf(&title, _("Workshop of %s"), date_format(clock_day(tui->now()), day));
  prompt_open(tui, _("What shall it be called?"), str_text(&title), take_title, next,
              forget_starting);
  str_clear(&title);
}

/* An agenda of one's own, in a file. */
static bool take_path(void *context, struct tui *tui, const char *path)
{
  struct agenda *agenda;
  struct problems problems = {0};
  struct error err = {0};
  char told[1280];
  enum status status = meeting_take_agenda(tui->session, path, &agenda, &problems, &err);
  if (status == STATUS_OK)
    ask_title(tui, context, agenda->id);
  else
    tui_say(tui, STYLE_BAD, "%s",
            error_format(problems.count > 0 ? &problems.items[0] : &err, told, sizeof told));
  agenda_free(&agenda);
  problems_clear(&problems);
  return status == STATUS_OK;
}

static void take_agenda(void *context, struct tui *tui, size_t index)
{
  struct starting *starting = context;
  if (index < starting->count)
    ask_title(tui, starting->view, starting->ids[index]);
  else
    prompt_open(tui, _("Which file? (kundresa agenda minutes-90 writes one)"), "", take_path,
                starting->view, NULL);
}

static void start(struct workshop_view *view)
{
  struct agenda **agendas;
  size_t count;
  struct error err = {0};
  struct starting *starting = mem_new(1, sizeof *starting);
  starting->view = view;
  size_t current = 0;
  if (agendas_list(session_of(view)->store, &agendas, &count, &err) != STATUS_OK)
    tui_fault(tui_of(view), &err);
  struct picker_row *rows = mem_new(count + 1, sizeof *rows);
  starting->ids = mem_new(count + 1, sizeof *starting->ids);
  for (size_t i = 0; i < count; i++) {
    rows[i].label = words_now(&agendas[i]->title);
    starting->ids[starting->count++] = mem_copy_text(agendas[i]->id);
    if (strcmp(agendas[i]->id, AGENDA_DEFAULT) == 0)
      current = i;
  }
  rows[count].label = _("An agenda of your own, from a file");
  if (count > 0)
    picker_open(tui_of(view), _("How long do you have?"), rows, count + 1, current, take_agenda,
                starting, forget_starting);
  else
    forget_starting(starting);
  free(rows);
  agendas_list_free(agendas, count);
}

/* ---- Writing cards ---- */

struct writing {
  struct workshop_view *view;
  int64_t number; /* of the card; 0 a new one */
  int64_t lane;
  bool kept;
  char *text;
};

static void forget_writing(void *context)
{
  struct writing *writing = context;
  free(writing->text);
  free(writing);
}

static struct writing *copy_writing(const struct writing *writing, const char *text)
{
  struct writing *copy = mem_new(1, sizeof *copy);
  *copy = *writing;
  copy->text = mem_copy_text(text);
  return copy;
}

static void open_card(struct tui *tui, const struct writing *writing, const char *text);

/* What was written is not lost where the list is left, or the room has gone on: it is
 * asked for again as it was. */
static void forget_sort(void *context)
{
  const struct writing *writing = context;
  struct tui *tui = tui_of(writing->view);
  if (!writing->kept && !tui->leaving)
    open_card(tui, writing, writing->text);
  forget_writing(context);
}

/* All but parked is something to write. */
static void take_lane(void *context, struct tui *tui, size_t index)
{
  struct writing *writing = context;
  struct error err = {0};
  writing->lane = (int64_t)index;
  enum status status = meeting_write(tui->session, &writing->view->meeting, writing->number,
                                     writing->lane, writing->text, &err);
  writing->kept = tui_done(tui, status, &err);
  if (writing->kept)
    tui_say(tui, STYLE_GOOD, "%s",
            _("Your card is kept, and hidden until the cards are revealed."));
}

static void open_lanes(struct tui *tui, const char *question, int64_t lane, picker_done *done,
                       void *context, void (*forget)(void *))
{
  struct picker_row rows[lane_parking];
  for (size_t i = 0; i < lane_parking; i++)
    rows[i] = (struct picker_row){.label = enumeration_label(&enumerations[ENUM_lane], (int64_t)i)};
  picker_open(tui, question, rows, lane_parking, (size_t)lane, done, context, forget);
}

static bool take_card(void *context, struct tui *tui, const char *text)
{
  struct writing *writing = context;
  if (text[strspn(text, " ")] == '\0') {
    tui_say(tui, STYLE_WARN, "%s", _("A card needs words; Esc leaves without one."));
    return false;
  }
  open_lanes(tui, _("What is it?"), writing->lane, take_lane, copy_writing(writing, text),
             forget_sort);
  return true;
}

static void open_card(struct tui *tui, const struct writing *writing, const char *text)
{
  prompt_open(tui, _("Your card:"), text, take_card, copy_writing(writing, ""), forget_writing);
}

static void write_card(struct workshop_view *view, const struct workshop_row *row)
{
  struct writing writing = {.view = view};
  if (asks_department(view) || !tui_may(tui_of(view), DEED_CARD))
    return;
  if (row->kind == WORKSHOP_ROW_OWN) {
    writing.number = row->oid;
    writing.lane = row->lane;
  }
  open_card(tui_of(view), &writing, row->kind == WORKSHOP_ROW_OWN ? row->text : "");
}

/* ---- What becomes of a card ---- */

enum fate { FATE_ATTACH, FATE_TOUCHPOINT, FATE_QUESTION, FATE_LANE, FATE_PARK, FATE_CHANGE };

struct mapping {
  struct workshop_view *view;
  int64_t card;
  int64_t lane;     /* of the card, */
  char *touchpoint; /* what it hangs at ("": nothing) */
  char *text;       /* and what it says, as it was shown */
  char **ids;       /* of what can be chosen */
  size_t count;
};

static void forget_mapping(void *context)
{
  struct mapping *mapping = context;
  for (size_t i = 0; i < mapping->count; i++)
    free(mapping->ids[i]);
  free(mapping->ids);
  free(mapping->touchpoint);
  free(mapping->text);
  free(mapping);
}

static struct mapping *copy_mapping(const struct mapping *mapping)
{
  struct mapping *copy = mem_new(1, sizeof *copy);
  *copy = (struct mapping){.view = mapping->view, .card = mapping->card, .lane = mapping->lane};
  copy->touchpoint = mem_copy_text(mapping->touchpoint);
  copy->text = mem_copy_text(mapping->text);
  return copy;
}

/* Asks where somebody else has put the card elsewhere since it was shown. */
static bool set_lane(struct tui *tui, const struct mapping *mapping, int64_t lane)
{
  const struct enumeration *lanes = &enumerations[ENUM_lane];
  return field_set(tui, ENTITY_card, mapping->card, entity_field(ENTITY_card, "lane"),
                   enumeration_token(lanes, lane), enumeration_token(lanes, mapping->lane));
}

static bool set_touchpoint(struct tui *tui, const struct mapping *mapping, const char *touchpoint)
{
  return field_set(tui, ENTITY_card, mapping->card, entity_field(ENTITY_card, "touchpoint"),
                   touchpoint, mapping->touchpoint);
}

static void attach(void *context, struct tui *tui, size_t index)
{
  struct mapping *mapping = context;
  if (set_touchpoint(tui, mapping, mapping->ids[index]))
    tui_say(tui, STYLE_GOOD, "%s", _("The card hangs at that touchpoint now."));
}

struct places {
  struct mapping *mapping;
  const struct agenda_step *step;
  struct picker_row *rows;
  bool inside; /* those of the step, or the others */
};

static enum status add_place(void *context, const void *record, struct error *err)
{
  (void)err;
  struct places *places = context;
  const struct touchpoint *touchpoint = record;
  struct mapping *mapping = places->mapping;
  if (step_holds(places->step, touchpoint) != places->inside)
    return STATUS_OK;
  places->rows = mem_resize(places->rows, mapping->count + 1, sizeof *places->rows);
  mapping->ids = mem_resize(mapping->ids, mapping->count + 1, sizeof *mapping->ids);
  places->rows[mapping->count] = (struct picker_row){.label = mem_copy_text(touchpoint->title)};
  mapping->ids[mapping->count++] = mem_copy_text(touchpoint->id);
  return STATUS_OK;
}

static enum status add_stage(void *context, const void *record, struct error *err)
{
  (void)err;
  struct places *places = context;
  const struct stage *stage = record;
  struct mapping *mapping = places->mapping;
  bool inside = places->step->stages == 0 || (places->step->stages >> stage->kind & 1) != 0;
  if (inside != places->inside)
    return STATUS_OK;
  places->rows = mem_resize(places->rows, mapping->count + 1, sizeof *places->rows);
  mapping->ids = mem_resize(mapping->ids, mapping->count + 1, sizeof *mapping->ids);
  places->rows[mapping->count] = (struct picker_row){.label = mem_copy_text(stage->title)};
  mapping->ids[mapping->count++] = mem_copy_text(stage->id);
  return STATUS_OK;
}

/* Lets one choose among touchpoints or stages, those of the step first. */
static void choose(struct tui *tui, struct mapping *mapping, enum entity entity,
                   const char *question, picker_done *done)
{
  struct error err = {0};
  const struct meeting *meeting = &mapping->view->meeting;
  struct places places = {.mapping = mapping,
                          .step = running_step(&meeting->running, meeting->agenda)};
  for (int i = 0; i < 2; i++) {
    places.inside = i == 0;
    if (store_each(tui->session->store, tui->session->journey_oid, entity, NULL,
                   entity == ENTITY_stage ? add_stage : add_place, &places, &err) != STATUS_OK)
      tui_fault(tui, &err);
  }
  size_t count = mapping->count;
  if (count > 0) {
    picker_open(tui, question, places.rows, count, 0, done, mapping, forget_mapping);
  } else {
    tui_say(tui, STYLE_WARN, "%s", _("There is nothing on the map to choose from yet."));
    forget_mapping(mapping);
  }
  for (size_t i = 0; i < count; i++)
    free((char *)places.rows[i].label);
  free(places.rows);
}

/* The card's text as one line that a title can hold. */
static char *title_of(const char *text)
{
  struct str title = {0};
  text_add_cut(&title, text, LINE_MOST / 2, "…");
  return str_take(&title);
}

static void make_touchpoint(void *context, struct tui *tui, size_t index)
{
  struct mapping *mapping = context;
  struct error err = {0};
  struct touchpoint touchpoint;
  int64_t oid = 0;
  char *title = title_of(mapping->text);
  record_init(ENTITY_touchpoint, &touchpoint);
  enum status status = edit_add_touchpoint(tui->session, title, mapping->ids[index], 0, &oid, &err);
  if (status == STATUS_OK)
    status = store_read(tui->session->store, ENTITY_touchpoint, oid, &touchpoint, &err);
  if (tui_done(tui, status, &err)) {
    tui->touchpoint = oid;
    if (set_touchpoint(tui, mapping, touchpoint.id))
      tui_say(tui, STYLE_GOOD, "%s", _("It is a touchpoint on the map now."));
  }
  record_clear(ENTITY_touchpoint, &touchpoint);
  free(title);
}

static void make_question(struct tui *tui, const struct mapping *mapping)
{
  struct error err = {0};
  int64_t oid = 0;
  struct question *question = record_new(ENTITY_question);
  question->topic = title_of(mapping->text);
  question->evidence = evidence_reported;
  if (tui_done(tui, edit_add(tui->session, ENTITY_question, question, 0, &oid, &err), &err))
    tui_say(tui, STYLE_GOOD, "%s", _("It stands among the customers' questions now."));
  record_free(ENTITY_question, &question);
}

static void change_lane(void *context, struct tui *tui, size_t index)
{
  const struct mapping *mapping = context;
  set_lane(tui, mapping, (int64_t)index);
}

static void take_fate(void *context, struct tui *tui, size_t index)
{
  struct mapping *mapping = copy_mapping(context);
  if (!tui_may(tui, index == FATE_TOUCHPOINT || index == FATE_QUESTION ? DEED_MAP : DEED_CARD)) {
    forget_mapping(mapping);
    return;
  }
  switch ((enum fate)index) {
  case FATE_ATTACH:
    choose(tui, mapping, ENTITY_touchpoint, _("Which touchpoint is it about?"), attach);
    return;
  case FATE_TOUCHPOINT:
    choose(tui, mapping, ENTITY_stage, _("In which stage?"), make_touchpoint);
    return;
  case FATE_LANE:
    open_lanes(tui, _("What is it?"), mapping->lane < lane_parking ? mapping->lane : 0, change_lane,
               mapping, forget_mapping);
    return;
  case FATE_QUESTION:
    make_question(tui, mapping);
    break;
  case FATE_PARK:
    set_lane(tui, mapping, lane_parking);
    break;
  default:
    form_open(tui, ENTITY_card, mapping->card, NULL);
    break;
  }
  forget_mapping(mapping);
}

static void map_card(struct workshop_view *view, const struct workshop_row *row)
{
  const struct picker_row rows[] = {
      [FATE_ATTACH] = {.label = _("Hang it at a touchpoint")},
      [FATE_TOUCHPOINT] = {.label = _("Make a touchpoint of it")},
      [FATE_QUESTION] = {.label = _("It is a question that customers ask")},
      [FATE_LANE] = {.label = _("It is another sort of card")},
      [FATE_PARK] = {.label = _("Park it")},
      [FATE_CHANGE] = {.label = _("Change it")},
  };
  struct mapping *mapping = mem_new(1, sizeof *mapping);
  *mapping = (struct mapping){.view = view, .card = row->oid, .lane = row->lane};
  mapping->touchpoint = mem_copy_text(row->touchpoint != NULL ? row->touchpoint : "");
  mapping->text = mem_copy_text(row->text);
  picker_open(tui_of(view), _("What becomes of it?"), rows, sizeof rows / sizeof rows[0], 0,
              take_fate, mapping, forget_mapping);
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
  if (asks_department(view) || !tui_may(tui_of(view), DEED_VOTE) || row->own + by < 0)
    return;
  tui_done(tui_of(view),
           meeting_vote(session_of(view), &view->meeting, row->id, row->own + by, &err), &err);
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

static void take_owner(void *context, struct tui *tui, size_t index)
{
  struct acting *acting = context;
  struct acting *next = mem_new(1, sizeof *next);
  char day[DATE_SIZE];
  acting->taken = true;
  *next = (struct acting){
      .view = acting->view, .department = (int64_t)index, .text = mem_copy_text(acting->text)};
  prompt_open(tui, _("By which day?"), date_format(clock_day(tui->now()) + 30, day), take_due, next,
              forget_acting);
}

static void open_action(struct tui *tui, struct workshop_view *view, const char *text);

/* Leads back to what was written where the list is left. */
static void forget_owner(void *context)
{
  const struct acting *acting = context;
  struct tui *tui = tui_of(acting->view);
  if (!acting->taken && !tui->leaving)
    open_action(tui, acting->view, acting->text);
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
  free(rows);
  return true;
}

static void open_action(struct tui *tui, struct workshop_view *view, const char *text)
{
  prompt_open(tui, _("What shall be done?"), text, take_action, view, NULL);
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
    map_card(view, row);
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
    if (!asks_department(view) && tui_may(tui, DEED_MAP))
      start(view);
    break;
  case WORKSHOP_ROW_HELD:
  case WORKSHOP_ROW_RECORD:
    form_open(tui, ENTITY_workshop, row->oid, entity_field(ENTITY_workshop, "goal"));
    break;
  case WORKSHOP_ROW_WRITE:
  case WORKSHOP_ROW_OWN:
    write_card(view, row);
    break;
  case WORKSHOP_ROW_CARD:
    act_on_card(view, row);
    break;
  case WORKSHOP_ROW_TOUCHPOINT:
    form_open(tui, ENTITY_touchpoint, row->oid, entity_field(ENTITY_touchpoint, "use"));
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

static void take_end(void *context, struct tui *tui)
{
  struct workshop_view *view = context;
  struct error err = {0};
  if (tui_done(tui, meeting_end(tui->session, &view->meeting, &err), &err))
    tui_say(tui, STYLE_GOOD, "%s", _("The workshop is over; what was said is on the map."));
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
  if (tui_done(tui, meeting_go_on(session_of(view), &view->meeting, tui->now(), &err), &err) &&
      last)
    tui_say(tui, STYLE_GOOD, "%s", _("The workshop is over; what was said is on the map."));
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
    prompt_open(tui, _("Park for later:"), "", take_parked, view, NULL);
  else if (strcmp(name, "decide") == 0 && needs_meeting(view))
    prompt_open(tui, _("It is decided:"), "", take_decision, view, NULL);
  else if (strcmp(name, "action-add") == 0 && needs_meeting(view))
    open_action(tui, view, "");
  else
    known = strncmp(name, "workshop-", 9) == 0 || strcmp(name, "park") == 0 ||
            strcmp(name, "decide") == 0 || strcmp(name, "action-add") == 0;
  return known;
}
