/* What the tests of journey/1 share: texts in, maps and texts out. */
#ifndef KUNDRESA_TESTS_YAML_JOURNEY_HELPER_H
#define KUNDRESA_TESTS_YAML_JOURNEY_HELPER_H

#include "base/error.h"
#include "base/str.h"
#include "model/map.h"
#include "yaml/journey_format.h"

#include <stddef.h>

/* Reads @length bytes of journey/1 into @map (a new one, the caller's). */
enum status read_text(const char *text, size_t length, struct map **map, struct problems *problems);

/* The journey in @map as journey/1; the caller clears @out. */
enum status write_map(struct map *map, struct str *out);

/* The faults, a line each, as a person sees them; the caller clears @out. */
void list_problems(const struct problems *problems, struct str *out);

/* A journey with nasty texts in every field, made from @seed; the caller's. */
struct map *random_map(unsigned seed);

/* Whether two maps hold equal records in the same order; tells the first
 * difference on standard error. */
bool maps_same(const struct map *a, const struct map *b);

/* A random number below @below. */
unsigned random_below(unsigned *state, unsigned below);

#endif
