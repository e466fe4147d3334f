#include "yaml/journey_item.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "model/guide.h"
#include "model/record.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* Stands in a required field whose value was refused, so that the field is
 * not also reported as missing. */
#define REFUSED "?"

bool reading_is_clean(const struct reading *reading)
{
  const struct problems *problems = reading->events.problems;
  return problems->count + problems->dropped == reading->faults_before;
}

size_t item_add(struct reading *reading, enum entity entity, size_t parent)
{
  if (reading->count == reading->capacity) {
    reading->capacity = reading->capacity == 0 ? 16 : reading->capacity * 2;
    reading->held = mem_resize(reading->held, reading->capacity, sizeof *reading->held);
  }
  reading->held[reading->count] = (struct held){.record = record_new(entity),
                                                .entity = entity,
                                                .parent = parent,
                                                .line = reading->events.now.line,
                                                .column = reading->events.now.column};
  return reading->count++;
}

static void forget(struct reading *reading, size_t first)
{
  while (reading->count > first) {
    struct held *held = &reading->held[--reading->count];
    record_free(held->entity, &held->record);
  }
  if (first == 0)
    reading->place_count = 0;
}

void item_clear(struct reading *reading)
{
  forget(reading, 0);
  free(reading->held);
  free(reading->places);
  reading->held = NULL;
  reading->places = NULL;
  reading->capacity = 0;
  reading->place_capacity = 0;
}

static const char *id_of(const struct held *held)
{
  const struct field *field = entity_id_field(held->entity);
  const char *id = field != NULL ? record_text(held->record, field) : NULL;
  return id != NULL && strcmp(id, REFUSED) != 0 ? id : NULL;
}

const char *item_name(const struct reading *reading, size_t index, char buffer[ITEM_NAME_SIZE])
{
  const struct held *held = &reading->held[index];
  const char *id = id_of(held);
  snprintf(buffer, ITEM_NAME_SIZE, "%s%s%s", i18n_text(entities[held->entity].one),
           id != NULL ? " " : "", id != NULL ? id : "");
  return buffer;
}

/* Notes what value_parse() found, at the place of the value. */
static void note_fault(struct reading *reading, struct error *fault, long line, long column)
{
  error_place(fault, reading->events.name, line, column);
  problems_add(reading->events.problems, fault);
}

static bool is_list(const struct field *field)
{
  return field->kind == FIELD_LANGS || field->kind == FIELD_ENUMS;
}

/* What a field takes, for messages. */
static const char *kind_words(const struct field *field)
{
  switch (field->kind) {
  case FIELD_ID:
  case FIELD_REF:
    return _("an id");
  case FIELD_TEXT:
    return _("one line of text");
  case FIELD_PROSE:
    return _("a text");
  case FIELD_LANG:
    return _("a language such as sv, nb or en-GB");
  case FIELD_LANGS:
    return _("a list of languages, as [sv, en]");
  case FIELD_ENUMS:
    return _("a list, as [one, two]");
  case FIELD_ENUM:
    return _("one of the known words");
  case FIELD_BOOL:
    return _("true or false");
  case FIELD_DATE:
    return _("a day, as \"2026-11-30\"");
  case FIELD_CLOCK:
    return _("a time of day, as \"09:00\"");
  default:
    return _("a whole number");
  }
}

static void note_kind(struct reading *reading, const struct field *field)
{
  struct event_reader *events = &reading->events;
  if (events->now.kind == EVENT_BROKEN || events->now.kind == EVENT_STOP)
    return;
  char path[64];
  char remedy[200] = "";
  if (event_is_nothing(events))
    snprintf(remedy, sizeof remedy, "%s",
             (field->flags & FIELD_REQUIRED) != 0
                 ? i18n_text(field->help)
                 : _("Leave the key out where there is nothing to say."));
  else if (events->now.kind == EVENT_SCALAR && events->now.length < 60)
    snprintf(remedy, sizeof remedy, _("Write it as [%s]."), events->now.text);
  event_note(events, events->now.line, events->now.column, remedy, _("%s: found %s, expected %s."),
             field_path(field, path, sizeof path), event_words(events), kind_words(field));
}

/* Whether the scalar is of the type that other readers of YAML would see:
 * numbers and true/false stand without quotes and in one way only. */
