#include "merge/match.h"

#include "base/mem.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define NATURAL_MOST 6

/* What records without an id are known by; NULL ends each. */
static const char *const natural_keys[ENTITY_COUNT][NATURAL_MOST] = {
    [ENTITY_condition] = {"segment", "attribute", "operator"},
    [ENTITY_usage] = {"touchpoint", "system"},
    [ENTITY_control] = {"touchpoint", "title"},
    [ENTITY_answer] = {"touchpoint", "guide"},
    [ENTITY_variant] = {"message", "segment", "language"},
    [ENTITY_outcome] = {"touchpoint", "kind"},
    [ENTITY_comment] = {"touchpoint", "author", "text"},
    [ENTITY_grade] = {"touchpoint", "department", "person", "workshop"},
    [ENTITY_vote] = {"workshop", "step", "person", "card", "touchpoint"},
    [ENTITY_edge] = {"source", "target", "kind"},
    [ENTITY_volume] = {"question", "first_day", "last_day", "channel"},
    [ENTITY_point] = {"metric", "day"},
    [ENTITY_declaration] = {"field", "touchpoint"},
    [ENTITY_waiver] = {"rule", "touchpoint", "fingerprint"},
};

struct keyed {
  char *key;
  size_t place;
};

/* Fields are ended by a byte that no text holds. */
static void add_part(struct str *key, const void *record, const struct field *field)
{
  if (!field_is_text(field))
    str_addf(key, "%" PRId64, record_number(record, field));
  else if (record_text(record, field) != NULL)
    str_add(key, record_text(record, field));
  str_add_char(key, '\x01');
}

static char *key_of(enum entity entity, const void *record, bool whole)
{
  struct str key = {0};
  const struct field *id = entity_id_field(entity);
  str_add(&key, "");
  if (whole)
    for (size_t i = 0; i < entities[entity].count; i++)
      add_part(&key, record, &entities[entity].fields[i]);
  else if (id != NULL && entity != ENTITY_journey)
    add_part(&key, record, id);
  else
    for (size_t i = 0; i < NATURAL_MOST && natural_keys[entity][i] != NULL; i++)
      add_part(&key, record, entity_field(entity, natural_keys[entity][i]));
  return key.text != NULL ? str_take(&key) : mem_copy_text("");
}

static int compare(const void *a, const void *b)
{
  const struct keyed *one = a, *other = b;
  int difference = strcmp(one->key, other->key);
  if (difference != 0)
    return difference;
  return one->place < other->place ? -1 : one->place > other->place;
}

/* The records that are not taken, by their keys. */
static size_t gather(enum entity entity, void *const *records, size_t count, const bool *taken,
                     bool whole, struct keyed *list)
{
  size_t used = 0;
  for (size_t i = 0; i < count; i++)
    if (!taken[i])
      list[used++] = (struct keyed){key_of(entity, records[i], whole), i};
  if (used > 0)
    qsort(list, used, sizeof *list, compare);
  return used;
}

static void free_keys(struct keyed *list, size_t count)
{
  for (size_t i = 0; i < count; i++)
    free(list[i].key);
  free(list);
}

struct pairing {
  enum entity entity;
  void *const *from, *const *to;
  size_t from_count, to_count;
  bool *from_taken, *to_taken; /* also by a pass before */
  size_t *matches;
};

static void pair(struct pairing *pairing, bool whole)
{
  struct keyed *from = mem_new(pairing->from_count + 1, sizeof *from);
  struct keyed *to = mem_new(pairing->to_count + 1, sizeof *to);
  size_t from_used =
      gather(pairing->entity, pairing->from, pairing->from_count, pairing->from_taken, whole, from);
  size_t to_used =
      gather(pairing->entity, pairing->to, pairing->to_count, pairing->to_taken, whole, to);
  for (size_t i = 0, j = 0; i < from_used && j < to_used;) {
    int difference = strcmp(from[i].key, to[j].key);
    if (difference == 0) {
      pairing->matches[from[i].place] = to[j].place;
      pairing->from_taken[from[i].place] = pairing->to_taken[to[j].place] = true;
    }
    i += difference <= 0 ? 1 : 0;
    j += difference >= 0 ? 1 : 0;
  }
  free_keys(from, from_used);
  free_keys(to, to_used);
}

static bool *copy_marks(const bool *marks, size_t count)
{
  bool *copy = mem_new(count + 1, sizeof *copy);
  if (marks != NULL)
    memcpy(copy, marks, count * sizeof *copy);
  return copy;
}

void match_records(enum entity entity, void *const *from, size_t from_count, const bool *from_taken,
                   void *const *to, size_t to_count, const bool *to_taken, size_t *matches)
{
  struct pairing pairing = {entity,
                            from,
                            to,
                            from_count,
                            to_count,
                            copy_marks(from_taken, from_count),
                            copy_marks(to_taken, to_count),
                            matches};
  for (size_t i = 0; i < from_count; i++)
    matches[i] = NO_MATCH;
  if (entity_id_field(entity) == NULL)
    pair(&pairing, true);
  pair(&pairing, false);
  free(pairing.from_taken);
  free(pairing.to_taken);
}

bool match_field_same(const void *a, const void *b, const struct field *field)
{
  if (!field_is_text(field))
    return record_number(a, field) == record_number(b, field);
  const char *one = record_text(a, field), *other = record_text(b, field);
  return one == other || (one != NULL && other != NULL && strcmp(one, other) == 0);
}
