#include "tests/merge/random_edit.h"

#include "base/mem.h"
#include "tests/merge/merge_helper.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t seed_now = 1;

void random_seed(unsigned long seed)
{
  seed_now = seed * 2654435761u + 1;
}

size_t random_below(size_t limit)
{
  seed_now = seed_now * 6364136223846793005u + 1442695040888963407u;
  return (size_t)(seed_now >> 33) % limit;
}

bool random_may_set(enum entity entity, const struct field *field)
{
  static const char known_by[] =
      " segment attribute operator touchpoint system title guide message language kind author text "
      "source target metric day field rule fingerprint step person department ";
  char name[80];
  if (field->kind == FIELD_ID || field->kind == FIELD_REF || field->kind == FIELD_LANG ||
      field->kind == FIELD_LANGS || field->kind == FIELD_ENUMS ||
      (field->flags & (FIELD_PARENT | FIELD_TIMEZONE)) != 0)
    return false;
  snprintf(name, sizeof name, " %s ", field->name);
  return entity_id_field(entity) != NULL || strstr(known_by, name) == NULL;
}

void random_set(struct map *map, enum entity entity, size_t index, const struct field *field,
                unsigned word)
{
  void *record = map->lists[entity].items[index];
  char text[40];
  snprintf(text, sizeof text, "word %u", word);
  if (field_is_text(field)) {
    if ((int64_t)strlen(text) <= field->most)
      record_put_text(record, field, text);
  } else if (field->kind == FIELD_ENUM) {
    record_put_number(record, field, (int64_t)random_below(enumerations[field->of].count));
  } else if (field->kind == FIELD_DATE) {
    record_put_number(record, field, 20000 + word % 1000);
  } else {
    record_put_number(record, field,
                      field->least +
                          (int64_t)random_below((size_t)(field->most - field->least + 1)));
  }
}

bool random_field(const struct map *map, enum entity *entity, size_t *index,
                  const struct field **field)
{
  *entity = (enum entity)random_below(ENTITY_COUNT);
  if (map_count(map, *entity) == 0)
    return false;
  *index = random_below(map_count(map, *entity));
  *field = &entities[*entity].fields[random_below(entities[*entity].count)];
  return random_may_set(*entity, *field);
}

/* ---- Deleting ---- */

struct gone {
  bool *of[ENTITY_COUNT];
  bool more;
};

static bool is_gone(const struct map *map, const struct gone *gone, enum entity entity,
                    const char *id)
{
  const struct field *field = entity_id_field(entity);
  for (size_t i = 0; i < map_count(map, entity); i++)
    if (gone->of[entity][i] && strcmp(record_text(map_at(map, entity, i), field), id) == 0)
      return true;
  return false;
}

/* What refers to something gone goes too, or refers to it no longer. */
static void look(struct map *map, struct gone *gone, enum entity entity, size_t index)
{
  void *record = map->lists[entity].items[index];
  for (size_t f = 0; f < entities[entity].count; f++) {
    const struct field *field = &entities[entity].fields[f];
    const char *id = field->kind == FIELD_REF ? record_text(record, field) : NULL;
    if (id == NULL || gone->of[entity][index] || !is_gone(map, gone, (enum entity)field->of, id))
      continue;
    if ((field->flags & (FIELD_REQUIRED | FIELD_PARENT)) != 0)
      gone->of[entity][index] = gone->more = true;
    else
      record_put_text(record, field, NULL);
  }
}

static void delete_record(struct map **map, enum entity entity, size_t index)
{
  struct gone gone = {.more = true};
  struct map *left = map_new();
  struct error err = {0};
  for (int e = 0; e < ENTITY_COUNT; e++)
    gone.of[e] = mem_new(map_count(*map, (enum entity)e) + 1, sizeof(bool));
  gone.of[entity][index] = true;
  while (gone.more) {
    gone.more = false;
    for (int e = 0; e < ENTITY_COUNT; e++)
      for (size_t i = 0; i < map_count(*map, (enum entity)e); i++)
        look(*map, &gone, (enum entity)e, i);
  }
  for (int e = 0; e < ENTITY_COUNT; e++) {
    for (size_t i = 0; i < map_count(*map, (enum entity)e); i++)
      if (!gone.of[e][i])
        left->sink.put(&left->sink, (enum entity)e, map_at(*map, (enum entity)e, i), &err);
    free(gone.of[e]);
  }
  map_free(map);
  *map = left;
}

/* ---- Adding, moving ---- */

/* A copy with another id, or another key, before it. */
static void add_record(struct map *map, enum entity entity, size_t index, unsigned word)
{
  struct error err = {0};
  char id[40];
  void *copy = record_copy(entity, map_at(map, entity, index));
  const struct field *field = entity_id_field(entity);
  if (field == NULL)
    field = entity_field(entity, "title");
  snprintf(id, sizeof id, "new-%u", word);
  if (field != NULL && entity != ENTITY_journey) {
    record_put_text(copy, field, id);
    map->sink.put(&map->sink, entity, copy, &err);
  }
  record_free(entity, &copy);
}

static void move_record(struct map **map, enum entity entity, size_t index)
{
  struct map *moved = map_new();
  struct error err = {0};
  size_t count = map_count(*map, entity), to = random_below(count);
  for (int e = 0; e < ENTITY_COUNT; e++)
    for (size_t i = 0; i < map_count(*map, (enum entity)e); i++) {
      size_t from = i;
      if (e == (int)entity && i == to)
        from = index;
      else if (e == (int)entity && index < to && i >= index && i < to)
        from = i + 1;
      else if (e == (int)entity && index > to && i > to && i <= index)
        from = i - 1;
      moved->sink.put(&moved->sink, (enum entity)e, map_at(*map, (enum entity)e, from), &err);
    }
  map_free(map);
  *map = moved;
}

void random_edit(struct map **map, unsigned word)
{
  enum entity entity;
  size_t index;
  const struct field *field;
  size_t kind = random_below(10);
  while (!random_field(*map, &entity, &index, &field))
    ;
  if (kind == 0 && entity != ENTITY_journey)
    delete_record(map, entity, index);
  else if (kind == 1)
    add_record(*map, entity, index, word);
  else if (kind == 2)
    move_record(map, entity, index);
  else
    random_set(*map, entity, index, field, word);
}
