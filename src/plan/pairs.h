/* What is known of pairs of numbers. */
#ifndef KUNDRESA_PLAN_PAIRS_H
#define KUNDRESA_PLAN_PAIRS_H

#include <stdbool.h>
#include <stddef.h>

struct pair {
  size_t one, other, value;
  bool taken; /* the slot of the table is in use */
};

/* A hash table; all zeroes is an empty one. */
struct pairs {
  struct pair *slots;
  size_t count, size; /* the size is a power of two */
};

/* The value of the pair (@one, @other), which is not (@other, @one).  One that
 * is not there is put in with the value @fresh, and *@added says so.  The
 * place is good until the next call. */
size_t *pairs_value(struct pairs *pairs, size_t one, size_t other, size_t fresh, bool *added);

void pairs_clear(struct pairs *pairs);

#endif
