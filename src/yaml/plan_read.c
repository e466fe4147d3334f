#include "yaml/plan_format.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "model/record.h"
#include "yaml/mapping.h"

#include <stdlib.h>
#include <string.h>

#define PLAN_KEY "kundresa_plan"
#define PLAN_VERSION "1"

/* ---- The keys ---- */

/* How a key of plan/1 is read. */
enum plan_key_kind {
  PLAN_FIELD,   /* into the member of that name */
  PLAN_PARTS,   /* a list of records of `part` */
  PLAN_OWN,     /* by take_own() */
  PLAN_PASSED,  /* known, and not kept: what the engine needs and the journey does not say */
  PLAN_ENTRIES, /* a list of such, with the keys in `entries` */
};

/* The table, by mapping, in the order of the file.  A group may be two deep. */
struct plan_key {
  enum entity entity;
  const char *group, *key;
  enum plan_key_kind kind;
  const char *member;
  enum entity part;
  const char *const *entries;
};

#define F(entity, group, key, member)                                                              \
  {                                                                                                \
    ENTITY_##entity, group, key, PLAN_FIELD, member, ENTITY_COUNT, NULL                            \
  }
#define OWN(entity, group, key)                                                                    \
  {                                                                                                \
    ENTITY_##entity, group, key, PLAN_OWN, NULL, ENTITY_COUNT, NULL                                \
  }
#define PASSED(group, key)                                                                         \
  {                                                                                                \
    ENTITY_journey, group, key, PLAN_PASSED, NULL, ENTITY_COUNT, NULL                              \
  }
#define ENTRIES(group, key, entries)                                                               \
  {                                                                                                \
    ENTITY_journey, group, key, PLAN_ENTRIES, NULL, ENTITY_COUNT, entries                          \
  }
#define PARTS_IN(entity, group, key, part)                                                         \
  {                                                                                                \
    ENTITY_##entity, group, key, PLAN_PARTS, NULL, ENTITY_##part, NULL                             \
  }
#define PARTS(entity, key, part) PARTS_IN(entity, NULL, key, part)

/* A key of a record that is known and not kept. */
#define PASSED_OF(entity, key)                                                                     \
  {                                                                                                \
    ENTITY_##entity, NULL, key, PLAN_PASSED, NULL, ENTITY_COUNT, NULL                              \
  }

static const char *const pack_keys[] = {"id", "version", NULL};
static const char *const holiday_keys[] = {"name", "rule", "weekday", "month", "day", "days", NULL};
static const char *const placeholder_keys[] = {"name", "type", NULL};

