/* Conditions as people write them. */
#include "rules/rule.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static uint64_t bit(enum rule_field_index field, const char *token)
{
  return rule_token_bit(field, token, strlen(token));
}

static void terms_are_read(void **state)
{
  (void)state;
  struct rule_terms terms;
  struct error err = {0};
  assert_int_equal(rule_terms_parse("kind in reminder|claim &fee>=12.5& channel !has phone\n & "
                                    "fee <= rate:SE.reminder_fee & gap > deadline_prev & "
                                    "tone_step >= -1 & fee_agreed = yes & weekday !has sat|sun",
                                    &terms, &err),
                   STATUS_OK);
  assert_int_equal(terms.count, 8);
  assert_int_equal(terms.items[0].field, RULE_FIELD_kind);
  assert_int_equal(terms.items[0].op, RULE_IN);
  assert_int_equal(terms.items[0].bits,
                   bit(RULE_FIELD_kind, "reminder") | bit(RULE_FIELD_kind, "claim"));
  assert_int_equal(terms.items[1].op, RULE_AT_LEAST);
  assert_int_equal(terms.items[1].number, 1250);
  assert_int_equal(terms.items[1].other, -1);
  assert_null(terms.items[1].rate);
  assert_int_equal(terms.items[2].op, RULE_HAS_NO);
  assert_string_equal(terms.items[3].rate, "SE.reminder_fee");
  assert_int_equal(terms.items[4].op, RULE_MORE);
  assert_int_equal(terms.items[4].other, RULE_FIELD_deadline_prev);
  assert_int_equal(terms.items[5].number, -100);
  assert_int_equal(terms.items[6].bits, bit(RULE_FIELD_fee_agreed, "yes"));
  assert_int_equal(terms.items[7].bits,
                   bit(RULE_FIELD_weekday, "sat") | bit(RULE_FIELD_weekday, "sun"));
  rule_terms_clear(&terms);
  assert_null(terms.items);
}

static const struct {
  const char *text;
  long column;
  const char *told;   /* how the fault begins */
  const char *remedy; /* the whole of what to do, or NULL for whatever */
} faults[] = {
    {"", 1, "Found nothing where a field is expected.", NULL},
    {"fe > 0", 1, "Found 'fe', expected a field.", "Did you mean 'fee'?"},
    {"qqq > 0", 1, "Found 'qqq', expected a field.", "kundresa-rules(5) lists the fields."},
    {"fee > 0 & & gap > 3", 11, "Found nothing where a field is expected.", NULL},
    {"fee > 0 &", 10, "Found nothing where a field is expected.", NULL},
    {"fee", 4, "Found nothing after 'fee', expected one of: = != < <= > >=.", ""},
    {"fee is 3", 5, "Found 'is' after 'fee', expected one of: = != < <= > >=.", ""},
    {"fee has 3", 5, "Found 'has' after 'fee', expected one of: = !=", ""},
    {"kind has claim", 6, "Found 'has' after 'kind', expected one of: = != in !in.", ""},
    {"content > 3", 9, "Found '>' after 'content', expected one of: has !has in !in = !=.", ""},
    {"minor in yes", 7, "Found 'in' after 'minor', expected one of: = !=.", ""},
    {"fee > ", 7, "Found '', expected a number", ""},
    {"fee > 1.234", 7, "Found '1.234', expected a number", ""},
    {"fee > 1.", 7, "Found '1.', expected a number", ""},
    {"fee > 123456789", 7, "Found '123456789', expected a number", ""},
    {"fee > 10 SEK", 10, "Found 'SEK', expected '&' or the end.", NULL},
    {"fee > fee_rat", 7, "Found 'fee_rat', expected a number", "Did you mean 'fee_rate'?"},
    {"fee > kind", 7, "Found 'kind', expected a number", ""},
    {"fee > rate:", 7, "Found 'rate:', expected a number", NULL},
    {"fee > rate:a/b", 7, "Found 'rate:a/b', expected a number", NULL},
    {"kind = remindr", 8, "Found 'remindr', which 'kind' cannot be.", "Did you mean 'reminder'?"},
    {"aud = all", 7, "Found 'all', which 'aud' cannot be.", "It can be: b2c b2b."},
    {"kind = claim|demand", 13, "Found several words, expected one after '='.",
     "Write 'in' for one of several."},
    {"kind in claim|", 15, "Found '', which 'kind' cannot be.", NULL},
    {"kind in claim|claim", 15, "Found 'claim' twice.", "Keep one of them."},
    {"kind in claim demand", 15, "Found 'demand', expected '&' or the end.", NULL},
    {"fee > 0 & \xc3\xa5", 11, "Found '\xc3\xa5', expected a field.", NULL},
};

static void faults_have_their_column(void **state)
{
  (void)state;
  size_t wrong = 0;
  for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
    struct rule_terms terms;
    struct error err = {0};
    bool good = rule_terms_parse(faults[i].text, &terms, &err) == STATUS_INPUT &&
                err.column == faults[i].column &&
                strncmp(err.text, faults[i].told, strlen(faults[i].told)) == 0 &&
                (faults[i].remedy == NULL || strcmp(err.remedy, faults[i].remedy) == 0);
    if (!good)
      print_error("%s: %ld: %s %s\n", faults[i].text, err.column, err.text, err.remedy);
    wrong += !good;
    rule_terms_clear(&terms);
  }
  assert_int_equal(wrong, 0);
}

static void conditions_end_somewhere(void **state)
{
  (void)state;
  struct str text = {0};
  struct rule_terms terms;
  struct error err = {0};
  for (int i = 0; i < 33; i++)
    str_addf(&text, "%sfee > %d", i > 0 ? " & " : "", i);
  assert_int_equal(rule_terms_parse(str_text(&text), &terms, &err), STATUS_INPUT);
  assert_string_equal(err.text, "Found more than 32 conditions.");
  rule_terms_clear(&terms);
  assert_int_equal(rule_terms_parse("fee > x", &terms, NULL), STATUS_INPUT);
  rule_terms_clear(&terms);
  str_clear(&text);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(terms_are_read),
      cmocka_unit_test(faults_have_their_column),
      cmocka_unit_test(conditions_end_somewhere),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
