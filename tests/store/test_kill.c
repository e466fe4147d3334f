/* A session that is killed without warning loses nothing it was told is kept.
 *
 * A child works on the file and, after each step, tells the parent through
 * shared memory that the step stands; the parent kills it at a random moment
 * and looks at what is left.  KUNDRESA_KILLS is the number of rounds. */
#include "tests/store/store_helper.h"

#include "store/store_private.h"

#include <dirent.h>
#include <inttypes.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* Steps come in rows of so many: edits, then an undo, then its redo. */
#define ROW 8
/* So many comments stand at any time: each edit adds one and takes one away. */
#define KEPT 5
/* A new file after so many rounds, so that it stays small. */
#define RENEW 50

/* What the child tells the parent. */
struct shared {
  _Atomic int64_t step; /* the last step that was acknowledged */
  _Atomic int ready;    /* the child has opened the file */
  char fault[512];      /* why the child gave up, "" while it has not */
};

static char *folder;
static struct shared *shared;
static uint64_t chance;

/* SplitMix64. */
static uint64_t draw(uint64_t below)
{
  uint64_t z = chance += 0x9e3779b97f4a7c15u;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return (z ^ (z >> 31)) % below;
}

static int rounds(int otherwise)
{
  const char *set = getenv("KUNDRESA_KILLS");
  int count = set != NULL ? atoi(set) : 0;
  return count > 0 ? count : otherwise;
}

static int start(void **state)
{
  (void)state;
  folder = folder_make();
  shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  assert_ptr_not_equal(shared, MAP_FAILED);
  chance = 20261123;
  return 0;
}

static int end(void **state)
{
  (void)state;
  munmap(shared, sizeof *shared);
  folder_remove(&folder);
  return 0;
}

/* ---- The steps ---- */

/* The edit whose values stand after @step. */
static int64_t edit_after(int64_t step)
{
  switch (step % ROW) {
  case ROW - 2:
    return step - 2; /* the edit before it is undone */
  case ROW - 1:
    return step - 2; /* and done again */
  default:
    return step;
  }
}

/* The edit that stood before the edit @step. */
static int64_t edit_before(int64_t step)
{
  return edit_after(step - 1);
}

#define CHECK(call)                                                                                \
  do {                                                                                             \
    if ((call) != STATUS_OK) {                                                                     \
      char words[1400];                                                                            \
      snprintf(shared->fault, sizeof shared->fault, "%.100s: %.400s", #call,                       \
               error_format(&fault, words, sizeof words));                                         \
      _exit(1);                                                                                    \
    }                                                                                              \
  } while (0)

struct oldest {
  int64_t oid;
  size_t count;
};

static enum status see_comment(void *context, const void *record, struct error *err)
{
  (void)err;
  struct oldest *oldest = context;
  if (oldest->count++ == 0)
    oldest->oid = ((const struct comment *)record)->record.oid;
  return STATUS_OK;
}

static void put_title(struct store *store, enum entity entity, int64_t oid, int64_t step)
{
  char text[32];
  snprintf(text, sizeof text, "n%" PRId64, step);
  struct error fault = {0};
  struct value value = {.is_text = true, .text = text};
  CHECK(store_set(store, entity, oid, entity_field(entity, "title"), &value, NULL, &fault));
}

/* Three changes of one action: a title here, a title there, and the comments
 * move on by one.  @die is the place where the child ends itself, 0 nowhere. */
static void make_edit(struct store *store, int64_t journey, int64_t step, int die)
{
  struct error fault = {0};
  char label[64];
  snprintf(label, sizeof label, "edit %" PRId64, step);
  CHECK(store_begin(store, label, "edit", &fault));
  if (die == 1)
    raise(SIGKILL);
  put_title(store, ENTITY_touchpoint, row_of(store, journey, ENTITY_touchpoint, "welcome"), step);
  if (die == 2)
    raise(SIGKILL);
  struct comment *comment = record_new(ENTITY_comment);
  char text[32];
  snprintf(text, sizeof text, "n%" PRId64, step);
  record_put_text(comment, entity_field(ENTITY_comment, "touchpoint"), "first");
  record_put_text(comment, entity_field(ENTITY_comment, "text"), text);
  int64_t oid;
  CHECK(store_insert(store, journey, ENTITY_comment, comment, 0, &oid, &fault));
  record_free(ENTITY_comment, &comment);
  struct oldest oldest = {0};
  CHECK(store_each(store, journey, ENTITY_comment, "first", see_comment, &oldest, &fault));
  if (oldest.count > KEPT)
    CHECK(store_delete(store, ENTITY_comment, oldest.oid, &fault));
  if (die == 3)
    raise(SIGKILL);
  put_title(store, ENTITY_stage, row_of(store, journey, ENTITY_stage, "sale"), step);
  CHECK(store_commit(store, &fault));
  if (die == 4)
    raise(SIGKILL);
}

