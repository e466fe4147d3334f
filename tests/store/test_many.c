/* Several processes write to one file at once: nothing that was acknowledged
 * is lost, and the change log holds each edit once.
 *
 * Each process sets its own touchpoint, counts up a title that all share, and
 * adds a comment, in one action; it opens the file anew now and then.  Half of
 * them are patient, and always get their turn.
 * KUNDRESA_WRITERS is the number of processes, KUNDRESA_EDITS what each does. */
#include "tests/store/store_helper.h"

#include "base/mem.h"

#include <inttypes.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define WRITERS_MOST 32
/* The file is opened anew after so many edits. */
#define REOPEN 12

struct writer {
  _Atomic int64_t done; /* edits that were acknowledged */
  _Atomic int64_t busy; /* how often somebody else was first */
  char fault[512];
};

struct shared {
  _Atomic int waiting; /* writers that stand ready */
  _Atomic int go;
  struct writer writers[WRITERS_MOST];
};

static char *folder;
static struct shared *shared;
static int writers;
static int edits;

static int from_environment(const char *name, int otherwise, int most)
{
  const char *set = getenv(name);
  int count = set != NULL ? atoi(set) : 0;
  return count > 0 && count <= most ? count : otherwise;
}

static int start(void **state)
{
  (void)state;
  writers = from_environment("KUNDRESA_WRITERS", 6, WRITERS_MOST);
  edits = from_environment("KUNDRESA_EDITS", 60, 100000);
  folder = folder_make();
  shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  assert_ptr_not_equal(shared, MAP_FAILED);
  return 0;
}

static int end(void **state)
{
  (void)state;
  munmap(shared, sizeof *shared);
  folder_remove(&folder);
  return 0;
}

/* A touchpoint for each writer, and the title that all count up. */
static void make_file(const char *path)
{
  struct store *store = open_as(path, STORE_CREATE, "anna");
  int64_t journey = make_journey(store, "invoice");
  assert_done(store_begin(store, "make room", "new", err));
  for (int w = 0; w < writers; w++) {
    struct touchpoint *own = record_new(ENTITY_touchpoint);
    char id[16];
    snprintf(id, sizeof id, "own-%d", w);
    record_put_text(own, entity_field(ENTITY_touchpoint, "id"), id);
    record_put_text(own, entity_field(ENTITY_touchpoint, "stage"), "reminder");
    record_put_text(own, entity_field(ENTITY_touchpoint, "title"), "0");
    assert_done(record_set(own, entity_field(ENTITY_touchpoint, "kind"), "reminder", err));
    int64_t oid;
    assert_done(store_insert(store, journey, ENTITY_touchpoint, own, 0, &oid, err));
    record_free(ENTITY_touchpoint, &own);
  }
  assert_done(store_commit(store, err));
  int64_t stage = row_of(store, journey, ENTITY_stage, "sale");
  assert_done(set_field(store, ENTITY_stage, stage, "title", "0", NULL, err));
  store_close(&store);
}

/* ---- A writer ---- */

/* Tells a fault that is not "somebody else was first", and ends. */
static void must(struct writer *writer, enum status status, const struct error *fault)
{
  if (status == STATUS_OK || status == STATUS_BUSY)
    return;
  char words[1400];
  snprintf(writer->fault, sizeof writer->fault, "%.500s", error_format(fault, words, sizeof words));
  _exit(1);
}

static enum status put(struct store *store, enum entity entity, int64_t oid, const char *text,
                       const char *base, struct error *err)
{
  char *copy = mem_copy_text(text);
  char *seen = mem_copy_text(base);
  struct value value = {.is_text = true, .text = copy};
  struct value before = {.is_text = true, .text = seen};
  enum status status = store_set(store, entity, oid, entity_field(entity, "title"), &value,
                                 base != NULL ? &before : NULL, err);
  free(copy);
  free(seen);
  return status;
}

