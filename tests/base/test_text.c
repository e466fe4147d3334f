#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void test_width(void **state)
{
  (void)state;
  assert_int_equal(text_width(""), 0);
  assert_int_equal(text_width("påminnelse"), 10);
  assert_int_equal(text_width("pa\xcc\x8aminnelse"), 10); /* a and a ring that combines */
  assert_int_equal(text_width("発票"), 4);
  assert_int_equal(text_width("▸"), 1);
  assert_int_equal(text_width_span("åäö", 2), 1);
}

static void test_fit(void **state)
{
  (void)state;
  int used = -1;
  assert_int_equal(text_fit("åäö", 2, &used), 4);
  assert_int_equal(used, 2);
  assert_int_equal(text_fit("発票", 3, &used), 3); /* half a character does not fit */
  assert_int_equal(used, 2);
  assert_int_equal(text_fit("e\xcc\x81x", 1, &used), 3); /* the accent goes with its letter */
  assert_int_equal(text_fit("abc", 0, &used), 0);
}

static void cut_is(const char *text, int columns, const char *expected)
{
  struct str out = {0};
  text_add_cut(&out, text, columns, "…");
  assert_string_equal(str_text(&out), expected);
  str_clear(&out);
}

static void test_cut(void **state)
{
  (void)state;
  cut_is("Påminnelse", 10, "Påminnelse");
  cut_is("Påminnelse", 5, "Påmi…");
  cut_is("発票発票", 4, "発…");
  cut_is("a\nb", 9, "a b");
  struct str out = {0};
  text_add_padded(&out, "發", 4, "…");
  assert_string_equal(str_text(&out), "發  ");
  str_clear(&out);
}

/* The lines, each ended by a bar. */
static void wrap_is(const char *text, int columns, const char *expected)
{
  struct text_line *lines;
  struct str out = {0};
  size_t count = text_wrap(text, columns, &lines);
  for (size_t i = 0; i < count; i++) {
    char line[200];
    assert_true(lines[i].length < sizeof line);
    memcpy(line, text + lines[i].start, lines[i].length);
    line[lines[i].length] = '\0';
    assert_true(text_width(line) <= columns);
    str_addf(&out, "%s|", line);
  }
  assert_string_equal(str_text(&out), expected);
  str_clear(&out);
  free(lines);
}

static void test_wrap(void **state)
{
  (void)state;
  wrap_is("", 10, "|");
  wrap_is("Har du glömt oss?", 9, "Har du|glömt|oss?|");
  wrap_is("ett\n\ntvå", 9, "ett||två|");
  wrap_is("Fakturaunderlagsavdelningen", 10, "Fakturaund|erlagsavde|lningen|");
  wrap_is("発票発票", 4, "発票|発票|");
}

static void test_steps(void **state)
{
  (void)state;
  const char *text = "Hej då e\xcc\x81!";
  assert_int_equal(text_next(text, 0), 1);
  assert_int_equal(text_next(text, 5), 7);  /* å is two bytes */
  assert_int_equal(text_next(text, 8), 11); /* e and its accent */
  assert_int_equal(text_previous(text, 11), 8);
  assert_int_equal(text_previous(text, 0), 0);
  assert_int_equal(text_next(text, strlen(text)), strlen(text));
  assert_int_equal(text_next_word(text, 0), 4);
  assert_int_equal(text_previous_word(text, 8), 4);
}

static void test_contains(void **state)
{
  (void)state;
  assert_true(text_contains("Får en PÅMINNELSE", "påminnelse"));
  assert_true(text_contains("x", ""));
  assert_false(text_contains("Påminnelse", "paminnelse"));
}

/* What could move the cursor or hide words is found, in any place. */
static void test_unsafe(void **state)
{
  (void)state;
  static const char *const unsafe[] = {"a\x1b[2J",
                                       "a\x07",
                                       "a\x7f",
                                       "a\xc2\x9b",
                                       "a\xe2\x80\xae",
                                       "a\xe2\x80\x8b",
                                       "a\xef\xbb\xbf",
                                       "a\xff",
                                       "a\xc3",
                                       "a\xf3\xa0\x81\x81",
                                       "a\t"};
  for (size_t i = 0; i < sizeof unsafe / sizeof unsafe[0]; i++) {
    const char *at = text_first_unsafe(unsafe[i], true);
    if (at != unsafe[i] + 1)
      fail_msg("case %zu was let through", i);
    char copy[40];
    strcpy(copy, unsafe[i]);
    text_sanitize(copy);
    assert_null(text_first_unsafe(copy, false));
  }
  assert_null(text_first_unsafe("åäö 発票 👩‍💻 \n", true));
  assert_non_null(text_first_unsafe("a\nb", false));
}

static void slug_is(const char *text, const char *expected)
{
  struct str out = {0};
  text_add_slug(&out, text, "item");
  assert_string_equal(str_text(&out), expected);
  str_clear(&out);
}

static void test_slug(void **state)
{
  (void)state;
  slug_is("Får en vänlig påminnelse!", "far-en-vanlig-paminnelse");
  slug_is("Første æble på ø", "forste-aeble-pa-o");
  slug_is("  ", "item");
  slug_is("発票", "item");
  struct str out = {0};
  text_add_slug(&out, "en mycket lång titel som aldrig någonsin tar slut av sig själv", "x");
  assert_true(strlen(str_text(&out)) <= 50);
  str_clear(&out);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_width),  cmocka_unit_test(test_fit),
                                     cmocka_unit_test(test_cut),    cmocka_unit_test(test_wrap),
                                     cmocka_unit_test(test_steps),  cmocka_unit_test(test_contains),
                                     cmocka_unit_test(test_unsafe), cmocka_unit_test(test_slug)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
