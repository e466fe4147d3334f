/* Three values: what is not known is never passed. */
#include "rules/rule.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static struct judgement judge(const char *when, const char *must, const struct facts *facts)
{
  static struct rule rule;
  struct error err = {0};
  rule_terms_clear(&rule.when);
  rule_terms_clear(&rule.must);
  rule.pending = false;
  if (when[0] != '\0')
    assert_int_equal(rule_terms_parse(when, &rule.when, &err), STATUS_OK);
  if (must[0] != '\0')
    assert_int_equal(rule_terms_parse(must, &rule.must, &err), STATUS_OK);
  struct judgement judgement = rule_judge(&rule, facts, NULL, 0);
  rule_terms_clear(&rule.when);
  rule_terms_clear(&rule.must);
  return judgement;
}

static struct fact number(int64_t hundredths)
{
  return (struct fact){.known = true, .number = hundredths};
}

static struct fact tokens(enum rule_field_index field, const char *words)
{
  struct fact fact = {.known = true};
  while (*words != '\0') {
    size_t length = strcspn(words, " ");
    uint64_t bit = rule_token_bit(field, words, length);
    assert_true(bit != 0);
    fact.bits |= bit;
    words += length;
    words += strspn(words, " ");
  }
  return fact;
}

/* fee is known and 10, gap known and 5; day, tone and seq are not known. */
static void and_is_kleenes(void **state)
{
  (void)state;
  static const struct {
    const char *when, *must;
    enum verdict verdict;
    int field;
  } cases[] = {
      /* True in `when`. */
      {"fee > 0", "gap = 5", VERDICT_HOLDS, -1},
      {"fee > 0", "gap = 6", VERDICT_BROKEN, RULE_FIELD_gap},
      {"fee > 0", "day = 6", VERDICT_UNKNOWN, RULE_FIELD_day},
      {"", "gap = 5", VERDICT_HOLDS, -1},
      {"fee > 0 & gap = 5", "fee = 10 & gap = 5", VERDICT_HOLDS, -1},
      /* False in `when` is outside, whatever is unknown and on whichever side. */
      {"fee > 99 & day = 1", "gap = 6", VERDICT_OUTSIDE, -1},
      {"day = 1 & fee > 99", "gap = 6", VERDICT_OUTSIDE, -1},
      {"day = 1 & tone = 1 & fee > 99", "seq = 6", VERDICT_OUTSIDE, -1},
      /* Unknown in `when` is not evaluated, though `must` holds or breaks. */
      {"fee > 0 & day = 1", "gap = 5", VERDICT_UNKNOWN, RULE_FIELD_day},
      {"day = 1 & fee > 0", "gap = 6", VERDICT_UNKNOWN, RULE_FIELD_day},
      /* False in `must` breaks, whatever is unknown and on whichever side. */
      {"fee > 0", "day = 1 & gap = 6", VERDICT_BROKEN, RULE_FIELD_gap},
      {"fee > 0", "gap = 6 & day = 1", VERDICT_BROKEN, RULE_FIELD_gap},
      {"fee > 0", "day = 1 & gap = 5", VERDICT_UNKNOWN, RULE_FIELD_day},
      {"fee > 0", "gap = 5 & day = 1 & tone = 2", VERDICT_UNKNOWN, RULE_FIELD_day},
      /* Another field as the value. */
      {"", "gap < fee", VERDICT_HOLDS, -1},
      {"", "gap >= fee", VERDICT_BROKEN, RULE_FIELD_gap},
      {"", "gap > day", VERDICT_UNKNOWN, RULE_FIELD_day},
      {"", "day > gap", VERDICT_UNKNOWN, RULE_FIELD_day},
      /* A rate that nobody knows. */
      {"", "fee <= rate:XX.none", VERDICT_UNKNOWN, RULE_FIELD_fee},
  };
  struct facts facts = {0};
  facts.of[RULE_FIELD_fee] = number(1000);
  facts.of[RULE_FIELD_gap] = number(500);
  size_t wrong = 0;
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    struct judgement judgement = judge(cases[i].when, cases[i].must, &facts);
    if (judgement.verdict != cases[i].verdict || judgement.field != cases[i].field) {
      print_error("%s => %s: %d of field %d\n", cases[i].when, cases[i].must,
                  (int)judgement.verdict, judgement.field);
      wrong++;
    }
  }
  assert_int_equal(wrong, 0);
}

