#include "plan/condition.h"

#include "base/date.h"
#include "base/mem.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool condition_value(int64_t type, const char *text, int64_t *number)
{
  *number = 0;
  if (text == NULL || text[0] == '\0')
    return false;
  switch (type) {
  case attribute_type_integer:
  case attribute_type_money: {
    const char *digits = text[0] == '-' ? text + 1 : text;
    if (digits[0] == '\0' || digits[strspn(digits, "0123456789")] != '\0')
      return false;
    errno = 0;
    *number = strtoll(text, NULL, 10);
    return errno == 0;
  }
  case attribute_type_date:
    return date_parse(text, number);
  case attribute_type_boolean:
    *number = strcmp(text, "true") == 0;
    return *number == 1 || strcmp(text, "false") == 0;
  default:
    return true;
  }
}

char *condition_operand(const struct condition *condition, size_t index)
{
  if (condition->value == NULL)
    return NULL;
  if (condition->operator!= operator_one_of)
    return index == 0 ? mem_copy_text(condition->value) : NULL;
  const char *at = condition->value;
  for (; index > 0; index--) {
    at = strchr(at, ',');
    if (at == NULL)
      return NULL;
    at++;
  }
  size_t length = strcspn(at, ",");
  while (length > 0 && at[0] == ' ')
    at++, length--;
  while (length > 0 && at[length - 1] == ' ')
    length--;
  return mem_copy_span(at, length);
}

/* Whether the value equals one of the condition's operands. */
static bool is_among(const struct condition *condition, int64_t type, const char *value,
                     int64_t number)
{
  bool found = false;
  char *operand;
  for (size_t i = 0; !found && (operand = condition_operand(condition, i)) != NULL; i++) {
    int64_t other;
    if (type == attribute_type_text)
      found = strcmp(value, operand) == 0;
    else
      found = condition_value(type, operand, &other) && other == number;
    free(operand);
  }
  return found;
}

bool condition_holds(const struct condition *condition, int64_t type, const char *value)
{
  int64_t number;
  if (condition->operator== operator_unknown)
    return value == NULL;
  if (value == NULL)
    return false;
  if (condition->operator== operator_known)
    return true;
  if (!condition_value(type, value, &number))
    return false;
  bool among = is_among(condition, type, value, number);
  if (condition->operator== operator_is || condition->operator== operator_one_of)
    return among;
  if (condition->operator== operator_is_not)
    return !among;
  int64_t limit;
  if (!condition_value(type, condition->value, &limit))
    return false;
  switch (condition->operator) {
  case operator_less:
    return number < limit;
  case operator_at_most:
    return number <= limit;
  case operator_more:
    return number > limit;
  default:
    return number >= limit;
  }
}

/* The conditions of both segments about one attribute. */
struct demands {
  const struct condition **items;
  size_t count;
};

static bool meets(const struct demands *demands, int64_t type, const char *value)
{
  for (size_t i = 0; i < demands->count; i++)
    if (!condition_holds(demands->items[i], type, value))
      return false;
  return true;
}

static bool meets_number(const struct demands *demands, int64_t type, int64_t number)
{
  char text[32], day[DATE_SIZE];
  snprintf(text, sizeof text, "%" PRId64, number);
  return meets(demands, type, type == attribute_type_date ? date_format(number, day) : text);
}

/* Whether some value meets them all.  Where bounds and single values are all
 * that is asked, one of the values named, or a neighbour of one, does if any
 * does; of texts that are not named any will do. */
static bool can_be_met(const struct demands *demands, int64_t type)
{
  if (meets(demands, type, NULL))
    return true;
  if (type == attribute_type_boolean)
    return meets(demands, type, "true") || meets(demands, type, "false");
  if (type == attribute_type_text ? meets(demands, type, "\x01") : meets_number(demands, type, 0))
    return true;
  for (size_t i = 0; i < demands->count; i++) {
    char *operand;
    for (size_t k = 0; (operand = condition_operand(demands->items[i], k)) != NULL; k++) {
      int64_t number;
      bool met = condition_value(type, operand, &number);
      if (met && type == attribute_type_text)
        met = meets(demands, type, operand);
      else if (met)
        met = meets_number(demands, type, number) ||
              (number > INT64_MIN + 1 && meets_number(demands, type, number - 1)) ||
              (number < INT64_MAX && meets_number(demands, type, number + 1));
      free(operand);
      if (met)
        return true;
    }
  }
  return false;
}

/* The conditions of all the segments; the caller frees the items. */
static struct demands gather(const struct map *map, const char *const *segments, size_t count)
{
  struct demands all = {0};
  size_t capacity = 0;
  for (size_t i = 0; i < count; i++) {
    size_t at = 0;
    const struct condition *condition;
    while (segments[i] != NULL &&
           (condition = map_next_part(map, ENTITY_condition, segments[i], &at)) != NULL) {
      if (all.count == capacity) {
        capacity = capacity * 2 + 8;
        all.items = mem_resize(all.items, capacity, sizeof *all.items);
      }
      all.items[all.count++] = condition;
    }
  }
  return all;
}

static int compare_attributes(const void *a, const void *b)
{
  return strcmp((*(const struct condition *const *)a)->attribute,
                (*(const struct condition *const *)b)->attribute);
}

bool condition_can_all_meet(const struct map *map, const char *const *segments, size_t count)
{
  struct demands all = gather(map, segments, count);
  if (all.count > 0)
    qsort(all.items, all.count, sizeof *all.items, compare_attributes);
  bool met = true;
  for (size_t i = 0; i < all.count && met;) {
    struct demands one = {.items = all.items + i};
    while (i < all.count && strcmp(all.items[i]->attribute, one.items[0]->attribute) == 0)
      i++, one.count++;
    const struct attribute *attribute = map_find(map, ENTITY_attribute, one.items[0]->attribute);
    met = attribute == NULL || can_be_met(&one, attribute->type);
  }
  free(all.items);
  return met;
}

bool condition_can_meet(const struct map *map, const char *segment, const char *other)
{
  const char *segments[] = {segment, other};
  return condition_can_all_meet(map, segments, 2);
}
