/* Two programs on one file, each on a pseudo-terminal of its own: what one does the
 * other sees, nothing is overwritten, and what was being written outlives its program. */
#include "program.h"

#include "app/edit.h"
#include "base/mem.h"
#include "tests/app/helper.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static struct program one, two;
static char *path;

static int open_both(void **state)
{
  (void)state;
  program_open_folder(&one);
  two = (struct program){.seen.folder = one.seen.folder, .terminal = -1};
  path = program_make_file(&one);
  return 0;
}

static int close_both(void **state)
{
  (void)state;
  program_close(&one);
  program_close(&two);
  program_close_folder(&one);
  free(path);
  return 0;
}

static void start(struct program *program)
{
  program_start(program, "xterm-256color", "open", path);
}

static void start_both(void)
{
  start(&one);
  start(&two);
  program_expect(&one, "Gentle reminder");
  program_expect(&two, "Gentle reminder");
}

/* The title of the first touchpoint, begun to be changed to @text. */
static void begin_title(struct program *program, const char *text)
{
  program_press(program, "e\033OB\033OB\r");
  program_expect(program, "Enter take");
  program_press(program, "\025");
  program_press(program, text);
  program_expect(program, text);
}

static void title_is(const char *expected)
{
  struct session *session = NULL;
  struct touchpoint *touchpoint = record_new(ENTITY_touchpoint);
  assert_int_equal(session_open(path, STORE_READ, NULL, &session, NULL), STATUS_OK);
  int64_t oid = helper_find(session, ENTITY_touchpoint, "welcome");
  assert_int_equal(store_read(session->store, ENTITY_touchpoint, oid, touchpoint, NULL), STATUS_OK);
  assert_string_equal(touchpoint->title, expected);
  record_free(ENTITY_touchpoint, &touchpoint);
  session_close(&session);
}

/* What somebody does who is none of the two. */
static void change_title(const char *text)
{
  struct session *session = NULL;
  assert_int_equal(session_open(path, STORE_WRITE, NULL, &session, NULL), STATUS_OK);
  assert_int_equal(edit_set(session, ENTITY_touchpoint,
                            helper_find(session, ENTITY_touchpoint, "welcome"),
                            entity_field(ENTITY_touchpoint, "title"), text, NULL, NULL),
                   STATUS_OK);
  session_close(&session);
}

/* ---- Seen ---- */

static void test_seen(void **state)
{
  (void)state;
  int row[2];
  int column[2];
  start_both();
  begin_title(&two, "Half tuped");
  program_press(&two, "\033OD\033OD\033OD\177y"); /* the cursor is inside the word */
  program_expect(&two, "Half typed");
  harness_cursor(&two.seen, &row[0], &column[0]);
  begin_title(&one, "By the first");
  program_press(&one, "\r");
  program_expect(&two, "changed Title of Touchpoint 'By the first'.");
  program_expect(&two, "Half typed");
  harness_cursor(&two.seen, &row[1], &column[1]);
  assert_int_equal(row[1], row[0]);
  assert_int_equal(column[1], column[0]);
  program_press(&two, "\005"); /* to the end */
  program_press(&two, ", and on");
  program_expect(&two, "Half typed, and on");
  /* Nobody is told of his own doing. */
  assert_true(harness_find(&one.seen, "changed Title", NULL) < 0);
  program_press(&two, "\033");
  program_expect_not(&two, "Half typed");
  program_press(&one, "u");
  program_expect(&two, "took back: Title of Touchpoint 'Signs up online'.");
  title_is("Signs up online");
}

/* ---- A workshop's clock ---- */

