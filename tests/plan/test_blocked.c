/* Steps that the caps or the least gap always hold back, and those that only
 * look so. */
#include "plan_helper.h"

#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define ONE_CAP(counts, messages, days)                                                            \
  {                                                                                                \
    NULL, "stages:\n",                                                                             \
        "caps:\n  - id: calm\n    counts: " counts "\n    messages: " messages "\n    days: " days \
        "\nstages:\n"                                                                              \
  }
#define LATE(words)                                                                                \
  {                                                                                                \
    NULL, "status: draft\n", "status: draft\nlate:\n" words                                        \
  }

#define TO_NEW_ONES                                                                                \
  {                                                                                                \
    "id: first\n", "offset_days: 5\n", "offset_days: 5\n      segment: fresh\n"                    \
  }
#define BY_LETTER(id, from)                                                                        \
  {                                                                                                \
    "id: " id "\n", from, "[letter]"                                                               \
  }

struct change {
  const char *after, *from, *to;
};

/* In the journey of the helper the invoice goes out on day 0, the tip to new
 * ones on day 12, the reminders 5 and 19 days after the due date, on day 35 and
 * 49 at the earliest. */
static const struct {
  struct change changes[5];
  const char *id; /* of the step that is told; NULL: none */
  const char *why;
} cases[] = {
    /* three claims in eleven weeks, two allowed: the third waits until it is late */
    {{ONE_CAP("[legal]", "2", "77")}, "second", "calm"},
    /* eight weeks leave a way, although it waits for it in its days of grace */
    {{ONE_CAP("[legal]", "2", "51")}, NULL, NULL},
    {{ONE_CAP("[legal]", "2", "60")}, "second", "calm"},
    {{ONE_CAP("[legal]", "2", "60"), LATE("  grace_days: 14\n")}, NULL, NULL},
    /* what is late is sent all the same */
    {{ONE_CAP("[legal]", "2", "77"), LATE("  policy: walk\n")}, NULL, NULL},
    {{ONE_CAP("[legal]", "2", "77"), LATE("  policy: jump\n")}, NULL, NULL},
    {{ONE_CAP("[legal]", "2", "77"), LATE("  policy: skip\n")}, "second", "calm"},
    /* the classes that a cap does not count go their way */
    {{ONE_CAP("[service]", "1", "77")}, NULL, NULL},
    /* only new ones get the tip before it */
    {{ONE_CAP("[legal, service]", "2", "50")}, NULL, NULL},
    {{ONE_CAP("[legal, service]", "2", "50"), TO_NEW_ONES, BY_LETTER("first", "[email, letter]"),
      BY_LETTER("tip", "[email]")},
     "first",
     "calm"},
    /* some of those who get it have no e-mail, so no tip goes before it */
    {{ONE_CAP("[legal, service]", "2", "50"), TO_NEW_ONES, BY_LETTER("first", "[email, letter]")},
     NULL,
     NULL},
    /* a tip whose text ends some day leaves room after that */
    {{ONE_CAP("[legal, service]", "2", "50"),
      TO_NEW_ONES,
      BY_LETTER("first", "[email, letter]"),
      BY_LETTER("tip", "[email]"),
      {"id: tip-text", "place: body\n",
       "place: body\n        valid:\n          to: \"2027-06-30\"\n"}},
     NULL,
     NULL},
    /* the reminders lie too near each other, ever */
    {{LATE("  least_gap_days: 25\n")}, "second", "least gap"},
    {{LATE("  least_gap_days: 17\n")}, NULL, NULL},
    {{LATE("  least_gap_days: 20\n  grace_days: 6\n")}, NULL, NULL},
    {{LATE("  least_gap_days: 25\n  policy: walk\n")}, NULL, NULL},
    /* what comes after a step that is held back is not told besides */
    {{LATE("  least_gap_days: 25\n"),
      {"id: thanks\n", "payment\n      offset_days: 1\n      invoice: paid",
       "previous\n      offset_days: 40\n      invoice: unpaid"}},
     "second",
     "least gap"},
    /* its own repeats fill the cap before the next */
    {{ONE_CAP("[service]", "3", "60"),
      {"id: tip\n", "      segment: fresh\n",
       "      repeat_every_days: 2\n      repeat_times: 2\n      roll: none\n"},
      {"id: thanks\n", "payment\n      offset_days: 1\n      invoice: paid",
       "issued\n      offset_days: 29\n      roll: none"},
      {"id: thanks\n", "[letter]", "[email]"}},
     "thanks",
     "calm"},
};

static void test_held_back(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    char *text = mem_copy_text(good_journey);
    for (size_t k = 0; k < 5 && cases[i].changes[k].from != NULL; k++) {
      const struct change *one = &cases[i].changes[k];
      char *next = changed(text, one->after, one->from, one->to);
      free(text);
      text = next;
    }
    struct map *map = read_journey(text);
    struct plan *plan;
    struct plan_faults faults;
    compile(map, &plan, &faults);
    if (faults.count != (cases[i].id != NULL ? 1 : 0))
      fail_msg("case %zu: %zu faults, the last %s at %s: %s", i, faults.count,
               faults.count > 0 ? faults.items[faults.count - 1].code : "",
               faults.count > 0 ? faults.items[faults.count - 1].id : "",
               faults.count > 0 ? faults.items[faults.count - 1].text : "");
    if (cases[i].id != NULL) {
      assert_string_equal(faults.items[0].code, "unreachable");
      assert_string_equal(faults.items[0].id, cases[i].id);
      assert_non_null(strstr(faults.items[0].text, cases[i].why));
    }
    plan_free(&plan);
    plan_faults_clear(&faults);
    map_free(&map);
    free(text);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_held_back),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
