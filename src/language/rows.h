/* Numbers for rows of numbers: the same row has the same number, the first is 0. */
#ifndef KUNDRESA_LANGUAGE_ROWS_H
#define KUNDRESA_LANGUAGE_ROWS_H

#include <stddef.h>
#include <stdint.h>

/* Starts as {0}. */
struct rows {
  struct row {
    uint32_t first, count; /* in values */
  } * items;               /* by number */
  uint32_t count, capacity;
  uint32_t *values;
  size_t value_count, value_capacity;
  uint32_t *slots; /* a hash table of numbers counted from 1; 0 = free */
  size_t size;     /* a power of two */
};

/* The number of the row of @count values, a new one where it has none. */
uint32_t rows_add(struct rows *rows, const uint32_t *values, uint32_t count);

static inline const uint32_t *rows_at(const struct rows *rows, uint32_t number, uint32_t *count)
{
  *count = rows->items[number].count;
  return rows->values + rows->items[number].first;
}

/* Forgets all, keeping memory; and frees it. */
void rows_forget(struct rows *rows);
void rows_clear(struct rows *rows);

#endif