/* All see it, it goes by itself, and it says when it is over, with no key pressed. */
static void test_clock(void **state)
{
  (void)state;
  program_set_clock(one.seen.folder, INT64_C(1772442000000));
  start_both();
  program_press(&one, "6\r\r\r");
  program_expect(&one, "Talk 5'");
  program_expect(&two, "6 Workshop 5:00");
  program_set_clock(one.seen.folder, INT64_C(1772442061000));
  program_expect(&one, "6 Workshop 3:59");
  program_expect(&two, "6 Workshop 3:59");
  program_set_clock(one.seen.folder, INT64_C(1772442300000));
  program_expect(&one, "Time is up for this phase.");
  program_expect(&two, "Time is up for this phase.");
  unsetenv("KUNDRESA_CLOCK");
}

/* ---- Disputed ---- */

static void test_disputed(void **state)
{
  (void)state;
  start_both();
  begin_title(&one, "By the first");
  begin_title(&two, "By the second");
  program_press(&one, "\r");
  program_expect(&two, "changed Title");
  program_press(&two, "\r");
  program_expect(&two, "has two values");
  program_expect(&two, "By the first");
  program_expect(&two, "By the second");
  title_is("By the first");
  program_press(&two, "m");
  program_expect(&two, "Kept.");
  title_is("By the second");
  program_expect(&one, "changed Title of Touchpoint 'By the second'.");
  program_press(&two, "u");
  program_expect(&two, "Taken back");
  title_is("By the first");
}

static void test_deleted(void **state)
{
  (void)state;
  start_both();
  begin_title(&two, "By the second");
  program_press(&one, "d");
  program_expect(&one, "Yes, delete");
  program_press(&one, "y");
  program_expect(&one, "Deleted.");
  program_expect(&two, "deleted: Touchpoint");
  program_press(&two, "\r");
  program_expect(&two, "Bring it back with mine");
  program_press(&two, "m");
  program_expect(&two, "It is back");
  title_is("By the second");
  program_expect(&one, "By the second");
}

static void test_delete_of_changed(void **state)
{
  (void)state;
  start_both();
  program_press(&one, "d");
  program_expect(&one, "Yes, delete");
  begin_title(&two, "By the second");
  program_press(&two, "\r");
  program_expect(&one, "changed Title");
  program_press(&one, "y");
  program_expect(&one, "has just changed Title");
  program_press(&one, "t");
  program_expect(&one, "It stays.");
  title_is("By the second");
}

/* ---- Drafts ---- */

/* Ends the first while it writes, as @number does, and starts it again. */
static void die_writing(int number)
{
  start(&one);
  program_expect(&one, "Gentle reminder");
  begin_title(&one, "Half written");
  /* What can be seen is kept. */
  program_press(&one, "!");
  program_expect(&one, "Half written!");
  program_kill(&one, number);
  program_close(&one);
  title_is("Signs up online");
}

static void test_draft(int number)
{
  die_writing(number);
  start(&one);
  program_expect(&one, "You had begun to write Title of Touchpoint");
  program_expect(&one, "Half written");
  program_press(&one, "x");
  program_expect(&one, "Nothing is written before you choose");
  program_press(&one, "m");
  program_expect(&one, "Enter take");
  program_press(&one, " to the end\r");
  program_expect(&one, "Half written");
  program_expect_not(&one, "Enter take");
  program_press(&one, "q");
  assert_int_equal(program_end(&one), 0);
  program_close(&one);
  /* Kept is no draft any more. */
  start(&one);
  program_expect(&one, "Half written!");
  program_expect(&one, "q leave");
  title_is("Half written! to the end");
  program_press(&one, "q");
  assert_int_equal(program_end(&one), 0);
  assert_true(harness_find(&one.seen, "You had begun", NULL) < 0);
}

static void test_draft_killed(void **state)
{
  (void)state;
  test_draft(SIGKILL);
}

static void test_draft_hung_up(void **state)
{
  (void)state;
  test_draft(SIGHUP);
}

static void test_draft_disputed(void **state)
{
  (void)state;
  die_writing(SIGKILL);
  change_title("Theirs");
  start(&one);
  program_expect(&one, "has two values");
  program_expect(&one, "Half written");
  program_expect(&one, "Theirs");
  title_is("Theirs");
  program_press(&one, "e");
  program_expect(&one, "Enter take");
  program_press(&one, " and theirs\r");
  program_expect(&one, "Kept.");
  program_press(&one, "u");
  program_expect(&one, "Taken back");
  title_is("Theirs");
}

