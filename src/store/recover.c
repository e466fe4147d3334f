/* A new file from what can be read of a damaged one: first the rows, then what
 * they refer to. */
#include "store/recover.h"

#include "base/digest.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/part.h"
#include "base/text.h"
#include "store/backup.h"
#include "store/pages.h"
#include "store/recover_private.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- Tables of the new file ---- */

/* Rows from before a column came end before it. */
static int least_columns(const struct rescue_table *table)
{
  if (table->entity < 0)
    return table->columns;
  const struct entity_info *info = &entities[table->entity];
  int first = info->fields[0].since;
  int later = 0;
  for (size_t i = 1; i < info->count; i++)
    first = info->fields[i].since < first ? info->fields[i].since : first;
  for (size_t i = 0; i < info->count; i++)
    later += info->fields[i].since > first;
  return table->columns - later;
}

static enum status add_tables(struct rescue *rescue, struct error *err)
{
  sqlite3_stmt *rows = store_prepare(
      &rescue->store, err,
      "SELECT name, (SELECT count(*) FROM pragma_table_info(t.name)),"
      " (SELECT coalesce(min(cid), -1) FROM pragma_table_info(t.name) WHERE pk > 0 AND type ="
      " 'INTEGER' AND (SELECT max(pk) FROM pragma_table_info(t.name)) = 1)"
      " FROM sqlite_schema AS t WHERE type = 'table' AND name NOT GLOB 'sqlite_*' AND name NOT IN"
      " ('current', 'setting') ORDER BY name NOT IN ('txn', 'change', 'release'), rowid");
  if (rows == NULL)
    return rescue->store.failed;
  enum status status = STATUS_OK;
  int code = SQLITE_DONE;
  while (status == STATUS_OK && (code = sqlite3_step(rows)) == SQLITE_ROW) {
    rescue->tables = mem_resize(rescue->tables, rescue->table_count + 1, sizeof *rescue->tables);
    struct rescue_table *table = &rescue->tables[rescue->table_count++];
    *table = (struct rescue_table){
        .name = mem_copy_text((const char *)sqlite3_column_text(rows, 0)),
        .columns = sqlite3_column_int(rows, 1),
        .number = sqlite3_column_int(rows, 2),
    };
    table->entity = entity_find(table->name);
    table->least = least_columns(table);
    struct str sql = {0};
    str_addf(&sql, "INSERT INTO \"%s\" VALUES(?", table->name);
    for (int i = 1; i < table->columns; i++)
      str_add(&sql, ",?");
    table->insert = store_prepare(&rescue->store, err, "%s)", str_text(&sql));
    str_clear(&sql);
    status = table->insert != NULL ? STATUS_OK : rescue->store.failed;
  }
  sqlite3_finalize(rows);
  return status != STATUS_OK || code == SQLITE_DONE ? status
                                                    : store_fail(&rescue->store, code, err);
}

/* ---- Rows ---- */

struct taking {
  struct rescue_table *table;
  struct rescue *rescue; /* to count those that are connected, or NULL */
  size_t seen;
  size_t taken;
  size_t connected;
};

/* A release is worth nothing when its bytes are not those that were released. */
static bool is_released(const struct page_row *row)
{
  enum { SHA256 = 5, BYTES = 7 };
  char hex[DIGEST_SIZE];
  if (row->count <= BYTES || row->values[SHA256].length != DIGEST_SIZE - 1)
    return false;
  digest_hex(row->values[BYTES].bytes != NULL ? (const char *)row->values[BYTES].bytes : "",
             row->values[BYTES].length, hex);
  return memcmp(hex, row->values[SHA256].bytes, DIGEST_SIZE - 1) == 0;
}

static bool bind(sqlite3_stmt *insert, int index, const struct page_value *value)
{
  const char *text = (const char *)value->bytes;
  switch (value->kind) {
  case VALUE_NULL:
    return sqlite3_bind_null(insert, index) == SQLITE_OK;
  case VALUE_NUMBER:
    return sqlite3_bind_int64(insert, index, value->number) == SQLITE_OK;
  case VALUE_REAL:
    return sqlite3_bind_double(insert, index, value->real) == SQLITE_OK;
  case VALUE_BLOB:
    return sqlite3_bind_blob(insert, index, value->bytes, (int)value->length, SQLITE_STATIC) ==
           SQLITE_OK;
  default:
    return memchr(text, 0, value->length) == NULL && text_is_utf8(text, value->length) &&
           sqlite3_bind_text(insert, index, text, (int)value->length, SQLITE_STATIC) == SQLITE_OK;
  }
}

