/* Writes what the table of fields says in two other forms, so that neither
 * can go stale: `journey_docs schema` gives data/schema/journey-1.json, and
 * `journey_docs man < man/kundresa-journey.5.in` the page in section 5.
 * `make update-docs` calls both; tests/yaml/test_docs.sh compares. */
#include "base/i18n.h"
#include "base/str.h"
#include "model/guide.h"
#include "yaml/journey_format.h"
#include "yaml/layout.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LANGUAGE_PATTERN "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
#define DATE_PATTERN "^(19|2[0-9])[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
#define CLOCK_PATTERN "^([01][0-9]|2[0-3]):[0-5][0-9]$"
#define LINE_PATTERN "^[^\\u0000-\\u001f\\u007f-\\u009f]*$"

static json_t *words_of(int of)
{
  json_t *words = json_array();
  for (size_t i = 0; i < enumerations[of].count; i++)
    json_array_append_new(words, json_string(enumerations[of].tokens[i]));
  return words;
}

static json_t *guides(void)
{
  json_t *names = json_array();
  for (int64_t kind = 0; kind < (int64_t)enumerations[ENUM_stage_kind].count; kind++) {
    size_t count = 0;
    const struct guide *list = guide_of(kind, &count);
    for (size_t i = 0; i < count; i++)
      json_array_append_new(names, json_string(list[i].name));
  }
  return names;
}

static void put(json_t *object, const char *key, const char *text)
{
  json_object_set_new(object, key, json_string(text));
}

static void put_length(json_t *schema, const struct field *field)
{
  json_object_set_new(schema, "minLength", json_integer(1));
  json_object_set_new(schema, "maxLength", json_integer(field->most));
}

static json_t *array_of(const struct field *field, json_t *items)
{
  json_t *schema = json_object();
  put(schema, "type", "array");
  json_object_set_new(schema, "items", items);
  json_object_set_new(schema, "uniqueItems", json_true());
  if ((field->flags & FIELD_REQUIRED) != 0)
    json_object_set_new(schema, "minItems", json_integer(1));
  if (field->kind == FIELD_LANGS)
    json_object_set_new(schema, "maxItems", json_integer(field->most));
  return schema;
}

static json_t *language(void)
{
  json_t *schema = json_object();
  put(schema, "type", "string");
  put(schema, "pattern", LANGUAGE_PATTERN);
  json_object_set_new(schema, "maxLength", json_integer(20));
  return schema;
}

/* The schema of one value, without its description. */
static json_t *value_schema(const struct field *field)
{
  json_t *schema = json_object();
  switch (field->kind) {
  case FIELD_ID:
  case FIELD_REF:
    put(schema, "$ref", "#/$defs/id");
    break;
  case FIELD_TEXT:
    put(schema, "type", "string");
    if (strcmp(field->name, "guide") == 0) {
      json_object_set_new(schema, "enum", guides());
      break;
    }
    put_length(schema, field);
    put(schema, "pattern", LINE_PATTERN);
    break;
  case FIELD_PROSE:
    put(schema, "type", "string");
    put_length(schema, field);
    break;
  case FIELD_LANG:
    json_decref(schema);
    return language();
  case FIELD_LANGS:
    json_decref(schema);
    return array_of(field, language());
  case FIELD_ENUMS: {
    json_object_set_new(schema, "enum", words_of(field->of));
    return array_of(field, schema);
  }
  case FIELD_ENUM:
    json_object_set_new(schema, "enum", words_of(field->of));
    break;
  case FIELD_BOOL:
    put(schema, "type", "boolean");
    break;
  case FIELD_DATE:
    put(schema, "type", "string");
    put(schema, "format", "date");
    put(schema, "pattern", DATE_PATTERN);
    break;
  case FIELD_CLOCK:
    put(schema, "type", "string");
    put(schema, "pattern", CLOCK_PATTERN);
    break;
  case FIELD_INT:
  case FIELD_MONEY:
  case FIELD_RATE:
    put(schema, "type", "integer");
    json_object_set_new(schema, "minimum", json_integer(field->least));
    json_object_set_new(schema, "maximum", json_integer(field->most));
    break;
  }
  return schema;
}