/* One action.  What the shared title was is read before the transaction, as
 * a form does it, so that others can be first. */
static enum status edit(struct store *store, int64_t journey, int number, int64_t turn,
                        struct error *err)
{
  char id[16];
  char label[48];
  char text[32];
  char base[32];
  int64_t own = 0;
  int64_t stage = 0;
  snprintf(id, sizeof id, "own-%d", number);
  enum status status = store_find(store, journey, ENTITY_touchpoint, id, &own, err);
  if (status == STATUS_OK)
    status = store_find(store, journey, ENTITY_stage, "sale", &stage, err);
  struct stage *counter = record_new(ENTITY_stage);
  if (status == STATUS_OK)
    status = store_read(store, ENTITY_stage, stage, counter, err);
  if (status == STATUS_OK) {
    snprintf(base, sizeof base, "%s", counter->title);
    snprintf(label, sizeof label, "%d %" PRId64, number, turn);
    status = store_begin(store, label, "edit", err);
  }
  record_free(ENTITY_stage, &counter);
  if (status != STATUS_OK && number % 2 == 0) {
    snprintf(shared->writers[number].fault, sizeof shared->writers[number].fault,
             "did not get its turn: %.400s", err->text);
    _exit(1);
  }
  if (status != STATUS_OK)
    return status;
  snprintf(text, sizeof text, "%" PRId64, turn);
  status = put(store, ENTITY_touchpoint, own, text, NULL, err);
  if (status == STATUS_OK) {
    struct comment *comment = record_new(ENTITY_comment);
    record_put_text(comment, entity_field(ENTITY_comment, "touchpoint"), "first");
    record_put_text(comment, entity_field(ENTITY_comment, "text"), label);
    int64_t oid;
    status = store_insert(store, journey, ENTITY_comment, comment, 0, &oid, err);
    record_free(ENTITY_comment, &comment);
  }
  if (status == STATUS_OK) {
    /* With the writer's number: setting what stands there already is no edit. */
    snprintf(text, sizeof text, "%lld by %d", strtoll(base, NULL, 10) + 1, number);
    status = put(store, ENTITY_stage, stage, text, base, err);
  }
  if (status == STATUS_OK)
    status = store_commit(store, err);
  else
    store_rollback(store);
  return status;
}

static void write_all(const char *path, int number)
{
  struct writer *writer = &shared->writers[number];
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  char person[16];
  snprintf(person, sizeof person, "w%d", number);
  /* Half of them are impatient, so that being refused is tried as well. */
  struct store_context context = {.person = person,
                                  .department = "finance",
                                  .now = test_clock,
                                  .patience = number % 2 == 0 ? 120000 : 1};
  struct store *store = NULL;
  shared->waiting++;
  while (!shared->go)
    sched_yield();
  int64_t journey = 0;
  while (writer->done < edits) {
    struct error fault = {0};
    enum status status = STATUS_OK;
    if (store == NULL) {
      status = store_open(path, STORE_WRITE, &context, &store, &fault);
      if (status == STATUS_OK)
        status = store_find_journey(store, NULL, &journey, &fault);
    }
    if (status == STATUS_OK)
      status = edit(store, journey, number, writer->done + 1, &fault);
    must(writer, status, &fault);
    if (status != STATUS_OK) {
      writer->busy++;
      continue;
    }
    writer->done++;
    if (writer->done % REOPEN == 0)
      store_close(&store);
  }
  store_close(&store);
  _exit(0);
}

/* ---- What is left ---- */

/* Who has done what, as the history tells it. */
struct tally {
  struct store *store;
  int64_t edits;
  int64_t *times;   /* of each writer's each edit, at writer * edits + turn - 1 */
  int64_t *counted; /* of each value of the shared title, from 1 */
};

