#include "base/file.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/part.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum status file_read(const char *path, size_t most, struct str *out, struct error *err)
{
  bool standard_input = strcmp(path, "-") == 0;
  int handle = standard_input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
  if (handle < 0) {
    error_place(err, path, 0, 0);
    return error_set(err, STATUS_INPUT, _("cannot open the file: %s."), strerror(errno));
  }
  enum status status = STATUS_OK;
  char buffer[65536];
  for (;;) {
    ssize_t got = read(handle, buffer, sizeof buffer);
    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0) {
      error_place(err, path, 0, 0);
      status = error_set(err, errno == EISDIR ? STATUS_INPUT : STATUS_SYSTEM,
                         _("cannot read the file: %s."), strerror(errno));
      break;
    }
    if (got == 0)
      break;
    if ((size_t)got > most - out->length) {
      error_place(err, path, 0, 0);
      status = error_set(err, STATUS_INPUT, _("the file is longer than %zu bytes."), most);
      break;
    }
    str_add_span(out, buffer, (size_t)got);
  }
  if (!standard_input)
    close(handle);
  return status;
}

enum status file_open(struct file_writer *writer, const char *path, struct error *err)
{
  struct stat old;
  bool there = stat(path, &old) == 0;
  *writer = (struct file_writer){.handle = -1};
  if (there && !S_ISREG(old.st_mode)) { /* a rename would put a file in the device's place */
    writer->path = mem_copy_text(path);
    writer->handle = open(path, O_WRONLY | O_CLOEXEC);
    if (writer->handle >= 0)
      return STATUS_OK;
    int reason = errno;
    file_abandon(writer);
    error_place(err, path, 0, 0);
    return error_set(err, STATUS_INPUT, _("cannot write here: %s."), strerror(reason));
  }
  /* What a link leads to is replaced, not the link. */
  char *target = there ? realpath(path, NULL) : NULL;
  writer->path = mem_copy_text(target != NULL ? target : path);
  free(target);
  writer->handle = part_make(writer->path, 0666, &writer->temporary);
  if (writer->handle < 0) {
    int reason = errno;
    file_abandon(writer);
    error_place(err, path, 0, 0);
    return error_set(err, STATUS_INPUT, _("cannot write here: %s."), strerror(reason));
  }
  if (there && fchmod(writer->handle, old.st_mode & 0777) != 0) {
    /* a file system without permissions: what it gives is what there is */
  }
  return STATUS_OK;
}

static enum status fail(struct file_writer *writer, struct error *err)
{
  int reason = errno;
  error_place(err, writer->path, 0, 0);
  enum status status =
      error_set(err, STATUS_SYSTEM, _("cannot write the file: %s."), strerror(reason));
  file_abandon(writer);
  return status;
}

enum status file_write(struct file_writer *writer, const void *data, size_t length,
                       struct error *err)
{
  const char *from = data;
  while (length > 0) {
    ssize_t written = write(writer->handle, from, length);
    if (written < 0 && errno == EINTR)
      continue;
    if (written < 0)
      return fail(writer, err);
    from += written;
    length -= (size_t)written;
  }
  return STATUS_OK;
}

enum status file_commit(struct file_writer *writer, struct error *err)
{
  if (writer->temporary == NULL) {
    int handle = writer->handle;
    writer->handle = -1;
    if (close(handle) != 0)
      return fail(writer, err);
    file_abandon(writer);
    return STATUS_OK;
  }
  if (fsync(writer->handle) != 0 || rename(writer->temporary, writer->path) != 0)
    return fail(writer, err);
  char *copy = mem_copy_text(writer->path);
  int folder = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  free(copy);
  if (folder >= 0) {
    fsync(folder);
    close(folder);
  }
  free(writer->temporary);
  writer->temporary = NULL;
  file_abandon(writer);
  return STATUS_OK;
}

void file_abandon(struct file_writer *writer)
{
  if (writer->handle >= 0)
    close(writer->handle);
  if (writer->temporary != NULL)
    unlink(writer->temporary);
  free(writer->temporary);
  free(writer->path);
  *writer = (struct file_writer){.handle = -1};
}
