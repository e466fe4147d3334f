#include "store/backup.h"

#include "base/date.h"
#include "base/digest.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/part.h"
#include "store/store_private.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define DAY INT64_C(86400000)

/* ---- Names ---- */

/* "our" and ".kundresa" of DIR/our.kundresa: a backup of it is called
 * our-20261128T071500Z.kundresa, or …Z-2… where one of that second is there. */
struct naming {
  char *folder; /* DIR/backups */
  char *stem;
  char *ending;
};

static struct naming naming_make(const char *path)
{
  char *copy = mem_copy_text(path);
  char *name = mem_copy_text(path);
  const char *base = basename(name);
  const char *dot = strrchr(base, '.');
  size_t length = dot != NULL && dot != base ? (size_t)(dot - base) : strlen(base);
  struct str folder = {0};
  str_addf(&folder, "%s/backups", dirname(copy));
  struct naming naming = {
      .folder = str_take(&folder),
      .stem = mem_copy_span(base, length),
      .ending = mem_copy_text(base + length),
  };
  free(copy);
  free(name);
  return naming;
}

static void naming_clear(struct naming *naming)
{
  free(naming->folder);
  free(naming->stem);
  free(naming->ending);
}

#define STAMP "%04d%02d%02dT%02d%02d%02dZ"
#define STAMP_LENGTH 16

static void add_stamp(struct str *out, int64_t at)
{
  int year, month, day;
  int64_t seconds = at % DAY / 1000;
  date_split(at / DAY, &year, &month, &day);
  str_addf(out, STAMP, year, month, day, (int)(seconds / 3600), (int)(seconds / 60 % 60),
           (int)(seconds % 60));
}

/* The time that a stamp tells, or -1. */
static int64_t read_stamp(const char *text)
{
  int part[6];
  int length = 0;
  if (sscanf(text, "%4d%2d%2dT%2d%2d%2dZ%n", &part[0], &part[1], &part[2], &part[3], &part[4],
             &part[5], &length) != 6 ||
      length != STAMP_LENGTH)
    return -1;
  char day[DATE_SIZE + 32];
  date_day date;
  snprintf(day, sizeof day, "%04d-%02d-%02d", part[0], part[1], part[2]);
  if (!date_parse(day, &date) || part[3] > 23 || part[4] > 59 || part[5] > 59)
    return -1;
  return date * DAY + ((int64_t)part[3] * 3600 + part[4] * 60 + part[5]) * 1000;
}

/* The time of the backup called @name, or -1 when it is none of this file's. */
static int64_t read_name(const struct naming *naming, const char *name)
{
  size_t length = strlen(naming->stem);
  if (strncmp(name, naming->stem, length) != 0 || name[length] != '-')
    return -1;
  name += length + 1;
  int64_t at = read_stamp(name);
  if (at < 0)
    return -1;
  name += STAMP_LENGTH;
  if (name[0] == '-' && name[1] >= '2' && name[1] <= '9')
    name += 1 + strspn(name + 1, "0123456789");
  return strcmp(name, naming->ending) == 0 ? at : -1;
}

/* ---- Finding them ---- */

static int newest_first(const void *a, const void *b)
{
  const struct backup *one = a;
  const struct backup *other = b;
  if (one->at != other->at)
    return one->at > other->at ? -1 : 1;
  /* Of one second the longer name, then the higher number, is the later one. */
  size_t lengths[2] = {strlen(one->path), strlen(other->path)};
  if (lengths[0] != lengths[1])
    return lengths[0] > lengths[1] ? -1 : 1;
  return strcmp(other->path, one->path);
}

