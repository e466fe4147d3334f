#include "tests/app/disk.h"

#include "base/mem.h"

#include <setjmp.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* ---- Failing ---- */

static int64_t fail_at;
static bool fail_for_ever;
static bool fail_full;
static int64_t operations_done;
static bool failed;

void disk_fail(int64_t at, bool for_ever, bool full)
{
  fail_at = at;
  fail_for_ever = for_ever;
  fail_full = full;
  operations_done = 0;
  failed = false;
}

int64_t disk_operations(void)
{
  return operations_done;
}

bool disk_failed(void)
{
  return failed;
}

/* Counts an operation; true when it is to fail. */
static bool fails(bool writes)
{
  if (fail_full && !writes)
    return false;
  operations_done++;
  bool now =
      fail_at > 0 && (operations_done == fail_at || (fail_for_ever && operations_done > fail_at));
  failed = failed || now;
  return now;
}

/* ---- Killing ---- */

static int64_t kill_at;
static int64_t changes;

void disk_kill(int64_t at)
{
  kill_at = at;
  changes = 0;
}

int64_t disk_changes(void)
{
  return changes;
}

bool disk_change_is_last(void)
{
  return ++changes == kill_at;
}

void disk_die(void)
{
  raise(SIGKILL);
  abort();
}

void disk_change(void)
{
  if (disk_change_is_last())
    disk_die();
}

/* ---- The log ---- */

enum event_kind { EVENT_WRITE, EVENT_TRUNCATE, EVENT_SYNC, EVENT_MAKE, EVENT_DELETE };

struct event {
  enum event_kind kind;
  int file;
  int64_t at; /* of a write; the length after a truncation */
  size_t length;
  unsigned char *bytes;
};

#define FILES_MOST 4
static const char *const endings[FILES_MOST] = {"", "-wal", "-journal", NULL};

static char *logged; /* the path, or NULL while none is */
static bool deaf;
static struct event *events;
static size_t event_count;

struct content {
  unsigned char *bytes;
  size_t length;
  bool there;
};
static struct content first[FILES_MOST]; /* how they lay there when it began */

static int file_of(const char *name)
{
  size_t length = logged != NULL ? strlen(logged) : 0;
  if (logged == NULL || name == NULL || strncmp(name, logged, length) != 0)
    return -1;
  for (int i = 0; endings[i] != NULL; i++)
    if (strcmp(name + length, endings[i]) == 0)
      return i;
  return -1;
}

static void note(enum event_kind kind, int file, int64_t at, const void *bytes, size_t length)
{
  if (file < 0 || logged == NULL || (kind == EVENT_SYNC && deaf))
    return;
  if ((event_count & (event_count - 1)) == 0)
    events = mem_resize(events, event_count == 0 ? 1 : event_count * 2, sizeof *events);
  struct event *event = &events[event_count++];
  *event = (struct event){.kind = kind, .file = file, .at = at, .length = length};
  if (bytes != NULL) {
    event->bytes = mem_new(length, 1);
    memcpy(event->bytes, bytes, length);
  }
}

static struct content read_content(const char *name)
{
  struct content content = {0};
  FILE *file = fopen(name, "rb");
  if (file == NULL)
    return content;
  fseek(file, 0, SEEK_END);
  content.length = (size_t)ftell(file);
  content.there = true;
  rewind(file);
  content.bytes = mem_new(content.length + 1, 1);
  assert_int_equal(fread(content.bytes, 1, content.length, file), content.length);
  fclose(file);
  return content;
}

void disk_log_start(const char *path, bool is_deaf)
{
  disk_log_end();
  for (int i = 0; endings[i] != NULL; i++) {
    char name[600];
    snprintf(name, sizeof name, "%s%s", path, endings[i]);
    first[i] = read_content(name);
  }
  logged = mem_copy_text(path);
  deaf = is_deaf;
}

void disk_log_end(void)
{
  for (size_t i = 0; i < event_count; i++)
    free(events[i].bytes);
  for (int i = 0; i < FILES_MOST; i++) {
    free(first[i].bytes);
    first[i] = (struct content){0};
  }
  free(events);
  free(logged);
  events = NULL;
  logged = NULL;
  event_count = 0;
}

size_t disk_log_length(void)
{
  return event_count;
}

/* SplitMix64. */
static uint64_t draw(uint64_t *chance, uint64_t below)
{
  uint64_t z = *chance += 0x9e3779b97f4a7c15u;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return (z ^ (z >> 31)) % below;
}

static void resize(struct content *content, size_t length)
{
  content->bytes = mem_resize(content->bytes, length + 1, 1);
  if (length > content->length)
    memset(content->bytes + content->length, 0, length - content->length);
  content->length = length;
}

