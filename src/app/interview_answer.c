/* What becomes of each answer. */
#include "app/interview_work.h"

#include "app/edit.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* ---- Asking for one value ---- */

/* Reads @text into @field; a word of a list may also be said as people read it. */
static enum status read_value(void *record, const struct field *field, const char *text,
                              struct error *err)
{
  if (field->kind == FIELD_ENUM)
    for (size_t i = 0; i < enumerations[field->of].count; i++) {
      const char *label = i18n_text(enumerations[field->of].labels[i]);
      if (strlen(label) == strlen(text) && text_contains(label, text))
        return record_set(record, field, enumerations[field->of].tokens[i], err);
    }
  return record_set(record, field, text, err);
}

/* Asks until the answer fits @field, and puts it into @record. */
static enum reply ask_value(struct interview *interview, const char *question, void *record,
                            const struct field *field)
{
  for (;;) {
    char *text;
    struct error fault = {0};
    enum reply reply = interview_say(interview, "%s", question);
    if (reply != REPLY_FAULT)
      reply = interview_hear(interview, i18n_text(field->help), &text);
    if (reply != REPLY_TEXT)
      return reply;
    enum status status = read_value(record, field, text, &fault);
    free(text);
    if (status == STATUS_OK)
      return REPLY_TEXT;
    if (interview_refuse(interview, &fault) == REPLY_FAULT)
      return REPLY_FAULT;
  }
}

static enum reply ask_field(struct interview *interview, const char *question, enum entity entity,
                            void *record, const char *name)
{
  return ask_value(interview, question, record, entity_field(entity, name));
}

/* Whether nothing more is to be asked at this place. */
static bool is_over(enum reply reply)
{
  return reply == REPLY_END || reply == REPLY_FAULT;
}

/* Adds @record, which was asked for to its end or to that of the talk; what was heard
 * is kept in either case. */
static enum reply add(struct interview *interview, enum entity entity, void *record,
                      enum reply reply)
{
  int64_t oid;
  if (edit_add(interview->session, entity, record, 0, &oid, interview->err) != STATUS_OK)
    return REPLY_FAULT;
  interview->kept++;
  return reply;
}

/* Sets one field of a record that stands already to what @record has, where it is still
 * @base ("": not set) as when it was asked; else it is said what stands there, and the
 * talk goes on. */
static enum reply set(struct interview *interview, enum entity entity, int64_t oid,
                      const void *record, const char *name, const char *base)
{
  const struct field *field = entity_field(entity, name);
  struct str text = {0};
  record_add_value(&text, record, field);
  enum status status =
      edit_set(interview->session, entity, oid, field, str_text(&text), base, interview->err);
  str_clear(&text);
  if (status == STATUS_BUSY)
    return interview_refuse(interview, interview->err) == REPLY_FAULT ? REPLY_FAULT : REPLY_NONE;
  if (status != STATUS_OK)
    return REPLY_FAULT;
  interview->kept++;
  return REPLY_TEXT;
}

/* ---- Cards, questions, actions ---- */

static enum reply ask_card(struct interview *interview, void *record, int64_t lane)
{
  struct card *card = record;
  const struct session *session = interview->session;
  enum reply reply = REPLY_TEXT;
  card->lane = lane;
  card->author = mem_copy_text(session->person);
  card->department = session->department;
  card->step = mem_copy_text(interview->step->id);
  card->evidence = evidence_assumed;
  if (lane == lane_parking)
    reply = ask_field(interview, _("Until which day? As 2027-03-31"), ENTITY_card, card,
                      "parked_until");
  return add(interview, ENTITY_card, card, reply);
}

static enum reply ask_question(struct interview *interview, void *record, int64_t lane)
{
  (void)lane;
  ((struct question *)record)->evidence = evidence_assumed;
  return add(interview, ENTITY_question, record, REPLY_TEXT);
}

static enum reply ask_action(struct interview *interview, void *record, int64_t lane)
{
  (void)lane;
  enum reply reply =
      ask_field(interview, _("Who does it? A name"), ENTITY_action, record, "owner_person");
  if (!is_over(reply))
    reply = ask_field(interview, _("By which day? As 2027-03-31"), ENTITY_action, record, "due");
  ((struct action *)record)->state = action_state_open;
  return add(interview, ENTITY_action, record, reply);
}

/* ---- The goal, the day ---- */

/* The number that tells, with what it is now and what it is to be. */
static enum reply ask_metric(struct interview *interview)
{
  struct metric *metric = record_new(ENTITY_metric);
  enum reply reply =
      ask_field(interview, _("In which number is it seen? As: calls about the invoice a month"),
                ENTITY_metric, metric, "title");
  if (reply == REPLY_TEXT) {
    metric->evidence = evidence_assumed;
    reply = ask_field(interview, _("What is it today? A whole number"), ENTITY_metric, metric,
                      "baseline");
    if (!is_over(reply))
      reply = ask_field(interview, _("What shall it be?"), ENTITY_metric, metric, "target");
    reply = add(interview, ENTITY_metric, metric, reply);
  }
  record_free(ENTITY_metric, &metric);
  return reply;
}

