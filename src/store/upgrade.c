/* The schema of a file: as this program makes it, or brought there from an older
 * one, after a backup and in one transaction. */
#include "base/digest.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "store/schema_digest.h"
#include "store/store_private.h"

#include <errno.h>
#include <inttypes.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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
    error_remedy(err, "%s", _("Take a copy from the folder 'backups', or from your own."));
  }
  str_clear(&found);
  str_clear(&expected);
  return status;
}

/* Whether a copy is a whole file of the schema @version. */
static enum status see_copy(const char *path, int version, struct error *err)
{
  struct store copy = {.path = (char *)path};
  int code = sqlite3_open_v2(path, &copy.db, SQLITE_OPEN_READONLY, NULL);
  enum status status = code == SQLITE_OK ? STATUS_OK : store_fail(&copy, code, err);
  int64_t found = 0;
  int64_t faults = 1;
  if (status == STATUS_OK)
    status = store_number(&copy, "PRAGMA user_version", 0, &found, err);
  if (status == STATUS_OK)
    status =
        store_number(&copy, "SELECT count(*) FROM pragma_quick_check(1) WHERE quick_check <> 'ok'",
                     1, &faults, err);
  sqlite3_close(copy.db);
  if (status == STATUS_OK && (faults != 0 || found != version)) {
    status = error_set(err, STATUS_INPUT,
                       _("the file is damaged, and is therefore not brought up to date."));
    error_remedy(err, "%s", _("Take a copy from the folder 'backups', or from your own."));
  }
  return status;
}

/* A copy named by the time, in the folder 'backups' beside the file.  The
 * connection that is about to write cannot copy, so another one reads. */
static enum status backup_before_migration(struct store *store, int version, struct error *err)
{
  char *copy = mem_copy_text(store->path);
  char *name = mem_copy_text(store->path);
  struct str path = {0};
  str_addf(&path, "%s/backups", dirname(copy));
  enum status status = STATUS_OK;
  if (mkdir(str_text(&path), 0770) != 0 && errno != EEXIST)
    status = error_set(err, STATUS_SYSTEM, _("cannot make the folder for backups: %s."),
                       strerror(errno));
  str_addf(&path, "/%s-schema-%d-%" PRId64, basename(name), version,
           store->now != NULL ? store->now() : 0);
  /* An attempt that was stopped may have left one from the same moment. */
  size_t length = path.length;
  for (int i = 2; i < 100 && access(str_text(&path), F_OK) == 0; i++) {
    str_cut(&path, length);
    str_addf(&path, "-%d", i);
  }
  if (status == STATUS_OK) {
    struct store reader = {.path = store->path};
    int code = sqlite3_open_v2(store->path, &reader.db, SQLITE_OPEN_READONLY, NULL);
    status = code == SQLITE_OK ? store_backup(&reader, str_text(&path), err)
                               : store_fail(&reader, code, err);
    sqlite3_close(reader.db);
  }
  if (status == STATUS_OK) {
    status = see_copy(str_text(&path), version, err);
    if (status != STATUS_OK)
      unlink(str_text(&path));
  }
  str_clear(&path);
  free(copy);
  free(name);
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
    status = backup_before_migration(store, (int)version, err);
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
