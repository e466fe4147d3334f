/* Merging edits made by chance on both sides of the sample journeys.  KUNDRESA_SEQUENCES
 * says how many rounds, KUNDRESA_SEED where they begin. */
#include "merge/merge.h"

#include "merge/match.h"
#include "tests/merge/merge_helper.h"
#include "tests/merge/random_edit.h"

#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static glob_t samples;
static struct map *maps[64]; /* of each, once it was read */

static size_t rounds(void)
{
  const char *wish = getenv("KUNDRESA_SEQUENCES");
  return wish != NULL ? (size_t)atol(wish) : 120;
}

static size_t first_round(void)
{
  const char *wish = getenv("KUNDRESA_SEED");
  return wish != NULL ? (size_t)atol(wish) : 0;
}

static struct map *sample(size_t round)
{
  random_seed((unsigned long)round);
  size_t which = round % samples.gl_pathc;
  assert_true(which < sizeof maps / sizeof maps[0]);
  if (maps[which] == NULL)
    maps[which] = helper_map_file(samples.gl_pathv[which]);
  return helper_copy(maps[which]);
}

static void assert_same_text(const struct map *found, const struct map *wanted, size_t round)
{
  char *one = helper_text(found), *other = helper_text(wanted);
  if (strcmp(one, other) != 0) {
    size_t at = 0;
    while (one[at] == other[at])
      at++;
    fail_msg("KUNDRESA_SEED=%zu: '%.80s', not '%.80s'", round, one + at, other + at);
  }
  free(one);
  free(other);
}

static void check_merge(const struct map *base, const struct map *ours, const struct map *theirs,
                        const struct map *wanted, size_t round)
{
  struct merge *merge = merge_maps(base, ours, theirs, MERGE_ASK);
  if (merge->count > 0)
    fail_msg("KUNDRESA_SEED=%zu: %zu conflicts", round, merge->count);
  assert_same_text(merge->map, wanted, round);
  merge_free(&merge);
}

/* Fields that only one side edits: the same as if one had made all edits. */
static void test_disjoint(void **state)
{
  (void)state;
  for (size_t round = first_round(); round < first_round() + rounds(); round++) {
    struct map *base = sample(round);
    struct map *sides[] = {helper_copy(base), helper_copy(base)};
    struct map *both = helper_copy(base);
    for (unsigned edit = 0; edit < 40; edit++) {
      enum entity entity;
      size_t index;
      const struct field *field;
      if (!random_field(base, &entity, &index, &field))
        continue;
      size_t side = ((size_t)entity + index + (size_t)(field - entities[entity].fields)) % 2;
      random_set(both, entity, index, field, edit);
      const void *edited = map_at(both, entity, index);
      void *record = sides[side]->lists[entity].items[index];
      if (field_is_text(field))
        record_put_text(record, field, record_text(edited, field));
      else
        record_put_number(record, field, record_number(edited, field));
    }
    check_merge(base, sides[0], sides[1], both, round);
    check_merge(base, sides[1], sides[0], both, round);
    map_free(&base);
    map_free(&sides[0]);
    map_free(&sides[1]);
    map_free(&both);
  }
}

static void test_one_side(void **state)
{
  (void)state;
  for (size_t round = first_round(); round < first_round() + rounds(); round++) {
    struct map *base = sample(round), *edited = helper_copy(base);
    for (unsigned edit = 0; edit < 12; edit++)
      random_edit(&edited, edit);
    check_merge(base, edited, edited, edited, round);
    check_merge(base, base, edited, edited, round);
    check_merge(base, edited, base, edited, round);
    map_free(&base);
    map_free(&edited);
  }
}

static bool is_told(const struct merge *merge, enum conflict_kind kind, enum entity entity,
                    const void *side, const struct field *field)
{
  for (size_t i = 0; i < merge->count; i++) {
    const struct conflict *conflict = &merge->conflicts[i];
    if (conflict->kind == kind && conflict->entity == entity &&
        (conflict->ours == side || conflict->theirs == side) &&
        (field == NULL || conflict->field == field))
      return true;
  }
  return false;
}

/* A field is what one side made of it, or the other where that left it alone; what both
 * changed is told. */
static void check_field(const struct merge *merge, enum entity entity, const void *base,
                        const void *a, const void *b, const void *merged, const struct field *field)
{
  bool kept_a = match_field_same(base, a, field), kept_b = match_field_same(base, b, field);
  bool is_a = match_field_same(merged, a, field), is_b = match_field_same(merged, b, field);
  if (kept_a)
    assert_true(is_b);
  else if (kept_b)
    assert_true(is_a);
  else if (match_field_same(a, b, field))
    assert_true(is_a);
  else if (is_told(merge, CONFLICT_FIELD, entity, a, field))
    assert_true(is_a || is_b);
  else
    assert_int_equal(field->kind, FIELD_PROSE);
}