static enum status read_folder(const struct naming *naming, const char *folder,
                               struct backup_list *list, struct error *err)
{
  *list = (struct backup_list){0};
  DIR *entries = opendir(folder);
  if (entries == NULL && errno == ENOENT)
    return STATUS_OK;
  if (entries == NULL) {
    error_place(err, folder, 0, 0);
    return error_set(err, STATUS_INPUT, _("It cannot be read: %s."), strerror(errno));
  }
  const struct dirent *entry;
  while ((entry = readdir(entries)) != NULL) {
    struct stat found;
    int64_t at = read_name(naming, entry->d_name);
    if (at < 0 || fstatat(dirfd(entries), entry->d_name, &found, 0) != 0 || !S_ISREG(found.st_mode))
      continue;
    struct str path = {0};
    str_addf(&path, "%s/%s", folder, entry->d_name);
    list->items = mem_resize(list->items, list->count + 1, sizeof *list->items);
    list->items[list->count++] = (struct backup){str_take(&path), at, found.st_size};
  }
  closedir(entries);
  if (list->count > 0)
    qsort(list->items, list->count, sizeof *list->items, newest_first);
  return STATUS_OK;
}

enum status backup_list_read(const char *path, struct backup_list *list, struct error *err)
{
  struct naming naming = naming_make(path);
  enum status status = read_folder(&naming, naming.folder, list, err);
  naming_clear(&naming);
  return status;
}

void backup_list_clear(struct backup_list *list)
{
  for (size_t i = 0; i < list->count; i++)
    free(list->items[i].path);
  free(list->items);
  *list = (struct backup_list){0};
}

const struct backup *backup_at(const struct backup_list *list, int64_t at)
{
  for (size_t i = 0; i < list->count; i++)
    if (list->items[i].at <= at)
      return &list->items[i];
  return NULL;
}

/* ---- Thinning ---- */

/* Weeks begin on Mondays; 1970-01-01 was a Thursday. */
static int64_t week_of(int64_t at)
{
  return (at / DAY + 3) / 7;
}

static int64_t month_of(int64_t at)
{
  int year, month, day;
  date_split(at / DAY, &year, &month, &day);
  return (int64_t)year * 12 + month;
}

void backup_choose(const int64_t *times, size_t count, int64_t now, bool *keep)
{
  int days = 14;
  int weeks = 10;
  int months = 12;
  for (size_t i = 0; i < count; i++) {
    int64_t last = i > 0 ? times[i - 1] : INT64_MAX;
    int64_t at = times[i];
    if (i == 0 || at > now - 2 * DAY)
      keep[i] = true;
    else if (days > 0)
      days -= keep[i] = at / DAY != last / DAY;
    else if (weeks > 0)
      weeks -= keep[i] = week_of(at) != week_of(last);
    else
      months -= keep[i] = months > 0 && month_of(at) != month_of(last);
  }
}

/* Every backup has a name of its own, so that none meets what another one left that was
 * stopped on its way. */
static void remove_halves(const struct naming *naming, const char *folder)
{
  struct str prefix = {0};
  str_addf(&prefix, "%s-", naming->stem);
  part_clean(folder, str_text(&prefix));
  str_clear(&prefix);
}

static void thin(const struct naming *naming, int64_t now)
{
  struct backup_list list;
  if (read_folder(naming, naming->folder, &list, NULL) != STATUS_OK || list.count == 0)
    return;
  int64_t *times = mem_new(list.count, sizeof *times);
  bool *keep = mem_new(list.count, sizeof *keep);
  for (size_t i = 0; i < list.count; i++)
    times[i] = list.items[i].at;
  backup_choose(times, list.count, now, keep);
  for (size_t i = 0; i < list.count; i++)
    if (!keep[i])
      unlink(list.items[i].path);
  free(times);
  free(keep);
  backup_list_clear(&list);
}

/* ---- Taking one ---- */

/* What tells two states of a file apart: every change of a map leaves rows in the log; what
 * is sealed in a workshop, and settings, leave none, so that their content is compared. */
struct state {
  int64_t schema;
  int64_t entries;
  int64_t changes;
  char beside[DIGEST_SIZE];
};

