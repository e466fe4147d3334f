/* What the files of store/ share and nobody else sees. */
#ifndef KUNDRESA_STORE_PRIVATE_H
#define KUNDRESA_STORE_PRIVATE_H

#include "store/store.h"

#include <sqlite3.h>

/* "KNDR": what file(1) and we know a kundresa file by. */
#define STORE_APPLICATION_ID 0x4B4E4452

/* Between neighbours, so that a record can be put between two without
 * touching either. */
#define ORDER_STEP 1024

/* Texts are bound as SQLITE_STATIC wherever they outlive the steps: a copy that finds no
 * memory would leave NULL bound, and NULL be kept. */

/* Statements that every edit needs.  Making them anew takes longer than running them,
 * and others wait meanwhile. */
struct edit_statements {
  sqlite3_stmt *outside; /* whether another program has changed something */
  sqlite3_stmt *entry;   /* a new entry of the history */
  sqlite3_stmt *current; /* which the triggers write for */
  sqlite3_stmt *kept;    /* whether the entry stays without a change */
  sqlite3_stmt *ended;
  sqlite3_stmt *setting; /* the value of one; the role is asked for at each edit */
};

/* Statements that are made once for each entity. */
struct entity_statements {
  sqlite3_stmt *insert;
  sqlite3_stmt *insert_many; /* INSERT_MANY at once */
  sqlite3_stmt *read;        /* by row */
  sqlite3_stmt *find;        /* row by id */
  sqlite3_stmt *parts;       /* of a parent, in order */
  sqlite3_stmt *all;         /* of a journey, in order */
  sqlite3_stmt **set;        /* one for each field that was set, or NULL */
  char *columns;             /* "oid,ord,a,b…" */
};

struct store {
  sqlite3 *db;
  const struct entity_info *tables; /* what the schema is made from */
  char *path;
  char *person;
  char *department;
  int64_t (*now)(void);
  void (*warn)(const struct error *warning);
  int64_t backup_day; /* the day, since 1970, for which a backup was looked after */
  bool read_only;
  bool past; /* a copy in memory, of how it was */
  bool in_transaction;
  bool committing;       /* store_commit() is at it */
  enum status failed;    /* what the last failure was, for who only sees a NULL */
  bool reading;          /* an export holds a read transaction */
  int patience;          /* milliseconds to wait for others */
  int64_t waiting_since; /* milliseconds, while waiting */
  unsigned jitter;
  int64_t work;    /* million steps of the database since a statement began */
  int64_t written; /* rows changed on this connection when the open transaction began */
  int64_t turning; /* the entry that the next one undoes, 0 none */
  int64_t entry;   /* of the open transaction */
  int64_t *own;    /* the entries made here, rising */
  size_t own_count, own_capacity;
  int watch; /* of store_watch(); 0 not asked for yet, -1 none */
  struct entity_statements entities[ENTITY_COUNT];
  struct edit_statements edit;
  struct window_cache *window; /* of store_window(), or NULL */
};

/* A store for the same file and person, without its database. */
struct store *store_twin(const struct store *store);

/* Lets nothing be done from now on but to read and to change rows, and none of it
 * without end. */
void store_guard(struct store *store);

/* Frees what store_window() keeps. */
void store_forget_window(struct store *store);

/* Fills @err from SQLite's last error: busy, full, damaged, or other. */
enum status store_fail(struct store *store, int code, struct error *err);

/* What to do about a damaged file, translated. */
const char *store_remedy(void);

/* Bounds what SQLite may take by what the file holds by now. */
void store_limit_memory(const struct store *store);

/* Runs statements that give no rows. */
enum status store_run(struct store *store, const char *sql, struct error *err);