/* Whether what the row must refer to is there: of two tables that would take a
 * row, that is the right one. */
static bool is_connected(struct rescue *rescue, const struct rescue_table *table, int64_t number)
{
  struct str sql = {0};
  int64_t missing = 0;
  if (table->entity < 0 || table->entity == ENTITY_journey)
    return true;
  const struct entity_info *info = &entities[table->entity];
  str_addf(&sql, "SELECT NOT EXISTS(SELECT 1 FROM journey WHERE oid = t.journey)");
  for (size_t i = 0; i < info->count; i++)
    if (info->fields[i].kind == FIELD_REF && (info->fields[i].flags & FIELD_REQUIRED) != 0)
      str_addf(&sql,
               " + NOT EXISTS(SELECT 1 FROM \"%s\" WHERE journey = t.journey AND id = t.\"%s\")",
               entities[info->fields[i].of].name, info->fields[i].name);
  str_addf(&sql, " FROM \"%s\" AS t WHERE oid = %" PRId64, table->name, number);
  enum status status = store_number(&rescue->store, str_text(&sql), 1, &missing, NULL);
  str_clear(&sql);
  return status == STATUS_OK && missing == 0;
}

/* Puts a row in where the table takes it: by number of columns, kinds of values,
 * lists and ranges. */
static void take_row(void *context, const struct page_row *row)
{
  struct taking *taking = context;
  struct rescue_table *table = taking->table;
  taking->seen++;
  if (row->count > (size_t)table->columns || row->count < (size_t)table->least ||
      row->number <= 0 || (strcmp(table->name, "release") == 0 && !is_released(row)))
    return;
  sqlite3_clear_bindings(table->insert);
  bool well = true;
  for (int i = 0; well && i < (int)row->count; i++)
    well = bind(table->insert, i + 1, &row->values[i]) &&
           (i != table->number || row->values[i].kind == VALUE_NULL);
  if (well && table->number >= 0)
    sqlite3_bind_int64(table->insert, table->number + 1, row->number);
  bool taken = well && sqlite3_step(table->insert) == SQLITE_DONE;
  sqlite3_reset(table->insert);
  taking->taken += taken;
  if (taken && taking->rescue != NULL)
    taking->connected += is_connected(taking->rescue, table, row->number);
}

/* How many rows of the page the table takes, at least half of them, else 0.  They
 * stay there if @keep; otherwise those count double that are connected. */
static size_t try_page(struct rescue *rescue, uint32_t page, struct rescue_table *table, bool keep)
{
  struct taking taking = {.table = table, .rescue = keep ? NULL : rescue};
  sqlite3_exec(rescue->store.db, "SAVEPOINT page", NULL, NULL, NULL);
  pages_each_row(&rescue->pages, page, take_row, &taking);
  bool fits = taking.taken > 0 && taking.taken * 2 >= taking.seen;
  if (!fits || !keep)
    sqlite3_exec(rescue->store.db, "ROLLBACK TO page", NULL, NULL, NULL);
  sqlite3_exec(rescue->store.db, "RELEASE page", NULL, NULL, NULL);
  return fits ? taking.taken + taking.connected : 0;
}

/* A page that no tree leads to any more is of the table that takes most of it;
 * false when several would and @sure. */
static bool take_orphan(struct rescue *rescue, uint32_t page, bool sure)
{
  struct rescue_table *best = NULL;
  size_t most = 0;
  size_t several = 0;
  for (size_t i = 0; i < rescue->table_count; i++) {
    size_t taken = try_page(rescue, page, &rescue->tables[i], false);
    several += taken > 0;
    if (taken > most) {
      most = taken;
      best = &rescue->tables[i];
    }
  }
  if (best == NULL || (sure && several > 1))
    return best == NULL;
  try_page(rescue, page, best, true);
  return true;
}

/* ---- Whose pages they are, by the old file's own schema ---- */

#define OWNER_NOBODY (-1)

/* A row of sqlite_schema: type, name, tbl_name, rootpage, sql. */
static void claim_tree(void *context, const struct page_row *row)
{
  struct rescue *rescue = context;
  const struct page_value *name = &row->values[1];
  const struct page_value *root = &row->values[3];
  if (row->count != 5 || row->values[0].length != 5 || name->kind != VALUE_TEXT ||
      memcmp(row->values[0].bytes, "table", 5) != 0 || root->kind != VALUE_NUMBER ||
      root->number < 2 || root->number > rescue->pages.count)
    return;
  int owner = OWNER_NOBODY; /* SQLite's own */
  for (size_t i = 0; i < rescue->table_count; i++)
    if (strlen(rescue->tables[i].name) == name->length &&
        memcmp(rescue->tables[i].name, name->bytes, name->length) == 0)
      owner = (int)i + 1;
  pages_claim(&rescue->pages, (uint32_t)root->number, owner, rescue->owners);
}

