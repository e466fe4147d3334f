/* What a whole room does, each at a program on a pseudo-terminal: a workshop of eight by
 * its agenda, and the first steps of somebody who has never seen it. */
#include "room.h"

#include "app/identity.h"
#include "app/session.h"
#include "tests/app/helper.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static struct program place; /* its folder */
static struct room room;
static char *path;

static int open_room(void **state)
{
  (void)state;
  program_open_folder(&place);
  path = harness_path(&place.seen, "map.kundresa");
  return 0;
}

static int close_room(void **state)
{
  (void)state;
  room_close(&room);
  program_close_folder(&place);
  free(path);
  return 0;
}

/* ---- The whole agenda ---- */

/* A file with the empty map that trusts whoever runs the test, as a server in front of
 * the room would be. */
static struct session *make_file(const char *journey)
{
  struct session *session = NULL;
  struct problems problems = {0};
  char *user = identity_user();
  const char *tree = getenv("top_srcdir");
  struct str source = {0};
  str_addf(&source, "%s/%s", tree != NULL ? tree : ".", journey != NULL ? journey : "");
  FILE *in = journey != NULL ? fopen(str_text(&source), "r") : NULL;
  assert_int_equal(session_create(path, in, "Our customer journey", &session, &problems, NULL),
                   STATUS_OK);
  assert_int_equal(identity_trust(session->store, user, true, NULL), STATUS_OK);
  if (in != NULL)
    fclose(in);
  str_clear(&source);
  free(user);
  return session;
}

/* The output of `kundresa COMMAND FILE OPTIONS`; the caller frees it. */
static char *told(const char *command, const char *options)
{
  const char *binary = getenv("KUNDRESA");
  struct str line = {0};
  struct str out = {0};
  char bytes[4096];
  size_t got;
  str_addf(&line, "'%s' %s '%s' %s", binary != NULL ? binary : "./kundresa", command, path,
           options);
  FILE *in = popen(str_text(&line), "r");
  assert_non_null(in);
  while ((got = fread(bytes, 1, sizeof bytes, in)) > 0)
    str_add_span(&out, bytes, got);
  assert_int_equal(pclose(in), 0);
  str_clear(&line);
  return str_take(&out);
}

/* What came of it is as it is kept in tests/tui/golden; KUNDRESA_UPDATE_GOLDENS takes it
 * as right. */
static void is_as_kept(const char *name, char *found)
{
  const char *tree = getenv("top_srcdir");
  const char *update = getenv("KUNDRESA_UPDATE_GOLDENS");
  struct str kept = {0};
  struct str text = {0};
  char bytes[4096];
  size_t got;
  str_addf(&kept, "%s/tests/tui/golden/%s", tree != NULL ? tree : ".", name);
  FILE *file = fopen(str_text(&kept), update != NULL ? "w" : "r");
  assert_non_null(file);
  if (update != NULL)
    fputs(found, file);
  else
    while ((got = fread(bytes, 1, sizeof bytes, file)) > 0)
      str_add_span(&text, bytes, got);
  fclose(file);
  if (update == NULL && strcmp(found, str_text(&text)) != 0) {
    fprintf(stderr, "%s\n", found);
    fail_msg("that is another %s", str_text(&kept));
  }
  str_clear(&kept);
  str_clear(&text);
  free(found);
}

static void test_ninety_minutes(void **state)
{
  (void)state;
  static const char *const names[] = {"Anna", "Bo",    "Cilla", "David",
                                      "Eva",  "Farid", "Gun",   "Hans"};
  const char *set = getenv("KUNDRESA_WORKSHOPS");
  int rounds = set != NULL ? atoi(set) : 1;
  for (int round = 0; round < rounds; round++) {
    unlink(path);
    struct session *session = make_file(NULL);
    session_close(&session);
    room_open(&room, place.seen.folder, path, names, 8);
    room_play(&room, "ninety-minutes");
    is_as_kept("ninety-minutes.yaml", told("export", "--format journey"));
    is_as_kept("ninety-minutes.txt", told("report", "--format text --on 2026-03-02"));
  }
}

/* ---- Three who know each other ---- */

static void put(struct session *session, const char *kind, const char *name, const char *value)
{
  struct str setting = {0};
  str_addf(&setting, "%s.%s", kind, name);
  assert_int_equal(store_put_setting(session->store, str_text(&setting), value, NULL), STATUS_OK);
  str_clear(&setting);
}

/* Anna leads, and nobody is asked for a name any more. */
static void play_three(const char *script)
{
  static const char *const names[] = {"Anna", "Bo", "Cilla"};
  static const char *const departments[] = {"finance", "marketing", "it"};
  struct session *session = make_file("tests/cli/small.yaml");
  for (size_t i = 0; i < 3; i++) {
    put(session, "name", names[i], names[i]);
    put(session, "department", names[i], departments[i]);
  }
  put(session, "role", "Anna", "facilitator");
  session_close(&session);
  room_open(&room, place.seen.folder, path, names, 3);
  room_play(&room, script);
}

static void test_follow(void **state)
{
  (void)state;
  play_three("follow");
}

static void test_roles(void **state)
{
  (void)state;
  play_three("roles");
  char *journey = told("export", "--format journey");
  assert_non_null(strstr(journey, "|-\n      Nobody explains the fee"));
  assert_non_null(strstr(journey, "|-\n      Who answers on Saturdays?"));
  assert_null(strstr(journey, "title: Nobody explains the fee"));
  assert_null(strstr(journey, "Meant to be added"));
  free(journey);
}

/* ---- The first time ---- */

static void test_first_time(void **state)
{
  (void)state;
  static const char *const names[] = {"Anna"};
  room_open(&room, place.seen.folder, path, names, 1);
  room_play(&room, "first-time");
}

#define ROOM(test) cmocka_unit_test_setup_teardown(test, open_room, close_room)

int main(void)
{
  const struct CMUnitTest tests[] = {
      ROOM(test_ninety_minutes),
      ROOM(test_follow),
      ROOM(test_roles),
      ROOM(test_first_time),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
