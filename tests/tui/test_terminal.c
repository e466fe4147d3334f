/* The program itself on a pseudo-terminal: it takes the terminal and always
 * gives it back as it was.  Nothing sleeps: each step waits until the screen
 * shows what is expected. */
#include "program.h"

#include "app/edit.h"
#include "base/mem.h"
#include "tests/app/helper.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

static struct program program;

static int open_folder(void **state)
{
  (void)state;
  program_open_folder(&program);
  return 0;
}

static int close_folder(void **state)
{
  (void)state;
  program_close(&program);
  program_close_folder(&program);
  return 0;
}

static char *path_of(const char *name)
{
  return harness_path(&program.seen, name);
}

static void start(const char *terminal, const char *command, const char *file)
{
  program_start(&program, terminal, command, file);
}

static bool take(time_t since)
{
  return program_take(&program, since);
}

static void expect(const char *text)
{
  program_expect(&program, text);
}

static void press(const char *bytes)
{
  program_press(&program, bytes);
}

static long last(const char *text)
{
  return program_last(&program, text);
}

static int end(void)
{
  return program_end(&program);
}

static void terminal_is_back(void)
{
  program_gave_back(&program);
}

static char *make_file(void)
{
  return program_make_file(&program);
}

static void order_is(const char *path, const char *expected)
{
  struct session *session = NULL;
  struct problems problems = {0};
  assert_int_equal(session_open(path, STORE_WRITE, NULL, &session, NULL), STATUS_OK);
  char *order = helper_order(session);
  assert_string_equal(order, expected);
  assert_int_equal(store_check(session->store, &problems, NULL), STATUS_OK);
  assert_int_equal(problems.count, 0);
  problems_clear(&problems);
  free(order);
  session_close(&session);
}

/* ---- Coming and going ---- */

/* What has passed its day is looked for once the first screen is seen: the hints at its
 * foot are written before the line above them that says so. */
static void test_overdue_comes_second(void **state)
{
  (void)state;
  char *path = make_file();
  struct session *session = NULL;
  struct error err = {0};
  assert_int_equal(session_open(path, STORE_WRITE, NULL, &session, &err), STATUS_OK);
  assert_int_equal(edit_set(session, ENTITY_journey, session->journey_oid,
                            entity_field(ENTITY_journey, "review_by"), "2020-01-31", NULL, &err),
                   STATUS_OK);
  session_close(&session);
  start("xterm-256color", "open", path);
  expect("passed its day");
  expect("Signs up online");
  const char *written = str_text(&program.bytes);
  const char *said = strstr(written, "passed its day");
  const char *foot = strstr(written, "go there");
  foot = foot != NULL ? foot : strstr(written, "change");
  assert_true(foot != NULL && said != NULL && foot < said);
  press("q");
  assert_int_equal(end(), 0);
  free(path);
}

static void test_quit(void **state)
{
  (void)state;
  char *path = make_file();
  start("xterm-256color", "open", path);
  expect("Signs up online");
  assert_true(program.alternate);
  assert_true(last("1000h") >= 0);
  assert_true(last("\033[?2004h") >= 0);
  press("aNytt\r");
  expect("Added.");
  press("q");
  assert_int_equal(end(), 0);
  terminal_is_back();
  order_is(path, "sale: welcome nytt contract reminders: reminder-1");
  free(path);
}

/* Asked to end, in the middle of typing: what was done is kept. */
static void end_by(int number)
{
  char *path = make_file();
  start("xterm-256color", "open", path);
  expect("Signs up online");
  press("aNytt\r");
  expect("Added.");
  press("aHalf a ti");
  expect("Half a ti");
  kill(program.child, number);
  assert_int_equal(end(), 0);
  terminal_is_back();
  order_is(path, "sale: welcome nytt contract reminders: reminder-1");
  free(path);
}

static void test_terminate(void **state)
{
  (void)state;
  end_by(SIGTERM);
}

static void test_hang_up(void **state)
{
  (void)state;
  end_by(SIGHUP);
}

/* The connection is lost: the program ends too, and the file is whole. */
static void test_lost(void **state)
{
  (void)state;
  char *path = make_file();
  start("xterm-256color", "open", path);
  expect("Signs up online");
  press("aNytt\r");
  expect("Added.");
  close(program.line);
  close(program.terminal);
  program.terminal = -1;
  assert_int_equal(waitpid(program.child, &program.status, 0), program.child);
  program.ended = true;
  order_is(path, "sale: welcome nytt contract reminders: reminder-1");
  free(path);
}

