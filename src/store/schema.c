/* The tables, made from the table of fields; and the steps from one schema to
 * the next. */
#include "base/digest.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "store/store_private.h"

#include <inttypes.h>
#include <string.h>

/* The tables that are not made from the table of fields.  All of schema 1;
 * a later change of theirs is a step of its own in store_migrate(). */
static const char own_tables[] =
    "CREATE TABLE setting(name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;"
    /* Which transaction the triggers write for: one row.  Outside kundresa
     * txn is NULL, and the log says so. */
    "CREATE TABLE current(one INTEGER PRIMARY KEY CHECK(one = 1), txn INTEGER,"
    " bulk INTEGER NOT NULL) STRICT;"
    "INSERT INTO current VALUES(1, NULL, 0);"
    "CREATE TABLE txn(number INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL,"
    " person TEXT NOT NULL, department TEXT NOT NULL, kind TEXT NOT NULL, label TEXT NOT NULL,"
    " undoes INTEGER REFERENCES txn(number), undone INTEGER NOT NULL DEFAULT 0) STRICT;"
    "CREATE INDEX txn_person ON txn(person, number);"
    "CREATE TABLE change(seq INTEGER PRIMARY KEY AUTOINCREMENT, txn INTEGER, tbl TEXT NOT NULL,"
    " oid INTEGER NOT NULL, journey INTEGER, field TEXT, op TEXT NOT NULL"
    " CHECK(op IN ('I','U','D','M')), before ANY, after ANY) STRICT;"
    "CREATE INDEX change_txn ON change(txn, seq);"
    "CREATE INDEX change_record ON change(tbl, oid, seq);"
    "CREATE TABLE release(journey TEXT NOT NULL, number INTEGER NOT NULL, at INTEGER NOT NULL,"
    " person TEXT NOT NULL, department TEXT NOT NULL, sha256 TEXT NOT NULL,"
    " journey_sha256 TEXT NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY(journey, number)) STRICT;"
    /* What has happened has happened: REPLACE skips delete triggers, so an
     * insert over an old row is refused by a trigger of its own. */
    "CREATE TRIGGER txn_fixed BEFORE UPDATE OF number, at, person, department, kind, label, undoes"
    " ON txn BEGIN SELECT RAISE(ABORT, 'history is never changed'); END;"
    "CREATE TRIGGER txn_kept BEFORE DELETE ON txn"
    " BEGIN SELECT RAISE(ABORT, 'history is never changed'); END;"
    "CREATE TRIGGER txn_new BEFORE INSERT ON txn WHEN EXISTS(SELECT 1 FROM txn WHERE number ="
    " new.number) BEGIN SELECT RAISE(ABORT, 'history is never changed'); END;"
    /* What another program changed gets an entry once it is noticed. */
    "CREATE TRIGGER change_fixed BEFORE UPDATE ON change WHEN NOT (old.txn IS NULL AND (SELECT kind"
    " FROM txn WHERE number = new.txn) IS 'outside' AND new.seq = old.seq AND new.tbl = old.tbl AND"
    " new.oid = old.oid AND new.journey IS old.journey AND new.field IS old.field AND new.op ="
    " old.op AND new.before IS old.before AND new.after IS old.after)"
    " BEGIN SELECT RAISE(ABORT, 'history is never changed'); END;"
    "CREATE TRIGGER change_kept BEFORE DELETE ON change"
    " BEGIN SELECT RAISE(ABORT, 'history is never changed'); END;"
    "CREATE TRIGGER change_new BEFORE INSERT ON change WHEN EXISTS(SELECT 1 FROM change WHERE seq"
    " = new.seq) BEGIN SELECT RAISE(ABORT, 'history is never changed'); END;"
    "CREATE TRIGGER release_fixed BEFORE UPDATE ON release"
    " BEGIN SELECT RAISE(ABORT, 'a release is never changed'); END;"
    "CREATE TRIGGER release_kept BEFORE DELETE ON release"
    " BEGIN SELECT RAISE(ABORT, 'a release is never changed'); END;"
    "CREATE TRIGGER release_new BEFORE INSERT ON release WHEN EXISTS(SELECT 1 FROM release WHERE"
    " journey = new.journey AND number = new.number)"
    " BEGIN SELECT RAISE(ABORT, 'a release is never changed'); END;";

