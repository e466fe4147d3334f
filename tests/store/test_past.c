/* The file as it was, held against what was seen then: sequences by chance of what
 * three people and another program do.  KUNDRESA_SEQUENCES says how many,
 * KUNDRESA_SEED where they begin. */
#include "tests/store/chance.h"

#include "base/mem.h"

#include <inttypes.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STEPS = 24, VERSIONS = 2 * STEPS + 2 };

/* The journey as it was seen after an entry. */
struct version {
  int64_t number;
  char *text;
};
struct versions {
  struct version items[VERSIONS];
  size_t count;
  char *outside; /* what another program left, and has no entry yet */
};

static int64_t last_entry(struct store *store)
{
  struct moment last;
  assert_done(store_find_moment(store, INT64_MAX, &last, err));
  return last.number;
}

static void note(struct versions *versions, int64_t number, char *text)
{
  assert_true(versions->count < VERSIONS);
  versions->items[versions->count++] = (struct version){number, text};
}

/* What the entries since the last look left. */
static void look(struct chance *chance, struct versions *versions, bool outside)
{
  int64_t known = versions->count > 0 ? versions->items[versions->count - 1].number : 0;
  int64_t last = last_entry(chance->stores[0]);
  if (last > known && versions->outside != NULL) {
    note(versions, known + 1, versions->outside);
    versions->outside = NULL;
    known++;
  }
  assert_true(last <= known + 1);
  if (last > known)
    note(versions, last, dump_journey(chance->stores[0], chance->journey));
  char *now = outside ? dump_journey(chance->stores[0], chance->journey) : NULL;
  const char *before =
      versions->outside != NULL ? versions->outside : versions->items[versions->count - 1].text;
  if (outside && strcmp(now, before) != 0) {
    free(versions->outside);
    versions->outside = now;
    now = NULL;
  }
  free(now);
}

static void check_version(struct chance *chance, unsigned long seed, const struct version *version)
{
  struct store *past = NULL;
  assert_done(store_open_past(chance->stores[1], version->number, &past, err));
  char *text = dump_journey(past, chance->journey);
  if (strcmp(text, version->text) != 0)
    chance_fail(chance, seed, "entry %" PRId64 ": found\n%s\nbut it was\n%s", version->number, text,
                version->text);
  struct problems problems = {0};
  assert_done(store_check(past, &problems, err));
  if (problems.count > 0)
    chance_fail(chance, seed, "entry %" PRId64 ": %s", version->number, problems.items[0].text);
  assert_int_equal(last_entry(past), version->number);
  free(text);
  store_close(&past);
}

/* ---- Blame ---- */

/* The value of a field of touchpoint @oid in a version; NULL where it was not. */
static char *value_then(const char *text, int64_t oid, size_t field)
{
  char start[40];
  snprintf(start, sizeof start, "\ntouchpoint %" PRId64 "|", oid);
  const char *at = strstr(text, start);
  if (at == NULL)
    return NULL;
  at += strlen(start);
  for (; field > 0; field--)
    at += strcspn(at, "|\n") + 1;
  return mem_copy_span(at, strcspn(at, "|\n"));
}

struct blame_check {
  struct chance *chance;
  unsigned long seed;
  const struct versions *versions;
  int64_t oid;
};

/* Whether the touchpoint was away until that entry: then it may have brought the value
 * back on its own, as a reference that had to be let go before. */
static bool was_away(const struct blame_check *check, int64_t number)
{
  bool away = false;
  for (size_t i = 0; i < check->versions->count; i++) {
    const struct version *version = &check->versions->items[i];
    char *value = value_then(version->text, check->oid, 0);
    bool there = value != NULL;
    free(value);
    if (version->number == number)
      return away && there;
    away = !there;
  }
  return false;
}

/* Whether the entry wrote the field more than once, as what other programs do one after
 * another is one entry: there and back again is work that no version shows. */