static const struct plan_key keys[] = {
    F(journey, NULL, "id", "id"),
    OWN(journey, NULL, "version"),
    F(journey, NULL, "title", "title"),
    F(journey, NULL, "brand", "brand"),
    F(journey, "journey", "state", "state"),
    F(journey, "journey", "status", "status"),
    OWN(journey, "journey", "sha256"),
    PASSED("audit", "day"),
    PASSED("audit", "errors"),
    PASSED("audit", "warnings"),
    PASSED("audit", "infos"),
    PASSED("audit", "not_evaluated"),
    ENTRIES("audit", "packs", pack_keys),
    PARTS_IN(journey, "audit", "waived", waiver),
    F(journey, NULL, "market", "market"),
    F(journey, NULL, "audience", "audience"),
    F(journey, NULL, "sector", "sector"),
    F(journey, NULL, "currency", "currency"),
    F(journey, NULL, "languages", "languages"),
    F(journey, NULL, "timezone", "timezone"),
    F(journey, NULL, "payment_terms_days", "payment_terms_days"),
    F(journey, NULL, "scope", "scope"),
    PASSED("calendar", "id"),
    PASSED("calendar", "source"),
    PASSED("calendar", "from"),
    PASSED("calendar", "until"),
    PASSED("calendar", "weekend"),
    ENTRIES("calendar", "holidays", holiday_keys),
    F(journey, "sending", "at", "send_at"),
    F(journey, "sending", "from", "send_from"),
    F(journey, "sending", "to", "send_to"),
    F(journey, "late", "policy", "late_policy"),
    F(journey, "late", "grace_days", "late_grace_days"),
    F(journey, "late", "least_gap_days", "late_gap_days"),
    F(journey, "pause", "dispute", "pause_dispute"),
    F(journey, "pause", "payment_plan", "pause_payment_plan"),
    F(journey, "pause", "hardship", "pause_hardship"),
    PASSED(NULL, "conflict_order"),
    PASSED(NULL, "class_order"),
    PASSED(NULL, "idempotency_key"),
    PARTS(journey, "caps", cap),
    ENTRIES(NULL, "placeholders", placeholder_keys),
    PARTS(journey, "attributes", attribute),
    PARTS(journey, "segments", segment),
    PARTS(journey, "steps", touchpoint),
    F(waiver, NULL, "rule", "rule"),
    PASSED_OF(waiver, "severity"),
    PASSED_OF(waiver, "touchpoint"),
    PASSED_OF(waiver, "message"),
    PASSED_OF(waiver, "language"),
    PASSED_OF(waiver, "segment"),
    PASSED_OF(waiver, "part"),
    F(waiver, NULL, "person", "person"),
    F(waiver, NULL, "department", "department"),
    F(waiver, NULL, "reason", "reason"),
    F(waiver, NULL, "given", "given"),
    F(waiver, NULL, "until", "until"),
    F(waiver, NULL, "fingerprint", "fingerprint"),
    F(waiver, NULL, "digest", "digest"),
    F(cap, NULL, "id", "id"),
    F(cap, NULL, "counts", "counts"),
    F(cap, NULL, "messages", "messages"),
    F(cap, NULL, "days", "days"),
    F(attribute, NULL, "id", "id"),
    F(attribute, NULL, "of", "owner"),
    F(attribute, NULL, "type", "type"),
    F(segment, NULL, "id", "id"),
    F(segment, NULL, "title", "title"),
    PARTS(segment, "all", condition),
    F(condition, NULL, "attribute", "attribute"),
    F(condition, NULL, "is", "operator"),
    OWN(condition, NULL, "values"),
    F(touchpoint, NULL, "id", "id"),
    F(touchpoint, NULL, "title", "title"),
    F(touchpoint, NULL, "kind", "kind"),
    F(touchpoint, NULL, "owner", "owner_department"),
    F(touchpoint, NULL, "class", "step_class"),
    F(touchpoint, NULL, "priority", "priority"),
    F(touchpoint, "when", "anchor", "anchor"),
    F(touchpoint, "when", "after", "after"),
    F(touchpoint, "when", "offset_days", "offset_days"),
    F(touchpoint, "when", "days", "days"),
    F(touchpoint, "when", "roll", "roll"),
    F(touchpoint, "if", "invoice", "invoice_state"),
    F(touchpoint, "if", "segment", "segment"),
    F(touchpoint, "repeat", "every_days", "repeat_every_days"),
    F(touchpoint, "repeat", "times", "repeat_times"),
    OWN(touchpoint, NULL, "stop_on"),
    OWN(touchpoint, NULL, "approval"),
    PARTS(touchpoint, "controls", control),
    F(touchpoint, NULL, "channels", "channels"),
    F(touchpoint, NULL, "pay_within_days", "pay_within_days"),
    F(touchpoint, "fee", "kind", "fee_kind"),
    F(touchpoint, "fee", "amount", "fee_amount"),
    F(touchpoint, "fee", "rate", "fee_rate"),
    F(touchpoint, "interest", "kind", "interest_kind"),
    F(touchpoint, "interest", "rate", "interest_rate"),
    F(touchpoint, NULL, "announces", "announces"),
    PARTS(touchpoint, "messages", message),
    F(control, NULL, "title", "title"),
    F(control, NULL, "automation", "automation"),
    F(message, NULL, "id", "id"),
    F(message, NULL, "purpose", "purpose"),
    F(message, NULL, "place", "place"),
    F(message, "valid", "from", "valid_from"),
    F(message, "valid", "to", "valid_to"),
    PARTS(message, "variants", variant),
    F(variant, NULL, "language", "language"),
    F(variant, NULL, "segment", "segment"),
    F(variant, NULL, "subject", "subject"),
    F(variant, NULL, "body", "body"),
    F(variant, NULL, "sms", "sms"),
};
enum { KEYS = sizeof keys / sizeof keys[0] };