/* Works until it is killed. */
static void work(const char *path, int64_t step, int64_t die_at, int die)
{
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  struct error fault = {0};
  struct store *store = NULL;
  struct store_context context = {
      .person = "killed", .department = "finance", .now = test_clock, .patience = 5000};
  CHECK(store_open(path, STORE_WRITE, &context, &store, &fault));
  int64_t journey;
  CHECK(store_find_journey(store, NULL, &journey, &fault));
  shared->ready = 1;
  for (;;) {
    step++;
    if (step % ROW == ROW - 2)
      CHECK(store_undo(store, NULL, &fault));
    else if (step % ROW == ROW - 1)
      CHECK(store_redo(store, NULL, &fault));
    else
      make_edit(store, journey, step, step >= die_at ? die : 0);
    shared->step = step;
  }
}

/* ---- What is left ---- */

struct seen {
  int64_t steps;  /* entries of the killed person */
  int64_t newest; /* the number of the newest entry */
  char kind[16];
  char label[64];
};

static enum status see_entry(void *context, const struct history_entry *entry, struct error *err)
{
  (void)err;
  struct seen *seen = context;
  if (strcmp(entry->person, "killed") != 0)
    return STATUS_OK;
  if (seen->steps++ == 0) {
    seen->newest = entry->number;
    snprintf(seen->kind, sizeof seen->kind, "%s", entry->kind);
    snprintf(seen->label, sizeof seen->label, "%s", entry->label);
  }
  return STATUS_OK;
}

/* The titles that one entry changed. */
struct changed {
  size_t titles;
  size_t added;
  char before[32];
  char after[32];
};

static enum status see_change(void *context, const struct history_change *change, struct error *err)
{
  (void)err;
  struct changed *changed = context;
  if (change->field == NULL && change->operation == 'I')
    changed->added++;
  if (change->field == NULL || strcmp(change->field->name, "title") != 0)
    return STATUS_OK;
  changed->titles++;
  snprintf(changed->before, sizeof changed->before, "%s", change->before);
  snprintf(changed->after, sizeof changed->after, "%s", change->after);
  return STATUS_OK;
}

static enum status add_comment_text(void *context, const void *record, struct error *err)
{
  (void)err;
  str_addf(context, "%s ", ((const struct comment *)record)->text);
  return STATUS_OK;
}

/* The comments that stand after the edit @edit, in order. */
static void add_expected_comments(struct str *text, int64_t edit)
{
  int64_t kept[KEPT];
  size_t count = 0;
  for (; edit > 0 && count < KEPT; edit = edit_before(edit))
    kept[count++] = edit;
  while (count > 0)
    str_addf(text, "n%" PRId64 " ", kept[--count]);
}

/* Opens what the killed one left and compares it with what it acknowledged.
 * Gives the step that stands. */
