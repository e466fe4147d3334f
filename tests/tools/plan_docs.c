/* Writes what is known of plan/1 in two forms, so that neither can go stale:
 * `plan_docs schema` gives data/schema/plan-1.json, and `plan_docs man <
 * man/kundresa-plan.5.in` the page in section 5, with the example's plan
 * compiled from its journey.  `make update-docs` calls both;
 * tests/plan/test_docs.sh compares. */
#include "base/digest.h"
#include "base/str.h"
#include "plan/compile.h"
#include "yaml/plan_format.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- The fields of a plan ---- */

enum node_kind {
  NODE_VERSION, /* of the format */
  NODE_NUMBER,
  NODE_VALUE, /* of a condition: text, number, truth */
  NODE_ID,
  NODE_TEXT,
  NODE_LINES,
  NODE_DIGEST,
  NODE_LANGUAGE,
  NODE_LANGUAGES,
  NODE_DAY,
  NODE_CLOCK,
  NODE_TOKEN,  /* of the enumeration `of` */
  NODE_TOKENS, /* a list of such, perhaps empty */
  NODE_WORD,   /* one of `words` */
  NODE_WORDS,  /* exactly these `words`, in this order */
  NODE_OBJECT, /* `members` */
  NODE_LIST,   /* of objects of `members` */
  NODE_VALUES, /* a list of NODE_VALUE */
};

struct node {
  const char *key;
  enum node_kind kind;
  const char *help;
  bool nullable;
  bool optional; /* of a holiday: which keys there are depends on its rule */
  int of;
  long least, most;
  const char *words;
  const struct node *members;
};

#define COUNT_MOST 1000000000
#define END                                                                                        \
  {                                                                                                \
    .key = NULL                                                                                    \
  }

static const struct node journey_nodes[] = {
    {"state", NODE_TOKEN, "Whether the journey was the one that is, or the one that shall be.",
     .of = ENUM_journey_state},
    {"status", NODE_TOKEN, "How far the journey had come when it was released.",
     .of = ENUM_journey_status},
    {"sha256", NODE_DIGEST, "The SHA-256 digest of the journey as canonical journey/1."},
    END,
};

static const struct node holiday_nodes[] = {
    {"name", NODE_TEXT, "What it is called."},
    {"rule", NODE_WORD,
     "fixed is the month and day of every year; easter is so many days after Easter Sunday; "
     "on-or-after is the first such weekday on or after the month and day.",
     .words = "fixed easter on-or-after"},
    {"weekday", NODE_WORD, "With on-or-after.", .optional = true,
     .words = "monday tuesday wednesday thursday friday saturday sunday"},
    {"month", NODE_NUMBER, "With fixed and on-or-after.", .optional = true, .least = 1, .most = 12},
    {"day", NODE_NUMBER, "With fixed and on-or-after.", .optional = true, .least = 1, .most = 31},
    {"days", NODE_NUMBER, "With easter; negative is before Easter Sunday.", .optional = true,
     .least = -100, .most = 250},
    END,
};

static const struct node calendar_nodes[] = {
    {"id", NODE_TEXT, "The country it is of."},
    {"source", NODE_TEXT, "The law or the bank that the days are taken from."},
    {"from", NODE_DAY, "The first day it is known for."},
    {"until", NODE_DAY, "The last day it is known for. No day beyond it may be worked out."},
    {"weekend", NODE_WORDS, "The weekdays that are no business days.", .words = "saturday sunday"},
    {"holidays", NODE_LIST, "The other days that are none, as rules.", .members = holiday_nodes},
    END,
};

static const struct node sending_nodes[] = {
    {"at", NODE_CLOCK, "When messages go out."},
    {"from", NODE_CLOCK, "No message goes out before."},
    {"to", NODE_CLOCK, "No message goes out after."},
    END,
};

static const struct node late_nodes[] = {
    {"policy", NODE_TOKEN, "What happens to steps whose day passed while nothing ran.",
     .of = ENUM_late},
    {"grace_days", NODE_NUMBER, "A step so many days late is still on time.", .most = 365},
    {"least_gap_days", NODE_NUMBER,
     "So many days must pass between two steps of the class legal for one invoice.", .most = 365},
    END,
};

static const struct node pause_nodes[] = {
    {"dispute", NODE_TOKEN, "What a dispute does to the steps that wait.", .of = ENUM_pause},
    {"payment_plan", NODE_TOKEN, "What a payment plan does.", .of = ENUM_pause},
    {"hardship", NODE_TOKEN, "What a known hardship does.", .of = ENUM_pause},
    END,
};

