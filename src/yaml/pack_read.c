#include "yaml/pack_read.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/near.h"
#include "model/entity.h"
#include "rules/voice.h"
#include "yaml/pack_value.h"

#include <stdlib.h>
#include <string.h>

#define KEYS_MOST 16
#define NAME_SIZE 120

/* One mapping while its keys are read. */
struct mapping {
  struct event_reader *events;
  const struct pack_key *keys;
  const char *one; /* what it is called */
  void *base;
  long line, column;
  struct {
    long line, column; /* of the value; 0 = the key is not there */
    bool good;
  } seen[KEYS_MOST];
  char name[NAME_SIZE]; /* "Rule SE-FEE-01" */
};

static void read_mapping(struct mapping *mapping);

static void *slot_of(const struct mapping *mapping, const struct pack_key *key)
{
  return (char *)mapping->base + key->offset;
}

/* Whether the key of that name was there and its value good. */
static bool has(const struct mapping *mapping, const char *name)
{
  for (size_t i = 0; mapping->keys[i].key != NULL; i++)
    if (strcmp(mapping->keys[i].key, name) == 0)
      return mapping->seen[i].good;
  return false;
}

static void note(const struct mapping *mapping, long line, long column, const char *remedy,
                 const char *format, ...) __attribute__((format(printf, 5, 6)));
static void note(const struct mapping *mapping, long line, long column, const char *remedy,
                 const char *format, ...)
{
  char text[300];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  event_note(mapping->events, line, column, remedy, "%s: %s", mapping->name, text);
}

/* Notes a fault at the value of the key @name, or at the mapping where it is not. */
static void note_at(const struct mapping *mapping, const char *name, const char *remedy,
                    const char *text)
{
  long line = mapping->line;
  long column = mapping->column;
  for (size_t i = 0; mapping->keys[i].key != NULL; i++)
    if (strcmp(mapping->keys[i].key, name) == 0 && mapping->seen[i].line != 0) {
      line = mapping->seen[i].line;
      column = mapping->seen[i].column;
    }
  note(mapping, line, column, remedy, "%s", text);
}

/* What comes first but for the version of the format names it. */
static void name_it(struct mapping *mapping)
{
  const struct pack_key *key = &mapping->keys[mapping->keys[0].value == PACK_FORMAT ? 1 : 0];
  const char *id = NULL;
  if (key->value == PACK_ID || key->value == PACK_LINE)
    id = *(char **)slot_of(mapping, key);
  snprintf(mapping->name, sizeof mapping->name, "%s%s%.60s", i18n_text(mapping->one),
           id != NULL ? " " : "", id != NULL ? id : "");
}

static void note_unknown(const struct mapping *mapping)
{
  struct near near = near_start(mapping->events->now.text);
  for (size_t i = 0; mapping->keys[i].key != NULL; i++)
    near_offer(&near, mapping->keys[i].key);
  char remedy[128];
  if (near.best != NULL)
    snprintf(remedy, sizeof remedy, _("Did you mean '%s'?"), near.best);
  else
    snprintf(remedy, sizeof remedy, "%s", _("Delete it; kundresa-rules(5) lists the known keys."));
  note(mapping, mapping->events->now.line, mapping->events->now.column, remedy,
       _("found the unknown key '%.60s'."), mapping->events->now.text);
}

/* The index of the key at events->now, or -1 with its fault noted. */
static int find_key(struct mapping *mapping)
{
  struct event_reader *events = mapping->events;
  if (events->now.kind != EVENT_SCALAR) {
    note(mapping, events->now.line, events->now.column, _("Write it as key: value."),
         _("found %s, expected a key."), event_words(events));
    event_skip(events);
    return -1;
  }
  for (int i = 0; mapping->keys[i].key != NULL; i++) {
    if (strcmp(mapping->keys[i].key, events->now.text) != 0)
      continue;
    if (mapping->seen[i].line == 0)
      return i;
    note(mapping, events->now.line, events->now.column, _("Keep one of them."),
         _("found '%s' twice; it stands already on line %ld."), events->now.text,
         mapping->seen[i].line);
    return -1;
  }
  note_unknown(mapping);
  return -1;
}

