#include "yaml/plan_format.h"

#include "base/date.h"
#include "base/mem.h"
#include "model/record.h"
#include "yaml/emit.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Single values ---- */

static void put_number(struct emitter *emitter, size_t indent, const char *key, int64_t number)
{
  char text[32];
  snprintf(text, sizeof text, "%" PRId64, number);
  emit_key(emitter, indent, key);
  emit_plain(emitter, number == UNSET ? "null" : text);
}

static void put_text(struct emitter *emitter, size_t indent, const char *key, const char *text)
{
  emit_key(emitter, indent, key);
  if (text == NULL)
    emit_plain(emitter, "null");
  else
    emit_text(emitter, text);
}

static void put_prose(struct emitter *emitter, size_t indent, const char *key, const char *text)
{
  emit_key(emitter, indent, key);
  if (text == NULL)
    emit_plain(emitter, "null");
  else
    emit_prose(emitter, indent, text);
}

static void put_token(struct emitter *emitter, size_t indent, const char *key,
                      enum enumeration_index of, int64_t value)
{
  put_text(emitter, indent, key,
           value == UNSET ? NULL : enumeration_token(&enumerations[of], value));
}

static void put_words(struct emitter *emitter, size_t indent, const char *key, const char *words)
{
  emit_key(emitter, indent, key);
  if (list_count(words) == 0)
    emit_plain(emitter, "[]");
  else
    emit_words(emitter, words);
}

static void put_day(struct emitter *emitter, size_t indent, const char *key, int64_t day)
{
  char text[DATE_SIZE];
  emit_key(emitter, indent, key);
  if (day == UNSET)
    emit_plain(emitter, "null");
  else
    emit_quoted(emitter, date_format(day, text));
}

static void put_clock(struct emitter *emitter, size_t indent, const char *key, int64_t minutes)
{
  char text[DATE_SIZE];
  emit_key(emitter, indent, key);
  emit_quoted(emitter, date_format_clock(minutes, text));
}

static void put_open(struct emitter *emitter, size_t indent, const char *key)
{
  emit_key(emitter, indent, key);
  emit_open(emitter);
}

/* A list's key; an empty list is written on its line. */
static void put_list(struct emitter *emitter, size_t indent, const char *key, size_t count)
{
  emit_key(emitter, indent, key);
  if (count == 0)
    emit_plain(emitter, "[]");
  else
    emit_open(emitter);
}

/* ---- The head ---- */

static void write_waived(struct emitter *emitter, const struct plan_waived *waived)
{
  const struct waiver *waiver = waived->waiver;
  emit_entry(emitter);
  put_text(emitter, 6, "rule", waived->rule);
  put_text(emitter, 6, "severity", waived->severity);
  put_text(emitter, 6, "touchpoint", waived->touchpoint);
  put_text(emitter, 6, "message", waived->message);
  put_text(emitter, 6, "language", waived->language);
  put_text(emitter, 6, "segment", waived->segment);
  put_text(emitter, 6, "part", waived->part);
  put_text(emitter, 6, "person", waiver->person);
  put_token(emitter, 6, "department", ENUM_department, waiver->department);
  put_prose(emitter, 6, "reason", waiver->reason);
  put_day(emitter, 6, "given", waiver->given);
  put_day(emitter, 6, "until", waiver->until);
  put_text(emitter, 6, "fingerprint", waiver->fingerprint);
  put_text(emitter, 6, "digest", waiver->digest);
  emit_entry_end(emitter, 6);
}

static void write_audit(struct emitter *emitter, const struct plan_audit *audit)
{
  emit_key(emitter, 0, "audit");
  if (audit == NULL) {
    emit_plain(emitter, "null");
    return;
  }
  emit_open(emitter);
  put_day(emitter, 2, "day", audit->day);
  put_number(emitter, 2, "errors", audit->errors);
  put_number(emitter, 2, "warnings", audit->warnings);
  put_number(emitter, 2, "infos", audit->infos);
  put_number(emitter, 2, "not_evaluated", audit->not_evaluated);
  put_list(emitter, 2, "packs", audit->pack_count);
  for (size_t i = 0; i < audit->pack_count; i++) {
    emit_entry(emitter);
    put_text(emitter, 6, "id", audit->packs[i].id);
    put_text(emitter, 6, "version", audit->packs[i].version);
    emit_entry_end(emitter, 6);
  }
  put_list(emitter, 2, "waived", audit->waived_count);
  for (size_t i = 0; i < audit->waived_count; i++)
    write_waived(emitter, &audit->waived[i]);
}