static json_t *layout_schema(const struct layout *layout);

static json_t *slot_schema(const struct slot *slot, bool *required)
{
  json_t *schema;
  switch (slot->kind) {
  case SLOT_VERSION:
    schema = json_object();
    json_object_set_new(schema, "const", json_integer(atoi(JOURNEY_VERSION)));
    put(schema, "description", "The format and its version.");
    *required = true;
    return schema;
  case SLOT_FIELD: {
    schema = value_schema(slot->field);
    struct str text = {0};
    str_add(&text, i18n_text(slot->field->help));
    if (slot->field->kind == FIELD_REF)
      str_addf(&text, " An id under '%s'.", entities[slot->field->of].key);
    put(schema, "description", str_text(&text));
    str_clear(&text);
    *required = (slot->field->flags & FIELD_REQUIRED) != 0;
    return schema;
  }
  case SLOT_GROUP:
    schema = layout_schema(slot->members);
    *required = json_object_get(schema, "required") != NULL;
    return schema;
  default:
    schema = json_object();
    put(schema, "type", "array");
    struct str where = {0};
    str_addf(&where, "#/$defs/%s", entities[slot->entity].name);
    json_t *items = json_object();
    put(items, "$ref", str_text(&where));
    str_clear(&where);
    json_object_set_new(schema, "items", items);
    put(schema, "description", i18n_text(entities[slot->entity].many));
    *required = false;
    return schema;
  }
}

static json_t *layout_schema(const struct layout *layout)
{
  json_t *schema = json_object();
  json_t *properties = json_object();
  json_t *needed = json_array();
  put(schema, "type", "object");
  json_object_set_new(schema, "additionalProperties", json_false());
  for (size_t i = 0; i < layout->count; i++) {
    bool required = false;
    json_object_set_new(properties, layout->slots[i].key,
                        slot_schema(&layout->slots[i], &required));
    if (required)
      json_array_append_new(needed, json_string(layout->slots[i].key));
  }
  if (json_array_size(needed) > 0)
    json_object_set(schema, "required", needed);
  json_decref(needed);
  json_object_set_new(schema, "properties", properties);
  return schema;
}

static int write_schema(const struct layouts *layouts)
{
  json_t *schema = json_object();
  put(schema, "$schema", "https://json-schema.org/draft/2020-12/schema");
  put(schema, "$id", "urn:kundresa:journey:1");
  put(schema, "title", "journey/1");
  put(schema, "$comment", "Made from the table of fields by make update-docs; do not edit.");
  json_t *journey = layout_schema(&layouts->entity[ENTITY_journey]);
  json_object_update(schema, journey);
  json_decref(journey);
  json_t *definitions = json_object();
  json_t *id = json_object();
  put(id, "type", "string");
  put(id, "pattern", "^[a-z][a-z0-9-]{0,49}$");
  json_object_set_new(definitions, "id", id);
  for (int e = 0; e < ENTITY_COUNT; e++)
    if (e != ENTITY_journey) {
      json_t *entity = layout_schema(&layouts->entity[e]);
      put(entity, "title", i18n_text(entities[e].one));
      json_object_set_new(definitions, entities[e].name, entity);
    }
  json_object_set_new(schema, "$defs", definitions);
  int failed = json_dumpf(schema, stdout, JSON_INDENT(2));
  putchar('\n');
  json_decref(schema);
  return failed == 0 ? 0 : 1;
}

