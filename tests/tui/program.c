#include "program.h"

#include "app/session.h"
#include "base/mem.h"

#include <dirent.h>
#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <pty.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utmp.h>

#include <cmocka.h>

/* No program writes this. */
#define MARK "<the test>"

/* ---- Its folder ---- */

void program_open_folder(struct program *program)
{
  char folder[] = "/tmp/kundresa-term-XXXXXX";
  assert_non_null(mkdtemp(folder));
  *program = (struct program){.seen.folder = mem_copy_text(folder), .terminal = -1};
}

void program_close_folder(struct program *program)
{
  DIR *folder = opendir(program->seen.folder);
  for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
    if (entry->d_name[0] != '.')
      unlinkat(dirfd(folder), entry->d_name, 0);
  closedir(folder);
  rmdir(program->seen.folder);
  free(program->seen.folder);
}

char *program_make_file(struct program *program)
{
  const char *tree = getenv("top_srcdir");
  struct str source = {0};
  struct problems problems = {0};
  struct session *session = NULL;
  char *path = harness_path(&program->seen, "map.kundresa");
  str_addf(&source, "%s/tests/cli/small.yaml", tree != NULL ? tree : ".");
  FILE *in = fopen(str_text(&source), "rb");
  assert_non_null(in);
  assert_int_equal(session_create(path, in, "small", &session, &problems, NULL), STATUS_OK);
  /* The person is known, and not asked for a name. */
  assert_int_equal(session_introduce(session, "Anna Ek", department_finance, NULL), STATUS_OK);
  fclose(in);
  session_close(&session);
  str_clear(&source);
  return path;
}

void program_set_clock(const char *folder, long long milliseconds)
{
  struct str name = {0};
  struct str half = {0};
  str_addf(&name, "%s/clock", folder);
  str_addf(&half, "%s/clock-half", folder);
  FILE *file = fopen(str_text(&half), "w");
  assert_non_null(file);
  fprintf(file, "%lld", milliseconds);
  assert_int_equal(fclose(file), 0);
  assert_int_equal(rename(str_text(&half), str_text(&name)), 0); /* whole or not at all */
  setenv("KUNDRESA_CLOCK", str_text(&name), 1);
  str_clear(&name);
  str_clear(&half);
}

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

/* What the child sees of the world: nothing that the machine has set. */
static void set_surroundings(const char *terminal, const char *folder)
{
  setenv("TERM", terminal, 1);
  setenv("LC_ALL", "C.UTF-8", 1);
  setenv("LANGUAGE", "en", 1);
  setenv("TMPDIR", folder, 1);
  unsetenv("LINES");
  unsetenv("COLUMNS");
  unsetenv("NO_COLOR");
  unsetenv("COLORFGBG");
}

static bool become(const struct program_user *user)
{
  umask(user->mask);
  return setgroups(1, &user->team) == 0 && setgid(user->group) == 0 && setuid(user->user) == 0;
}

void program_start(struct program *program, const char *terminal, const char *command,
                   const char *file)
{
  const char *const arguments[] = {"kundresa", command, file, NULL};
  program_run(program, terminal, arguments);
}

void program_run(struct program *program, const char *terminal, const char *const arguments[])
{
  struct winsize size = {.ws_row = 24, .ws_col = 80};
  const char *binary = getenv("KUNDRESA");
  if (binary == NULL)
    binary = "./kundresa";
  static const VTermScreenCallbacks callbacks = {.settermprop = note_property};
  program->ended = false;
  program->seen.look = (struct look){.rows = 24, .columns = 80};
  program->seen.vterm = vterm_new(24, 80);
  vterm_set_utf8(program->seen.vterm, 1);
  program->seen.screen = vterm_obtain_screen(program->seen.vterm);
  vterm_screen_set_callbacks(program->seen.screen, &callbacks, program);
  vterm_screen_enable_altscreen(program->seen.screen, 1);
  vterm_screen_reset(program->seen.screen, 1);
  assert_int_equal(openpty(&program->terminal, &program->line, NULL, NULL, &size), 0);
  fcntl(program->terminal, F_SETFD, FD_CLOEXEC);
  fcntl(program->line, F_SETFD, FD_CLOEXEC);
  assert_int_equal(tcgetattr(program->line, &program->before), 0);
  program->child = fork();
  if (program->child == 0) {
    int line = dup(program->line);
    login_tty(line);
    set_surroundings(terminal, program->seen.folder);
    if (program->user != NULL && !become(program->user))
      _exit(126);
    execv(binary, (char *const *)arguments);
    _exit(127);
  }
  assert_true(program->child > 0);
}