/* What an entry is before anything is read. */
static void start_item(const struct pack_key *keys, void *item, long line)
{
  if (keys == pack_rule_keys) {
    struct rule *rule = item;
    rule->owner = UNSET;
    rule->confidence = CONFIDENCE_POLICY;
    rule->reviewed_on = DAY_NOT_SEEN;
    rule->expires_on = DAY_OPEN;
    rule->line = line;
  } else if (keys == pack_rate_keys) {
    struct rate *rate = item;
    rate->limits = -1;
    rate->from = DAY_NOT_SEEN;
    rate->until = DAY_OPEN;
    rate->line = line;
  } else if (keys == pack_fact_keys) {
    ((struct source_fact *)item)->line = line;
  }
}

/* A field that is only known of each text cannot be asked of the whole step. */
static void check_scope(const struct mapping *mapping, const char *key, const struct rule *rule,
                        const struct rule_terms *terms)
{
  static const char *const scopes[] = {"journey", "touchpoint", "step", "text"};
  for (size_t i = 0; i < terms->count; i++) {
    int fields[] = {(int)terms->items[i].field, terms->items[i].other};
    for (size_t j = 0; j < 2; j++) {
      if (fields[j] < 0 || rule_fields[fields[j]].scope <= rule->scope)
        continue;
      char text[200];
      char remedy[100];
      snprintf(text, sizeof text, _("'%s' is not known of a whole %s."),
               rule_fields[fields[j]].name, scopes[rule->scope]);
      snprintf(remedy, sizeof remedy, _("Write scope: %s."), scopes[rule_fields[fields[j]].scope]);
      note_at(mapping, key, remedy, text);
    }
  }
}

static void check_rule(const struct mapping *mapping, const struct rule *rule)
{
  if (has(mapping, "confidence") && has(mapping, "severity") && rule->confidence == CONFIDENCE_G &&
      rule->severity == SEVERITY_ERROR)
    note_at(mapping, "severity", _("Write warn, or read the source and write S1."),
            _("a rule whose source nobody has seen (G) may at most warn."));
  if (has(mapping, "scope")) {
    if (has(mapping, "when"))
      check_scope(mapping, "when", rule, &rule->when);
    if (has(mapping, "must"))
      check_scope(mapping, "must", rule, &rule->must);
  }
}

static void check_rate(const struct mapping *mapping, const struct rate *rate)
{
  if (has(mapping, "from") && has(mapping, "until") && rate->until != DAY_NOT_SEEN &&
      rate->until < rate->from)
    note_at(mapping, "until", "", _("it ends before it begins."));
  if (rate->limits < 0 && has(mapping, "kinds"))
    note_at(mapping, "kinds", _("Add it, or leave 'kinds' out."),
            _("'kinds' says nothing without 'limits'."));
}

/* Where law is told it must be told when it was read. */
static void check_pack(const struct mapping *mapping, const struct pack *pack)
{
  bool law = pack->rate_count > 0;
  for (size_t i = 0; i < pack->rule_count; i++)
    law = law || pack->rules[i]->confidence != CONFIDENCE_POLICY;
  static const char *const days[] = {"reviewed_on", "expires_on"};
  for (size_t i = 0; i < 2 && law; i++)
    if (!has(mapping, days[i])) {
      char text[160];
      snprintf(text, sizeof text,
               _("the key '%s' is missing; a pack that is more than policy "
                 "needs it."),
               days[i]);
      note_at(mapping, days[i], "", text);
    }
  if (has(mapping, "reviewed_on") && has(mapping, "expires_on") &&
      pack->expires_on < pack->reviewed_on)
    note_at(mapping, "expires_on", "", _("it lies before 'reviewed_on'."));
}

