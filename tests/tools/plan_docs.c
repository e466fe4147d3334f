/* Writes what is known of plan/1 in two forms, so that neither can go stale:
 * `plan_docs schema` gives data/schema/plan-1.json, and `plan_docs man <
 * man/kundresa-plan.5.in` the page in section 5, with the example's plan
 * compiled from its journey.  `make update-docs` calls both;
 * tests/yaml/test_plan_docs.sh compares. */
#include "plan_nodes.h"

#include "base/date.h"
#include "base/digest.h"
#include "base/str.h"
#include "plan/compile.h"
#include "yaml/plan_format.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- The schema ---- */

static void put(json_t *object, const char *key, const char *text)
{
  json_object_set_new(object, key, json_string(text));
}

static json_t *typed(const char *type)
{
  json_t *schema = json_object();
  put(schema, "type", type);
  return schema;
}

static json_t *patterned(const char *pattern)
{
  json_t *schema = typed("string");
  put(schema, "pattern", pattern);
  return schema;
}

static json_t *split(const char *words)
{
  json_t *list = json_array();
  while (*words != '\0') {
    size_t length = strcspn(words, " ");
    json_array_append_new(list, json_stringn(words, length));
    words += length + (words[length] == ' ');
  }
  return list;
}

static json_t *names_of_placeholders(void)
{
  size_t count;
  const struct placeholder *all = placeholder_all(&count);
  json_t *list = json_array();
  for (size_t i = 0; i < count; i++)
    json_array_append_new(list, json_string(all[i].name));
  return list;
}

static json_t *tokens_of(int of)
{
  json_t *list = json_array();
  for (size_t i = 0; i < enumerations[of].count; i++)
    json_array_append_new(list, json_string(enumerations[of].tokens[i]));
  return list;
}

static json_t *chosen(json_t *words)
{
  json_t *schema = json_object();
  json_object_set_new(schema, "enum", words);
  return schema;
}

static json_t *listed(json_t *items, long least, bool unique)
{
  json_t *schema = typed("array");
  json_object_set_new(schema, "items", items);
  if (least > 0)
    json_object_set_new(schema, "minItems", json_integer(least));
  if (unique)
    json_object_set_new(schema, "uniqueItems", json_true());
  return schema;
}

static json_t *object_schema(const struct node *nodes);

static json_t *bare_schema(const struct node *node)
{
  json_t *schema;
  switch (node->kind) {
  case NODE_VERSION:
    schema = json_object();
    json_object_set_new(schema, "const", json_integer(1));
    return schema;
  case NODE_NUMBER:
    schema = typed("integer");
    json_object_set_new(schema, "minimum", json_integer(node->least));
    json_object_set_new(schema, "maximum", json_integer(node->most));
    return schema;
  case NODE_VALUE:
    schema = json_object();
    json_object_set_new(schema, "type", split("string integer boolean"));
    return schema;
  case NODE_ID:
    return patterned("^[a-z][a-z0-9-]{0,49}$");
  case NODE_TEXT:
    return patterned("^[^\\u0000-\\u001f\\u007f-\\u009f]+$");
  case NODE_LINES:
    schema = typed("string");
    json_object_set_new(schema, "minLength", json_integer(1));
    return schema;
  case NODE_DIGEST:
    return patterned("^[0-9a-f]{64}$");
  case NODE_LANGUAGE:
    return patterned("^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$");
  case NODE_LANGUAGES:
    return listed(patterned("^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"), 1, true);
  case NODE_DAY:
    schema = patterned("^(19|2[0-9])[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$");
    put(schema, "format", "date");
    return schema;
  case NODE_CLOCK:
    return patterned("^([01][0-9]|2[0-3]):[0-5][0-9]$");
  case NODE_TOKEN:
    return chosen(tokens_of(node->of));
  case NODE_TOKENS:
    return listed(chosen(tokens_of(node->of)), node->least, true);
  case NODE_WORD:
    return chosen(node->words != NULL ? split(node->words) : names_of_placeholders());
  case NODE_WORDS:
    schema = json_object();
    json_object_set_new(schema, "const", split(node->words));
    return schema;
  case NODE_OBJECT:
    return object_schema(node->members);
  case NODE_LIST:
    return listed(object_schema(node->members), node->least, false);
  case NODE_VALUES:
  default:
    return listed(bare_schema(&(struct node){.kind = NODE_VALUE}), 0, false);
  }
}

