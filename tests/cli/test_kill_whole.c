/* A command that is killed while it makes or changes a whole file leaves what was there,
 * or what it was to make, whole; what it said it did is done; and the next one that does
 * the same works, and leaves nothing lying about.
 *
 * Each command runs in a child, as the program runs it, and is killed at one change of
 * the disk after another: by SQLite, between SQLite and the system (tests/app/disk), and
 * our own, between us and the C library.  KUNDRESA_KILLS is how many are tried at most. */
#include "tests/app/disk.h"
#include "tests/app/operations.h"

#include "base/file.h"
#include "base/mem.h"
#include "cli/cli.h"

#include <dirent.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- What we change on the disk ourselves (the linker's --wrap) ---- */

#define WRAP(name, parameters, ...)                                                                \
  int __real_##name parameters;                                                                    \
  int __wrap_##name parameters;                                                                    \
  int __wrap_##name parameters                                                                     \
  {                                                                                                \
    disk_change();                                                                                 \
    return __real_##name(__VA_ARGS__);                                                             \
  }

WRAP(rename, (const char *from, const char *to), from, to)
WRAP(renameat2, (int at, const char *from, int in, const char *to, unsigned how), at, from, in, to,
     how)
WRAP(link, (const char *from, const char *to), from, to)
WRAP(unlink, (const char *path), path)
WRAP(unlinkat, (int at, const char *path, int how), at, path, how)
WRAP(mkdir, (const char *path, mode_t mode), path, mode)
WRAP(fchmod, (int handle, mode_t mode), handle, mode)
WRAP(fsync, (int handle), handle)

int __real_open(const char *path, int how, ...);
int __wrap_open(const char *path, int how, mode_t mode);
int __wrap_open(const char *path, int how, mode_t mode)
{
  if ((how & O_CREAT) == 0)
    return __real_open(path, how);
  disk_change();
  return __real_open(path, how, mode);
}

ssize_t __real_write(int handle, const void *bytes, size_t length);
ssize_t __wrap_write(int handle, const void *bytes, size_t length);
ssize_t __wrap_write(int handle, const void *bytes, size_t length)
{
  if (handle > STDERR_FILENO && disk_change_is_last()) {
    if (__real_write(handle, bytes, length / 2) >= 0)
      disk_die();
  }
  return __real_write(handle, bytes, length);
}

/* ---- The commands ---- */

static struct site site;
static char text[240];    /* what is written for people to read, or for programs */
static char kept[300];    /* a backup */
static char journey[240]; /* another journey, in YAML */

struct command {
  const char *name;
  const char *arguments[10];
  const char *makes; /* what was not there before and must not be, or NULL */
  bool once;         /* and is refused when it was done before */
  bool with_backup;
};

static const struct command commands[] = {
    {"backup", {"backup", site.map}, NULL, false, false},
    {"backup OUT", {"backup", site.map, site.other}, site.other, false, false},
    {"restore",
     {"restore", site.map, "--at", "latest", "--output", site.other},
     site.other,
     false,
     true},
    {"recover", {"recover", site.map, site.other}, site.other, false, false},
    {"release", {"release", site.map, "--on", "2026-11-23"}, NULL, true, false},
    {"import", {"import", site.map, journey}, NULL, true, false},
    {"export", {"export", site.map, "--format", "journey", "--output", text}, NULL, false, false},
    {"report", {"report", site.map, "--format", "html", "--output", text}, NULL, false, false},
    {"agenda", {"agenda", "--output", text, "minutes-90"}, NULL, false, false},
};
#define COMMANDS (sizeof commands / sizeof commands[0])

/* What a child tells; it outlasts it. */
static struct shared {
  int64_t changes;
} * shared;

/* Gives the exit status, or -1 when it was killed. */
static int run(const struct command *command, int64_t kill_at)
{
  int ended = 0;
  fflush(NULL);
  pid_t child = fork();
  assert_int_not_equal(child, -1);
  if (child == 0) {
    char *arguments[12] = {(char *)"kundresa"};
    int count = 1;
    for (; command->arguments[count - 1] != NULL; count++)
      arguments[count] = (char *)command->arguments[count - 1];
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (freopen("/dev/null", "r", stdin) == NULL || freopen("/dev/null", "w", stdout) == NULL ||
        freopen("/dev/null", "w", stderr) == NULL)
      _exit(99);
    disk_kill(kill_at);
    int status = cli_run(count, arguments, NULL);
    shared->changes = disk_changes();
    _exit(status);
  }
  assert_int_equal(waitpid(child, &ended, 0), child);
  if (WIFSIGNALED(ended) && WTERMSIG(ended) == SIGKILL)
    return -1;
  if (!WIFEXITED(ended))
    fail_msg("%s: ended with %d", command->name, ended);
  return WEXITSTATUS(ended);
}

