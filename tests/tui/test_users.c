/* Two users of the operating system at one file, in a folder of their team: what README
 * says about several people must be enough.  Only root can be two users; for others there
 * is nothing to see here. */
#include "program.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define TEAM 64150

/* Nobody's numbers, with the two masks that people have most: one lets others read, the
 * other nothing.  The team must be able to write all the same. */
static const struct program_user users[] = {
    {.user = 64151, .group = 64151, .team = TEAM, .mask = 022},
    {.user = 64152, .group = 64152, .team = TEAM, .mask = 077},
};

static struct program programs[2];
static struct program *const one = &programs[0], *const two = &programs[1];
static char *path;
static char *binary; /* a copy where both can run it */

/* Whether users of those numbers can be had: they can be become, and have no name. */
static bool can_be_others(void)
{
  int status = 1;
  if (geteuid() != 0 || getpwuid(users[0].user) != NULL || getpwuid(users[1].user) != NULL ||
      getgrgid(TEAM) != NULL)
    return false;
  pid_t child = fork();
  if (child == 0)
    _exit(setgroups(1, &users[0].team) == 0 && setgid(users[0].group) == 0 &&
                  setuid(users[0].user) == 0
              ? 0
              : 1);
  waitpid(child, &status, 0);
  return status == 0;
}

/* The tree may be where only root comes. */
static void copy_program(void)
{
  const char *from = getenv("KUNDRESA");
  struct stat found;
  int in = open(from != NULL ? from : "./kundresa", O_RDONLY | O_CLOEXEC);
  assert_true(in >= 0);
  assert_int_equal(fstat(in, &found), 0);
  int out = open(binary, O_WRONLY | O_CREAT | O_CLOEXEC, 0755);
  assert_true(out >= 0);
  for (off_t left = found.st_size; left > 0;) {
    ssize_t sent = sendfile(out, in, NULL, (size_t)left);
    assert_true(sent > 0);
    left -= sent;
  }
  assert_int_equal(fchmod(out, 0755), 0);
  close(out);
  close(in);
}

static int open_folder(void **state)
{
  (void)state;
  program_open_folder(one);
  *two = (struct program){.user = &users[1], .seen.folder = one->seen.folder, .terminal = -1};
  one->user = &users[0];
  path = harness_path(&one->seen, "map.kundresa");
  binary = harness_path(&one->seen, "kundresa");
  /* As README says: chgrp team DIR; chmod 2770 DIR. */
  assert_int_equal(chown(one->seen.folder, 0, TEAM), 0);
  assert_int_equal(chmod(one->seen.folder, 02770), 0);
  copy_program();
  setenv("KUNDRESA", binary, 1);
  return 0;
}

static void empty_folder(const char *name)
{
  DIR *folder = opendir(name);
  for (struct dirent *entry; folder != NULL && (entry = readdir(folder)) != NULL;)
    unlinkat(dirfd(folder), entry->d_name, 0);
  if (folder != NULL)
    closedir(folder);
  rmdir(name);
}

static int close_folder(void **state)
{
  (void)state;
  char *backups = harness_path(&one->seen, "backups");
  program_close(one);
  program_close(two);
  empty_folder(backups);
  program_close_folder(one);
  free(backups);
  free(binary);
  free(path);
  return 0;
}

/* The file beside the map is the team's, who may read and write it, and nobody else's. */
static void is_of_team(const char *ending)
{
  struct str name = {0};
  struct stat found;
  str_addf(&name, "%s%s", path, ending);
  if (stat(str_text(&name), &found) != 0)
    fail_msg("%s: %s", str_text(&name), strerror(errno));
  assert_int_equal(found.st_gid, TEAM);
  assert_int_equal(found.st_mode & 0777, 0660);
  str_clear(&name);
}

static void introduce(struct program *program)
{
  program_expect(program, "Welcome. What shall the others call you?");
  program_press(program, "\r");
  program_expect(program, "Which department do you work for?");
  program_press(program, "\r");
  program_expect_not(program, "Which department");
}

static void add(struct program *program, const char *title)
{
  program_press(program, "a");
  program_expect(program, "What does the customer do or meet?");
  program_press(program, title);
  program_press(program, "\r");
  program_expect_not(program, "Enter take");
}

static void leave(struct program *program)
{
  program_press(program, "q");
  assert_int_equal(program_end(program), 0);
  program_close(program);
}

/* The first makes the file, and the second comes in: each sees what the other does.
 * Then the second is the first to come, and what is made anew beside the file is the
 * second's, whose mask lets nobody do anything. */
static void test_team(void **state)
{
  (void)state;
  program_start(one, "xterm-256color", "new", path);
  program_expect(one, "What do you want to start from?");
  program_press(one, "0");
  introduce(one);
  add(one, "Letter");
  program_start(two, "xterm-256color", "open", path);
  introduce(two);
  program_expect(two, "Letter");
  program_expect(one, "with F:U");
  add(two, "Reading");
  program_expect(one, "Reading");
  add(one, "Question");
  program_expect(two, "Question");
  is_of_team("");
  is_of_team("-wal");
  is_of_team("-shm");
  is_of_team("-presence");
  leave(one);
  leave(two);

  program_start(two, "xterm-256color", "open", path);
  program_expect(two, "Question");
  add(two, "Payment");
  is_of_team("-wal");
  is_of_team("-shm");
  program_start(one, "xterm-256color", "open", path);
  program_expect(one, "Payment");
  program_expect(one, "with F:U");
  add(one, "Thanks");
  program_expect(two, "Thanks");
  leave(two);
  add(one, "Renewal");
  leave(one);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_team, open_folder, close_folder),
  };
  if (!can_be_others()) {
    puts("1..0 # SKIP only root can be two users, where the numbers 64150 to 64152 are free");
    return 0;
  }
  return cmocka_run_group_tests(tests, NULL, NULL);
}
