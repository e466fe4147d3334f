/* What comes with kundresa, a folder of one's own, and packs inside a file. */
#include "app/rulebook.h"

#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define PACK(id, rule)                                                                             \
  "kundresa_rules: 1\nid: " id "\ntitle: x\nversion: \"1\"\nrules:\n  - {id: " rule                \
  ", severity: warn, scope: text, must: tone <= 2, message: x, remedy: y,\n     source: z, "       \
  "confidence: policy}\n"

static char folder[] = "/tmp/kundresa-rulebook-XXXXXX";

static void put(const char *name, const char *text)
{
  char path[200];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *out = fopen(path, "wb");
  assert_non_null(out);
  fputs(text, out);
  assert_int_equal(fclose(out), 0);
}

static struct library *open_book(void)
{
  struct error err = {0};
  struct library *library = rulebook_open(&err);
  if (library == NULL)
    fail_msg("%s", err.text);
  return library;
}

static void packs_of_ones_own_join_those_that_came(void **state)
{
  (void)state;
  struct library *library = open_book();
  struct problems problems = {0};
  struct error err = {0};
  size_t came = library_count(library);
  assert_true(came >= 12);
  assert_false(library_at(library, 0)->own);
  put("b.yaml", PACK("two", "OUR-2"));
  put("a.yaml", PACK("one", "OUR-1"));
  put(".hidden.yaml", "what?");
  put("notes.txt", "what?");
  assert_int_equal(rulebook_add_path(library, folder, &problems, &err), STATUS_OK);
  assert_int_equal(library_count(library), came + 2);
  assert_string_equal(library_at(library, came)->id, "one");
  assert_true(library_at(library, came)->own);
  assert_string_equal(rule_says(library_rule(library, "OUR-2")), "Your own rule");
  assert_int_equal(rulebook_add_text(library, "house", PACK("house", "H-1"), &problems, &err),
                   STATUS_OK);
  assert_non_null(library_rule(library, "H-1"));
  assert_int_equal(rulebook_check(library, &problems), STATUS_OK);
  assert_int_equal(problems.count, 0);
  library_free(&library);
}

static void every_fault_of_every_pack_is_told(void **state)
{
  (void)state;
  struct library *library = open_book();
  struct problems problems = {0};
  struct error err = {0};
  size_t came = library_count(library);
  char told[1024];
  put("a.yaml", PACK("one", "SE-FEE-01")); /* taken by what came */
  put("b.yaml", "kundresa_rules: 1\nid: two\ntitle: x\nversion: \"1\"\nmarket: SW\nsectr: x\n");
  put("c.yaml", PACK("three", "OUR-3"));
  assert_int_equal(rulebook_add_path(library, folder, &problems, &err), STATUS_INPUT);
  assert_int_equal(problems.count, 3);
  error_format(&problems.items[0], told, sizeof told);
  assert_non_null(strstr(told, "/a.yaml:6:1: Rule 'SE-FEE-01': this id stands already in "));
  assert_non_null(strstr(told, "data/rules/SE.yaml. Give one of them another id."));
  error_format(&problems.items[1], told, sizeof told);
  assert_non_null(strstr(told, "/b.yaml:5:9: Pack two: market: found 'SW'."));
  error_format(&problems.items[2], told, sizeof told);
  assert_non_null(
      strstr(told, "/b.yaml:6:1: Pack two: found the unknown key 'sectr'. Did you mean"));
  /* What is sound is there all the same. */
  assert_int_equal(library_count(library), came + 1);
  assert_non_null(library_rule(library, "OUR-3"));
  assert_false(library_rule(library, "SE-FEE-01")->pack->own);
  problems_clear(&problems);

  assert_int_equal(rulebook_add_text(library, "rulepack x", "", &problems, &err), STATUS_INPUT);
  error_format(&problems.items[0], told, sizeof told);
  assert_string_equal(told, "rulepack x:1:1: Found an empty file, expected a pack of rules.");
  problems_clear(&problems);
  library_free(&library);
}

static void names_are_checked_when_all_is_there(void **state)
{
  (void)state;
  struct library *library = open_book();
  struct problems problems = {0};
  struct error err = {0};
  assert_int_equal(
      rulebook_add_text(
          library, "house",
          "kundresa_rules: 1\nid: h\ntitle: x\nversion: \"1\"\nrules:\n"
          "  - {id: H, severity: warn, scope: step, must: fee <= rate:SE.remindr_fee,\n"
          "     message: x, remedy: y, source: z, facts: [SE1, SE101],\n"
          "     confidence: policy}\n",
          &problems, &err),
      STATUS_OK);
  assert_int_equal(rulebook_check(library, &problems), STATUS_INPUT);
  assert_int_equal(problems.count, 2);
  assert_string_equal(problems.items[0].file, "house");
  assert_int_equal(problems.items[0].line, 6);
  assert_string_equal(problems.items[0].text, "Rule 'H': no pack has the rate 'SE.remindr_fee'.");
  assert_string_equal(problems.items[1].text, "Rule 'H': no pack has the fact 'SE101'.");
  problems_clear(&problems);
  library_free(&library);
}

static void what_cannot_be_opened_is_said(void **state)
{
  (void)state;
  struct library *library = library_new();
  struct problems problems = {0};
  struct error err = {0};
  char path[200];
  snprintf(path, sizeof path, "%s/none", folder);
  assert_int_equal(rulebook_add_path(library, path, &problems, &err), STATUS_INPUT);
  assert_non_null(strstr(err.text, "/none cannot be opened: No such file or directory."));
  error_clear(&err);
  assert_int_equal(mkdir(path, 0700), 0);
  assert_int_equal(rulebook_add_path(library, path, &problems, &err), STATUS_INPUT);
  assert_non_null(strstr(err.text, "/none has no packs of rules."));
  assert_string_equal(err.remedy, "The name of a pack's file ends in .yaml.");
  rmdir(path);
  library_free(&library);

  /* A kundresa that lost its rules says so, and audits nothing. */
  char *home = mem_copy_text(getenv("KUNDRESA_DATADIR"));
  setenv("KUNDRESA_DATADIR", folder, 1);
  error_clear(&err);
  assert_null(rulebook_open(&err));
  assert_non_null(strstr(err.text, "/data/rules cannot be opened"));
  setenv("KUNDRESA_DATADIR", home, 1);
  free(home);
}

static int make_folder(void **state)
{
  (void)state;
  return mkdtemp(folder) != NULL ? 0 : -1;
}

static int remove_folder(void **state)
{
  (void)state;
  static const char *const names[] = {"a.yaml", "b.yaml", "c.yaml", ".hidden.yaml", "notes.txt"};
  char path[200];
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    snprintf(path, sizeof path, "%s/%s", folder, names[i]);
    unlink(path);
  }
  return rmdir(folder);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(packs_of_ones_own_join_those_that_came),
      cmocka_unit_test(every_fault_of_every_pack_is_told),
      cmocka_unit_test(names_are_checked_when_all_is_there),
      cmocka_unit_test(what_cannot_be_opened_is_said),
  };
  return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