static int64_t look(const char *path, int round)
{
  struct store *store = open_as(path, STORE_WRITE, "anna");
  struct problems problems = {0};
  assert_done(store_check(store, &problems, err));
  if (problems.count > 0)
    fail_msg("round %d: %s", round, problems.items[0].text);
  int64_t journey;
  assert_done(store_find_journey(store, NULL, &journey, err));
  struct seen seen = {0};
  assert_done(store_each_entry(store, 0, SIZE_MAX >> 1, see_entry, &seen, err));
  int64_t acknowledged = shared->step;
  if (seen.steps != acknowledged && seen.steps != acknowledged + 1)
    fail_msg("round %d: %" PRId64 " steps were acknowledged, %" PRId64 " are in the history", round,
             acknowledged, seen.steps);
  if (seen.steps > 0) {
    int64_t edit = edit_after(seen.steps);
    char title[32];
    snprintf(title, sizeof title, "n%" PRId64, edit);
    int64_t welcome = row_of(store, journey, ENTITY_touchpoint, "welcome");
    int64_t sale = row_of(store, journey, ENTITY_stage, "sale");
    assert_string_equal(get_field(store, ENTITY_touchpoint, welcome, "title"), title);
    assert_string_equal(get_field(store, ENTITY_stage, sale, "title"), title);
    struct str found = {0};
    struct str expected = {0};
    assert_done(store_each(store, journey, ENTITY_comment, "first", add_comment_text, &found, err));
    add_expected_comments(&expected, edit);
    assert_string_equal(str_text(&found), str_text(&expected));
    str_clear(&found);
    str_clear(&expected);
    /* The newest entry tells the same. */
    struct changed changed = {0};
    assert_done(store_each_change(store, seen.newest, see_change, &changed, err));
    assert_int_equal(changed.titles, 2);
    assert_string_equal(changed.after, title);
    bool is_edit = seen.steps == edit;
    assert_string_equal(seen.kind, is_edit                       ? "edit"
                                   : seen.steps % ROW == ROW - 2 ? "undo"
                                                                 : "redo");
    if (is_edit) {
      char label[64];
      snprintf(label, sizeof label, "edit %" PRId64, edit);
      assert_string_equal(seen.label, label);
      assert_int_equal(changed.added, 1);
      if (edit_before(edit) > 0) {
        snprintf(title, sizeof title, "n%" PRId64, edit_before(edit));
        assert_string_equal(changed.before, title);
      }
    }
  }
  store_close(&store);
  return seen.steps;
}

/* Kills the child once it has acknowledged @steps more, and @spins later; or
 * waits for it to end itself. */
static void kill_after(pid_t child, int64_t from, int64_t steps, uint64_t spins, bool itself)
{
  int ended = 0;
  while (!itself && (!shared->ready || shared->step < from + steps)) {
    if (waitpid(child, &ended, WNOHANG) == child)
      fail_msg("the child gave up: %s", shared->fault);
    sched_yield();
  }
  if (!itself) {
    for (volatile uint64_t i = 0; i < spins; i++)
      continue;
    kill(child, SIGKILL);
  }
  assert_int_equal(waitpid(child, &ended, 0), child);
  if (!WIFSIGNALED(ended) || WTERMSIG(ended) != SIGKILL)
    fail_msg("the child gave up: %s", shared->fault);
}

static void test_edits(void **state)
{
  (void)state;
  int count = rounds(500);
  print_message("# %d rounds, seed %" PRIu64 "\n", count, chance);
  char path[512] = "";
  int64_t step = 0;
  int64_t all = 0;
  for (int round = 0; round < count; round++) {
    if (round % RENEW == 0) {
      char name[32];
      snprintf(name, sizeof name, "%d.kundresa", round);
      snprintf(path, sizeof path, "%s", folder_file(folder, name));
      struct store *store = open_as(path, STORE_CREATE, "anna");
      make_journey(store, "invoice");
      store_close(&store);
      all += step;
      step = 0;
    }
    bool itself = draw(4) == 0;
    int64_t steps = (int64_t)draw(12);
    uint64_t spins = draw(2) == 0 ? draw(2000) : draw(400000);
    int die = (int)draw(4) + 1;
    shared->step = step;
    shared->ready = 0;
    shared->fault[0] = '\0';
    fflush(NULL);
    pid_t child = fork();
    assert_int_not_equal(child, -1);
    if (child == 0)
      work(path, step, itself ? step + steps : INT64_MAX, die);
    kill_after(child, step, steps, spins, itself);
    step = look(path, round);
  }
  print_message("# %" PRId64 " steps\n", all + step);
}

/* ---- Killed while the file is made or brought up to date ---- */

/* How long a child may live, in spins: learnt, so that about half of them are
 * killed before they are done, whatever the machine. */
struct reach {
  uint64_t spins;
};

