/* What is saved of damaged files: nearly every row that stands on a page which
 * the damage has spared, whatever it did to the rest; what is lost is told; and
 * the new file is sound.
 *
 * KUNDRESA_DAMAGES divided by 40 is how many files are damaged. */
#include "tests/store/damage.h"
#include "tests/store/store_helper.h"

#include "base/mem.h"
#include "store/backup.h"
#include "store/recover.h"
#include "store/recover_private.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char *folder;
static char path[512];
static char out[512];
static uint64_t chance;

/* SplitMix64. */
static uint64_t draw(uint64_t below)
{
  uint64_t z = chance += 0x9e3779b97f4a7c15u;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return (z ^ (z >> 31)) % below;
}

static int start(void **state)
{
  (void)state;
  if (access("/dev/shm", W_OK) == 0)
    setenv("TMPDIR", "/dev/shm", 0);
  folder = folder_make();
  chance = 20261128;
  snprintf(path, sizeof path, "%s", folder_file(folder, "our.kundresa"));
  snprintf(out, sizeof out, "%s", folder_file(folder, "new.kundresa"));
  damage_start(path);
  return 0;
}

static int end(void **state)
{
  (void)state;
  damage_end();
  folder_remove(&folder);
  return 0;
}

static enum status recover(struct recover_report *report, struct error *err)
{
  struct store_context context = {.person = "anna", .now = test_clock};
  unlink(out);
  return recover_file(path, out, &context, report, err);
}

/* ---- Rows and where they stand ---- */

/* A row of an entity in the file before it was damaged. */
struct row {
  enum entity entity;
  int64_t oid;
  uint32_t page;
  bool goes_on; /* over other pages */
  char *text;   /* all fields but references, which may be unset */
};
static struct row *rows;
static size_t row_count;
static uint32_t *overflow; /* pages that rows go on over */
static size_t overflow_count;

static char *text_of_record(enum entity entity, const void *record)
{
  struct str text = {0};
  for (size_t i = 0; i < entities[entity].count; i++) {
    if (entities[entity].fields[i].kind == FIELD_REF)
      continue;
    str_add(&text, "|");
    record_add_value(&text, record, &entities[entity].fields[i]);
  }
  return str_take(&text);
}

static enum status note_row(void *context, const void *record, struct error *err)
{
  (void)err;
  rows = mem_resize(rows, row_count + 1, sizeof *rows);
  rows[row_count++] = (struct row){
      .entity = *(enum entity *)context,
      .oid = ((const struct record *)record)->oid,
      .text = text_of_record(*(enum entity *)context, record),
  };
  return STATUS_OK;
}

struct placing {
  enum entity entity;
  uint32_t page;
  size_t placed;
};

static void place_row(void *context, const struct page_row *found)
{
  struct placing *placing = context;
  size_t length = 0;
  for (size_t i = 0; i < found->count; i++)
    length += found->values[i].length;
  for (size_t i = 0; i < row_count; i++)
    if (rows[i].entity == placing->entity && rows[i].oid == found->number) {
      assert_int_equal(rows[i].page, 0);
      rows[i].page = placing->page;
      rows[i].goes_on = length > DAMAGE_PAGE / 2;
      placing->placed++;
    }
}

/* Which pages are whose is SQLite's word, not ours. */
static void place_rows(void)
{
  struct pages pages;
  sqlite3 *db;
  sqlite3_stmt *found;
  assert_done(pages_read(path, &pages, err));
  assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
  assert_int_equal(
      sqlite3_prepare_v2(db, "SELECT name, pageno, pagetype FROM dbstat", -1, &found, NULL),
      SQLITE_OK);
  size_t placed = 0;
  while (sqlite3_step(found) == SQLITE_ROW) {
    int entity = entity_find((const char *)sqlite3_column_text(found, 0));
    struct placing placing = {(enum entity)entity, (uint32_t)sqlite3_column_int(found, 1), 0};
    const char *kind = (const char *)sqlite3_column_text(found, 2);
    if (strcmp(kind, "overflow") == 0) {
      overflow = mem_resize(overflow, overflow_count + 1, sizeof *overflow);
      overflow[overflow_count++] = placing.page;
    }
    if (entity < 0 || strcmp(kind, "leaf") != 0)
      continue;
    pages_each_row(&pages, placing.page, place_row, &placing);
    placed += placing.placed;
  }
  sqlite3_finalize(found);
  sqlite3_close(db);
  pages_clear(&pages);
  assert_int_equal(placed, row_count); /* our reader of pages sees what SQLite sees */
}

