#include "language/rows.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* Where the row stands in the table, or would. */
static uint32_t *find_slot(const struct rows *rows, const uint32_t *values, uint32_t count)
{
  uint64_t hash = count;
  for (uint32_t i = 0; i < count; i++) {
    hash = (hash ^ values[i]) * UINT64_C(0x9E3779B97F4A7C15);
    hash ^= hash >> 32;
  }
  for (size_t at = (size_t)hash & (rows->size - 1);; at = (at + 1) & (rows->size - 1)) {
    uint32_t *slot = &rows->slots[at];
    if (*slot == 0)
      return slot;
    const struct row *row = &rows->items[*slot - 1];
    if (row->count == count &&
        (count == 0 || memcmp(rows->values + row->first, values, count * sizeof *values) == 0))
      return slot;
  }
}

static void grow(struct rows *rows)
{
  rows->size = rows->size == 0 ? 64 : rows->size * 2;
  free(rows->slots);
  rows->slots = mem_new(rows->size, sizeof *rows->slots);
  for (uint32_t i = 0; i < rows->count; i++)
    *find_slot(rows, rows->values + rows->items[i].first, rows->items[i].count) = i + 1;
}

uint32_t rows_add(struct rows *rows, const uint32_t *values, uint32_t count)
{
  if (rows->count * 2 >= rows->size)
    grow(rows);
  uint32_t *slot = find_slot(rows, values, count);
  if (*slot != 0)
    return *slot - 1;
  if (rows->count == rows->capacity) {
    rows->capacity = rows->capacity == 0 ? 32 : rows->capacity * 2;
    rows->items = mem_resize(rows->items, rows->capacity, sizeof *rows->items);
  }
  /* Also for the empty row: it has a place, as rows_at() gives one. */
  if (rows->value_count + count >= rows->value_capacity) {
    rows->value_capacity = (rows->value_count + count + 16) * 2;
    rows->values = mem_resize(rows->values, rows->value_capacity, sizeof *rows->values);
  }
  if (count > 0)
    memcpy(rows->values + rows->value_count, values, count * sizeof *values);
  rows->items[rows->count] = (struct row){(uint32_t)rows->value_count, count};
  rows->value_count += count;
  *slot = ++rows->count;
  return rows->count - 1;
}

void rows_forget(struct rows *rows)
{
  if (rows->size > 0)
    memset(rows->slots, 0, rows->size * sizeof *rows->slots);
  rows->count = 0;
  rows->value_count = 0;
}

void rows_clear(struct rows *rows)
{
  free(rows->items);
  free(rows->values);
  free(rows->slots);
  *rows = (struct rows){0};
}