static json_t *node_schema(const struct node *node)
{
  json_t *schema = bare_schema(node);
  if (node->nullable) {
    json_t *either = json_array();
    json_t *nothing = typed("null");
    json_array_append_new(either, schema);
    json_array_append_new(either, nothing);
    schema = json_object();
    json_object_set_new(schema, "anyOf", either);
  }
  put(schema, "description", node->help);
  return schema;
}

static json_t *object_schema(const struct node *nodes)
{
  json_t *schema = typed("object");
  json_t *needed = json_array(), *properties = json_object();
  json_object_set_new(schema, "additionalProperties", json_false());
  for (const struct node *node = nodes; node->key != NULL; node++) {
    json_object_set_new(properties, node->key, node_schema(node));
    if (!node->optional)
      json_array_append_new(needed, json_string(node->key));
  }
  json_object_set_new(schema, "required", needed);
  json_object_set_new(schema, "properties", properties);
  return schema;
}

static int write_schema(void)
{
  json_t *schema = json_object();
  put(schema, "$schema", "https://json-schema.org/draft/2020-12/schema");
  put(schema, "$id", "urn:kundresa:plan:1");
  put(schema, "title", "plan/1");
  put(schema, "$comment", "Made by make update-docs; do not edit.");
  json_t *plan = object_schema(plan_nodes);
  json_object_update(schema, plan);
  json_decref(plan);
  int failed = json_dumpf(schema, stdout, JSON_INDENT(2));
  putchar('\n');
  json_decref(schema);
  return failed == 0 ? 0 : 1;
}

/* ---- The page ---- */

/* Writes running text, a sentence a line. */
static void write_text(const char *text)
{
  while (*text != '\0') {
    const char *end = strstr(text, ". ");
    size_t length = end != NULL ? (size_t)(end - text) + 1 : strlen(text);
    printf("%.*s\n", (int)length, text);
    text += length + (end != NULL);
  }
}

static void add_tokens(struct str *out, const struct enumeration *list)
{
  for (size_t i = 0; i < list->count; i++)
    str_addf(out, "%s%s", i == 0 ? "" : i + 1 == list->count ? " or " : ", ", list->tokens[i]);
}

static void write_type(const struct node *node)
{
  static const char *const plain[] = {
      [NODE_VERSION] = "1",
      [NODE_ID] = "id",
      [NODE_TEXT] = "text",
      [NODE_LINES] = "lines",
      [NODE_DIGEST] = "64 digits",
      [NODE_LANGUAGE] = "language",
      [NODE_DAY] = "day",
      [NODE_CLOCK] = "time of day",
      [NODE_LANGUAGES] = "list of languages",
      [NODE_VALUES] = "list",
  };
  struct str type = {0};
  if (node->kind == NODE_NUMBER)
    str_addf(&type, "whole number, %ld to %ld", node->least, node->most);
  else if (node->kind == NODE_TOKEN || node->kind == NODE_TOKENS) {
    str_add(&type, node->kind == NODE_TOKENS ? "list of " : "");
    add_tokens(&type, &enumerations[node->of]);
  } else if (node->kind == NODE_WORD && node->words == NULL)
    str_add(&type, "a name from the list under TEXTS");
  else if (node->kind == NODE_WORD || node->kind == NODE_WORDS) {
    str_add(&type, node->kind == NODE_WORDS ? "always " : "");
    for (const char *at = node->words; *at != '\0'; at++)
      str_addf(&type, *at == ' ' ? "%s" : "%.1s", *at == ' ' ? ", " : at);
  } else
    str_add(&type, plain[node->kind]);
  str_add(&type, node->nullable ? "; or null" : "");
  printf(".Pq %s\n", str_text(&type));
  str_clear(&type);
}

static void write_nodes(const struct node *nodes, const char *prefix)
{
  for (const struct node *node = nodes; node->key != NULL; node++) {
    struct str path = {0};
    str_addf(&path, "%s%s%s", prefix, prefix[0] != '\0' ? "." : "", node->key);
    printf(".It Cm %s%s\n", str_text(&path), node->kind == NODE_LIST ? "[]" : "");
    write_text(node->help);
    if (node->members == NULL) {
      write_type(node);
    } else {
      str_add(&path, node->kind == NODE_LIST ? "[]" : "");
      write_nodes(node->members, str_text(&path));
    }
    str_clear(&path);
  }
}

