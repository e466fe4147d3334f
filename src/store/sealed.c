/* What is kept from others until it is revealed: beside the journey, so that
 * nothing that shows a journey can show it. */
#include "base/i18n.h"
#include "store/store_private.h"

static enum status refuse_reading(const struct store *store, struct error *err)
{
  if (!store->read_only)
    return STATUS_OK;
  error_place(err, store->path, 0, 0);
  error_set(err, STATUS_INPUT, _("the file may only be read."));
  error_remedy(err, "%s", _("Ask for the right to write to the file and its folder."));
  return STATUS_INPUT;
}

/* Runs a statement that gives no rows, and ends it. */
static enum status run_once(struct store *store, sqlite3_stmt *statement, struct error *err)
{
  int code = sqlite3_step(statement);
  sqlite3_finalize(statement);
  return code == SQLITE_DONE ? STATUS_OK : store_fail(store, code, err);
}

static void bind_round(sqlite3_stmt *statement, int64_t journey, const char *kind,
                       const char *round)
{
  sqlite3_bind_int64(statement, 1, journey);
  sqlite3_bind_text(statement, 2, kind, -1, SQLITE_STATIC);
  sqlite3_bind_text(statement, 3, round, -1, SQLITE_STATIC);
}

#define STILL_STANDS "(?8 IS NULL OR EXISTS(SELECT 1 FROM setting WHERE name = ?8 AND value = ?9))"

static void bind_seal(sqlite3_stmt *statement, const struct store *store, int64_t journey,
                      const struct seal *seal, const char *subject)
{
  bind_round(statement, journey, seal->kind, seal->round);
  sqlite3_bind_text(statement, 4, store->person, -1, SQLITE_STATIC);
  sqlite3_bind_text(statement, 5, subject, -1, SQLITE_STATIC);
  sqlite3_bind_text(statement, 8, seal->setting, -1, SQLITE_STATIC);
  sqlite3_bind_text(statement, 9, seal->stands, -1, SQLITE_STATIC);
}

/* What is put in the place of what was said for another department would hide that this
 * person has spoken for that: an empty row, whose subject is none, keeps it. */
static enum status keep_side(struct store *store, int64_t journey, const struct seal *seal,
                             const char *subject, struct error *err)
{
  sqlite3_stmt *statement = store_prepare(
      store, err,
      "INSERT INTO sealed(journey, kind, round, person, subject, department, body)"
      " SELECT journey, kind, round, person, '@' || department, department, '' FROM sealed"
      " WHERE journey = ?1 AND kind = ?2 AND round = ?3 AND person = ?4 AND subject = ?5"
      " AND department <> ?6 AND " STILL_STANDS " ON CONFLICT DO NOTHING");
  if (statement == NULL)
    return store->failed;
  bind_seal(statement, store, journey, seal, subject);
  sqlite3_bind_text(statement, 6, store->department, -1, SQLITE_STATIC);
  return run_once(store, statement, err);
}

enum status store_seal(struct store *store, int64_t journey, const struct seal *seal,
                       const char *subject, const char *body, bool *sealed, struct error *err)
{
  *sealed = false;
  enum status status = refuse_reading(store, err);
  if (status != STATUS_OK)
    return status;
  if (body != NULL)
    status = keep_side(store, journey, seal, subject, err);
  if (status != STATUS_OK)
    return status;
  sqlite3_stmt *statement =
      body != NULL
          ? store_prepare(store, err,
                          "INSERT INTO sealed(journey, kind, round, person, subject, department,"
                          " body) SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 WHERE " STILL_STANDS
                          " ON CONFLICT DO UPDATE SET"
                          " department = excluded.department, body = excluded.body")
          : store_prepare(store, err,
                          "UPDATE sealed SET body = '' WHERE journey = ?1 AND kind = ?2"
                          " AND round = ?3 AND person = ?4 AND subject = ?5 AND " STILL_STANDS);
  if (statement == NULL)
    return store->failed;
  bind_seal(statement, store, journey, seal, subject);
  if (body != NULL) {
    sqlite3_bind_text(statement, 6, store->department, -1, SQLITE_STATIC);
    sqlite3_bind_text(statement, 7, body, -1, SQLITE_STATIC);
  }
  status = run_once(store, statement, err);
  /* To take back what is not there is well. */
  *sealed = status == STATUS_OK && (body == NULL || sqlite3_changes(store->db) == 1);
  return status;
}

enum status store_seals_follow(struct store *store, enum entity entity, int64_t oid,
                               const char *was, const char *now, struct error *err)
{
  const char *kind = entity == ENTITY_touchpoint ? "grade" : entity == ENTITY_card ? "vote" : NULL;
  if (kind == NULL || was == NULL || now == NULL)
    return STATUS_OK;
  sqlite3_stmt *statement =
      store_prepare(store, err,
                    "UPDATE OR REPLACE sealed SET subject = ?3 WHERE kind = ?2 AND subject = ?4"
                    " AND journey = (SELECT journey FROM \"%s\" WHERE oid = ?1)",
                    entities[entity].name);
  if (statement == NULL)
    return store->failed;
  sqlite3_bind_int64(statement, 1, oid);
  sqlite3_bind_text(statement, 2, kind, -1, SQLITE_STATIC);
  sqlite3_bind_text(statement, 3, now, -1, SQLITE_STATIC);
  sqlite3_bind_text(statement, 4, was, -1, SQLITE_STATIC);
  return run_once(store, statement, err);
}