static void write_release(struct emitter *emitter, const struct plan *plan)
{
  const struct journey *journey = map_journey(plan->map);
  put_number(emitter, 0, "kundresa_plan", 1);
  put_text(emitter, 0, "id", journey->id);
  put_number(emitter, 0, "version", plan->version);
  put_text(emitter, 0, "title", journey->title);
  put_text(emitter, 0, "brand", journey->brand);
  put_open(emitter, 0, "journey");
  put_token(emitter, 2, "state", ENUM_journey_state, journey->state);
  put_token(emitter, 2, "status", ENUM_journey_status, journey->status);
  emit_key(emitter, 2, "sha256");
  emit_quoted(emitter, plan->journey_sha256);
  write_audit(emitter, plan->audit);
  put_token(emitter, 0, "market", ENUM_market, journey->market);
  put_token(emitter, 0, "audience", ENUM_audience, journey->audience);
  put_token(emitter, 0, "sector", ENUM_sector, journey->sector);
  put_token(emitter, 0, "currency", ENUM_currency, journey->currency);
  put_words(emitter, 0, "languages", journey->languages);
  put_text(emitter, 0, "timezone", journey->timezone);
  put_number(emitter, 0, "payment_terms_days", journey->payment_terms_days);
  put_token(emitter, 0, "scope", ENUM_scope, plan->scope);
}

static void write_holiday(struct emitter *emitter, const struct holiday *holiday)
{
  static const char *const days[] = {"monday", "tuesday",  "wednesday", "thursday",
                                     "friday", "saturday", "sunday"};
  emit_entry(emitter);
  put_text(emitter, 6, "name", holiday->name);
  switch (holiday->kind) {
  case HOLIDAY_FIXED:
    put_text(emitter, 6, "rule", "fixed");
    put_number(emitter, 6, "month", holiday->month);
    put_number(emitter, 6, "day", holiday->day);
    break;
  case HOLIDAY_EASTER:
    put_text(emitter, 6, "rule", "easter");
    put_number(emitter, 6, "days", holiday->offset);
    break;
  case HOLIDAY_ON_OR_AFTER:
    put_text(emitter, 6, "rule", "on-or-after");
    put_text(emitter, 6, "weekday", days[holiday->weekday]);
    put_number(emitter, 6, "month", holiday->month);
    put_number(emitter, 6, "day", holiday->day);
    break;
  case HOLIDAY_SUBSTITUTED:
    put_text(emitter, 6, "rule", "substituted");
    put_number(emitter, 6, "month", holiday->month);
    put_number(emitter, 6, "day", holiday->day);
    put_number(emitter, 6, "days", holiday->offset);
    break;
  }
  emit_entry_end(emitter, 6);
}

static void write_calendar(struct emitter *emitter, const struct calendar *calendar)
{
  emit_gap(emitter);
  emit_key(emitter, 0, "calendar");
  if (calendar == NULL) {
    emit_plain(emitter, "null");
    return;
  }
  emit_open(emitter);
  put_text(emitter, 2, "id", calendar->id);
  put_text(emitter, 2, "source", calendar->source);
  put_day(emitter, 2, "from", calendar->from);
  put_day(emitter, 2, "until", calendar->until);
  put_words(emitter, 2, "weekend", "saturday sunday");
  put_list(emitter, 2, "holidays", calendar->count);
  for (size_t i = 0; i < calendar->count; i++)
    write_holiday(emitter, &calendar->holidays[i]);
}

