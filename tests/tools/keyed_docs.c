/* Writes what is known of rules/1 and agenda/1 in two forms, so that neither can go
 * stale: `keyed_docs rules schema` gives data/schema/rules-1.json, and `keyed_docs rules
 * man < man/kundresa-rules.5.in` the page in section 5; agenda likewise.  `make
 * update-docs` calls them; tests/yaml/test_rules_docs.sh and test_agenda_docs.sh compare. */
#include "base/i18n.h"
#include "base/str.h"
#include "model/enumeration.h"
#include "yaml/agenda_read.h"
#include "yaml/pack_keys.h"
#include "yaml/pack_read.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

#define DAY_PATTERN "^(19|2[0-9])[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
#define TERM_PATTERN                                                                               \
  "[a-z_][a-z0-9_]*\\s*(!=|<=|>=|=|<|>|\\s!?has\\s|\\s!?in\\s)\\s*[A-Za-z0-9_.:|-]+"

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

static json_t *chosen(json_t *words)
{
  json_t *schema = json_object();
  json_object_set_new(schema, "enum", words);
  return schema;
}

/* One of both. */
static json_t *either(json_t *one, json_t *other)
{
  json_t *schema = json_object();
  json_object_set_new(schema, "anyOf", json_pack("[o,o]", one, other));
  return schema;
}

static json_t *text_of(const struct pack_key *key)
{
  json_t *schema =
      key->value == PACK_LINE ? patterned("^[^\\u0000-\\u001f\\u007f-\\u009f]+$") : typed("string");
  json_object_set_new(schema, "minLength", json_integer(1));
  json_object_set_new(schema, "maxLength", json_integer((json_int_t)key->most));
  return schema;
}

static json_t *words_of(const struct pack_key *key)
{
  json_t *each = typed("object");
  json_t *languages = json_object();
  json_object_set_new(languages, "sv", text_of(key));
  json_object_set_new(languages, "nb", text_of(key));
  json_object_set_new(languages, "en", text_of(key));
  json_object_set_new(each, "properties", languages);
  json_object_set_new(each, "additionalProperties", json_false());
  json_object_set_new(each, "minProperties", json_integer(1));
  return either(text_of(key), each);
}

static json_t *list_of(json_t *items, long most)
{
  json_t *schema = typed("array");
  json_object_set_new(schema, "items", items);
  if (most > 0)
    json_object_set_new(schema, "maxItems", json_integer(most));
  return schema;
}

static json_t *one_or_list(json_t *item)
{
  json_t *list = list_of(json_deep_copy(item), 0);
  return either(item, list);
}

static json_t *enumerated(int which)
{
  json_t *list = json_array();
  for (size_t i = 0; i < enumerations[which].count; i++)
    json_array_append_new(list, json_string(enumerations[which].tokens[i]));
  return list;
}

static json_t *tokens_of(const struct pack_key *key)
{
  json_t *list = split(rule_fields[key->field].tokens);
  if (key->field == RULE_FIELD_aud)
    json_array_append_new(list, json_string("both"));
  return list;
}

static json_t *object_schema(const struct pack_key *keys);

static json_t *bare_schema(const struct pack_key *key)
{
  json_t *schema;
  switch (key->value) {
  case PACK_FORMAT:
    schema = json_object();
    json_object_set_new(schema, "const", json_integer(1));
    return schema;
  case PACK_ID:
    return patterned("^[A-Za-z][A-Za-z0-9._-]{0,49}$");
  case PACK_LINE:
  case PACK_TEXT:
    return text_of(key);
  case PACK_WORDS:
  case PACK_FILLED:
    return words_of(key);
  case PACK_DAY:
    return patterned(DAY_PATTERN);
  case PACK_DAY_SEEN:
    return either(patterned(DAY_PATTERN), chosen(split("unknown")));
  case PACK_AMOUNT:
    schema = typed("number");
    json_object_set_new(schema, "minimum", json_integer(0));
    return either(patterned("^[0-9]{1,9}(\\.[0-9]{1,2})?$"), schema);
  case PACK_COUNT:
    schema = typed("integer");
    json_object_set_new(schema, "minimum", json_integer(1));
    json_object_set_new(schema, "maximum", json_integer((json_int_t)key->most));
    return schema;
  case PACK_TRUTH:
    return typed("boolean");
  case PACK_TERMS:
    schema = patterned("^\\s*" TERM_PATTERN "(\\s*&\\s*" TERM_PATTERN ")*\\s*$");
    json_object_set_new(schema, "maxLength", json_integer((json_int_t)key->most));
    return schema;
  case PACK_IDS:
    return one_or_list(patterned("^[A-Za-z][A-Za-z0-9._-]{0,49}$"));
  case PACK_BITS:
    return one_or_list(chosen(tokens_of(key)));
  case PACK_OWNER:
    return chosen(enumerated(ENUM_department));
  case PACK_ENUM:
    return chosen(enumerated(key->field));
  case PACK_SET:
    return one_or_list(chosen(enumerated(key->field)));
  case PACK_LIST:
    return list_of(object_schema(key->members), PACK_ITEMS_MOST);
  case PACK_MAPPING:
    return object_schema(key->members);
  default:
    return chosen(split(key->words));
  }
}

