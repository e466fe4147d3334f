/* Differences and conflicts between versions of a journey, in words. */
#ifndef KUNDRESA_APP_COMPARE_H
#define KUNDRESA_APP_COMPARE_H

#include "base/str.h"
#include "merge/diff.h"
#include "merge/merge.h"

/* Adds what a record is called: "touchpoint 'Gentle reminder'"; a part with what tells it
 * from others, "Variant sv". */
void compare_add_name(struct str *out, enum entity entity, const void *record);

/* Adds the difference without the name of its group: "Days: 5 → 7 (7 days after the due
 * date)", "Message 'm1' added". */
void compare_add_difference(struct str *out, const struct difference *difference);

/* Whether two differences are of one record at the top. */
bool compare_is_of_same(const struct difference *a, const struct difference *b);

/* Adds all differences, each in a line below the name of its record at the top. */
void compare_add_all(struct str *out, const struct diff *diff);

/* Adds what is disputed and both values, in one sentence; @map is where owners are
 * looked up. */
void compare_add_conflict(struct str *out, const struct conflict *conflict, const struct map *map);

/* Adds the address that programs know it by, "touchpoint/reminder-1"; a part without an
 * id by that of its owner and what it is known by, "message/m1/variant". */
void compare_add_address(struct str *out, enum entity entity, const void *record);

#endif