/* Starts @act in a child and kills it somewhere on its way; gives whether it
 * was done by then. */
static bool kill_on_the_way(void (*act)(const char *path), const char *path, struct reach *reach)
{
  shared->ready = 0;
  shared->step = 0;
  shared->fault[0] = '\0';
  fflush(NULL);
  pid_t child = fork();
  assert_int_not_equal(child, -1);
  if (child == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    shared->ready = 1;
    act(path);
    shared->step = 1;
    for (;;)
      pause();
  }
  int ended = 0;
  while (!shared->ready)
    sched_yield();
  uint64_t spins = draw(reach->spins);
  for (volatile uint64_t i = 0; i < spins; i++)
    continue;
  bool done = shared->step != 0;
  kill(child, SIGKILL);
  assert_int_equal(waitpid(child, &ended, 0), child);
  if (!WIFSIGNALED(ended))
    fail_msg("the child gave up: %s", shared->fault);
  reach->spins = done ? reach->spins - reach->spins / 8 : reach->spins + reach->spins / 8;
  return done;
}

static void create(const char *path)
{
  struct error fault = {0};
  struct store *store = NULL;
  struct store_context context = {.person = "killed", .now = test_clock, .patience = 5000};
  CHECK(store_open(path, STORE_CREATE, &context, &store, &fault));
}

/* Either there is no file or there is a whole one. */
static void test_creation(void **state)
{
  (void)state;
  int count = rounds(500) / 10 + 1;
  int there = 0;
  struct reach reach = {10000000};
  print_message("# %d rounds, seed %" PRIu64 "\n", count, chance);
  for (int round = 0; round < count; round++) {
    char name[32];
    char path[512];
    snprintf(name, sizeof name, "%d.kundresa", round);
    snprintf(path, sizeof path, "%s", folder_file(folder, name));
    bool done = kill_on_the_way(create, path, &reach);
    bool made = access(path, F_OK) == 0;
    assert_true(made || !done);
    there += made;
    struct store *store = open_as(path, made ? STORE_WRITE : STORE_CREATE, "anna");
    struct problems problems = {0};
    assert_done(store_check(store, &problems, err));
    assert_int_equal(problems.count, 0);
    store_close(&store);
  }
  print_message("# %d of %d were made\n", there, count);
}

static struct later_tables next;

static enum status open_next(const char *path, const char *person, struct store **store,
                             struct error *err)
{
  struct store_context context = {.person = person, .now = test_clock, .patience = 5000};
  return store_open_tables(next.tables, path, STORE_WRITE, &context, store, err);
}

static void upgrade(const char *path)
{
  struct error fault = {0};
  struct store *store = NULL;
  CHECK(open_next(path, "killed", &store, &fault));
}

static char *dump_clean(struct store *store)
{
  int64_t journey;
  struct problems problems = {0};
  assert_done(store_find_journey(store, NULL, &journey, err));
  assert_done(store_check(store, &problems, err));
  assert_int_equal(problems.count, 0);
  return dump_journey(store, journey);
}

/* Looks at the backups under their own names, and removes them. */
static void check_backups(const char *expected)
{
  char path[512];
  snprintf(path, sizeof path, "%s", folder_file(folder, "backups"));
  DIR *entries = opendir(path);
  if (entries == NULL)
    return;
  for (struct dirent *entry; (entry = readdir(entries)) != NULL;) {
    if (entry->d_name[0] == '.')
      continue;
    char name[800];
    snprintf(name, sizeof name, "%s/%s", path, entry->d_name);
    const char *ending = strchr(entry->d_name, '.');
    if (ending != NULL && strcmp(ending, ".kundresa") == 0) {
      struct store *store = open_as(name, STORE_READ, "anna");
      char *found = dump_clean(store);
      assert_string_equal(expected, found);
      free(found);
      store_close(&store);
    }
    assert_int_equal(unlink(name), 0);
  }
  closedir(entries);
}

/* The file is the old one or the new one, with the same journey, and can be
 * brought up to date the next time; what stands among the backups is whole. */