static void write_placeholders(void)
{
  size_t count;
  const struct placeholder *all = placeholder_all(&count);
  for (size_t i = 0; i < count; i++) {
    printf(".It Cm %s\n", all[i].name);
    write_text(all[i].meaning);
    printf(".Pq %s\n", placeholder_type_name(all[i].type));
  }
}

static enum status print_bytes(struct byte_sink *sink, const char *bytes, size_t length,
                               struct error *err)
{
  (void)sink;
  (void)err;
  fwrite(bytes, 1, length, stdout);
  return STATUS_OK;
}

struct kept {
  struct byte_sink sink;
  struct str bytes;
};

static enum status keep_bytes(struct byte_sink *sink, const char *bytes, size_t length,
                              struct error *err)
{
  (void)err;
  str_add_span(&((struct kept *)sink)->bytes, bytes, length);
  return STATUS_OK;
}

/* What the audit says of it as of 2026-10-01; tests/yaml/test_plan_schema.py holds that
 * against what is released. */
static struct plan_audit example_audit(const struct map *map)
{
  static const struct plan_pack packs[] = {{"NO", "2026-11"}, {"general", "2026-11"}};
  static struct plan_waived waived;
  waived = (struct plan_waived){.waiver = map_at(map, ENTITY_waiver, 0),
                                .rule = "GEN-MSG-01",
                                .severity = "info",
                                .touchpoint = "reminder-2"};
  return (struct plan_audit){.day = date_make(2026, 10, 1),
                             .not_evaluated = 17,
                             .packs = packs,
                             .pack_count = sizeof packs / sizeof packs[0],
                             .waived = &waived,
                             .waived_count = 1};
}

/* Compiles the journey of the example as its first release. */
static int write_example(const struct str *journey)
{
  struct map *map = map_new();
  struct problems problems = {0};
  struct error err = {0};
  struct kept canonical = {.sink = {.write = keep_bytes}};
  struct byte_sink out = {.write = print_bytes};
  struct plan *plan = NULL;
  struct plan_faults faults = {0};
  char hex[DIGEST_SIZE];
  FILE *in = fmemopen(journey->text, journey->length, "r");
  enum status status = journey_read(in, "example", &map->sink, &problems, &err);
  fclose(in);
  if (status == STATUS_OK)
    status = journey_write(&map->source, &canonical.sink, &err);
  digest_hex(str_text(&canonical.bytes), canonical.bytes.length, hex);
  struct plan_audit said = {0};
  if (status == STATUS_OK) {
    said = example_audit(map);
    status = plan_compile(map, &(struct plan_origin){1, hex, &said}, &plan, &faults);
  }
  if (status == STATUS_OK)
    status = plan_write(plan, &out, &err);
  for (size_t i = 0; i < faults.count; i++)
    fprintf(stderr, "%s: %s\n", faults.items[i].code, faults.items[i].text);
  plan_free(&plan);
  plan_faults_clear(&faults);
  problems_clear(&problems);
  str_clear(&canonical.bytes);
  map_free(&map);
  return status == STATUS_OK ? 0 : 1;
}

/* Copies the template; a comment of one word in capitals stands for what is
 * made here.  The first display is the example's journey. */
static int write_page(void)
{
  char line[1024];
  struct str journey = {0};
  bool inside = false;
  int failed = 0;
  while (fgets(line, sizeof line, stdin) != NULL) {
    inside = inside && strcmp(line, ".Ed\n") != 0;
    if (inside)
      str_add(&journey, line);
    if (strcmp(line, ".Bd -literal\n") == 0 && journey.length == 0)
      inside = true;
    if (strcmp(line, ".\\\" FIELDS\n") == 0)
      write_nodes(plan_nodes, "");
    else if (strcmp(line, ".\\\" PLACEHOLDERS\n") == 0)
      write_placeholders();
    else if (strcmp(line, ".\\\" EXAMPLE\n") == 0)
      failed |= write_example(&journey);
    else
      fputs(line, stdout);
  }
  str_clear(&journey);
  return failed;
}

int main(int argc, char **argv)
{
  if (argc == 2 && strcmp(argv[1], "schema") == 0)
    return write_schema();
  if (argc == 2 && strcmp(argv[1], "man") == 0)
    return write_page();
  fputs("usage: plan_docs schema | plan_docs man <TEMPLATE\n", stderr);
  return 2;
}
