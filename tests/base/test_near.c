#include "base/near.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const char *const names[] = {"title", "stage", "channels", "trigger", "sv", "nb", "a"};

static const char *nearest(const char *wanted)
{
  struct near near = near_start(wanted);
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
    near_offer(&near, names[i]);
  return near.best;
}

static void test_distance(void **state)
{
  (void)state;
  assert_int_equal(near_distance("", ""), 0);
  assert_int_equal(near_distance("", "abc"), 3);
  assert_int_equal(near_distance("stage", "stage"), 0);
  assert_int_equal(near_distance("Stage", "sTAGE"), 0);
  assert_int_equal(near_distance("stage", "satge"), 1); /* neighbours swapped */
  assert_int_equal(near_distance("stage", "stag"), 1);
  assert_int_equal(near_distance("stage", "stagge"), 1);
  assert_int_equal(near_distance("stage", "stige"), 1);
  assert_int_equal(near_distance("kitten", "sitting"), 3);
}

static void test_hints(void **state)
{
  (void)state;
  assert_string_equal(nearest("titel"), "title");
  assert_string_equal(nearest("chanels"), "channels");
  assert_string_equal(nearest("trig"), "trigger"); /* a beginning */
  assert_string_equal(nearest("STAGE"), "stage");
  assert_string_equal(nearest("stages"), "stage");
}

/* A hint that could be anything is none. */
static void test_no_silly_hints(void **state)
{
  (void)state;
  assert_null(nearest("b"));
  assert_null(nearest("se"));
  assert_null(nearest("xyzzy"));
  assert_null(nearest(""));
  assert_string_equal(nearest("SV"), "sv");
}

static void test_long_names(void **state)
{
  (void)state;
  char one[300], other[300];
  memset(one, 'x', sizeof one);
  memset(other, 'x', sizeof other);
  one[299] = other[299] = '\0';
  other[0] = 'y';
  assert_int_equal(near_distance(one, other), 1);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_distance), cmocka_unit_test(test_hints),
                                     cmocka_unit_test(test_no_silly_hints),
                                     cmocka_unit_test(test_long_names)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