static enum reply say_now(struct interview *interview, const char *value)
{
  return value == NULL ? REPLY_TEXT : interview_say(interview, _("  Now: %s"), value);
}

static enum reply ask_journey(struct interview *interview, const char *name)
{
  const struct session *session = interview->session;
  const struct field *field = entity_field(ENTITY_journey, name);
  struct journey *journey = record_copy(ENTITY_journey, &session->journey);
  struct str now = {0};
  record_add_value(&now, journey, field);
  enum reply reply = say_now(interview, now.text);
  if (reply != REPLY_FAULT)
    reply = ask_value(interview, words_now(&interview->prompt->text), journey, field);
  if (reply == REPLY_TEXT)
    reply = set(interview, ENTITY_journey, session->journey_oid, journey, name, str_text(&now));
  str_clear(&now);
  record_free(ENTITY_journey, &journey);
  return reply;
}

static enum reply ask_goal(struct interview *interview)
{
  enum reply reply = ask_journey(interview, "goal");
  return reply == REPLY_TEXT ? ask_metric(interview) : reply;
}

/* ---- What is asked of each question or touchpoint ---- */

/* Copies of the records of a kind. */
struct each {
  enum entity entity;
  void **items;
  size_t count;
};

static enum status keep(void *context, const void *record, struct error *err)
{
  (void)err;
  struct each *each = context;
  each->items = mem_resize(each->items, each->count + 1, sizeof *each->items);
  each->items[each->count++] = record_copy(each->entity, record);
  return STATUS_OK;
}

static bool each_open(struct interview *interview, struct each *each, enum entity entity)
{
  const struct session *session = interview->session;
  *each = (struct each){.entity = entity};
  return store_each(session->store, session->journey_oid, entity, NULL, keep, each,
                    interview->err) == STATUS_OK;
}

static void each_close(struct each *each)
{
  for (size_t i = 0; i < each->count; i++)
    record_free(each->entity, &each->items[i]);
  free(each->items);
}

static enum status note_any(void *context, const void *record, struct error *err)
{
  (void)record;
  (void)err;
  *(bool *)context = true;
  return STATUS_OK;
}

/* The first and last day of the month before @today. */
static void last_month(date_day today, date_day *first, date_day *last)
{
  int year;
  int month;
  int day;
  date_split(today, &year, &month, &day);
  *last = date_make(year, month, 1) - 1;
  date_split(*last, &year, &month, &day);
  *first = date_make(year, month, 1);
}

/* How many asked it last month; then, once, the way and the minutes. */
static enum reply count_question(struct interview *interview, void *record)
{
  struct question *question = record;
  struct session *session = interview->session;
  bool counted = question->count != UNSET;
  if (store_each(session->store, session->journey_oid, ENTITY_volume, question->id, note_any,
                 &counted, interview->err) != STATUS_OK)
    return REPLY_FAULT;
  if (counted)
    return REPLY_NONE;
  struct volume *volume = record_new(ENTITY_volume);
  struct str words = {0};
  char from[DATE_SIZE];
  char to[DATE_SIZE];
  last_month(interview->today, &volume->first_day, &volume->last_day);
  str_addf(&words, _("'%s': how many asked it from %s to %s? A guess will do."), question->topic,
           date_format(volume->first_day, from), date_format(volume->last_day, to));
  enum reply reply = ask_field(interview, str_text(&words), ENTITY_volume, volume, "count");
  if (reply == REPLY_TEXT) {
    volume->question = mem_copy_text(question->id);
    volume->evidence = evidence_assumed;
    reply = ask_field(interview, _("Minutes for one answer?"), ENTITY_volume, volume, "minutes");
    if (!is_over(reply))
      reply = ask_field(interview, _("Which way do they ask? As: phone, email, chat"),
                        ENTITY_volume, volume, "channel");
    reply = add(interview, ENTITY_volume, volume, reply);
  }
  str_clear(&words);
  record_free(ENTITY_volume, &volume);
  return reply;
}

/* The one touchpoint whose title has that word; says which there are otherwise. */
static const struct touchpoint *find_cause(const struct each *touchpoints, const char *word,
                                           struct error *fault)
{
  const struct touchpoint *found = NULL;
  struct str several = {0};
  size_t count = 0;
  for (size_t i = 0; i < touchpoints->count; i++) {
    const struct touchpoint *touchpoint = touchpoints->items[i];
    if (strcmp(touchpoint->id, word) != 0 && !text_contains(touchpoint->title, word))
      continue;
    found = touchpoint;
    str_addf(&several, "%s%s", count++ > 0 ? "; " : "", touchpoint->title);
  }
  if (count > 1)
    error_set(fault, STATUS_INPUT, _("Several have '%.60s': %s."), word, str_text(&several));
  else if (count == 0)
    error_set(fault, STATUS_INPUT, _("No touchpoint has '%.60s' in its title."), word);
  str_clear(&several);
  return count == 1 ? found : NULL;
}