static void note_rows(void)
{
  image_write(path, damage_none());
  struct store *store = open_as(path, STORE_READ, "anna");
  int64_t journey;
  assert_done(store_find_journey(store, NULL, &journey, err));
  for (int e = 0; e < ENTITY_COUNT; e++) {
    enum entity entity = (enum entity)e;
    if (entity == ENTITY_journey)
      assert_done(store_each_journey(store, note_row, &entity, err));
    else
      assert_done(store_each(store, journey, entity, NULL, note_row, &entity, err));
  }
  store_close(&store);
  place_rows();
}

static void forget_rows(void)
{
  for (size_t i = 0; i < row_count; i++)
    free(rows[i].text);
  free(rows);
  free(overflow);
  rows = NULL;
  overflow = NULL;
  row_count = overflow_count = 0;
}

/* ---- Damage, by pages ---- */

static void put_noise(unsigned char *at, size_t length)
{
  for (size_t i = 0; i < length; i++)
    at[i] = (unsigned char)draw(256);
}

static void damage_pages(struct image *file)
{
  size_t pages = file->length / DAMAGE_PAGE;
  size_t many = 1 + draw(pages / 8);
  switch (draw(8)) {
  case 0: /* the head of the file */
    put_noise(file->bytes, 100);
    break;
  case 1: /* the whole schema's first page */
    put_noise(file->bytes, DAMAGE_PAGE);
    break;
  case 2: /* cut off */
    file->length = draw(2) == 0 ? draw(file->length) : draw(pages) * DAMAGE_PAGE;
    return;
  case 3: /* pages of zeroes */
    for (; many > 0; many--)
      memset(file->bytes + draw(pages) * DAMAGE_PAGE, 0, DAMAGE_PAGE);
    break;
  case 4: /* what leads to other pages */
    for (size_t page = 1; page < pages; page++)
      if (file->bytes[page * DAMAGE_PAGE] == 0x05)
        put_noise(file->bytes + page * DAMAGE_PAGE, DAMAGE_PAGE);
    break;
  case 5: /* the heads of pages */
    for (; many > 0; many--)
      put_noise(file->bytes + draw(pages) * DAMAGE_PAGE, 12);
    break;
  case 6: /* bits */
    for (; many > 0; many--)
      file->bytes[draw(file->length)] ^= (unsigned char)(1u << draw(8));
    break;
  default:
    for (; many > 0; many--)
      put_noise(file->bytes + draw(pages) * DAMAGE_PAGE, DAMAGE_PAGE);
  }
}

static bool is_spared(const struct image *file, uint32_t page)
{
  size_t at = (size_t)(page - 1) * DAMAGE_PAGE;
  return at + DAMAGE_PAGE <= file->length &&
         memcmp(file->bytes + at, damage_none()->bytes + at, DAMAGE_PAGE) == 0;
}

/* Whether the row stands in the new file, with the same values. */
static bool is_returned(struct store *store, const struct row *row)
{
  void *record = record_new(row->entity);
  bool same = store_read(store, row->entity, row->oid, record, NULL) == STATUS_OK;
  if (same) {
    char *text = text_of_record(row->entity, record);
    same = strcmp(text, row->text) == 0;
    free(text);
  }
  record_free(row->entity, &record);
  return same;
}

struct tally {
  size_t spared;
  size_t returned;
};

