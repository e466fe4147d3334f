#include "yaml/mapping.h"

#include "base/i18n.h"
#include "model/record.h"
#include "yaml/journey_format.h"

#include <string.h>

/* Unknown references for which the nearest name is looked up; it takes a walk
 * over all names that are kept. */
#define HINTS_MOST 50

/* One mapping while its keys are read. */
struct mapping {
  const struct layout *layout;
  size_t index;            /* the record it belongs to */
  long lines[LAYOUT_MOST]; /* where each key stood; 0 = not yet */
  size_t next;             /* the slot that comes after the last one */
};

static void read_mapping(struct reading *reading, const struct layout *layout, size_t index);

/* Says what is wrong with a key that is none of the layout's. */
static void note_unknown(struct reading *reading, const struct mapping *mapping)
{
  struct event_reader *events = &reading->events;
  const char *key = events->now.text;
  enum entity entity = reading->held[mapping->index].entity;
  const char *group = mapping->layout->group;
  char name[ITEM_NAME_SIZE];
  char buffer[64];
  char remedy[128];
  const struct field *parent = entity_parent_field(entity);
  const char *near = event_is_full(events) ? NULL : layout_near(mapping->layout, key);
  if (near == NULL && !event_is_full(events) && !reading->format->nulls)
    near = entity_near_field(entity, key, buffer, sizeof buffer);
  if (parent != NULL && group == NULL && strcmp(parent->key, key) == 0)
    snprintf(remedy, sizeof remedy, "%s", _("Delete it: the place where it stands says it."));
  else if (near != NULL)
    snprintf(remedy, sizeof remedy, _("Did you mean '%s'?"), near);
  else
    snprintf(remedy, sizeof remedy, "%s", _(reading->format->unknown));
  event_note(events, events->now.line, events->now.column, remedy,
             _("%s: found the unknown key '%s%s%.60s'."), item_name(reading, mapping->index, name),
             group != NULL ? group : "", group != NULL ? "." : "", key);
}

/* The slot of the key at events.now, or NULL with its fault noted. */
static const struct slot *find_slot(struct reading *reading, struct mapping *mapping)
{
  struct event_reader *events = &reading->events;
  char name[ITEM_NAME_SIZE];
  if (events->now.kind == EVENT_LIST || events->now.kind == EVENT_MAPPING) {
    event_note(events, events->now.line, events->now.column, _("Write it as key: value."),
               _("%s: found %s, expected a key."), item_name(reading, mapping->index, name),
               event_words(events));
    event_skip(events);
    return NULL;
  }
  if (events->now.kind != EVENT_SCALAR)
    return NULL;
  if (strcmp(events->now.text, reading->format->other_key) == 0) {
    event_note(events, events->now.line, events->now.column, _(reading->format->other_remedy), "%s",
               _(reading->format->other));
    event_stop(events);
    return NULL;
  }
  int at = layout_find(mapping->layout, events->now.text, mapping->next);
  if (at < 0) {
    note_unknown(reading, mapping);
    return NULL;
  }
  if (mapping->lines[at] != 0) {
    event_note(events, events->now.line, events->now.column, _("Keep one of them."),
               _("%s: found '%s' twice; it stands already on line %ld."),
               item_name(reading, mapping->index, name),
               mapping->layout->slots[at].key, /* NOLINT(clang-analyzer-core.NullDereference) */
               mapping->lines[at]);
    return NULL;
  }
  mapping->lines[at] = events->now.line;
  mapping->next = (size_t)at + 1;
  return &mapping->layout->slots[at];
}

void mapping_refuse(struct reading *reading, const char *key, const char *expected)
{
  struct event_reader *events = &reading->events;
  if (events->now.kind != EVENT_BROKEN && events->now.kind != EVENT_STOP)
    event_note(events, events->now.line, events->now.column,
               event_is_nothing(events) ? _("Leave the key out where there is nothing to say.")
                                        : "",
               _("%s: found %s, expected %s."), key, event_words(events), expected);
  event_skip(events);
}