/* Later is later; thrown away is gone; and what somebody writes now is no draft. */
static void test_draft_thrown_away(void **state)
{
  (void)state;
  die_writing(SIGKILL);
  start(&one);
  program_expect(&one, "You had begun to write");
  /* It is asked about in one window only. */
  start(&two);
  program_expect(&two, "Gentle reminder");
  program_expect(&two, "q leave");
  assert_true(harness_find(&two.seen, "You had begun", NULL) < 0);
  program_press(&one, "\033");
  program_expect(&one, "offered at the next start");
  program_press(&one, "q");
  assert_int_equal(program_end(&one), 0);
  program_close(&one);
  start(&one);
  program_expect(&one, "You had begun to write");
  program_press(&one, "t");
  program_expect(&one, "It is thrown away.");
  program_press(&one, "q");
  assert_int_equal(program_end(&one), 0);
  program_close(&one);
  start(&one);
  program_expect(&one, "q leave");
  assert_true(harness_find(&one.seen, "You had begun", NULL) < 0);
  title_is("Signs up online");
}

/* ---- The past ---- */

/* Whether the file beside the database can be written back whole, and cut, which is when
 * nobody reads; a frame that is not done yet is waited for as long as @patience says, in
 * milliseconds. */
static bool nobody_reads(int patience)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *row = NULL;
  assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
  sqlite3_busy_timeout(db, patience);
  assert_int_equal(sqlite3_prepare_v2(db, "PRAGMA wal_checkpoint(TRUNCATE)", -1, &row, NULL),
                   SQLITE_OK);
  assert_int_equal(sqlite3_step(row), SQLITE_ROW);
  bool done = sqlite3_column_int(row, 0) == 0;
  sqlite3_finalize(row);
  sqlite3_close(db);
  return done;
}

/* One looks back, tries to change something, is not disturbed by the other, comes back
 * and changes it. */
static void test_past(void **state)
{
  (void)state;
  change_title("Second title");
  start_both();
  program_expect(&one, "Second title");
  program_press(&one, "7T");
  program_expect(&one, "B back to now");
  program_expect(&one, "Signs up online");
  assert_true(nobody_reads(10000));
  program_press(&one, "K");
  program_expect(&one, "nothing can be changed");
  begin_title(&two, "By the second");
  program_press(&two, "\r");
  program_expect_not(&two, "Enter take");
  title_is("By the second");
  program_press(&one, "2");
  program_expect(&one, "B back to now");
  assert_true(harness_find(&one.seen, "By the second", NULL) < 0);
  program_press(&one, "1B");
  program_expect(&one, "By the second");
  begin_title(&one, "By the first");
  program_press(&one, "\r");
  program_expect(&two, "By the first");
  title_is("By the first");
}

/* It is all in memory: who is killed there finds the present, and nothing lies about. */
static void test_past_killed(void **state)
{
  (void)state;
  change_title("Second title");
  start(&one);
  program_expect(&one, "Second title");
  program_press(&one, "7T");
  program_expect(&one, "B back to now");
  program_kill(&one, SIGKILL);
  program_close(&one);
  title_is("Second title");
  start(&one);
  program_expect(&one, "Second title");
  program_press(&one, "7T");
  program_expect(&one, "B back to now");
  program_press(&one, "q");
  assert_int_equal(program_end(&one), 0);
  program_close(&one);
  start(&one);
  program_expect(&one, "Second title");
  assert_true(harness_find(&one.seen, "B back to now", NULL) < 0);
}

/* ---- Those who stop, or die ---- */

