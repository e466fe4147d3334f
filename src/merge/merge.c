#include "merge/merge.h"

#include "base/mem.h"
#include "merge/kin.h"
#include "merge/match.h"
#include "merge/order.h"

#include <stdlib.h>
#include <string.h>

struct work {
  const struct map *maps[VERSION_COUNT];
  enum merge_choice choice;
  const struct merge_decision *decisions;
  size_t decision_count;
  struct merge *merge;
  struct kin_list kin[ENTITY_COUNT];
};

static struct conflict *add_conflict(struct work *work, enum conflict_kind kind, enum entity entity,
                                     struct kin *kin)
{
  struct merge *merge = work->merge;
  if (merge->count == merge->capacity) {
    merge->capacity = merge->capacity == 0 ? 8 : merge->capacity * 2;
    merge->conflicts = mem_resize(merge->conflicts, merge->capacity, sizeof *merge->conflicts);
  }
  struct conflict *conflict = &merge->conflicts[merge->count++];
  *conflict = (struct conflict){.kind = kind,
                                .entity = entity,
                                .base = kin->in[VERSION_BASE],
                                .ours = kin->in[VERSION_OURS],
                                .theirs = kin->in[VERSION_THEIRS]};
  return conflict;
}

/* What was decided of that conflict, or NULL; @field is of a field's only. */
static const struct merge_decision *find_decision(const struct work *work, enum conflict_kind kind,
                                                  enum entity entity, const struct kin *kin,
                                                  const struct field *field)
{
  for (size_t i = 0; i < work->decision_count; i++) {
    const struct conflict *conflict = &work->decisions[i].conflict;
    if (conflict->kind == kind && conflict->entity == entity &&
        conflict->base == kin->in[VERSION_BASE] && conflict->ours == kin->in[VERSION_OURS] &&
        conflict->theirs == kin->in[VERSION_THEIRS] &&
        (kind != CONFLICT_FIELD || conflict->field == field))
      return &work->decisions[i];
  }
  return NULL;
}

/* ---- Fields ---- */

static void take_field(void *to, const void *from, const struct field *field)
{
  if (field_is_text(field))
    record_put_text(to, field, record_text(from, field));
  else
    record_put_number(to, field, record_number(from, field));
}

/* Where there is no base, nothing was set. */
static bool unchanged(const void *base, const void *side, const struct field *field)
{
  return base != NULL ? match_field_same(base, side, field) : !record_is_set(side, field);
}

static void merge_field(struct work *work, enum entity entity, struct kin *kin,
                        const struct field *field)
{
  const void *base = kin->in[VERSION_BASE];
  const void *ours = kin->in[VERSION_OURS], *theirs = kin->in[VERSION_THEIRS];
  if (match_field_same(ours, theirs, field) || unchanged(base, theirs, field))
    return;
  if (unchanged(base, ours, field)) {
    take_field(kin->merged, theirs, field);
    return;
  }
  char *prose = base != NULL && field->kind == FIELD_PROSE
                    ? merge_prose(record_text(base, field), record_text(ours, field),
                                  record_text(theirs, field))
                    : NULL;
  if (prose != NULL) {
    record_take_text(kin->merged, field, prose);
    return;
  }
  const struct merge_decision *decision = find_decision(work, CONFLICT_FIELD, entity, kin, field);
  enum merge_choice choice = decision != NULL ? decision->choice : work->choice;
  if (decision == NULL)
    add_conflict(work, CONFLICT_FIELD, entity, kin)->field = field;
  if (choice == MERGE_THEIRS)
    take_field(kin->merged, theirs, field);
  else if (decision != NULL && choice == MERGE_ASK)
    record_set(kin->merged, field, decision->text, NULL); /* what does not fit is not taken */
}

