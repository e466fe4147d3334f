#include "store/presence.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "model/enumeration.h"
#include "model/record.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The file is a line that says what it is, in the first place, and then a place
 * for each who is here: a check, the fields with tabs between, a newline. */
#define PLACE 1024
#define PLACES 256
static const char header[] = "kundresa presence 1\n";

struct presence {
  char *path;  /* of the file beside */
  char *whole; /* of the file that is worked on */
  bool joining;
  int handle; /* -1 while it cannot be used */
  dev_t device;
  ino_t inode;
  bool told;
  struct present self;
  int place; /* the one we hold, 0 none */
  struct present *others;
  size_t count;
  int of_place[PLACES]; /* which place each of them holds */
};

char *presence_path(const char *path)
{
  struct str name = {0};
  str_addf(&name, "%s-presence", path);
  return str_take(&name);
}

struct present present_nobody(void)
{
  struct present nobody;
  memset(&nobody, 0, sizeof nobody); /* the gaps too, since they are compared as bytes */
  nobody.department = UNSET;
  nobody.role = UNSET;
  return nobody;
}

/* ---- What stands in a place ---- */

static const struct {
  size_t offset, size;
} texts[] = {
#define TEXT(name)                                                                                 \
  {                                                                                                \
    offsetof(struct present, name), sizeof((struct present *)0)->name                              \
  }
    TEXT(person), TEXT(name), TEXT(view), TEXT(journey), TEXT(touchpoint), TEXT(field), TEXT(step),
#undef TEXT
};
#define TEXTS (sizeof texts / sizeof texts[0])

/* FNV-1a: it only has to tell what was read while it was being written. */
static uint32_t check_of(const char *bytes, size_t length)
{
  uint32_t check = 2166136261u;
  for (size_t i = 0; i < length; i++)
    check = (check ^ (unsigned char)bytes[i]) * 16777619u;
  return check;
}

static void write_place(char bytes[PLACE], const struct present *self)
{
  struct str line = {0};
  str_addf(&line, "%" PRId64 "\t%" PRId64 "\t%s\t%s", self->since, self->process,
           enumeration_token(&enumerations[ENUM_department], self->department),
           enumeration_token(&enumerations[ENUM_role], self->role));
  for (size_t i = 0; i < TEXTS; i++) {
    char *text = mem_copy_text((const char *)self + texts[i].offset);
    text_sanitize(text);
    str_addf(&line, "\t%s", text);
    free(text);
  }
  memset(bytes, 0, PLACE);
  snprintf(bytes, PLACE, "%08" PRIx32 "\t%s\n", check_of(str_text(&line), line.length),
           str_text(&line));
  str_clear(&line);
}

/* Takes the next field off *@rest. */
static char *next_field(char **rest)
{
  char *field = *rest;
  size_t length = strcspn(field, "\t");
  *rest = field + length + (field[length] == '\t' ? 1 : 0);
  field[length] = '\0';
  return field;
}

static int64_t next_token(char **rest, enum enumeration_index list)
{
  const char *token = next_field(rest);
  int64_t value = enumeration_find(&enumerations[list], token, strlen(token));
  return value < 0 ? UNSET : value;
}

/* False where it is not whole; whole, but without a person, it is nobody's. */
static bool read_place(char bytes[PLACE + 1], struct present *present)
{
  *present = present_nobody();
  bytes[PLACE] = '\0';
  char *rest = bytes;
  size_t length = strcspn(bytes, "\n");
  if (bytes[length] == '\0')
    return false;
  bytes[length] = '\0';
  const char *check = next_field(&rest);
  if (strtoul(check, NULL, 16) != check_of(rest, strlen(rest)))
    return false;
  present->since = strtoll(next_field(&rest), NULL, 10);
  present->process = strtoll(next_field(&rest), NULL, 10);
  present->department = next_token(&rest, ENUM_department);
  present->role = next_token(&rest, ENUM_role);
  for (size_t i = 0; i < TEXTS; i++) {
    char *into = (char *)present + texts[i].offset;
    const char *field = next_field(&rest);
    memcpy(into, field, strnlen(field, texts[i].size - 1));
    text_sanitize(into);
  }
  return true;
}