static const struct node cap_nodes[] = {
    {"id", NODE_ID, "The cap's name, for reasons."},
    {"counts", NODE_TOKENS, "The classes that are counted, and held back.", .of = ENUM_step_class},
    {"messages", NODE_NUMBER, "At most so many to one customer.", .least = 1, .most = 1000},
    {"days", NODE_NUMBER, "In so many days, the day of sending and those before it.", .least = 1,
     .most = 366},
    END,
};

static const struct node placeholder_nodes[] = {
    {"name", NODE_WORD, "The name that stands in braces in the texts.", .words = NULL},
    {"type", NODE_WORD, "What the engine puts there, written as the language writes it.",
     .words = "text money date number"},
    END,
};

static const struct node attribute_nodes[] = {
    {"id", NODE_ID, "The name the conditions use."},
    {"of", NODE_TOKEN, "Whether it is known of the customer or of the invoice.",
     .of = ENUM_attribute_of},
    {"type", NODE_TOKEN, "What values it takes.", .of = ENUM_attribute_type},
    END,
};

static const struct node condition_nodes[] = {
    {"attribute", NODE_ID, "What is looked at."},
    {"is", NODE_TOKEN, "How. An unknown value meets unknown and nothing else, not even is-not.",
     .of = ENUM_operator},
    {"values", NODE_VALUES,
     "What it is compared with, of the attribute's type: one, or several for one-of, none for "
     "known "
     "and unknown. Money is in minor units, dates are days."},
    END,
};

static const struct node segment_nodes[] = {
    {"id", NODE_ID, "The name the steps use."},
    {"title", NODE_TEXT, "Who they are, for people."},
    {"all", NODE_LIST, "The conditions, which must all hold; none holds for everyone.",
     .members = condition_nodes},
    END,
};

static const struct node when_nodes[] = {
    {"anchor", NODE_TOKEN, "The event it counts from.", .of = ENUM_anchor},
    {"after", NODE_ID, "The step that previous means; null with any other anchor.",
     .nullable = true},
    {"offset_days", NODE_NUMBER, "Days after it; negative is before.", .least = -365, .most = 730},
    {"days", NODE_TOKEN, "Whether all days count or business days only.", .of = ENUM_day_kind},
    {"roll", NODE_TOKEN, "Where a day goes that is no business day.", .of = ENUM_roll},
    END,
};

static const struct node if_nodes[] = {
    {"invoice", NODE_TOKEN, "The state the invoice must be in.", .of = ENUM_invoice_state},
    {"segment", NODE_ID, "Who gets it; null is everyone.", .nullable = true},
    END,
};

static const struct node repeat_nodes[] = {
    {"every_days", NODE_NUMBER, "Days between; null when it is not repeated.", .nullable = true,
     .least = 1, .most = 730},
    {"times", NODE_NUMBER, "How many times after the first.", .most = 100},
    END,
};

static const struct node fee_nodes[] = {
    {"kind", NODE_TOKEN, "What is charged, once for each invoice and step.", .of = ENUM_fee},
    {"amount", NODE_NUMBER, "With fixed, in minor units.", .nullable = true, .most = COUNT_MOST},
    {"rate", NODE_NUMBER, "With percent, in hundredths of a percent of the amount due.",
     .nullable = true, .most = 10000},
    END,
};

static const struct node interest_nodes[] = {
    {"kind", NODE_TOKEN, "How interest for late payment is counted.", .of = ENUM_interest},
    {"rate", NODE_NUMBER,
     "A year's rate, or what is added to the reference rate, in hundredths of a percent.",
     .nullable = true, .most = 10000},
    END,
};

static const struct node valid_nodes[] = {
    {"from", NODE_DAY, "Not sent before; null is no limit.", .nullable = true},
    {"to", NODE_DAY, "Not sent after; null is no limit.", .nullable = true},
    END,
};

static const struct node variant_nodes[] = {
    {"language", NODE_LANGUAGE, "The language of the text."},
    {"segment", NODE_ID, "Who gets it; null is everyone.", .nullable = true},
    {"subject", NODE_TEXT, "The subject of the e-mail or the heading of the letter.",
     .nullable = true},
    {"body", NODE_LINES, "The text.", .nullable = true},
    {"sms", NODE_LINES, "The short text, which is what the channel sms sends.", .nullable = true},
    END,
};

static const struct node message_nodes[] = {
    {"id", NODE_ID, "The message's name."},
    {"purpose", NODE_TOKEN, "What it is for.", .of = ENUM_purpose},
    {"place", NODE_TOKEN, "Where it stands; body is the message itself.", .of = ENUM_place},
    {"valid", NODE_OBJECT, "The days on which it is sent.", .members = valid_nodes},
    {"variants", NODE_LIST, "The wordings; the order counts.", .members = variant_nodes,
     .least = 1},
    END,
};

