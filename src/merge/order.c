#include "merge/order.h"

#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>

#define NONE SIZE_MAX

/* The longest ascending run stays (patience sorting). */
void order_moved(const size_t *places, size_t count, bool *moved)
{
  size_t *ends = mem_new(count + 1, sizeof *ends); /* by length less one: where such a run ends */
  size_t *before = mem_new(count + 1, sizeof *before);
  size_t length = 0;
  for (size_t i = 0; i < count; i++) {
    size_t low = 0, high = length;
    while (low < high) {
      size_t middle = (low + high) / 2;
      if (places[ends[middle]] < places[i])
        low = middle + 1;
      else
        high = middle;
    }
    before[i] = low > 0 ? ends[low - 1] : NONE;
    ends[low] = i;
    if (low == length)
      length++;
    moved[i] = true;
  }
  for (size_t i = length > 0 ? ends[length - 1] : NONE; i != NONE; i = before[i])
    moved[i] = false;
  free(ends);
  free(before);
}

/* What a side did with each thing. */
struct side {
  struct order order;
  bool *there;   /* it has it */
  bool *floats;  /* it added or moved it */
  size_t *after; /* the last thing before it that neither side moved, or NONE */
};

static struct side look(struct order base, struct order order, size_t count)
{
  struct side side = {.order = order,
                      .there = mem_new(count + 1, sizeof(bool)),
                      .floats = mem_new(count + 1, sizeof(bool)),
                      .after = mem_new(count + 1, sizeof(size_t))};
  size_t *place = mem_new(count + 1, sizeof *place); /* in the base, from 1 */
  size_t *known = mem_new(order.count + 1, sizeof *known);
  size_t *whose = mem_new(order.count + 1, sizeof *whose);
  bool *moved = mem_new(order.count + 1, sizeof *moved);
  size_t used = 0;
  for (size_t i = 0; i < base.count; i++)
    place[base.items[i]] = i + 1;
  for (size_t i = 0; i < order.count; i++) {
    size_t item = order.items[i];
    side.there[item] = true;
    side.floats[item] = place[item] == 0;
    if (place[item] != 0) {
      whose[used] = item;
      known[used++] = place[item];
    }
  }
  order_moved(known, used, moved);
  for (size_t i = 0; i < used; i++)
    side.floats[whose[i]] = moved[i];
  free(place);
  free(known);
  free(whose);
  free(moved);
  return side;
}

static void note_after(struct side *side, const struct side *other)
{
  size_t last = NONE;
  for (size_t i = 0; i < side->order.count; i++) {
    size_t item = side->order.items[i];
    side->after[item] = last;
    if (!side->floats[item] && other->there[item] && !other->floats[item])
      last = item;
  }
}

static void free_side(struct side *side)
{
  free(side->there);
  free(side->floats);
  free(side->after);
}

/* A chain; the thing `count` is its head. */
struct chain {
  size_t *next;
  bool *in;
  size_t head;
};

/* Puts what @side floats, and @yields does not claim, behind what it stands behind. */
static void put_floats(struct chain *chain, const struct side *side, const bool *claimed)
{
  size_t last = chain->head;
  for (size_t i = 0; i < side->order.count; i++) {
    size_t item = side->order.items[i];
    if (!chain->in[item] && !claimed[item]) {
      chain->next[item] = chain->next[last];
      chain->next[last] = item;
      chain->in[item] = true;
      last = item;
    } else if (chain->in[item] && !claimed[item]) {
      last = item;
    }
  }
}

void order_merge(struct order base, struct order first, struct order second_side, bool second,
                 size_t count, size_t *merged, bool *torn)
{
  struct side a = look(base, first, count), b = look(base, second_side, count);
  struct chain chain = {mem_new(count + 1, sizeof(size_t)), mem_new(count + 1, sizeof(bool)),
                        count};
  bool *of_a = mem_new(count + 1, sizeof *of_a); /* what stands where the one or the */
  bool *of_b = mem_new(count + 1, sizeof *of_b); /* other side has it */
  bool *old = mem_new(count + 1, sizeof *old);
  note_after(&a, &b);
  note_after(&b, &a);
  for (size_t i = 0; i < base.count; i++)
    old[base.items[i]] = true;
  size_t last = chain.head;
  chain.next[last] = NONE;
  for (size_t item = 0; item < count; item++) {
    bool both = a.there[item] && b.there[item] && a.floats[item] && b.floats[item];
    torn[item] = both && old[item] && a.after[item] != b.after[item];
    of_a[item] = a.there[item] && a.floats[item] && !(both && second);
    of_b[item] = b.there[item] && b.floats[item] && !of_a[item];
  }
  for (size_t i = 0; i < base.count; i++) {
    size_t item = base.items[i];
    if (of_a[item] || of_b[item] || (!a.there[item] && !b.there[item]))
      continue;
    chain.next[item] = NONE;
    chain.next[last] = item;
    chain.in[item] = true;
    last = item;
  }
  /* What the first side put somewhere shall stand before what the second did. */
  put_floats(&chain, &b, of_a);
  put_floats(&chain, &a, of_b);
  size_t used = 0;
  for (size_t item = chain.next[chain.head]; item != NONE; item = chain.next[item])
    merged[used++] = item;
  free_side(&a);
  free_side(&b);
  free(chain.next);
  free(chain.in);
  free(of_a);
  free(of_b);
  free(old);
}
