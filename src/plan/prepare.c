#include "plan/decider.h"

#include "base/mem.h"
#include "plan/condition.h"

#include <stdlib.h>
#include <string.h>

#define NOWHERE ((size_t)-1)

static size_t place_of(const struct map *map, enum entity entity, const char *id)
{
  const void *record = id != NULL ? map_find(map, entity, id) : NULL;
  for (size_t i = 0; record != NULL && i < map_count(map, entity); i++)
    if (map_at(map, entity, i) == record)
      return i;
  return NOWHERE;
}

/* The tokens of a field with several, as numbers; the caller's. */
static int64_t *tokens(enum enumeration_index list, const char *text, size_t *count)
{
  int64_t *values = mem_new(enumerations[list].count, sizeof *values);
  *count = 0;
  for (const char *at = text; at != NULL && *at != '\0';) {
    size_t length = strcspn(at, " ");
    int64_t value = enumeration_find(&enumerations[list], at, length);
    if (value >= 0 && *count < enumerations[list].count)
      values[(*count)++] = value;
    at += length + strspn(at + length, " ");
  }
  return values;
}

static void make_condition(struct decider *decider, struct ready_condition *ready,
                           const struct condition *condition)
{
  const struct map *map = decider->plan->map;
  ready->attribute = place_of(map, ENTITY_attribute, condition->attribute);
  ready->type = decider_attribute_type(decider, ready->attribute);
  ready->operator_ = condition->operator;
  char *operand;
  while ((operand = condition_operand(condition, ready->operand_count)) != NULL) {
    ready->operands =
        mem_resize(ready->operands, ready->operand_count + 1, sizeof *ready->operands);
    struct fact_value *value = &ready->operands[ready->operand_count++];
    value->text = operand;
    condition_value(ready->type, operand, &value->number);
  }
}

static void make_segment(struct decider *decider, struct ready_segment *ready,
                         const struct segment *segment)
{
  size_t at = 0;
  const struct condition *condition;
  ready->id = segment->id;
  while ((condition = map_next_part(decider->plan->map, ENTITY_condition, segment->id, &at))) {
    ready->conditions = mem_resize(ready->conditions, ready->count + 1, sizeof *ready->conditions);
    struct ready_condition *one = &ready->conditions[ready->count++];
    *one = (struct ready_condition){0};
    make_condition(decider, one, condition);
  }
}

static void make_message(const struct map *map, struct ready_message *ready,
                         const struct message *message)
{
  size_t at = 0;
  const struct variant *variant;
  ready->message = message;
  while ((variant = map_next_part(map, ENTITY_variant, message->id, &at)) != NULL) {
    ready->variants = mem_resize(ready->variants, ready->count + 1, sizeof *ready->variants);
    ready->variants[ready->count++] = (struct ready_variant){
        .variant = variant, .segment = place_of(map, ENTITY_segment, variant->segment)};
  }
}

/* A control of several steps is one: whether it is passed is known by its title. */
static void add_control(struct decider *decider, struct ready_step *ready, const char *title)
{
  size_t place = decider_control(decider, title);
  if (place == NOWHERE) {
    place = decider->control_count++;
    decider->controls = mem_resize(decider->controls, place + 1, sizeof *decider->controls);
    decider->controls[place] = title;
  }
  ready->controls = mem_resize(ready->controls, ready->control_count + 1, sizeof *ready->controls);
  ready->controls[ready->control_count++] = place;
}

static void make_step(struct decider *decider, size_t number)
{
  const struct map *map = decider->plan->map;
  struct ready_step *ready = &decider->steps[number];
  const struct plan_step *step = &decider->plan->steps[number];
  ready->step = step;
  ready->id = step->touchpoint->id;
  ready->after = step->after != NULL ? decider_step(decider, step->after) : DECIDE_NO_STEP;
  ready->segment = place_of(map, ENTITY_segment, step->segment);
  ready->stops = tokens(ENUM_stop_event, step->stop_on, &ready->stop_count);
  ready->channels = tokens(ENUM_channel, step->channels, &ready->channel_count);
  size_t at = 0;
  const struct control *control;
  while ((control = map_next_part(map, ENTITY_control, ready->id, &at)) != NULL)
    if (control->blocks == 1)
      add_control(decider, ready, control->title);
  at = 0;
  const struct message *message;
  while ((message = map_next_part(map, ENTITY_message, ready->id, &at)) != NULL) {
    ready->messages =
        mem_resize(ready->messages, ready->message_count + 1, sizeof *ready->messages);
    ready->messages[ready->message_count] = (struct ready_message){0};
    make_message(map, &ready->messages[ready->message_count++], message);
  }
}