/* The fields as plan/1 calls them, so that faults name the keys of the file. */
static void name_field(struct field *field, const struct plan_key *key)
{
  *field = *entity_field(key->entity, key->member);
  field->group = key->group;
  field->key = key->key;
  if (strcmp(key->member, "repeat_times") == 0)
    field->least = 0; /* once */
}

static void add_entries(struct layout *layout, const struct plan_key *key)
{
  struct layout *members = layout_group(layout, key->key);
  layout->slots[layout->count - 1].kind = SLOT_ENTRIES;
  for (const char *const *entry = key->entries; *entry != NULL; entry++)
    layout_add(members, *entry, SLOT_PASSED);
}

static struct layouts *plan_layouts(struct field fields[KEYS])
{
  struct layouts *layouts = mem_new(1, sizeof *layouts);
  layout_add(&layouts->entity[ENTITY_journey], PLAN_KEY, SLOT_VERSION);
  for (size_t i = 0; i < KEYS; i++) {
    const struct plan_key *key = &keys[i];
    struct layout *layout = &layouts->entity[key->entity];
    if (key->group != NULL)
      layout = layout_group(layout, key->group);
    switch (key->kind) {
    case PLAN_FIELD:
      name_field(&fields[i], key);
      layout_add(layout, key->key, SLOT_FIELD)->field = &fields[i];
      break;
    case PLAN_PARTS:
      layout_add(layout, key->key, SLOT_PARTS)->entity = key->part;
      break;
    case PLAN_OWN:
      layout_add(layout, key->key, SLOT_OWN);
      break;
    case PLAN_PASSED:
      layout_add(layout, key->key, SLOT_PASSED);
      break;
    case PLAN_ENTRIES:
      add_entries(layout, key);
      break;
    }
  }
  return layouts;
}

/* ---- What the table does not say ---- */

/* A plan while it is read.  It is the sink of its records, and hands them on
 * as a journey has them. */
struct plan_reading {
  struct record_sink sink;
  struct record_sink *out;
  struct plan_head *head;
  bool stop_on[64]; /* by enum stop_event: whether any step ends by it */
  bool staged[64];  /* by enum stage_kind: whether its stage was handed on */
};

/* A step stands in the stage of its kind, which a plan does not name; the controls of
 * a plan are those that block. */
static void begun(struct reading *reading, size_t index)
{
  const struct held *held = &reading->held[index];
  if (held->entity == ENTITY_touchpoint)
    record_put_text(held->record, entity_field(ENTITY_touchpoint, "stage"), "-");
  if (held->entity == ENTITY_control)
    record_put_number(held->record, entity_field(ENTITY_control, "blocks"), 1);
}

static enum status put_stage(struct plan_reading *plan, int64_t kind, struct error *err)
{
  if (plan->staged[kind])
    return STATUS_OK;
  plan->staged[kind] = true;
  const struct enumeration *kinds = &enumerations[ENUM_stage_kind];
  struct stage *stage = record_new(ENTITY_stage);
  stage->id = mem_copy_text(kinds->tokens[kind]);
  stage->title = mem_copy_text(enumeration_label(kinds, kind));
  stage->kind = kind;
  enum status status = plan->out->put(plan->out, ENTITY_stage, stage, err);
  record_free(ENTITY_stage, &stage);
  return status;
}

static enum status put_step(struct plan_reading *plan, const struct touchpoint *read,
                            struct error *err)
{
  struct touchpoint *step = record_copy(ENTITY_touchpoint, read);
  mem_set_text(&step->stage, enumerations[ENUM_stage_kind].tokens[step->kind]);
  if (step->repeat_times == 0)
    step->repeat_times = UNSET;
  enum status status = put_stage(plan, step->kind, err);
  if (status == STATUS_OK)
    status = plan->out->put(plan->out, ENTITY_touchpoint, step, err);
  record_free(ENTITY_touchpoint, &step);
  return status;
}