void program_close(struct program *program)
{
  if (program->child > 0 && !program->ended) {
    kill(program->child, SIGKILL);
    waitpid(program->child, NULL, 0);
  }
  if (program->terminal >= 0) {
    close(program->terminal);
    close(program->line);
  }
  if (program->seen.vterm != NULL)
    vterm_free(program->seen.vterm);
  str_clear(&program->bytes);
  *program =
      (struct program){.user = program->user, .seen.folder = program->seen.folder, .terminal = -1};
}

bool program_take(struct program *program, time_t since)
{
  struct pollfd waits = {.fd = program->terminal, .events = POLLIN};
  char bytes[8192];
  if (poll(&waits, 1, 20) > 0) {
    ssize_t got = read(program->terminal, bytes, sizeof bytes);
    if (got > 0) {
      vterm_input_write(program->seen.vterm, bytes, (size_t)got);
      str_add_span(&program->bytes, bytes, (size_t)got);
    }
  }
  return time(NULL) - since < PROGRAM_LIMIT;
}

void program_expect(struct program *program, const char *text)
{
  time_t since = time(NULL);
  while (harness_find(&program->seen, text, NULL) < 0)
    if (!program_take(program, since))
      harness_shows(&program->seen, text); /* which fails, and shows the screen */
}

void program_expect_not(struct program *program, const char *text)
{
  time_t since = time(NULL);
  while (harness_find(&program->seen, text, NULL) >= 0)
    if (!program_take(program, since))
      harness_shows_not(&program->seen, text);
}

void program_press(struct program *program, const char *bytes)
{
  assert_int_equal(write(program->terminal, bytes, strlen(bytes)), strlen(bytes));
}

long program_last(const struct program *program, const char *text)
{
  long place = -1;
  for (const char *at = str_text(&program->bytes); (at = strstr(at, text)) != NULL; at++)
    place = at - str_text(&program->bytes);
  return place;
}

int program_end(struct program *program)
{
  time_t since = time(NULL);
  while (waitpid(program->child, &program->status, WNOHANG) == 0)
    if (!program_take(program, since))
      fail_msg("the program does not end");
  program->ended = true;
  /* What it wrote last may be on the way still; this comes after it. */
  assert_int_equal(write(program->line, MARK, sizeof MARK - 1), sizeof MARK - 1);
  while (program_last(program, MARK) < 0)
    if (!program_take(program, since))
      fail_msg("the last of what was written does not come");
  return WIFEXITED(program->status) ? WEXITSTATUS(program->status) : -1;
}

void program_kill(struct program *program, int number)
{
  kill(program->child, number);
  assert_int_equal(waitpid(program->child, &program->status, 0), program->child);
  program->ended = true;
}

void program_gave_back(const struct program *program)
{
  struct termios after;
  assert_int_equal(tcgetattr(program->line, &after), 0);
  assert_int_equal(after.c_iflag, program->before.c_iflag);
  assert_int_equal(after.c_oflag, program->before.c_oflag);
  assert_int_equal(after.c_cflag, program->before.c_cflag);
  assert_int_equal(after.c_lflag, program->before.c_lflag);
  assert_memory_equal(after.c_cc, program->before.c_cc, sizeof after.c_cc);
  assert_false(program->alternate);
  assert_false(program->hidden);
  assert_true(program_last(program, "1000l") >= program_last(program, "1000h"));
  assert_true(program_last(program, "\033[?2004l") >= program_last(program, "\033[?2004h"));
}
