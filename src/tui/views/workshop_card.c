/* The Workshop view: writing cards in hiding, and what becomes of them on the map. */
#include "app/edit.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "tui/dialog.h"
#include "tui/drafts.h"
#include "tui/field.h"
#include "tui/views/workshop_view.h"
#include "workshop/needs.h"

#include <stdlib.h>
#include <string.h>

static struct tui *tui_of(const struct workshop_view *view)
{
  return view->view.tui;
}

/* ---- Writing cards ---- */

struct writing {
  struct workshop_view *view;
  int64_t number; /* of the card; 0 a new one */
  int64_t lane;
  bool kept;
  char *was; /* what the card said; "" a new one */
  char *text;
};

static void forget_writing(void *context)
{
  struct writing *writing = context;
  free(writing->was);
  free(writing->text);
  free(writing);
}

static struct writing *copy_writing(const struct writing *writing, const char *text)
{
  struct writing *copy = mem_new(1, sizeof *copy);
  *copy = *writing;
  copy->was = mem_copy_text(writing->was);
  copy->text = mem_copy_text(text);
  return copy;
}

/* A card has no name but what it says: numbers are given to others again. */
static char *card_key(const struct writing *writing)
{
  struct str key = {0};
  str_addf(&key, "card%s%s", writing->was[0] != '\0' ? " " : "", writing->was);
  return str_take(&key);
}

static void open_card(struct tui *tui, const struct writing *writing, const char *text);

/* For the uppermost dialog, between the words and the kept card. */
static void hold_card(struct tui *tui, const struct writing *writing, const char *text)
{
  char *key = card_key(writing);
  drafts_hold(tui, key, _("Your card:"), writing->was, text);
  free(key);
}

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
  hold_card(tui, writing, text);
  return true;
}

/* @text NULL: begins with what the card says. */
static void open_card(struct tui *tui, const struct writing *writing, const char *text)
{
  char *key = card_key(writing);
  prompt_open(tui, text == NULL ? key : NULL, _("Your card:"), text == NULL ? writing->was : text,
              take_card, copy_writing(writing, ""), forget_writing);
  if (text != NULL)
    hold_card(tui, writing, NULL);
  free(key);
}

void workshop_write_card(struct workshop_view *view, const struct workshop_row *row)
{
  char nothing[] = "";
  struct writing writing = {.view = view, .was = nothing};
  if (workshop_asks_department(view) || !tui_may(tui_of(view), DEED_CARD))
    return;
  if (row->kind == WORKSHOP_ROW_OWN) {
    writing.number = row->oid;
    writing.lane = row->lane;
    writing.was = row->text;
  }
  open_card(tui_of(view), &writing, NULL);
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

void workshop_map_card(struct workshop_view *view, const struct workshop_row *row)
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