/* ---- The place ---- */

static void empty(const char *folder)
{
  DIR *entries = opendir(folder);
  const struct dirent *entry;
  while (entries != NULL && (entry = readdir(entries)) != NULL)
    unlinkat(dirfd(entries), entry->d_name, 0);
  if (entries != NULL)
    closedir(entries);
}

static void put_file(const char *path, const struct bytes *bytes)
{
  FILE *file = fopen(path, "wb");
  assert_non_null(file);
  assert_int_equal(fwrite(bytes->bytes, 1, bytes->length, file), bytes->length);
  assert_int_equal(fclose(file), 0);
}

static struct bytes read_bytes(const char *path)
{
  struct str bytes = {0};
  struct error err = {0};
  if (file_read(path, (size_t)1 << 30, &bytes, &err) != STATUS_OK)
    fail_msg("%s: %s", path, err.text);
  size_t length = bytes.length;
  return (struct bytes){str_take(&bytes), length};
}

static struct bytes map, backup;
static char old_bytes[] = "What was there before.\n";
static const struct bytes old_text = {old_bytes, sizeof old_bytes - 1};
static char other_bytes[] =
    "kundresa_journey: 1\nid: another\ntitle: Another journey\nmarket: NO\n"
    "audience: consumer\ncurrency: NOK\nlanguages: [nb]\ntimezone: Europe/Oslo\n"
    "payment_terms_days: 14\nstate: as-is\nstatus: draft\n\nstages:\n  - id: sale\n"
    "    kind: sale\n    title: Kjøp\n";
static const struct bytes other_journey = {other_bytes, sizeof other_bytes - 1};

/* How it lies before each command. */
static void lay(const struct command *command)
{
  char backups[240];
  snprintf(backups, sizeof backups, "%s/backups", site.folder);
  empty(backups);
  rmdir(backups);
  empty(site.folder);
  put_file(site.map, &map);
  put_file(text, &old_text);
  put_file(journey, &other_journey);
  if (command->with_backup) {
    assert_int_equal(mkdir(backups, 0700), 0);
    put_file(kept, &backup);
  }
}

/* All that stands, and whether the text is the old one. */
static char *tell(const char *what, const struct bytes *new_text)
{
  struct str out = {0};
  char *told = site_tell(&site, what);
  struct bytes now = read_bytes(text);
  bool is_old = now.length == old_text.length && memcmp(now.bytes, old_text.bytes, now.length) == 0;
  /* A report tells the day, which may change under way; that it is whole its end tells. */
  bool is_new = new_text != NULL && now.length == new_text->length &&
                memcmp(now.bytes + now.length / 2, new_text->bytes + now.length / 2,
                       now.length - now.length / 2) == 0;
  if (!is_old && new_text != NULL && !is_new)
    fail_msg("%s: half a text of %zu bytes instead of %zu", what, now.length, new_text->length);
  str_addf(&out, "%s%s text\n", told, is_old ? "old" : "new");
  free(now.bytes);
  free(told);
  return str_take(&out);
}

/* Fails where anything lies in the folder that nobody asked for. */
static void see_nothing_else(const char *folder, const char *what)
{
  static const char *const ours[] = {"map", "other", "text", "journey", "backups", NULL};
  bool below = strcmp(folder, site.folder) != 0;
  DIR *entries = opendir(folder);
  const struct dirent *entry;
  while (entries != NULL && (entry = readdir(entries)) != NULL) {
    const char *name = entry->d_name;
    bool known = name[0] == '.';
    for (size_t i = 0; ours[i] != NULL && !below; i++)
      known = known || strcmp(name, ours[i]) == 0;
    /* map-20261128T071500Z, and -2 where there are two of a second */
    if (below && strncmp(name, "map-", 4) == 0 && strlen(name) >= 20)
      known = name[19] == 'Z' && strspn(name + 20, "-0123456789") == strlen(name + 20);
    if (!known)
      fail_msg("%s: %s/%s was left lying about", what, folder, name);
  }
  if (entries != NULL)
    closedir(entries);
}

