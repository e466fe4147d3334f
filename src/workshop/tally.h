/* Dots: how many there are to give, and what they came to. */
#ifndef KUNDRESA_WORKSHOP_TALLY_H
#define KUNDRESA_WORKSHOP_TALLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The most that one person may put on one thing. */
#define TALLY_CAP 3

/* The dots of each person where so many things can be voted for: a third of them,
 * rounded up, at least 3 and at most 10; and never more than can be put down. */
int64_t tally_dots(size_t items);

/* One thing that can be voted for. */
struct tally {
  int64_t dots;
  size_t voters;
  size_t rank; /* from 1; equal dots have the same, and the next is left out */
  bool tie;    /* another has as many dots, and both have any */
};

/* Finds ranks and ties; what got no dots has rank 0. */
void tally_rank(struct tally *items, size_t count);

#endif