static void apply(struct content *content, const struct event *event, size_t from, size_t length)
{
  size_t at = (size_t)event->at;
  switch (event->kind) {
  case EVENT_WRITE:
    content->there = true;
    if (at + from + length > content->length)
      resize(content, at + from + length);
    memcpy(content->bytes + at + from, event->bytes + from, length);
    break;
  case EVENT_TRUNCATE:
    resize(content, at);
    break;
  case EVENT_MAKE:
    content->there = true;
    break;
  case EVENT_DELETE:
    content->there = false;
    resize(content, 0);
    break;
  default:
    break;
  }
}

/* Disks write sectors of so many bytes whole or not. */
#define SECTOR 512

static void apply_by_chance(struct content *content, const struct event *event, uint64_t *chance)
{
  if (event->kind != EVENT_WRITE) {
    if (draw(chance, 2) == 0)
      apply(content, event, 0, 0);
    return;
  }
  switch (draw(chance, 3)) {
  case 0:
    apply(content, event, 0, event->length);
    break;
  case 1: /* some of its sectors, cut where sectors of the file are */
    for (size_t from = 0; from < event->length;) {
      size_t part = SECTOR - (size_t)(((size_t)event->at + from) % SECTOR);
      if (part > event->length - from)
        part = event->length - from;
      if (draw(chance, 2) == 0)
        apply(content, event, from, part);
      from += part;
    }
    break;
  default:
    break;
  }
}

void disk_cut(const char *to, size_t length, uint64_t *chance)
{
  for (int i = 0; endings[i] != NULL; i++) {
    char name[600];
    struct content content = {.length = first[i].length, .there = first[i].there};
    content.bytes = mem_new(content.length + 1, 1);
    if (first[i].bytes != NULL)
      memcpy(content.bytes, first[i].bytes, content.length);
    size_t lasts = 0;
    for (size_t e = 0; e < length; e++)
      if (events[e].file == i && events[e].kind == EVENT_SYNC)
        lasts = e;
    for (size_t e = 0; e < length; e++) {
      if (events[e].file != i)
        continue;
      if (e < lasts)
        apply(&content, &events[e], 0, events[e].length);
      else
        apply_by_chance(&content, &events[e], chance);
    }
    snprintf(name, sizeof name, "%s%s", to, endings[i]);
    unlink(name);
    if (content.there) {
      FILE *file = fopen(name, "wb");
      assert_non_null(file);
      assert_int_equal(fwrite(content.bytes, 1, content.length, file), content.length);
      assert_int_equal(fclose(file), 0);
    }
    free(content.bytes);
  }
  char shared[600];
  snprintf(shared, sizeof shared, "%s-shm", to);
  unlink(shared);
}

/* ---- Between SQLite and the system ---- */

static sqlite3_vfs *system_vfs;
static sqlite3_vfs disk_vfs;

struct disk_file {
  sqlite3_file base;
  int file; /* of the log, or -1 */
  sqlite3_file *real;
};

static sqlite3_file *real_of(sqlite3_file *file)
{
  return ((struct disk_file *)file)->real;
}

static int disk_close(sqlite3_file *file)
{
  return real_of(file)->pMethods->xClose(real_of(file));
}

static int disk_read(sqlite3_file *file, void *bytes, int length, sqlite3_int64 at)
{
  if (fails(false))
    return SQLITE_IOERR_READ;
  return real_of(file)->pMethods->xRead(real_of(file), bytes, length, at);
}

static int disk_write(sqlite3_file *file, const void *bytes, int length, sqlite3_int64 at)
{
  if (fails(true)) {
    if (!fail_full) /* half of it has come through */
      real_of(file)->pMethods->xWrite(real_of(file), bytes, length / 2, at);
    return fail_full ? SQLITE_FULL : SQLITE_IOERR_WRITE;
  }
  if (disk_change_is_last()) {
    real_of(file)->pMethods->xWrite(real_of(file), bytes, length / 2, at);
    disk_die();
  }
  note(EVENT_WRITE, ((struct disk_file *)file)->file, at, bytes, (size_t)length);
  return real_of(file)->pMethods->xWrite(real_of(file), bytes, length, at);
}

static int disk_truncate(sqlite3_file *file, sqlite3_int64 length)
{
  if (fails(false))
    return SQLITE_IOERR_TRUNCATE;
  disk_change();
  note(EVENT_TRUNCATE, ((struct disk_file *)file)->file, length, NULL, 0);
  return real_of(file)->pMethods->xTruncate(real_of(file), length);
}