/* What one side has is there, or the other deleted it; and then it was as it had been, or
 * it is told. */
static void check_record(const struct merge *merge, enum entity entity, const void *base,
                         const void *a, const void *b, const char *id)
{
  const void *merged = map_find(merge->map, entity, id);
  if (a != NULL && b != NULL && base != NULL) {
    assert_non_null(merged);
    for (size_t f = 0; f < entities[entity].count; f++)
      check_field(merge, entity, base, a, b, merged, &entities[entity].fields[f]);
  } else if (base == NULL) {
    assert_non_null(merged);
  } else if (a != NULL || b != NULL) {
    const void *left = a != NULL ? a : b;
    if (!record_same(entity, base, left))
      assert_true(is_told(merge, CONFLICT_DELETED, entity, left, NULL));
    else if (merged != NULL)
      assert_true(merge->count > 0);
  } else {
    assert_null(merged);
  }
}

static void test_nothing_lost(void **state)
{
  (void)state;
  size_t conflicts = 0;
  for (size_t round = first_round(); round < first_round() + rounds(); round++) {
    struct map *base = sample(round), *a = helper_copy(base), *b = helper_copy(base);
    for (unsigned edit = 0; edit < 30; edit++)
      random_edit(edit % 2 == 0 ? &a : &b, edit);
    struct merge *merge = merge_maps(base, a, b, (enum merge_choice)(round % 3));
    const struct map *versions[] = {base, a, b};
    for (int m = 0; m < 3; m++)
      for (int e = ENTITY_journey + 1; e < ENTITY_COUNT; e++)
        for (size_t i = 0; i < map_count(versions[m], (enum entity)e); i++) {
          const struct field *field = entity_id_field((enum entity)e);
          if (field == NULL)
            continue;
          const char *id = record_text(map_at(versions[m], (enum entity)e, i), field);
          check_record(merge, (enum entity)e, map_find(base, (enum entity)e, id),
                       map_find(a, (enum entity)e, id), map_find(b, (enum entity)e, id), id);
        }
    conflicts += merge->count;
    char *text = helper_text(merge->map); /* which must be sound: every reference holds */
    struct map *back = helper_map(text);
    map_free(&back);
    free(text);
    merge_free(&merge);
    map_free(&base);
    map_free(&a);
    map_free(&b);
  }
  assert_true(conflicts > 0); /* chance made some */
}

/* Who decides each conflict alike gets what a side gets that decides all of them. */
static void test_decided(void **state)
{
  (void)state;
  size_t decided = 0;
  for (size_t round = first_round(); round < first_round() + rounds(); round++) {
    struct map *base = sample(round), *a = helper_copy(base), *b = helper_copy(base);
    for (unsigned edit = 0; edit < 30; edit++)
      random_edit(edit % 2 == 0 ? &a : &b, edit);
    enum merge_choice side = round % 2 == 0 ? MERGE_OURS : MERGE_THEIRS;
    struct merge *whole = merge_maps(base, a, b, side), *merge = merge_maps(base, a, b, MERGE_ASK);
    struct merge_decision decisions[2000];
    size_t count = 0;
    while (merge->count > 0) {
      for (size_t i = 0; i < merge->count && count < 2000; i++)
        decisions[count++] = (struct merge_decision){merge->conflicts[i], side, NULL};
      if (count == 2000)
        fail_msg("KUNDRESA_SEED=%zu: there is no end of conflicts", round);
      merge_free(&merge);
      merge = merge_decided(base, a, b, decisions, count);
    }
    decided += count;
    assert_same_text(merge->map, whole->map, round);
    merge_free(&merge);
    merge_free(&whole);
    map_free(&base);
    map_free(&a);
    map_free(&b);
  }
  assert_true(decided > 0);
}

int main(void)
{
  char pattern[1024];
  const char *root = getenv("top_srcdir");
  snprintf(pattern, sizeof pattern, "%s/journeys/*.yaml", root != NULL ? root : ".");
  if (glob(pattern, 0, NULL, &samples) != 0)
    return 1;
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_disjoint), cmocka_unit_test(test_one_side),
      cmocka_unit_test(test_nothing_lost), cmocka_unit_test(test_decided)};
  int failed = cmocka_run_group_tests(tests, NULL, NULL);
  for (size_t i = 0; i < sizeof maps / sizeof maps[0]; i++)
    if (maps[i] != NULL)
      map_free(&maps[i]);
  globfree(&samples);
  return failed;
}