/* Adds the rows of @sql, each value with its length before it. */
static enum status add_rows(struct store *store, const char *sql, struct str *out,
                            struct error *err)
{
  sqlite3_stmt *rows = store_prepare(store, err, "%s", sql);
  if (rows == NULL)
    return store->failed;
  int code;
  while ((code = sqlite3_step(rows)) == SQLITE_ROW)
    for (int i = 0; i < sqlite3_column_count(rows); i++) {
      const char *text = (const char *)sqlite3_column_text(rows, i);
      str_addf(out, "%d:%s", sqlite3_column_bytes(rows, i), text != NULL ? text : "");
    }
  sqlite3_finalize(rows);
  return code == SQLITE_DONE ? STATUS_OK : store_fail(store, code, err);
}

static enum status read_beside(struct store *store, struct state *state, struct error *err)
{
  struct str all = {0};
  int64_t sealed = 0; /* older files have no such table */
  enum status status = add_rows(store, "SELECT name, value FROM setting ORDER BY name", &all, err);
  if (status == STATUS_OK)
    status = store_number(store, "SELECT count(*) FROM sqlite_schema WHERE name = 'sealed'", 0,
                          &sealed, err);
  str_add(&all, "|");
  if (status == STATUS_OK && sealed > 0)
    status = add_rows(store, "SELECT * FROM sealed ORDER BY oid", &all, err);
  digest_hex(str_text(&all), all.length, state->beside);
  str_clear(&all);
  return status;
}

static enum status read_state(struct store *store, struct state *state, struct error *err)
{
  enum status status = store_number(store, "PRAGMA user_version", 0, &state->schema, err);
  if (status == STATUS_OK)
    status =
        store_number(store, "SELECT coalesce(max(number), 0) FROM txn", 0, &state->entries, err);
  if (status == STATUS_OK)
    status =
        store_number(store, "SELECT coalesce(max(seq), 0) FROM change", 0, &state->changes, err);
  if (status == STATUS_OK)
    status = read_beside(store, state, err);
  return status;
}

static enum status open_to_read(const char *path, struct store *reader, struct error *err)
{
  *reader = (struct store){.path = (char *)path};
  int code = sqlite3_open_v2(path, &reader->db, SQLITE_OPEN_READONLY, NULL);
  return code == SQLITE_OK ? STATUS_OK : store_fail(reader, code, err);
}

/* Whether the newest backup has all that the file has. */
static bool is_up_to_date(struct store *store, const struct backup_list *list)
{
  if (list->count == 0)
    return false;
  struct store reader;
  struct state now;
  struct state then;
  bool same = read_state(store, &now, NULL) == STATUS_OK &&
              open_to_read(list->items[0].path, &reader, NULL) == STATUS_OK;
  if (same) {
    same = read_state(&reader, &then, NULL) == STATUS_OK && now.schema == then.schema &&
           now.entries == then.entries && now.changes == then.changes &&
           strcmp(now.beside, then.beside) == 0;
    sqlite3_close(reader.db);
  }
  return same;
}

/* Where people share the folder, all of them make backups. */
static enum status make_folder(const char *folder, struct error *err)
{
  if (mkdir(folder, 0770) != 0) {
    if (errno == EEXIST)
      return STATUS_OK;
    return error_set(err, STATUS_SYSTEM, _("cannot make the folder for backups: %s."),
                     strerror(errno));
  }
  struct stat made;
  if (stat(folder, &made) == 0 && (made.st_mode & S_ISGID) != 0)
    chmod(folder, 02770);
  store_sync_folder(folder);
  return STATUS_OK;
}

static enum status take(struct store *store, const struct naming *naming, const char *folder,
                        int64_t at, struct str *path, struct error *err)
{
  str_addf(path, "%s/%s-", folder, naming->stem);
  add_stamp(path, at);
  size_t length = path->length;
  str_add(path, naming->ending);
  for (int i = 2; i < 1000 && access(str_text(path), F_OK) == 0; i++) {
    str_cut(path, length);
    str_addf(path, "-%d%s", i, naming->ending);
  }
  return store_backup(store, str_text(path), err);
}

