/* The conditions of segments: what they ask of a value, and whether somebody
 * can meet them all. */
#ifndef KUNDRESA_PLAN_CONDITION_H
#define KUNDRESA_PLAN_CONDITION_H

#include "model/map.h"

#include <stdbool.h>

/* Whether @text is a value of that type (enum attribute_type): a decimal
 * number for whole numbers and money, YYYY-MM-DD for dates, true or false.
 * *@number is what it is compared by; 0 for texts. */
bool condition_value(int64_t type, const char *text, int64_t *number);

/* Whether the condition holds for a value of its attribute, which is of
 * @type; NULL is unknown.  An unknown value meets 'is unknown' and nothing
 * else. */
bool condition_holds(const struct condition *condition, int64_t type, const char *value);

/* The @index-th of the values that a condition compares with, without the
 * spaces around it, or NULL past the last; free it.  Only 'is one of' has
 * more than one. */
char *condition_operand(const struct condition *condition, size_t index);

/* Whether a customer and an invoice can be in all of the segments at once, as
 * far as their conditions tell; those that are NULL are everyone. */
bool condition_can_all_meet(const struct map *map, const char *const *segments, size_t count);

/* The same of two. */
bool condition_can_meet(const struct map *map, const char *segment, const char *other);

#endif
