/* What a department sees of what stands beside its own, and what systems pass on. */
#include "survey/handover.h"

#include "tests/merge/merge_helper.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define AT(id, stage, more)                                                                        \
  "  - {id: " id ", stage: " stage ", kind: sale, title: Point " id ", " more "}\n"
#define TWO                                                                                        \
  "stages:\n  - {id: one, kind: sale, title: One}\n  - {id: two, kind: sale, title: Two}\n"

/* The hand-overs of a department as "a>b?": a hands over to b, which it does not see;
 * "<" where it takes over; "!" where it takes part, "." where it is told. */
static void check(const char *text, int64_t department, const char *want, size_t blind)
{
  struct map *map = helper_map(text);
  struct outlook outlook;
  struct str found = {0};
  size_t found_blind = 0;
  outlook_make(map, &outlook);
  for (size_t d = 0; d < outlook.count; d++) {
    const struct department_outlook *here = &outlook.departments[d];
    if (here->department != department)
      continue;
    found_blind = here->blind;
    for (size_t i = 0; i < here->count; i++) {
      const struct handover *handover = &here->handovers[i];
      str_addf(&found, "%s%s%c%s%c", i > 0 ? " " : "", handover->own->id,
               handover->after ? '>' : '<', handover->other->id, "!.?"[handover->sight]);
    }
  }
  assert_string_equal(str_text(&found), want);
  assert_int_equal(found_blind, blind);
  str_clear(&found);
  outlook_clear(&outlook);
  map_free(&map);
}

static void test_departments(void **state)
{
  (void)state;
  /* In the order of the stages, whatever that of the list. */
  const char *text = HEAD TWO POINTS AT("d", "two", "owner: {department: finance}")
      AT("a", "one", "owner: {department: marketing}")
          AT("b", "one", "owner: {department: finance}, contributes: [marketing]")
              AT("c", "one", "owner: {department: it}, informed: [finance]");
  check(text, department_finance, "b<a? b>c. d<c.", 1);
  check(text, department_marketing, "a>b!", 0);
  check(text, department_it, "c<b? c>d?", 2);
  check(text, department_legal, "", 0);
}

/* One touchpoint between two of a department's own is one blind spot, and what nobody
 * owns is one too. */
static void test_between(void **state)
{
  (void)state;
  check(HEAD TWO POINTS AT("a", "one", "owner: {department: finance}")
            AT("b", "one", "evidence: assumed") AT("c", "two", "owner: {department: finance}"),
        department_finance, "a>b? c<b?", 1);
}

static void check_passings(const char *text, const char *want)
{
  struct map *map = helper_map(text);
  struct outlook outlook;
  struct str found = {0};
  outlook_make(map, &outlook);
  for (size_t i = 0; i < outlook.passing_count; i++) {
    const struct passing *passing = &outlook.passings[i];
    str_addf(&found, "%s%s>%s@%s-%s", i > 0 ? " " : "", passing->giver->system,
             passing->taker->system, passing->at->id, passing->to->id);
    if (passing->automation != UNSET)
      str_addf(&found, ":%s",
               enumeration_token(&enumerations[ENUM_automation], passing->automation));
  }
  assert_string_equal(str_text(&found), want);
  str_clear(&found);
  outlook_clear(&outlook);
  map_free(&map);
}

#define SYSTEMS                                                                                    \
  "systems:\n  - {id: crm, title: C}\n  - {id: bill, title: B}\n  - {id: post, title: P}\n"
#define USE(system, access, more) "{system: " system ", access: [" access "]" more "}"

static void test_systems(void **state)
{
  (void)state;
  /* What one writes another reads there or next; what one reads another sends. */
  check_passings(HEAD SYSTEMS TWO POINTS AT(
                     "a", "one", "systems: [" USE("crm", "writes", ", automation: automatic") "]")
                     AT("b", "one", "systems: [" USE("bill", "reads", ", automation: manual") "]")
                         AT("c", "two",
                            "systems: [" USE("bill", "reads", ", automation: assisted") ", " USE(
                                "post", "sends", ", automation: automatic") "]"),
                 "crm>bill@a-b:manual bill>post@c-c:assisted");
  /* A system passes nothing to itself, and what is not known stays so. */
  check_passings(
      HEAD SYSTEMS TWO POINTS AT("a", "one",
                                 "systems: [" USE("crm", "reads, writes, sends", "") "]")
          AT("b", "one", "systems: [" USE("crm", "reads", "") ", " USE("post", "writes", "") "]"),
      "post>crm@b-b");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_departments),
      cmocka_unit_test(test_between),
      cmocka_unit_test(test_systems),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
