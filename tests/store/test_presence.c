/* Who is here: told between processes, gone with them, and harmless whatever
 * stands in the file. */
#include "store/presence.h"

#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "model/entity.h"
#include "tests/store/store_helper.h"

#include <fcntl.h>
#include <grp.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char *folder;
static char *path;   /* of the file that is worked on */
static char *beside; /* of the one that says who is here */

static int open_folder(void **state)
{
  (void)state;
  folder = folder_make();
  path = mem_copy_text(folder_file(folder, "map.kundresa"));
  beside = presence_path(path);
  int handle = open(path, O_CREAT | O_WRONLY, 0640);
  assert_true(handle >= 0);
  close(handle);
  return 0;
}

static int close_folder(void **state)
{
  (void)state;
  free(path);
  free(beside);
  folder_remove(&folder);
  return 0;
}

static struct present present_as(const char *person, const char *touchpoint)
{
  struct present present = present_nobody();
  snprintf(present.person, sizeof present.person, "%s", person);
  snprintf(present.name, sizeof present.name, "Mr %s", person);
  snprintf(present.view, sizeof present.view, "map");
  snprintf(present.touchpoint, sizeof present.touchpoint, "%s", touchpoint);
  present.department = department_it;
  present.role = role_voter;
  present.since = 1234567890123;
  present.process = getpid();
  return present;
}

static struct presence *join(const char *person, const char *touchpoint)
{
  struct presence *presence = NULL;
  struct error err = {0};
  struct present self = present_as(person, touchpoint);
  if (presence_open(path, true, &presence, &err) != STATUS_OK)
    fail_msg("%s", err.text);
  presence_tell(presence, &self);
  return presence;
}

static size_t others_of(struct presence *presence)
{
  size_t count;
  presence_look(presence);
  presence_others(presence, &count);
  return count;
}

static const struct present *only_other(struct presence *presence)
{
  size_t count;
  presence_look(presence);
  const struct present *others = presence_others(presence, &count);
  assert_int_equal(count, 1);
  return others;
}

static void test_two(void **state)
{
  (void)state;
  struct presence *anna = join("anna", "welcome");
  assert_int_equal(others_of(anna), 0);
  struct presence *bo = join("bo", "reminder-1");
  assert_true(presence_look(anna));
  assert_false(presence_look(anna));
  const struct present *other = only_other(anna);
  struct present expected = present_as("bo", "reminder-1");
  assert_memory_equal(other, &expected, sizeof expected);
  assert_string_equal(only_other(bo)->person, "anna");
  struct present moved = present_as("bo", "reminder-2");
  snprintf(moved.field, sizeof moved.field, "touchpoint/reminder-2 note");
  presence_tell(bo, &moved);
  assert_true(presence_look(anna));
  assert_string_equal(only_other(anna)->field, "touchpoint/reminder-2 note");
  presence_close(&bo);
  assert_true(presence_look(anna));
  assert_int_equal(others_of(anna), 0);
  /* Who only looks is not seen, and leaves the file. */
  struct presence *looker = NULL;
  assert_int_equal(presence_open(path, false, &looker, NULL), STATUS_OK);
  struct present self = present_as("cia", "");
  presence_tell(looker, &self);
  assert_string_equal(only_other(looker)->person, "anna");
  assert_int_equal(others_of(anna), 0);
  presence_close(&looker);
  assert_int_equal(access(beside, F_OK), 0);
  presence_close(&anna);
  assert_int_not_equal(access(beside, F_OK), 0);
  assert_int_equal(presence_open(path, false, &looker, NULL), STATUS_OK);
  assert_int_equal(others_of(looker), 0);
  presence_close(&looker);
  assert_int_not_equal(access(beside, F_OK), 0);
}

/* A process that joins, says so, and stays until it is killed. */
static pid_t start_other(const char *person, uid_t user, gid_t group)
{
  int ready[2];
  char byte;
  assert_int_equal(pipe(ready), 0);
  pid_t child = fork();
  if (child == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    umask(0077);
    if (user != 0 && (setgroups(1, &group) != 0 || setgid(group) != 0 || setuid(user) != 0))
      _exit(2);
    struct presence *presence = NULL;
    struct present self = present_as(person, "welcome");
    if (presence_open(path, true, &presence, NULL) != STATUS_OK)
      _exit(3);
    presence_tell(presence, &self);
    if (write(ready[1], "r", 1) == 1)
      for (;;)
        pause();
    _exit(4);
  }
  close(ready[1]);
  if (read(ready[0], &byte, 1) != 1)
    fail_msg("the other process did not join");
  close(ready[0]);
  return child;
}