/* What nobody has seen the source of does not stop a release. */
static void put_confidence(json_t *schema)
{
  json_object_set_new(schema, "if",
                      json_pack("{s:{s:{s:s}}, s:[s]}", "properties", "confidence", "const", "G",
                                "required", "confidence"));
  json_object_set_new(
      schema, "then",
      json_pack("{s:{s:{s:[s,s]}}}", "properties", "severity", "enum", "info", "warn"));
}

static json_t *object_schema(const struct pack_key *keys)
{
  json_t *schema = typed("object");
  json_t *properties = json_object();
  json_t *required = json_array();
  for (const struct pack_key *key = keys; key->key != NULL; key++) {
    json_t *one = bare_schema(key);
    put(one, "description", key->help);
    json_object_set_new(properties, key->key, one);
    if (key->required)
      json_array_append_new(required, json_string(key->key));
  }
  json_object_set_new(schema, "properties", properties);
  if (json_array_size(required) > 0)
    json_object_set(schema, "required", required);
  json_decref(required);
  json_object_set_new(schema, "additionalProperties", json_false());
  if (keys == pack_rule_keys)
    put_confidence(schema);
  return schema;
}

static int write_schema(const char *title, const struct pack_key *keys)
{
  json_t *schema = json_object();
  put(schema, "$schema", "https://json-schema.org/draft/2020-12/schema");
  put(schema, "title", title);
  json_t *whole = object_schema(keys);
  json_object_update(schema, whole);
  json_decref(whole);
  int status = json_dumpf(schema, stdout, JSON_INDENT(1)) != 0;
  puts("");
  json_decref(schema);
  return status;
}

/* ---- The page ---- */

/* Each sentence on a line of its own, as mdoc wants it. */
static void write_text(const char *text)
{
  while (*text != '\0') {
    const char *end = strstr(text, ". ");
    size_t length = end != NULL ? (size_t)(end - text) + 1 : strlen(text);
    if (length > 0 && (text[0] == '.' || text[0] == '\''))
      fputs("\\&", stdout);
    printf("%.*s\n", (int)length, text);
    text += length + (end != NULL);
  }
}

static void add_words(struct str *out, const char *words)
{
  for (; *words != '\0'; words++)
    str_addf(out, *words == ' ' ? ", " : "%c", *words);
}

static void add_tokens(struct str *out, int which)
{
  for (size_t i = 0; i < enumerations[which].count; i++)
    str_addf(out, "%s%s", i > 0 ? ", " : "", enumerations[which].tokens[i]);
}

static void write_type(const struct pack_key *key)
{
  static const char *const plain[] = {
      [PACK_FORMAT] = "1",
      [PACK_ID] = "id",
      [PACK_LINE] = "one line of text",
      [PACK_TEXT] = "text",
      [PACK_WORDS] = "text, or sv, nb and en with a text each",
      [PACK_FILLED] = "the same, with {field}s",
      [PACK_DAY] = "day",
      [PACK_DAY_SEEN] = "day, or unknown",
      [PACK_AMOUNT] = "number with up to two decimals",
      [PACK_COUNT] = "whole number from 1",
      [PACK_TRUTH] = "true or false",
      [PACK_TERMS] = "conditions",
      [PACK_IDS] = "list of ids",
      [PACK_OWNER] = "a department of kundresa-journey(5)",
  };
  struct str type = {0};
  if (key->value == PACK_BITS) {
    str_add(&type, "one or a list of ");
    add_words(&type, rule_fields[key->field].tokens);
    str_add(&type, key->field == RULE_FIELD_aud ? ", both" : "");
  } else if (key->value == PACK_ENUM || key->value == PACK_SET) {
    str_add(&type, key->value == PACK_SET ? "one or a list of " : "");
    add_tokens(&type, key->field);
  } else if (key->words != NULL) {
    add_words(&type, key->words);
  } else {
    str_add(&type, plain[key->value]);
  }
  printf(".Pq %s%s\n", str_text(&type), key->required ? "; required" : "");
  str_clear(&type);
}