/* ---- Killing ---- */

struct trial {
  const struct command *command;
  int64_t points;
  int status; /* of the whole command */
  char *before;
  char *after;
  struct bytes text;
};

static int64_t killed_count, before_count;

static void see_backups(const char *what)
{
  char backups[240];
  snprintf(backups, sizeof backups, "%s/backups", site.folder);
  see_nothing_else(site.folder, what);
  see_nothing_else(backups, what);
}

static void prepare(struct trial *trial, const struct command *command)
{
  *trial = (struct trial){.command = command};
  lay(command);
  trial->before = tell(command->name, NULL);
  trial->status = run(command, 0);
  if (trial->status != 0)
    fail_msg("%s: status %d", command->name, trial->status);
  trial->points = shared->changes;
  assert_true(trial->points > 4);
  trial->text = read_bytes(text);
  trial->after = tell(command->name, NULL);
  see_backups(command->name);
}

static void kill_once(struct trial *trial, int64_t at)
{
  const struct command *command = trial->command;
  char what[120];
  snprintf(what, sizeof what, "%s, killed at %" PRId64, command->name, at);
  lay(command);
  int status = run(command, at);
  if (status >= 0 && status != trial->status)
    fail_msg("%s: status %d", what, status);
  char *now = tell(what, &trial->text);
  bool is_after = strcmp(now, trial->after) == 0;
  if (!is_after && (status >= 0 || strcmp(now, trial->before) != 0))
    fail_msg("%s: this stands:\n%s", what, now);
  killed_count += status < 0;
  before_count += !is_after;
  free(now);
  if (command->makes != NULL)
    unlink(command->makes);
  /* Where files are made and named always; between, where SQLite fills them, now and then. */
  bool again = at <= 12 || at > trial->points - 12 || at % 3 == 0;
  if (!again || (is_after && command->once))
    return;
  if (run(command, 0) != trial->status)
    fail_msg("%s: cannot be done again", what);
  now = tell(what, &trial->text);
  assert_string_equal(now, trial->after);
  free(now);
  see_backups(what);
}

static int64_t kills(int64_t otherwise)
{
  const char *set = getenv("KUNDRESA_KILLS");
  return set != NULL && atoll(set) > 0 ? atoll(set) : otherwise;
}

static void test_whole_files(void **state)
{
  (void)state;
  struct trial trials[COMMANDS];
  int64_t all = 0;
  /* Under valgrind, where a command takes seconds, some of them must do. */
  size_t every = kills(30) < (int64_t)COMMANDS ? 2 : 1;
  for (size_t i = 0; i < COMMANDS; i += every) {
    prepare(&trials[i], &commands[i]);
    all += trials[i].points;
  }
  int64_t step = (all + kills(30) - 1) / kills(30);
  for (size_t i = 0; i < COMMANDS; i += every) {
    for (int64_t at = 1 + (int64_t)i % step; at <= trials[i].points; at += step)
      kill_once(&trials[i], at);
    free(trials[i].before);
    free(trials[i].after);
    free(trials[i].text.bytes);
  }
  print_message("# %zu commands with %" PRId64 " changes of the disk, %" PRId64 " killed: %" PRId64
                " before it was done\n",
                (COMMANDS + every - 1) / every, all, killed_count, before_count);
  assert_true(killed_count > 0);
}

static int start(void **state)
{
  (void)state;
  static const struct command back_up = {"a backup", {"backup", site.map, site.other}, 0, 0, 0};
  shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  assert_ptr_not_equal(shared, MAP_FAILED);
  site_make(&site);
  snprintf(text, sizeof text, "%s/text", site.folder);
  snprintf(journey, sizeof journey, "%s/journey", site.folder);
  snprintf(kept, sizeof kept, "%s/backups/map-20261101T080000Z", site.folder);
  site_fill(&site);
  map = site_read(&site);
  assert_int_equal(run(&back_up, 0), 0);
  backup = read_bytes(site.other);
  return 0;
}

static int end(void **state)
{
  (void)state;
  free(map.bytes);
  free(backup.bytes);
  site_remove(&site);
  munmap(shared, sizeof *shared);
  return 0;
}

int main(void)
{
  disk_install();
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_whole_files)};
  return cmocka_run_group_tests(tests, start, end);
}
