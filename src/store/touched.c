/* Which entries of the history touched a touchpoint.  A record is followed by its
 * row, which stays the same whatever the record is called; parts are followed by
 * every name that their whole ever had, since the log says whose they were by it. */
#include "base/mem.h"
#include "store/store_private.h"

#include <stdlib.h>
#include <string.h>

struct search {
  struct store *store;
  int64_t journey;
  struct touched *touched;
  struct error *err;
};

static enum status take_numbers(const struct search *search, sqlite3_stmt *rows,
                                struct touched *into)
{
  int code;
  while ((code = sqlite3_step(rows)) == SQLITE_ROW) {
    into->numbers = mem_resize(into->numbers, into->count + 1, sizeof *into->numbers);
    into->numbers[into->count++] = sqlite3_column_int64(rows, 0);
  }
  sqlite3_finalize(rows);
  return code == SQLITE_DONE ? STATUS_OK : store_fail(search->store, code, search->err);
}

/* Adds the entries of one row. */
static enum status add_row(const struct search *search, enum entity entity, int64_t oid)
{
  sqlite3_stmt *rows = store_prepare(search->store, search->err,
                                     "SELECT DISTINCT ifnull(txn, 0) FROM change WHERE tbl = '%s'"
                                     " AND oid = ?",
                                     entities[entity].name);
  if (rows == NULL)
    return search->store->failed;
  sqlite3_bind_int64(rows, 1, oid);
  return take_numbers(search, rows, search->touched);
}

/* What came with its journey has no entry of its own for that. */
static enum status add_birth(const struct search *search, int64_t oid)
{
  sqlite3_stmt *rows = store_prepare(
      search->store, search->err,
      "SELECT ifnull(txn, 0) FROM change WHERE tbl = 'journey' AND oid = ?1 AND op = 'I' AND NOT"
      " EXISTS(SELECT 1 FROM change WHERE tbl = 'touchpoint' AND oid = ?2 AND op = 'I') ORDER BY"
      " seq LIMIT 1");
  if (rows == NULL)
    return search->store->failed;
  sqlite3_bind_int64(rows, 1, search->journey);
  sqlite3_bind_int64(rows, 2, oid);
  return take_numbers(search, rows, search->touched);
}

/* The rows of @entity that are, or once were, parts of the row @oid of @whole. */
static enum status find_parts(const struct search *search, enum entity whole, int64_t oid,
                              enum entity entity, struct touched *rows)
{
  const char *table = entities[entity].name;
  const char *link = entity_parent_field(entity)->name;
  sqlite3_stmt *parts = store_prepare(
      search->store, search->err,
      "WITH name(id) AS (SELECT id FROM \"%s\" WHERE oid = ?1 UNION SELECT before FROM change WHERE"
      " tbl = '%s' AND oid = ?1 AND field = 'id' UNION SELECT after FROM change WHERE tbl = '%s'"
      " AND oid = ?1 AND field = 'id') SELECT oid FROM \"%s\" WHERE journey = ?2 AND \"%s\" ="
      " (SELECT id FROM \"%s\" WHERE oid = ?1) UNION SELECT oid FROM change WHERE tbl = '%s' AND"
      " journey = ?2 AND field = '%s' AND (before IN (SELECT id FROM name) OR after IN (SELECT id"
      " FROM name))",
      entities[whole].name, entities[whole].name, entities[whole].name, table, link,
      entities[whole].name, table, link);
  if (parts == NULL)
    return search->store->failed;
  sqlite3_bind_int64(parts, 1, oid);
  sqlite3_bind_int64(parts, 2, search->journey);
  return take_numbers(search, parts, rows);
}

/* Adds the entries of a row and of its parts, down to the last. */
static enum status add_whole(const struct search *search, enum entity whole, int64_t oid)
{
  enum status status = add_row(search, whole, oid);
  if (entity_id_field(whole) == NULL)
    return status;
  for (int e = 0; e < ENTITY_COUNT && status == STATUS_OK; e++) {
    const struct field *link = entity_parent_field((enum entity)e);
    struct touched parts = {0};
    if (link == NULL || link->of != (int)whole)
      continue;
    status = find_parts(search, whole, oid, (enum entity)e, &parts);
    for (size_t i = 0; i < parts.count && status == STATUS_OK; i++)
      status = add_whole(search, (enum entity)e, parts.numbers[i]);
    store_free_touched(&parts);
  }
  return status;
}

static int compare(const void *a, const void *b)
{
  int64_t one = *(const int64_t *)a, other = *(const int64_t *)b;
  return one < other ? -1 : one > other;
}

enum status store_find_touched(struct store *store, int64_t journey, const char *id,
                               struct touched *touched, struct error *err)
{
  const struct search search = {store, journey, touched, err};
  struct touched rows = {0};
  sqlite3_stmt *found =
      store_prepare(store, err,
                    "SELECT oid FROM touchpoint WHERE journey = ?1 AND id = ?2 UNION SELECT oid"
                    " FROM change WHERE tbl = 'touchpoint' AND journey = ?1 AND field = 'id' AND"
                    " (before = ?2 OR after = ?2)");
  if (found == NULL)
    return store->failed;
  sqlite3_bind_int64(found, 1, journey);
  sqlite3_bind_text(found, 2, id, -1, SQLITE_STATIC);
  enum status status = take_numbers(&search, found, &rows);
  for (size_t i = 0; i < rows.count && status == STATUS_OK; i++) {
    status = add_birth(&search, rows.numbers[i]);
    if (status == STATUS_OK)
      status = add_whole(&search, ENTITY_touchpoint, rows.numbers[i]);
  }
  store_free_touched(&rows);
  if (touched->count > 0)
    qsort(touched->numbers, touched->count, sizeof *touched->numbers, compare);
  return status;
}

bool store_is_touched(const struct touched *touched, int64_t number)
{
  return touched->count > 0 && bsearch(&number, touched->numbers, touched->count,
                                       sizeof *touched->numbers, compare) != NULL;
}

void store_free_touched(struct touched *touched)
{
  free(touched->numbers);
  *touched = (struct touched){0};
}
