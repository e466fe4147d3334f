/* Facts that need no words, and phrases that want one beside them. */
#include "language/evidence.h"

#include "language_helper.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Phrases that want a fact, and nothing else, so that all that is told is told by it. */
static struct lexicon *make(enum language language)
{
  static const struct {
    const char *words;
    enum marker_need needs;
    enum tells tells;
  } phrases[] = {
      {"due", NEED_DATE, TELLS_DUE_DATE},
      {"by", NEED_DATE_AFTER, TELLS_DEADLINE},
      {"total", NEED_AMOUNT, TELLS_CAPITAL},
  };
  struct lexicon *lexicon = lexicon_new(language);
  for (size_t i = 0; i < sizeof phrases / sizeof phrases[0]; i++) {
    struct marker marker = {.id = (char *)phrases[i].words,
                            .text = (char *)phrases[i].words,
                            .signal = SIGNAL_NONE,
                            .needs = phrases[i].needs,
                            .tells = TELLS_BIT(phrases[i].tells)};
    assert_int_equal(lexicon_add(lexicon, &marker, NULL), STATUS_OK);
  }
  lexicon_ready(lexicon);
  return lexicon;
}

/* What @text tells, and the words that tell the first of it. */
static void told_is(enum language language, const char *text, const char *expected)
{
  struct lexicon *lexicon = make(language);
  struct reading reading;
  struct str out = {0};
  reading_make(lexicon, text, &reading);
  for (size_t i = 0; i < reading.count; i++)
    for (int tells = 0; tells < TELLS_COUNT; tells++)
      if ((reading.marks[i].tells & TELLS_BIT(tells)) != 0)
        str_addf(&out, "%s%s[%.*s]", out.length > 0 ? " " : "", tells_token((enum tells)tells),
                 (int)reading.marks[i].length, text + reading.marks[i].start);
  if (strcmp(str_text(&out), expected) != 0)
    fail_msg("'%s': '%s', not '%s'", text, str_text(&out), expected);
  str_clear(&out);
  reading_clear(&reading);
  lexicon_free(&lexicon);
}

#define SV LANGUAGE_SV
#define NB LANGUAGE_NB
#define EN LANGUAGE_EN

static void test_dates(void **unused)
{
  (void)unused;
  static const struct {
    enum language language;
    const char *date;
  } days[] = {
      {SV, "2026-12-05"}, {SV, "5 december"},  {SV, "den 5:e dec"},     {SV, "den 30"},
      {SV, "12/3"},       {SV, "12/3-26"},     {NB, "5. desember"},     {NB, "05.12.2026"},
      {NB, "12.3."},      {EN, "12/28/2026"},  {EN, "5th of December"}, {EN, "Dec 5"},
      {EN, "5th"},        {EN, "28 May 2027"}, {SV, "{due_date}"},      {EN, "{pay_by}"},
  };
  for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
    char text[80];
    snprintf(text, sizeof text, "by %s", days[i].date);
    bool own = strcmp(days[i].date, "{due_date}") == 0,
         last = strcmp(days[i].date, "{pay_by}") == 0;
    told_is(days[i].language, text,
            own    ? "deadline[by] due_date[{due_date}]"
            : last ? "deadline[by] due_date[{pay_by}] deadline[{pay_by}]"
                   : "deadline[by]");
  }
  static const char *const others[] = {
      "by 2026",      "by 2026-13-05", "by 12-34-56", "by 99 december", "by 08.00",
      "by 5 persons", "by 32/13",      "by",          "by december",    "by 2026-12-055"};
  for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
    told_is(SV, others[i], "");
}

