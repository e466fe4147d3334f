/* The schema of a file: as this program makes it, or brought there from an older
 * one, after a backup and in one transaction. */
#include "base/digest.h"
#include "base/i18n.h"
#include "store/backup.h"
#include "store/schema_digest.h"
#include "store/store_private.h"

#include <string.h>

enum status store_made_digest(const struct store *store, int version, struct str *digest,
                              struct error *err)
{
  struct store scratch = {.path = store->path, .tables = store->tables};
  int code = sqlite3_open_v2(":memory:", &scratch.db,
                             SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY, NULL);
  enum status status = code == SQLITE_OK ? STATUS_OK : store_fail(&scratch, code, err);
  if (status == STATUS_OK)
    status = store_run(&scratch, "BEGIN IMMEDIATE", err);
  if (status == STATUS_OK)
    status = store_migrate(&scratch, 0, version, err);
  if (status == STATUS_OK)
    status = store_schema_digest(&scratch, digest, err);
  sqlite3_close(scratch.db);
  return status;
}

/* Making the schema is most of the work of opening a file, so what comes out is
 * known beforehand; should the list be stale, the schema is made after all. */
static bool is_known_digest(const struct store *store, int version, const char *digest)
{
  static const struct {
    int version;
    const char *digest;
  } known[] = {SCHEMA_DIGESTS};
  for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
    if (known[i].version == version && strcmp(known[i].digest, digest) == 0)
      return store->tables == entities;
  return false;
}

static enum status check_schema(struct store *store, int version, struct error *err)
{
  struct str found = {0};
  struct str expected = {0};
  enum status status = store_schema_digest(store, &found, err);
  bool known = status == STATUS_OK && is_known_digest(store, version, str_text(&found));
  if (status == STATUS_OK && !known)
    status = store_made_digest(store, version, &expected, err);
  if (status == STATUS_OK && !known && strcmp(str_text(&found), str_text(&expected)) != 0) {
    status = error_set(err, STATUS_INPUT,
                       _("the tables of the file are not those that kundresa makes: another"
                         " program has changed them, and they could do harm."));
    error_remedy(err, "%s", store_remedy());
  }
  str_clear(&found);
  str_clear(&expected);
  return status;
}

/* The connection that is about to write cannot copy, so another one reads. */
static enum status backup_before_migration(const struct store *store, struct error *err)
{
  struct store reader = {.path = store->path, .now = store->now};
  struct str path = {0};
  bool made;
  int code = sqlite3_open_v2(store->path, &reader.db, SQLITE_OPEN_READONLY, NULL);
  enum status status = code == SQLITE_OK ? backup_take(&reader, NULL, &path, &made, err)
                                         : store_fail(&reader, code, err);
  sqlite3_close(reader.db);
  str_clear(&path);
  return status;
}

/* Refuses a schema that this program does not know. */
static enum status check_version(struct store *store, int64_t version, struct error *err)
{
  int newest = store_newest_schema(store->tables);
  if (version <= newest)
    return STATUS_OK;
  error_set(err, STATUS_INPUT,
            _("the file was made by a newer kundresa (schema %d; this one knows %d)."),
            (int)version, newest);
  error_remedy(err, "%s", _("Bring kundresa up to date, or export the journey over there."));
  return STATUS_INPUT;
}

/* Inside a transaction: every step from @version on, and the tables that come
 * of it are those of a new file. */
static enum status take_steps(struct store *store, int version, struct error *err)
{
  int newest = store_newest_schema(store->tables);
  struct str sql = {0};
  str_addf(&sql, "PRAGMA application_id = %d", STORE_APPLICATION_ID);
  enum status status = store_migrate(store, version, newest, err);
  if (status == STATUS_OK)
    status = store_run(store, str_text(&sql), err);
  str_clear(&sql);
  if (status == STATUS_OK && version > 0)
    status = check_schema(store, newest, err);
  return status;
}

static enum status end_transaction(struct store *store, enum status status, struct error *err)
{
  if (status == STATUS_OK)
    status = store_run(store, "COMMIT", err);
  if (status != STATUS_OK)
    sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
  return status;
}

enum status store_make_schema(struct store *store, struct error *err)
{
  enum status status = store_run(store, "BEGIN IMMEDIATE", err);
  if (status != STATUS_OK)
    return status;
  return end_transaction(store, take_steps(store, 0, err), err);
}

/* The lock comes first: then the backup holds the last word before the steps,
 * and of two that want to bring the file up to date the second finds it done. */
static enum status bring_up_to_date(struct store *store, struct error *err)
{
  enum status status = store_run(store, "BEGIN IMMEDIATE", err);
  if (status != STATUS_OK)
    return status;
  int64_t version = 0;
  status = store_number(store, "PRAGMA user_version", 0, &version, err);
  if (status == STATUS_OK)
    status = check_version(store, version, err);
  if (status == STATUS_OK && version < store_newest_schema(store->tables)) {
    status = backup_before_migration(store, err);
    if (status == STATUS_OK)
      status = take_steps(store, (int)version, err);
  }
  return end_transaction(store, status, err);
}

enum status store_examine(struct store *store, struct error *err)
{
  int64_t application = 0;
  int64_t version = 0;
  enum status status = store_number(store, "PRAGMA application_id", 0, &application, err);
  if (status == STATUS_OK)
    status = store_number(store, "PRAGMA user_version", 0, &version, err);
  if (status != STATUS_OK)
    return status;
  if (application != STORE_APPLICATION_ID || version < 1)
    return error_set(err, STATUS_INPUT, _("this is a database, but not a kundresa file."));
  status = check_version(store, version, err);
  if (status == STATUS_OK)
    status = check_schema(store, (int)version, err);
  if (status != STATUS_OK || version == store_newest_schema(store->tables))
    return status;
  if (store->read_only) {
    error_set(err, STATUS_INPUT, _("the file was made by an older kundresa."));
    error_remedy(err, "%s", _("Open it once where it may be written, to bring it up to date."));
    return STATUS_INPUT;
  }
  return bring_up_to_date(store, err);
}
