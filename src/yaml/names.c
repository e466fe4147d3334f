#include "yaml/names.h"

#include "base/mem.h"
#include "base/near.h"

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

/* Bytes of plain names kept for hints, and for telling what was not found. */
#define KNOWN_MOST ((size_t)64 * 1024)
#define WANTED_MOST ((size_t)256 * 1024)

void names_start(struct names *names)
{
  *names = (struct names){0};
  /* A seed that nobody can guess, so that no file can be made whose ids all
   * fall into one place; without one the table is only slower. */
  if (getrandom(&names->seed, sizeof names->seed, GRND_NONBLOCK) != sizeof names->seed)
    names->seed = 0x9e3779b97f4a7c15U;
  for (int e = 0; e < ENTITY_COUNT; e++)
    for (size_t i = 0; i < entities[e].count; i++) {
      const struct field *field = &entities[e].fields[i];
      if (field->kind == FIELD_REF && (field->flags & FIELD_PARENT) == 0)
        names->referred[field->of] = true;
    }
}

void names_clear(struct names *names)
{
  for (size_t i = 0; i < 256; i++) {
    free(names->buckets[i].digests);
    free(names->buckets[i].lines);
  }
  free(names->waiting);
  str_clear(&names->known);
  str_clear(&names->wanted);
  *names = (struct names){0};
}

/* FNV-1a over entity and id, then mixed so that all bits count. */
static uint64_t digest_of(const struct names *names, enum entity entity, const char *id)
{
  uint64_t digest = (0xcbf29ce484222325U ^ names->seed) + (uint64_t)entity * 0x9e3779b97f4a7c15U;
  for (; *id != '\0'; id++)
    digest = (digest ^ (unsigned char)*id) * 0x100000001b3U;
  digest ^= digest >> 32;
  digest *= 0xd6e8feb86659fd93U;
  digest ^= digest >> 32;
  digest *= 0xd6e8feb86659fd93U;
  digest ^= digest >> 32;
  return digest != 0 ? digest : 1;
}

static struct names_bucket *bucket_of(const struct names *names, uint64_t digest)
{
  return (struct names_bucket *)&names->buckets[digest >> 56];
}

/* The place of @digest, or the free place where it belongs. */
static uint32_t place_of(const struct names_bucket *bucket, uint64_t digest)
{
  uint32_t at = (uint32_t)(((digest & 0xffffffffU) * bucket->size) >> 32);
  while (bucket->digests[at] != 0 && bucket->digests[at] != digest)
    at = at + 1 == bucket->size ? 0 : at + 1;
  return at;
}

/* Grows by a quarter, bucket by bucket, so that the table is never far larger
 * than what it holds and never there twice. */
static void grow(struct names_bucket *bucket)
{
  struct names_bucket old = *bucket;
  bucket->size = old.size < 16 ? 16 : old.size + old.size / 4;
  bucket->digests = mem_new(bucket->size, sizeof *bucket->digests);
  bucket->lines = mem_new(bucket->size, sizeof *bucket->lines);
  for (uint32_t i = 0; i < old.size; i++)
    if (old.digests[i] != 0) {
      uint32_t at = place_of(bucket, old.digests[i]);
      bucket->digests[at] = old.digests[i];
      bucket->lines[at] = old.lines[i];
    }
  free(old.digests);
  free(old.lines);
}

static bool is_known(const struct names *names, uint64_t digest)
{
  const struct names_bucket *bucket = bucket_of(names, digest);
  return bucket->size > 0 && bucket->digests[place_of(bucket, digest)] != 0;
}

bool names_add(struct names *names, enum entity entity, const char *id, long line, long *first)
{
  uint64_t digest = digest_of(names, entity, id);
  struct names_bucket *bucket = bucket_of(names, digest);
  if ((uint64_t)bucket->count * 6 >= (uint64_t)bucket->size * 5)
    grow(bucket);
  uint32_t at = place_of(bucket, digest);
  if (bucket->digests[at] != 0) {
    *first = (long)bucket->lines[at];
    return false;
  }
  bucket->digests[at] = digest;
  bucket->lines[at] = (uint32_t)line;
  bucket->count++;
  size_t length = strlen(id) + 1;
  if (names->referred[entity] && names->known.length + length + 1 <= KNOWN_MOST) {
    str_add_char(&names->known, (char)(entity + 1));
    str_add_span(&names->known, id, length);
  }
  return true;
}

/* Keeps the name that @digest stands for, once where it is met often. */
static uint32_t keep_wanted(struct names *names, uint64_t digest, const char *id)
{
  uint32_t *recent = &names->recent[digest & 255];
  if (*recent != 0 && strcmp(names->wanted.text + *recent - 1, id) == 0)
    return *recent;
  size_t length = strlen(id) + 1;
  if (names->wanted.length + length > WANTED_MOST)
    return 0;
  *recent = (uint32_t)names->wanted.length + 1;
  str_add_span(&names->wanted, id, length);
  return *recent;
}

bool names_refer(struct names *names, const struct field *field, const char *id, long line,
                 long column)
{
  uint64_t digest = digest_of(names, (enum entity)field->of, id);
  if (is_known(names, digest))
    return true;
  if (names->waiting_count >= NAMES_WAITING_MOST)
    return false;
  if (names->waiting_count == names->waiting_capacity) {
    names->waiting_capacity = names->waiting_capacity == 0 ? 16 : names->waiting_capacity * 2;
    names->waiting = mem_resize(names->waiting, names->waiting_capacity, sizeof *names->waiting);
  }
  names->waiting[names->waiting_count++] =
      (struct reference){.digest = digest,
                         .field = field,
                         .line = (uint32_t)line,
                         .column = (uint32_t)column,
                         .name = keep_wanted(names, digest, id)};
  return true;
}

const struct reference *names_unknown(const struct names *names, size_t *index)
{
  while (*index < names->waiting_count) {
    const struct reference *reference = &names->waiting[(*index)++];
    if (!is_known(names, reference->digest))
      return reference;
  }
  return NULL;
}

const char *names_text(const struct names *names, const struct reference *reference)
{
  return reference->name == 0 ? NULL : names->wanted.text + reference->name - 1;
}

const char *names_near(const struct names *names, enum entity entity, const char *wanted)
{
  struct near near = near_start(wanted);
  for (size_t at = 0; at < names->known.length;) {
    const char *id = names->known.text + at + 1;
    if (names->known.text[at] == (char)(entity + 1))
      near_offer(&near, id);
    at += strlen(id) + 2;
  }
  return near.best;
}
