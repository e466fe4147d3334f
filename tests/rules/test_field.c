/* The table of what rules may ask about, and how it reads. */
#include "rules/rule.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void the_table_is_sound(void **state)
{
  (void)state;
  for (int i = 0; i < RULE_FIELD_COUNT; i++) {
    const struct rule_field *field = &rule_fields[i];
    assert_int_equal(rule_field_find(field->name, strlen(field->name)), i);
    assert_true((field->tokens == NULL) == (field->kind == RULE_FIELD_NUMBER));
    size_t end = strlen(field->help);
    assert_true(field->help[end - 1] == '.' || strcmp(field->help + end - 3, "…") == 0);
    size_t length;
    size_t count = 0;
    while (rule_token_at((enum rule_field_index)i, count, &length) != NULL) {
      if (rule_token_label((enum rule_field_index)i, count)[0] == '\0')
        fail_msg("%s: a token has no name for people", field->name);
      count++;
    }
    assert_true(count <= 64);
    assert_true(field->kind != RULE_FIELD_TRUTH || strcmp(field->tokens, "no yes") == 0);
  }
}

static void fields_and_tokens_are_found(void **state)
{
  (void)state;
  assert_int_equal(rule_field_find("fee", 3), RULE_FIELD_fee);
  assert_int_equal(rule_field_find("fee_seq", 3), RULE_FIELD_fee);
  assert_int_equal(rule_field_find("fe", 2), -1);
  assert_int_equal(rule_field_find("", 0), -1);
  assert_string_equal(rule_field_near("reminders_befor"), "reminders_before");
  assert_int_equal(rule_token_bit(RULE_FIELD_aud, "b2b", 3), 2);
  assert_int_equal(rule_token_bit(RULE_FIELD_aud, "b2", 2), 0);
  assert_int_equal(rule_token_bit(RULE_FIELD_fee, "b2b", 3), 0);
}

static void values_are_spoken(void **state)
{
  (void)state;
  struct facts facts = {0};
  struct str out = {0};
  facts.of[RULE_FIELD_fee] = (struct fact){.known = true, .number = 6000};
  facts.of[RULE_FIELD_gap] = (struct fact){.known = true, .number = -1250};
  facts.of[RULE_FIELD_day] = (struct fact){.known = true, .number = 5};
  facts.of[RULE_FIELD_promo] = (struct fact){.known = true, .bits = 2};
  facts.of[RULE_FIELD_content] = (struct fact){.known = true, .bits = 5};
  facts.of[RULE_FIELD_mentions] = (struct fact){.known = true};
  rule_fill(&out, "{fee} {gap} {day} {promo}, {content}; {mentions}; {tone}; {rate}; {what} {",
            &facts, NULL);
  assert_string_equal(str_text(&out), "60 -12.50 0.05 yes, the amount, how to pay; nothing; "
                                      "unknown; unknown; {what} {");
  str_clear(&out);
  size_t length;
  assert_null(rule_words_unknown("{fee} and {rate}, {missing}, {found}; {", &length));
  const char *name = rule_words_unknown("{fee} {feee}", &length);
  assert_int_equal(length, 4);
  assert_memory_equal(name, "feee", 4);
}

/* What is missing and what should not be there, over all conditions. */
static void differences_are_spoken(void **state)
{
  (void)state;
  struct rule rule = {0};
  struct facts facts = {0};
  struct str out = {0};
  assert_int_equal(rule_terms_parse("content has amount|basis & channel !has phone|sms & "
                                    "next_kind in claim|court & fee > 3",
                                    &rule.must, NULL),
                   STATUS_OK);
  facts.of[RULE_FIELD_content] = (struct fact){.known = true, .bits = 1};
  facts.of[RULE_FIELD_channel] =
      (struct fact){.known = true, .bits = rule_token_bit(RULE_FIELD_channel, "phone", 5)};
  facts.of[RULE_FIELD_next_kind] = (struct fact){.known = true};
  const struct judgement judgement = {.verdict = VERDICT_BROKEN, .rule = &rule};
  rule_fill(&out, "{missing}; {found}", &facts, &judgement);
  assert_string_equal(str_text(&out),
                      "what the debt is for, a claim, legal action in court; telephone");
  str_clear(&out);
  rule_terms_clear(&rule.must);
}

static void words_fall_back_to_what_there_is(void **state)
{
  (void)state;
  char sv[] = "svenska", en[] = "English";
  assert_string_equal(words_now(&(struct words){.sv = sv, .en = en}), "English");
}

static void sentences_begin_as_their_source_allows(void **state)
{
  (void)state;
  char market[] = "SE";
  struct pack law = {.market = market};
  struct pack any = {.market = NULL};
  struct pack own = {.market = market, .own = true};
  const struct {
    const struct pack *pack;
    enum rule_confidence confidence;
    const char *says;
    enum rule_basis basis;
  } cases[] = {
      {&law, CONFIDENCE_S1, "The law says"},
      {&law, CONFIDENCE_S1, "An authority says", BASIS_AUTHORITY},
      {&law, CONFIDENCE_S1, "A court has ruled", BASIS_COURT},
      {&own, CONFIDENCE_S1, "A source that was read says", BASIS_OTHER},
      {&law, CONFIDENCE_S2, "According to a secondary source"},
      {&law, CONFIDENCE_G, "Not verified"},
      {&law, CONFIDENCE_POLICY, "kundresa's advice"},
      {&any, CONFIDENCE_S1, "kundresa's advice, drawn from sources that were read"},
      {&any, CONFIDENCE_S2, "kundresa's advice, after a secondary source"},
      {&any, CONFIDENCE_G, "Not verified"},
      {&any, CONFIDENCE_POLICY, "kundresa's advice"},
      {&own, CONFIDENCE_S1, "Your own pack says of the law"},
      {&own, CONFIDENCE_S2, "According to a secondary source"},
      {&own, CONFIDENCE_POLICY, "Your own rule"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    const struct rule rule = {
        .pack = cases[i].pack, .confidence = cases[i].confidence, .basis = cases[i].basis};
    assert_string_equal(rule_says(&rule), cases[i].says);
  }
  assert_string_equal(severity_token(SEVERITY_WARN), "warn");
  assert_string_equal(severity_label(SEVERITY_ERROR), "Error");
  assert_string_equal(confidence_token(CONFIDENCE_POLICY), "policy");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_table_is_sound),
      cmocka_unit_test(fields_and_tokens_are_found),
      cmocka_unit_test(values_are_spoken),
      cmocka_unit_test(differences_are_spoken),
      cmocka_unit_test(words_fall_back_to_what_there_is),
      cmocka_unit_test(sentences_begin_as_their_source_allows),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