struct decider *decider_make(const struct plan *plan)
{
  const struct map *map = plan->map;
  struct decider *decider = mem_new(1, sizeof *decider);
  decider->plan = plan;
  if (plan->calendar != NULL)
    calendar_days_make(&decider->days, plan->calendar);
  const char *languages = map_journey(map)->languages;
  if (languages != NULL)
    decider->first_language = mem_copy_span(languages, strcspn(languages, " "));
  decider->segment_count = map_count(map, ENTITY_segment);
  decider->segments = mem_new(decider->segment_count + 1, sizeof *decider->segments);
  for (size_t i = 0; i < decider->segment_count; i++)
    make_segment(decider, &decider->segments[i], map_at(map, ENTITY_segment, i));
  decider->steps = mem_new(plan->step_count + 1, sizeof *decider->steps);
  for (size_t i = 0; i < plan->step_count; i++)
    make_step(decider, i);
  decider->cap_count = map_count(map, ENTITY_cap);
  decider->caps = mem_new(decider->cap_count + 1, sizeof *decider->caps);
  for (size_t i = 0; i < decider->cap_count; i++) {
    size_t count;
    decider->caps[i].cap = map_at(map, ENTITY_cap, i);
    int64_t *classes = tokens(ENUM_step_class, decider->caps[i].cap->counts, &count);
    for (size_t k = 0; k < count; k++)
      decider->caps[i].counts |= 1u << classes[k];
    free(classes);
  }
  return decider;
}

static void free_segment(struct ready_segment *segment)
{
  for (size_t i = 0; i < segment->count; i++) {
    for (size_t k = 0; k < segment->conditions[i].operand_count; k++)
      free((char *)segment->conditions[i].operands[k].text);
    free(segment->conditions[i].operands);
  }
  free(segment->conditions);
}

void decider_free(struct decider **slot)
{
  struct decider *decider = *slot;
  *slot = NULL;
  if (decider == NULL)
    return;
  for (size_t i = 0; i < decider->segment_count; i++)
    free_segment(&decider->segments[i]);
  for (size_t i = 0; i < decider->plan->step_count; i++) {
    struct ready_step *step = &decider->steps[i];
    for (size_t k = 0; k < step->message_count; k++)
      free(step->messages[k].variants);
    free(step->messages);
    free(step->stops);
    free(step->channels);
    free(step->controls);
  }
  calendar_days_free(&decider->days);
  free(decider->first_language);
  free(decider->segments);
  free(decider->steps);
  free(decider->caps);
  free(decider->controls);
  free(decider);
}

size_t decider_attribute(const struct decider *decider, const char *id)
{
  return place_of(decider->plan->map, ENTITY_attribute, id);
}

size_t decider_attribute_count(const struct decider *decider)
{
  return map_count(decider->plan->map, ENTITY_attribute);
}

int64_t decider_attribute_type(const struct decider *decider, size_t attribute)
{
  const struct attribute *one = map_at(decider->plan->map, ENTITY_attribute, attribute);
  return one->type;
}

size_t decider_control(const struct decider *decider, const char *title)
{
  for (size_t i = 0; i < decider->control_count; i++)
    if (strcmp(decider->controls[i], title) == 0)
      return i;
  return NOWHERE;
}

size_t decider_control_count(const struct decider *decider)
{
  return decider->control_count;
}

size_t decider_step(const struct decider *decider, const char *id)
{
  const struct plan *plan = decider->plan;
  for (size_t i = 0; i < plan->step_count; i++)
    if (strcmp(plan->steps[i].touchpoint->id, id) == 0)
      return i;
  return DECIDE_NO_STEP;
}

const struct plan *decider_plan(const struct decider *decider)
{
  return decider->plan;
}
