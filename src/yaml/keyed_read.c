#include "yaml/keyed_read.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/near.h"
#include "yaml/pack_read.h"
#include "yaml/pack_value.h"

#include <stdlib.h>
#include <string.h>

static void read_mapping(struct keyed *keyed);

static void *slot_of(const struct keyed *keyed, const struct pack_key *key)
{
  return (char *)keyed->base + key->offset;
}

bool keyed_has(const struct keyed *keyed, const char *name)
{
  for (size_t i = 0; keyed->keys[i].key != NULL; i++)
    if (strcmp(keyed->keys[i].key, name) == 0)
      return keyed->seen[i].good;
  return false;
}

static void note(const struct keyed *keyed, long line, long column, const char *remedy,
                 const char *format, ...) __attribute__((format(printf, 5, 6)));
static void note(const struct keyed *keyed, long line, long column, const char *remedy,
                 const char *format, ...)
{
  char text[300];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  event_note(keyed->events, line, column, remedy, "%s: %s", keyed->name, text);
}

void keyed_note_at(const struct keyed *keyed, const char *name, const char *remedy,
                   const char *text)
{
  long line = keyed->line;
  long column = keyed->column;
  for (size_t i = 0; keyed->keys[i].key != NULL; i++)
    if (strcmp(keyed->keys[i].key, name) == 0 && keyed->seen[i].line != 0) {
      line = keyed->seen[i].line;
      column = keyed->seen[i].column;
    }
  note(keyed, line, column, remedy, "%s", text);
}

/* What comes first but for the version of the format names it. */
static void name_it(struct keyed *keyed)
{
  const struct pack_key *key = &keyed->keys[keyed->keys[0].value == PACK_FORMAT ? 1 : 0];
  const char *id = NULL;
  if (key->value == PACK_ID || key->value == PACK_LINE)
    id = *(char **)slot_of(keyed, key);
  snprintf(keyed->name, sizeof keyed->name, "%s%s%.60s", i18n_text(keyed->one),
           id != NULL ? " " : "", id != NULL ? id : "");
}

static void note_unknown(const struct keyed *keyed)
{
  struct near near = near_start(keyed->events->now.text);
  for (size_t i = 0; keyed->keys[i].key != NULL; i++)
    near_offer(&near, keyed->keys[i].key);
  char remedy[128];
  if (near.best != NULL)
    snprintf(remedy, sizeof remedy, _("Did you mean '%s'?"), near.best);
  else
    snprintf(remedy, sizeof remedy, "%s", _(keyed->format->unknown));
  note(keyed, keyed->events->now.line, keyed->events->now.column, remedy,
       _("found the unknown key '%.60s'."), keyed->events->now.text);
}

/* The index of the key at events->now, or -1 with its fault noted. */
static int find_key(struct keyed *keyed)
{
  struct event_reader *events = keyed->events;
  if (events->now.kind != EVENT_SCALAR) {
    note(keyed, events->now.line, events->now.column, _("Write it as key: value."),
         _("found %s, expected a key."), event_words(events));
    event_skip(events);
    return -1;
  }
  for (int i = 0; keyed->keys[i].key != NULL; i++) {
    if (strcmp(keyed->keys[i].key, events->now.text) != 0)
      continue;
    if (keyed->seen[i].line == 0)
      return i;
    note(keyed, events->now.line, events->now.column, _("Keep one of them."),
         _("found '%s' twice; it stands already on line %ld."), events->now.text,
         keyed->seen[i].line);
    return -1;
  }
  note_unknown(keyed);
  return -1;
}

static void check(const struct keyed *keyed)
{
  for (size_t i = 0; keyed->keys[i].key != NULL; i++)
    if (keyed->keys[i].required && keyed->seen[i].line == 0) {
      char text[160];
      snprintf(text, sizeof text, _("the key '%s' is missing."), keyed->keys[i].key);
      keyed_note_at(keyed, keyed->keys[i].key, "", text);
    }
  if (keyed->format->check != NULL)
    keyed->format->check(keyed);
}

/* Adds an empty entry to the list of @key. */
static void *add_item(const struct keyed *keyed, const struct pack_key *key)
{
  char **list = slot_of(keyed, key);
  size_t *count = (size_t *)(void *)((char *)keyed->base + key->count_offset);
  if (key->apart) {
    void ***pointers = slot_of(keyed, key);
    *pointers = mem_resize(*pointers, *count + 1, sizeof **pointers);
    return (*pointers)[(*count)++] = mem_new(1, key->size);
  }
  *list = mem_resize(*list, *count + 1, key->size);
  return memset(*list + (*count)++ * key->size, 0, key->size);
}