static enum status count_change(void *context, const struct history_change *change,
                                struct error *err)
{
  (void)err;
  struct tally *tally = context;
  if (change->entity != ENTITY_stage || change->field == NULL)
    return STATUS_OK;
  int64_t before = strtoll(change->before, NULL, 10);
  int64_t after = strtoll(change->after, NULL, 10);
  assert_int_equal(after, before + 1);
  assert_true(after >= 1 && after <= (int64_t)writers * edits);
  tally->counted[after - 1]++;
  return STATUS_OK;
}

static enum status count_entry(void *context, const struct history_entry *entry, struct error *err)
{
  struct tally *tally = context;
  int number;
  int64_t turn;
  if (strcmp(entry->kind, "edit") != 0 || entry->person[0] != 'w')
    return STATUS_OK;
  assert_int_equal(sscanf(entry->label, "%d %" SCNd64, &number, &turn), 2);
  assert_int_equal(atoi(entry->person + 1), number);
  assert_true(number >= 0 && number < writers && turn >= 1 && turn <= edits);
  tally->times[number * (int64_t)edits + turn - 1]++;
  tally->edits++;
  return store_each_change(tally->store, entry->number, count_change, tally, err);
}

static void look(const char *path)
{
  struct store *store = open_as(path, STORE_WRITE, "anna");
  struct problems problems = {0};
  assert_done(store_check(store, &problems, err));
  if (problems.count > 0)
    fail_msg("%s", problems.items[0].text);
  int64_t journey;
  assert_done(store_find_journey(store, NULL, &journey, err));
  char text[32];
  int64_t all = (int64_t)writers * edits;
  for (int w = 0; w < writers; w++) {
    snprintf(text, sizeof text, "own-%d", w);
    int64_t own = row_of(store, journey, ENTITY_touchpoint, text);
    snprintf(text, sizeof text, "%d", edits);
    assert_string_equal(get_field(store, ENTITY_touchpoint, own, "title"), text);
  }
  int64_t stage = row_of(store, journey, ENTITY_stage, "sale");
  assert_int_equal(strtoll(get_field(store, ENTITY_stage, stage, "title"), NULL, 10), all);
  assert_int_equal(store_count(store, journey, ENTITY_comment), all);
  struct tally tally = {.store = store,
                        .times = mem_new((size_t)all, sizeof *tally.times),
                        .counted = mem_new((size_t)all, sizeof *tally.counted)};
  assert_done(store_each_entry(store, 0, SIZE_MAX >> 1, count_entry, &tally, err));
  assert_int_equal(tally.edits, all);
  for (int64_t i = 0; i < all; i++) {
    assert_int_equal(tally.times[i], 1);
    assert_int_equal(tally.counted[i], 1);
  }
  free(tally.times);
  free(tally.counted);
  store_close(&store);
}

static void test_writers(void **state)
{
  (void)state;
  char path[512];
  pid_t children[WRITERS_MOST];
  snprintf(path, sizeof path, "%s", folder_file(folder, "a.kundresa"));
  print_message("# %d writers, %d edits each\n", writers, edits);
  make_file(path);
  fflush(NULL);
  for (int w = 0; w < writers; w++) {
    children[w] = fork();
    assert_int_not_equal(children[w], -1);
    if (children[w] == 0)
      write_all(path, w);
  }
  while (shared->waiting < writers)
    sched_yield();
  shared->go = 1;
  bool whole = true;
  int64_t busy = 0;
  for (int w = 0; w < writers; w++) {
    int ended = 0;
    assert_int_equal(waitpid(children[w], &ended, 0), children[w]);
    if (!WIFEXITED(ended) || WEXITSTATUS(ended) != 0) {
      print_message("# writer %d after %" PRId64 " edits: %s\n", w,
                    (int64_t)shared->writers[w].done, shared->writers[w].fault);
      whole = false;
    }
    busy += shared->writers[w].busy;
  }
  assert_true(whole);
  print_message("# refused and tried again: %" PRId64 "\n", busy);
  look(path);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_writers, start, end),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