static void merge_kin(struct work *work, enum entity entity, struct kin *kin)
{
  const void *base = kin->in[VERSION_BASE];
  const void *ours = kin->in[VERSION_OURS], *theirs = kin->in[VERSION_THEIRS];
  const void *left = ours != NULL ? ours : theirs;
  if (ours != NULL && theirs != NULL) {
    kin->merged = record_copy(entity, ours);
    for (size_t i = 0; i < entities[entity].count; i++)
      merge_field(work, entity, kin, &entities[entity].fields[i]);
  } else if (left != NULL && base == NULL) {
    kin->merged = record_copy(entity, left);
  } else if (left != NULL && !record_same(entity, base, left)) {
    const struct merge_decision *decision =
        find_decision(work, CONFLICT_DELETED, entity, kin, NULL);
    enum merge_choice choice = decision != NULL ? decision->choice : work->choice;
    if (decision == NULL)
      add_conflict(work, CONFLICT_DELETED, entity, kin);
    kin->disputed = true;
    if ((choice == MERGE_THEIRS ? theirs : ours) != NULL)
      kin->merged = record_copy(entity, left);
  }
}

/* ---- What is referred to ---- */

/* Kin whose references are to be looked at. */
struct stack {
  struct spot {
    enum entity entity;
    size_t at;
  } * items;
  size_t count, capacity;
};

static void push(struct stack *stack, enum entity entity, size_t at)
{
  if (stack->count == stack->capacity) {
    stack->capacity = stack->capacity == 0 ? 64 : stack->capacity * 2;
    stack->items = mem_resize(stack->items, stack->capacity, sizeof *stack->items);
  }
  stack->items[stack->count++] = (struct spot){entity, at};
}

/* Brings a record back that one side deleted and the other left alone, with its parts. */
static void revive(struct work *work, struct stack *stack, enum entity entity, size_t at)
{
  struct kin *kin = &work->kin[entity].items[at];
  if (kin->merged != NULL || kin_any(kin) == NULL)
    return;
  enum version version = kin->in[VERSION_OURS] != NULL     ? VERSION_OURS
                         : kin->in[VERSION_THEIRS] != NULL ? VERSION_THEIRS
                                                           : VERSION_BASE;
  kin->merged = record_copy(entity, kin->in[version]);
  kin->disputed = true;
  push(stack, entity, at);
  const struct field *field = entity_id_field(entity);
  if (field == NULL)
    return;
  const char *id = record_text(kin->merged, field);
  for (int part = 0; part < ENTITY_COUNT; part++) {
    size_t index = 0;
    if (entities[part].parent != (int)entity)
      continue;
    while (map_next_part(work->maps[version], (enum entity)part, id, &index) != NULL) {
      size_t there = work->kin[part].of[version][index - 1];
      /* One that is in a conflict is as was chosen. */
      if (!work->kin[part].items[there].disputed)
        revive(work, stack, (enum entity)part, there);
    }
  }
}

static void look_at_references(struct work *work, struct stack *stack, struct spot place)
{
  struct kin *user = &work->kin[place.entity].items[place.at];
  const struct entity_info *info = &entities[place.entity];
  for (size_t i = 0; i < info->count; i++) {
    const struct field *field = &info->fields[i];
    const char *id = field->kind == FIELD_REF ? record_text(user->merged, field) : NULL;
    if (id == NULL)
      continue;
    enum entity entity = (enum entity)field->of;
    size_t at = kin_find(entity, &work->kin[entity], id);
    if (at == NO_MATCH || work->kin[entity].items[at].merged != NULL)
      continue;
    struct kin *needed = &work->kin[entity].items[at];
    if (!user->disputed && !needed->disputed &&
        find_decision(work, CONFLICT_NEEDED, entity, needed, NULL) == NULL) {
      struct conflict *conflict = add_conflict(work, CONFLICT_NEEDED, entity, needed);
      conflict->field = field;
      conflict->user_entity = place.entity;
      conflict->user = kin_any(user);
    }
    revive(work, stack, entity, at);
  }
}

static void bring_back_needed(struct work *work)
{
  struct stack stack = {0};
  for (int e = 0; e < ENTITY_COUNT; e++)
    for (size_t i = 0; i < work->kin[e].count; i++)
      if (work->kin[e].items[i].merged != NULL)
        push(&stack, (enum entity)e, i);
  while (stack.count > 0)
    look_at_references(work, &stack, stack.items[--stack.count]);
  free(stack.items);
}

