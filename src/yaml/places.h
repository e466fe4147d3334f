/* Where records and their texts stand in the YAML that they were read from. */
#ifndef KUNDRESA_YAML_PLACES_H
#define KUNDRESA_YAML_PLACES_H

#include "model/map.h"

#include <stdbool.h>

/* A place in a file: line and column from 1, columns in characters. */
struct yaml_place {
  long line, column;
};

struct places;

/* Places in @text of @length bytes, which is borrowed like @map.  What is put into
 * places_sink() goes into the map.  Free with places_free(). */
struct places *places_new(struct map *map, const char *text, size_t length);
void places_free(struct places **places);
struct record_sink *places_sink(struct places *places);

/* To be called once all was read, before places are asked for. */
void places_ready(struct places *places);

/* Where @record, which is the map's, begins, or with @field the value of that field.
 * False where it did not come from the text. */
bool places_find(const struct places *places, const void *record, const struct field *field,
                 struct yaml_place *place);

/* Where the byte at @offset of the text that the field holds stands.  In folded blocks
 * ('>') that is where the block begins. */
bool places_find_byte(const struct places *places, const void *record, const struct field *field,
                      size_t offset, struct yaml_place *place);

#endif