static void read_version(struct reading *reading)
{
  struct event_reader *events = &reading->events;
  if (events->now.kind == EVENT_SCALAR && events->now.plain &&
      strcmp(events->now.text, reading->format->version) == 0)
    return;
  if (events->now.kind == EVENT_SCALAR) {
    event_note(events, events->now.line, events->now.column,
               _("A newer kundresa may read it; this one reads version 1."),
               _("%s: found '%.60s', expected %s."), reading->format->key, events->now.text,
               reading->format->version);
  } else {
    mapping_refuse(reading, reading->format->key, reading->format->version);
  }
  event_stop(events);
}

static size_t begin(struct reading *reading, enum entity entity, size_t parent)
{
  size_t index = item_add(reading, entity, parent);
  if (reading->format->begun != NULL)
    reading->format->begun(reading, index);
  return index;
}

static void read_parts(struct reading *reading, const struct slot *slot, size_t parent)
{
  struct event_reader *events = &reading->events;
  if (events->now.kind != EVENT_LIST) {
    mapping_refuse(reading, slot->key, _("a list of entries that begin with '- '"));
    return;
  }
  event_next(events);
  while (events->now.kind != EVENT_CLOSE && events->now.kind != EVENT_STOP) {
    if (events->now.kind != EVENT_MAPPING) {
      mapping_refuse(reading, slot->key, _("an entry of keys with values"));
      event_next(events);
      continue;
    }
    if (reading->count > JOURNEY_PARTS_MOST + 1) {
      event_note(events, events->now.line, events->now.column, "",
                 _("Found more than %d parts in one entry."), JOURNEY_PARTS_MOST);
      event_stop(events);
      return;
    }
    size_t index = begin(reading, slot->entity, parent);
    read_mapping(reading, &reading->format->layouts->entity[slot->entity], index);
    /* What comes next tells whether the entry ended or the file broke off. */
    if (event_next(events) != EVENT_STOP && parent == 0)
      item_finish(reading, 1);
  }
}

/* Looks at the keys of entries that are not kept. */
static void pass_entries(struct reading *reading, const struct slot *slot, size_t index)
{
  struct event_reader *events = &reading->events;
  if (events->now.kind != EVENT_LIST) {
    mapping_refuse(reading, slot->key, _("a list of entries that begin with '- '"));
    return;
  }
  while (event_next(events) != EVENT_CLOSE && events->now.kind != EVENT_STOP)
    if (events->now.kind == EVENT_MAPPING)
      read_mapping(reading, slot->members, index);
    else
      mapping_refuse(reading, slot->key, _("an entry of keys with values"));
}

/* Whether the value is a null that says no more than that there is none. */
static bool is_left_out(const struct reading *reading, const struct slot *slot)
{
  bool needed = slot->kind == SLOT_VERSION ||
                (slot->kind == SLOT_FIELD && (slot->field->flags & FIELD_REQUIRED) != 0);
  return reading->format->nulls && !needed && event_is_nothing(&reading->events);
}

static void read_value(struct reading *reading, const struct slot *slot, size_t index)
{
  switch (slot->kind) {
  case SLOT_VERSION:
    read_version(reading);
    break;
  case SLOT_FIELD:
    item_read_field(reading, index, slot->field);
    break;
  case SLOT_GROUP:
    if (reading->events.now.kind == EVENT_MAPPING)
      read_mapping(reading, slot->members, index);
    else
      mapping_refuse(reading, slot->key, _("keys with values, indented under it"));
    break;
  case SLOT_PARTS:
    read_parts(reading, slot, index);
    break;
  case SLOT_OWN:
    reading->format->own(reading, index, slot);
    break;
  case SLOT_PASSED:
    event_skip(&reading->events);
    break;
  case SLOT_ENTRIES:
    pass_entries(reading, slot, index);
    break;
  }
}

