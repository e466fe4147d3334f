/* A cat on the keyboard: thousands of keys by chance, the same ones in each
 * run.  Nothing crashes, nothing hangs, and the file is sound afterwards.
 * KUNDRESA_KEYS says how many, KUNDRESA_SEED which. */
#include "screen_harness.h"

#include "base/mem.h"
#include "tests/app/helper.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* A run that takes longer than this many seconds hangs. */
#define HANGS 900

static uint64_t chance;

/* SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number
 * generators, 2014). */
static uint64_t random_number(void)
{
  uint64_t z = (chance += UINT64_C(0x9e3779b97f4a7c15));
  z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
  return z ^ (z >> 31);
}

static size_t below(size_t count)
{
  return (size_t)(random_number() % count);
}

static unsigned long setting(const char *name, unsigned long otherwise)
{
  const char *value = getenv(name);
  return value != NULL && value[0] != '\0' ? strtoul(value, NULL, 10) : otherwise;
}

/* ---- What is pressed ---- */

static const char *const texts[] = {
    "å",         "ä",
    "Ö",         "påminnelse",
    "a b c",     "{amount_due}",
    "{",         "{{x}}",
    "😀",         "👨‍👩‍👧",
    "é",         "漢字",
    "‏",       "\302\240",
    "-3",        "0",
    "12345",     "99999",
    "SE",        "en",
    "x",         "Ring mig",
    "'\"\\%s%n", "z̷̢̛",
};

static const char *const sequences[] = {
    "\r",
    "\r",
    "\r",
    "\t",
    "\033[Z",
    "\033",
    "\033",
    "\033",
    "\033OA",
    "\033OB",
    "\033OB",
    "\033OC",
    "\033OD",
    "\033OH",
    "\033OF",
    "\033[5~",
    "\033[6~",
    "\033[3~",
    "\033[2~",
    "\177",
    "\010",
    "\033[1;2A",
    "\033[1;2B",
    "\033[1;2C",
    "\033[1;2D",
    "\033[1;5C",
    "\033[1;5D",
    "\033OP",
    "\033OQ",
    "\033[24~",
    "\033[<0;1;1M",
    "\033[<0;9;2M",
    "\033[<64;40;12M",
    "\033[<65;4;9M",
    "\033[<0;999;999M",
    "\033[<2;5;5M",
    "\033[200~Dy\rq\033[201~",
    "\033[200~två\r\nrader\tmed { \033[201~",
    "\033[200~",
    "\033[201~",
    "\033[M !!",
    "\033[",
    "\033[?1;2c",
    "\033]0;x\007",
    "\303",
    "\377\376",
    "\355\240\200",
    "\300\200",
    "\013",
    "\025",
    "\027",
    "\001",
    "\005",
    "\004",
    "\023",
    "\003",
    "\032",
    "\014",
    "\022",
    "\037",
};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* A key of a command, by its name in the table. */
static void add_bound(struct str *out)
{
  const struct command *command = &commands[below(command_count)];
  if (command->keys == NULL)
    return;
  const char *key = command->keys;
  size_t length = strcspn(key, " ");
  if (length == 1)
    str_add_span(out, key, 1);
  else if (length == 3 && key[0] == 'C')
    str_add_char(out, (char)(key[2] & 31));
  else
    str_add(out, sequences[below(COUNT(sequences))]);
}

static void add_key(struct str *out)
{
  size_t kind = below(100);
  if (kind < 45)
    add_bound(out);
  else if (kind < 75)
    str_add(out, sequences[below(COUNT(sequences))]);
  else if (kind < 85)
    str_add(out, texts[below(COUNT(texts))]);
  else if (kind < 97)
    str_add_char(out, (char)(32 + below(95)));
  else
    str_add_char(out, (char)(1 + below(255)));
}

static void resize(struct harness *harness)
{
  static const struct {
    int rows, columns;
  } sizes[] = {{24, 80}, {24, 80}, {40, 120}, {60, 200}, {10, 40}, {12, 44}, {5, 20}, {1, 3}};
  size_t size = below(COUNT(sizes));
  harness_resize(harness, sizes[size].rows, sizes[size].columns);
}

static void press(struct harness *harness, unsigned long keys)
{
  for (unsigned long pressed = 0; pressed < keys;) {
    struct str bytes = {0};
    for (size_t i = 1 + below(6); i > 0; i--, pressed++)
      add_key(&bytes);
    harness_send(harness, str_text(&bytes), bytes.length);
    str_clear(&bytes);
    if (below(50) == 0)
      resize(harness);
    if (below(400) == 0) {
      struct look look = harness->look;
      look.ascii = !look.ascii;
      look.theme = (enum theme)below(THEME_COUNT);
      look.language = below(2) == 0 ? "sv" : NULL;
      harness_look(harness, &look);
    }
    harness->tui->leaving = false;
  }
}

/* ---- What is left ---- */

static void check(struct harness *harness)
{
  struct problems problems = {0};
  struct error err = {0};
  assert_int_equal(store_check(harness->session->store, &problems, &err), STATUS_OK);
  if (problems.count > 0)
    fail_msg("%s", problems.items[0].text);
  problems_clear(&problems);
  if (harness->session->journey_oid == 0)
    return;
  /* It can be written, and what was written can be read. */
  char *text = helper_export(harness->session);
  char *path = harness_path(harness, "again");
  FILE *in = fmemopen(text, strlen(text), "rb");
  struct session *again = NULL;
  if (session_create(path, in, "again", &again, &problems, &err) != STATUS_OK)
    fail_msg("%ld: %s", problems.count > 0 ? problems.items[0].line : 0,
             problems.count > 0 ? problems.items[0].text : err.text);
  char *second = helper_export(again);
  assert_string_equal(text, second);
  session_close(&again);
  fclose(in);
  free(second);
  free(path);
  free(text);
}

static void test_keys(void **state)
{
  (void)state;
  struct harness harness;
  unsigned long seed = setting("KUNDRESA_SEED", 1);
  unsigned long keys = setting("KUNDRESA_KEYS", 5000);
  alarm(HANGS);
  setenv("VISUAL", "", 1);
  setenv("EDITOR", "true", 1);
  /* Several short lives reach more places than a long one, in which soon all
   * is deleted. */
  for (unsigned long life = 0; life < 10; life++) {
    chance = seed * 1000 + life;
    harness_open(&harness, &(struct look){.rows = 24, .columns = 80},
                 "journeys/electricity-se.yaml");
    press(&harness, keys / 10);
    check(&harness);
    harness_close(&harness);
  }
  alarm(0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_keys)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
