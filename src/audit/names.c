#include "audit/names.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* Eight bytes at a time: whole letters are names too. */
static uint32_t hash_of(const char *text)
{
  size_t left = strlen(text);
  uint64_t hash = left, eight;
  for (; left >= sizeof eight; left -= sizeof eight, text += sizeof eight) {
    memcpy(&eight, text, sizeof eight);
    hash = (hash ^ eight) * UINT64_C(0x9E3779B97F4A7C15);
    hash ^= hash >> 29;
  }
  eight = 0;
  memcpy(&eight, text, left);
  hash = (hash ^ eight) * UINT64_C(0x9E3779B97F4A7C15);
  return (uint32_t)(hash ^ hash >> 32);
}

/* Where @text stands in the table, or would.  Texts are looked at only where the hash is
 * theirs: they may be long, and far from here. */
static struct audit_name *find_slot(const struct audit_names *names, uint32_t hash,
                                    const char *text)
{
  size_t at = hash & (names->size - 1);
  while (names->slots[at].number != 0 &&
         (names->slots[at].hash != hash ||
          strcmp(names->texts[names->slots[at].number - 1], text) != 0))
    at = (at + 1) & (names->size - 1);
  return &names->slots[at];
}

static void grow(struct audit_names *names)
{
  struct audit_name *old = names->slots;
  size_t size = names->size;
  names->size = size == 0 ? 32 : size * 2;
  names->slots = mem_new(names->size, sizeof *names->slots);
  for (size_t i = 0; i < size; i++) {
    if (old[i].number == 0)
      continue;
    size_t at = old[i].hash & (names->size - 1);
    while (names->slots[at].number != 0)
      at = (at + 1) & (names->size - 1);
    names->slots[at] = old[i];
  }
  free(old);
}

size_t audit_names_add(struct audit_names *names, const char *text)
{
  if (names->count * 2 >= names->size)
    grow(names);
  uint32_t hash = hash_of(text);
  struct audit_name *slot = find_slot(names, hash, text);
  if (slot->number == 0) {
    if (names->count == names->capacity) {
      names->capacity = names->capacity == 0 ? 16 : names->capacity * 2;
      names->texts = mem_resize(names->texts, names->capacity, sizeof *names->texts);
    }
    names->texts[names->count++] = text;
    *slot = (struct audit_name){hash, (uint32_t)names->count};
  }
  return slot->number - 1;
}

size_t audit_names_find(const struct audit_names *names, const char *text)
{
  if (names->size == 0 || text == NULL)
    return NO_NAME;
  uint32_t number = find_slot(names, hash_of(text), text)->number;
  return number != 0 ? number - 1 : NO_NAME;
}

void audit_names_clear(struct audit_names *names)
{
  free(names->texts);
  free(names->slots);
  *names = (struct audit_names){0};
}