static void resize(int rows, int columns)
{
  struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
  program.seen.look.rows = rows;
  program.seen.look.columns = columns;
  vterm_set_size(program.seen.vterm, rows, columns);
  assert_int_equal(ioctl(program.terminal, TIOCSWINSZ, &size), 0);
}

static void expect_hints_at(int row)
{
  time_t since = time(NULL);
  for (;;) {
    char *line = harness_row(&program.seen, row);
    bool there = strstr(line, "? help") != NULL && strstr(line, "q leave") != NULL;
    free(line);
    if (there)
      return;
    if (!take(since))
      fail_msg("the hints do not come to row %d", row);
  }
}

static void test_resize(void **state)
{
  (void)state;
  char *path = make_file();
  start("xterm-256color", "open", path);
  expect_hints_at(23);
  resize(40, 120);
  expect_hints_at(39);
  resize(12, 60);
  expect_hints_at(11);
  resize(5, 20);
  expect("Please make");
  resize(24, 80);
  expect_hints_at(23);
  press("q");
  assert_int_equal(end(), 0);
  terminal_is_back();
  free(path);
}

/* ---- The person's own editor ---- */

/* An editor that notes how it was called, and what the text was, and leaves
 * another. */
static char *make_editor(const char *name)
{
  char *path = path_of(name);
  FILE *out = fopen(path, "w");
  assert_non_null(out);
  fprintf(out,
          "#!/bin/sh\n"
          "printf '%%s\\n' \"$#\" \"$@\" >'%s/called'\n"
          "for last; do :; done\n"
          "cat \"$last\" >'%s/text'\n"
          "printf 'Kära kund!\\n' >\"$last\"\n",
          program.seen.folder, program.seen.folder);
  assert_int_equal(fclose(out), 0);
  assert_int_equal(chmod(path, 0700), 0);
  return path;
}

static char *read_file(const char *name)
{
  char *path = path_of(name);
  char bytes[4096];
  FILE *in = fopen(path, "r");
  assert_non_null(in);
  size_t got = fread(bytes, 1, sizeof bytes - 1, in);
  bytes[got] = '\0';
  fclose(in);
  free(path);
  return mem_copy_text(bytes);
}

/* Runs the editor by the variable @command, which is to call it with the
 * arguments @expected, a line each, besides the file. */
static void edit_by(const char *command, const char *expected)
{
  char *path = make_file();
  setenv("EDITOR", command, 1);
  setenv("VISUAL", "", 1);
  start("xterm-256color", "open", path);
  expect("Signs up online");
  press("/gentle\r");
  expect("Gentle reminder");
  press("3\r");
  expect("Har du glömt oss?");
  press("\033OBE");
  expect("Kära kund!");
  char *called = read_file("called");
  char *text = read_file("text");
  if (strncmp(called, expected, strlen(expected)) != 0)
    fail_msg("the editor was called with %s", called);
  assert_string_equal(text, "Hej {first_name}!\n\nVi har inte sett din betalning än."
                            "\n\nAtt betala: {amount_due}\nSenast: {pay_by}\nBankgiro: "
                            "{bank_account}\nOCR: {payment_ref}");
  free(called);
  free(text);
  press("q");
  assert_int_equal(end(), 0);
  terminal_is_back();
  /* Only what the test made is left: the text's own file is gone. */
  DIR *folder = opendir(program.seen.folder);
  for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
    assert_null(strstr(entry->d_name, ".txt"));
  closedir(folder);
  free(path);
}

static void test_editor_plain(void **state)
{
  (void)state;
  char *editor = make_editor("editor");
  edit_by(editor, "1\n");
  free(editor);
}

static void test_editor_spaces(void **state)
{
  (void)state;
  char *editor = make_editor("Anna's \"own\" editor");
  edit_by(editor, "1\n");
  free(editor);
}

static void test_editor_arguments(void **state)
{
  (void)state;
  char *editor = make_editor("my editor");
  struct str command = {0};
  str_addf(&command, " '%s' --wait \"two words\" it\\'s  '$HOME;ls' ''", editor);
  edit_by(str_text(&command), "6\n--wait\ntwo words\nit's\n$HOME;ls\n\n");
  str_clear(&command);
  free(editor);
}