static void read_list(struct keyed *keyed, const struct pack_slot *slot)
{
  struct event_reader *events = keyed->events;
  size_t count = 0;
  if (events->now.kind != EVENT_LIST) {
    pack_refuse(slot, _("a list of entries that begin with '- '"));
    return;
  }
  while (event_next(events) != EVENT_CLOSE && events->now.kind != EVENT_STOP) {
    if (events->now.kind != EVENT_MAPPING) {
      pack_refuse(slot, _("an entry of keys with values"));
      continue;
    }
    if (++count > PACK_ITEMS_MOST) {
      note(keyed, events->now.line, events->now.column, _("Split the pack."),
           _("found more than %d entries."), PACK_ITEMS_MOST);
      event_stop(events);
      return;
    }
    void *item = add_item(keyed, slot->key);
    if (keyed->format->start != NULL)
      keyed->format->start(slot->key->members, item, events->now.line);
    struct keyed entry = {.format = keyed->format,
                          .events = events,
                          .keys = slot->key->members,
                          .one = slot->key->one,
                          .base = item,
                          .line = events->now.line,
                          .column = events->now.column};
    read_mapping(&entry);
  }
}

static void read_part(struct keyed *keyed, const struct pack_slot *slot)
{
  if (keyed->events->now.kind != EVENT_MAPPING) {
    pack_refuse(slot, _("keys with values, indented under it"));
    return;
  }
  void **place = slot_of(keyed, slot->key);
  *place = mem_new(1, slot->key->size);
  struct keyed part = {.format = keyed->format,
                       .events = keyed->events,
                       .keys = slot->key->members,
                       .one = slot->key->one,
                       .base = *place,
                       .line = keyed->events->now.line,
                       .column = keyed->events->now.column};
  read_mapping(&part);
}

static bool read_format(const struct keyed *keyed, const struct pack_slot *slot)
{
  struct event_reader *events = slot->events;
  if (events->now.kind == EVENT_SCALAR && strcmp(events->now.text, keyed->format->version) == 0)
    return true;
  if (events->now.kind == EVENT_SCALAR)
    event_note(events, events->now.line, events->now.column,
               _("A newer kundresa may read it; this one reads version 1."),
               _("%s: found '%.60s', expected %s."), slot->key->key, events->now.text,
               keyed->format->version);
  else
    pack_refuse(slot, keyed->format->version);
  event_stop(events);
  return false;
}

/* Whether the file has said that it is a pack, or says so now: else what it has
 * otherwise says nothing. */
static bool is_begun(struct keyed *keyed)
{
  struct event_reader *events = keyed->events;
  if (keyed->keys != keyed->format->keys || keyed->seen[0].line != 0 ||
      (events->now.kind == EVENT_SCALAR && strcmp(events->now.text, keyed->keys[0].key) == 0))
    return true;
  event_note(events, keyed->line, keyed->column, _("Begin the file with that line."),
             _(keyed->format->keyless), keyed->keys[0].key, keyed->format->version);
  event_stop(events);
  return false;
}

/* Reads the keys of one mapping up to its end. */
static void read_mapping(struct keyed *keyed)
{
  struct event_reader *events = keyed->events;
  name_it(keyed);
  while (event_next(events) != EVENT_CLOSE && events->now.kind != EVENT_STOP) {
    if (!is_begun(keyed))
      return;
    int index = find_key(keyed);
    event_next(events);
    if (index < 0) {
      event_skip(events);
      continue;
    }
    const struct pack_key *key = &keyed->keys[index];
    const struct pack_slot slot = {
        .events = events, .key = key, .name = keyed->name, .base = keyed->base};
    keyed->seen[index].line = events->now.line;
    keyed->seen[index].column = events->now.column;
    keyed->seen[index].good = true;
    if (key->value == PACK_LIST)
      read_list(keyed, &slot);
    else if (key->value == PACK_MAPPING)
      read_part(keyed, &slot);
    else if (key->value == PACK_FORMAT)
      keyed->seen[index].good = read_format(keyed, &slot);
    else
      keyed->seen[index].good = pack_read_value(&slot);
    if (index <= 1)
      name_it(keyed);
    if (events->now.kind == EVENT_STOP)
      return;
  }
  if (events->now.kind == EVENT_CLOSE)
    check(keyed);
}

void keyed_read(const struct keyed_format *format, struct event_reader *events, void *base)
{
  size_t before = events->problems->count;
  event_next(events);
  if (events->now.kind == EVENT_STOP) {
    if (events->whole && events->problems->count == before)
      event_note(events, 1, 1, "", "%s", _(format->empty));
    return;
  }
  if (events->now.kind != EVENT_MAPPING) {
    if (events->now.kind != EVENT_BROKEN)
      event_note(events, events->now.line, events->now.column, _(format->begin),
                 _(format->expected), event_words(events));
    return;
  }
  struct keyed keyed = {.format = format,
                        .events = events,
                        .keys = format->keys,
                        .one = format->one,
                        .base = base,
                        .line = events->now.line,
                        .column = events->now.column};
  read_mapping(&keyed);
  if (events->now.kind == EVENT_CLOSE)
    event_next(events);
}