/* Writes running text in lines of a page's source, a sentence a line or more. */
static void write_text(const char *text)
{
  size_t column = 0;
  while (*text != '\0') {
    size_t word = strcspn(text, " ");
    if (column > 0 && column + 1 + word > 76) {
      putchar('\n');
      column = 0;
    } else if (column > 0) {
      putchar(' ');
      column++;
    }
    if (column == 0 && (*text == '.' || *text == '\''))
      fputs("\\&", stdout); /* else the formatter takes the line for a request */
    for (size_t i = 0; i < word; i++)
      printf(text[i] == '\\' ? "\\e" : "%c", text[i]);
    bool ends = word > 1 && text[word - 1] == '.';
    column += word;
    text += word;
    while (*text == ' ')
      text++;
    if (ends && *text != '\0') {
      putchar('\n');
      column = 0;
    }
  }
  putchar('\n');
}

static void add_words(struct str *out, const struct field *field)
{
  const struct enumeration *list = &enumerations[field->of];
  if (list->count > 9) {
    str_addf(out, "of the words %s", list->name);
    return;
  }
  for (size_t i = 0; i < list->count; i++)
    str_addf(out, "%s%s", i == 0 ? "" : i + 1 == list->count ? " or " : ", ", list->tokens[i]);
}

/* What a field takes, as words in brackets behind its key. */
static void add_type(struct str *out, const struct field *field)
{
  switch (field->kind) {
  case FIELD_ID:
    str_add(out, "id");
    break;
  case FIELD_REF:
    str_addf(out, "id under %s", entities[field->of].key);
    break;
  case FIELD_TEXT:
    if (strcmp(field->name, "guide") == 0)
      str_add(out, "name of a guiding question");
    else
      str_addf(out, "text, at most %" PRId64 " characters", field->most);
    break;
  case FIELD_PROSE:
    str_addf(out, "lines, at most %" PRId64 " characters", field->most);
    break;
  case FIELD_LANG:
    str_add(out, "language");
    break;
  case FIELD_LANGS:
    str_addf(out, "list of languages, at most %" PRId64, field->most);
    break;
  case FIELD_ENUM:
    str_add(out, enumerations[field->of].count > 9 ? "one " : "");
    add_words(out, field);
    break;
  case FIELD_ENUMS:
    str_add(out, enumerations[field->of].count > 9 ? "list " : "list of ");
    add_words(out, field);
    break;
  case FIELD_BOOL:
    str_add(out, "true or false");
    break;
  case FIELD_DATE:
    str_add(out, "day");
    break;
  case FIELD_CLOCK:
    str_add(out, "time of day");
    break;
  case FIELD_MONEY:
    str_addf(out, "minor units of the currency, %" PRId64 " to %" PRId64, field->least,
             field->most);
    break;
  case FIELD_RATE:
    str_addf(out, "hundredths of a percent, %" PRId64 " to %" PRId64, field->least, field->most);
    break;
  case FIELD_INT:
    str_addf(out, "whole number, %" PRId64 " to %" PRId64, field->least, field->most);
    break;
  }
  if ((field->flags & FIELD_REQUIRED) != 0)
    str_add(out, "; required");
}

static void write_slots(const struct layout *layout, const char *prefix)
{
  for (size_t i = 0; i < layout->count; i++) {
    const struct slot *slot = &layout->slots[i];
    if (slot->kind == SLOT_GROUP) {
      struct str inside = {0};
      str_addf(&inside, "%s.", slot->key);
      write_slots(slot->members, str_text(&inside));
      str_clear(&inside);
    } else if (slot->kind == SLOT_FIELD) {
      struct str type = {0};
      add_type(&type, slot->field);
      printf(".It Cm %s%s\n", prefix, slot->key);
      write_text(i18n_text(slot->field->help));
      printf(".Po\n");
      write_text(str_text(&type));
      printf(".Pc\n");
      str_clear(&type);
    } else if (slot->kind == SLOT_PARTS) {
      printf(".It Cm %s\n", slot->key);
      printf("A list, see\n.Sx %s .\n", i18n_text(entities[slot->entity].many));
    }
  }
}