/* An editor that is not there, or gives up, changes nothing. */
static void test_editor_fails(void **state)
{
  (void)state;
  char *path = make_file();
  setenv("EDITOR", "/no/such/editor", 1);
  setenv("VISUAL", "", 1);
  start("xterm-256color", "open", path);
  expect("Signs up online");
  press("/gentle\r");
  press("3\r");
  expect("Har du glömt oss?");
  press("\033OBE");
  expect("the editor did not end well");
  press("q");
  assert_int_equal(end(), 0);
  terminal_is_back();
  free(path);
}

/* ---- The first screen, and what cannot be opened ---- */

static void test_start(void **state)
{
  (void)state;
  char *path = path_of("new.kundresa");
  start("xterm-256color", "new", path);
  expect("What do you want to start from?");
  /* A window that changes its size is no answer. */
  resize(30, 100);
  press("j");
  expect("Esc leave");
  press("1");
  /* Who one is, which is asked once: all keys stand on the screen. */
  expect("Welcome. What shall the others call you?");
  expect("Enter take");
  press("\025Anna Ek\r");
  expect("Which department do you work for?");
  expect("Enter take");
  press("\r");
  expect("You are Anna Ek here.");
  expect("a add");
  expect("Owner");
  press("q");
  assert_int_equal(end(), 0);
  terminal_is_back();
  struct session *session = NULL;
  assert_int_equal(session_open(path, STORE_WRITE, NULL, &session, NULL), STATUS_OK);
  assert_true(store_count(session->store, session->journey_oid, ENTITY_touchpoint) > 5);
  assert_string_equal(session->name, "Anna Ek");
  assert_int_equal(session->department, department_finance);
  session_close(&session);
  free(path);
}

static void test_start_left(void **state)
{
  (void)state;
  char *path = path_of("new.kundresa");
  start("xterm-256color", "new", path);
  expect("What do you want to start from?");
  press("\033");
  assert_int_equal(end(), 0);
  terminal_is_back();
  assert_int_equal(access(path, F_OK), -1);
  free(path);
}

static void test_not_a_map(void **state)
{
  (void)state;
  char *path = path_of("letter.txt");
  FILE *out = fopen(path, "w");
  fputs("Dear customer, this is no map at all, and longer than a header.\n", out);
  assert_int_equal(fclose(out), 0);
  start("xterm-256color", "open", path);
  assert_int_equal(end(), STATUS_INPUT);
  harness_shows(&program.seen, "kundresa:");
  assert_null(strstr(str_text(&program.bytes), "\033[?1049h"));
  terminal_is_back();
  free(path);
}

static void test_unknown_terminal(void **state)
{
  (void)state;
  char *path = make_file();
  /* What curses keeps of a terminal that it does not know is not our leak. */
  setenv("ASAN_OPTIONS", "detect_leaks=0", 1);
  start("no-such-terminal", "open", path);
  unsetenv("ASAN_OPTIONS");
  assert_int_equal(end(), STATUS_SYSTEM);
  harness_shows(&program.seen, "TERM=no-such-terminal");
  terminal_is_back();
  free(path);
}

/* One that writes line after line, as on paper. */
static void test_dumb_terminal(void **state)
{
  (void)state;
  char *path = make_file();
  start("dumb", "open", path);
  assert_int_equal(end(), STATUS_SYSTEM);
  harness_shows(&program.seen, "TERM=dumb");
  terminal_is_back();
  free(path);
}

/* A terminal without an alternate screen, colours or a mouse. */
static void test_old_terminal(void **state)
{
  (void)state;
  char *path = make_file();
  start("vt100", "open", path);
  expect("Signs up online");
  press("3");
  expect("No message here yet");
  press("q");
  assert_int_equal(end(), 0);
  terminal_is_back();
  free(path);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, open_folder, close_folder)

int main(void)
{
  const struct CMUnitTest tests[] = {
      TEST(test_quit),
      TEST(test_overdue_comes_second),
      TEST(test_terminate),
      TEST(test_hang_up),
      TEST(test_lost),
      TEST(test_resize),
      TEST(test_editor_plain),
      TEST(test_editor_spaces),
      TEST(test_editor_arguments),
      TEST(test_editor_fails),
      TEST(test_start),
      TEST(test_start_left),
      TEST(test_not_a_map),
      TEST(test_unknown_terminal),
      TEST(test_dumb_terminal),
      TEST(test_old_terminal),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
