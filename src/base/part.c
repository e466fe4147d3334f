#include "base/part.h"

#include "base/mem.h"
#include "base/str.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* NAME.kundresa-part-PID-N: a name nobody gives to a file of their own. */
#define MARK ".kundresa-part-"

static const char *skip_digits(const char *text)
{
  const char *end = text;
  while (isdigit((unsigned char)*end))
    end++;
  return end > text ? end : NULL;
}

/* How long the name is of the part that @name is or lies beside; 0 when there is none. */
static size_t part_length(const char *name, size_t from)
{
  const char *mark = strstr(name + from, MARK);
  const char *end = mark != NULL ? skip_digits(mark + strlen(MARK)) : NULL;
  end = end != NULL && *end == '-' ? skip_digits(end + 1) : NULL;
  return end != NULL && (*end == '\0' || *end == '-') ? (size_t)(end - name) : 0;
}

/* Whether @handle still is what stands under @name. */
static bool is_named(int folder, const char *name, int handle)
{
  struct stat open, named;
  return fstat(handle, &open) == 0 && fstatat(folder, name, &named, AT_SYMLINK_NOFOLLOW) == 0 &&
         open.st_dev == named.st_dev && open.st_ino == named.st_ino;
}

/* Whoever makes a part holds a lock on it until it has its name: where there is none,
 * nobody will ever finish it.  (Its age would tell nothing, nor would a process's number
 * on another machine.) */
static void remove_dead(int folder, const char *part, const char *name)
{
  int handle = openat(folder, part, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (handle < 0) {
    /* It is gone already, and this lay beside it. */
    if (errno == ENOENT)
      unlinkat(folder, name, 0);
    return;
  }
  if (flock(handle, LOCK_EX | LOCK_NB) == 0 && is_named(folder, part, handle)) {
    unlinkat(folder, name, 0);
    unlinkat(folder, part, 0);
  }
  close(handle);
}

void part_clean(const char *folder, const char *prefix)
{
  DIR *entries = opendir(folder);
  const struct dirent *entry;
  size_t length = strlen(prefix);
  while (entries != NULL && (entry = readdir(entries)) != NULL) {
    size_t end =
        strncmp(entry->d_name, prefix, length) == 0 ? part_length(entry->d_name, length) : 0;
    if (end == 0)
      continue;
    char *part = mem_copy_span(entry->d_name, end);
    remove_dead(dirfd(entries), part, entry->d_name);
    free(part);
  }
  if (entries != NULL)
    closedir(entries);
}

static void clean_beside(const char *path)
{
  char *folder = mem_copy_text(path);
  char *name = mem_copy_text(path);
  part_clean(dirname(folder), basename(name));
  free(folder);
  free(name);
}

int part_make(const char *path, mode_t mode, char **name)
{
  *name = NULL;
  clean_beside(path);
  struct str made = {0};
  int handle = -1;
  errno = EEXIST;
  for (int i = 0; i < 100 && handle < 0 && errno == EEXIST; i++) {
    str_cut(&made, 0);
    str_addf(&made, "%s" MARK "%ld-%d", path, (long)getpid(), i);
    handle = open(str_text(&made), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    /* Where there are no locks nobody else gets one to remove it.  Somebody who cleaned
     * may have had it before us, and it is gone or will be. */
    if (handle >= 0 && ((flock(handle, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) ||
                        !is_named(AT_FDCWD, str_text(&made), handle))) {
      close(handle);
      handle = -1;
      errno = EEXIST;
    }
  }
  if (handle >= 0)
    *name = str_take(&made);
  int reason = errno;
  str_clear(&made);
  errno = reason;
  return handle;
}