static void claim_pages(struct rescue *rescue)
{
  int *schema = mem_new((size_t)rescue->pages.count + 1, sizeof *schema);
  pages_claim(&rescue->pages, 1, 1, schema);
  for (uint32_t page = 1; page <= rescue->pages.count; page++)
    if (schema[page] != 0)
      pages_each_row(&rescue->pages, page, claim_tree, rescue);
  free(schema);
  rescue->owners[1] = OWNER_NOBODY;
  pages_claim_free(&rescue->pages, OWNER_NOBODY, rescue->owners);
}

static void take_pages(struct rescue *rescue)
{
  claim_pages(rescue);
  bool *done = mem_new((size_t)rescue->pages.count + 1, sizeof *done);
  for (uint32_t page = 1; page <= rescue->pages.count; page++) {
    int owner = rescue->owners[page];
    done[page] = owner == OWNER_NOBODY ||
                 (owner > 0 && try_page(rescue, page, &rescue->tables[owner - 1], true) > 0);
  }
  /* Those that several tables would take wait until the others are there to be
   * connected to. */
  for (int round = 0; round < 2; round++)
    for (uint32_t page = 2; page <= rescue->pages.count; page++)
      if (!done[page])
        done[page] = take_orphan(rescue, page, round == 0);
  free(done);
}

/* ---- Values that nobody could have given ---- */

/* A row that could not be read again would keep the whole map from being read. */
static enum status drop_misfits(struct rescue *rescue, enum entity entity, struct error *err)
{
  struct store *store = &rescue->store;
  sqlite3_stmt *rows = store_prepare(store, err, "SELECT %s FROM \"%s\"",
                                     store_columns(store, entity), entities[entity].name);
  sqlite3_stmt *drop =
      store_prepare(store, err, "DELETE FROM \"%s\" WHERE oid = ?", entities[entity].name);
  enum status status = rows != NULL && drop != NULL ? STATUS_OK : store->failed;
  int64_t *misfits = NULL;
  size_t count = 0;
  int code = SQLITE_DONE;
  while (status == STATUS_OK && (code = sqlite3_step(rows)) == SQLITE_ROW)
    if (store_see_row(store, entity, rows, NULL) != STATUS_OK) {
      misfits = mem_resize(misfits, count + 1, sizeof *misfits);
      misfits[count++] = sqlite3_column_int64(rows, 0);
    }
  sqlite3_finalize(rows);
  for (size_t i = 0; i < count; i++) {
    sqlite3_bind_int64(drop, 1, misfits[i]);
    sqlite3_step(drop);
    sqlite3_reset(drop);
  }
  sqlite3_finalize(drop);
  free(misfits);
  return status == STATUS_OK && code != SQLITE_DONE ? store_fail(store, code, err) : status;
}

static enum status count_kept(struct rescue *rescue, struct error *err)
{
  struct recover_report *report = rescue->report;
  enum status status = STATUS_OK;
  for (size_t i = 0; i < rescue->table_count && status == STATUS_OK; i++) {
    int64_t count = 0;
    struct str sql = {0};
    str_addf(&sql, "SELECT count(*) FROM \"%s\"", rescue->tables[i].name);
    status = store_number(&rescue->store, str_text(&sql), 0, &count, err);
    str_clear(&sql);
    if (rescue->tables[i].entity >= 0)
      report->records[rescue->tables[i].entity].kept = (size_t)count;
    else if (strcmp(rescue->tables[i].name, "txn") == 0)
      report->entries.kept = (size_t)count;
    else if (strcmp(rescue->tables[i].name, "release") == 0)
      report->releases.kept = (size_t)count;
    rescue->taken += (size_t)count;
  }
  return status;
}

/* ---- The whole ---- */

