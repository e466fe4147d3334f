#include "model/placeholder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void test_set(void **state)
{
  (void)state;
  size_t count;
  const struct placeholder *all = placeholder_all(&count);
  assert_int_equal(count, 16);
  for (size_t i = 0; i < count; i++) {
    assert_ptr_equal(placeholder_find(all[i].name, strlen(all[i].name)), &all[i]);
    assert_true(strlen(all[i].meaning) > 5);
  }
  assert_null(placeholder_find("amount", 6));
  assert_null(placeholder_find("amount_due", 9));
}

/* What is found in a text: the known by name, the unknown as ?, and hints. */
static void finds(const char *text, const char *expected)
{
  struct placeholder_span span;
  struct str out = {0};
  size_t at = 0;
  while (placeholder_next(text, &at, &span)) {
    assert_true(span.start + span.length <= strlen(text));
    if (span.placeholder != NULL)
      str_addf(&out, "%s ", span.placeholder->name);
    else {
      const char *near = placeholder_near(text, &span);
      str_addf(&out, "?%.*s>%s ", (int)span.length, text + span.start, near != NULL ? near : "");
    }
  }
  assert_string_equal(str_text(&out), expected);
  str_clear(&out);
}

static void test_next(void **state)
{
  (void)state;
  finds("", "");
  finds("Betala {amount_due} senast {pay_by}.", "amount_due pay_by ");
  finds("{{amount_due}}", "");
  finds("{amount_deu}", "?{amount_deu}>amount_due ");
  finds("{förfallodag}", "?{förfallodag}>due_date ");
  finds("{forfallsdato} {KID}", "?{forfallsdato}>due_date ?{KID}>payment_ref ");
  finds("{}", "?{}> ");
  finds("a } b", "?}> ");
  finds("a { b", "?{> ");
  finds("{{{amount_due}}}", "amount_due ");
}

static void fills(const char *text, const char *language, const char *expected)
{
  struct str out = {0};
  placeholder_fill(&out, text, language);
  if (strstr(str_text(&out), expected) == NULL)
    fail_msg("'%s' in %s is '%s'", text, language, str_text(&out));
  str_clear(&out);
}

static void test_fill(void **state)
{
  (void)state;
  size_t count;
  const struct placeholder *all = placeholder_all(&count);
  static const char *const languages[] = {"sv", "nb", "en", "xx"};
  for (size_t i = 0; i < count; i++)
    for (size_t k = 0; k < 4; k++) {
      struct str text = {0}, out = {0};
      str_addf(&text, "{%s}", all[i].name);
      placeholder_fill(&out, str_text(&text), languages[k]);
      assert_true(out.length > 0);
      assert_null(strchr(str_text(&out), '{'));
      str_clear(&text);
      str_clear(&out);
    }
  fills("{{x}} {nonsense}", "sv", "{x} {nonsense}");
  struct str swedish = {0}, english = {0};
  placeholder_fill(&swedish, "{amount_due}", "sv");
  placeholder_fill(&english, "{amount_due}", "en");
  assert_string_not_equal(str_text(&swedish), str_text(&english));
  assert_non_null(strchr(str_text(&swedish), ','));
  str_clear(&swedish);
  str_clear(&english);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_set), cmocka_unit_test(test_next),
                                     cmocka_unit_test(test_fill)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