static bool has_type(struct reading *reading, const struct field *field)
{
  struct event_reader *events = &reading->events;
  bool number = field->kind == FIELD_INT || field->kind == FIELD_MONEY || field->kind == FIELD_RATE;
  if (!number && field->kind != FIELD_BOOL)
    return true;
  char path[64];
  if (!events->now.plain) {
    event_note(events, events->now.line, events->now.column, _("Write it without quotes."),
               _("%s: found a text in quotes, expected %s."), field_path(field, path, sizeof path),
               kind_words(field));
    return false;
  }
  /* YAML 1.1 takes zeroes in front for the sign of an octal number. */
  const char *digits = events->now.text + strspn(events->now.text, "+-");
  if (number && digits[0] == '0' && isdigit((unsigned char)digits[1]) != 0) {
    event_note(events, events->now.line, events->now.column, _("Write it without zeroes in front."),
               _("%s: found '%.60s', expected a whole number."),
               field_path(field, path, sizeof path), events->now.text);
    return false;
  }
  return true;
}

/* Moves a value that was found good into the record. */
static void put(void *record, const struct field *field, struct value *value)
{
  if (value->is_text)
    record_take_text(record, field, value->text);
  else
    record_put_number(record, field, value->number);
  value->text = NULL;
}

/* The id of a record, or a reference to one, was read. */
static void note_name(struct reading *reading, size_t index, const struct field *field, long line,
                      long column)
{
  const char *id = record_text(reading->held[index].record, field);
  if (id == NULL)
    return;
  long first = 0;
  if (field->kind == FIELD_REF) {
    if (names_refer(&reading->names, field, id, line, column))
      return;
    event_note(&reading->events, line, column, _("Put what is referred to first."),
               _("Found more than %d references to things that come later in the file."),
               NAMES_WAITING_MOST);
    event_stop(&reading->events);
  } else if (!names_add(&reading->names, reading->held[index].entity, id, line, &first)) {
    char name[ITEM_NAME_SIZE];
    event_note(&reading->events, line, column, _("Give one of them another id."),
               _("%s: this id stands already on line %ld."), item_name(reading, index, name),
               first);
  }
}

/* An answer names a guiding question that is known. */
static bool is_known_guide(struct reading *reading, size_t index, const struct field *field)
{
  struct event_reader *events = &reading->events;
  const char *name = events->now.text;
  if (reading->held[index].entity != ENTITY_answer || strcmp(field->name, "guide") != 0 ||
      guide_find(name) != NULL)
    return true;
  const char *near = event_is_full(events) ? NULL : guide_near(name);
  char remedy[128];
  if (near != NULL)
    snprintf(remedy, sizeof remedy, _("Did you mean '%s'?"), near);
  else
    snprintf(remedy, sizeof remedy, "%s", _("kundresa-journey(5) lists the questions."));
  char path[64];
  event_note(events, events->now.line, events->now.column, remedy,
             _("%s: found '%.60s', expected the name of a guiding question."),
             field_path(field, path, sizeof path), name);
  return false;
}

static bool read_scalar(struct reading *reading, size_t index, const struct field *field)
{
  struct event_reader *events = &reading->events;
  void *record = reading->held[index].record;
  if (events->now.kind != EVENT_SCALAR || event_is_nothing(events)) {
    note_kind(reading, field);
    event_skip(events);
    return false;
  }
  if (!has_type(reading, field) || !is_known_guide(reading, index, field))
    return false;
  struct value value;
  struct error fault = {0};
  if (value_parse(field, events->now.text, &value, &fault) != STATUS_OK) {
    note_fault(reading, &fault, events->now.line, events->now.column);
    value_clear(&value);
    return false;
  }
  put(record, field, &value);
  if (field->kind == FIELD_ID || field->kind == FIELD_REF)
    note_name(reading, index, field, events->now.line, events->now.column);
  return true;
}

/* Adds one word of a list; false where it is refused. */
static bool add_word(struct reading *reading, const struct field *field, struct str *list)
{
  struct event_reader *events = &reading->events;
  long line = events->now.line;
  long column = events->now.column;
  char path[64];
  if (events->now.kind != EVENT_SCALAR || event_is_nothing(events)) {
    note_kind(reading, field);
    event_skip(events);
    return false;
  }
  const char *word = events->now.text;
  struct value value;
  struct error fault = {0};
  if (strpbrk(word, " ,\n") != NULL) {
    event_note(events, line, column, _("Part the words by commas inside [ ]."),
               _("%s: found '%.60s', expected one word."), field_path(field, path, sizeof path),
               word);
    return false;
  }
  if (value_parse(field, word, &value, &fault) != STATUS_OK) {
    note_fault(reading, &fault, line, column);
    value_clear(&value);
    return false;
  }
  value_clear(&value);
  size_t length = 0;
  const char *earlier;
  for (size_t i = 0; (earlier = list_word(list->text, i, &length)) != NULL; i++)
    if (length == strlen(word) && memcmp(earlier, word, length) == 0) {
      event_note(events, line, column, _("Keep one of them."), _("%s: found '%.60s' twice."),
                 field_path(field, path, sizeof path), word);
      return false;
    }
  if (list->length > 0)
    str_add_char(list, ' ');
  str_add(list, word);
  return true;
}