/* Of schema 3.  What a person says of a subject in a round; see store.h. */
static const char sealed_table[] =
    "CREATE TABLE sealed(oid INTEGER PRIMARY KEY AUTOINCREMENT, journey INTEGER NOT NULL REFERENCES"
    " journey(oid) ON DELETE CASCADE, kind TEXT NOT NULL, round TEXT NOT NULL, person TEXT NOT "
    "NULL,"
    " subject TEXT NOT NULL, department TEXT NOT NULL, body TEXT NOT NULL,"
    " UNIQUE(journey, kind, round, person, subject)) STRICT;";

/* Adds the column of a field as a table of STRICT type and range. */
static void add_column(struct str *sql, const struct field *field)
{
  str_addf(sql, "\"%s\" %s", field->name,
           field_is_text(field)        ? "TEXT"
           : field->kind == FIELD_ENUM ? "TEXT"
                                       : "INTEGER");
  if ((field->flags & FIELD_REQUIRED) != 0)
    str_add(sql, " NOT NULL");
  switch (field->kind) {
  case FIELD_ENUM:
    str_addf(sql, " CHECK(\"%s\" IN (", field->name);
    for (size_t i = 0; i < enumerations[field->of].count; i++)
      str_addf(sql, "%s'%s'", i > 0 ? "," : "", enumerations[field->of].tokens[i]);
    str_add(sql, "))");
    break;
  case FIELD_INT:
  case FIELD_MONEY:
  case FIELD_RATE:
    str_addf(sql, " CHECK(\"%s\" BETWEEN %" PRId64 " AND %" PRId64 ")", field->name, field->least,
             field->most);
    break;
  case FIELD_BOOL:
    str_addf(sql, " CHECK(\"%s\" IN (0,1))", field->name);
    break;
  case FIELD_CLOCK:
    str_addf(sql, " CHECK(\"%s\" BETWEEN 0 AND 1439)", field->name);
    break;
  case FIELD_ID:
    str_addf(sql, " CHECK(\"%s\" GLOB '[a-z]*' AND length(\"%s\") <= 50)", field->name,
             field->name);
    break;
  default:
    break;
  }
}

/* The references of a table: by the readable id, so that they can come before
 * what they name and follow it when it is renamed. */
static void add_references(struct str *sql, const struct entity_info *info, int version)
{
  for (size_t i = 0; i < info->count; i++) {
    const struct field *field = &info->fields[i];
    if (field->kind != FIELD_REF || field->since > version)
      continue;
    str_addf(sql,
             ", FOREIGN KEY(journey, \"%s\") REFERENCES \"%s\"(journey, id)%s ON UPDATE CASCADE"
             " DEFERRABLE INITIALLY DEFERRED",
             field->name, entities[field->of].name,
             (field->flags & FIELD_PARENT) != 0 ? " ON DELETE CASCADE" : "");
  }
}

/* The table as it is in the schema @to, letter by letter as it would be had it been made
 * in the schema @version and brought there by ALTER TABLE, which adds a column behind
 * those that there are and knows no reference. */
static void add_table(struct str *sql, const struct entity_info *tables, enum entity entity,
                      int version, int to)
{
  const struct entity_info *info = &tables[entity];
  str_addf(sql, "CREATE TABLE \"%s\"(oid INTEGER PRIMARY KEY AUTOINCREMENT", info->name);
  if (entity != ENTITY_journey)
    str_add(sql, ", journey INTEGER NOT NULL REFERENCES journey(oid) ON DELETE CASCADE"
                 " DEFERRABLE INITIALLY DEFERRED");
  str_add(sql, ", ord INTEGER NOT NULL");
  for (int since = version; since <= to; since++)
    for (size_t i = 0; i < info->count; i++) {
      if (info->fields[i].since != since)
        continue;
      str_add(sql, ", ");
      add_column(sql, &info->fields[i]);
    }
  if (entity == ENTITY_journey)
    str_add(sql, ", UNIQUE(id)");
  else if (entity_id_field(entity) != NULL)
    str_add(sql, ", UNIQUE(journey, id)");
  add_references(sql, info, version);
  str_add(sql, ") STRICT;\n");
  const struct field *parent = entity_parent_field(entity);
  if (entity == ENTITY_touchpoint)
    str_add(sql, "CREATE INDEX touchpoint_place ON touchpoint(journey, stage, ord);\n");
  else if (parent != NULL)
    str_addf(sql, "CREATE INDEX \"%s_place\" ON \"%s\"(journey, \"%s\", ord);\n", info->name,
             info->name, parent->name);
  else if (entity != ENTITY_journey)
    str_addf(sql, "CREATE INDEX \"%s_place\" ON \"%s\"(journey, ord);\n", info->name, info->name);
  for (size_t i = 0; i < info->count; i++) {
    const struct field *field = &info->fields[i];
    if (field->kind == FIELD_REF && field->since <= version && (field->flags & FIELD_PARENT) == 0 &&
        !(entity == ENTITY_touchpoint && strcmp(field->name, "stage") == 0))
      str_addf(sql, "CREATE INDEX \"%s_%s\" ON \"%s\"(journey, \"%s\") WHERE \"%s\" IS NOT NULL;\n",
               info->name, field->name, info->name, field->name, field->name);
  }
}