static void test_amounts(void **unused)
{
  (void)unused;
  told_is(SV, "det blir 1 249,50 kr.", "amount[1 249,50 kr]");
  told_is(SV, "450 kronor", "amount[450 kronor]");
  told_is(SV, "349:-", "amount[349:-]");
  told_is(SV,
          "1\xc2\xa0"
          "249\xc2\xa0kr",
          "amount[1\xc2\xa0"
          "249\xc2\xa0kr]");
  told_is(NB, "kr 1 249,50 i dag", "amount[1 249,50]");
  told_is(NB, "NOK 500", "amount[500]");
  told_is(EN,
          "\xc2\xa3"
          "1,249.50 today",
          "amount[1,249.50]");
  told_is(EN, "45 pounds, 5 \xe2\x82\xac", "amount[45 pounds] amount[5 \xe2\x82\xac]");
  told_is(SV, "priser i kr", "");
  told_is(SV, "5 krukor och 3 orkar 4", "");
  told_is(SV, "120 anst\xc3\xa4llda", "");
}

static void test_contact(void **unused)
{
  (void)unused;
  told_is(SV, "08-123 45 67", "contact[08-123 45 67]");
  told_is(SV, "0771-22 33 44", "contact[0771-22 33 44]");
  told_is(NB, "22 33 44 55", "contact[22 33 44 55]");
  told_is(NB, "815 00 123", "contact[815 00 123]");
  told_is(SV, "+46 8 123 45 67", "contact[46 8 123 45 67]");
  told_is(EN, "020 7946 0123", "contact[020 7946 0123]");
  told_is(SV, "info@exempel.example.", "contact[info@exempel.example]");
  told_is(SV, "fr\xc3\xa5gor@exempel", "");
  told_is(SV, "@exempel.example", "");
  told_is(SV, "4410 0287 3316", ""); /* a reference */
  told_is(SV, "0123456789", "");
  told_is(SV, "08.00", "");
}

static void test_accounts(void **unused)
{
  (void)unused;
  told_is(NB, "1503.12.34567", "how_to_pay[1503.12.34567]");
  told_is(NB, "1234 56 78903", "how_to_pay[1234 56 78903]");
  told_is(EN, "GB29 NWBK 6016 1331 9268 19", "how_to_pay[GB29 NWBK 6016 1331 9268 19]");
  told_is(EN, "SE4550000000058398257466", "how_to_pay[SE4550000000058398257466]");
  told_is(EN, "GB29 NWBK", "");
  told_is(SV, "1503.12.34567", "");
}

static void test_needs(void **unused)
{
  (void)unused;
  told_is(EN, "due", "");
  told_is(EN, "due on 5 May", "due_date[due]");
  told_is(EN, "due one two three four 5 May", "due_date[due]");
  told_is(EN, "due one two three four five 5 May", "");
  told_is(EN, "5 May is due", "due_date[due]");
  told_is(EN, "5 May which was a holiday due", ""); /* too far before */
  told_is(EN, "5 May by post", "");
  told_is(EN, "it is due. We wrote on 5 May.", "");
  told_is(EN, "Due\n5 May", "due_date[Due]"); /* a label over its value */
  told_is(EN, "total: 500", "capital[total]");
  told_is(EN, "total of about 500", "");
  told_is(EN,
          "total of about \xc2\xa3"
          "500",
          "capital[total] amount[500]");
  told_is(EN, "total {amount_due}", "capital[total] amount[{amount_due}]");
}

/* No bytes break it, and none are read twice without end. */
static void test_hostile(void **unused)
{
  (void)unused;
  told_is(SV, "\xc3 1\xc2 2\xff", "");
  told_is(SV, "1 234 567 890 123 456 789 012 345 678 kr",
          "amount[234 567 890 123 456 789 012 345 678 kr]");
  told_is(SV, "@", "");
  told_is(SV, "a@b.", "");
  size_t length = 1 << 20;
  char *text = malloc(length + 1);
  assert_non_null(text);
  for (size_t i = 0; i < length; i++)
    text[i] = "1 23@5.6-+"[i % 10];
  text[length] = '\0';
  struct lexicon *lexicon = make(SV);
  struct reading reading;
  reading_make(lexicon, text, &reading);
  assert_true(reading.count < length);
  reading_clear(&reading);
  lexicon_free(&lexicon);
  free(text);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_dates),   cmocka_unit_test(test_amounts),
      cmocka_unit_test(test_contact), cmocka_unit_test(test_accounts),
      cmocka_unit_test(test_needs),   cmocka_unit_test(test_hostile),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