static void look(const struct image *file, int round, struct tally *tally)
{
  struct store *store = open_as(out, STORE_WRITE, "anna");
  struct problems problems = {0};
  assert_done(store_check(store, &problems, err));
  if (problems.count > 0)
    fail_msg("round %d: %s", round, problems.items[0].text);
  bool all = true;
  for (size_t i = 0; i < overflow_count; i++)
    all = all && is_spared(file, overflow[i]);
  for (size_t i = 0; i < row_count; i++) {
    if (!is_spared(file, rows[i].page) || (rows[i].goes_on && !all))
      continue;
    tally->spared++;
    tally->returned += is_returned(store, &rows[i]);
  }
  store_close(&store);
}

static void test_spared_rows(void **state)
{
  (void)state;
  const char *set = getenv("KUNDRESA_DAMAGES");
  int count = set != NULL && atoi(set) >= 40 ? atoi(set) / 40 : 50;
  struct tally tally = {0};
  int refused = 0;
  note_rows();
  for (int round = 0; round < count; round++) {
    struct image file = {mem_new(damage_none()->length, 1), damage_none()->length};
    memcpy(file.bytes, damage_none()->bytes, file.length);
    damage_pages(&file);
    image_write(path, &file);
    struct recover_report report;
    struct error fault = {0};
    if (recover(&report, &fault) == STATUS_OK) {
      look(&file, round, &tally);
    } else {
      assert_int_equal(fault.status, STATUS_INPUT);
      assert_string_equal(fault.file, path);
      refused++;
      for (size_t i = 0; i < row_count; i++)
        tally.spared += is_spared(&file, rows[i].page);
    }
    recover_report_clear(&report);
    free(file.bytes);
  }
  print_message("# %d files, %d had nothing left; of %zu rows on spared pages %zu came back\n",
                count, refused, tally.spared, tally.returned);
  assert_true(tally.spared > (size_t)count * row_count / 10);
  assert_true(tally.returned * 100 >= tally.spared * 99);
  forget_rows();
}

/* ---- A file without a fault ---- */

static char *dump_of(const char *file)
{
  struct store *store = open_as(file, STORE_READ, "anna");
  int64_t journey;
  assert_done(store_find_journey(store, NULL, &journey, err));
  char *text = dump_journey(store, journey);
  store_close(&store);
  return text;
}

static size_t lost_of(const struct recover_report *report)
{
  return report->lost_count + report->entries.lost + report->releases.lost;
}

/* What the file remembers of people is not in the journey. */
static void assert_setting(const char *name, const char *expected)
{
  struct store *store = open_as(out, STORE_READ, "anna");
  char *value = NULL;
  assert_done(store_get_setting(store, name, &value, err));
  assert_non_null(value);
  assert_string_equal(value, expected);
  free(value);
  store_close(&store);
}

static void assert_recovered_whole(void)
{
  struct recover_report report;
  char *before = dump_of(path);
  assert_done(recover(&report, err));
  char *after = dump_of(out);
  assert_string_equal(before, after);
  assert_int_equal(lost_of(&report), 0);
  assert_int_equal(report.unset, 0);
  assert_null(report.backup);
  assert_int_equal(report.releases.kept, 1);
  assert_setting("view", "map");
  assert_setting("recovered", "our.kundresa");
  recover_report_clear(&report);
  free(before);
  free(after);
}

static void test_whole(void **state)
{
  (void)state;
  image_write(path, damage_none());
  assert_recovered_whole();
  struct error fault = {0};
  struct recover_report report;
  struct store_context context = {.person = "anna", .now = test_clock};
  assert_int_equal(recover_file(path, out, &context, &report, &fault), STATUS_INPUT); /* is there */
  recover_report_clear(&report);
}

