/* Settings, checks and copies of the file. */
#include "base/digest.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/part.h"
#include "store/store_private.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum status store_get_setting(struct store *store, const char *name, char **value,
                              struct error *err)
{
  *value = NULL;
  sqlite3_stmt *row =
      store_keep(store, &store->edit.setting, err, "SELECT value FROM setting WHERE name = ?");
  if (row == NULL)
    return store->failed;
  sqlite3_bind_text(row, 1, name, -1, SQLITE_STATIC);
  int code = sqlite3_step(row);
  if (code == SQLITE_ROW)
    *value = mem_copy_text((const char *)sqlite3_column_text(row, 0));
  if (code == SQLITE_ROW && *value == NULL) /* no setting is NULL: there was no memory for it */
    code = SQLITE_NOMEM;
  enum status status =
      code == SQLITE_ROW || code == SQLITE_DONE ? STATUS_OK : store_fail(store, code, err);
  sqlite3_reset(row);
  return status;
}

enum status store_put_setting(struct store *store, const char *name, const char *value,
                              struct error *err)
{
  if (store->past)
    return error_set(err, STATUS_INPUT, _("what is past can only be looked at."));
  sqlite3_stmt *statement =
      value != NULL ? store_prepare(store, err,
                                    "INSERT INTO setting(name, value) VALUES(?1, ?2) ON"
                                    " CONFLICT(name) DO UPDATE SET value = excluded.value")
                    : store_prepare(store, err, "DELETE FROM setting WHERE name = ?1");
  if (statement == NULL)
    return store->failed;
  sqlite3_bind_text(statement, 1, name, -1, SQLITE_STATIC);
  if (value != NULL)
    sqlite3_bind_text(statement, 2, value, -1, SQLITE_STATIC);
  int code = sqlite3_step(statement);
  sqlite3_finalize(statement);
  return code == SQLITE_DONE ? STATUS_OK : store_fail(store, code, err);
}

enum status store_each_setting(struct store *store, const char *prefix, setting_visit *visit,
                               void *context, struct error *err)
{
  sqlite3_stmt *rows = store_prepare(store, err,
                                     "SELECT name, value FROM setting"
                                     " WHERE substr(name, 1, length(?1)) = ?1 ORDER BY name");
  if (rows == NULL)
    return store->failed;
  sqlite3_bind_text(rows, 1, prefix, -1, SQLITE_STATIC);
  enum status status = STATUS_OK;
  int code = SQLITE_DONE;
  while (status == STATUS_OK && (code = sqlite3_step(rows)) == SQLITE_ROW) {
    const char *value = (const char *)sqlite3_column_text(rows, 1);
    status =
        visit(context, (const char *)sqlite3_column_text(rows, 0), value != NULL ? value : "", err);
  }
  sqlite3_finalize(rows);
  if (status != STATUS_OK)
    return status;
  return code == SQLITE_DONE ? STATUS_OK : store_fail(store, code, err);
}

/* ---- Check ---- */

static enum status check_integrity(struct store *store, struct problems *problems,
                                   struct error *err)
{
  sqlite3_stmt *rows = store_prepare(store, err, "PRAGMA integrity_check");
  if (rows == NULL)
    return store->failed;
  int code;
  while ((code = sqlite3_step(rows)) == SQLITE_ROW) {
    const char *words = (const char *)sqlite3_column_text(rows, 0);
    if (words != NULL && strcmp(words, "ok") != 0)
      problems_note(problems, STATUS_INPUT, 0, 0, _("the file is damaged: %s"), words);
  }
  sqlite3_finalize(rows);
  if ((code & 0xff) == SQLITE_CORRUPT || (code & 0xff) == SQLITE_INTERRUPT) {
    problems_note(problems, STATUS_INPUT, 0, 0, _("the file is damaged: %s"),
                  sqlite3_errmsg(store->db));
    return STATUS_OK;
  }
  return code == SQLITE_DONE ? STATUS_OK : store_fail(store, code, err);
}

static enum status check_references(struct store *store, struct problems *problems,
                                    struct error *err)
{
  sqlite3_stmt *rows = store_prepare(store, err, "PRAGMA foreign_key_check");
  if (rows == NULL)
    return store->failed;
  int code;
  while ((code = sqlite3_step(rows)) == SQLITE_ROW)
    problems_note(
        problems, STATUS_INPUT, 0, 0, _("%s in row %" PRId64 " refers to a %s that does not exist"),
        (const char *)sqlite3_column_text(rows, 0), (int64_t)sqlite3_column_int64(rows, 1),
        (const char *)sqlite3_column_text(rows, 2));
  sqlite3_finalize(rows);
  return code == SQLITE_DONE ? STATUS_OK : store_fail(store, code, err);
}

enum status store_see_row(struct store *store, enum entity entity, sqlite3_stmt *row,
                          struct error *err)
{
  void *record = record_new(entity);
  struct str text = {0};
  enum status status = store_read_row(store, entity, row, record, err);
  for (size_t i = 0; i < entities[entity].count && status == STATUS_OK; i++) {
    struct value value;
    str_cut(&text, 0);
    record_add_value(&text, record, &entities[entity].fields[i]);
    status = value_parse(&entities[entity].fields[i], str_text(&text), &value, err);
    value_clear(&value);
  }
  record_free(entity, &record);
  str_clear(&text);
  return status;
}

