/* The program itself on a pseudo-terminal: it takes the terminal and always
 * gives it back as it was.  Nothing sleeps: each step waits until the screen
 * shows what is expected. */
#include "screen_harness.h"

#include "base/mem.h"
#include "tests/app/helper.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
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
#include <utmp.h>

#include <cmocka.h>

/* Seconds after which something will not happen any more, however slow the
 * machine is. */
#define LONG_ENOUGH 120

struct program {
  struct harness seen; /* only its terminal is used, and its folder */
  int terminal;        /* our end */
  int line;            /* the program's end, kept open to look at its settings */
  struct termios before;
  pid_t child;
  int status; /* of the child, once it has ended */
  bool ended;
  bool alternate, hidden;
  struct str bytes; /* all that was written */
};

static struct program program;

/* ---- Running ---- */

static int note_property(VTermProp property, VTermValue *value, void *user)
{
  struct program *running = user;
  if (property == VTERM_PROP_ALTSCREEN)
    running->alternate = value->boolean;
  else if (property == VTERM_PROP_CURSORVISIBLE)
    running->hidden = !value->boolean;
  return 1;
}

static int open_folder(void **state)
{
  (void)state;
  char folder[] = "/tmp/kundresa-term-XXXXXX";
  assert_non_null(mkdtemp(folder));
  program = (struct program){.seen.folder = mem_copy_text(folder), .terminal = -1};
  return 0;
}

static int close_folder(void **state)
{
  (void)state;
  if (program.child > 0 && !program.ended) {
    kill(program.child, SIGKILL);
    waitpid(program.child, NULL, 0);
  }
  if (program.terminal >= 0) {
    close(program.terminal);
    close(program.line);
  }
  if (program.seen.vterm != NULL)
    vterm_free(program.seen.vterm);
  DIR *folder = opendir(program.seen.folder);
  for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
    if (entry->d_name[0] != '.')
      unlinkat(dirfd(folder), entry->d_name, 0);
  closedir(folder);
  rmdir(program.seen.folder);
  free(program.seen.folder);
  str_clear(&program.bytes);
  return 0;
}

static char *path_of(const char *name)
{
  return harness_path(&program.seen, name);
}

/* What the child sees of the world: nothing that the machine has set. */
static void set_surroundings(const char *terminal)
{
  setenv("TERM", terminal, 1);
  setenv("LC_ALL", "C.UTF-8", 1);
  setenv("LANGUAGE", "en", 1);
  setenv("TMPDIR", program.seen.folder, 1);
  unsetenv("LINES");
  unsetenv("COLUMNS");
  unsetenv("NO_COLOR");
  unsetenv("COLORFGBG");
}

static void start(const char *terminal, const char *command, const char *file)
{
  struct winsize size = {.ws_row = 24, .ws_col = 80};
  const char *binary = getenv("KUNDRESA");
  if (binary == NULL)
    binary = "./kundresa";
  static const VTermScreenCallbacks callbacks = {.settermprop = note_property};
  program.seen.look = (struct look){.rows = 24, .columns = 80};
  program.seen.vterm = vterm_new(24, 80);
  vterm_set_utf8(program.seen.vterm, 1);
  program.seen.screen = vterm_obtain_screen(program.seen.vterm);
  vterm_screen_set_callbacks(program.seen.screen, &callbacks, &program);
  vterm_screen_enable_altscreen(program.seen.screen, 1);
  vterm_screen_reset(program.seen.screen, 1);
  assert_int_equal(openpty(&program.terminal, &program.line, NULL, NULL, &size), 0);
  fcntl(program.terminal, F_SETFD, FD_CLOEXEC);
  assert_int_equal(tcgetattr(program.line, &program.before), 0);
  program.child = fork();
  if (program.child == 0) {
    int line = dup(program.line);
    close(program.line);
    login_tty(line);
    set_surroundings(terminal);
    execl(binary, "kundresa", command, file, (char *)NULL);
    _exit(127);
  }
  assert_true(program.child > 0);
}

/* Takes what the program has written within a moment; false when the limit for
 * all waiting is over. */
static bool take(time_t since)
{
  struct pollfd waits = {.fd = program.terminal, .events = POLLIN};
  char bytes[8192];
  if (poll(&waits, 1, 20) > 0) {
    ssize_t got = read(program.terminal, bytes, sizeof bytes);
    if (got > 0) {
      vterm_input_write(program.seen.vterm, bytes, (size_t)got);
      str_add_span(&program.bytes, bytes, (size_t)got);
    }
  }
  return time(NULL) - since < LONG_ENOUGH;
}

static void expect(const char *text)
{
  time_t since = time(NULL);
  while (harness_find(&program.seen, text, NULL) < 0)
    if (!take(since))
      harness_shows(&program.seen, text); /* which fails, and shows the screen */
}

static void press(const char *bytes)
{
  assert_int_equal(write(program.terminal, bytes, strlen(bytes)), strlen(bytes));
}

/* The place of the last @text in what was written, or -1. */
static long last(const char *text)
{
  long place = -1;
  for (const char *at = str_text(&program.bytes); (at = strstr(at, text)) != NULL; at++)
    place = at - str_text(&program.bytes);
  return place;
}

/* No program writes this. */
#define MARK "<the test>"

/* Waits for the end of the program; its exit status. */
static int end(void)
{
  time_t since = time(NULL);
  while (waitpid(program.child, &program.status, WNOHANG) == 0)
    if (!take(since))
      fail_msg("the program does not end");
  program.ended = true;
  /* What it wrote last may be on the way still; this comes after it. */
  assert_int_equal(write(program.line, MARK, sizeof MARK - 1), sizeof MARK - 1);
  while (last(MARK) < 0)
    if (!take(since))
      fail_msg("the last of what was written does not come");
  return WIFEXITED(program.status) ? WEXITSTATUS(program.status) : -1;
}

/* The terminal is as the program found it. */
static void terminal_is_back(void)
{
  struct termios after;
  assert_int_equal(tcgetattr(program.line, &after), 0);
  assert_int_equal(after.c_iflag, program.before.c_iflag);
  assert_int_equal(after.c_oflag, program.before.c_oflag);
  assert_int_equal(after.c_cflag, program.before.c_cflag);
  assert_int_equal(after.c_lflag, program.before.c_lflag);
  assert_memory_equal(after.c_cc, program.before.c_cc, sizeof after.c_cc);
  assert_false(program.alternate);
  assert_false(program.hidden);
  assert_true(last("1000l") >= last("1000h"));
  assert_true(last("\033[?2004l") >= last("\033[?2004h"));
}

/* ---- The file ---- */

/* Makes the file of the small journey; the caller frees its path. */
static char *make_file(void)
{
  const char *tree = getenv("top_srcdir");
  struct str source = {0};
  struct problems problems = {0};
  struct session *session = NULL;
  char *path = path_of("map.kundresa");
  str_addf(&source, "%s/tests/cli/small.yaml", tree != NULL ? tree : ".");
  FILE *in = fopen(str_text(&source), "rb");
  assert_non_null(in);
  assert_int_equal(session_create(path, in, "small", &session, &problems, NULL), STATUS_OK);
  fclose(in);
  session_close(&session);
  str_clear(&source);
  return path;
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
  expect("1 Map");
  expect("Owner");
  press("q");
  assert_int_equal(end(), 0);
  terminal_is_back();
  struct session *session = NULL;
  assert_int_equal(session_open(path, STORE_WRITE, NULL, &session, NULL), STATUS_OK);
  assert_true(store_count(session->store, session->journey_oid, ENTITY_touchpoint) > 5);
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