static void write_running(struct emitter *emitter, const struct plan *plan)
{
  emit_gap(emitter);
  put_open(emitter, 0, "sending");
  put_clock(emitter, 2, "at", plan->send_at);
  put_clock(emitter, 2, "from", plan->send_from);
  put_clock(emitter, 2, "to", plan->send_to);
  put_open(emitter, 0, "late");
  put_token(emitter, 2, "policy", ENUM_late, plan->late_policy);
  put_number(emitter, 2, "grace_days", plan->late_grace_days);
  put_number(emitter, 2, "least_gap_days", plan->late_gap_days);
  put_open(emitter, 0, "pause");
  put_token(emitter, 2, "dispute", ENUM_pause, plan->pause_dispute);
  put_token(emitter, 2, "payment_plan", ENUM_pause, plan->pause_payment_plan);
  put_token(emitter, 2, "hardship", ENUM_pause, plan->pause_hardship);
  put_words(emitter, 0, "conflict_order", "class priority planned-date subject step");
  put_words(emitter, 0, "class_order", "legal service marketing");
  put_text(emitter, 0, "idempotency_key", "plan/step/subject/cycle");
  put_list(emitter, 0, "caps", map_count(plan->map, ENTITY_cap));
  for (size_t i = 0; i < map_count(plan->map, ENTITY_cap); i++) {
    const struct cap *cap = map_at(plan->map, ENTITY_cap, i);
    emit_entry(emitter);
    put_text(emitter, 4, "id", cap->id);
    put_words(emitter, 4, "counts", cap->counts);
    put_number(emitter, 4, "messages", cap->messages);
    put_number(emitter, 4, "days", cap->days);
    emit_entry_end(emitter, 4);
  }
}

static void write_placeholders(struct emitter *emitter, const struct plan *plan)
{
  size_t count, used = 0;
  const struct placeholder *all = placeholder_all(&count);
  for (size_t i = 0; i < count; i++)
    used += plan->used[i];
  put_list(emitter, 0, "placeholders", used);
  for (size_t i = 0; i < count; i++) {
    if (!plan->used[i])
      continue;
    emit_entry(emitter);
    put_text(emitter, 4, "name", all[i].name);
    put_text(emitter, 4, "type", placeholder_type_name(all[i].type));
    emit_entry_end(emitter, 4);
  }
}

/* ---- Segments ---- */

/* Which segments, and which attributes, the steps and their texts look at. */
struct needed {
  bool *segments, *attributes;
  size_t segment_count, attribute_count;
};

static void need(const struct map *map, enum entity entity, const char *id, bool *needed,
                 size_t *count)
{
  const struct field *field = entity_id_field(entity);
  for (size_t i = 0; id != NULL && i < map_count(map, entity); i++)
    if (strcmp(record_text(map_at(map, entity, i), field), id) == 0 && !needed[i]) {
      needed[i] = true;
      (*count)++;
    }
}

static void find_needed(const struct plan *plan, struct needed *needed)
{
  const struct map *map = plan->map;
  needed->segments = mem_new(map_count(map, ENTITY_segment), sizeof *needed->segments);
  needed->attributes = mem_new(map_count(map, ENTITY_attribute), sizeof *needed->attributes);
  for (size_t i = 0; i < plan->step_count; i++) {
    const struct plan_step *step = &plan->steps[i];
    const struct message *message;
    size_t at = 0;
    need(map, ENTITY_segment, step->segment, needed->segments, &needed->segment_count);
    while ((message = map_next_part(map, ENTITY_message, step->touchpoint->id, &at)) != NULL) {
      const struct variant *variant;
      size_t below = 0;
      while ((variant = map_next_part(map, ENTITY_variant, message->id, &below)) != NULL)
        need(map, ENTITY_segment, variant->segment, needed->segments, &needed->segment_count);
    }
  }
  for (size_t i = 0; i < map_count(map, ENTITY_segment); i++) {
    const struct segment *segment = map_at(map, ENTITY_segment, i);
    const struct condition *condition;
    size_t at = 0;
    while (needed->segments[i] &&
           (condition = map_next_part(map, ENTITY_condition, segment->id, &at)) != NULL)
      need(map, ENTITY_attribute, condition->attribute, needed->attributes,
           &needed->attribute_count);
  }
}

static void write_attributes(struct emitter *emitter, const struct map *map,
                             const struct needed *needed)
{
  put_list(emitter, 0, "attributes", needed->attribute_count);
  for (size_t i = 0; i < map_count(map, ENTITY_attribute); i++) {
    const struct attribute *attribute = map_at(map, ENTITY_attribute, i);
    if (!needed->attributes[i])
      continue;
    emit_entry(emitter);
    put_text(emitter, 4, "id", attribute->id);
    put_token(emitter, 4, "of", ENUM_attribute_of, attribute->owner);
    put_token(emitter, 4, "type", ENUM_attribute_type, attribute->type);
    emit_entry_end(emitter, 4);
  }
}