static void write_keys(const struct pack_key *keys, const char *prefix)
{
  for (const struct pack_key *key = keys; key->key != NULL; key++) {
    struct str path = {0};
    str_addf(&path, "%s%s%s", prefix, prefix[0] != '\0' ? "." : "", key->key);
    printf(".It Cm %s%s\n", str_text(&path), key->value == PACK_LIST ? "[]" : "");
    write_text(key->help);
    if (key->members == NULL) {
      write_type(key);
    } else {
      str_add(&path, key->value == PACK_LIST ? "[]" : "");
      write_keys(key->members, str_text(&path));
    }
    str_clear(&path);
  }
}

static void write_fields(void)
{
  static const char *const scopes[] = {"journey", "touchpoint", "step", "text"};
  static const char *const kinds[] = {"number", "one of", "set of", "no, yes"};
  for (int i = 0; i < RULE_FIELD_COUNT; i++) {
    const struct rule_field *field = &rule_fields[i];
    struct str type = {0};
    str_addf(&type, "%s; %s", scopes[field->scope], kinds[field->kind]);
    if (field->kind == RULE_FIELD_TOKEN || field->kind == RULE_FIELD_SET) {
      str_add_char(&type, ' ');
      add_words(&type, field->tokens);
    }
    if (field->declared)
      str_add(&type, "; declared");
    printf(".It Cm %s\n", field->name);
    write_text(field->help);
    printf(".Pq %s\n", str_text(&type));
    str_clear(&type);
  }
}

/* The tokens of a list with what they mean. */
static void write_tokens(enum enumeration_index which)
{
  for (size_t i = 0; i < enumerations[which].count; i++) {
    printf(".It Cm %s\n", enumerations[which].tokens[i]);
    write_text(enumeration_label(&enumerations[which], (int64_t)i));
  }
}

static int write_page(const struct pack_key *keys)
{
  char line[1024];
  while (fgets(line, sizeof line, stdin) != NULL) {
    if (strcmp(line, ".\\\" KEYS\n") == 0)
      write_keys(keys, "");
    else if (strcmp(line, ".\\\" FIELDS\n") == 0)
      write_fields();
    else if (strcmp(line, ".\\\" PHASES\n") == 0)
      write_tokens(ENUM_phase);
    else if (strcmp(line, ".\\\" NEEDS\n") == 0)
      write_tokens(ENUM_need);
    else if (strcmp(line, ".\\\" CAUTIONS\n") == 0)
      write_tokens(ENUM_caution);
    else if (strcmp(line, ".\\\" ASKS\n") == 0)
      write_tokens(ENUM_asks);
    else
      fputs(line, stdout);
  }
  return 0;
}

int main(int argc, char **argv)
{
  static const struct {
    const char *name;
    const char *title;
    const struct pack_key *keys;
  } formats[] = {
      {"rules", "rules/1: a pack of rules for kundresa", pack_keys},
      {"agenda", "agenda/1: the agenda of a workshop for kundresa", agenda_keys},
  };
  for (size_t i = 0; argc == 3 && i < sizeof formats / sizeof formats[0]; i++) {
    if (strcmp(argv[1], formats[i].name) != 0)
      continue;
    if (strcmp(argv[2], "schema") == 0)
      return write_schema(formats[i].title, formats[i].keys);
    if (strcmp(argv[2], "man") == 0)
      return write_page(formats[i].keys);
  }
  fputs("usage: keyed_docs rules|agenda schema | keyed_docs rules|agenda man <TEMPLATE\n", stderr);
  return 2;
}
