#include "model/entity.h"

#include "base/near.h"

#include <stdio.h>
#include <string.h>

#define LINE(owner, kind, member, group, key, of, least, most, flags, since, label, help)          \
  {FIELD_##kind, #member, group, key,   of,   least,                                               \
   most,         flags,   since, label, help, offsetof(struct owner, member)},
#define LINES(name, fields, parent, key, one, many)                                                \
  static const struct field name##_fields[] = {fields(LINE, name)};
ENTITIES(LINES)

#define COUNT(fields) (sizeof fields / sizeof fields[0])
#define INFO(name, fields, parent, key, one, many)                                                 \
  [ENTITY_##name] = {#name, key, parent, name##_fields, COUNT(name##_fields), sizeof(struct name), \
                     one,   many},
const struct entity_info entities[ENTITY_COUNT] = {ENTITIES(INFO)};

int entity_find(const char *name)
{
  for (int i = 0; i < ENTITY_COUNT; i++)
    if (strcmp(entities[i].name, name) == 0)
      return i;
  return NOTHING;
}

const struct field *entity_id_field(enum entity entity)
{
  for (size_t i = 0; i < entities[entity].count && i < 2; i++)
    if (entities[entity].fields[i].kind == FIELD_ID)
      return &entities[entity].fields[i];
  return NULL;
}

const struct field *entity_parent_field(enum entity entity)
{
  const struct field *first = &entities[entity].fields[0];
  return (first->flags & FIELD_PARENT) != 0 ? first : NULL;
}

char *field_path(const struct field *field, char *buffer, size_t size)
{
  snprintf(buffer, size, "%s%s%s", field->group != NULL ? field->group : "",
           field->group != NULL ? "." : "", field->key);
  return buffer;
}

const struct field *entity_field(enum entity entity, const char *name)
{
  const struct entity_info *info = &entities[entity];
  for (size_t i = 0; i < info->count; i++)
    if (strcmp(info->fields[i].name, name) == 0)
      return &info->fields[i];
  for (size_t i = 0; i < info->count; i++) {
    char path[64];
    if (strcmp(field_path(&info->fields[i], path, sizeof path), name) == 0)
      return &info->fields[i];
  }
  return NULL;
}

const char *entity_near_field(enum entity entity, const char *name, char *buffer, size_t size)
{
  const struct entity_info *info = &entities[entity];
  struct near near = near_start(name);
  buffer[0] = '\0';
  for (size_t i = 0; i < info->count; i++) {
    char path[64];
    const char *best = near.best;
    near_offer(&near, field_path(&info->fields[i], path, sizeof path));
    if (near.best != best) {
      snprintf(buffer, size, "%s", path);
      near.best = buffer;
    }
  }
  return near.best;
}

bool field_is_text(const struct field *field)
{
  return field->kind <= FIELD_ENUMS;
}

int entity_schema(void)
{
  int highest = 0;
  for (int e = 0; e < ENTITY_COUNT; e++)
    for (size_t i = 0; i < entities[e].count; i++)
      if (entities[e].fields[i].since > highest)
        highest = entities[e].fields[i].since;
  return highest;
}