/* ---- Locks ---- */

static bool set_lock(int handle, off_t start, short type)
{
  struct flock lock = {.l_type = type, .l_whence = SEEK_SET, .l_start = start, .l_len = 1};
  return fcntl(handle, F_OFD_SETLK, &lock) == 0;
}

static bool is_held(int handle, off_t start)
{
  struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = start, .l_len = 1};
  return fcntl(handle, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
}

static off_t start_of(int place)
{
  return (off_t)place * PLACE;
}

/* The last byte claims a place.  The first is locked once it says who is here,
 * so that nobody is taken for the one who had it before. */
static int claim_place(int handle)
{
  for (int place = 1; place < PLACES; place++)
    if (set_lock(handle, start_of(place) + PLACE - 1, F_WRLCK))
      return place;
  return 0;
}

/* ---- The file ---- */

/* What belongs to the file has its rights and its group, whatever the umask. */
static int make(const struct presence *presence)
{
  struct stat whole;
  if (stat(presence->whole, &whole) != 0)
    return -1;
  int handle = open(presence->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (handle < 0)
    return -1;
  /* Root works for whom the file belongs to; of others the folder decides. */
  if (geteuid() == 0 && fchown(handle, whole.st_uid, whole.st_gid) != 0)
    errno = 0;
  fchmod(handle, whole.st_mode & 0666);
  return handle;
}

static int open_or_make(const struct presence *presence)
{
  const int flags = O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK;
  int handle = open(presence->path, O_RDWR | flags);
  if (handle < 0 && errno == ENOENT && presence->joining) {
    handle = make(presence);
    if (handle < 0 && errno == EEXIST) /* another was quicker */
      handle = open(presence->path, O_RDWR | flags);
  }
  if (handle < 0 && (errno == EACCES || errno == EROFS || errno == EPERM))
    handle = open(presence->path, O_RDONLY | flags);
  return handle;
}

/* Never another file of that name, nor one that has a second name.  What was cut
 * short, and grew again, is made good. */
static bool is_ours(int handle, const struct stat *found)
{
  static const char nothing[sizeof header - 1] = {0};
  char start[sizeof header - 1] = {0};
  if (!S_ISREG(found->st_mode) || found->st_nlink > 1)
    return false;
  ssize_t length = pread(handle, start, sizeof start, 0);
  if (length == (ssize_t)sizeof start && memcmp(start, header, sizeof start) == 0)
    return true;
  if (length < 0 ||
      (memcmp(start, header, (size_t)length) != 0 && memcmp(start, nothing, (size_t)length) != 0))
    return false;
  return pwrite(handle, header, sizeof start, 0) == (ssize_t)sizeof start ||
         errno == EBADF; /* it may only be read */
}

static enum status open_file(struct presence *presence, struct error *err)
{
  struct stat found;
  presence->handle = open_or_make(presence);
  if (presence->handle < 0) {
    if (errno == ENOENT && !presence->joining)
      return STATUS_OK; /* nobody is here */
    error_place(err, presence->path, 0, 0);
    return error_set(err, STATUS_INPUT, _("cannot tell who else is here: %s."), strerror(errno));
  }
  if (fstat(presence->handle, &found) == 0 && is_ours(presence->handle, &found)) {
    presence->device = found.st_dev;
    presence->inode = found.st_ino;
    return STATUS_OK;
  }
  close(presence->handle);
  presence->handle = -1;
  error_place(err, presence->path, 0, 0);
  error_set(err, STATUS_INPUT,
            _("cannot tell who else is here: this is not the file that says so."));
  error_remedy(err, "%s", _("Give it another name, or delete it; it is made anew."));
  return STATUS_INPUT;
}

/* Others look for us under the file's name: where it was deleted, or something
 * else was put there, we go there too. */
static void follow_name(struct presence *presence)
{
  struct stat found;
  if (presence->handle >= 0 && lstat(presence->path, &found) == 0 &&
      found.st_dev == presence->device && found.st_ino == presence->inode)
    return;
  if (presence->handle >= 0)
    close(presence->handle);
  presence->place = 0;
  open_file(presence, NULL);
}

static void write_self(struct presence *presence)
{
  char bytes[PLACE];
  bool joins = presence->place == 0;
  if (presence->handle < 0)
    return;
  if (joins)
    presence->place = claim_place(presence->handle);
  if (presence->place == 0)
    return; /* more than we have places for, or it may only be read */
  write_place(bytes, &presence->self);
  if (pwrite(presence->handle, bytes, PLACE - 1, start_of(presence->place)) > 0 && joins)
    set_lock(presence->handle, start_of(presence->place), F_WRLCK);
}

/* ---- Operations ---- */

enum status presence_open(const char *path, bool joining, struct presence **slot, struct error *err)
{
  struct presence *presence = mem_new(1, sizeof *presence);
  presence->whole = mem_copy_text(path);
  presence->path = presence_path(path);
  presence->joining = joining;
  *slot = presence;
  return open_file(presence, err);
}

void presence_close(struct presence **slot)
{
  struct presence *presence = *slot;
  if (presence == NULL)
    return;
  /* The last one puts the file away.  Who comes just then finds it gone at the
   * next look. */
  if (presence->place != 0) {
    follow_name(presence);
    presence_look(presence);
    if (presence->handle >= 0 && presence->count == 0)
      unlink(presence->path);
  }
  if (presence->handle >= 0)
    close(presence->handle);
  free(presence->others);
  free(presence->path);
  free(presence->whole);
  free(presence);
  *slot = NULL;
}

void presence_tell(struct presence *presence, const struct present *self)
{
  if (!presence->joining || (presence->told && memcmp(&presence->self, self, sizeof *self) == 0))
    return;
  presence->self = *self;
  presence->told = true;
  write_self(presence);
}

/* What stands in a place; where it is being written, what stood there before. */
static bool look_at(const struct presence *presence, int place, struct present *present)
{
  char bytes[PLACE + 1];
  for (int tries = 0; tries < 3; tries++)
    if (pread(presence->handle, bytes, PLACE, start_of(place)) > 0 && read_place(bytes, present))
      return true;
  for (size_t i = 0; i < presence->count; i++)
    if (presence->of_place[i] == place) {
      *present = presence->others[i];
      return true;
    }
  return false;
}

bool presence_look(struct presence *presence)
{
  struct stat found;
  struct present *others = NULL;
  int of_place[PLACES];
  size_t count = 0;
  follow_name(presence);
  if (presence->place == 0 && presence->told)
    write_self(presence);
  off_t size = presence->handle >= 0 && fstat(presence->handle, &found) == 0 ? found.st_size : 0;
  for (int place = 1; place < PLACES && start_of(place) < size; place++) {
    struct present present;
    if (place == presence->place || !is_held(presence->handle, start_of(place)) ||
        !look_at(presence, place, &present) || present.person[0] == '\0')
      continue;
    others = mem_resize(others, count + 1, sizeof *others);
    of_place[count] = place;
    others[count++] = present;
  }
  bool other = count != presence->count ||
               (count > 0 && memcmp(others, presence->others, count * sizeof *others) != 0);
  free(presence->others);
  presence->others = others;
  presence->count = count;
  memcpy(presence->of_place, of_place, count * sizeof of_place[0]);
  return other;
}

const struct present *presence_others(const struct presence *presence, size_t *count)
{
  *count = presence->count;
  return presence->others;
}