/* What has been changed stands in the log beside the file only. */
static void test_log_beside(void **state)
{
  (void)state;
  image_write(path, damage_none());
  struct store *store = open_as(path, STORE_WRITE, "anna");
  int64_t journey;
  assert_done(store_find_journey(store, NULL, &journey, err));
  for (int i = 0; i < 20; i++) {
    char title[32];
    snprintf(title, sizeof title, "In the log %d", i);
    assert_done(set_field(store, ENTITY_touchpoint,
                          row_of(store, journey, ENTITY_touchpoint, "touchpoint-3"), "title", title,
                          NULL, err));
  }
  assert_recovered_whole();
  /* As far as the log is in order; behind that, and unsaid by it, it is noise. */
  char name[600];
  snprintf(name, sizeof name, "%s-wal", path);
  FILE *log = fopen(name, "r+b");
  assert_non_null(log);
  fseek(log, 0, SEEK_END);
  fseek(log, ftell(log) * 3 / 4, SEEK_SET);
  fputs("noise", log);
  fclose(log);
  struct recover_report report;
  assert_done(recover(&report, err));
  recover_report_clear(&report);
  struct store *saved = open_as(out, STORE_READ, "anna");
  assert_done(store_find_journey(saved, NULL, &journey, err));
  const char *title = get_field(saved, ENTITY_touchpoint,
                                row_of(saved, journey, ENTITY_touchpoint, "touchpoint-3"), "title");
  assert_int_equal(strncmp(title, "In the log 1", strlen("In the log 1")), 0);
  assert_string_not_equal(title, "In the log 19");
  store_close(&saved);
  store_close(&store);
}

/* ---- What is missing ---- */

/* Overwrites the pages that rows of the table stand on. */
static void wipe(const char *table)
{
  sqlite3 *db;
  sqlite3_stmt *found;
  image_write(path, damage_none());
  struct image file = {mem_new(damage_none()->length, 1), damage_none()->length};
  memcpy(file.bytes, damage_none()->bytes, file.length);
  assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
  assert_int_equal(
      sqlite3_prepare_v2(db, "SELECT pageno FROM dbstat WHERE name = ?", -1, &found, NULL),
      SQLITE_OK);
  sqlite3_bind_text(found, 1, table, -1, SQLITE_STATIC);
  while (sqlite3_step(found) == SQLITE_ROW)
    memset(file.bytes + (size_t)(sqlite3_column_int(found, 0) - 1) * DAMAGE_PAGE, 0x5a,
           DAMAGE_PAGE);
  sqlite3_finalize(found);
  sqlite3_close(db);
  image_write(path, &file);
  free(file.bytes);
}

static const struct recover_lost *find_lost(const struct recover_report *report, enum entity entity,
                                            const char *id)
{
  for (size_t i = 0; i < report->lost_count; i++)
    if (report->lost[i].entity == entity && report->lost[i].id != NULL &&
        strcmp(report->lost[i].id, id) == 0)
      return &report->lost[i];
  return NULL;
}

/* Stages are lost: they are put in by the names that touchpoints know. */
static void test_named_again(void **state)
{
  (void)state;
  struct recover_report report;
  wipe("stage");
  assert_done(recover(&report, err));
  assert_int_equal(report.records[ENTITY_stage].kept, 0);
  assert_int_equal(report.records[ENTITY_stage].lost, 2);
  assert_int_equal(report.records[ENTITY_touchpoint].kept, 40);
  const struct recover_lost *lost = find_lost(&report, ENTITY_stage, "stage-1");
  assert_non_null(lost);
  assert_true(lost->made_up);
  assert_non_null(find_lost(&report, ENTITY_stage, "stage-2"));
  recover_report_clear(&report);
  struct store *store = open_as(out, STORE_WRITE, "anna");
  struct problems problems = {0};
  int64_t journey;
  assert_done(store_check(store, &problems, err));
  assert_int_equal(problems.count, 0);
  assert_done(store_find_journey(store, NULL, &journey, err));
  assert_string_equal(
      get_field(store, ENTITY_stage, row_of(store, journey, ENTITY_stage, "stage-1"), "title"),
      "stage-1");
  store_close(&store);
}

/* The journey itself is lost: its parts have another, and no part is gone. */
static void test_journey_lost(void **state)
{
  (void)state;
  struct recover_report report;
  wipe("journey");
  assert_done(recover(&report, err));
  assert_int_equal(report.records[ENTITY_journey].made_up, 1);
  assert_int_equal(report.records[ENTITY_touchpoint].kept, 40);
  recover_report_clear(&report);
  struct store *store = open_as(out, STORE_WRITE, "anna");
  int64_t journey;
  assert_done(store_find_journey(store, "recovered", &journey, err));
  assert_int_equal(store_count(store, journey, ENTITY_touchpoint), 40);
  store_close(&store);
}