static enum status check_values(struct store *store, enum entity entity, struct problems *problems,
                                struct error *err)
{
  sqlite3_stmt *rows = store_prepare(store, err, "SELECT %s FROM \"%s\"",
                                     store_columns(store, entity), entities[entity].name);
  if (rows == NULL)
    return store->failed;
  int code;
  while ((code = sqlite3_step(rows)) == SQLITE_ROW) {
    struct error fault = {0};
    if (store_see_row(store, entity, rows, &fault) != STATUS_OK)
      problems_note(problems, STATUS_INPUT, 0, 0, _("%s in row %" PRId64 ": %s"),
                    entities[entity].name, (int64_t)sqlite3_column_int64(rows, 0), fault.text);
  }
  sqlite3_finalize(rows);
  return code == SQLITE_DONE ? STATUS_OK : store_fail(store, code, err);
}

static enum status check_releases(struct store *store, struct problems *problems, struct error *err)
{
  sqlite3_stmt *rows =
      store_prepare(store, err, "SELECT journey, number, sha256, bytes FROM release");
  if (rows == NULL)
    return store->failed;
  int code;
  while ((code = sqlite3_step(rows)) == SQLITE_ROW) {
    char hex[DIGEST_SIZE];
    const void *bytes = sqlite3_column_blob(rows, 3);
    const char *stated = (const char *)sqlite3_column_text(rows, 2);
    digest_hex(bytes != NULL ? bytes : "", (size_t)sqlite3_column_bytes(rows, 3), hex);
    if (stated == NULL || strcmp(hex, stated) != 0)
      problems_note(problems, STATUS_INPUT, 0, 0,
                    _("the bytes of release %" PRId64 " are not those that were released."),
                    (int64_t)sqlite3_column_int64(rows, 1));
  }
  sqlite3_finalize(rows);
  return code == SQLITE_DONE ? STATUS_OK : store_fail(store, code, err);
}

enum status store_check(struct store *store, struct problems *problems, struct error *err)
{
  enum status status = check_integrity(store, problems, err);
  /* Values on damaged pages tell nothing that could be mended one by one. */
  bool sound = problems->count == 0;
  if (status == STATUS_OK && sound)
    status = check_references(store, problems, err);
  for (int e = 0; e < ENTITY_COUNT && status == STATUS_OK && sound; e++)
    status = check_values(store, (enum entity)e, problems, err);
  if (status == STATUS_OK)
    status = check_releases(store, problems, err);
  return status;
}

/* ---- Copies ---- */

/* Reads a copy through: what was written may not be what stands there, and what
 * was copied may have been damaged before. */
static enum status see_copy(struct store *store, sqlite3 *copy, struct error *err)
{
  struct store seen = {.db = copy, .path = store->path};
  int64_t faults = 1;
  enum status status = STATUS_OK;
  /* Where memory is short the check finds what is not there, once. */
  for (int i = 0; i < 2 && status == STATUS_OK && faults != 0; i++)
    status =
        store_number(&seen, "SELECT count(*) FROM pragma_quick_check(1) WHERE quick_check <> 'ok'",
                     1, &faults, err);
  if (status == STATUS_OK && faults != 0) {
    error_place(err, store->path, 0, 0);
    status = error_set(err, STATUS_INPUT, _("the file is damaged."));
    error_remedy(err, "%s", store_remedy());
  }
  return status;
}

/* A finished copy is one plain file that can be mailed: no files beside it. */
static enum status copy_into(struct store *store, const char *path, struct error *err)
{
  sqlite3 *copy = NULL;
  int code = sqlite3_open_v2(path, &copy, SQLITE_OPEN_READWRITE, NULL);
  if (code == SQLITE_OK) {
    sqlite3_backup *backup = sqlite3_backup_init(copy, "main", store->db, "main");
    if (backup == NULL) {
      code = sqlite3_errcode(copy);
    } else {
      code = sqlite3_backup_step(backup, -1);
      int finished = sqlite3_backup_finish(backup);
      code = code == SQLITE_DONE ? finished : code;
    }
  }
  if (code == SQLITE_OK)
    code = sqlite3_exec(copy, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
  enum status status =
      code == SQLITE_OK ? see_copy(store, copy, err) : store_fail(store, code, err);
  sqlite3_close(copy);
  return status;
}

void store_sync_folder(const char *path)
{
  char *copy = mem_copy_text(path);
  int folder = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder >= 0) {
    fsync(folder);
    close(folder);
  }
  free(copy);
}

enum status store_backup(struct store *store, const char *path, struct error *err)
{
  char *name = NULL;
  struct stat whole; /* the copy is as private as the file */
  int handle = -1;
  enum status status = STATUS_OK;
  if (access(path, F_OK) == 0) {
    error_place(err, path, 0, 0);
    status = error_set(err, STATUS_INPUT, _("there is a file with this name already."));
  } else if ((handle = part_make(path, 0600, &name)) < 0) {
    error_place(err, path, 0, 0);
    status = error_set(err, STATUS_INPUT, _("cannot write here: %s."), strerror(errno));
  }
  if (name != NULL) {
    status = copy_into(store, name, err);
    if (status == STATUS_OK &&
        (stat(store->path, &whole) != 0 || fchmod(handle, whole.st_mode & 0777) != 0 ||
         fsync(handle) != 0 || link(name, path) != 0)) {
      error_place(err, path, 0, 0);
      status = error_set(err, STATUS_SYSTEM, _("cannot write the file: %s."), strerror(errno));
    }
    unlink(name);
    if (status == STATUS_OK)
      store_sync_folder(path);
  }
  if (handle >= 0)
    close(handle);
  free(name);
  return status;
}
