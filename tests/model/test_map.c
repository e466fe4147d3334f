#include "model/map.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void put(struct map *map, enum entity entity, void *record)
{
  struct error err = {0};
  assert_int_equal(map->sink.put(&map->sink, entity, record, &err), STATUS_OK);
}

static void put_message(struct map *map, const char *touchpoint, const char *id)
{
  struct message message;
  record_init(ENTITY_message, &message);
  message.touchpoint = (char *)touchpoint;
  message.id = (char *)id;
  put(map, ENTITY_message, &message);
}

static void put_touchpoint(struct map *map, const char *id)
{
  struct touchpoint touchpoint;
  record_init(ENTITY_touchpoint, &touchpoint);
  touchpoint.id = (char *)id;
  put(map, ENTITY_touchpoint, &touchpoint);
}

static void parts_are(const struct map *map, const char *parent, const char *expected)
{
  struct str out = {0};
  const struct message *message;
  size_t at = 0;
  while ((message = map_next_part(map, ENTITY_message, parent, &at)) != NULL)
    str_addf(&out, "%s ", message->id);
  assert_string_equal(str_text(&out), expected);
  str_clear(&out);
}

/* Parts may come before their parents, and among those of others. */
static void test_parts(void **state)
{
  (void)state;
  struct map *map = map_new();
  assert_null(map_journey(map));
  put_message(map, "two", "c");
  put_touchpoint(map, "one");
  put_message(map, "one", "a");
  put_touchpoint(map, "two");
  put_message(map, "two", "d");
  put_message(map, "one", "b");
  parts_are(map, "one", "a b ");
  parts_are(map, "two", "c d ");
  parts_are(map, "three", "");
  parts_are(map, NULL, "c a d b ");
  put_message(map, "two", "e"); /* after it was asked */
  parts_are(map, "two", "c d e ");
  const struct touchpoint *found = map_find(map, ENTITY_touchpoint, "two");
  assert_string_equal(found->id, "two");
  assert_null(map_find(map, ENTITY_touchpoint, "three"));
  assert_null(map_find(map, ENTITY_touchpoint, NULL));
  assert_null(map_find(map, ENTITY_usage, "two"));
  assert_int_equal(map_count(map, ENTITY_message), 5);
  map_free(&map);
  assert_null(map);
}

static void test_copied_through(void **state)
{
  (void)state;
  struct map *map = map_new(), *other = map_new();
  struct error err = {0};
  struct journey journey;
  record_init(ENTITY_journey, &journey);
  journey.id = (char *)"j";
  put(map, ENTITY_journey, &journey);
  for (int i = 0; i < 50; i++) {
    char id[16], part[16];
    snprintf(id, sizeof id, "t%d", i);
    put_touchpoint(map, id);
    for (int k = 0; k < i % 4; k++) {
      snprintf(part, sizeof part, "m%d-%d", i, k);
      put_message(map, id, part);
    }
  }
  assert_int_equal(stream_copy(&map->source, &other->sink, &err), STATUS_OK);
  for (int e = 0; e < ENTITY_COUNT; e++) {
    assert_int_equal(map_count(map, (enum entity)e), map_count(other, (enum entity)e));
    for (size_t i = 0; i < map_count(map, (enum entity)e); i++)
      assert_true(record_same((enum entity)e, map_at(map, (enum entity)e, i),
                              map_at(other, (enum entity)e, i)));
  }
  map_free(&map);
  map_free(&other);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_parts),
                                     cmocka_unit_test(test_copied_through)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