/* Steps that no payment ends lack `paid`; together they have what the journey has. */
static enum status put_journey(struct plan_reading *plan, const struct journey *read,
                               struct error *err)
{
  const struct enumeration *events = &enumerations[ENUM_stop_event];
  struct journey *journey = record_copy(ENTITY_journey, read);
  struct str words = {0};
  for (size_t i = 0; i < events->count; i++)
    if (plan->stop_on[i])
      str_addf(&words, "%s%s", words.length > 0 ? " " : "", events->tokens[i]);
  journey->stop_on = words.length > 0 ? str_take(&words) : NULL;
  str_clear(&words);
  enum status status = plan->out->put(plan->out, ENTITY_journey, journey, err);
  record_free(ENTITY_journey, &journey);
  return status;
}

static enum status put(struct record_sink *sink, enum entity entity, const void *record,
                       struct error *err)
{
  struct plan_reading *plan = (struct plan_reading *)sink;
  if (entity == ENTITY_touchpoint)
    return put_step(plan, record, err);
  if (entity == ENTITY_journey)
    return put_journey(plan, record, err);
  return plan->out->put(plan->out, entity, record, err);
}

/* Places go on by the names that the fields have in a journey. */
static void place(struct record_sink *sink, enum entity entity, const struct field *field,
                  long line, long column)
{
  struct record_sink *out = ((struct plan_reading *)sink)->out;
  out->place(out, entity, field != NULL ? entity_field(entity, field->name) : NULL, line, column);
}

/* Walks the single values of a list; false after the last.  What is no single
 * value is a fault. */
static bool next_word(struct reading *reading, const char *key)
{
  struct event_reader *events = &reading->events;
  while (event_next(events) != EVENT_CLOSE && events->now.kind != EVENT_STOP) {
    if (events->now.kind == EVENT_SCALAR && !event_is_nothing(events))
      return true;
    mapping_refuse(reading, key, _("a single value"));
  }
  return false;
}

static void take_stop_on(struct reading *reading, const struct slot *slot)
{
  struct plan_reading *plan = reading->context;
  const struct enumeration *list = &enumerations[ENUM_stop_event];
  struct event_reader *events = &reading->events;
  while (next_word(reading, slot->key)) {
    int64_t value = enumeration_find(list, events->now.text, events->now.length);
    if (value >= 0) {
      plan->stop_on[value] = true;
      continue;
    }
    char remedy[128] = "";
    const char *near = enumeration_near(list, events->now.text);
    if (near != NULL)
      snprintf(remedy, sizeof remedy, _("Did you mean '%s'?"), near);
    event_note(events, events->now.line, events->now.column, remedy,
               _("%s: found '%.60s', expected an event that ends a step."), slot->key,
               events->now.text);
  }
}

static void take_values(struct reading *reading, size_t index, const struct slot *slot)
{
  struct event_reader *events = &reading->events;
  long line = events->now.line, column = events->now.column;
  struct str all = {0};
  while (next_word(reading, slot->key))
    str_addf(&all, "%s%s", all.length > 0 ? ", " : "", events->now.text);
  struct error fault = {0};
  if (record_set(reading->held[index].record, entity_field(ENTITY_condition, "value"),
                 str_text(&all), &fault) != STATUS_OK) {
    error_place(&fault, events->name, line, column);
    problems_add(events->problems, &fault);
  }
  str_clear(&all);
}

static void take_version(struct reading *reading, const struct slot *slot)
{
  const struct plan_reading *plan = reading->context;
  struct event_reader *events = &reading->events;
  char *end = NULL;
  long number = events->now.kind == EVENT_SCALAR ? strtol(events->now.text, &end, 10) : 0;
  if (events->now.kind != EVENT_SCALAR || *end != '\0' || number < 1) {
    mapping_refuse(reading, slot->key, _("a whole number"));
    return;
  }
  plan->head->version = number;
}