static bool wrote_often(const struct blame_check *check, int64_t number, const char *field)
{
  sqlite3 *db;
  sqlite3_stmt *row;
  assert_int_equal(sqlite3_open(folder_file(check->chance->folder, "a.kundresa"), &db), SQLITE_OK);
  assert_int_equal(sqlite3_prepare_v2(db,
                                      "SELECT count(*) FROM change WHERE txn = ?1 AND tbl ="
                                      " 'touchpoint' AND oid = ?2 AND field = ?3 AND op = 'U'",
                                      -1, &row, NULL),
                   SQLITE_OK);
  sqlite3_bind_int64(row, 1, number);
  sqlite3_bind_int64(row, 2, check->oid);
  sqlite3_bind_text(row, 3, field, -1, SQLITE_STATIC);
  assert_int_equal(sqlite3_step(row), SQLITE_ROW);
  bool often = sqlite3_column_int64(row, 0) > 1;
  sqlite3_finalize(row);
  sqlite3_close(db);
  return often;
}

/* The last version in which the value was another one than before; versions in which
 * the touchpoint was away do not count. */
static enum status check_blame(void *context, const void *record, const struct field *field,
                               const struct history_entry *entry, struct error *err)
{
  (void)record;
  (void)err;
  const struct blame_check *check = context;
  size_t index = (size_t)(field - entities[ENTITY_touchpoint].fields);
  char *before = NULL;
  int64_t wanted = 0;
  for (size_t i = 0; i < check->versions->count; i++) {
    char *value = value_then(check->versions->items[i].text, check->oid, index);
    if (value == NULL)
      continue;
    if (before == NULL || strcmp(before, value) != 0)
      wanted = check->versions->items[i].number;
    free(before);
    before = value;
  }
  free(before);
  assert_non_null(entry);
  /* A reference that comes back names what it named, which may be called otherwise now. */
  bool renamed = field->kind == FIELD_REF && was_away(check, wanted);
  if (entry->number != wanted && !was_away(check, entry->number) && !renamed &&
      !(entry->number > wanted && wrote_often(check, entry->number, field->name)))
    chance_fail(check->chance, check->seed,
                "touchpoint %" PRId64 " %s: blames entry %" PRId64 ", not %" PRId64, check->oid,
                field->name, entry->number, wanted);
  return STATUS_OK;
}

static enum status check_touchpoint(void *context, const void *record, struct error *err)
{
  struct blame_check *check = context;
  check->oid = ((const struct record *)record)->oid;
  return store_each_blame(check->chance->stores[2], ENTITY_touchpoint, check->oid, check_blame,
                          check, err);
}

/* ---- */

static void check_sequence(unsigned long seed)
{
  struct chance chance;
  struct versions versions = {0};
  chance_start(&chance, seed);
  look(&chance, &versions, false);
  for (size_t i = 0; i < STEPS; i++) {
    struct chance_step step = chance_next(&chance, NULL, NULL);
    look(&chance, &versions, step.act == CHANCE_OUTSIDE);
  }
  /* The next that kundresa writes gives what was changed outside its entry. */
  int64_t oid = row_of(chance.stores[0], chance.journey, ENTITY_journey, "invoice");
  if (oid != 0)
    assert_done(set_field(chance.stores[0], ENTITY_journey, oid, "brand", "End", NULL, err));
  look(&chance, &versions, false);
  for (size_t i = 0; i < 6; i++)
    check_version(&chance, seed, &versions.items[chance_below(&chance, versions.count)]);
  struct blame_check check = {&chance, seed, &versions, 0};
  assert_done(store_each(chance.stores[0], chance.journey, ENTITY_touchpoint, NULL,
                         check_touchpoint, &check, err));
  for (size_t i = 0; i < versions.count; i++)
    free(versions.items[i].text);
  free(versions.outside);
  chance_end(&chance);
}

static void test_sequences(void **state)
{
  (void)state;
  unsigned long first = chance_seed();
  for (unsigned long i = 0; i < chance_rounds(60); i++)
    check_sequence(first + i);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_sequences),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
