/* What is missing in a recovered file: from the backup, or at least by name. */
#include "base/mem.h"
#include "base/text.h"
#include "store/backup.h"
#include "store/recover_private.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* ---- From the backup ---- */

/* The columns that both have, each in quotes, with @prefix before them. */
static enum status add_common(struct rescue *rescue, const char *table, struct str *columns,
                              struct error *err)
{
  sqlite3_stmt *rows = store_prepare(&rescue->store, err,
                                     "SELECT name FROM pragma_table_info(?1, 'main') WHERE name IN"
                                     " (SELECT name FROM pragma_table_info(?1, 'old'))");
  if (rows == NULL)
    return rescue->store.failed;
  sqlite3_bind_text(rows, 1, table, -1, SQLITE_STATIC);
  int code;
  while ((code = sqlite3_step(rows)) == SQLITE_ROW)
    str_addf(columns, "%s\"%s\"", columns->length > 0 ? ", " : "",
             (const char *)sqlite3_column_text(rows, 0));
  sqlite3_finalize(rows);
  return code == SQLITE_DONE ? STATUS_OK : store_fail(&rescue->store, code, err);
}

/* What the log says was done since to the rows in temp.fill. */
static enum status catch_up(struct rescue *rescue, const char *table, struct error *err)
{
  sqlite3_stmt *changes = store_prepare(
      &rescue->store, err,
      "SELECT c.oid, c.field, c.after FROM main.change AS c JOIN temp.fill AS f ON f.oid = c.oid"
      " WHERE c.tbl = ?1 AND c.op IN ('U', 'M') AND c.field IS NOT NULL AND c.seq > (SELECT"
      " coalesce(max(seq), 0) FROM old.change) ORDER BY c.seq");
  if (changes == NULL)
    return rescue->store.failed;
  sqlite3_bind_text(changes, 1, table, -1, SQLITE_STATIC);
  enum status status = STATUS_OK;
  int code = SQLITE_DONE;
  while (status == STATUS_OK && (code = sqlite3_step(changes)) == SQLITE_ROW) {
    const char *field = (const char *)sqlite3_column_text(changes, 1);
    if (strcmp(field, "ord") != 0 && entity_field((enum entity)entity_find(table), field) == NULL)
      continue;
    /* A column that the backup lacks came since, with no value there. */
    sqlite3_stmt *set = store_prepare(&rescue->store, NULL,
                                      "UPDATE temp.fill SET \"%s\" = ?1 WHERE oid = ?2", field);
    if (set == NULL)
      continue;
    sqlite3_bind_value(set, 1, sqlite3_column_value(changes, 2));
    sqlite3_bind_int64(set, 2, sqlite3_column_int64(changes, 0));
    int done = sqlite3_step(set);
    sqlite3_finalize(set);
    status = done == SQLITE_DONE ? STATUS_OK : store_fail(&rescue->store, done, err);
  }
  sqlite3_finalize(changes);
  return status == STATUS_OK && code != SQLITE_DONE ? store_fail(&rescue->store, code, err)
                                                    : status;
}

/* Which rows of old.t are missing: not there, and not deleted by what the log
 * says last. */
static void add_missing(struct str *sql, const struct rescue_table *table)
{
  str_addf(sql, " WHERE NOT EXISTS(SELECT 1 FROM main.\"%s\" AS n WHERE n.rowid = o.rowid)",
           table->name);
  if (table->entity >= 0)
    str_addf(sql,
             " AND (SELECT op FROM main.change WHERE tbl = '%s' AND oid = o.rowid AND field IS NULL"
             " AND op IN ('I', 'D') ORDER BY seq DESC LIMIT 1) IS NOT 'D'",
             table->name);
}

static enum status fill_table(struct rescue *rescue, const struct rescue_table *table,
                              size_t *filled, struct error *err)
{
  struct str columns = {0};
  struct str sql = {0};
  enum status status = add_common(rescue, table->name, &columns, err);
  *filled = 0;
  if (status == STATUS_OK && columns.length > 0) {
    str_addf(&sql,
             "DROP TABLE IF EXISTS temp.fill; CREATE TEMP TABLE fill AS SELECT %s FROM"
             " old.\"%s\" AS o",
             str_text(&columns), table->name);
    add_missing(&sql, table);
    status = store_run(&rescue->store, str_text(&sql), err);
    if (status == STATUS_OK && table->entity >= 0)
      status = catch_up(rescue, table->name, err);
    str_cut(&sql, 0);
    str_addf(&sql, "INSERT OR IGNORE INTO main.\"%s\"(%s) SELECT %s FROM temp.fill", table->name,
             str_text(&columns), str_text(&columns));
    /* One that does not fit any more is no reason to lose the rest. */
    if (status == STATUS_OK &&
        sqlite3_exec(rescue->store.db, str_text(&sql), NULL, NULL, NULL) == SQLITE_OK)
      *filled = (size_t)sqlite3_changes(rescue->store.db);
  }
  str_clear(&columns);
  str_clear(&sql);
  return status;
}

