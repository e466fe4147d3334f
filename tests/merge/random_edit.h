/* Edits by chance, of the kinds that people make. */
#ifndef KUNDRESA_TESTS_MERGE_RANDOM_EDIT_H
#define KUNDRESA_TESTS_MERGE_RANDOM_EDIT_H

#include "model/map.h"

/* The next number below @limit; the same after the same seed. */
size_t random_below(size_t limit);
void random_seed(unsigned long seed);

/* Whether a field can be changed without the record becoming another. */
bool random_may_set(enum entity entity, const struct field *field);

/* Gives the field of the record in the map another value, which @word tells from those
 * of others. */
void random_set(struct map *map, enum entity entity, size_t index, const struct field *field,
                unsigned word);

/* Chooses a field that can be set; false where chance met none. */
bool random_field(const struct map *map, enum entity *entity, size_t *index,
                  const struct field **field);

/* Changes, adds, deletes (with all that cannot be without it) or moves one record.
 * *@map becomes another map. */
void random_edit(struct map **map, unsigned word);

#endif