/* What a backup has is taken from there, with what was done to it since; what
 * was deleted since stays away. */
static void test_from_backup(void **state)
{
  (void)state;
  image_write(path, damage_none());
  struct str backup = {0};
  bool made = false;
  struct store *store = open_as(path, STORE_WRITE, "anna");
  int64_t journey;
  assert_done(backup_take(store, NULL, &backup, &made, err));
  assert_true(made);
  assert_done(store_find_journey(store, NULL, &journey, err));
  int64_t changed = row_of(store, journey, ENTITY_touchpoint, "touchpoint-5");
  int64_t gone = row_of(store, journey, ENTITY_touchpoint, "touchpoint-7");
  assert_done(set_field(store, ENTITY_touchpoint, changed, "title", "Changed since", NULL, err));
  assert_done(store_begin(store, "delete", "edit", err));
  assert_done(store_delete(store, ENTITY_touchpoint, gone, err));
  assert_done(store_commit(store, err));
  store_close(&store);
  struct pages pages;
  assert_done(pages_read(path, &pages, err));
  sqlite3 *db;
  sqlite3_stmt *found;
  assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
  sqlite3_prepare_v2(db, "SELECT pageno FROM dbstat WHERE name = 'touchpoint'", -1, &found, NULL);
  size_t wiped = 0;
  for (; sqlite3_step(found) == SQLITE_ROW; wiped++)
    memset(pages.bytes + (size_t)(sqlite3_column_int(found, 0) - 1) * pages.size, 0, pages.size);
  sqlite3_finalize(found);
  sqlite3_close(db);
  assert_true(wiped > 2);
  const struct image file = {pages.bytes, (size_t)pages.count * pages.size};
  image_write(path, &file);
  pages_clear(&pages);

  struct recover_report report;
  assert_done(recover(&report, err));
  assert_string_equal(report.backup, str_text(&backup));
  assert_int_equal(report.records[ENTITY_touchpoint].kept, 0);
  assert_int_equal(report.records[ENTITY_touchpoint].backup, 39);
  assert_int_equal(lost_of(&report), 0);
  recover_report_clear(&report);
  store = open_as(out, STORE_WRITE, "anna");
  assert_string_equal(get_field(store, ENTITY_touchpoint, changed, "title"), "Changed since");
  assert_int_equal(row_of(store, journey, ENTITY_touchpoint, "touchpoint-7"), 0);
  /* Work goes on, and what was done before can be taken back. */
  assert_done(set_field(store, ENTITY_touchpoint, changed, "title", "Later", NULL, err));
  assert_done(store_undo(store, NULL, err));
  store_close(&store);
  str_clear(&backup);
}

/* Neither a text nor an empty file is anything to recover. */
static void test_nothing(void **state)
{
  (void)state;
  struct recover_report report;
  struct error fault = {0};
  unsigned char text[] = "Dear diary, this is no database at all.\n";
  const struct image file = {text, sizeof text - 1};
  image_write(path, &file);
  assert_int_equal(recover(&report, &fault), STATUS_INPUT);
  assert_non_null(strstr(fault.text, "nothing"));
  recover_report_clear(&report);
  error_clear(&fault);
  assert_int_equal(access(out, F_OK), -1);
  const struct image empty = {text, 0};
  image_write(path, &empty);
  assert_int_equal(recover(&report, &fault), STATUS_INPUT);
  recover_report_clear(&report);
  error_clear(&fault);
  unlink(path);
  assert_int_equal(recover(&report, &fault), STATUS_INPUT);
  recover_report_clear(&report);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, start, end)
  const struct CMUnitTest tests[] = {
      TEST(test_whole),        TEST(test_log_beside),  TEST(test_named_again),
      TEST(test_journey_lost), TEST(test_from_backup), TEST(test_nothing),
      TEST(test_spared_rows),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