/* More than fits on the way to whom does not listen. */
static void fill_file(void)
{
  struct session *session = NULL;
  struct str note = {0};
  while (note.length < PROSE_MOST - 10)
    str_add(&note, "at length ");
  assert_int_equal(session_open(path, STORE_WRITE, NULL, &session, NULL), STATUS_OK);
  assert_int_equal(edit_set(session, ENTITY_segment, helper_find(session, ENTITY_segment, "new"),
                            entity_field(ENTITY_segment, "note"), str_text(&note), NULL, NULL),
                   STATUS_OK);
  session_close(&session);
  str_clear(&note);
}

/* A program that writes the journey out, to one who takes none of it, *@end: it waits in
 * the middle of its reading, until it is killed. */
static pid_t start_reader(int *end)
{
  int ends[2];
  int waiting = 0;
  const char *binary = getenv("KUNDRESA");
  assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
  int room = fcntl(ends[1], F_SETPIPE_SZ, 4096);
  pid_t child = fork();
  if (child == 0) {
    dup2(ends[1], STDOUT_FILENO);
    execl(binary != NULL ? binary : "./kundresa", "kundresa", "export", path, "--format", "journey",
          NULL);
    _exit(127);
  }
  close(ends[1]);
  *end = ends[0];
  for (time_t since = time(NULL); waiting < room;) {
    assert_true(program_take(&one, since));
    assert_int_equal(ioctl(ends[0], FIONREAD, &waiting), 0);
  }
  return child;
}

/* The title of the first touchpoint is changed, and the map seen again. */
static void change(struct program *program, const char *text)
{
  begin_title(program, text);
  program_press(program, "\r");
  program_expect_not(program, "Enter take");
  program_press(program, "\033");
  program_expect_not(program, "Esc close");
}

/* One who reads stands in nobody's way, neither stopped in the midst nor dead. */
static void test_reader(void **state)
{
  (void)state;
  int end;
  fill_file();
  start_both();
  change(&one, "Before");
  program_expect(&two, "changed Title of Touchpoint 'Before'");
  pid_t reader = start_reader(&end);
  kill(reader, SIGSTOP);
  change(&one, "By the first");
  program_expect(&two, "changed Title of Touchpoint 'By the first'");
  change(&two, "By the second");
  program_expect(&one, "changed Title of Touchpoint 'By the second'");
  assert_false(nobody_reads(0));
  kill(reader, SIGKILL);
  assert_int_equal(waitpid(reader, NULL, 0), reader);
  close(end);
  assert_true(nobody_reads(10000));
  title_is("By the second");
}

/* A workbench that is stopped keeps nobody waiting, and sees all when it goes on; where
 * it dies it is not here any more. */
static void test_stopped(void **state)
{
  (void)state;
  start_both();
  program_expect(&one, "with F:AE");
  kill(two.child, SIGSTOP);
  change(&one, "While it slept");
  title_is("While it slept");
  program_expect(&one, "with F:AE");
  kill(two.child, SIGCONT);
  program_expect(&two, "changed Title of Touchpoint 'While it slept'");
  kill(two.child, SIGSTOP);
  program_kill(&two, SIGKILL);
  program_expect_not(&one, "with F:AE");
  change(&one, "When it was dead");
  title_is("When it was dead");
}

/* ---- Idle ---- */

/* A workbench between two keys stands in nobody's way. */
static void test_idle(void **state)
{
  (void)state;
  start_both();
  begin_title(&one, "By the first");
  program_press(&one, "\r");
  program_expect(&two, "changed Title");
  assert_true(nobody_reads(10000));
}

#define BOTH(test) cmocka_unit_test_setup_teardown(test, open_both, close_both)

int main(void)
{
  const struct CMUnitTest tests[] = {
      BOTH(test_seen),
      BOTH(test_clock),
      BOTH(test_disputed),
      BOTH(test_deleted),
      BOTH(test_delete_of_changed),
      BOTH(test_draft_killed),
      BOTH(test_draft_hung_up),
      BOTH(test_draft_disputed),
      BOTH(test_draft_thrown_away),
      BOTH(test_past),
      BOTH(test_past_killed),
      BOTH(test_reader),
      BOTH(test_stopped),
      BOTH(test_idle),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
