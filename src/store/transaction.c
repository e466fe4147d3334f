/* Transactions: each is an entry of the history, and its changes are durable
 * together or not at all. */
#include "base/i18n.h"
#include "base/mem.h"
#include "store/backup.h"
#include "store/store_private.h"

#include <stdlib.h>

enum status store_need_transaction(struct store *store, struct error *err)
{
  return store->in_transaction ? STATUS_OK
                               : error_set(err, STATUS_SYSTEM, "a change outside of a transaction");
}

/* What another program has changed since kundresa wrote last becomes an entry of
 * its own, of the moment in which it is noticed. */
static enum status note_outside(struct store *store, struct error *err)
{
  int64_t any = 0;
  enum status status =
      store_keep_number(store, &store->edit.outside,
                        "SELECT EXISTS(SELECT 1 FROM change WHERE txn IS NULL)", 0, &any, err);
  if (status != STATUS_OK || any == 0)
    return status;
  sqlite3_stmt *insert = store_prepare(store, err,
                                       "INSERT INTO txn(at, person, department, kind, label)"
                                       " VALUES(?, '', '', 'outside', 'outside')");
  if (insert == NULL)
    return store->failed;
  sqlite3_bind_int64(insert, 1, store->now());
  int code = sqlite3_step(insert);
  sqlite3_finalize(insert);
  return code != SQLITE_DONE
             ? store_fail(store, code, err)
             : store_run(store,
                         "UPDATE change SET txn = (SELECT max(number) FROM txn) WHERE txn IS NULL",
                         err);
}

/* A new entry of the history, which the triggers write for from now on. */
static enum status add_entry(struct store *store, const char *label, const char *kind, int64_t at,
                             struct error *err)
{
  sqlite3_stmt *insert = store_keep(store, &store->edit.entry, err,
                                    "INSERT INTO txn(at, person, department, kind, label, undoes)"
                                    " VALUES(?, ?, ?, ?, ?, nullif(?, 0))");
  sqlite3_stmt *current =
      store_keep(store, &store->edit.current, err, "UPDATE current SET txn = ?");
  if (insert == NULL || current == NULL)
    return store->failed;
  sqlite3_bind_int64(insert, 1, at);
  sqlite3_bind_text(insert, 2, store->person, -1, SQLITE_STATIC);
  sqlite3_bind_text(insert, 3, store->department, -1, SQLITE_STATIC);
  sqlite3_bind_text(insert, 4, kind, -1, SQLITE_STATIC);
  sqlite3_bind_text(insert, 5, label, -1, SQLITE_STATIC);
  sqlite3_bind_int64(insert, 6, store->turning);
  enum status status = store_step_kept(store, insert, err);
  store->entry = sqlite3_last_insert_rowid(store->db);
  sqlite3_bind_int64(current, 1, store->entry);
  return status == STATUS_OK ? store_step_kept(store, current, err) : status;
}

enum status store_begin(struct store *store, const char *label, const char *kind, struct error *err)
{
  if (store->past)
    return error_set(err, STATUS_INPUT, _("what is past can only be looked at."));
  if (store->read_only) {
    error_place(err, store->path, 0, 0);
    error_set(err, STATUS_INPUT, _("the file may only be read."));
    error_remedy(err, "%s", _("Ask for the right to write to the file and its folder."));
    return STATUS_INPUT;
  }
  int64_t at = store->now();
  backup_before_change(store, kind, at);
  enum status status = store_run(store, "BEGIN IMMEDIATE", err);
  if (status != STATUS_OK)
    return status;
  store->in_transaction = true;
  store_limit_memory(store);
  status = note_outside(store, err);
  if (status == STATUS_OK)
    status = add_entry(store, label, kind, at, err);
  if (status == STATUS_OK)
    store->written = sqlite3_total_changes64(store->db);
  else
    store_rollback(store);
  return status;
}

/* Whether the open transaction has written anything of its own.  SQLite's own count
 * is asked, and not the log: in a damaged file the log may have lost its rows or its
 * end, and then what was changed would be dropped without a word. */
static enum status wrote_something(struct store *store, bool *wrote, struct error *err)
{
  int64_t kept = 0;
  enum status status = store_keep_number(store, &store->edit.kept,
                                         "SELECT EXISTS(SELECT 1 FROM txn, current"
                                         " WHERE txn.number = current.txn AND kind <> 'edit')",
                                         0, &kept, err);
  *wrote = sqlite3_total_changes64(store->db) != store->written || kept != 0;
  return status;
}

static void note_own(struct store *store)
{
  if (store->own_count == store->own_capacity) {
    store->own_capacity = store->own_capacity == 0 ? 64 : store->own_capacity * 2;
    store->own = mem_resize(store->own, store->own_capacity, sizeof *store->own);
  }
  store->own[store->own_count++] = store->entry;
}

static int compare_entries(const void *a, const void *b)
{
  int64_t one = *(const int64_t *)a, other = *(const int64_t *)b;
  return (one > other) - (one < other);
}

bool store_is_own(const struct store *store, int64_t entry)
{
  return store->own_count > 0 &&
         bsearch(&entry, store->own, store->own_count, sizeof *store->own, compare_entries) != NULL;
}

/* SQLite may have ended the transaction by itself, when the disk failed. */
static enum status see_transaction(const struct store *store, struct error *err)
{
  if (sqlite3_get_autocommit(store->db) == 0)
    return STATUS_OK;
  error_place(err, store->path, 0, 0);
  return error_set(err, STATUS_SYSTEM, _("the database failed: %s."), sqlite3_errstr(SQLITE_IOERR));
}

enum status store_commit(struct store *store, struct error *err)
{
  bool wrote = false;
  enum status status = see_transaction(store, err);
  if (status == STATUS_OK)
    status = wrote_something(store, &wrote, err);
  if (status == STATUS_OK && !wrote) {
    store_rollback(store);
    return STATUS_OK;
  }
  sqlite3_stmt *ended = status == STATUS_OK ? store_keep(store, &store->edit.ended, err,
                                                         "UPDATE current SET txn = NULL, bulk = 0")
                                            : NULL;
  if (status == STATUS_OK)
    status = ended != NULL ? store_step_kept(store, ended, err) : store->failed;
  if (status == STATUS_OK) {
    store->committing = true;
    int code = sqlite3_exec(store->db, "COMMIT", NULL, NULL, NULL);
    store->committing = false;
    if (code == SQLITE_CONSTRAINT_FOREIGNKEY || (code & 0xff) == SQLITE_CONSTRAINT) {
      status = error_set(err, STATUS_INPUT,
                         _("this would leave a reference to something that does not exist."));
    } else if (code != SQLITE_OK) {
      status = store_fail(store, code, err);
    }
  }
  if (status != STATUS_OK) {
    store_rollback(store);
    return status;
  }
  store->in_transaction = false;
  note_own(store);
  return STATUS_OK;
}

void store_rollback(struct store *store)
{
  if (store->in_transaction && sqlite3_get_autocommit(store->db) == 0)
    sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
  store->in_transaction = false;
}