/* ---- Order ---- */

/* The kin of one entity sorted by the owner they have now, once as each version has
 * them and once as kin. */
struct sorted {
  size_t *items;
  size_t *starts; /* by group: where it begins; the next one's is its end */
};

/* The group of each kin, which is the place of its owner; SIZE_MAX for those gone. */
static size_t *find_groups(const struct work *work, enum entity entity)
{
  const struct kin_list *list = &work->kin[entity];
  const struct field *field = entity_parent_field(entity);
  size_t *groups = mem_new(list->count + 1, sizeof *groups);
  for (size_t i = 0; i < list->count; i++) {
    const void *merged = list->items[i].merged;
    groups[i] = merged == NULL ? SIZE_MAX : 0;
    if (merged != NULL && field != NULL)
      groups[i] =
          kin_find((enum entity)field->of, &work->kin[field->of], record_text(merged, field));
  }
  return groups;
}

/* Sorts @count kin, in the order of @kin (NULL: as they are numbered), by their groups. */
static struct sorted sort_by_group(const size_t *kin, size_t count, const bool *skip,
                                   const size_t *groups, size_t group_count)
{
  struct sorted sorted = {mem_new(count + 1, sizeof(size_t)),
                          mem_new(group_count + 2, sizeof(size_t))};
  for (size_t i = 0; i < count; i++) {
    size_t group = groups[kin != NULL ? kin[i] : i];
    if (group != SIZE_MAX && (skip == NULL || !skip[i]))
      sorted.starts[group + 2]++;
  }
  for (size_t g = 2; g < group_count + 2; g++)
    sorted.starts[g] += sorted.starts[g - 1];
  for (size_t i = 0; i < count; i++) {
    size_t at = kin != NULL ? kin[i] : i;
    if (groups[at] != SIZE_MAX && (skip == NULL || !skip[i]))
      sorted.items[sorted.starts[groups[at] + 1]++] = at; /* then it is the next one's start */
  }
  return sorted;
}

static void free_sorted(struct sorted *sorted)
{
  free(sorted->items);
  free(sorted->starts);
}

/* Those of @version that are with the owner they have now. */
static struct sorted sort_version(const struct work *work, enum entity entity, enum version version,
                                  const size_t *groups, size_t group_count)
{
  const struct kin_list *list = &work->kin[entity];
  const struct field *field = entity_parent_field(entity);
  size_t count = map_count(work->maps[version], entity);
  bool *skip = mem_new(count + 1, sizeof *skip);
  for (size_t i = 0; i < count; i++) {
    const void *merged = list->items[list->of[version][i]].merged;
    skip[i] =
        merged == NULL ||
        (field != NULL && !match_field_same(merged, map_at(work->maps[version], entity, i), field));
  }
  struct sorted sorted = sort_by_group(list->of[version], count, skip, groups, group_count);
  free(skip);
  return sorted;
}

/* The part of @sorted that is @group, renumbered. */
static struct order part_of(const struct sorted *sorted, size_t group, const size_t *numbers,
                            size_t *room)
{
  size_t start = sorted->starts[group], count = sorted->starts[group + 1] - start;
  for (size_t i = 0; i < count; i++)
    room[i] = numbers[sorted->items[start + i]];
  return (struct order){room, count};
}

static enum status put_merged(struct work *work, enum entity entity, const void *record)
{
  return work->merge->map->sink.put(&work->merge->map->sink, entity, record, NULL);
}

