#include "tests/audit/case_edit.h"

#include "base/mem.h"
#include "yaml/journey_format.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Reading a line ---- */

/* "entity", "entity/key" or "entity/key/language". */
static bool read_name(const char *name, size_t length, struct edit *edit)
{
  char *copy = mem_copy_span(name, length), *rest = copy;
  int entity = entity_find(strsep(&rest, "/"));
  const char *key = strsep(&rest, "/");
  edit->entity = (enum entity)entity;
  edit->key = mem_copy_text(key);
  edit->language = mem_copy_text(rest);
  free(copy);
  return entity != NOTHING;
}

/* "field=value" at @at. */
static bool read_change(const char *at, struct edit *edit)
{
  const char *equals = strchr(at, '=');
  if (equals == NULL || equals == at)
    return false;
  edit->sign = equals[-1] == '+' || equals[-1] == '-' ? equals[-1] : '=';
  char *name = mem_copy_span(at, (size_t)(equals - at) - (edit->sign != '=' ? 1 : 0));
  edit->field = entity_field(edit->entity, name);
  edit->text = mem_copy_text(equals + 1);
  free(name);
  return edit->field != NULL;
}

/* "field=value touchpoint", the touchpoint being optional. */
static bool read_statement(const char *at, struct edit *edit)
{
  const char *equals = strchr(at, '=');
  if (equals == NULL)
    return false;
  struct str text = {0};
  size_t value = strcspn(equals + 1, " ");
  const char *touchpoint = equals + 1 + value;
  str_addf(&text, "field=%.*s value=%.*s", (int)(equals - at), at, (int)value, equals + 1);
  if (*touchpoint != '\0')
    str_addf(&text, " touchpoint=%s", touchpoint + 1);
  edit->entity = ENTITY_declaration;
  edit->text = str_take(&text);
  return true;
}

static bool read_edit(const char *line, struct edit *edit)
{
  size_t word = strcspn(line, " ");
  const char *rest = line + word + (line[word] == ' ' ? 1 : 0);
  if (strncmp(line, "state ", word + 1) == 0) {
    edit->sign = 'a';
    return read_statement(rest, edit);
  }
  if (strncmp(line, "+ ", word + 1) == 0) {
    size_t name = strcspn(rest, " ");
    edit->sign = 'a';
    edit->text = mem_copy_text(rest + name + (rest[name] == ' ' ? 1 : 0));
    return read_name(rest, name, edit);
  }
  if (strncmp(line, "- ", word + 1) == 0) {
    edit->sign = 'r';
    return read_name(rest, strlen(rest), edit);
  }
  return read_name(line, word, edit) && read_change(rest, edit);
}

bool edits_add(struct edits *edits, const char *line)
{
  edits->items = mem_resize(edits->items, edits->count + 1, sizeof *edits->items);
  struct edit *edit = &edits->items[edits->count++];
  *edit = (struct edit){0};
  return read_edit(line, edit);
}

void edits_clear(struct edits *edits)
{
  for (size_t i = 0; i < edits->count; i++) {
    free(edits->items[i].key);
    free(edits->items[i].language);
    free(edits->items[i].text);
  }
  free(edits->items);
  *edits = (struct edits){0};
}

/* ---- Changing records on their way ---- */

struct changing {
  struct record_sink sink;
  struct map *map;
  struct edits *edits;
};

static bool is_meant(const struct edit *edit, enum entity entity, const void *record)
{
  const struct field *key = entity_id_field(entity);
  key = key != NULL ? key : &entities[entity].fields[0];
  if (edit->sign == 'a' || edit->entity != entity)
    return false;
  if (edit->key != NULL &&
      (record_text(record, key) == NULL || strcmp(record_text(record, key), edit->key) != 0))
    return false;
  return edit->language == NULL ||
         (entity == ENTITY_variant &&
          strcmp(((const struct variant *)record)->language, edit->language) == 0);
}