static void write_entities(const struct layouts *layouts)
{
  for (int e = 0; e < ENTITY_COUNT; e++) {
    const struct entity_info *info = &entities[e];
    printf(".Ss %s\n", e == ENTITY_journey ? "The journey" : i18n_text(info->many));
    if (e == ENTITY_journey)
      printf("At the top of the file:\n");
    else if (info->parent == NOTHING)
      printf("Each entry of\n.Cm %s :\n", info->key);
    else
      printf("Each entry of\n.Cm %s\nin one of\n.Cm %s :\n", info->key, entities[info->parent].key);
    printf(".Bl -tag -width Ds\n");
    write_slots(&layouts->entity[e], "");
    printf(".El\n");
  }
}

/* Whether a field of journey/1 takes values of the list; agendas have lists of
 * their own. */
static bool is_of_journeys(size_t list)
{
  for (int e = 0; e < ENTITY_COUNT; e++)
    for (size_t f = 0; f < entities[e].count; f++) {
      const struct field *field = &entities[e].fields[f];
      if ((field->kind == FIELD_ENUM || field->kind == FIELD_ENUMS) && field->of == (int)list)
        return true;
    }
  return false;
}

static void write_words(void)
{
  printf(".Bl -tag -width Ds\n");
  for (size_t i = 0; i < ENUMERATION_COUNT; i++) {
    struct str text = {0};
    if (!is_of_journeys(i))
      continue;
    printf(".It Cm %s\n", enumerations[i].name);
    for (size_t j = 0; j < enumerations[i].count; j++)
      str_addf(&text, "%s%s (%s)", j > 0 ? ", " : "", enumerations[i].tokens[j],
               i18n_text(enumerations[i].labels[j]));
    str_add(&text, ".");
    write_text(str_text(&text));
    str_clear(&text);
  }
  printf(".El\n");
}

static void write_guides(void)
{
  printf(".Bl -tag -width Ds\n");
  for (int64_t kind = 0; kind < (int64_t)enumerations[ENUM_stage_kind].count; kind++) {
    size_t count = 0;
    const struct guide *list = guide_of(kind, &count);
    for (size_t i = 0; i < count; i++) {
      printf(".It Cm %s\n", list[i].name);
      write_text(i18n_text(list[i].question));
    }
  }
  printf(".El\n");
}

/* Copies the template; a comment of one word in capitals stands for what is
 * made here, and @NAME@ for a limit. */
static int write_page(const struct layouts *layouts)
{
  static const struct {
    const char *name;
    long value;
  } limits[] = {{"@MEBIBYTES@", JOURNEY_BYTES_MOST / 1024 / 1024},
                {"@DEPTH@", JOURNEY_DEPTH_MOST},
                {"@SCALAR@", JOURNEY_SCALAR_MOST},
                {"@PARTS@", JOURNEY_PARTS_MOST}};
  char line[1024];
  while (fgets(line, sizeof line, stdin) != NULL) {
    if (strcmp(line, ".\\\" ENTITIES\n") == 0) {
      write_entities(layouts);
      continue;
    }
    if (strcmp(line, ".\\\" WORDS\n") == 0) {
      write_words();
      continue;
    }
    if (strcmp(line, ".\\\" GUIDES\n") == 0) {
      write_guides();
      continue;
    }
    const char *rest = line;
    for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++) {
      const char *at = strstr(rest, limits[i].name);
      if (at != NULL) {
        printf("%.*s%ld", (int)(at - rest), rest, limits[i].value);
        rest = at + strlen(limits[i].name);
      }
    }
    fputs(rest, stdout);
  }
  return ferror(stdin) || ferror(stdout);
}

int main(int argc, char **argv)
{
  struct layouts *layouts = layouts_new();
  int failed = 2;
  if (argc == 2 && strcmp(argv[1], "schema") == 0)
    failed = write_schema(layouts);
  else if (argc == 2 && strcmp(argv[1], "man") == 0)
    failed = write_page(layouts);
  else
    fputs("usage: journey_docs schema | man <template\n", stderr);
  layouts_free(&layouts);
  return failed;
}
