/* The file: opened, guarded, brought up to date, closed. */
#include "base/i18n.h"
#include "base/mem.h"
#include "base/part.h"
#include "store/store_private.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

/* How long we wait for somebody else's transaction, in milliseconds. */
#define PATIENCE 10000

const char *store_remedy(void)
{
  return _("'kundresa restore FILE' lists the backups; 'kundresa recover FILE' saves what can be"
           " read.");
}

/* Of memory that SQLite was refused: whether it had taken so much that it can only have
 * been the limit of store_limit_memory().  Buffers double, and no text is longer than the
 * file, so that it had at least half of that. */
static bool is_endless(void)
{
  return sqlite3_memory_highwater(0) > sqlite3_hard_heap_limit64(-1) / 3;
}

enum status store_fail(struct store *store, int code, struct error *err)
{
  const char *words = store->db != NULL ? sqlite3_errmsg(store->db) : sqlite3_errstr(code);
  enum status status;
  /* A file that ends too early is damaged; the disk is well. */
  if (code == SQLITE_IOERR_SHORT_READ)
    code = SQLITE_CORRUPT;
  else if (code == SQLITE_IOERR_NOMEM)
    code = SQLITE_NOMEM;
  if (code == SQLITE_NOMEM && is_endless())
    code = SQLITE_CORRUPT;
  switch (code & 0xff) {
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
    status = error_set(err, STATUS_BUSY, _("the file is being changed by somebody else."));
    error_remedy(err, "%s", _("Try again in a moment."));
    break;
  case SQLITE_FULL:
    status = error_set(err, STATUS_SYSTEM, _("the disk is full; nothing was changed."));
    error_remedy(err, "%s", _("Make room and do it again."));
    break;
  case SQLITE_NOMEM:
    status = error_set(err, STATUS_SYSTEM, _("there is not enough memory; nothing was changed."));
    error_remedy(err, "%s", _("Close other programs and do it again."));
    break;
  case SQLITE_READONLY:
    status = error_set(err, STATUS_INPUT, _("the file may only be read."));
    error_remedy(err, "%s", _("Ask for the right to write to the file and its folder."));
    break;
  case SQLITE_CORRUPT:
  case SQLITE_NOTADB:
  case SQLITE_INTERRUPT: /* by stop_endless() */
    status = error_set(err, STATUS_INPUT, _("the file is damaged or is no kundresa file."));
    error_remedy(err, "%s", store_remedy());
    break;
  case SQLITE_CANTOPEN:
    status = error_set(err, STATUS_INPUT, _("the file or its folder cannot be opened."));
    break;
  case SQLITE_TOOBIG:
    status = error_set(err, STATUS_INPUT, _("a text in the file is too long to be handled."));
    break;
  default:
    status = error_set(err, STATUS_SYSTEM, _("the database failed: %s."), words);
  }
  if (err != NULL && err->file[0] == '\0')
    error_place(err, store->path, err->line, err->column);
  store->failed = status;
  return status;
}

enum status store_run(struct store *store, const char *sql, struct error *err)
{
  store->work = 0;
  int code = sqlite3_exec(store->db, sql, NULL, NULL, NULL);
  return code == SQLITE_OK ? STATUS_OK : store_fail(store, code, err);
}

static sqlite3_stmt *prepare(struct store *store, unsigned flags, struct error *err,
                             const char *format, va_list arguments)
{
  struct str sql = {0};
  sqlite3_stmt *statement = NULL;
  store->work = 0;
  str_addv(&sql, format, arguments);
  int code = sqlite3_prepare_v3(store->db, str_text(&sql), -1, flags, &statement, NULL);
  if (code != SQLITE_OK)
    store_fail(store, code, err);
  str_clear(&sql);
  return statement;
}

sqlite3_stmt *store_prepare(struct store *store, struct error *err, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  sqlite3_stmt *statement = prepare(store, 0, err, format, arguments);
  va_end(arguments);
  return statement;
}

sqlite3_stmt *store_keep(struct store *store, sqlite3_stmt **slot, struct error *err,
                         const char *format, ...)
{
  if (*slot == NULL) {
    va_list arguments;
    va_start(arguments, format);
    *slot = prepare(store, SQLITE_PREPARE_PERSISTENT, err, format, arguments);
    va_end(arguments);
  }
  store->work = 0;
  if (*slot != NULL)
    sqlite3_reset(*slot);
  return *slot;
}