enum status backup_take(struct store *store, const char *folder, struct str *path, bool *made,
                        struct error *err)
{
  struct naming naming = naming_make(store->path);
  struct backup_list list = {0};
  int64_t at = store->now != NULL ? store->now() : 0;
  const char *into = folder != NULL ? folder : naming.folder;
  enum status status = folder == NULL ? make_folder(naming.folder, err) : STATUS_OK;
  if (status == STATUS_OK)
    status = read_folder(&naming, into, &list, err);
  if (status == STATUS_OK)
    remove_halves(&naming, into);
  *made = status == STATUS_OK && !is_up_to_date(store, &list);
  if (*made)
    status = take(store, &naming, into, at, path, err);
  else if (status == STATUS_OK)
    str_add(path, list.items[0].path);
  if (*made && status == STATUS_OK && folder == NULL)
    thin(&naming, at);
  backup_list_clear(&list);
  naming_clear(&naming);
  return status;
}

/* Whether a backup is due before a change of @kind at @at. */
static bool is_due(struct store *store, const char *kind, int64_t at)
{
  bool much = strcmp(kind, "import") == 0;
  if (strcmp(kind, "new") == 0 || (!much && store->backup_day == at / DAY))
    return false;
  store->backup_day = at / DAY;
  int64_t first = INT64_MAX;
  /* A file without a history has nothing to lose, and one of today has no
   * yesterday. */
  if (store_number(store, "SELECT at FROM txn ORDER BY number LIMIT 1", INT64_MAX, &first, NULL) !=
          STATUS_OK ||
      first == INT64_MAX)
    return false;
  if (much)
    return true;
  if (first / DAY >= at / DAY)
    return false;
  /* Whatever keeps them from being read is told when one is to be made. */
  struct backup_list list = {0};
  backup_list_read(store->path, &list, NULL);
  bool due = list.count == 0 || list.items[0].at / DAY != at / DAY;
  backup_list_clear(&list);
  return due;
}

void backup_before_change(struct store *store, const char *kind, int64_t at)
{
  if (!is_due(store, kind, at))
    return;
  struct error fault = {0};
  struct str path = {0};
  bool made;
  if (backup_take(store, NULL, &path, &made, &fault) != STATUS_OK && store->warn != NULL)
    store->warn(&fault);
  str_clear(&path);
}

/* ---- Looking into them, and back ---- */

enum status backup_see(const char *path, int64_t *changed, char **person, int64_t *entries,
                       struct error *err)
{
  struct store reader;
  *changed = 0;
  *person = NULL;
  enum status status = open_to_read(path, &reader, err);
  if (status == STATUS_OK)
    status = store_number(&reader, "SELECT count(*) FROM txn", 0, entries, err);
  sqlite3_stmt *row =
      status != STATUS_OK
          ? NULL
          : store_prepare(&reader, err, "SELECT at, person FROM txn ORDER BY number DESC LIMIT 1");
  if (status == STATUS_OK && row == NULL)
    status = reader.failed;
  int code = row != NULL ? sqlite3_step(row) : SQLITE_DONE;
  if (code == SQLITE_ROW) {
    *changed = sqlite3_column_int64(row, 0);
    *person = mem_copy_text((const char *)sqlite3_column_text(row, 1));
  } else if (code != SQLITE_DONE) {
    status = store_fail(&reader, code, err);
  }
  sqlite3_finalize(row);
  sqlite3_close(reader.db);
  return status;
}

enum status backup_restore(const char *backup, const char *out, struct error *err)
{
  struct store reader;
  enum status status = open_to_read(backup, &reader, err);
  if (status == STATUS_OK)
    status = store_backup(&reader, out, err);
  sqlite3_close(reader.db);
  return status;
}
