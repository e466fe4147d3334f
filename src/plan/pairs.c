#include "plan/pairs.h"

#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>

static struct pair *find_slot(struct pair *slots, size_t size, size_t one, size_t other)
{
  uint64_t hash = (uint64_t)one * 0x9e3779b97f4a7c15u ^ (uint64_t)other * 0xc2b2ae3d27d4eb4fu;
  size_t at = (size_t)(hash ^ hash >> 32) & (size - 1);
  while (slots[at].taken && (slots[at].one != one || slots[at].other != other))
    at = (at + 1) & (size - 1);
  return &slots[at];
}

static void grow(struct pairs *pairs)
{
  size_t size = pairs->size == 0 ? 64 : pairs->size * 2;
  struct pair *slots = mem_new(size, sizeof *slots);
  for (size_t i = 0; i < pairs->size; i++)
    if (pairs->slots[i].taken)
      *find_slot(slots, size, pairs->slots[i].one, pairs->slots[i].other) = pairs->slots[i];
  free(pairs->slots);
  pairs->slots = slots;
  pairs->size = size;
}

size_t *pairs_value(struct pairs *pairs, size_t one, size_t other, size_t fresh, bool *added)
{
  if (pairs->count * 2 >= pairs->size)
    grow(pairs);
  struct pair *slot = find_slot(pairs->slots, pairs->size, one, other);
  *added = !slot->taken;
  if (*added) {
    *slot = (struct pair){one, other, fresh, true};
    pairs->count++;
  }
  return &slot->value;
}

void pairs_clear(struct pairs *pairs)
{
  free(pairs->slots);
  *pairs = (struct pairs){0};
}
