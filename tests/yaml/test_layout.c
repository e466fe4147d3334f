/* The layout of journey/1 follows from the table of fields, whole and without
 * doubt. */
#include "yaml/layout.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

/* Counts the fields in @layout, and sees that no key stands twice. */
static size_t look(const struct layout *layout)
{
  size_t fields = 0;
  for (size_t i = 0; i < layout->count; i++) {
    const struct slot *slot = &layout->slots[i];
    assert_int_equal(layout_find(layout, slot->key, 0), i);
    assert_int_equal(layout_find(layout, slot->key, i), i);
    assert_int_equal(layout_find(layout, slot->key, layout->count - 1), i);
    if (slot->kind == SLOT_FIELD)
      fields++;
    else if (slot->kind == SLOT_GROUP)
      fields += look(slot->members);
  }
  return fields;
}

static void every_field_has_one_place(void **state)
{
  (void)state;
  struct layouts *layouts = layouts_new();
  for (int e = 0; e < ENTITY_COUNT; e++) {
    size_t parents = entity_parent_field((enum entity)e) != NULL ? 1 : 0;
    assert_int_equal(look(&layouts->entity[e]), entities[e].count - parents);
    assert_int_equal(layout_find(&layouts->entity[e], "no-such-key", 0), -1);
  }
  layouts_free(&layouts);
}

/* Every entity can be reached from the journey, once. */
static void every_entity_has_one_list(void **state)
{
  (void)state;
  struct layouts *layouts = layouts_new();
  int lists[ENTITY_COUNT] = {0};
  for (int e = 0; e < ENTITY_COUNT; e++)
    for (size_t i = 0; i < layouts->entity[e].count; i++)
      if (layouts->entity[e].slots[i].kind == SLOT_PARTS)
        lists[layouts->entity[e].slots[i].entity]++;
  for (int e = 0; e < ENTITY_COUNT; e++)
    assert_int_equal(lists[e], e == ENTITY_journey ? 0 : 1);
  assert_string_equal(layouts->entity[ENTITY_journey].slots[0].key, JOURNEY_KEY);
  layouts_free(&layouts);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_field_has_one_place),
      cmocka_unit_test(every_entity_has_one_list),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