static void take_digest(struct reading *reading, const struct slot *slot)
{
  const struct plan_reading *plan = reading->context;
  struct event_reader *events = &reading->events;
  size_t size = sizeof plan->head->journey_sha256;
  if (events->now.kind != EVENT_SCALAR || events->now.length >= size)
    mapping_refuse(reading, slot->key, _("64 hexadecimal digits"));
  else
    memcpy(plan->head->journey_sha256, events->now.text, events->now.length + 1);
}

/* Whose yes it waits for: a step that is done by hand, whatever its controls are. */
static void take_approval(struct reading *reading, size_t index, const struct slot *slot)
{
  const struct event_reader *events = &reading->events;
  bool scalar = events->now.kind == EVENT_SCALAR;
  if (scalar && strcmp(events->now.text, "manual") == 0)
    record_put_number(reading->held[index].record, entity_field(ENTITY_touchpoint, "automation"),
                      automation_manual);
  else if (!scalar || strcmp(events->now.text, "automatic") != 0)
    mapping_refuse(reading, slot->key, _("automatic or manual"));
}

static void own(struct reading *reading, size_t index, const struct slot *slot)
{
  bool approval = strcmp(slot->key, "approval") == 0;
  bool list = reading->held[index].entity != ENTITY_journey && !approval;
  if (list && reading->events.now.kind != EVENT_LIST)
    mapping_refuse(reading, slot->key, _("a list, as [one, two]"));
  else if (approval)
    take_approval(reading, index, slot);
  else if (reading->held[index].entity == ENTITY_touchpoint)
    take_stop_on(reading, slot);
  else if (reading->held[index].entity == ENTITY_condition)
    take_values(reading, index, slot);
  else if (strcmp(slot->key, "version") == 0)
    take_version(reading, slot);
  else
    take_digest(reading, slot);
}

enum status plan_read(FILE *in, const char *name, struct record_sink *sink, struct plan_head *head,
                      struct problems *problems, struct error *err)
{
  struct field fields[KEYS];
  struct layouts *layouts = plan_layouts(fields);
  const struct format format = {
      .layouts = layouts,
      .key = PLAN_KEY,
      .version = PLAN_VERSION,
      .nulls = true,
      .empty = N_("Found an empty file, expected a plan."),
      .expected = N_("Found %s, expected a plan."),
      .begin = N_("Begin the file with 'kundresa_plan: 1'."),
      .keyless = N_("Found no '%s: %s'; is this a plan?"),
      .unknown = N_("Delete it; kundresa-plan(5) lists the known keys."),
      .other_key = "kundresa_journey",
      .other = N_("This is a journey, expected a released plan."),
      .other_remedy = N_("Release it first: kundresa release."),
      .begun = begun,
      .own = own,
  };
  *head = (struct plan_head){0};
  struct plan_reading plan = {
      .sink = {.put = put, .place = sink->place != NULL ? place : NULL}, .out = sink, .head = head};
  enum status status = mapping_read(&format, &plan, in, name, &plan.sink, problems, err);
  layouts_free(&layouts);
  return status;
}

/* ---- Which format ---- */

enum document_kind document_kind(FILE *in)
{
  struct event_reader events;
  struct problems problems = {0};
  struct error err = {0};
  const struct event_limits limits = {.bytes = 1 << 20, .scalar = 200, .depth = 2};
  enum document_kind kind = DOCUMENT_OTHER;
  event_start(&events, in, "", limits, &problems, &err);
  enum event_kind first = event_next(&events);
  enum event_kind key = first == EVENT_MAPPING ? event_next(&events) : first;
  if (key == EVENT_SCALAR && first == EVENT_MAPPING) {
    if (strcmp(events.now.text, PLAN_KEY) == 0)
      kind = DOCUMENT_PLAN;
    else if (strcmp(events.now.text, JOURNEY_KEY) == 0)
      kind = DOCUMENT_JOURNEY;
  }
  event_finish(&events);
  problems_clear(&problems);
  return kind;
}
