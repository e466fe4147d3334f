/* Files, whole or not at all. */
#ifndef KUNDRESA_BASE_FILE_H
#define KUNDRESA_BASE_FILE_H

#include "base/error.h"
#include "base/str.h"

/* Reads the whole of @path ("-" is standard input) into @out, at most @most
 * bytes.  STATUS_INPUT where it cannot be opened, is no regular file or pipe,
 * or is longer; STATUS_SYSTEM where reading fails. */
enum status file_read(const char *path, size_t most, struct str *out, struct error *err);

/* A file that appears at @path only when it is whole: bytes go to a temporary
 * name beside it, which file_commit() syncs and renames.  A device or a pipe gets
 * them as they come. */
struct file_writer {
  int handle;      /* open file, or -1 */
  char *path;      /* where it shall stand */
  char *temporary; /* where it stands until then; NULL for a device or pipe */
};

/* Opens a writer with permissions 0666 less the umask, or those of the file
 * that is replaced; of a link, what it leads to is.  STATUS_INPUT where the folder,
 * or the device, cannot be written. */
enum status file_open(struct file_writer *writer, const char *path, struct error *err);

/* Adds bytes.  On failure the writer is ended and the temporary removed. */
enum status file_write(struct file_writer *writer, const void *data, size_t length,
                       struct error *err);

/* Syncs, renames, syncs the folder, frees. */
enum status file_commit(struct file_writer *writer, struct error *err);

/* Removes the temporary and frees.  Harmless after file_commit(). */
void file_abandon(struct file_writer *writer);

#endif
