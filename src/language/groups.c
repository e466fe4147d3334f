#include "language/groups.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

struct group_member {
  uint32_t word, group;
};

const struct group *groups_find(const struct groups *groups, const char *name, size_t length)
{
  for (size_t i = 0; i < groups->count; i++)
    if (strlen(groups->items[i].name) == length && memcmp(groups->items[i].name, name, length) == 0)
      return &groups->items[i];
  return NULL;
}

void groups_add(struct groups *groups, const char *name, size_t length, const char *word,
                uint32_t token)
{
  if (groups->count == groups->capacity) {
    groups->capacity = groups->capacity == 0 ? 32 : groups->capacity * 2;
    groups->items = mem_resize(groups->items, groups->capacity, sizeof *groups->items);
  }
  groups->items[groups->count++] =
      (struct group){mem_copy_span(name, length), mem_copy_text(word), token};
}

void groups_join(struct groups *groups, uint32_t group, uint32_t word)
{
  if (groups->member_count == groups->member_capacity) {
    groups->member_capacity = groups->member_capacity == 0 ? 64 : groups->member_capacity * 2;
    groups->members = mem_resize(groups->members, groups->member_capacity, sizeof *groups->members);
  }
  groups->members[groups->member_count++] = (struct group_member){word, group};
}

static int compare(const void *a, const void *b)
{
  const struct group_member *one = a, *other = b;
  if (one->word != other->word)
    return one->word < other->word ? -1 : 1;
  return (one->group > other->group) - (one->group < other->group);
}

void groups_ready(struct groups *groups, uint32_t tokens)
{
  groups->first = mem_new(tokens + 1, sizeof *groups->first);
  if (groups->member_count > 0)
    qsort(groups->members, groups->member_count, sizeof *groups->members, compare);
  for (size_t i = 0; i < groups->member_count; i++)
    groups->first[groups->members[i].word + 1]++;
  for (uint32_t i = 0; i < tokens; i++)
    groups->first[i + 1] += groups->first[i];
}

void groups_clear(struct groups *groups)
{
  for (size_t i = 0; i < groups->count; i++) {
    free(groups->items[i].name);
    free(groups->items[i].word);
  }
  free(groups->items);
  free(groups->members);
  free(groups->first);
  *groups = (struct groups){0};
}

size_t groups_extend(const struct groups *groups, uint32_t *tokens, size_t count, size_t most)
{
  size_t plain = count;
  for (size_t i = 0; i < plain; i++)
    for (uint32_t at = groups->first[tokens[i]]; at < groups->first[tokens[i] + 1]; at++) {
      size_t k = plain;
      while (k < count && tokens[k] != groups->members[at].group)
        k++;
      if (k == count && count < most)
        tokens[count++] = groups->members[at].group;
    }
  return count;
}