static enum status change(void *record, const struct edit *edit, struct error *err)
{
  const char *old = edit->sign != '=' ? record_text(record, edit->field) : NULL;
  struct str text = {0};
  if (edit->sign == '-') {
    const char *found = old != NULL ? strstr(old, edit->text) : NULL;
    if (found == NULL)
      return error_set(err, STATUS_INPUT, "there is no '%s' to take out", edit->text);
    str_add_span(&text, old, (size_t)(found - old));
    str_add(&text, found + strlen(edit->text));
  } else {
    str_add(&text, old != NULL ? old : "");
    str_add(&text, edit->text);
  }
  enum status status = record_set(record, edit->field, str_text(&text), err);
  str_clear(&text);
  return status;
}

static enum status put_changed(struct record_sink *sink, enum entity entity, const void *record,
                               struct error *err)
{
  struct changing *changing = (struct changing *)sink;
  void *copy = record_copy(entity, record);
  enum status status = STATUS_OK;
  bool kept = true;
  for (size_t i = 0; i < changing->edits->count && status == STATUS_OK; i++) {
    struct edit *edit = &changing->edits->items[i];
    if (!is_meant(edit, entity, copy))
      continue;
    edit->used = true;
    if (edit->sign == 'r')
      kept = false;
    else
      status = change(copy, edit, err);
  }
  if (status == STATUS_OK && kept)
    status = changing->map->sink.put(&changing->map->sink, entity, copy, err);
  record_free(entity, &copy);
  return status;
}

static enum status add_record(struct map *map, struct edit *edit, struct error *err)
{
  void *record = record_new(edit->entity);
  char *words = mem_copy_text(edit->text), *rest = NULL;
  enum status status = STATUS_OK;
  for (char *word = strtok_r(words, " ", &rest); word != NULL && status == STATUS_OK;
       word = strtok_r(NULL, " ", &rest)) {
    char *value = strchr(word, '=');
    if (value != NULL)
      *value++ = '\0';
    const struct field *field = entity_field(edit->entity, word);
    if (value == NULL || field == NULL)
      status = error_set(err, STATUS_INPUT, "'%s' is no field", word);
    else
      status = record_set(record, field, value, err);
  }
  if (status == STATUS_OK)
    status = map->sink.put(&map->sink, edit->entity, record, err);
  edit->used = true;
  free(words);
  record_free(edit->entity, &record);
  return status;
}

static enum status read_changed(FILE *in, const char *path, struct changing *changing,
                                struct error *err)
{
  struct problems problems = {0};
  enum status status = journey_read(in, path, &changing->sink, &problems, err);
  char told[1024] = "";
  if (problems.count > 0)
    error_set(err, STATUS_INPUT, "%s", error_format(&problems.items[0], told, sizeof told));
  problems_clear(&problems);
  for (size_t i = 0; i < changing->edits->count && status == STATUS_OK; i++) {
    struct edit *edit = &changing->edits->items[i];
    if (edit->sign == 'a')
      status = add_record(changing->map, edit, err);
    if (status == STATUS_OK && !edit->used)
      status = error_set(err, STATUS_INPUT, "no %s is called '%s'", entities[edit->entity].name,
                         edit->key != NULL ? edit->key : "");
  }
  return status;
}

struct map *edits_read(const char *path, struct edits *edits, char *why, size_t size)
{
  struct changing changing = {.sink.put = put_changed, .map = map_new(), .edits = edits};
  struct error err = {0};
  FILE *in = fopen(path, "rb");
  if (in == NULL) {
    snprintf(why, size, "%s cannot be opened", path);
    map_free(&changing.map);
    return NULL;
  }
  if (read_changed(in, path, &changing, &err) != STATUS_OK) {
    snprintf(why, size, "%s", err.text);
    map_free(&changing.map);
  }
  fclose(in);
  return changing.map;
}
