#include "cli/writer.h"

#include "base/str.h"
#include "base/text.h"
#include "model/entity.h"

#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* What could move a cursor, hide words or turn the direction of writing. */
#define HOSTILE "a\033[2Jb\302\233c\342\200\256d\177e\tf"

static void put_rows(struct output *output)
{
  output_record(output, NULL, "A title");
  output_text(output, "one", "One", "first");
  output_text(output, "longer", "A longer label", "eins zwei drei vier fünf sechs sieben acht");
  output_text(output, "none", "None", NULL);
  output_number(output, "number", "Number", -7);
  output_number(output, "unset", "Unset", UNSET);
  output_text(output, "owner.department", NULL, "finance");
  output_text(output, "owner.person", NULL, "Anna");
  output->ops->words(output, "words", NULL, "sv nb", NULL);
  output->ops->truth(output, "truth", "Truth", true, NULL);
  output_list(output, "rows", "Rows");
  for (int i = 0; i < 2; i++) {
    output_record(output, NULL, NULL);
    output_text(output, "id", "Id", i == 0 ? "one" : "twenty-one");
    output_text(output, "never", "Never", NULL);
    output_text(output, "title", "Title", i == 0 ? "日本語" : "Påminnelse");
    output_text(output, "state", "State", i == 0 ? NULL : "open");
    output_close(output);
  }
  output_close(output);
  output_list(output, "empty", "Nothing");
  output_close(output);
  output_decimal(output, "decimal", NULL, -285);
  output_record(output, NULL, NULL); /* for people only */
  output_record(output, NULL, NULL);
  output_text(output, "one", NULL, "lost");
  output_close(output);
  output_close(output);
  output_close(output);
}

static char *as_text(void (*put)(struct output *), int columns)
{
  char *text = NULL;
  size_t size = 0;
  FILE *out = open_memstream(&text, &size);
  struct output *output = text_writer_new(out, stderr, columns);
  put(output);
  assert_int_equal(text_writer_finish(&output, true, NULL), STATUS_OK);
  fclose(out);
  return text;
}

static json_t *as_json(void (*put)(struct output *), char **text)
{
  size_t size = 0;
  FILE *out = open_memstream(text, &size);
  struct output *output = json_writer_new(out, stderr);
  put(output);
  assert_int_equal(json_writer_finish(&output, true, NULL), STATUS_OK);
  fclose(out);
  json_t *json = json_loads(*text, JSON_REJECT_DUPLICATES, NULL);
  assert_non_null(json);
  return json;
}

/* Values that stand for themselves have no headings. */
static void put_bare_rows(struct output *output)
{
  output_list(output, NULL, NULL);
  for (int i = 0; i < 2; i++) {
    output_record(output, NULL, NULL);
    output_text(output, NULL, "", i == 0 ? "one" : "two");
    output_text(output, NULL, "", "and what it is");
    output_close(output);
  }
  output_close(output);
}

static void test_bare_rows(void **state)
{
  (void)state;
  char *text = as_text(put_bare_rows, 0);
  assert_string_equal(text, "one  and what it is\ntwo  and what it is\n");
  free(text);
  text = as_text(put_bare_rows, 16);
  assert_string_equal(text, "one\n  and what it is\ntwo\n  and what it is\n");
  free(text);
}

static void test_wide(void **state)
{
  (void)state;
  char *text = as_text(put_rows, 0);
  assert_string_equal(text, "A title\n"
                            "One:            first\n"
                            "A longer label: eins zwei drei vier fünf sechs sieben acht\n"
                            "Number:         -7\n"
                            "Truth:          Yes\n"
                            "\n"
                            "Rows\n"
                            "  Id          Title       State\n"
                            "  one         日本語\n"
                            "  twenty-one  Påminnelse  open\n"
                            "\n"
                            "Nothing: none\n");
  free(text);
}

/* On a narrow screen values wrap, and rows that do not fit are stacked. */
static void test_narrow(void **state)
{
  (void)state;
  char *text = as_text(put_rows, 36);
  assert_string_equal(text, "A title\n"
                            "One:            first\n"
                            "A longer label: eins zwei drei vier\n"
                            "                fünf sechs sieben\n"
                            "                acht\n"
                            "Number:         -7\n"
                            "Truth:          Yes\n"
                            "\n"
                            "Rows\n"
                            "  Id          Title       State\n"
                            "  one         日本語\n"
                            "  twenty-one  Påminnelse  open\n"
                            "\n"
                            "Nothing: none\n");
  free(text);
  text = as_text(put_rows, 30);
  assert_non_null(strstr(text, "\n  one\n    Title: 日本語\n  twenty-one\n    Title: Påminnelse\n"
                               "    State: open\n"));
  free(text);
}

static void test_json(void **state)
{
  (void)state;
  char *text;
  json_t *json = as_json(put_rows, &text);
  const char *department, *first;
  int number, truth;
  assert_int_equal(json_unpack(json, "{s:{s:s},s:i,s:b,s:[s,s],s:n,s:n}", "owner", "department",
                               &department, "number", &number, "truth", &truth, "words", &first,
                               &first, "none", "unset"),
                   0);
  assert_string_equal(department, "finance");
  assert_int_equal(number, -7);
  assert_true(truth);
  assert_int_equal(json_array_size(json_object_get(json, "rows")), 2);
  assert_int_equal(json_array_size(json_object_get(json, "empty")), 0);
  assert_true(json_real_value(json_object_get(json, "decimal")) == -2.85);
  assert_null(strstr(text, "lost"));
  /* In the order in which they were put. */
  assert_true(strstr(text, "\"one\"") < strstr(text, "\"longer\""));
  json_decref(json);
  free(text);
}

static void put_hostile(struct output *output)
{
  output_record(output, NULL, HOSTILE);
  output_text(output, "text", "Label " HOSTILE, HOSTILE "\nline");
  output_list(output, "rows", HOSTILE);
  output_record(output, NULL, NULL);
  output_text(output, "id", HOSTILE, HOSTILE);
  output_close(output);
  output_close(output);
  output_close(output);
}

static void test_hostile(void **state)
{
  (void)state;
  char *text = as_text(put_hostile, 0);
  assert_null(text_first_unsafe(text, true));
  free(text);
  json_t *json = as_json(put_hostile, &text);
  assert_null(text_first_unsafe(text, true));
  /* Programs get what is there, whatever it is. */
  assert_string_equal(json_string_value(json_object_get(json, "text")), HOSTILE "\nline");
  json_decref(json);
  free(text);
}

static void put_broken(struct output *output)
{
  output_list(output, NULL, NULL);
  output_text(output, NULL, NULL, "broken \377\376 UTF-8 \303");
  output_text(output, NULL, NULL, "beyond \U000E0041 and \uFFFE");
  output_close(output);
}

static void test_broken(void **state)
{
  (void)state;
  char *text = as_text(put_broken, 0);
  assert_true(text_is_utf8(text, strlen(text)));
  assert_null(text_first_unsafe(text, true));
  free(text);
  json_t *json = as_json(put_broken, &text);
  assert_true(text_is_utf8(text, strlen(text)));
  assert_null(text_first_unsafe(text, true));
  assert_string_equal(json_string_value(json_array_get(json, 1)), "beyond \U000E0041 and \uFFFE");
  json_decref(json);
  free(text);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_bare_rows), cmocka_unit_test(test_wide),
      cmocka_unit_test(test_narrow),    cmocka_unit_test(test_json),
      cmocka_unit_test(test_hostile),   cmocka_unit_test(test_broken),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