/* What a condition compares with, as values of the attribute's type. */
static void write_values(struct emitter *emitter, const struct condition *condition, int64_t type)
{
  bool none =
      condition->operator== operator_known || condition->operator== operator_unknown ||
      condition->value == NULL;
  put_list(emitter, 8, "values", none ? 0 : 1);
  const char *at = none ? NULL : condition->value;
  while (at != NULL) {
    size_t length = condition->operator== operator_one_of ? strcspn(at, ",") : strlen(at);
    const char *next = at[length] == ',' ? at + length + 1 : NULL;
    for (; length > 0 && at[0] == ' '; length--)
      at++;
    while (length > 0 && at[length - 1] == ' ')
      length--;
    char *value = mem_copy_span(at, length);
    emit_item(emitter, 10);
    if (type == attribute_type_text)
      emit_text(emitter, value);
    else if (type == attribute_type_date)
      emit_quoted(emitter, value);
    else
      emit_plain(emitter, value);
    free(value);
    at = next;
  }
}

static void write_segments(struct emitter *emitter, const struct map *map,
                           const struct needed *needed)
{
  put_list(emitter, 0, "segments", needed->segment_count);
  for (size_t i = 0; i < map_count(map, ENTITY_segment); i++) {
    const struct segment *segment = map_at(map, ENTITY_segment, i);
    if (!needed->segments[i])
      continue;
    emit_entry(emitter);
    put_text(emitter, 4, "id", segment->id);
    put_text(emitter, 4, "title", segment->title);
    size_t at = 0, count = 0;
    while (map_next_part(map, ENTITY_condition, segment->id, &at) != NULL)
      count++;
    put_list(emitter, 4, "all", count);
    const struct condition *condition;
    at = 0;
    while ((condition = map_next_part(map, ENTITY_condition, segment->id, &at)) != NULL) {
      const struct attribute *attribute = map_find(map, ENTITY_attribute, condition->attribute);
      emit_entry(emitter);
      put_text(emitter, 8, "attribute", condition->attribute);
      put_token(emitter, 8, "is", ENUM_operator, condition->operator);
      write_values(emitter, condition, attribute != NULL ? attribute->type : attribute_type_text);
      emit_entry_end(emitter, 8);
    }
    emit_entry_end(emitter, 4);
  }
}

/* ---- Steps ---- */

static void write_variant(struct emitter *emitter, const struct variant *variant)
{
  emit_entry(emitter);
  put_text(emitter, 12, "language", variant->language);
  put_text(emitter, 12, "segment", variant->segment);
  put_text(emitter, 12, "subject", variant->subject);
  put_prose(emitter, 12, "body", variant->body);
  put_prose(emitter, 12, "sms", variant->sms);
  emit_entry_end(emitter, 12);
}

/* Those to everyone, or those to a segment, which come first: a customer gets
 * the first that fits. */
static void write_variants(struct emitter *emitter, const struct map *map,
                           const struct message *message, bool to_everyone)
{
  const struct variant *variant;
  size_t at = 0;
  while ((variant = map_next_part(map, ENTITY_variant, message->id, &at)) != NULL)
    if ((variant->segment == NULL) == to_everyone)
      write_variant(emitter, variant);
}

static void write_message(struct emitter *emitter, const struct map *map,
                          const struct message *message)
{
  emit_entry(emitter);
  put_text(emitter, 8, "id", message->id);
  put_token(emitter, 8, "purpose", ENUM_purpose, message->purpose);
  put_token(emitter, 8, "place", ENUM_place, message->place);
  put_open(emitter, 8, "valid");
  put_day(emitter, 10, "from", message->valid_from);
  put_day(emitter, 10, "to", message->valid_to);
  put_open(emitter, 8, "variants");
  write_variants(emitter, map, message, false);
  write_variants(emitter, map, message, true);
  emit_entry_end(emitter, 8);
}