static enum reply ask_cause(struct interview *interview, void *record)
{
  struct question *question = record;
  struct each touchpoints;
  enum reply reply = REPLY_NONE;
  if (question->cause != NULL)
    return REPLY_NONE;
  if (!each_open(interview, &touchpoints, ENTITY_touchpoint))
    reply = REPLY_FAULT;
  while (reply != REPLY_FAULT && question->cause == NULL && touchpoints.count > 0) {
    char *word;
    struct error fault = {0};
    reply =
        interview_say(interview, _("'%s': which touchpoint makes them ask? A word of its title"),
                      question->topic);
    if (reply != REPLY_FAULT)
      reply =
          interview_hear(interview, i18n_text(entity_field(ENTITY_question, "cause")->help), &word);
    if (reply != REPLY_TEXT)
      break;
    const struct touchpoint *cause = find_cause(&touchpoints, word, &fault);
    free(word);
    if (cause == NULL) {
      reply = interview_refuse(interview, &fault);
      continue;
    }
    question->cause = mem_copy_text(cause->id);
    reply = set(interview, ENTITY_question, question->record.oid, question, "cause", "");
  }
  each_close(&touchpoints);
  return reply;
}

/* The grade that the prompt is about: what it asks is called as the field is. */
static enum reply grade(struct interview *interview, void *record)
{
  struct touchpoint *touchpoint = record;
  const char *name = enumerations[ENUM_asks].tokens[interview->prompt->asks];
  const struct field *field = entity_field(ENTITY_touchpoint, name);
  struct str words = {0};
  if (record_is_set(touchpoint, field))
    return REPLY_NONE;
  str_addf(&words, "'%s': %s", touchpoint->title, i18n_text(field->label));
  enum reply reply = ask_value(interview, str_text(&words), touchpoint, field);
  str_clear(&words);
  if (reply != REPLY_TEXT)
    return reply;
  reply = set(interview, ENTITY_touchpoint, touchpoint->record.oid, touchpoint, name, "");
  if (reply == REPLY_TEXT && touchpoint->evidence == UNSET) {
    touchpoint->evidence = evidence_assumed;
    reply = set(interview, ENTITY_touchpoint, touchpoint->record.oid, touchpoint, "evidence", "");
    interview->kept -= reply == REPLY_TEXT ? 1 : 0; /* it belongs to the grade */
  }
  return reply;
}

static enum reply ask_each(struct interview *interview, enum entity entity,
                           enum reply (*ask)(struct interview *interview, void *record))
{
  struct each each;
  enum reply reply = interview_say(interview, "%s", words_now(&interview->prompt->text));
  if (!each_open(interview, &each, entity))
    reply = REPLY_FAULT;
  for (size_t i = 0; i < each.count && !is_over(reply) && reply != REPLY_ENOUGH; i++)
    reply = ask(interview, each.items[i]);
  each_close(&each);
  return reply;
}

/* ---- Several answers, a line each ---- */

static enum reply
ask_lines(struct interview *interview, enum entity entity, const char *name,
          enum reply (*ask)(struct interview *interview, void *record, int64_t lane), int64_t lane)
{
  enum reply reply = interview_say(interview, "%s", words_now(&interview->prompt->text));
  while (reply != REPLY_FAULT) {
    char *text;
    struct error fault = {0};
    reply = interview_hear(
        interview, i18n_text(enumerations[ENUM_asks].labels[interview->prompt->asks]), &text);
    if (reply != REPLY_TEXT)
      break;
    void *record = record_new(entity);
    if (record_set(record, entity_field(entity, name), text, &fault) == STATUS_OK)
      reply = ask(interview, record, lane);
    else
      reply = interview_refuse(interview, &fault);
    free(text);
    record_free(entity, &record);
    if (is_over(reply))
      break;
  }
  return reply;
}

enum reply interview_ask(struct interview *interview)
{
  switch ((enum asks)interview->prompt->asks) {
  case asks_goal:
    return ask_goal(interview);
  case asks_review:
    return ask_journey(interview, "review_by");
  case asks_questions:
    return ask_lines(interview, ENTITY_question, "topic", ask_question, 0);
  case asks_counts:
    return ask_each(interview, ENTITY_question, count_question);
  case asks_causes:
    return ask_each(interview, ENTITY_question, ask_cause);
  case asks_use:
  case asks_importance:
  case asks_leverage:
    return ask_each(interview, ENTITY_touchpoint, grade);
  case asks_actions:
    return ask_lines(interview, ENTITY_action, "text", ask_action, 0);
  case asks_parking:
    return ask_lines(interview, ENTITY_card, "text", ask_card, lane_parking);
  case asks_quotes:
    return ask_lines(interview, ENTITY_card, "text", ask_card, lane_quote);
  case asks_cards:
    break;
  }
  return ask_lines(interview, ENTITY_card, "text", ask_card, lane_fact);
}
