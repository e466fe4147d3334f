/* What was moved, and two orders made one. */
#include "merge/order.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void test_moved(void **state)
{
  (void)state;
  bool moved[5];
  order_moved((size_t[]){1, 2, 3, 4}, 4, moved);
  assert_false(moved[0] || moved[1] || moved[2] || moved[3]);
  order_moved((size_t[]){4, 1, 2, 3}, 4, moved);
  assert_true(moved[0] && !moved[1] && !moved[2] && !moved[3]);
  order_moved((size_t[]){2, 3, 4, 1}, 4, moved);
  assert_true(!moved[0] && !moved[1] && !moved[2] && moved[3]);
  order_moved((size_t[]){2, 1}, 2, moved);
  assert_int_equal(moved[0] + moved[1], 1);
  order_moved((size_t[]){0}, 0, moved);
}

/* Orders are digits; the result must be @want, the torn ones @torn. */
static void check(const char *base, const char *first, const char *second, bool theirs,
                  const char *want, const char *want_torn)
{
  const char *texts[] = {base, first, second};
  size_t rooms[3][10], merged[10], count = strlen(want);
  struct order orders[3];
  bool torn[10];
  char found[11] = "", found_torn[11] = {0};
  for (int i = 0; i < 3; i++) {
    orders[i] = (struct order){rooms[i], strlen(texts[i])};
    for (size_t j = 0; j < orders[i].count; j++)
      rooms[i][j] = (size_t)(texts[i][j] - '0');
  }
  order_merge(orders[0], orders[1], orders[2], theirs, count, merged, torn);
  for (size_t i = 0; i < count; i++) {
    found[i] = (char)('0' + merged[i]);
    if (torn[i])
      found_torn[strlen(found_torn)] = (char)('0' + i);
  }
  found[count] = '\0';
  assert_string_equal(found, want);
  assert_string_equal(found_torn, want_torn);
}

static void test_merge(void **state)
{
  (void)state;
  check("0123", "0123", "0123", false, "0123", "");
  check("0123", "3012", "0123", false, "3012", ""); /* one moves */
  check("0123", "0123", "3012", false, "3012", "");
  check("0123", "3012", "3012", false, "3012", "");  /* both the same */
  check("0123", "3012", "0312", false, "3012", "3"); /* both, apart */
  check("0123", "3012", "0312", true, "0312", "3");
  check("012345", "102345", "012354", false, "102354", ""); /* each elsewhere */
  check("01", "021", "031", false, "0231", "");             /* added at one place: ours first */
  check("01", "021", "021", false, "021", "");              /* added by both */
  check("012", "02", "012", false, "012", "");              /* one that only one side has still */
  check("", "01", "20", false, "012", "");
  check("0123", "01423", "1230", false, "14230", "");
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_moved), cmocka_unit_test(test_merge)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