/* A damaged row can lack what its column must have. */
static const char *text_of(sqlite3_stmt *row, int column)
{
  const char *text = (const char *)sqlite3_column_text(row, column);
  return text != NULL ? text : "";
}

/* Visits the rows of (person, department, subject, body, count), and ends. */
static enum status visit_rows(struct store *store, sqlite3_stmt *rows, sealed_visit *visit,
                              void *context, struct error *err)
{
  enum status status = STATUS_OK;
  int code = SQLITE_DONE;
  while (status == STATUS_OK && (code = sqlite3_step(rows)) == SQLITE_ROW) {
    struct sealed sealed = {.person = text_of(rows, 0),
                            .department = text_of(rows, 1),
                            .subject = text_of(rows, 2),
                            .body = text_of(rows, 3),
                            .count = sqlite3_column_int64(rows, 4)};
    status = visit(context, &sealed, err);
  }
  if (status == STATUS_OK && code != SQLITE_DONE)
    status = store_fail(store, code, err);
  sqlite3_finalize(rows);
  return status;
}

enum status store_each_own_sealed(struct store *store, int64_t journey, const char *kind,
                                  const char *round, sealed_visit *visit, void *context,
                                  struct error *err)
{
  sqlite3_stmt *rows =
      store_prepare(store, err,
                    "SELECT person, department, subject, body, 1 FROM sealed WHERE journey = ?1"
                    " AND kind = ?2 AND round = ?3 AND person = ?4 AND body <> '' ORDER BY oid");
  if (rows == NULL)
    return store->failed;
  bind_round(rows, journey, kind, round);
  sqlite3_bind_text(rows, 4, store->person, -1, SQLITE_STATIC);
  return visit_rows(store, rows, visit, context, err);
}

enum status store_each_department_sealed(struct store *store, int64_t journey, const char *kind,
                                         const char *round, sealed_visit *visit, void *context,
                                         struct error *err)
{
  /* Whoever changes over from department to department would see them all. */
  sqlite3_stmt *rows = store_prepare(
      store, err,
      "SELECT person, department, subject, body, 1 FROM sealed WHERE journey = ?1 AND kind = ?2"
      " AND round = ?3 AND body <> '' AND (person = ?4 OR (department = ?5 AND ?5 <> ''"
      " AND (SELECT min(own.department = ?5) FROM sealed own WHERE own.journey = ?1"
      " AND own.kind = ?2 AND own.round = ?3 AND own.person = ?4))) ORDER BY oid");
  if (rows == NULL)
    return store->failed;
  bind_round(rows, journey, kind, round);
  sqlite3_bind_text(rows, 4, store->person, -1, SQLITE_STATIC);
  sqlite3_bind_text(rows, 5, store->department, -1, SQLITE_STATIC);
  return visit_rows(store, rows, visit, context, err);
}

enum status store_each_sealer(struct store *store, int64_t journey, const char *kind,
                              const char *round, sealed_visit *visit, void *context,
                              struct error *err)
{
  sqlite3_stmt *rows = store_prepare(
      store, err,
      "SELECT person, max(department), '', '', count(*) FROM sealed WHERE journey ="
      " ?1 AND kind = ?2 AND round = ?3 AND body <> '' GROUP BY person ORDER BY min(oid)");
  if (rows == NULL)
    return store->failed;
  bind_round(rows, journey, kind, round);
  return visit_rows(store, rows, visit, context, err);
}

enum status store_unseal(struct store *store, int64_t journey, const char *kind, const char *round,
                         sealed_visit *visit, void *context, struct error *err)
{
  enum status status = store_need_transaction(store, err);
  if (status != STATUS_OK)
    return status;
  sqlite3_stmt *rows =
      store_prepare(store, err,
                    "SELECT person, department, subject, body, 1 FROM sealed WHERE journey = ?1"
                    " AND kind = ?2 AND round = ?3 AND body <> '' ORDER BY oid");
  if (rows == NULL)
    return store->failed;
  bind_round(rows, journey, kind, round);
  status = visit_rows(store, rows, visit, context, err);
  if (status != STATUS_OK)
    return status;
  sqlite3_stmt *gone = store_prepare(
      store, err, "DELETE FROM sealed WHERE journey = ?1 AND kind = ?2 AND round = ?3");
  if (gone == NULL)
    return store->failed;
  bind_round(gone, journey, kind, round);
  return run_once(store, gone, err);
}

enum status store_swap_setting(struct store *store, const char *name, const char *was,
                               const char *value, bool *swapped, struct error *err)
{
  *swapped = false;
  enum status status = refuse_reading(store, err);
  if (status != STATUS_OK)
    return status;
  sqlite3_stmt *statement =
      was != NULL
          ? store_prepare(store, err,
                          "UPDATE setting SET value = ?2 WHERE name = ?1 AND value = ?3")
          : store_prepare(store, err,
                          "INSERT INTO setting(name, value) VALUES(?1, ?2) ON CONFLICT DO NOTHING");
  if (statement == NULL)
    return store->failed;
  sqlite3_bind_text(statement, 1, name, -1, SQLITE_STATIC);
  sqlite3_bind_text(statement, 2, value, -1, SQLITE_STATIC);
  if (was != NULL)
    sqlite3_bind_text(statement, 3, was, -1, SQLITE_STATIC);
  status = run_once(store, statement, err);
  *swapped = status == STATUS_OK && sqlite3_changes(store->db) == 1;
  return status;
}