static void kill_other(pid_t child)
{
  kill(child, SIGKILL);
  assert_int_equal(waitpid(child, NULL, 0), child);
}

/* Killed is gone: no time passes, and nothing has to be cleared away. */
static void test_killed(void **state)
{
  (void)state;
  struct presence *anna = join("anna", "welcome");
  for (int round = 0; round < 20; round++) {
    pid_t child = start_other("bo", 0, 0);
    assert_int_equal(only_other(anna)->process, child);
    kill_other(child);
    assert_int_equal(others_of(anna), 0);
  }
  presence_close(&anna);
}

/* All of a crowd are seen, whoever comes and goes; and the file does not grow by
 * those who came before. */
static void test_many(void **state)
{
  (void)state;
  struct presence *crowd[40];
  struct stat found;
  off_t size = 0;
  for (int round = 0; round < 3; round++) {
    for (int i = 0; i < 40; i++) {
      char name[16];
      snprintf(name, sizeof name, "p%d", i);
      crowd[i] = join(name, "welcome");
    }
    for (int i = 0; i < 40; i++)
      assert_int_equal(others_of(crowd[i]), 39);
    assert_int_equal(stat(beside, &found), 0);
    assert_true(round == 0 || found.st_size == size);
    size = found.st_size;
    for (int i = 0; i < 40; i++)
      presence_close(&crowd[i]);
  }
}

/* Deleted while people are here: they meet again under its name. */
static void test_deleted(void **state)
{
  (void)state;
  struct presence *anna = join("anna", "welcome");
  struct presence *bo = join("bo", "reminder-1");
  assert_int_equal(others_of(anna), 1);
  assert_int_equal(unlink(beside), 0);
  others_of(anna);
  others_of(bo);
  assert_string_equal(only_other(anna)->person, "bo");
  assert_string_equal(only_other(bo)->person, "anna");
  presence_close(&bo);
  assert_int_equal(others_of(anna), 0);
  presence_close(&anna);
}

/* ---- Hostile content ---- */

static uint32_t check_of(const char *bytes)
{
  uint32_t check = 2166136261u;
  for (; *bytes != '\0'; bytes++)
    check = (check ^ (unsigned char)*bytes) * 16777619u;
  return check;
}

/* Holds a place as one who is here, with @line in it. */
static int hold(int place, const char *line)
{
  int handle = open(beside, O_RDWR);
  struct flock lock = {
      .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = place * 1024, .l_len = 1024};
  assert_true(handle >= 0);
  assert_int_equal(fcntl(handle, F_OFD_SETLK, &lock), 0);
  assert_int_equal(pwrite(handle, line, strlen(line), place * 1024), strlen(line));
  return handle;
}

static int hold_checked(int place, const char *fields)
{
  struct str line = {0};
  str_addf(&line, "%08" PRIx32 "\t%s\n", check_of(fields), fields);
  int handle = hold(place, str_text(&line));
  str_clear(&line);
  return handle;
}

static void is_safe(const struct present *present)
{
  assert_null(text_first_unsafe(present->person, false));
  assert_null(text_first_unsafe(present->name, false));
  assert_null(text_first_unsafe(present->view, false));
  assert_null(text_first_unsafe(present->touchpoint, false));
  assert_null(text_first_unsafe(present->field, false));
}

static void test_hostile_place(void **state)
{
  (void)state;
  struct str longest = {0};
  struct presence *anna = join("anna", "welcome");
  close(hold(2, "no check and no end"));
  int garbage = hold(2, "00000000\t1\t2\tit\tvoter\tmallory\n");
  assert_int_equal(others_of(anna), 0);
  close(garbage);
  int escapes = hold_checked(2, "9\t9\tno-such\tking\t\033]0;x\007\033[31mM\xff\xfe\t\xe2\x80\xae"
                                "name\tmap\r\t../../x\t\x9b"
                                "2J\tf\ts\tmore\tand more");
  is_safe(only_other(anna));
  assert_true(only_other(anna)->department == UNSET);
  assert_true(only_other(anna)->role == UNSET);
  close(escapes);
  str_add(&longest, "1\t1\tit\tvoter\t");
  for (int i = 0; i < 300; i++)
    str_add(&longest, "å");
  int cut = hold_checked(2, str_text(&longest));
  is_safe(only_other(anna));
  assert_true(strlen(only_other(anna)->person) < sizeof only_other(anna)->person);
  close(cut);
  int nobody = hold_checked(2, "1\t1\tit\tvoter\t\tno user");
  assert_int_equal(others_of(anna), 0);
  close(nobody);
  int numbers = hold_checked(2, "99999999999999999999999\t-1\t\t\tm\tn");
  is_safe(only_other(anna));
  close(numbers);
  str_clear(&longest);
  presence_close(&anna);
}