#define LOG                                                                                        \
  "INSERT INTO change(txn, tbl, oid, journey, field, op, before, after) VALUES("                   \
  "(SELECT txn FROM current), "

/* Every column the log knows of, as rows of its name and its values; a table of
 * rows is a fifth of the text of as many statements, and the whole schema is
 * read anew with each opening. */
static void add_columns(struct str *sql, const struct entity_info *info, int version, bool updated)
{
  /* The first row gives the columns their names, and is left out of the log of
   * a deleted row, whose own place is logged with the row itself. */
  str_add(sql, updated ? "(SELECT 'ord' AS name, old.ord AS was, new.ord AS now UNION ALL VALUES"
                       : "(SELECT NULL AS name, NULL AS was UNION ALL VALUES");
  const char *comma = "";
  for (size_t i = 0; i < info->count; i++) {
    const char *name = info->fields[i].name;
    if (info->fields[i].since > version)
      continue;
    str_addf(sql, "%s('%s',old.\"%s\"", comma, name, name);
    if (updated)
      str_addf(sql, ",new.\"%s\"", name);
    str_add(sql, ")");
    comma = ",";
  }
  str_add(sql, ")");
}

/* The log of a table's rows: new ones, what changed in them, and those deleted.
 * A deleted row leaves all its values, so that it can come back; a row of a
 * whole journey being read in leaves none, since the journey's own row stands
 * for all. */
static void add_triggers(struct str *sql, const struct entity_info *tables, enum entity entity,
                         int version)
{
  const struct entity_info *info = &tables[entity];
  const char *journey = entity == ENTITY_journey ? "oid" : "journey";
  str_addf(sql,
           "CREATE TRIGGER \"%s_added\" AFTER INSERT ON \"%s\" WHEN (SELECT bulk FROM current) ="
           " 0 BEGIN " LOG "'%s', new.oid, new.%s, NULL, 'I', NULL, new.ord); END;\n",
           info->name, info->name, info->name, journey);
  str_addf(sql,
           "CREATE TRIGGER \"%s_changed\" AFTER UPDATE ON \"%s\" BEGIN INSERT INTO change(txn, tbl,"
           " oid, journey, field, op, before, after) SELECT txn, '%s', new.oid, new.%s, name,"
           " iif(name = 'ord', 'M', 'U'), was, now FROM current, ",
           info->name, info->name, info->name, journey);
  add_columns(sql, info, version, true);
  str_add(sql, " WHERE was IS NOT now; END;\n");
  str_addf(sql,
           "CREATE TRIGGER \"%s_gone\" AFTER DELETE ON \"%s\" BEGIN INSERT INTO change(txn, tbl,"
           " oid, journey, field, op, before) SELECT txn, '%s', old.oid, old.%s, name, 'D',"
           " was FROM current, ",
           info->name, info->name, info->name, journey);
  add_columns(sql, info, version, false);
  str_addf(sql,
           " WHERE was IS NOT NULL; " LOG
           "'%s', old.oid, old.%s, NULL, 'D', old.ord, NULL); END;\n",
           info->name, journey);
}

/* The schema in which an entity came: that of its first field. */
static int entity_since(const struct entity_info *info)
{
  int since = info->fields[0].since;
  for (size_t i = 1; i < info->count; i++)
    if (info->fields[i].since < since)
      since = info->fields[i].since;
  return since;
}

