/* Conflicts of a merge, decided on a pseudo-terminal. */
#include "program.h"

#include "base/mem.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static struct program program;
static char *base, *ours, *theirs, *merged;

static char *read_whole(const char *path)
{
  struct str text = {0};
  char bytes[4096];
  FILE *in = fopen(path, "rb");
  assert_non_null(in);
  for (size_t got; (got = fread(bytes, 1, sizeof bytes, in)) > 0;)
    str_add_span(&text, bytes, got);
  fclose(in);
  return str_take(&text);
}

/* Writes @text to the file @name with the first @old of each pair made @new. */
static char *write_changed(const char *name, const char *text, const char *const pairs[][2],
                           size_t count)
{
  char *path = harness_path(&program.seen, name), *now = mem_copy_text(text);
  for (size_t i = 0; i < count; i++) {
    struct str changed = {0};
    const char *at = strstr(now, pairs[i][0]);
    assert_non_null(at);
    str_add_span(&changed, now, (size_t)(at - now));
    str_addf(&changed, "%s%s", pairs[i][1], at + strlen(pairs[i][0]));
    free(now);
    now = str_take(&changed);
  }
  FILE *out = fopen(path, "wb");
  assert_non_null(out);
  fputs(now, out);
  fclose(out);
  free(now);
  return path;
}

static int open_folder(void **state)
{
  (void)state;
  static const char *const our_changes[][2] = {
      {"title: Signs up online", "title: Ours"},
      {"  - id: contract\n    stage: sale\n    kind: sale\n    title: Reads the contract\n", ""}};
  static const char *const their_changes[][2] = {
      {"title: Signs up online", "title: Theirs"},
      {"title: Reads the contract", "title: Reads it all"}};
  const char *tree = getenv("top_srcdir");
  struct str source = {0};
  program_open_folder(&program);
  str_addf(&source, "%s/tests/cli/small.yaml", tree != NULL ? tree : ".");
  char *text = read_whole(str_text(&source));
  base = write_changed("base.yaml", text, NULL, 0);
  ours = write_changed("ours.yaml", text, our_changes, 2);
  theirs = write_changed("theirs.yaml", text, their_changes, 2);
  merged = harness_path(&program.seen, "merged.yaml");
  free(text);
  str_clear(&source);
  return 0;
}

static int close_folder(void **state)
{
  (void)state;
  program_close(&program);
  program_close_folder(&program);
  free(base);
  free(ours);
  free(theirs);
  free(merged);
  return 0;
}

static void start(void)
{
  const char *const arguments[] = {"kundresa", "merge", "--resolve", base, ours,
                                   theirs,     "-o",    merged,      NULL};
  program_run(&program, "xterm-256color", arguments);
}

static void test_decided(void **state)
{
  (void)state;
  start();
  program_expect(&program, "Conflict 1 of 2");
  program_expect(&program, "Title has two values");
  program_expect(&program, "Ours");
  program_expect(&program, "Theirs");
  program_expect(&program, "Before: Signs up online");
  program_press(&program, "x?q");
  program_expect(&program, "Nothing is written before you choose");
  program_press(&program, "e");
  program_expect(&program, "Enter take");
  program_press(&program, " and theirs\r");
  program_expect(&program, "Conflict 2 of 2");
  program_expect(&program, "was deleted in");
  program_press(&program, "t");
  assert_int_equal(program_end(&program), 0);
  program_gave_back(&program);
  char *text = read_whole(merged);
  assert_non_null(strstr(text, "title: Ours and theirs"));
  assert_non_null(strstr(text, "title: Reads it all"));
  free(text);
}

static void test_sides(void **state)
{
  (void)state;
  start();
  program_expect(&program, "Conflict 1 of 2");
  program_press(&program, "t");
  program_expect(&program, "Conflict 2 of 2");
  program_press(&program, "m");
  assert_int_equal(program_end(&program), 0);
  char *text = read_whole(merged);
  assert_non_null(strstr(text, "title: Theirs"));
  assert_null(strstr(text, "id: contract"));
  free(text);
}

/* Who leaves has decided nothing. */
static void test_left(void **state)
{
  (void)state;
  start();
  program_expect(&program, "Conflict 1 of 2");
  program_press(&program, "m");
  program_expect(&program, "Conflict 2 of 2");
  program_press(&program, "\033");
  assert_int_equal(program_end(&program), 4);
  program_gave_back(&program);
  assert_int_equal(access(merged, F_OK), -1);
  assert_int_equal(errno, ENOENT);
}

#define ASKED(test) cmocka_unit_test_setup_teardown(test, open_folder, close_folder)

int main(void)
{
  const struct CMUnitTest tests[] = {ASKED(test_decided), ASKED(test_sides), ASKED(test_left)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
