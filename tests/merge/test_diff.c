/* Each kind of difference. */
#include "merge/diff.h"

#include "tests/merge/merge_helper.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The differences as "+touchpoint/a =touchpoint/b.title", grouped by what they are part of. */
static void check(const char *before, const char *after, const char *want)
{
  struct map *one = helper_map(before), *other = helper_map(after);
  struct diff *diff = diff_maps(one, other);
  struct str found = {0};
  for (size_t i = 0; i < diff->count; i++) {
    const struct difference *item = &diff->items[i];
    const struct field *id = entity_id_field(item->top_entity);
    str_addf(&found, "%s%c%s:%s%s%s", found.length > 0 ? " " : "", "+-=~"[item->kind],
             id != NULL ? record_text(item->top, id) : "", entities[item->entity].name,
             item->field != NULL ? "." : "", item->field != NULL ? item->field->name : "");
  }
  assert_string_equal(str_text(&found), want);
  str_clear(&found);
  diff_free(&diff);
  map_free(&one);
  map_free(&other);
}

#define PARTS(more) HEAD STAGES POINTS "  - {id: a, stage: sale, kind: sale, title: A, " more "}\n"

static void test_kinds(void **state)
{
  (void)state;
  const char *base = HEAD STAGES POINTS POINT("a", "") POINT("b", "") POINT("c", "");
  check(base, base, "");
  check(base, HEAD STAGES POINTS POINT("a", "") POINT("b", "") POINT("c", "") POINT("d", ""),
        "+d:touchpoint");
  check(base, HEAD STAGES POINTS POINT("a", "") POINT("c", ""), "-b:touchpoint");
  check(base, HEAD STAGES POINTS POINT("c", "") POINT("a", "") POINT("b", ""), "~c:touchpoint");
  check(base,
        HEAD "note: New\n" STAGES POINTS POINT("a", ", covered: \"yes\"") POINT("b", "")
            POINT("c", ", trigger: {anchor: due, offset_days: 5}"),
        "=shop:journey.note =a:touchpoint.covered =c:touchpoint.anchor =c:touchpoint.offset_days");
}

static void test_parts(void **state)
{
  (void)state;
  check(PARTS("controls: [{title: One}, {title: Two}]"),
        PARTS("controls: [{title: Two, blocks: true}, {title: Three}]"),
        "-a:control =a:control.blocks +a:control");
  check(PARTS("controls: [{title: One}, {title: Two}]"),
        PARTS("controls: [{title: Two}, {title: One}]"), "~a:control");
  check(PARTS("messages: [{id: m, purpose: reminder, place: body, "
              "variants: [{language: sv, body: Hej}, {language: en, body: Hi}]}]"),
        PARTS("messages: [{id: m, purpose: claim, place: body, "
              "variants: [{language: sv, body: Hej du}, {language: en, body: Hi}]}]"),
        "=a:message.purpose =a:variant.body");
  /* alike in all but order: those that are wholly alike belong together */
  check(PARTS("outcomes: [{kind: pays, share: 10}, {kind: pays, share: 20}]"),
        PARTS("outcomes: [{kind: pays, share: 20}, {kind: pays, share: 30}]"),
        "=a:outcome.share ~a:outcome");
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_kinds), cmocka_unit_test(test_parts)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