static void test_upgrade(void **state)
{
  (void)state;
  int count = rounds(500) / 10 + 1;
  int old = 0;
  struct reach reach = {10000000};
  later_tables_make(&next, false);
  print_message("# %d rounds, seed %" PRIu64 "\n", count, chance);
  for (int round = 0; round < count; round++) {
    char name[32];
    char path[512];
    snprintf(name, sizeof name, "%d.kundresa", round);
    snprintf(path, sizeof path, "%s", folder_file(folder, name));
    struct store *store = open_as(path, STORE_CREATE, "anna");
    make_journey(store, "invoice");
    char *before = dump_clean(store);
    store_close(&store);
    bool done = kill_on_the_way(upgrade, path, &reach);
    /* A reader with the old schema, then the next one. */
    struct error fault = {0};
    struct store_context context = {.person = "anna", .now = test_clock, .patience = 5000};
    if (store_open(path, STORE_READ, &context, &store, &fault) == STATUS_OK) {
      char *after = dump_clean(store);
      assert_string_equal(before, after);
      assert_false(done);
      free(after);
      store_close(&store);
      old++;
    } else if (strstr(fault.text, "newer") == NULL) {
      fail_msg("round %d: %s", round, fault.text);
    }
    assert_done(open_next(path, "anna", &store, err));
    char *after = dump_clean(store);
    assert_string_equal(before, after);
    free(after);
    store_close(&store);
    check_backups(before);
    free(before);
  }
  print_message("# %d of %d were still the old one\n", old, count);
}

/* ---- A reader that is stopped, and then dies, in the midst of reading ---- */

static void read_on(const char *path)
{
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  struct error fault = {0};
  struct store *store = NULL;
  struct record_source *source = NULL;
  struct store_context context = {.person = "reader", .now = test_clock, .patience = 5000};
  int64_t journey;
  CHECK(store_open(path, STORE_READ, &context, &store, &fault));
  CHECK(store_find_journey(store, NULL, &journey, &fault));
  CHECK(store_begin_export(store, journey, &source, &fault));
  shared->ready = 1;
  for (;;)
    pause();
}

static int64_t edit_and_measure(const char *path, struct store *store, int64_t row, int edits)
{
  char text[32], log[560];
  struct stat found;
  for (int i = 0; i < edits; i++) {
    snprintf(text, sizeof text, "n%d", i);
    assert_done(set_field(store, ENTITY_touchpoint, row, "title", text, NULL, err));
  }
  snprintf(log, sizeof log, "%s-wal", path);
  assert_int_equal(stat(log, &found), 0);
  return found.st_size;
}

/* Nobody waits for it; and once it is gone the log that grew meanwhile is used again
 * from its beginning. */
static void test_dead_reader(void **state)
{
  (void)state;
  char path[512];
  char *memory = folder_make_in_memory();
  snprintf(path, sizeof path, "%s", folder_file(memory, "read.kundresa"));
  struct store *store = open_as(path, STORE_CREATE, "anna");
  int64_t row = row_of(store, make_journey(store, "invoice"), ENTITY_touchpoint, "welcome");
  shared->ready = 0;
  fflush(NULL);
  pid_t child = fork();
  assert_int_not_equal(child, -1);
  if (child == 0)
    read_on(path);
  while (!shared->ready)
    sched_yield();
  kill(child, SIGSTOP);
  int64_t before = edit_and_measure(path, store, row, 600);
  int64_t held = edit_and_measure(path, store, row, 600);
  assert_true(held > before); /* it does hold the log */
  kill(child, SIGKILL);
  int ended;
  assert_int_equal(waitpid(child, &ended, 0), child);
  int64_t freed = edit_and_measure(path, store, row, 1200);
  assert_in_range(freed, 1, held + 1100 * 4120); /* at most to the next checkpoint */
  assert_int_equal(edit_and_measure(path, store, row, 1200), freed);
  assert_string_equal(get_field(store, ENTITY_touchpoint, row, "title"), "n1199");
  store_close(&store);
  folder_remove(&memory);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_edits, start, end),
      cmocka_unit_test_setup_teardown(test_creation, start, end),
      cmocka_unit_test_setup_teardown(test_upgrade, start, end),
      cmocka_unit_test_setup_teardown(test_dead_reader, start, end),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