enum status store_number(struct store *store, const char *sql, int64_t fallback, int64_t *number,
                         struct error *err)
{
  sqlite3_stmt *statement = store_prepare(store, err, "%s", sql);
  if (statement == NULL)
    return store->failed;
  *number = fallback;
  int code = sqlite3_step(statement);
  if (code == SQLITE_ROW)
    *number = sqlite3_column_int64(statement, 0);
  sqlite3_finalize(statement);
  return code == SQLITE_ROW || code == SQLITE_DONE ? STATUS_OK : store_fail(store, code, err);
}

enum status store_keep_number(struct store *store, sqlite3_stmt **slot, const char *sql,
                              int64_t fallback, int64_t *number, struct error *err)
{
  sqlite3_stmt *statement = store_keep(store, slot, err, "%s", sql);
  if (statement == NULL)
    return store->failed;
  *number = fallback;
  int code = sqlite3_step(statement);
  if (code == SQLITE_ROW)
    *number = sqlite3_column_int64(statement, 0);
  enum status status =
      code == SQLITE_ROW || code == SQLITE_DONE ? STATUS_OK : store_fail(store, code, err);
  sqlite3_reset(statement);
  return status;
}

enum status store_step_kept(struct store *store, sqlite3_stmt *statement, struct error *err)
{
  int code = sqlite3_step(statement);
  enum status status = code == SQLITE_DONE ? STATUS_OK : store_fail(store, code, err);
  sqlite3_reset(statement);
  return status;
}

void store_drop_statements(struct store *store)
{
  sqlite3_stmt *const edit[] = {store->edit.outside, store->edit.entry, store->edit.current,
                                store->edit.kept,    store->edit.ended, store->edit.setting};
  for (size_t i = 0; i < sizeof edit / sizeof edit[0]; i++)
    sqlite3_finalize(edit[i]);
  store->edit = (struct edit_statements){0};
  for (int e = 0; e < ENTITY_COUNT; e++) {
    struct entity_statements *kept = &store->entities[e];
    sqlite3_finalize(kept->insert);
    sqlite3_finalize(kept->insert_many);
    sqlite3_finalize(kept->read);
    sqlite3_finalize(kept->find);
    sqlite3_finalize(kept->parts);
    sqlite3_finalize(kept->all);
    for (size_t i = 0; kept->set != NULL && i < entities[e].count; i++)
      sqlite3_finalize(kept->set[i]);
    free(kept->set);
    free(kept->columns);
    *kept = (struct entity_statements){0};
  }
}

/* Waits a little, a different little for each, so that nobody starves: the
 * ladder of sleeps that SQLite has built in lets one writer lose for ever. */
