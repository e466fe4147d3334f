#include "app/command.h"

#include "app/manual.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A command has one name, and nothing else in the table has it. */
static void test_names(void **state)
{
  (void)state;
  for (size_t i = 0; i < command_count; i++) {
    const char *name = commands[i].name;
    assert_ptr_equal(command_find(name), &commands[i]);
    assert_true(strspn(name, "abcdefghijklmnopqrstuvwxyz-") == strlen(name));
    assert_true(commands[i].scope != 0);
  }
  assert_null(command_find("reddo"));
  assert_string_equal(command_near("reddo", SCOPE_LINE), "redo");
  assert_null(command_near("search", SCOPE_LINE));
}

/* A key means one thing wherever it means something. */
static void test_keys(void **state)
{
  (void)state;
  static const unsigned views[] = {SCOPE_MAP, SCOPE_TEXTS, SCOPE_HISTORY};
  for (size_t i = 0; i < command_count; i++) {
    if (commands[i].keys == NULL)
      continue;
    assert_true((commands[i].scope & SCOPE_VIEWS) != 0);
    char *keys = strdup(commands[i].keys);
    char *rest = NULL;
    for (char *key = strtok_r(keys, " ", &rest); key != NULL; key = strtok_r(NULL, " ", &rest))
      for (size_t v = 0; v < 3; v++)
        if ((commands[i].scope & views[v]) != 0 && command_of_key(key, views[v]) != &commands[i])
          fail_msg("'%s' means %s and %s", key, commands[i].name,
                   command_of_key(key, views[v])->name);
    free(keys);
  }
  assert_string_equal(command_of_key("u", SCOPE_MAP)->name, "undo");
  assert_null(command_of_key("u", SCOPE_LINE & ~SCOPE_LINE));
  assert_null(command_of_key("", SCOPE_MAP));
}

/* Everything is explained, in whole sentences and short labels. */
static void test_words(void **state)
{
  (void)state;
  for (size_t i = 0; i < command_count; i++) {
    const struct command *command = &commands[i];
    assert_non_null(command->help);
    assert_int_equal(command->help[strlen(command->help) - 1], '.');
    assert_non_null(command->label);
    assert_in_range(text_width(command->label), 2, 24);
    if ((command->scope & SCOPE_LINE) != 0)
      assert_non_null(command->run);
    else
      assert_null(command->operands);
    for (size_t j = 0; command->options != NULL && command->options[j] != NULL; j++)
      assert_int_equal(command->options[j]->help[strlen(command->options[j]->help) - 1], '.');
    struct str help = {0};
    manual_add_command(&help, command);
    assert_non_null(strstr(str_text(&help), command->help[0] != '\0' ? "." : ""));
    str_clear(&help);
  }
}

/* Options stand anywhere on the line, before their command too; so one letter
 * and one name must be the same thing everywhere. */
static void test_options(void **state)
{
  (void)state;
  for (size_t c = 0; c < command_count; c++)
    for (size_t i = 0; commands[c].options != NULL && commands[c].options[i] != NULL; i++) {
      const struct command_option *one = commands[c].options[i];
      assert_ptr_equal(command_option(&commands[c], one->name), one);
      assert_true(one->letter != 'h' && one->letter != 'V' && one->letter != 0);
      for (size_t d = 0; d < command_count; d++)
        for (size_t j = 0; commands[d].options != NULL && commands[d].options[j] != NULL; j++) {
          const struct command_option *other = commands[d].options[j];
          bool same = strcmp(one->name, other->name) == 0;
          assert_int_equal(same, one->letter == other->letter);
          if (same)
            assert_int_equal(one->argument != NULL, other->argument != NULL);
        }
    }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_names),
      cmocka_unit_test(test_keys),
      cmocka_unit_test(test_words),
      cmocka_unit_test(test_options),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