/* Everything that needs no reference to hold; in one transaction. */
static enum status take_all(struct rescue *rescue, struct error *err)
{
  enum status status = store_run(&rescue->store, "BEGIN IMMEDIATE", err);
  if (status == STATUS_OK)
    status = add_tables(rescue, err);
  if (status == STATUS_OK) {
    rescue->owners = mem_new((size_t)rescue->pages.count + 1, sizeof *rescue->owners);
    take_pages(rescue);
  }
  for (int e = 0; e < ENTITY_COUNT && status == STATUS_OK; e++)
    status = drop_misfits(rescue, (enum entity)e, err);
  if (status == STATUS_OK)
    status = count_kept(rescue, err);
  if (status == STATUS_OK)
    status = rescue_from_backup(rescue, err);
  if (status == STATUS_OK && rescue->taken == 0) {
    error_place(err, rescue->path, 0, 0);
    status = error_set(err, STATUS_INPUT, _("nothing in it can be read as a kundresa file."));
  }
  if (status == STATUS_OK)
    status = rescue_name_lost(rescue, err);
  /* An entry of the history that is lost, and that another undoes. */
  if (status == STATUS_OK)
    status = store_run(&rescue->store,
                       "INSERT INTO txn(number, at, person, department, kind, label)"
                       " SELECT undoes, min(at), '', '', 'outside', 'outside' FROM txn AS t WHERE"
                       " undoes NOT IN (SELECT number FROM txn) GROUP BY undoes;"
                       "COMMIT",
                       err);
  return status;
}

static void clear(struct rescue *rescue)
{
  for (size_t i = 0; i < rescue->table_count; i++) {
    free(rescue->tables[i].name);
    sqlite3_finalize(rescue->tables[i].insert);
  }
  free(rescue->tables);
  free(rescue->owners);
  pages_clear(&rescue->pages);
  store_drop_statements(&rescue->store);
  sqlite3_close(rescue->store.db);
  rescue->store.db = NULL;
}

/* Makes an empty file under a name of its own beside @out: beside a part, which tells
 * whether we are alive. */
static enum status start(struct rescue *rescue, const char *out,
                         const struct store_context *context, struct error *err)
{
  rescue->part = part_make(out, 0600, &rescue->part_name);
  if (rescue->part < 0) {
    error_place(err, out, 0, 0);
    return error_set(err, STATUS_INPUT, _("cannot make the file: %s."), strerror(errno));
  }
  struct str name = {0};
  str_addf(&name, "%s-rows", rescue->part_name);
  rescue->made = str_take(&name);
  struct store *store = NULL;
  enum status status = store_open(rescue->made, STORE_CREATE, context, &store, err);
  store_close(&store);
  if (status != STATUS_OK)
    return status;
  rescue->store = (struct store){.path = rescue->made, .tables = entities, .now = context->now};
  int code = sqlite3_open_v2(rescue->made, &rescue->store.db, SQLITE_OPEN_READWRITE, NULL);
  /* What is taken over is no change of anybody's, and may lack what it refers to. */
  sqlite3_db_config(rescue->store.db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  sqlite3_db_config(rescue->store.db, SQLITE_DBCONFIG_ENABLE_FKEY, 0, NULL);
  return code == SQLITE_OK ? STATUS_OK : store_fail(&rescue->store, code, err);
}

/* Gives the new file its name. */
static enum status finish(struct rescue *rescue, const char *out, struct error *err)
{
  struct store reader = {.path = rescue->made};
  int code = sqlite3_open_v2(rescue->made, &reader.db, SQLITE_OPEN_READWRITE, NULL);
  enum status status =
      code == SQLITE_OK ? store_backup(&reader, out, err) : store_fail(&reader, code, err);
  sqlite3_close(reader.db);
  return status;
}

enum status recover_file(const char *path, const char *out, const struct store_context *context,
                         struct recover_report *report, struct error *err)
{
  struct rescue rescue = {.path = path, .report = report, .part = -1};
  *report = (struct recover_report){0};
  if (access(out, F_OK) == 0) {
    error_place(err, out, 0, 0);
    return error_set(err, STATUS_INPUT, _("there is a file with this name already."));
  }
  enum status status = pages_read(path, &rescue.pages, err);
  if (status == STATUS_OK)
    status = start(&rescue, out, context, err);
  if (status == STATUS_OK)
    status = take_all(&rescue, err);
  clear(&rescue);
  if (status == STATUS_OK)
    status = rescue_mend(&rescue, context, err);
  if (status == STATUS_OK)
    status = finish(&rescue, out, err);
  if (rescue.made != NULL)
    store_remove(rescue.made);
  if (rescue.part >= 0) {
    unlink(rescue.part_name);
    close(rescue.part);
  }
  free(rescue.made);
  free(rescue.part_name);
  return status;
}

void recover_report_clear(struct recover_report *report)
{
  for (size_t i = 0; i < report->lost_count; i++)
    free(report->lost[i].id);
  free(report->lost);
  free(report->backup);
  *report = (struct recover_report){0};
}