/* Makes a statement from a format; NULL with @err set when it fails. */
sqlite3_stmt *store_prepare(struct store *store, struct error *err, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Like store_prepare(), kept in *@slot for the next time. */
sqlite3_stmt *store_keep(struct store *store, sqlite3_stmt **slot, struct error *err,
                         const char *format, ...) __attribute__((format(printf, 4, 5)));

/* One number from a statement without parameters; @fallback when no row. */
enum status store_number(struct store *store, const char *sql, int64_t fallback, int64_t *number,
                         struct error *err);

/* The same of a statement that is kept, from its first use on. */
enum status store_keep_number(struct store *store, sqlite3_stmt **slot, const char *sql,
                              int64_t fallback, int64_t *number, struct error *err);

/* Runs a statement that is kept and gives no rows, after its parameters were bound. */
enum status store_step_kept(struct store *store, sqlite3_stmt *statement, struct error *err);

/* "oid,ord,"a","b"…" of an entity; borrowed. */
const char *store_columns(struct store *store, enum entity entity);

/* Reads the columns of store_columns() from column 0 on. */
enum status store_read_row(struct store *store, enum entity entity, sqlite3_stmt *row, void *record,
                           struct error *err);

/* Whether every value of a row with the columns of store_columns() is one that a
 * person could have typed. */
enum status store_see_row(struct store *store, enum entity entity, sqlite3_stmt *row,
                          struct error *err);

/* Binds a field's value at parameter @index, as it stands in the record or in
 * @value; its text is borrowed until the statement is reset. */
void store_bind_field(sqlite3_stmt *statement, int index, const void *record,
                      const struct field *field);
void store_bind_value(sqlite3_stmt *statement, int index, const struct field *field,
                      const struct value *value);

/* Adds the canonical text of a database value of @field; false when NULL. */
bool store_add_stored(struct str *out, const struct field *field, sqlite3_stmt *row, int column);

/* store_open() with other tables than entities[], of ENTITY_COUNT entries and
 * borrowed while the store is open: so that tests can bring a file to a schema
 * that does not exist yet. */
enum status store_open_tables(const struct entity_info *tables, const char *path,
                              enum store_mode mode, const struct store_context *context,
                              struct store **store, struct error *err);

/* The highest schema that a field of the tables belongs to. */
int store_newest_schema(const struct entity_info *tables);

/* Makes the schema @to from the schema @from, step by step. */
enum status store_migrate(struct store *store, int from, int to, struct error *err);

/* The digest of the schema that @store's tables make, by making it in memory;
 * only @store's tables and path are looked at. */
enum status store_made_digest(const struct store *store, int version, struct str *digest,
                              struct error *err);

/* The digest of the schema as it stands in the file. */
enum status store_schema_digest(struct store *store, struct str *digest, struct error *err);

/* Makes the schema in a file that holds nothing. */
enum status store_make_schema(struct store *store, struct error *err);

/* Refuses what is no kundresa file, a newer one and one whose tables were
 * altered; brings an older one up to date. */
enum status store_examine(struct store *store, struct error *err);

/* Makes a name in the folder of @path last, whatever happens to the machine. */
void store_sync_folder(const char *path);

/* Whether that entry was made through this store since it was opened. */
bool store_is_own(const struct store *store, int64_t entry);

/* "STATUS_USAGE"-free check that a transaction is open; a programmer's fault
 * otherwise. */
enum status store_need_transaction(struct store *store, struct error *err);

/* Calls @visit with every row of @rows (columns as store_columns()); resets. */
enum status store_visit_rows(struct store *store, enum entity entity, sqlite3_stmt *rows,
                             record_visit *visit, void *context, struct error *err);

/* The columns of an entry of txn, and what stands in them from column @first on;
 * its texts are the row's. */
#define STORE_ENTRY "number, at, person, department, kind, label, ifnull(undoes, 0), undone"
struct history_entry store_read_entry(const struct store *store, sqlite3_stmt *row, int first);

/* The numbers of entries, rising. */
struct touched {
  int64_t *numbers;
  size_t count;
};

/* The entries that changed the touchpoint which has or had that id, or its parts. */
enum status store_find_touched(struct store *store, int64_t journey, const char *id,
                               struct touched *touched, struct error *err);
bool store_is_touched(const struct touched *touched, int64_t number);
void store_free_touched(struct touched *touched);

/* A row to be added as it stands. */
struct new_row {
  const void *record;
  int64_t oid; /* 0 for the next */
  int64_t order;
};

/* So many rows in one statement take less than half the time of as many
 * statements: each would open anew what keys, lists of values and triggers need. */
#define INSERT_MANY 16

/* Adds 1 or INSERT_MANY rows, all of them or none. */
enum status store_insert_rows(struct store *store, int64_t journey, enum entity entity,
                              const struct new_row *rows, size_t count, struct error *err);

/* Tells a refused write: an id that is taken, a value out of range. */
enum status store_fail_write(struct store *store, enum entity entity, const char *id, int code,
                             struct error *err);

/* The column that holds siblings together beside the journey, or NULL. */
const struct field *store_sibling_field(enum entity entity);

/* An order value for a record among the siblings of (@journey, @group), before
 * the row @before, or last when it is 0. */
enum status store_make_order(struct store *store, enum entity entity, int64_t journey,
                             const char *group, int64_t before, int64_t *order, struct error *err);

/* Has what is sealed about a record follow it where its id was changed: references do so
 * by themselves, and what is sealed is none. */
enum status store_seals_follow(struct store *store, enum entity entity, int64_t oid,
                               const char *was, const char *now, struct error *err);

/* Forgets every kept statement. */
void store_drop_statements(struct store *store);

#endif