static void check(const struct mapping *mapping)
{
  for (size_t i = 0; mapping->keys[i].key != NULL; i++)
    if (mapping->keys[i].required && mapping->seen[i].line == 0) {
      char text[160];
      snprintf(text, sizeof text, _("the key '%s' is missing."), mapping->keys[i].key);
      note_at(mapping, mapping->keys[i].key, "", text);
    }
  if (mapping->keys == pack_rule_keys)
    check_rule(mapping, mapping->base);
  else if (mapping->keys == pack_rate_keys)
    check_rate(mapping, mapping->base);
  else if (mapping->keys == pack_keys)
    check_pack(mapping, mapping->base);
}

/* Adds an empty entry to the list of @key. */
static void *add_item(const struct mapping *mapping, const struct pack_key *key)
{
  char **list = slot_of(mapping, key);
  size_t *count = (size_t *)(void *)((char *)mapping->base + key->count_offset);
  if (key->apart) {
    void ***pointers = slot_of(mapping, key);
    *pointers = mem_resize(*pointers, *count + 1, sizeof **pointers);
    return (*pointers)[(*count)++] = mem_new(1, key->size);
  }
  *list = mem_resize(*list, *count + 1, key->size);
  return memset(*list + (*count)++ * key->size, 0, key->size);
}

static void read_list(struct mapping *mapping, const struct pack_slot *slot)
{
  struct event_reader *events = mapping->events;
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
      note(mapping, events->now.line, events->now.column, _("Split the pack."),
           _("found more than %d entries."), PACK_ITEMS_MOST);
      event_stop(events);
      return;
    }
    void *item = add_item(mapping, slot->key);
    start_item(slot->key->members, item, events->now.line);
    struct mapping entry = {.events = events,
                            .keys = slot->key->members,
                            .one = slot->key->one,
                            .base = item,
                            .line = events->now.line,
                            .column = events->now.column};
    read_mapping(&entry);
  }
}

static void read_part(struct mapping *mapping, const struct pack_slot *slot)
{
  if (mapping->events->now.kind != EVENT_MAPPING) {
    pack_refuse(slot, _("keys with values, indented under it"));
    return;
  }
  void **place = slot_of(mapping, slot->key);
  *place = mem_new(1, slot->key->size);
  struct mapping part = {.events = mapping->events,
                         .keys = slot->key->members,
                         .one = slot->key->one,
                         .base = *place,
                         .line = mapping->events->now.line,
                         .column = mapping->events->now.column};
  read_mapping(&part);
}

static bool read_format(const struct pack_slot *slot)
{
  struct event_reader *events = slot->events;
  if (events->now.kind == EVENT_SCALAR && strcmp(events->now.text, PACK_VERSION) == 0)
    return true;
  if (events->now.kind == EVENT_SCALAR)
    event_note(events, events->now.line, events->now.column,
               _("A newer kundresa may read it; this one reads version 1."),
               _("%s: found '%.60s', expected %s."), PACK_KEY, events->now.text, PACK_VERSION);
  else
    pack_refuse(slot, PACK_VERSION);
  event_stop(events);
  return false;
}

/* Whether the file has said that it is a pack, or says so now: else what it has
 * otherwise says nothing. */
static bool is_begun(struct mapping *mapping)
{
  struct event_reader *events = mapping->events;
  if (mapping->keys != pack_keys || mapping->seen[0].line != 0 ||
      (events->now.kind == EVENT_SCALAR && strcmp(events->now.text, PACK_KEY) == 0))
    return true;
  event_note(events, mapping->line, mapping->column, _("Begin the file with that line."),
             _("Found no '%s: %s' first; is this a pack of rules?"), PACK_KEY, PACK_VERSION);
  event_stop(events);
  return false;
}