/* Reads the keys of one mapping up to its end. */
static void read_mapping(struct reading *reading, const struct layout *layout, size_t index)
{
  struct event_reader *events = &reading->events;
  struct mapping mapping = {.layout = layout, .index = index};
  while (event_next(events) != EVENT_CLOSE && events->now.kind != EVENT_STOP) {
    const struct slot *slot = find_slot(reading, &mapping);
    event_next(events);
    if (slot == NULL) {
      event_skip(events);
      continue;
    }
    if (!is_left_out(reading, slot))
      read_value(reading, slot, index);
    if (events->now.kind == EVENT_STOP)
      break;
  }
  if (layout->group == NULL && index == 0 && mapping.lines[0] == 0 &&
      events->now.kind == EVENT_CLOSE) {
    event_note(events, reading->held[0].line, reading->held[0].column,
               _("Begin the file with that line."), _(reading->format->keyless),
               reading->format->key, reading->format->version);
    event_stop(events); /* what else it lacks says nothing then */
  }
}

/* All is read: what was referred to and never came. */
static void check_references(struct reading *reading)
{
  size_t index = 0;
  size_t hints = 0;
  const struct reference *reference;
  while ((reference = names_unknown(&reading->names, &index)) != NULL) {
    const struct field *field = reference->field;
    enum entity entity = (enum entity)field->of;
    const char *name = names_text(&reading->names, reference);
    const char *near = NULL;
    if (name != NULL && hints++ < HINTS_MOST && !event_is_full(&reading->events))
      near = names_near(&reading->names, entity, name);
    char remedy[128];
    char path[64];
    if (near != NULL)
      snprintf(remedy, sizeof remedy, _("Did you mean '%s'?"), near);
    else
      snprintf(remedy, sizeof remedy, "%s", _("Add it, or delete what refers to it."));
    event_note(&reading->events, reference->line, reference->column, remedy,
               _("%s: found '%s', but nothing under '%s' has that id."),
               field_path(field, path, sizeof path), name != NULL ? name : "…",
               entities[entity].key);
  }
}

static void read_document(struct reading *reading)
{
  struct event_reader *events = &reading->events;
  event_next(events);
  if (events->now.kind == EVENT_STOP) {
    if (events->whole && reading_is_clean(reading))
      event_note(events, 1, 1, "", "%s", _(reading->format->empty));
    return;
  }
  if (events->now.kind != EVENT_MAPPING) {
    if (events->now.kind != EVENT_BROKEN)
      event_note(events, events->now.line, events->now.column, _(reading->format->begin),
                 _(reading->format->expected), event_words(events));
    return;
  }
  begin(reading, ENTITY_journey, 0);
  read_mapping(reading, &reading->format->layouts->entity[ENTITY_journey], 0);
  if (events->now.kind == EVENT_CLOSE)
    event_next(events);
  if (!events->whole || reading->status != STATUS_OK)
    return;
  check_references(reading);
  item_finish(reading, 0);
}

enum status mapping_read(const struct format *format, void *context, FILE *in, const char *name,
                         struct record_sink *sink, struct problems *problems, struct error *err)
{
  struct reading reading = {.format = format,
                            .context = context,
                            .sink = sink,
                            .err = err,
                            .faults_before = problems->count + problems->dropped};
  const struct event_limits limits = {
      .bytes = JOURNEY_BYTES_MOST, .scalar = JOURNEY_SCALAR_MOST, .depth = JOURNEY_DEPTH_MOST};
  names_start(&reading.names);
  event_start(&reading.events, in, name, limits, problems, err);
  read_document(&reading);
  problems_sort(problems);
  enum status status = reading.status != STATUS_OK ? reading.status : reading.events.status;
  if (status == STATUS_OK && !reading_is_clean(&reading))
    status = STATUS_INPUT;
  item_clear(&reading);
  event_finish(&reading.events);
  names_clear(&reading.names);
  return status;
}
