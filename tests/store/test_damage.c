/* Damaged files: whatever has happened to the bytes, opening, reading, changing
 * and checking end in an answer or in a sentence that names the file; never in
 * a crash, and never in a loop.
 *
 * Children do the work, so that a crash or a loop ends a child and is told with
 * the number of the damage; `KUNDRESA_DAMAGE=N test_damage` repeats that one
 * alone.  KUNDRESA_DAMAGES is how many are tried. */
#include "tests/store/store_helper.h"

#include "tests/store/damage.h"

#include "base/mem.h"

#include <inttypes.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* So many children share the work. */
#define WORKERS 2
/* A child that is still at one damage after so many seconds is in a loop. */
#define LOOP_SECONDS 120

/* What a child tells: the damage it is at, and what became of those before. */
struct worker {
  int64_t number;
  int64_t opened, refused, clean, edited;
  char refusal[500]; /* the last one that was heard */
  char fault[800];
};

static char *folder;
static char path[512];
static struct worker *workers;
static struct worker *own; /* this child's own */

/* In memory where there is such a folder: nothing here is to outlast the test. */
static int start(void **state)
{
  (void)state;
  if (access("/dev/shm", W_OK) == 0)
    setenv("TMPDIR", "/dev/shm", 0);
  folder = folder_make();
  snprintf(path, sizeof path, "%s", folder_file(folder, "damaged.kundresa"));
  damage_start(path);
  workers = mmap(NULL, WORKERS * sizeof *workers, PROT_READ | PROT_WRITE,
                 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  assert_ptr_not_equal(workers, MAP_FAILED);
  return 0;
}

static int end(void **state)
{
  (void)state;
  munmap(workers, WORKERS * sizeof *workers);
  damage_end();
  folder_remove(&folder);
  return 0;
}

/* ---- What is done with a damaged file ---- */

/* Answers about a record that is not, or no longer, what was asked for: they
 * name the record, and a screen that shows one file need not name it. */
static bool is_about_record(const char *text)
{
  static const char *const parts[] = {
      "no longer there",         "there is no ",          "already",
      "missing or out of range", "not among those shown", "does not exist"};
  for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
    if (strstr(text, parts[i]) != NULL)
      return true;
  return false;
}

/* A refusal must say something, and of which file. */
static bool went_well(const char *what, enum status status, struct error *fault)
{
  bool well = status == STATUS_OK || status == STATUS_FINDINGS;
  if (!well &&
      (fault->text[0] == '\0' || (fault->file[0] == '\0' && !is_about_record(fault->text)))) {
    snprintf(own->fault, sizeof own->fault, "%s gave %d, '%.200s', of file '%.200s'", what,
             (int)status, fault->text, fault->file);
    exit(1);
  }
  if (!well)
    snprintf(own->refusal, sizeof own->refusal, "%.100s: %.300s", what, fault->text);
  error_clear(fault);
  return well;
}

#define TRY(call) went_well(#call, (call), err)

struct reading {
  enum entity entity;
  struct str text;
  int64_t first; /* the row that came first, 0 while none did */
  struct store *store;
};

static enum status read_record(void *context, const void *record, struct error *err)
{
  (void)err;
  struct reading *reading = context;
  if (reading->first == 0)
    reading->first = ((const struct record *)record)->oid;
  for (size_t i = 0; i < entities[reading->entity].count; i++) {
    str_cut(&reading->text, 0);
    record_add_value(&reading->text, record, &entities[reading->entity].fields[i]);
    record_add_label(&reading->text, record, &entities[reading->entity].fields[i]);
  }
  return STATUS_OK;
}

static enum status read_change(void *context, const struct history_change *change,
                               struct error *err)
{
  (void)err;
  struct reading *reading = context;
  str_cut(&reading->text, 0);
  str_addf(&reading->text, "%s%s%s", change->id, change->before != NULL ? change->before : "",
           change->after != NULL ? change->after : "");
  return STATUS_OK;
}

static enum status read_entry(void *context, const struct history_entry *entry, struct error *err)
{
  struct reading *reading = context;
  str_cut(&reading->text, 0);
  str_addf(&reading->text, "%s%s%s%s", entry->person, entry->department, entry->kind, entry->label);
  return store_each_change(reading->store, entry->number, read_change, reading, err);
}

static enum status read_release(void *context, const struct release *release, struct error *err)
{
  (void)err;
  struct reading *reading = context;
  str_cut(&reading->text, 0);
  str_addf(&reading->text, "%s%s%s%s", release->person, release->department, release->sha256,
           release->journey_sha256);
  if (release->bytes != NULL)
    str_add_span(&reading->text, release->bytes, release->length);
  return STATUS_OK;
}

struct swallow {
  struct record_sink sink;
  struct reading reading;
};

static enum status swallow_record(struct record_sink *sink, enum entity entity, const void *record,
                                  struct error *err)
{
  struct swallow *swallow = (struct swallow *)sink;
  swallow->reading.entity = entity;
  return read_record(&swallow->reading, record, err);
}

static enum status read_referrer(void *context, enum entity entity, const void *record,
                                 const struct field *field, struct error *err)
{
  (void)field;
  struct reading *reading = context;
  reading->entity = entity;
  return read_record(reading, record, err);
}

static void read_map(struct store *store, int64_t journey, struct reading *reading,
                     struct error *err)
{
  struct map_filter filter = {.department = UNSET};
  struct stage_count *stages = NULL;
  size_t count = 0;
  size_t position = 0;
  bool found = false;
  if (TRY(store_stages(store, journey, &filter, &stages, &count, err)))
    store_free_stages(&stages, count);
  reading->entity = ENTITY_touchpoint;
  TRY(store_window(store, journey, &filter, 3, 30, read_record, reading, err));
  filter.department = 0;
  TRY(store_window(store, journey, &filter, 0, 30, read_record, reading, err));
  if (reading->first != 0)
    TRY(store_position(store, journey, &filter, reading->first, &position, err));
  TRY(store_search(store, journey, &filter, "välkommen", 3, false, &position, &found, err));
}

/* All records entity by entity, with what the log says of the first of each. */
static void read_entities(struct store *store, int64_t journey, struct reading *reading,
                          struct error *err)
{
  for (int e = 0; e < ENTITY_COUNT; e++) {
    reading->entity = (enum entity)e;
    reading->first = 0;
    TRY(store_each(store, journey, (enum entity)e, NULL, read_record, reading, err));
    int64_t row = reading->first;
    if (row == 0 || (e != ENTITY_touchpoint && e != ENTITY_comment))
      continue;
    TRY(store_each_record_change(store, (enum entity)e, row, read_change, reading, err));
    TRY(store_each_referrer(store, (enum entity)e, row, read_referrer, reading, err));
  }
}

/* All records, as an export goes through them. */
static void read_journey(struct store *store, int64_t journey, struct error *err)
{
  struct record_source *source = NULL;
  struct swallow swallow = {.sink = {.put = swallow_record}};
  if (TRY(store_begin_export(store, journey, &source, err))) {
    TRY(stream_copy(source, &swallow.sink, err));
    store_end_export(store, &source);
  }
  str_clear(&swallow.reading.text);
}

/* Every record each time; the rest, which takes longer, by turns. */
static void read_all(struct store *store, int turn, struct reading *reading, struct error *err)
{
  int64_t journey = 0;
  char *setting = NULL;
  reading->entity = ENTITY_journey;
  TRY(store_each_journey(store, read_record, reading, err));
  if (!TRY(store_find_journey(store, NULL, &journey, err)))
    return;
  if (turn % 2 == 0)
    read_entities(store, journey, reading, err);
  else
    read_journey(store, journey, err);
  reading->first = 0;
  if (turn == 1)
    read_map(store, journey, reading, err);
  if (turn == 3)
    TRY(store_each_entry(store, 0, 100, read_entry, reading, err));
  TRY(store_each_release(store, journey, 0, read_release, reading, err));
  TRY(store_each_release(store, journey, 1, read_release, reading, err));
  TRY(store_get_setting(store, "view", &setting, err));
  free(setting);
}

/* Sets, adds, moves and, in one turn, deletes in one action; gives whether it
 * was kept. */
static bool change(struct store *store, int turn, struct error *err)
{
  int64_t journey = 0;
  int64_t row = 0;
  int64_t other = 0;
  int64_t added = 0;
  if (!TRY(store_find_journey(store, NULL, &journey, err)) ||
      !TRY(store_find(store, journey, ENTITY_touchpoint, "touchpoint-2", &row, err)) ||
      !TRY(store_find(store, journey, ENTITY_touchpoint, "touchpoint-4", &other, err)) ||
      !TRY(store_begin(store, "try", "edit", err)))
    return false;
  char text[] = "Changed";
  struct value value = {.is_text = true, .text = text};
  struct comment *comment = record_new(ENTITY_comment);
  record_put_text(comment, entity_field(ENTITY_comment, "touchpoint"), "touchpoint-1");
  record_put_text(comment, entity_field(ENTITY_comment, "text"), "Added");
  bool well = TRY(store_set(store, ENTITY_touchpoint, row, entity_field(ENTITY_touchpoint, "title"),
                            &value, NULL, err)) &&
              TRY(store_insert(store, journey, ENTITY_comment, comment, 0, &added, err)) &&
              TRY(store_move(store, ENTITY_touchpoint, row, other, NULL, err)) &&
              (turn != 0 || TRY(store_delete(store, ENTITY_touchpoint, other, err)));
  record_free(ENTITY_comment, &comment);
  if (!well) {
    store_rollback(store);
    return false;
  }
  if (!TRY(store_commit(store, err)))
    return false;
  struct touchpoint *now = record_new(ENTITY_touchpoint);
  if (TRY(store_read(store, ENTITY_touchpoint, row, now, err)) && strcmp(now->title, text) != 0) {
    snprintf(own->fault, sizeof own->fault, "what was changed reads '%.100s'", now->title);
    exit(1);
  }
  record_free(ENTITY_touchpoint, &now);
  return true;
}

static void try_damaged(int64_t number)
{
  struct error fault = {0};
  struct error *err = &fault;
  struct store *store = NULL;
  struct store_context context = {
      .person = "anna", .department = "finance", .now = test_clock, .patience = 1};
  int turn = (int)(number / WORKERS % 4);
  damage_put(path, number);
  if (!TRY(store_open(path, number % 10 == 9 ? STORE_READ : STORE_WRITE, &context, &store, err))) {
    own->refused++;
    return;
  }
  own->opened++;
  struct problems problems = {0};
  struct reading reading = {.store = store};
  read_all(store, turn, &reading, err);
  bool clean = TRY(store_check(store, &problems, err)) && problems.count == 0;
  for (size_t i = 0; i < problems.count; i++)
    if (problems.items[i].text[0] == '\0') {
      snprintf(own->fault, sizeof own->fault, "a problem without words");
      exit(1);
    }
  problems_clear(&problems);
  own->clean += clean;
  bool changed = change(store, turn, err);
  if (changed) {
    own->edited++;
    if (turn < 2 && TRY(store_undo(store, NULL, err)))
      TRY(store_redo(store, NULL, err));
  } else if (clean && !store_is_read_only(store)) {
    snprintf(own->fault, sizeof own->fault, "a file without fault cannot be changed; %s",
             own->refusal);
    exit(1);
  }
  TRY(store_put_setting(store, "view", "texts", err));
  if (number % 16 == 0) {
    char copy[600];
    snprintf(copy, sizeof copy, "%s.copy", path);
    TRY(store_backup(store, copy, err));
    unlink(copy);
  }
  str_clear(&reading.text);
  store_close(&store);
}

static void work(int worker, int64_t first, int64_t count)
{
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  own = &workers[worker];
  char name[32];
  snprintf(name, sizeof name, "damaged-%d.kundresa", worker);
  snprintf(path, sizeof path, "%s", folder_file(folder, name));
  for (int64_t number = first + worker; number < count; number += WORKERS) {
    own->number = number;
    alarm(LOOP_SECONDS);
    try_damaged(number);
  }
  alarm(0);
  exit(0);
}

static void test_damaged(void **state)
{
  (void)state;
  const char *set = getenv("KUNDRESA_DAMAGES");
  const char *one = getenv("KUNDRESA_DAMAGE");
  int64_t count = set != NULL && atoll(set) > 0 ? atoll(set) : 2000;
  int64_t first = one != NULL ? atoll(one) : 0;
  pid_t children[WORKERS];
  if (one != NULL)
    count = first + 1;
  print_message("# %" PRId64 " damages of %zu bytes, seed %d\n", count - first,
                damage_none()->length, DAMAGE_SEED);
  fflush(NULL);
  for (int w = 0; w < WORKERS; w++) {
    children[w] = fork();
    assert_int_not_equal(children[w], -1);
    if (children[w] == 0)
      work(w, first, count);
  }
  struct worker all = {0};
  bool whole = true;
  for (int w = 0; w < WORKERS; w++) {
    const struct worker *done = &workers[w];
    int ended = 0;
    assert_int_equal(waitpid(children[w], &ended, 0), children[w]);
    if (ended != 0) {
      const char *how = !WIFSIGNALED(ended)
                            ? (done->fault[0] != '\0' ? done->fault : "the child gave up")
                        : WTERMSIG(ended) == SIGALRM ? "went round in a loop"
                                                     : strsignal(WTERMSIG(ended));
      print_message("# damage %" PRId64 ": %s\n", done->number, how);
      whole = false;
    }
    all.opened += done->opened;
    all.refused += done->refused;
    all.clean += done->clean;
    all.edited += done->edited;
  }
  assert_true(whole);
  print_message("# opened %" PRId64 ", refused %" PRId64 ", without fault %" PRId64
                ", changed %" PRId64 "\n",
                all.opened, all.refused, all.clean, all.edited);
  /* Or else nothing was tried. */
  if (count - first >= 1000) {
    assert_true(all.opened > 0 && all.refused > 0);
    assert_true(all.edited > 0);
    assert_true(all.clean > 0 && all.clean < all.opened);
  }
}

/* ---- A small file that reads as an endless one ---- */

static void put_number(unsigned char *at, uint32_t number, int bytes)
{
  for (int i = 0; i < bytes; i++)
    at[i] = (unsigned char)(number >> (8 * (bytes - 1 - i)));
}

/* The page at which the tree of table or index @name begins. */
static size_t root_of(const char *name)
{
  sqlite3 *db;
  sqlite3_stmt *row;
  assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
  assert_int_equal(
      sqlite3_prepare_v2(db, "SELECT rootpage FROM sqlite_schema WHERE name = ?", -1, &row, NULL),
      SQLITE_OK);
  sqlite3_bind_text(row, 1, name, -1, SQLITE_STATIC);
  assert_int_equal(sqlite3_step(row), SQLITE_ROW);
  size_t root = (size_t)sqlite3_column_int(row, 0);
  sqlite3_finalize(row);
  sqlite3_close(db);
  return root;
}

/* A page inside a table's tree, all of whose many branches lead to @child. */
static void put_branches(unsigned char *page, uint32_t child)
{
  enum { CELLS = 100, CELL = 5 };
  memset(page, 0, DAMAGE_PAGE);
  page[0] = 0x05;
  put_number(page + 3, CELLS, 2);
  put_number(page + 5, DAMAGE_PAGE - CELLS * CELL, 2);
  put_number(page + 8, child, 4);
  for (uint32_t i = 0; i < CELLS; i++) {
    uint32_t cell = DAMAGE_PAGE - (i + 1) * CELL;
    put_number(page + 12 + 2 * i, cell, 2);
    put_number(page + cell, child, 4);
    page[cell + 4] = 1;
  }
}

/* Writes the file so that the tree of @table, of which there is one row, has ten
 * floors of a hundred branches, all of which end in the leaf of that row: there
 * seem to be 100^10 of it. */
static void put_endless(const char *table)
{
  enum { FLOORS = 10 };
  const struct image *none = damage_none();
  image_write(path, none);
  size_t root = root_of(table);
  struct image file = {mem_new(none->length + FLOORS * DAMAGE_PAGE, 1),
                       none->length + FLOORS * DAMAGE_PAGE};
  memcpy(file.bytes, none->bytes, none->length);
  uint32_t pages = (uint32_t)(none->length / DAMAGE_PAGE);
  unsigned char *top = file.bytes + (root - 1) * DAMAGE_PAGE;
  assert_int_equal(top[0], 0x0d); /* a leaf, until now */
  memcpy(file.bytes + none->length + (FLOORS - 1) * DAMAGE_PAGE, top, DAMAGE_PAGE);
  put_branches(top, pages + 1);
  for (uint32_t floor = 1; floor < FLOORS; floor++)
    put_branches(file.bytes + none->length + (floor - 1) * DAMAGE_PAGE, pages + floor + 1);
  put_number(file.bytes + 28, pages + FLOORS, 4);
  image_write(path, &file);
  free(file.bytes);
}

/* Whoever sorts it is stopped before memory ends. */
static void test_endless_sorting(void **state)
{
  (void)state;
  put_endless("journey");
  alarm(LOOP_SECONDS);
  struct store *store = open_as(path, STORE_WRITE, "anna");
  struct problems problems = {0};
  struct error fault = {0};
  struct reading reading = {.entity = ENTITY_journey};
  assert_done(store_check(store, &problems, err));
  assert_true(problems.count > 0);
  problems_clear(&problems);
  assert_int_equal(store_each_journey(store, read_record, &reading, &fault), STATUS_INPUT);
  assert_non_null(strstr(fault.text, "damaged"));
  assert_string_equal(fault.file, path);
  str_clear(&reading.text);
  store_close(&store);
  alarm(0);
}

/* Whoever goes through it row by row is stopped as well. */
static void test_endless_rows(void **state)
{
  (void)state;
  put_endless("release");
  alarm(LOOP_SECONDS);
  struct store *store = open_as(path, STORE_WRITE, "anna");
  struct problems problems = {0};
  struct error fault = {0};
  assert_int_equal(store_check(store, &problems, &fault), STATUS_INPUT);
  assert_non_null(strstr(fault.text, "damaged"));
  assert_true(problems.count > 0);
  problems_clear(&problems);
  store_close(&store);
  alarm(0);
}

/* Adds a number as SQLite writes numbers of up to 28 bits. */
static size_t put_varint(unsigned char *at, uint32_t number)
{
  for (int i = 0; i < 4; i++)
    at[i] = (unsigned char)(number >> (7 * (3 - i)) & 0x7f) | (i < 3 ? 0x80 : 0);
  return 4;
}

/* A leaf full of journeys, the title of each of which goes on for as many bytes
 * as the file has on the page @more, over and over. */
static void put_long_titles(unsigned char *page, uint32_t more, size_t length)
{
  enum { CELLS = 7, KEPT = 489, MORE = DAMAGE_PAGE - 4 }; /* as SQLite parts a long row */
  uint32_t whole = (uint32_t)(KEPT + (length / MORE - 2) * MORE);
  size_t columns = 2 + entities[ENTITY_journey].count;
  size_t head = columns + 2 * 3; /* the head's own length, and the title's, take four bytes */
  memset(page, 0, DAMAGE_PAGE);
  page[0] = 0x0d;
  put_number(page + 3, CELLS, 2);
  put_number(page + 5, DAMAGE_PAGE - CELLS * 512, 2);
  for (size_t i = 0; i < CELLS; i++) {
    size_t cell = DAMAGE_PAGE - (i + 1) * 512;
    put_number(page + 8 + 2 * i, (uint32_t)cell, 2);
    unsigned char *at = page + cell;
    at += put_varint(at, whole);
    *at++ = (unsigned char)(i + 1);
    unsigned char *row = at;
    at += put_varint(at, (uint32_t)(head + 1));
    at[0] = 0;  /* oid: is the row's number */
    at[1] = 1;  /* ord: a byte */
    at[2] = 15; /* id: a text of one */
    put_varint(at + 3, (uint32_t)(2 * (whole - (head + 1) - 2) + 13));
    row[head + 2] = 'a';
    put_number(row + KEPT, more, 4);
  }
}

/* Hundreds of titles of hundreds of kilobytes in a file that has no room for
 * one: whoever sorts them is stopped before memory ends. */
static void test_endless_text(void **state)
{
  (void)state;
  const struct image *none = damage_none();
  image_write(path, none);
  size_t root = root_of("journey");
  uint32_t pages = (uint32_t)(none->length / DAMAGE_PAGE);
  struct image file = {mem_new(none->length + 3 * DAMAGE_PAGE, 1), none->length + 3 * DAMAGE_PAGE};
  memcpy(file.bytes, none->bytes, none->length);
  put_branches(file.bytes + (root - 1) * DAMAGE_PAGE, pages + 1);
  put_branches(file.bytes + none->length, pages + 2);
  put_long_titles(file.bytes + none->length + DAMAGE_PAGE, pages + 3, file.length);
  unsigned char *more = file.bytes + none->length + 2 * DAMAGE_PAGE;
  memset(more, 'a', DAMAGE_PAGE);
  put_number(more, pages + 3, 4);
  put_number(file.bytes + 28, pages + 3, 4);
  image_write(path, &file);
  free(file.bytes);
  alarm(LOOP_SECONDS);
  struct store *store = open_as(path, STORE_WRITE, "anna");
  struct error fault = {0};
  struct reading reading = {.entity = ENTITY_journey};
  sqlite3_memory_highwater(1);
  assert_int_equal(store_each_journey(store, read_record, &reading, &fault), STATUS_INPUT);
  assert_in_range(sqlite3_memory_highwater(0), 1, 128 * 1024 * 1024);
  assert_non_null(strstr(fault.text, "damaged"));
  assert_string_equal(fault.file, path);
  str_clear(&reading.text);
  store_close(&store);
  alarm(0);
}

/* ---- A log whose index is out of order ---- */

/* Sets a title, and then it must stand there or be refused. */
static bool change_is_kept(const char *title)
{
  struct store *store = open_as(path, STORE_WRITE, "anna");
  struct error fault = {0};
  int64_t journey = 0;
  assert_int_equal(store_find_journey(store, NULL, &journey, &fault), STATUS_OK);
  int64_t row = row_of(store, journey, ENTITY_touchpoint, "touchpoint-2");
  bool told = set_field(store, ENTITY_touchpoint, row, "title", title, NULL, &fault) != STATUS_OK;
  struct touchpoint *now = record_new(ENTITY_touchpoint);
  bool kept = store_read(store, ENTITY_touchpoint, row, now, &fault) == STATUS_OK &&
              strcmp(now->title, title) == 0;
  record_free(ENTITY_touchpoint, &now);
  store_close(&store);
  return told || kept;
}

/* What the index says of a transaction may be wrong then; what was changed is
 * kept all the same. */
static void test_index_out_of_order(void **state)
{
  (void)state;
  image_write(path, damage_none());
  size_t root = root_of("change_txn");
  const unsigned char *page = damage_none()->bytes + (root - 1) * DAMAGE_PAGE;
  assert_int_equal(page[0], 0x0a); /* a leaf */
  size_t cells = (size_t)page[3] << 8 | page[4];
  struct image file = {mem_new(damage_none()->length, 1), damage_none()->length};
  size_t tried = 0;
  for (size_t i = 0; i < cells; i++) {
    size_t at = (size_t)page[8 + 2 * i] << 8 | page[9 + 2 * i];
    memcpy(file.bytes, damage_none()->bytes, damage_none()->length);
    unsigned char *cell = file.bytes + (root - 1) * DAMAGE_PAGE + at;
    if (memcmp(cell, "\x06\x04\x09\x01\x01", 5) != 0)
      continue; /* not: of transaction 1, a row number of one byte, twice */
    memcpy(cell + 2, "\x01\x01\x08", 3); /* its row number is its transaction now */
    image_write(path, &file);
    if (!change_is_kept("Kept"))
      fail_msg("a change is lost when cell %zu is out of order", i);
    tried++;
  }
  free(file.bytes);
  assert_true(tried > 10);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_damaged, start, end),
      cmocka_unit_test_setup_teardown(test_endless_sorting, start, end),
      cmocka_unit_test_setup_teardown(test_endless_rows, start, end),
      cmocka_unit_test_setup_teardown(test_endless_text, start, end),
      cmocka_unit_test_setup_teardown(test_index_out_of_order, start, end),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
