/* The ids of one journey and what refers to them, in little memory: ids are
 * kept as 64-bit digests, references only until they are resolved, names in
 * plain text only as far as a small store reaches. */
#ifndef KUNDRESA_YAML_NAMES_H
#define KUNDRESA_YAML_NAMES_H

#include "base/str.h"
#include "model/entity.h"

#include <stdint.h>

/* References to things that were not yet read when they were met. */
#define NAMES_WAITING_MOST 1000000

struct names_bucket {
  uint64_t *digests; /* 0 = free */
  uint32_t *lines;
  uint32_t size, count;
};

/* A reference that is not resolved yet. */
struct reference {
  uint64_t digest;
  const struct field *field;
  uint32_t line, column;
  uint32_t name; /* offset in the plain names plus one; 0 = did not fit */
};

struct names {
  uint64_t seed;
  struct names_bucket buckets[256];
  struct reference *waiting;
  size_t waiting_count, waiting_capacity;
  bool referred[ENTITY_COUNT]; /* whether any field refers to such */
  struct str known;            /* "entity byte, id, NUL" of those, one after the other */
  struct str wanted;
  uint32_t recent[256]; /* names in `wanted` lately met, by digest */
};

void names_start(struct names *names);
void names_clear(struct names *names);

/* Adds the id of an @entity, met on @line.  False where it is there already;
 * *@first is then the line that had it. */
bool names_add(struct names *names, enum entity entity, const char *id, long line, long *first);

/* Notes that @field refers to @id.  False where too many references wait. */
bool names_refer(struct names *names, const struct field *field, const char *id, long line,
                 long column);

/* Walks the references that name nothing, once all is read: start with
 * *@index = 0; NULL after the last. */
const struct reference *names_unknown(const struct names *names, size_t *index);

/* The name that @reference uses, or NULL where it was not kept. */
const char *names_text(const struct names *names, const struct reference *reference);

/* The id of an @entity that is most like @wanted, or NULL. */
const char *names_near(const struct names *names, enum entity entity, const char *wanted);

#endif
