/* The order of records: what was moved, and two orders made one. */
#ifndef KUNDRESA_MERGE_ORDER_H
#define KUNDRESA_MERGE_ORDER_H

#include <stdbool.h>
#include <stddef.h>

/* Marks in @moved the fewest of @count that keep @places, which are all different,
 * from ascending. */
void order_moved(const size_t *places, size_t count, bool *moved);

/* One order of things that are numbered from 0: that of the base or of a side. */
struct order {
  const size_t *items; /* each at most once */
  size_t count;
};

/* Makes one order of all @count things of two that come of @base.  What a side moved or
 * added stands behind what it stood behind there; what both moved to different places
 * is marked in @torn, and stands where the first side has it, or the second one where
 * @second.  Each thing is in one of the sides at least.  @merged and @torn have room for
 * @count. */
void order_merge(struct order base, struct order first, struct order second_side, bool second,
                 size_t count, size_t *merged, bool *torn);

#endif