static int wait_for_others(void *context, int tries)
{
  struct store *store = context;
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  int64_t at = (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
  if (tries == 0)
    store->waiting_since = at;
  if (at - store->waiting_since >= store->patience)
    return 0;
  store->jitter = store->jitter * 1664525u + 1013904223u;
  struct timespec nap = {0, 500000 + (long)(store->jitter >> 8) % 7500000};
  nanosleep(&nap, NULL);
  return 1;
}

static int64_t size_of(const char *path, const char *ending)
{
  struct str name = {0};
  struct stat found;
  str_addf(&name, "%s%s", path, ending);
  int64_t size = stat(str_text(&name), &found) == 0 ? (int64_t)found.st_size : 0;
  str_clear(&name);
  return size;
}

/* Texts of a small file can be made to have no end, by pages that lead to each
 * other, and sorting would gather them in memory.  The hungriest honest work, to
 * take back that a journey was taken in, needs about as much as the file. */
void store_limit_memory(const struct store *store)
{
  const int64_t spare = 64 * 1024 * 1024;
  int64_t most = spare + 8 * (size_of(store->path, "") + size_of(store->path, "-wal"));
  sqlite3_memory_highwater(1);
  /* The limit is the process's: no store takes from another. */
  if (sqlite3_hard_heap_limit64(-1) < most)
    sqlite3_hard_heap_limit64(most);
}

/* Steps of the database between two calls of stop_endless(). */
#define STEPS 100000

/* Ends a statement that takes many times more steps than all that the file
 * holds could need: pages that lead to each other over and over can make a
 * small file read as an endless one.  The slowest honest statement, the check
 * of the whole file, takes about one step a byte. */
static int stop_endless(void *context)
{
  struct store *store = context;
  const int64_t spare = 20;
  const int64_t bytes = 10000; /* that one call is granted for */
  if (++store->work <= spare)
    return 0;
  return store->work > spare + (size_of(store->path, "") + size_of(store->path, "-wal")) / bytes;
}

/* What statements may do once the file is open: read and change rows. */
static int allow(void *context, int action, const char *first, const char *second,
                 const char *database, const char *trigger)
{
  (void)context;
  (void)database;
  (void)trigger;
  switch (action) {
  case SQLITE_READ:
  case SQLITE_SELECT:
  case SQLITE_INSERT:
  case SQLITE_UPDATE:
  case SQLITE_DELETE:
  case SQLITE_TRANSACTION:
  case SQLITE_SAVEPOINT:
  case SQLITE_RECURSIVE:
    return SQLITE_OK;
  case SQLITE_FUNCTION:
    return second != NULL && (strcasecmp(second, "load_extension") == 0 ||
                              strcasecmp(second, "fts3_tokenizer") == 0)
               ? SQLITE_DENY
               : SQLITE_OK;
  case SQLITE_PRAGMA:
    return strcasecmp(first, "data_version") == 0 || strcasecmp(first, "integrity_check") == 0 ||
                   strcasecmp(first, "foreign_key_check") == 0 ||
                   (strcasecmp(first, "user_version") == 0 && second == NULL)
               ? SQLITE_OK
               : SQLITE_DENY;
  default:
    return SQLITE_DENY;
  }
}

/* A disk that fails can make SQLite roll a transaction back by itself.  What still
 * comes of it would then be kept statement by statement, by halves and with no
 * entry in the history: until store_commit() says so, nothing is. */
static int guard_commit(void *context)
{
  const struct store *store = context;
  return store->in_transaction && !store->committing;
}

static void set_limits(sqlite3 *db)
{
  /* Long enough for the plan of the largest journey. */
  sqlite3_limit(db, SQLITE_LIMIT_LENGTH, 64000000);
  sqlite3_limit(db, SQLITE_LIMIT_SQL_LENGTH, 1000000);
  sqlite3_limit(db, SQLITE_LIMIT_COLUMN, 200);
  sqlite3_limit(db, SQLITE_LIMIT_EXPR_DEPTH, 50);
  sqlite3_limit(db, SQLITE_LIMIT_COMPOUND_SELECT, 10);
  sqlite3_limit(db, SQLITE_LIMIT_FUNCTION_ARG, 16);
  sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_limit(db, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 200);
  sqlite3_limit(db, SQLITE_LIMIT_VARIABLE_NUMBER, 2000);
  sqlite3_limit(db, SQLITE_LIMIT_TRIGGER_DEPTH, 8);
}

/* File systems whose locks, or whose shared memory, cannot be trusted by several
 * processes: the number of linux/magic.h or statfs(2), else of their own sources. */
static const unsigned long network_file_systems[] = {
    0x6969,     /* NFS */
    0x517B,     /* SMB */
    0xFF534D42, /* CIFS */
    0xFE534D42, /* SMB2 */
    0x01021997, /* 9p */
    0x65735546, /* FUSE: sshfs, virtiofs and whatever else */
    0x5346414F, /* AFS */
    0x6B414653, /* kAFS */
    0x73757245, /* Coda */
    0x00C36400, /* Ceph */
    0x01161970, /* GFS2 */
    0x7461636F, /* OCFS2 */
};

static bool is_network(const char *path)
{
  char *copy = mem_copy_text(path);
  struct statfs fs;
  bool known = statfs(path, &fs) == 0 || statfs(dirname(copy), &fs) == 0;
  free(copy);
  if (!known)
    return false;
  for (size_t i = 0; i < sizeof network_file_systems / sizeof network_file_systems[0]; i++)
    if (((unsigned long)fs.f_type & 0xffffffffUL) == network_file_systems[i])
      return true;
  return false;
}

/* The first three handles must be open, or SQLite's file could become one of
 * them and be written to by a stray message. */
static enum status hold_standard_handles(struct error *err)
{
  for (;;) {
    int handle = open("/dev/null", O_RDWR);
    if (handle < 0)
      return error_set(err, STATUS_SYSTEM, _("cannot open /dev/null: %s."), strerror(errno));
    if (handle > 2) {
      close(handle);
      return STATUS_OK;
    }
  }
}

static enum status see_file(const char *path, struct error *err)
{
  struct stat found;
  if (stat(path, &found) != 0) {
    error_set(err, STATUS_INPUT, _("cannot open the file: %s."), strerror(errno));
    if (errno == ENOENT)
      error_remedy(err, _("Make it with: kundresa new %s"), path);
    return STATUS_INPUT;
  }
  if (!S_ISREG(found.st_mode))
    return error_set(err, STATUS_INPUT, _("this is no ordinary file."));
  if (found.st_size == 0)
    return error_set(err, STATUS_INPUT, _("the file is empty and is no kundresa file."));
  return STATUS_OK;
}

static enum status open_database(struct store *store, const char *path, bool writing,
                                 struct error *err)
{
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI | SQLITE_OPEN_EXRESCODE;
  int code = SQLITE_CANTOPEN;
  store->read_only = !writing || access(path, W_OK) != 0;
  struct str uri = {0};
  str_add(&uri, "file:");
  for (const char *at = path; *at != '\0'; at++)
    str_addf(&uri, strchr("%?#", *at) != NULL ? "%%%02x" : "%c", (unsigned char)*at);
  code = sqlite3_open_v2(str_text(&uri), &store->db,
                         flags | (store->read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE),
                         NULL);
  if (code == SQLITE_OK && store->read_only) {
    /* In a folder that cannot be written the files beside it cannot be made:
     * then the file is taken as it lies, if nobody has it open. */
    sqlite3_busy_handler(store->db, wait_for_others, store);
    int seen = sqlite3_exec(store->db, "SELECT 1 FROM sqlite_schema", NULL, NULL, NULL);
    if ((seen & 0xff) == SQLITE_CANTOPEN || (seen & 0xff) == SQLITE_READONLY) {
      sqlite3_close(store->db);
      str_add(&uri, "?immutable=1");
      code = sqlite3_open_v2(str_text(&uri), &store->db, flags | SQLITE_OPEN_READONLY, NULL);
    }
  }
  str_clear(&uri);
  if (code != SQLITE_OK)
    return store_fail(store, code, err);
  sqlite3_busy_handler(store->db, wait_for_others, store);
  sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config(store->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
  set_limits(store->db);
  store_limit_memory(store);
  return store_run(store,
                   "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA foreign_keys = ON;"
                   "PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY;",
                   err);
}

static struct store *new_store(const char *path, const struct entity_info *tables,
                               const struct store_context *context)
{
  struct store *store = mem_new(1, sizeof *store);
  store->tables = tables;
  store->path = mem_copy_text(path);
  store->person = mem_copy_text(context->person != NULL ? context->person : "");
  store->department = mem_copy_text(context->department != NULL ? context->department : "");
  store->now = context->now;
  store->warn = context->warn;
  store->patience = context->patience > 0 ? context->patience : PATIENCE;
  store->jitter = (unsigned)getpid() * 2654435761u;
  return store;
}

struct store *store_twin(const struct store *store)
{
  const struct store_context context = {store->person, store->department, store->now,
                                        store->patience};
  return new_store(store->path, store->tables, &context);
}

void store_guard(struct store *store)
{
  sqlite3_set_authorizer(store->db, allow, NULL);
  sqlite3_progress_handler(store->db, STEPS, stop_endless, store);
  sqlite3_commit_hook(store->db, guard_commit, store);
}

static enum status refuse_existing(struct error *err)
{
  error_set(err, STATUS_INPUT, _("there is a file with this name already."));
  error_remedy(err, "%s", _("Choose another name, or open that file."));
  return STATUS_INPUT;
}

void store_remove(const char *path)
{
  static const char *const endings[] = {"", "-wal", "-shm", "-journal"};
  for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
    struct str name = {0};
    str_addf(&name, "%s%s", path, endings[i]);
    unlink(str_text(&name));
    str_clear(&name);
  }
}

/* Gives a finished file its name, unless something has that name by now. */
static enum status name_file(const char *made, const char *path, struct error *err)
{
  if (renameat2(AT_FDCWD, made, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
    return STATUS_OK;
  /* Some file systems cannot do that, but can give a file a second name. */
  if (errno != EEXIST && link(made, path) == 0) {
    unlink(made);
    return STATUS_OK;
  }
  return errno == EEXIST
             ? refuse_existing(err)
             : error_set(err, STATUS_INPUT, _("cannot make the file: %s."), strerror(errno));
}

/* Where files belong to their folder's group people work together: there the
 * group may write, whatever the umask. */
static void open_to_group(int handle, const char *path)
{
  char *copy = mem_copy_text(path);
  struct stat parent;
  if (stat(dirname(copy), &parent) == 0 && (parent.st_mode & S_ISGID) != 0)
    fchmod(handle, 0660);
  free(copy);
}

/* Makes the file under a name of its own and names it when it is whole, so
 * that whoever is stopped halfway leaves no half a file behind that name.  Its
 * permissions stand before SQLite makes the files beside it, which inherit
 * them. */
static enum status make_file(const char *path, const struct entity_info *tables,
                             const struct store_context *context, struct error *err)
{
  if (access(path, F_OK) == 0)
    return refuse_existing(err);
  char *name;
  int handle = part_make(path, 0660, &name);
  if (handle < 0)
    return error_set(err, STATUS_INPUT, _("cannot make the file: %s."), strerror(errno));
  open_to_group(handle, path);
  struct store *store = new_store(name, tables, context);
  enum status status = open_database(store, name, true, err);
  if (status == STATUS_OK)
    status = store_make_schema(store, err);
  store_close(&store);
  if (status == STATUS_OK)
    status = name_file(name, path, err);
  if (status == STATUS_OK)
    store_sync_folder(path);
  else
    store_remove(name);
  close(handle);
  free(name);
  return status;
}

enum status store_open_tables(const struct entity_info *tables, const char *path,
                              enum store_mode mode, const struct store_context *context,
                              struct store **out, struct error *err)
{
  *out = NULL;
  error_place(err, path, 0, 0);
  enum status status = hold_standard_handles(err);
  if (status == STATUS_OK && is_network(path)) {
    status = error_set(err, STATUS_INPUT,
                       _("the file lies on a network file system, where several people's changes"
                         " destroy each other."));
    error_remedy(err, "%s", _("Put it on the machine itself and let people come there by ssh."));
  }
  if (status == STATUS_OK)
    status = mode == STORE_CREATE ? make_file(path, tables, context, err) : see_file(path, err);
  if (status != STATUS_OK)
    return status;
  struct store *store = new_store(path, tables, context);
  status = open_database(store, path, mode != STORE_READ, err);
  if (status == STATUS_OK)
    status = store_examine(store, err);
  /* A file can say so itself: by a version that this SQLite does not know. */
  if (status == STATUS_OK && sqlite3_db_readonly(store->db, "main") == 1)
    store->read_only = true;
  if (status == STATUS_OK && !store->read_only)
    status =
        store_run(store, "PRAGMA journal_mode = WAL; PRAGMA journal_size_limit = 8388608;", err);
  if (status != STATUS_OK) {
    store_close(&store);
    if (mode == STORE_CREATE)
      store_remove(path);
    return status;
  }
  store_guard(store);
  if (err != NULL && err->status == STATUS_OK)
    error_clear(err);
  *out = store;
  return STATUS_OK;
}

enum status store_open(const char *path, enum store_mode mode, const struct store_context *context,
                       struct store **store, struct error *err)
{
  return store_open_tables(entities, path, mode, context, store, err);
}

void store_close(struct store **slot)
{
  struct store *store = *slot;
  if (store == NULL)
    return;
  store_drop_statements(store);
  store_forget_window(store);
  if (store->in_transaction)
    sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
  sqlite3_close(store->db);
  if (store->watch > 0)
    close(store->watch);
  free(store->own);
  free(store->path);
  free(store->person);
  free(store->department);
  free(store);
  *slot = NULL;
}

void store_stamp(struct store *store, const char *person, const char *department)
{
  mem_set_text(&store->person, person != NULL ? person : "");
  mem_set_text(&store->department, department != NULL ? department : "");
}

bool store_is_read_only(const struct store *store)
{
  return store->read_only;
}

int64_t store_version(struct store *store)
{
  int64_t version = 0;
  struct error err = {0};
  store_number(store, "PRAGMA data_version", 0, &version, &err);
  return version;
}
