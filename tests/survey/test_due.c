/* What is due on a day, and how it is put in order. */
#include "survey/due.h"

#include "tests/merge/merge_helper.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* What is due on 2026-11-28 as "action/write overdue". */
static void check(const char *text, const char *want, size_t overdue, size_t soon)
{
  static const char *const states[] = {"overdue", "soon", "lacking"};
  struct map *map = helper_map(text);
  struct due due;
  struct str found = {0};
  due_make(map, date_make(2026, 11, 28), &due);
  for (size_t i = 0; i < due.count; i++) {
    const struct field *id = entity_id_field(due.items[i].entity);
    str_addf(&found, "%s%s/%s %s", i > 0 ? ", " : "", entities[due.items[i].entity].name,
             id != NULL ? record_text(due.items[i].record, id) : "", states[due.items[i].state]);
  }
  assert_string_equal(str_text(&found), want);
  assert_int_equal(due.overdue, overdue);
  assert_int_equal(due.soon, soon);
  str_clear(&found);
  due_clear(&due);
  map_free(&map);
}

#define FINE "review_by: \"2027-06-01\"\n"
#define ACTION(id, more) "  - {id: " id ", text: Do " id more "}\n"

static void test_days(void **state)
{
  (void)state;
  check(HEAD, "journey/shop lacking", 0, 0);
  check(HEAD "review_by: \"2026-11-27\"\n", "journey/shop overdue", 1, 0);
  check(HEAD "review_by: \"2026-11-28\"\n", "journey/shop soon", 0, 1);
  check(HEAD "review_by: \"2026-12-12\"\n", "journey/shop soon", 0, 1);
  check(HEAD "review_by: \"2026-12-13\"\n", "", 0, 0);
  check(HEAD FINE STAGES POINTS POINT("a", ", review_by: \"2026-11-01\"") POINT("b", ""),
        "touchpoint/a overdue", 1, 0);
}

/* The latest workshop's day counts; to meet again was the look that was promised. */
static void test_workshops(void **state)
{
  (void)state;
  check(HEAD FINE "workshops:\n"
                  "  - {id: first, title: A, date: \"2026-05-01\", review_by: \"2026-08-01\"}\n",
        "workshop/first overdue", 1, 0);
  check(HEAD FINE "workshops:\n"
                  "  - {id: first, title: A, date: \"2026-05-01\", review_by: \"2026-08-01\"}\n"
                  "  - {id: second, title: B, date: \"2026-09-01\", review_by: \"2026-12-01\"}\n",
        "workshop/second soon", 0, 1);
}

static void test_actions(void **state)
{
  (void)state;
  check(HEAD FINE "actions:\n" ACTION("far", ", owner: {person: Anna}, due: \"2027-02-01\"")
            ACTION("nobodys", ", due: \"2027-02-01\"") ACTION("undated", ", owner: {person: Anna}")
                ACTION("late", ", owner: {department: it}, due: \"2026-11-02\"")
                    ACTION("later", ", due: \"2026-11-20\", state: open")
                        ACTION("done", ", due: \"2026-11-02\", state: done")
                            ACTION("dropped", ", state: dropped"),
        "action/late overdue, action/later overdue, action/undated lacking, action/nobodys lacking",
        2, 0);
}

static void test_others(void **state)
{
  (void)state;
  check(HEAD FINE STAGES POINTS
        "  - id: a\n    stage: sale\n    kind: sale\n    title: A\n    messages:\n"
        "      - {id: old, purpose: payment, place: body, valid: {to: \"2026-11-27\"}}\n"
        "      - {id: new, purpose: payment, place: body, valid: {to: \"2027-11-27\"}}\n"
        "cards:\n"
        "  - {id: p, lane: parking, text: P}\n"
        "  - {id: q, lane: parking, text: Q, parked_until: \"2026-12-01\"}\n"
        "  - {id: r, lane: idea, text: R}\n"
        "waivers:\n"
        "  - {rule: R1, fingerprint: f, reason: r, until: \"2026-11-20\"}\n"
        "  - {rule: R2, fingerprint: g, reason: r}\n",
        "waiver/ overdue, message/old overdue, card/q soon, card/p lacking", 2, 1);
}

/* What is over has nothing due. */
static void test_retired(void **state)
{
  (void)state;
  char *text = strdup(HEAD "review_by: \"2020-01-01\"\n");
  char *at = strstr(text, "status: draft\n");
  struct str retired = {0};
  str_addf(&retired, "%.*sstatus: retired\n%s", (int)(at - text), text,
           at + strlen("status: draft\n"));
  check(str_text(&retired), "", 0, 0);
  str_clear(&retired);
  free(text);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_days),    cmocka_unit_test(test_workshops),
      cmocka_unit_test(test_actions), cmocka_unit_test(test_others),
      cmocka_unit_test(test_retired),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