/* Words of one list that are looked at; no field takes more, and each is held
 * against all before it. */
#define WORDS_MOST 200

static bool read_list(struct reading *reading, size_t index, const struct field *field)
{
  struct event_reader *events = &reading->events;
  if (events->now.kind != EVENT_LIST) {
    note_kind(reading, field);
    event_skip(events);
    return false;
  }
  long line = events->now.line;
  long column = events->now.column;
  struct str list = {0};
  bool good = true;
  size_t words = 0;
  while (event_next(events) != EVENT_CLOSE && events->now.kind != EVENT_STOP) {
    if (++words > WORDS_MOST) {
      good = false;
      event_skip(events);
    } else if (!add_word(reading, field, &list)) {
      good = false;
    }
  }
  struct value value = {.is_text = true};
  struct error fault = {0};
  if (good && value_parse(field, str_text(&list), &value, &fault) != STATUS_OK) {
    note_fault(reading, &fault, line, column);
    good = false;
  }
  if (good)
    put(reading->held[index].record, field, &value);
  value_clear(&value);
  str_clear(&list);
  return good;
}

static void note_place(struct reading *reading, size_t index, const struct field *field)
{
  if (reading->sink->place == NULL)
    return;
  if (reading->place_count == reading->place_capacity) {
    reading->place_capacity = reading->place_capacity == 0 ? 64 : reading->place_capacity * 2;
    reading->places = mem_resize(reading->places, reading->place_capacity, sizeof *reading->places);
  }
  struct held *held = &reading->held[index];
  reading->places[reading->place_count++] =
      (struct held_place){held->place, field, reading->events.now.line, reading->events.now.column};
  held->place = reading->place_count;
}

/* Tells the sink where what it just took stands. */
static void tell_places(struct reading *reading, size_t index)
{
  const struct held *held = &reading->held[index];
  struct record_sink *sink = reading->sink;
  if (sink->place == NULL)
    return;
  sink->place(sink, held->entity, NULL, held->line, held->column);
  for (size_t at = held->place; at != 0; at = reading->places[at - 1].before)
    sink->place(sink, held->entity, reading->places[at - 1].field, reading->places[at - 1].line,
                reading->places[at - 1].column);
}

void item_read_field(struct reading *reading, size_t index, const struct field *field)
{
  note_place(reading, index, field);
  bool good =
      is_list(field) ? read_list(reading, index, field) : read_scalar(reading, index, field);
  if (good || (field->flags & FIELD_REQUIRED) == 0)
    return;
  void *record = reading->held[index].record;
  if (field_is_text(field))
    record_put_text(record, field, REFUSED);
  else
    record_put_number(record, field, field->least);
}

static bool is_whole(const struct held *held)
{
  const struct entity_info *info = &entities[held->entity];
  for (size_t i = 0; i < info->count; i++)
    if ((info->fields[i].flags & FIELD_REQUIRED) != 0 &&
        !record_is_set(held->record, &info->fields[i]))
      return false;
  return true;
}

/* Fills in what nesting says, and looks for what is missing. */
static void check(struct reading *reading, size_t index)
{
  struct held *held = &reading->held[index];
  struct problems *problems = reading->events.problems;
  const struct field *parent = entity_parent_field(held->entity);
  if (parent != NULL) {
    const char *id = id_of(&reading->held[held->parent]);
    record_put_text(held->record, parent, id != NULL ? id : REFUSED);
  }
  if (is_whole(held))
    return;
  char name[ITEM_NAME_SIZE];
  size_t before = problems->count;
  record_check(held->entity, held->record, item_name(reading, index, name), held->line,
               held->column, problems);
  for (size_t i = before; i < problems->count; i++)
    error_place(&problems->items[i], reading->events.name, held->line, held->column);
}

void item_finish(struct reading *reading, size_t first)
{
  for (size_t i = first; i < reading->count; i++)
    check(reading, i);
  for (size_t i = first; i < reading->count && reading_is_clean(reading); i++) {
    const struct held *held = &reading->held[i];
    reading->status = reading->sink->put(reading->sink, held->entity, held->record, reading->err);
    if (reading->status != STATUS_OK) {
      event_stop(&reading->events);
      break;
    }
    tell_places(reading, i);
  }
  forget(reading, first);
}
