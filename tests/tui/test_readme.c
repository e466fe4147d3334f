/* The picture of the Map in the README is what the program draws: `test_readme
 * print` writes it, for the README. */
#include "screen_harness.h"

#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define ROWS 22

/* The sample at its reminders, with two spaces before each row. */
static void draw(struct str *picture)
{
  struct harness harness;
  harness_open(&harness, &(struct look){.rows = ROWS, .columns = 78},
               "journeys/electricity-se.yaml");
  harness_type(&harness, "<Tab><Tab><Tab><Right>");
  for (int row = 0; row < ROWS; row++) {
    char *text = harness_row(&harness, row);
    str_addf(picture, "%s%s\n", text[0] != '\0' ? "  " : "", text);
    free(text);
  }
  harness_close(&harness);
}

static char *read_all(const char *path)
{
  FILE *file = fopen(path, "r");
  struct str text = {0};
  char buffer[4096];
  size_t got;
  assert_non_null(file);
  while ((got = fread(buffer, 1, sizeof buffer, file)) > 0)
    str_add_span(&text, buffer, got);
  fclose(file);
  return str_take(&text);
}

static void test_picture(void **state)
{
  (void)state;
  struct str path = {0}, picture = {0};
  str_addf(&path, "%s/README", getenv("top_srcdir"));
  char *readme = read_all(str_text(&path));
  draw(&picture);
  if (strstr(readme, str_text(&picture)) == NULL)
    fail_msg("README does not show what the program draws; put this there:\n%s",
             str_text(&picture));
  free(readme);
  str_clear(&path);
  str_clear(&picture);
}

int main(int argc, char **argv)
{
  if (argc == 2 && strcmp(argv[1], "print") == 0) {
    struct str picture = {0};
    draw(&picture);
    fputs(str_text(&picture), stdout);
    str_clear(&picture);
    return 0;
  }
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_picture)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