static int disk_sync(sqlite3_file *file, int flags)
{
  if (fails(false))
    return SQLITE_IOERR_FSYNC;
  disk_change();
  note(EVENT_SYNC, ((struct disk_file *)file)->file, 0, NULL, 0);
  /* Nothing here outlasts the test. */
  (void)flags;
  return SQLITE_OK;
}

static int disk_size(sqlite3_file *file, sqlite3_int64 *size)
{
  return fails(false) ? SQLITE_IOERR_FSTAT
                      : real_of(file)->pMethods->xFileSize(real_of(file), size);
}

static int disk_lock(sqlite3_file *file, int level)
{
  return real_of(file)->pMethods->xLock(real_of(file), level);
}

static int disk_unlock(sqlite3_file *file, int level)
{
  return real_of(file)->pMethods->xUnlock(real_of(file), level);
}

static int disk_check_lock(sqlite3_file *file, int *out)
{
  return real_of(file)->pMethods->xCheckReservedLock(real_of(file), out);
}

static int disk_control(sqlite3_file *file, int what, void *with)
{
  return real_of(file)->pMethods->xFileControl(real_of(file), what, with);
}

static int disk_sector(sqlite3_file *file)
{
  return real_of(file)->pMethods->xSectorSize(real_of(file));
}

/* What a plain disk promises: nothing. */
static int disk_promises(sqlite3_file *file)
{
  (void)file;
  return 0;
}

static int disk_shm_map(sqlite3_file *file, int page, int size, int extend, void volatile **out)
{
  if (fails(false))
    return SQLITE_IOERR_SHMMAP;
  return real_of(file)->pMethods->xShmMap(real_of(file), page, size, extend, out);
}

static int disk_shm_lock(sqlite3_file *file, int offset, int n, int flags)
{
  return real_of(file)->pMethods->xShmLock(real_of(file), offset, n, flags);
}

static void disk_shm_barrier(sqlite3_file *file)
{
  real_of(file)->pMethods->xShmBarrier(real_of(file));
}

static int disk_shm_unmap(sqlite3_file *file, int remove)
{
  return real_of(file)->pMethods->xShmUnmap(real_of(file), remove);
}

static int disk_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out)
{
  static const sqlite3_io_methods methods = {2,
                                             disk_close,
                                             disk_read,
                                             disk_write,
                                             disk_truncate,
                                             disk_sync,
                                             disk_size,
                                             disk_lock,
                                             disk_unlock,
                                             disk_check_lock,
                                             disk_control,
                                             disk_sector,
                                             disk_promises,
                                             disk_shm_map,
                                             disk_shm_lock,
                                             disk_shm_barrier,
                                             disk_shm_unmap,
                                             NULL,
                                             NULL};
  (void)vfs;
  struct disk_file *own = (struct disk_file *)file;
  file->pMethods = NULL;
  own->real = (sqlite3_file *)(own + 1);
  own->file = file_of(name);
  if (fails(false))
    return SQLITE_CANTOPEN;
  bool made = own->file >= 0 && access(name, F_OK) != 0;
  if ((flags & SQLITE_OPEN_CREATE) != 0)
    disk_change();
  int code = system_vfs->xOpen(system_vfs, name, own->real, flags, out);
  if (own->real->pMethods != NULL)
    file->pMethods = &methods;
  if (code == SQLITE_OK && made)
    note(EVENT_MAKE, own->file, 0, NULL, 0);
  return code;
}

static int disk_delete(sqlite3_vfs *vfs, const char *name, int sync)
{
  (void)vfs;
  if (fails(false))
    return SQLITE_IOERR_DELETE;
  disk_change();
  note(EVENT_DELETE, file_of(name), 0, NULL, 0);
  if (sync != 0)
    note(EVENT_SYNC, file_of(name), 0, NULL, 0);
  return system_vfs->xDelete(system_vfs, name, 0);
}

static int disk_access(sqlite3_vfs *vfs, const char *name, int flags, int *out)
{
  (void)vfs;
  return fails(false) ? SQLITE_IOERR_ACCESS : system_vfs->xAccess(system_vfs, name, flags, out);
}

void disk_install(void)
{
  sqlite3_initialize();
  system_vfs = sqlite3_vfs_find(NULL);
  disk_vfs = *system_vfs;
  disk_vfs.szOsFile = (int)sizeof(struct disk_file) + system_vfs->szOsFile;
  disk_vfs.pNext = NULL;
  disk_vfs.zName = "disk";
  disk_vfs.xOpen = disk_open;
  disk_vfs.xDelete = disk_delete;
  disk_vfs.xAccess = disk_access;
  assert_int_equal(sqlite3_vfs_register(&disk_vfs, 1), SQLITE_OK);
}