/* Brings one table from the schema before @version to @version. */
static void add_step(struct str *sql, const struct entity_info *tables, enum entity entity,
                     int version)
{
  const struct entity_info *info = &tables[entity];
  int since = entity_since(info);
  bool fresh = since == version;
  bool changed = fresh;
  if (fresh)
    add_table(sql, tables, entity, version, version);
  for (size_t i = 0; i < info->count; i++) {
    if (info->fields[i].since != version)
      continue;
    changed = true;
    if (!fresh) {
      str_addf(sql, "ALTER TABLE \"%s\" ADD COLUMN ", info->name);
      add_column(sql, &info->fields[i]);
      str_add(sql, ";\n");
    }
  }
  if (changed && !fresh)
    str_addf(sql,
             "DROP TRIGGER \"%s_added\"; DROP TRIGGER \"%s_changed\"; DROP TRIGGER \"%s_gone\";\n",
             info->name, info->name, info->name);
  if (changed)
    add_triggers(sql, tables, entity, version);
}

int store_newest_schema(const struct entity_info *tables)
{
  int newest = 0;
  for (int e = 0; e < ENTITY_COUNT; e++)
    for (size_t i = 0; i < tables[e].count; i++)
      if (tables[e].fields[i].since > newest)
        newest = tables[e].fields[i].since;
  return newest;
}

/* The whole schema at once, as all steps one after another would make it: those take
 * ten times as long, since SQLite reads all tables anew for each column. */
static enum status make_at_once(struct store *store, int to, struct error *err)
{
  struct str sql = {0};
  str_add(&sql, own_tables);
  if (to >= 3)
    str_add(&sql, sealed_table);
  for (int e = 0; e < ENTITY_COUNT; e++) {
    int since = entity_since(&store->tables[e]);
    if (since > to)
      continue;
    add_table(&sql, store->tables, (enum entity)e, since, to);
    add_triggers(&sql, store->tables, (enum entity)e, to);
  }
  str_addf(&sql, "PRAGMA user_version = %d;", to);
  enum status status = store_run(store, str_text(&sql), err);
  str_clear(&sql);
  return status;
}

enum status store_migrate(struct store *store, int from, int to, struct error *err)
{
  if (from == 0)
    return make_at_once(store, to, err);
  enum status status = STATUS_OK;
  for (int version = from + 1; version <= to && status == STATUS_OK; version++) {
    struct str sql = {0};
    if (version == 3)
      str_add(&sql, sealed_table);
    for (int e = 0; e < ENTITY_COUNT; e++)
      add_step(&sql, store->tables, (enum entity)e, version);
    str_addf(&sql, "PRAGMA user_version = %d;", version);
    status = store_run(store, str_text(&sql), err);
    str_clear(&sql);
  }
  return status;
}

enum status store_schema_digest(struct store *store, struct str *digest, struct error *err)
{
  /* Every row counts, whatever it says its name is: SQLite goes by the sql
   * alone.  Only what ANALYZE leaves is no concern of ours. */
  sqlite3_stmt *rows = store_prepare(
      store, err,
      "SELECT type || char(9) || name || char(9) || tbl_name || char(9) || sql FROM sqlite_schema"
      " WHERE sql IS NOT NULL AND sql NOT IN ('CREATE TABLE sqlite_stat1(tbl,idx,stat)',"
      " 'CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)') ORDER BY type, name");
  if (rows == NULL)
    return store->failed;
  struct str all = {0};
  int code;
  while ((code = sqlite3_step(rows)) == SQLITE_ROW) {
    /* To its last byte: a row could hide something behind a NUL. */
    const char *text = (const char *)sqlite3_column_text(rows, 0);
    if (text != NULL)
      str_add_span(&all, text, (size_t)sqlite3_column_bytes(rows, 0));
    str_add_char(&all, '\n');
  }
  sqlite3_finalize(rows);
  char hex[DIGEST_SIZE];
  if (code == SQLITE_DONE)
    str_add(digest, digest_hex(str_text(&all), all.length, hex));
  str_clear(&all);
  return code == SQLITE_DONE ? STATUS_OK : store_fail(store, code, err);
}
