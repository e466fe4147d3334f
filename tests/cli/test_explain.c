/* Everything about a rule, as people and as programs read it. */
#include "app/explain.h"

#include "app/rulebook.h"
#include "cli/writer.h"

#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static char *explain(const char *id, date_day on, bool json)
{
  char *text = NULL;
  size_t size = 0;
  struct error err = {0};
  struct library *library = rulebook_open(&err);
  assert_non_null(library);
  FILE *out = open_memstream(&text, &size);
  struct output *output = json ? json_writer_new(out, stderr) : text_writer_new(out, stderr, 100);
  assert_int_equal(explain_id(library, id, on, output, &err), STATUS_OK);
  if (json)
    assert_int_equal(json_writer_finish(&output, true, NULL), STATUS_OK);
  else
    assert_int_equal(text_writer_finish(&output, true, NULL), STATUS_OK);
  fclose(out);
  library_free(&library);
  return text;
}

static void has(const char *text, const char *words)
{
  if (strstr(text, words) == NULL)
    fail_msg("'%s' is not in:\n%s", words, text);
}

static void people_are_told_all(void **state)
{
  (void)state;
  char *text = explain("NO-FEE-01", date_make(2026, 11, 27), false);
  has(text, "NO-FEE-01");
  has(text, "According to a secondary source");
  has(text, "kind in reminder|warning & fee > 0");
  has(text, "fee <= rate:NO.reminder_fee");
  has(text, "The fee in the currency's unit.");
  has(text, "Reminder / inkassovarsel fee cap");
  has(text, "35 NOK");
  has(text, "38 NOK");
  has(text, "its end was not seen");
  has(text, "2026-12-31");
  free(text);
  text = explain("NO-LAW-01", date_make(2027, 1, 1), false);
  has(text, "This law is not in force yet");
  has(text, "That day has passed");
  free(text);
}

/* What `--explain` says of every rule has its source and that of every fact. */
static void every_rule_is_explained(void **state)
{
  (void)state;
  struct error err = {0};
  struct library *library = rulebook_open(&err);
  assert_non_null(library);
  for (size_t i = 0; i < library_count(library); i++)
    for (size_t j = 0; j < library_at(library, i)->rule_count; j++) {
      const struct rule *rule = library_at(library, i)->rules[j];
      char *text = explain(rule->id, date_make(2026, 11, 27), true);
      json_t *json = json_loads(text, 0, NULL);
      assert_non_null(json);
      assert_string_equal(json_string_value(json_object_get(json, "id")), rule->id);
      assert_string_equal(json_string_value(json_object_get(json, "must")), rule->must_text);
      assert_string_equal(json_string_value(json_object_get(json, "source")), rule->source);
      assert_true(json_array_size(json_object_get(json, "looks_at")) > 0);
      const json_t *facts = json_object_get(json, "facts");
      for (size_t k = 0; rule->facts != NULL && rule->facts[k] != NULL; k++) {
        const json_t *fact = json_array_get(facts, k);
        const char *source = json_string_value(json_object_get(fact, "source"));
        assert_string_equal(json_string_value(json_object_get(fact, "id")), rule->facts[k]);
        assert_string_equal(source, library_fact(library, rule->facts[k])->source);
      }
      json_decref(json);
      free(text);
    }
  library_free(&library);
}

/* Facts that no rule rests on were gathered all the same. */
static void every_fact_is_explained(void **state)
{
  (void)state;
  struct error err = {0};
  struct library *library = rulebook_open(&err);
  assert_non_null(library);
  for (size_t i = 0; i < library_count(library); i++)
    for (size_t j = 0; j < library_at(library, i)->fact_count; j++) {
      const struct source_fact *fact = &library_at(library, i)->facts[j];
      char *text = explain(fact->id, date_make(2026, 11, 27), true);
      json_t *json = json_loads(text, 0, NULL);
      assert_non_null(json);
      assert_string_equal(json_string_value(json_object_get(json, "id")), fact->id);
      assert_string_equal(json_string_value(json_object_get(json, "source")), fact->source);
      if (strcmp(fact->id, "SE1") == 0) {
        const json_t *rule = json_array_get(json_object_get(json, "rules"), 0);
        const json_t *rate = json_array_get(json_object_get(json, "rates"), 0);
        assert_string_equal(json_string_value(json_object_get(rule, "id")), "SE-FEE-01");
        assert_string_equal(json_string_value(json_object_get(rate, "id")), "SE.reminder_fee");
      }
      json_decref(json);
      free(text);
    }
  library_free(&library);
}

static void unknown_rules_are_hinted_at(void **state)
{
  (void)state;
  struct error err = {0};
  struct library *library = rulebook_open(&err);
  assert_int_equal(explain_id(library, "SE-FEE-1", 0, NULL, &err), STATUS_INPUT);
  assert_string_equal(err.text, "There is no rule and no fact 'SE-FEE-1'.");
  assert_non_null(strstr(err.remedy, "Did you mean 'SE-FEE-"));
  library_free(&library);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(people_are_told_all),
      cmocka_unit_test(every_rule_is_explained),
      cmocka_unit_test(every_fact_is_explained),
      cmocka_unit_test(unknown_rules_are_hinted_at),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