/* Opens the newest backup that can be read as "old". */
static bool attach_backup(struct rescue *rescue)
{
  struct backup_list list = {0};
  bool attached = false;
  backup_list_read(rescue->path, &list, NULL);
  for (size_t i = 0; i < list.count && !attached; i++) {
    int64_t changed;
    int64_t entries;
    char *person = NULL;
    if (backup_see(list.items[i].path, &changed, &person, &entries, NULL) == STATUS_OK) {
      sqlite3_stmt *attach = store_prepare(&rescue->store, NULL, "ATTACH ?1 AS old");
      if (attach != NULL)
        sqlite3_bind_text(attach, 1, list.items[i].path, -1, SQLITE_STATIC);
      attached = attach != NULL && sqlite3_step(attach) == SQLITE_DONE;
      sqlite3_finalize(attach);
    }
    rescue->attached = attached;
    if (attached)
      rescue->report->backup = mem_copy_text(list.items[i].path);
    free(person);
  }
  backup_list_clear(&list);
  return attached;
}

enum status rescue_from_backup(struct rescue *rescue, struct error *err)
{
  struct recover_report *report = rescue->report;
  if (!attach_backup(rescue))
    return STATUS_OK;
  enum status status = STATUS_OK;
  size_t all = 0;
  for (size_t i = 0; i < rescue->table_count && status == STATUS_OK; i++) {
    const struct rescue_table *table = &rescue->tables[i];
    size_t filled;
    status = fill_table(rescue, table, &filled, err);
    all += filled;
    if (table->entity >= 0)
      report->records[table->entity].backup = filled;
    else if (strcmp(table->name, "txn") == 0)
      report->entries.backup = filled;
    else if (strcmp(table->name, "release") == 0)
      report->releases.backup = filled;
  }
  rescue->taken += all;
  if (all == 0) { /* nothing was missing */
    free(report->backup);
    report->backup = NULL;
  }
  return status;
}

/* ---- By name ---- */

static void add_lost(struct rescue *rescue, enum entity entity, const char *id)
{
  struct recover_report *report = rescue->report;
  report->records[entity].lost++;
  report->lost = mem_resize(report->lost, report->lost_count + 1, sizeof *report->lost);
  report->lost[report->lost_count++] =
      (struct recover_lost){.entity = entity, .id = mem_copy_text(id)};
}

/* The pages as a database in memory, as far as SQLite can read them; NULL when
 * it cannot. */
static sqlite3 *open_pages(struct pages *pages)
{
  sqlite3 *db = NULL;
  sqlite3_int64 length = (sqlite3_int64)pages->count * pages->size;
  /* Without its log, which is laid over already. */
  pages->bytes[18] = pages->bytes[19] = 1;
  if (sqlite3_open_v2(":memory:", &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY, NULL) !=
          SQLITE_OK ||
      sqlite3_deserialize(db, "main", pages->bytes, length, length, SQLITE_DESERIALIZE_READONLY) !=
          SQLITE_OK) {
    sqlite3_close(db);
    return NULL;
  }
  sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  return db;
}

/* Rows of an index can stand where those of the table are lost: they tell its
 * number and its id, or its parent's. */
static enum status ask_index(struct rescue *rescue, sqlite3 *db, enum entity entity,
                             struct error *err)
{
  const char *name = entities[entity].name;
  const struct field *id = entity_id_field(entity);
  const struct field *parent = entity_parent_field(entity);
  sqlite3_stmt *there =
      store_prepare(&rescue->store, err,
                    "SELECT 1 FROM \"%s\" WHERE oid = ?1 UNION ALL SELECT 1 FROM temp.lost WHERE"
                    " tbl = '%s' AND oid = ?1",
                    name, name);
  sqlite3_stmt *note =
      store_prepare(&rescue->store, err, "INSERT INTO temp.lost VALUES('%s', ?1)", name);
  struct str sql = {0};
  if (id != NULL)
    str_addf(&sql, "SELECT id, oid FROM \"%s\" INDEXED BY \"sqlite_autoindex_%s_1\"", name, name);
  else if (parent != NULL)
    str_addf(&sql, "SELECT \"%s\", oid FROM \"%s\" INDEXED BY \"%s_place\"", parent->name, name,
             name);
  sqlite3_stmt *rows = NULL;
  enum status status = there != NULL && note != NULL ? STATUS_OK : rescue->store.failed;
  size_t most = (size_t)rescue->pages.count * (rescue->pages.size / 8);
  if (status == STATUS_OK && sql.length > 0)
    sqlite3_prepare_v2(db, str_text(&sql), -1, &rows, NULL);
  while (rows != NULL && most-- > 0 && sqlite3_step(rows) == SQLITE_ROW) {
    const char *text = (const char *)sqlite3_column_text(rows, 0);
    int64_t oid = sqlite3_column_int64(rows, 1);
    if (text == NULL || !record_is_id(text) || oid <= 0)
      continue;
    sqlite3_bind_int64(there, 1, oid);
    bool is_there = sqlite3_step(there) == SQLITE_ROW;
    sqlite3_reset(there);
    if (is_there)
      continue;
    sqlite3_bind_int64(note, 1, oid);
    sqlite3_step(note);
    sqlite3_reset(note);
    add_lost(rescue, entity, text);
  }
  sqlite3_finalize(rows);
  sqlite3_finalize(there);
  sqlite3_finalize(note);
  str_clear(&sql);
  return status;
}