/* Reads the keys of one mapping up to its end. */
static void read_mapping(struct mapping *mapping)
{
  struct event_reader *events = mapping->events;
  name_it(mapping);
  while (event_next(events) != EVENT_CLOSE && events->now.kind != EVENT_STOP) {
    if (!is_begun(mapping))
      return;
    int index = find_key(mapping);
    event_next(events);
    if (index < 0) {
      event_skip(events);
      continue;
    }
    const struct pack_key *key = &mapping->keys[index];
    const struct pack_slot slot = {
        .events = events, .key = key, .name = mapping->name, .base = mapping->base};
    mapping->seen[index].line = events->now.line;
    mapping->seen[index].column = events->now.column;
    mapping->seen[index].good = true;
    if (key->value == PACK_LIST)
      read_list(mapping, &slot);
    else if (key->value == PACK_MAPPING)
      read_part(mapping, &slot);
    else if (key->value == PACK_FORMAT)
      mapping->seen[index].good = read_format(&slot);
    else
      mapping->seen[index].good = pack_read_value(&slot);
    if (index <= 1)
      name_it(mapping);
    if (events->now.kind == EVENT_STOP)
      return;
  }
  if (events->now.kind == EVENT_CLOSE)
    check(mapping);
}

/* Ties the parts to their pack, and gives rules the pack's days. */
static void finish(struct pack *pack)
{
  for (size_t i = 0; i < pack->rule_count; i++) {
    struct rule *rule = pack->rules[i];
    rule->pack = pack;
    if (rule->reviewed_on == DAY_NOT_SEEN)
      rule->reviewed_on = pack->reviewed_on;
    if (rule->expires_on == DAY_OPEN)
      rule->expires_on = pack->expires_on;
  }
  for (size_t i = 0; i < pack->rate_count; i++)
    pack->rates[i].pack = pack;
}

static void read_pack(struct event_reader *events, struct pack *pack, size_t faults_before)
{
  event_next(events);
  if (events->now.kind == EVENT_STOP) {
    if (events->whole && events->problems->count == faults_before)
      event_note(events, 1, 1, "", _("Found an empty file, expected a pack of rules."));
    return;
  }
  if (events->now.kind != EVENT_MAPPING) {
    if (events->now.kind != EVENT_BROKEN)
      event_note(events, events->now.line, events->now.column,
                 _("Begin the file with 'kundresa_rules: 1'."),
                 _("Found %s, expected a pack of rules."), event_words(events));
    return;
  }
  struct mapping mapping = {.events = events,
                            .keys = pack_keys,
                            .one = N_("Pack"),
                            .base = pack,
                            .line = events->now.line,
                            .column = events->now.column};
  read_mapping(&mapping);
  if (events->now.kind == EVENT_CLOSE)
    event_next(events);
}

enum status pack_read(FILE *in, const char *name, bool own, struct pack **pack,
                      struct problems *problems, struct error *err)
{
  const struct event_limits limits = {
      .bytes = PACK_BYTES_MOST, .scalar = PACK_SCALAR_MOST, .depth = PACK_DEPTH_MOST};
  size_t before = problems->count + problems->dropped;
  struct event_reader events;
  struct pack *read = mem_new(1, sizeof *read);
  read->own = own;
  read->file = mem_copy_text(name);
  read->reviewed_on = DAY_NOT_SEEN;
  read->expires_on = DAY_OPEN;
  event_start(&events, in, name, limits, problems, err);
  read_pack(&events, read, problems->count);
  enum status status = events.status;
  finish(read);
  if (status == STATUS_OK && problems->count + problems->dropped == before)
    library_check(NULL, read, problems);
  if (status == STATUS_OK && problems->count + problems->dropped > before)
    status = STATUS_INPUT;
  event_finish(&events);
  problems_sort(problems);
  if (status != STATUS_OK)
    pack_free(&read);
  *pack = read;
  return status;
}
