#include "audit/names.h"

#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Eight bytes at a time: whole letters are names too. */
static uint64_t hash_of(const char *text)
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
  return (hash ^ eight) * UINT64_C(0x9E3779B97F4A7C15);
}

static size_t *find_slot(size_t *slots, size_t size, const char *const *texts, const char *text)
{
  uint64_t hash = hash_of(text);
  size_t at = (size_t)(hash ^ hash >> 32) & (size - 1);
  while (slots[at] != 0 && strcmp(texts[slots[at] - 1], text) != 0)
    at = (at + 1) & (size - 1);
  return &slots[at];
}

static void grow(struct audit_names *names)
{
  size_t size = names->size == 0 ? 32 : names->size * 2;
  size_t *slots = mem_new(size, sizeof *slots);
  for (size_t i = 0; i < names->count; i++)
    *find_slot(slots, size, names->texts, names->texts[i]) = i + 1;
  free(names->slots);
  names->slots = slots;
  names->size = size;
}

size_t audit_names_add(struct audit_names *names, const char *text)
{
  if (names->count * 2 >= names->size)
    grow(names);
  size_t *slot = find_slot(names->slots, names->size, names->texts, text);
  if (*slot == 0) {
    if (names->count == names->capacity) {
      names->capacity = names->capacity == 0 ? 16 : names->capacity * 2;
      names->texts = mem_resize(names->texts, names->capacity, sizeof *names->texts);
    }
    names->texts[names->count++] = text;
    *slot = names->count;
  }
  return *slot - 1;
}

size_t audit_names_find(const struct audit_names *names, const char *text)
{
  if (names->size == 0 || text == NULL)
    return NO_NAME;
  size_t slot = *find_slot(names->slots, names->size, names->texts, text);
  return slot != 0 ? slot - 1 : NO_NAME;
}

void audit_names_clear(struct audit_names *names)
{
  free(names->texts);
  free(names->slots);
  *names = (struct audit_names){0};
}
