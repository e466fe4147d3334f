#include "base/digest.h"
#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/tmp/kundresa-file-XXXXXX";
static char path[64];

static int open_folder(void **state)
{
  (void)state;
  strcpy(folder + strlen(folder) - 6, "XXXXXX");
  assert_non_null(mkdtemp(folder));
  snprintf(path, sizeof path, "%s/out", folder);
  return 0;
}

/* How many files there are, temporary ones too. */
static int files(void)
{
  DIR *dir = opendir(folder);
  int count = 0;
  struct dirent *entry;
  while ((entry = readdir(dir)) != NULL)
    count += entry->d_name[0] != '.' || strlen(entry->d_name) > 2 ? 1 : 0;
  closedir(dir);
  return count;
}

static int close_folder(void **state)
{
  (void)state;
  unlink(path);
  assert_int_equal(files(), 0);
  rmdir(folder);
  return 0;
}

static void write_text(const char *text)
{
  struct file_writer writer;
  struct error err = {0};
  assert_int_equal(file_open(&writer, path, &err), STATUS_OK);
  assert_int_equal(file_write(&writer, text, strlen(text), &err), STATUS_OK);
  assert_int_equal(file_commit(&writer, &err), STATUS_OK);
}

static void content_is(const char *expected)
{
  struct str text = {0};
  struct error err = {0};
  assert_int_equal(file_read(path, 1000000, &text, &err), STATUS_OK);
  assert_string_equal(str_text(&text), expected);
  str_clear(&text);
}

static void test_whole_or_not(void **state)
{
  (void)state;
  struct file_writer writer;
  struct error err = {0};
  assert_int_equal(file_open(&writer, path, &err), STATUS_OK);
  assert_int_equal(file_write(&writer, "half", 4, &err), STATUS_OK);
  assert_int_not_equal(access(path, F_OK), 0); /* not before it is whole */
  file_abandon(&writer);
  assert_int_equal(files(), 0);
  write_text("one");
  content_is("one");
  chmod(path, 0600);
  write_text("two");
  content_is("two");
  struct stat info;
  stat(path, &info);
  assert_int_equal(info.st_mode & 0777, 0600); /* those of the file it replaces */
}

/* What stands there and is no plain file stays what it is. */
static void test_pipes_and_links(void **state)
{
  (void)state;
  char real[80], got[8] = "";
  struct stat info;
  assert_int_equal(mkfifo(path, 0600), 0);
  int reader = open(path, O_RDONLY | O_NONBLOCK);
  write_text("piped");
  assert_int_equal(read(reader, got, sizeof got), 5);
  assert_string_equal(got, "piped");
  close(reader);
  assert_int_equal(lstat(path, &info), 0);
  assert_true(S_ISFIFO(info.st_mode));
  unlink(path);
  snprintf(real, sizeof real, "%s/real", folder);
  write_text("old");
  assert_int_equal(rename(path, real), 0);
  assert_int_equal(symlink("real", path), 0);
  write_text("new");
  content_is("new");
  assert_int_equal(lstat(path, &info), 0);
  assert_true(S_ISLNK(info.st_mode));
  assert_int_equal(files(), 2);
  unlink(path);
  assert_int_equal(rename(real, path), 0);
  content_is("new");
}

/* A disk that is full leaves what was there. */
static void test_no_room(void **state)
{
  (void)state;
  write_text("old");
  struct rlimit before, little = {4096, 4096};
  getrlimit(RLIMIT_FSIZE, &before);
  little.rlim_max = before.rlim_max;
  signal(SIGXFSZ, SIG_IGN);
  setrlimit(RLIMIT_FSIZE, &little);
  struct file_writer writer;
  struct error err = {0};
  static char much[20000];
  memset(much, 'x', sizeof much);
  assert_int_equal(file_open(&writer, path, &err), STATUS_OK);
  enum status status = file_write(&writer, much, sizeof much, &err);
  setrlimit(RLIMIT_FSIZE, &before);
  assert_int_equal(status, STATUS_SYSTEM);
  assert_true(strlen(err.text) > 10);
  content_is("old");
  assert_int_equal(files(), 1);
}

static void refused(const char *name, size_t most, enum status expected)
{
  struct str text = {0};
  struct error err = {0};
  assert_int_equal(file_read(name, most, &text, &err), expected);
  assert_true(strlen(err.text) > 5);
  str_clear(&text);
}

static void test_reading(void **state)
{
  (void)state;
  write_text("12345");
  refused(path, 4, STATUS_INPUT);
  refused(folder, 100, STATUS_INPUT);
  refused("/nowhere/at/all", 100, STATUS_INPUT);
  struct file_writer writer;
  struct error err = {0};
  assert_int_equal(file_open(&writer, "/nowhere/at/all", &err), STATUS_INPUT);
}

/* The examples of FIPS 180-2, appendix B, and of no bytes at all. */
static void test_digest(void **state)
{
  (void)state;
  char hex[DIGEST_SIZE];
  assert_string_equal(digest_hex("abc", 3, hex),
                      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  static const char two[] = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
  assert_string_equal(digest_hex(two, strlen(two), hex),
                      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  assert_string_equal(digest_hex("", 0, hex),
                      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

int main(void)
{
#define TEST(test) cmocka_unit_test_setup_teardown(test, open_folder, close_folder)
  const struct CMUnitTest tests[] = {TEST(test_whole_or_not), TEST(test_no_room),
                                     TEST(test_reading), TEST(test_pipes_and_links),
                                     cmocka_unit_test(test_digest)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