static const struct node step_nodes[] = {
    {"id", NODE_ID, "The step's name, the same in every release."},
    {"title", NODE_TEXT, "What the customer meets."},
    {"kind", NODE_TOKEN, "What kind of moment it is.", .of = ENUM_stage_kind},
    {"owner", NODE_TOKEN, "The department that answers for it.", .nullable = true,
     .of = ENUM_department},
    {"class", NODE_TOKEN, "What decides first when steps compete.", .of = ENUM_step_class},
    {"priority", NODE_NUMBER, "What decides next; the higher goes first.", .most = 1000},
    {"when", NODE_OBJECT, "The day.", .members = when_nodes},
    {"if", NODE_OBJECT, "The condition.", .members = if_nodes},
    {"repeat", NODE_OBJECT, "Whether it is sent again.", .members = repeat_nodes},
    {"stop_on", NODE_TOKENS, "The events of the invoice that end the step.", .of = ENUM_stop_event},
    {"channels", NODE_TOKENS, "The ways to send it, the preferred one first.", .of = ENUM_channel,
     .least = 1},
    {"pay_within_days", NODE_NUMBER,
     "Days from the sending to the last day to pay that it gives; null when it gives none.",
     .nullable = true, .most = 365},
    {"fee", NODE_OBJECT, "What is charged for it.", .members = fee_nodes},
    {"interest", NODE_OBJECT, "Interest from this step on.", .members = interest_nodes},
    {"announces", NODE_TOKEN, "What the text says will come next.", .of = ENUM_announced},
    {"messages", NODE_LIST, "What is sent.", .members = message_nodes, .least = 1},
    END,
};

static const struct node plan_nodes[] = {
    {"kundresa_plan", NODE_VERSION, "The format and its version."},
    {"id", NODE_ID, "The plan's name, which is the journey's."},
    {"version", NODE_NUMBER, "The number of the release.", .least = 1, .most = COUNT_MOST},
    {"title", NODE_TEXT, "The journey's title."},
    {"brand", NODE_TEXT, "The company or brand that the customer meets.", .nullable = true},
    {"journey", NODE_OBJECT, "What it was compiled from.", .members = journey_nodes},
    {"market", NODE_TOKEN, "The country whose law applies.", .of = ENUM_market},
    {"audience", NODE_TOKEN, "Whether the customers are consumers or businesses.",
     .of = ENUM_audience},
    {"sector", NODE_TOKEN, "The trade.", .nullable = true, .of = ENUM_sector},
    {"currency", NODE_TOKEN, "The currency of every amount.", .of = ENUM_currency},
    {"languages", NODE_LANGUAGES, "The languages; the first stands in for one that is missing."},
    {"timezone", NODE_TEXT, "The time zone of every day and time of day."},
    {"payment_terms_days", NODE_NUMBER,
     "The days from the invoice to its due date that were reckoned with. An invoice's own due date "
     "goes before.",
     .most = 365},
    {"scope", NODE_TOKEN,
     "Whether the subject is each invoice, or a customer's open invoices together.",
     .of = ENUM_scope},
    {"calendar", NODE_OBJECT, "The business days; null where no step needs them.", .nullable = true,
     .members = calendar_nodes},
    {"sending", NODE_OBJECT, "The hours.", .members = sending_nodes},
    {"late", NODE_OBJECT, "Late runs.", .members = late_nodes},
    {"pause", NODE_OBJECT, "Pauses.", .members = pause_nodes},
    {"conflict_order", NODE_WORDS, "What decides when steps compete, first to last.",
     .words = "class priority planned-date subject step"},
    {"class_order", NODE_WORDS, "The classes, first to last.", .words = "legal service marketing"},
    {"idempotency_key", NODE_WORD, "What a sending is recorded under.",
     .words = "plan/step/subject/cycle"},
    {"caps", NODE_LIST, "The most messages that a customer gets.", .members = cap_nodes},
    {"placeholders", NODE_LIST, "The facts that the texts name.", .members = placeholder_nodes},
    {"attributes", NODE_LIST, "The facts that the conditions look at.", .members = attribute_nodes},
    {"segments", NODE_LIST, "The groups of customers that steps and texts name.",
     .members = segment_nodes},
    {"steps", NODE_LIST, "The steps, in the order of a plain invoice's life.",
     .members = step_nodes, .least = 1},
    END,
};

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
  if (status == STATUS_OK)
    status = plan_compile(map, &(struct plan_origin){1, hex}, &plan, &faults);
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