/* What the file keeps of people: whatever can be read of @db (or NULL), then what
 * the backup has. */
static void take_settings(struct rescue *rescue, sqlite3 *db)
{
  sqlite3_stmt *put =
      store_prepare(&rescue->store, NULL, "INSERT OR IGNORE INTO main.setting VALUES(?, ?)");
  sqlite3_stmt *rows = NULL;
  size_t most = (size_t)rescue->pages.count * (rescue->pages.size / 8);
  if (db != NULL)
    sqlite3_prepare_v2(db, "SELECT name, value FROM setting", -1, &rows, NULL);
  while (put != NULL && rows != NULL && most-- > 0 && sqlite3_step(rows) == SQLITE_ROW) {
    for (int i = 0; i < 2; i++) {
      const char *text = (const char *)sqlite3_column_text(rows, i);
      size_t length = (size_t)sqlite3_column_bytes(rows, i);
      if (text != NULL && strlen(text) == length && text_is_utf8(text, length))
        sqlite3_bind_text(put, i + 1, text, (int)length, SQLITE_STATIC);
      else
        sqlite3_bind_null(put, i + 1); /* is refused */
    }
    sqlite3_step(put);
    sqlite3_reset(put);
  }
  sqlite3_finalize(rows);
  sqlite3_finalize(put);
  if (rescue->attached)
    sqlite3_exec(rescue->store.db, "INSERT OR IGNORE INTO main.setting SELECT * FROM old.setting",
                 NULL, NULL, NULL);
}

/* What the log says was added and not deleted, and is not there. */
static enum status ask_log(struct rescue *rescue, enum entity entity, struct error *err)
{
  sqlite3_stmt *rows = store_prepare(
      &rescue->store, err,
      "SELECT oid FROM change AS c WHERE tbl = '%s' AND field IS NULL AND op IN ('I', 'D') AND oid"
      " NOT IN (SELECT oid FROM \"%s\") AND oid NOT IN (SELECT oid FROM temp.lost WHERE tbl = "
      "'%s') GROUP BY oid HAVING max(seq) = max(CASE op WHEN 'I' THEN seq END)",
      entities[entity].name, entities[entity].name, entities[entity].name);
  if (rows == NULL)
    return rescue->store.failed;
  int code;
  while ((code = sqlite3_step(rows)) == SQLITE_ROW)
    add_lost(rescue, entity, NULL);
  sqlite3_finalize(rows);
  return code == SQLITE_DONE ? STATUS_OK : store_fail(&rescue->store, code, err);
}

enum status rescue_name_lost(struct rescue *rescue, struct error *err)
{
  sqlite3 *db = open_pages(&rescue->pages);
  enum status status =
      store_run(&rescue->store, "CREATE TEMP TABLE lost(tbl TEXT, oid INTEGER)", err);
  for (int e = 0; e < ENTITY_COUNT && status == STATUS_OK; e++) {
    if (db != NULL)
      status = ask_index(rescue, db, (enum entity)e, err);
    if (status == STATUS_OK)
      status = ask_log(rescue, (enum entity)e, err);
  }
  take_settings(rescue, db);
  sqlite3_close(db);
  /* How many entries and releases there were is told by their numbers. */
  int64_t number = 0;
  if (status == STATUS_OK)
    status = store_number(&rescue->store,
                          "SELECT coalesce(max(number), 0) - count(*) FROM txn WHERE number > 0", 0,
                          &number, err);
  rescue->report->entries.lost = number > 0 ? (size_t)number : 0;
  if (status == STATUS_OK)
    status = store_number(&rescue->store,
                          "SELECT coalesce(sum(n), 0) FROM (SELECT max(number) - count(*) AS n FROM"
                          " release GROUP BY journey)",
                          0, &number, err);
  rescue->report->releases.lost = number > 0 ? (size_t)number : 0;
  return status;
}
