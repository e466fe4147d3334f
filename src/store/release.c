/* Releases: kept as they were made, for ever. */
#include "base/digest.h"
#include "base/i18n.h"
#include "store/store_private.h"

#include <inttypes.h>
#include <string.h>

/* Releases go by the journey's id and not by its row: a journey that is deleted
 * and taken in again goes on counting where it was. */
#define ITS_ID "(SELECT id FROM journey WHERE oid = ?1)"

enum status store_add_release(struct store *store, int64_t journey, const struct release *release,
                              struct error *err)
{
  enum status status = store_need_transaction(store, err);
  if (status != STATUS_OK)
    return status;
  sqlite3_stmt *insert =
      store_prepare(store, err,
                    "INSERT INTO release(journey, number, at, person, department, sha256,"
                    " journey_sha256, bytes) VALUES(" ITS_ID ", ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
  if (insert == NULL)
    return store->failed;
  sqlite3_bind_int64(insert, 1, journey);
  sqlite3_bind_int64(insert, 2, release->number);
  sqlite3_bind_int64(insert, 3, store->now());
  sqlite3_bind_text(insert, 4, store->person, -1, SQLITE_STATIC);
  sqlite3_bind_text(insert, 5, store->department, -1, SQLITE_STATIC);
  sqlite3_bind_text(insert, 6, release->sha256, -1, SQLITE_STATIC);
  sqlite3_bind_text(insert, 7, release->journey_sha256, -1, SQLITE_STATIC);
  sqlite3_bind_blob64(insert, 8, release->bytes, release->length, SQLITE_STATIC);
  int code = sqlite3_step(insert);
  sqlite3_finalize(insert);
  if ((code & 0xff) == SQLITE_CONSTRAINT)
    return error_set(err, STATUS_BUSY, _("somebody else has just made release %" PRId64 "."),
                     release->number);
  return code == SQLITE_DONE ? STATUS_OK : store_fail(store, code, err);
}

/* A damaged row can lack what its column must have. */
static const char *text_of(sqlite3_stmt *row, int column)
{
  const char *text = (const char *)sqlite3_column_text(row, column);
  return text != NULL ? text : "";
}

enum status store_each_release(struct store *store, int64_t journey, int64_t number,
                               release_visit *visit, void *context, struct error *err)
{
  sqlite3_stmt *rows = store_prepare(
      store, err,
      "SELECT number, at, person, department, sha256, journey_sha256, bytes FROM"
      " release WHERE journey = " ITS_ID " AND (?2 = 0 OR number = ?2) ORDER BY number DESC");
  if (rows == NULL)
    return store->failed;
  sqlite3_bind_int64(rows, 1, journey);
  sqlite3_bind_int64(rows, 2, number);
  enum status status = STATUS_OK;
  size_t count = 0;
  int code = SQLITE_DONE;
  while (status == STATUS_OK && (code = sqlite3_step(rows)) == SQLITE_ROW) {
    struct release release = {
        .number = sqlite3_column_int64(rows, 0),
        .at = sqlite3_column_int64(rows, 1),
        .person = text_of(rows, 2),
        .department = text_of(rows, 3),
        .sha256 = text_of(rows, 4),
        .journey_sha256 = text_of(rows, 5),
    };
    count++;
    if (number != 0) {
      release.bytes = sqlite3_column_blob(rows, 6);
      release.length = (size_t)sqlite3_column_bytes(rows, 6);
      char hex[DIGEST_SIZE];
      if (strcmp(digest_hex(release.bytes != NULL ? release.bytes : "", release.length, hex),
                 release.sha256) != 0) {
        error_place(err, store->path, 0, 0);
        status = error_set(err, STATUS_INPUT,
                           _("the bytes of release %" PRId64 " are not those that were released."),
                           number);
        break;
      }
    }
    status = visit(context, &release, err);
  }
  if (status == STATUS_OK && code != SQLITE_DONE)
    status = store_fail(store, code, err);
  sqlite3_finalize(rows);
  if (status == STATUS_OK && number != 0 && count == 0)
    status = error_set(err, STATUS_INPUT, _("there is no release %" PRId64 "."), number);
  return status;
}
