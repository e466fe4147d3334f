#include "model/sentence.h"

#include "model/record.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void reads(const char *const *fields, const char *segment, const char *expected)
{
  struct touchpoint touchpoint;
  record_init(ENTITY_touchpoint, &touchpoint);
  for (size_t i = 0; fields[i] != NULL; i += 2)
    assert_int_equal(
        record_set(&touchpoint, entity_field(ENTITY_touchpoint, fields[i]), fields[i + 1], NULL),
        STATUS_OK);
  struct str sentence = {0};
  sentence_add_trigger(&sentence, &touchpoint, segment);
  assert_string_equal(str_text(&sentence), expected);
  str_clear(&sentence);
  record_clear(ENTITY_touchpoint, &touchpoint);
}

#define READS(segment, expected, ...)                                                              \
  reads((const char *const[]){__VA_ARGS__, NULL}, segment, expected)

static void test_sentences(void **state)
{
  (void)state;
  READS(NULL, "5 days after the due date, if unpaid, to everyone, by e-mail or else letter",
        "anchor", "due", "offset_days", "5", "invoice_state", "unpaid", "channels", "email letter");
  READS("new customers", "1 business day before the due date, to new customers, by SMS", "anchor",
        "due", "offset_days", "-1", "days", "business", "channels", "sms", "segment", "new");
  READS(NULL, "on the day the invoice is issued, to everyone", "anchor", "issued");
  READS(NULL, "7 days after welcome, if paid, to loyal", "anchor", "previous", "after", "welcome",
        "offset_days", "7", "invoice_state", "paid", "segment", "loyal");
  READS(NULL, "10 days after the due date, again every 14 days, 2 times, to everyone", "anchor",
        "due", "offset_days", "10", "repeat_every_days", "14", "repeat_times", "2", "invoice_state",
        "any");
  READS(NULL, "", "offset_days", "5", "channels", "email");
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_sentences)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
