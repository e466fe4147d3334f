/* One whole journey in memory: for what must see all of it at once, as the
 * compiler of plans does.  Views and transfers read records as they need. */
#ifndef KUNDRESA_MODEL_MAP_H
#define KUNDRESA_MODEL_MAP_H

#include "model/record.h"
#include "model/stream.h"

/* Which record has a text first: a hash table of places in a list, counted from
 * 1; its size is a power of two. */
struct record_table {
  struct record_slot {
    uint32_t hash, place; /* place 0: free */
  } * slots;
  size_t size;
  size_t used;
};

/* Records of one entity, in order. */
struct record_list {
  void **items; /* each a struct of the entity, owned */
  size_t count;
  size_t capacity;
  struct record_table by_id, by_parent;
  size_t *next; /* by record: the next one with the same parent, counted from 1; 0 none */
  size_t *last; /* by the first record of a parent: its last one so far */
};

struct map {
  struct record_sink sink;     /* takes a journey into the map */
  struct record_source source; /* gives the journey out again */
  struct record_list lists[ENTITY_COUNT];
};

/* An empty map; free it with map_free(). */
struct map *map_new(void);
void map_free(struct map **map);

/* The journey's own record, or NULL while there is none. */
const struct journey *map_journey(const struct map *map);

/* The number of records, and the @index-th of them, in the order they came. */
size_t map_count(const struct map *map, enum entity entity);
const void *map_at(const struct map *map, enum entity entity, size_t index);

/* The record with that id, or NULL.  Entities without ids have none. */
const void *map_find(const struct map *map, enum entity entity, const char *id);

/* Walks the parts of the record with id @parent: start with *@index = 0;
 * NULL after the last. */
const void *map_next_part(const struct map *map, enum entity entity, const char *parent,
                          size_t *index);

#endif