static void write_money(struct emitter *emitter, const struct plan_step *step)
{
  put_number(emitter, 4, "pay_within_days", step->pay_within_days);
  put_open(emitter, 4, "fee");
  put_token(emitter, 6, "kind", ENUM_fee, step->fee_kind);
  put_number(emitter, 6, "amount", step->fee_kind == fee_fixed ? step->fee_amount : UNSET);
  put_number(emitter, 6, "rate", step->fee_kind == fee_percent ? step->fee_rate : UNSET);
  put_open(emitter, 4, "interest");
  put_token(emitter, 6, "kind", ENUM_interest, step->interest_kind);
  put_number(emitter, 6, "rate",
             step->interest_kind != interest_none ? step->interest_rate : UNSET);
}

/* What must be in order first; a check that stops nothing is not the plan's. */
static void write_approval(struct emitter *emitter, const struct map *map,
                           const struct plan_step *step)
{
  const char *id = step->touchpoint->id;
  const struct control *control;
  size_t at = 0, count = 0;
  while ((control = map_next_part(map, ENTITY_control, id, &at)) != NULL)
    count += control->blocks == 1;
  put_text(emitter, 4, "approval", step->manual ? "manual" : "automatic");
  put_list(emitter, 4, "controls", count);
  at = 0;
  while ((control = map_next_part(map, ENTITY_control, id, &at)) != NULL) {
    if (control->blocks != 1)
      continue;
    emit_entry(emitter);
    put_text(emitter, 8, "title", control->title);
    put_token(emitter, 8, "automation", ENUM_automation, control->automation);
    emit_entry_end(emitter, 8);
  }
}

static void write_step(struct emitter *emitter, const struct map *map, const struct plan_step *step)
{
  const struct touchpoint *touchpoint = step->touchpoint;
  emit_entry(emitter);
  put_text(emitter, 4, "id", touchpoint->id);
  put_text(emitter, 4, "title", touchpoint->title);
  put_token(emitter, 4, "kind", ENUM_stage_kind, touchpoint->kind);
  put_token(emitter, 4, "owner", ENUM_department, touchpoint->owner_department);
  put_token(emitter, 4, "class", ENUM_step_class, step->step_class);
  put_number(emitter, 4, "priority", step->priority);
  put_open(emitter, 4, "when");
  put_token(emitter, 6, "anchor", ENUM_anchor, step->anchor);
  put_text(emitter, 6, "after", step->after);
  put_number(emitter, 6, "offset_days", step->offset_days);
  put_token(emitter, 6, "days", ENUM_day_kind, step->days);
  put_token(emitter, 6, "roll", ENUM_roll, step->roll);
  put_open(emitter, 4, "if");
  put_token(emitter, 6, "invoice", ENUM_invoice_state, step->invoice_state);
  put_text(emitter, 6, "segment", step->segment);
  put_open(emitter, 4, "repeat");
  put_number(emitter, 6, "every_days", step->repeat_times > 0 ? step->repeat_every_days : UNSET);
  put_number(emitter, 6, "times", step->repeat_times);
  put_words(emitter, 4, "stop_on", step->stop_on);
  write_approval(emitter, map, step);
  put_words(emitter, 4, "channels", step->channels);
  write_money(emitter, step);
  put_token(emitter, 4, "announces", ENUM_announced, step->announces);
  put_open(emitter, 4, "messages");
  const struct message *message;
  size_t at = 0;
  while ((message = map_next_part(map, ENTITY_message, touchpoint->id, &at)) != NULL)
    write_message(emitter, map, message);
  emit_entry_end(emitter, 4);
}

enum status plan_write(const struct plan *plan, struct byte_sink *out, struct error *err)
{
  struct emitter emitter = {.out = out, .err = err};
  struct needed needed = {0};
  find_needed(plan, &needed);
  write_release(&emitter, plan);
  write_calendar(&emitter, plan->calendar);
  write_running(&emitter, plan);
  emit_gap(&emitter);
  write_placeholders(&emitter, plan);
  write_attributes(&emitter, plan->map, &needed);
  write_segments(&emitter, plan->map, &needed);
  emit_gap(&emitter);
  put_open(&emitter, 0, "steps");
  for (size_t i = 0; i < plan->step_count; i++)
    write_step(&emitter, plan->map, &plan->steps[i]);
  free(needed.segments);
  free(needed.attributes);
  return emit_finish(&emitter);
}