static void put_group(struct work *work, enum entity entity, const struct sorted *all,
                      const struct sorted versions[VERSION_COUNT], size_t group, size_t *numbers)
{
  const size_t *members = all->items + all->starts[group];
  size_t count = all->starts[group + 1] - all->starts[group];
  struct order orders[VERSION_COUNT];
  size_t *room[VERSION_COUNT], *merged = mem_new(count + 1, sizeof *merged);
  bool *torn = mem_new(count + 1, sizeof *torn);
  for (size_t i = 0; i < count; i++)
    numbers[members[i]] = i;
  for (int v = 0; v < VERSION_COUNT; v++) {
    room[v] = mem_new(count + 1, sizeof *room[v]);
    orders[v] = part_of(&versions[v], group, numbers, room[v]);
  }
  order_merge(orders[VERSION_BASE], orders[VERSION_OURS], orders[VERSION_THEIRS], false, count,
              merged, torn);
  /* One decision is for all who are torn among these.  Where nobody is, there is nothing to
   * choose, so that who is asked and who has chosen beforehand get the same. */
  bool any = false;
  const struct merge_decision *decision = NULL;
  for (size_t i = 0; i < count && decision == NULL; i++)
    if (torn[i]) {
      any = true;
      decision =
          find_decision(work, CONFLICT_ORDER, entity, &work->kin[entity].items[members[i]], NULL);
    }
  if (any && (decision != NULL ? decision->choice : work->choice) == MERGE_THEIRS)
    order_merge(orders[VERSION_BASE], orders[VERSION_OURS], orders[VERSION_THEIRS], true, count,
                merged, torn);
  for (size_t i = 0; i < count; i++) {
    struct kin *kin = &work->kin[entity].items[members[merged[i]]];
    put_merged(work, entity, kin->merged);
    if (torn[merged[i]] && decision == NULL)
      add_conflict(work, CONFLICT_ORDER, entity, kin);
  }
  for (int v = 0; v < VERSION_COUNT; v++)
    free(room[v]);
  free(merged);
  free(torn);
}

static void put_entity(struct work *work, enum entity entity)
{
  const struct kin_list *list = &work->kin[entity];
  int parent = entities[entity].parent;
  size_t group_count = parent == NOTHING ? 1 : work->kin[parent].count;
  size_t *groups = find_groups(work, entity);
  size_t *numbers = mem_new(list->count + 1, sizeof *numbers);
  struct sorted all = sort_by_group(NULL, list->count, NULL, groups, group_count);
  struct sorted versions[VERSION_COUNT];
  for (int v = 0; v < VERSION_COUNT; v++)
    versions[v] = sort_version(work, entity, (enum version)v, groups, group_count);
  for (size_t g = 0; g < group_count; g++)
    if (all.starts[g + 1] > all.starts[g])
      put_group(work, entity, &all, versions, g, numbers);
  for (int v = 0; v < VERSION_COUNT; v++)
    free_sorted(&versions[v]);
  free_sorted(&all);
  free(groups);
  free(numbers);
}

/* ---- The whole ---- */

static struct merge *merge_all(struct work work)
{
  work.merge = mem_new(1, sizeof *work.merge);
  work.merge->map = map_new();
  for (int e = 0; e < ENTITY_COUNT; e++) {
    kin_gather((enum entity)e, work.maps, &work.kin[e]);
    for (size_t i = 0; i < work.kin[e].count; i++)
      merge_kin(&work, (enum entity)e, &work.kin[e].items[i]);
  }
  bring_back_needed(&work);
  for (int e = 0; e < ENTITY_COUNT; e++)
    put_entity(&work, (enum entity)e);
  for (int e = 0; e < ENTITY_COUNT; e++)
    kin_clear((enum entity)e, &work.kin[e]);
  return work.merge;
}

struct merge *merge_maps(const struct map *base, const struct map *ours, const struct map *theirs,
                         enum merge_choice choice)
{
  return merge_all((struct work){.maps = {base, ours, theirs}, .choice = choice});
}

struct merge *merge_decided(const struct map *base, const struct map *ours,
                            const struct map *theirs, const struct merge_decision *decisions,
                            size_t count)
{
  return merge_all(
      (struct work){.maps = {base, ours, theirs}, .decisions = decisions, .decision_count = count});
}

void merge_free(struct merge **merge)
{
  if (*merge == NULL)
    return;
  map_free(&(*merge)->map);
  free((*merge)->conflicts);
  free(*merge);
  *merge = NULL;
}