/* What is being written says what it said before. */
static void test_half_written(void **state)
{
  (void)state;
  struct presence *anna = join("anna", "welcome");
  struct presence *bo = join("bo", "reminder-1");
  assert_string_equal(only_other(anna)->person, "bo");
  int handle = open(beside, O_RDWR);
  assert_int_equal(pwrite(handle, "00000000\thalf", 13, 2 * 1024), 13);
  assert_false(presence_look(anna));
  assert_string_equal(only_other(anna)->touchpoint, "reminder-1");
  close(handle);
  presence_close(&bo);
  presence_close(&anna);
}

/* Cut short, blown up, emptied: nothing worse than that nobody is seen. */
static void test_sizes(void **state)
{
  (void)state;
  const off_t sizes[] = {0, 5, 1024, 1500, 3 * 1024 + 7, (off_t)1 << 32};
  for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
    struct presence *anna = join("anna", "welcome");
    struct presence *bo = join("bo", "reminder-1");
    assert_int_equal(truncate(beside, sizes[i]), 0);
    others_of(anna);
    struct presence *cia = join("cia", "welcome");
    others_of(cia);
    struct present moved = present_as("bo", "reminder-2");
    presence_tell(bo, &moved);
    others_of(anna);
    presence_close(&cia);
    presence_close(&bo);
    presence_close(&anna);
    unlink(beside);
  }
}

/* What is not ours is neither written nor taken away. */
static void refuse_foreign(void)
{
  struct presence *presence = NULL;
  struct error err = {0};
  struct present self = present_as("anna", "welcome");
  assert_int_equal(presence_open(path, true, &presence, &err), STATUS_INPUT);
  assert_true(err.text[0] != '\0');
  presence_tell(presence, &self);
  assert_int_equal(others_of(presence), 0);
  presence_close(&presence);
  struct stat found;
  assert_int_equal(lstat(beside, &found), 0);
}

static void test_foreign(void **state)
{
  (void)state;
  char bytes[64] = "";
  const char *other = folder_file(folder, "other");
  char *target = mem_copy_text(other);
  int handle = open(target, O_CREAT | O_RDWR, 0600);
  assert_int_equal(write(handle, "precious", 8), 8);
  assert_int_equal(symlink(target, beside), 0);
  refuse_foreign();
  unlink(beside);
  assert_int_equal(link(target, beside), 0);
  refuse_foreign();
  unlink(target);
  refuse_foreign(); /* a text of somebody's */
  assert_int_equal(pread(handle, bytes, sizeof bytes, 0), 8);
  assert_string_equal(bytes, "precious");
  unlink(beside);
  assert_int_equal(mkfifo(beside, 0600), 0);
  refuse_foreign();
  unlink(beside);
  assert_int_equal(mkdir(beside, 0700), 0);
  refuse_foreign();
  rmdir(beside);
  close(handle);
  free(target);
}

/* ---- Several users ---- */

static void test_users(void **state)
{
  (void)state;
  struct stat found;
  if (geteuid() != 0) {
    print_message("skipped: only root can be two users\n");
    skip();
  }
  const gid_t team = 4242;
  assert_int_equal(chown(folder, 0, team), 0);
  assert_int_equal(chmod(folder, 02770), 0);
  assert_int_equal(chown(path, 4001, team), 0);
  assert_int_equal(chmod(path, 0660), 0);
  pid_t first = start_other("first", 4001, team);
  assert_int_equal(stat(beside, &found), 0);
  assert_int_equal(found.st_gid, team);
  assert_int_equal(found.st_mode & 0777, 0660);
  pid_t second = start_other("second", 4002, team);
  struct presence *root = join("root", "welcome");
  assert_int_equal(others_of(root), 2);
  kill_other(first);
  assert_string_equal(only_other(root)->person, "second");
  kill_other(second);
  presence_close(&root);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_folder, close_folder)
  const struct CMUnitTest tests[] = {
      TEST(test_two),     TEST(test_killed),        TEST(test_many),
      TEST(test_deleted), TEST(test_hostile_place), TEST(test_half_written),
      TEST(test_sizes),   TEST(test_foreign),       TEST(test_users),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