static void operators_compare(void **state)
{
  (void)state;
  static const struct {
    const char *must;
    bool holds;
  } cases[] = {
      {"fee = 10", true},
      {"fee = 10.01", false},
      {"fee != 10", false},
      {"fee != 10.01", true},
      {"fee < 10", false},
      {"fee < 10.01", true},
      {"fee <= 10", true},
      {"fee <= 9.99", false},
      {"fee > 10", false},
      {"fee > 9.99", true},
      {"fee >= 10", true},
      {"fee >= 10.01", false},
      {"kind = claim", true},
      {"kind = court", false},
      {"kind != court", true},
      {"kind != claim", false},
      {"kind in court|claim", true},
      {"kind in court|demand", false},
      {"kind !in court|demand", true},
      {"kind !in court|claim", false},
      {"minor = no", true},
      {"minor = yes", false},
      {"minor != yes", true},
      /* channel is e-mail and phone */
      {"channel has email", true},
      {"channel has email|phone", true},
      {"channel has email|sms", false},
      {"channel !has sms|letter", true},
      {"channel !has sms|phone", false},
      {"channel in sms|phone", true},
      {"channel in sms|letter", false},
      {"channel !in sms|letter", true},
      {"channel !in sms|email", false},
      {"channel = email|phone", true},
      {"channel = email", false},
      {"channel != email", true},
      {"channel != phone|email", false},
      /* mentions is known to be nothing */
      {"mentions has claim", false},
      {"mentions !has claim", true},
      {"mentions in claim|handover", false},
  };
  struct facts facts = {0};
  facts.of[RULE_FIELD_fee] = number(1000);
  facts.of[RULE_FIELD_kind] = tokens(RULE_FIELD_kind, "claim");
  facts.of[RULE_FIELD_minor] = tokens(RULE_FIELD_minor, "no");
  facts.of[RULE_FIELD_channel] = tokens(RULE_FIELD_channel, "email phone");
  facts.of[RULE_FIELD_mentions] = (struct fact){.known = true};
  size_t wrong = 0;
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    enum verdict verdict = judge("", cases[i].must, &facts).verdict;
    if (verdict != (cases[i].holds ? VERDICT_HOLDS : VERDICT_BROKEN)) {
      print_error("%s: %d\n", cases[i].must, (int)verdict);
      wrong++;
    }
    /* The same, with nothing known, is not evaluated. */
    if (judge("", cases[i].must, &(struct facts){0}).verdict != VERDICT_UNKNOWN) {
      print_error("%s of nothing\n", cases[i].must);
      wrong++;
    }
  }
  assert_int_equal(wrong, 0);
}

static void pending_laws_are_never_broken(void **state)
{
  (void)state;
  struct rule rule = {.pending = true};
  struct facts facts = {0};
  facts.of[RULE_FIELD_fee] = number(1000);
  assert_int_equal(rule_terms_parse("fee = 0", &rule.must, NULL), STATUS_OK);
  assert_int_equal(rule_judge(&rule, &facts, NULL, 0).verdict, VERDICT_OUTSIDE);
  rule.pending = false;
  assert_int_equal(rule_judge(&rule, &facts, NULL, 0).verdict, VERDICT_BROKEN);
  rule_terms_clear(&rule.must);
}

/* Where some tokens of a set may be there or not, a term is evaluated as far as they make
 * no difference. */
static void what_may_be_there_is_not_held(void **state)
{
  (void)state;
  static const struct {
    const char *must;
    enum verdict verdict;
  } cases[] = {
      {"mentions !has claim", VERDICT_BROKEN},
      {"mentions !has handover", VERDICT_UNKNOWN},
      {"mentions !has cutoff", VERDICT_HOLDS},
      {"mentions !has claim|handover", VERDICT_BROKEN},
      {"mentions !has cutoff|handover", VERDICT_UNKNOWN},
      {"mentions has claim", VERDICT_HOLDS},
      {"mentions has handover", VERDICT_UNKNOWN},
      {"mentions has cutoff", VERDICT_BROKEN},
      {"mentions in cutoff|handover", VERDICT_UNKNOWN},
      {"mentions in claim|handover", VERDICT_HOLDS},
  };
  struct facts facts = {0};
  facts.of[RULE_FIELD_mentions] = tokens(RULE_FIELD_mentions, "claim");
  facts.of[RULE_FIELD_mentions].unsure = tokens(RULE_FIELD_mentions, "handover").bits;
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    struct judgement judgement = judge("", cases[i].must, &facts);
    if (judgement.verdict != cases[i].verdict)
      fail_msg("%s: %d", cases[i].must, (int)judgement.verdict);
    if (judgement.verdict == VERDICT_UNKNOWN)
      assert_int_equal(judgement.field, RULE_FIELD_mentions);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_may_be_there_is_not_held),
      cmocka_unit_test(and_is_kleenes),
      cmocka_unit_test(operators_compare),
      cmocka_unit_test(pending_laws_are_never_broken),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
