/* The map in windows, wherever one jumps and whoever changes it meanwhile: what
 * a window shows is what a walk over the whole map shows there. */
#include "store_helper.h"

#include "base/mem.h"
#include "base/str.h"
#include "model/record.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned seed = 20261123;

static unsigned below(unsigned most)
{
  seed = seed * 1664525u + 1013904223u;
  return (seed >> 8) % most;
}

/* Ids, in order. */
struct ids {
  char **items;
  size_t count;
};

static enum status collect(void *context, const void *record, struct error *err)
{
  (void)err;
  struct ids *ids = context;
  ids->items = mem_resize(ids->items, ids->count + 1, sizeof *ids->items);
  ids->items[ids->count++] = mem_copy_text(((const struct touchpoint *)record)->id);
  return STATUS_OK;
}

static void forget(struct ids *ids)
{
  for (size_t i = 0; i < ids->count; i++)
    free(ids->items[i]);
  free(ids->items);
  *ids = (struct ids){0};
}

static bool is_owned(const struct touchpoint *touchpoint)
{
  return touchpoint->owner_department == department_it;
}

/* The whole map by its parts: stage by stage, and in each those that the filter
 * shows. */
struct walk {
  struct ids *ids;
  const char *stage;
  bool filtered;
};

static enum status step(void *context, const void *record, struct error *err)
{
  struct walk *walk = context;
  const struct touchpoint *touchpoint = record;
  if (strcmp(touchpoint->stage, walk->stage) != 0 || (walk->filtered && !is_owned(touchpoint)))
    return STATUS_OK;
  return collect(walk->ids, record, err);
}

static void walk_all(struct store *store, int64_t journey, bool filtered, struct ids *ids)
{
  static const char *const stages[] = {"sale", "reminder"};
  for (size_t i = 0; i < 2; i++) {
    struct walk walk = {ids, stages[i], filtered};
    assert_done(store_each(store, journey, ENTITY_touchpoint, NULL, step, &walk, err));
  }
}

static void compare(struct store *store, int64_t journey, bool filtered, size_t first, size_t count)
{
  struct map_filter filter = {.department = filtered ? department_it : UNSET};
  struct ids shown = {0}, all = {0};
  walk_all(store, journey, filtered, &all);
  assert_done(store_window(store, journey, &filter, first, count, collect, &shown, err));
  size_t expected = first >= all.count ? 0 : all.count - first < count ? all.count - first : count;
  assert_int_equal(shown.count, expected);
  for (size_t i = 0; i < shown.count; i++)
    assert_string_equal(shown.items[i], all.items[first + i]);
  forget(&shown);
  forget(&all);
}

/* Adds, moves or deletes one, or rolls such a change back. */
static void change(struct store *store, int64_t journey, int *made)
{
  struct ids all = {0};
  walk_all(store, journey, false, &all);
  int64_t one = row_of(store, journey, ENTITY_touchpoint, all.items[below((unsigned)all.count)]);
  int64_t other = row_of(store, journey, ENTITY_touchpoint, all.items[below((unsigned)all.count)]);
  unsigned what = below(4);
  assert_done(store_begin(store, "change", "edit", err));
  if (what == 0 && all.count > 40) {
    assert_done(store_delete(store, ENTITY_touchpoint, one, err));
  } else if (what == 1) {
    assert_done(store_move(store, ENTITY_touchpoint, one, 0, below(2) ? "sale" : "reminder", err));
  } else {
    struct touchpoint touchpoint;
    char id[32];
    int64_t oid;
    record_init(ENTITY_touchpoint, &touchpoint);
    snprintf(id, sizeof id, "made-%d", (*made)++);
    touchpoint.id = id;
    touchpoint.stage = (char *)(below(3) ? "reminder" : "sale");
    touchpoint.title = id;
    touchpoint.kind = stage_kind_reminder;
    touchpoint.owner_department = below(3) ? UNSET : department_it;
    struct touchpoint before;
    record_init(ENTITY_touchpoint, &before);
    assert_done(store_read(store, ENTITY_touchpoint, other, &before, err));
    assert_done(store_insert(store, journey, ENTITY_touchpoint, &touchpoint,
                             strcmp(before.stage, touchpoint.stage) == 0 ? other : 0, &oid, err));
    record_clear(ENTITY_touchpoint, &before);
  }
  compare(store, journey, below(2) != 0, below(60), 1 + below(12)); /* seen before it is kept */
  if (below(4) == 0)
    store_rollback(store);
  else
    assert_done(store_commit(store, err));
  forget(&all);
}

static void test_anywhere(void **state)
{
  (void)state;
  char *folder = folder_make();
  const char *path = folder_file(folder, "map.kundresa");
  struct store *mine = open_as(path, STORE_CREATE, "anna");
  int64_t journey = make_journey(mine, "journey");
  struct store *theirs = open_as(path, STORE_WRITE, "bo");
  int made = 0;
  for (int i = 0; i < 90; i++)
    change(mine, journey, &made);
  size_t at = 0;
  for (int round = 0; round < 1200; round++) {
    unsigned how = below(10);
    if (how < 4)
      at += below(9);
    else if (how < 8)
      at = at > 8 ? at - below(9) : 0;
    else
      at = below(110);
    compare(mine, journey, below(5) == 0, at, 1 + below(12));
    if (below(12) == 0)
      change(below(2) ? mine : theirs, journey, &made);
  }
  store_close(&theirs);
  store_close(&mine);
  folder_remove(&folder);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_anywhere)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
