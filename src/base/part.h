/* Files in the making: each lies beside the name that it gets when it is whole. */
#ifndef KUNDRESA_BASE_PART_H
#define KUNDRESA_BASE_PART_H

#include <sys/types.h>

/* Makes an empty file beside @path, to read and write, with the permissions @mode less
 * the umask.  It is this process's as long as the handle is open, which is given; or -1
 * with errno.  @name is its name, of the same owner; NULL with -1.  What processes that
 * were stopped have left beside @path is taken away first. */
int part_make(const char *path, mode_t mode, char **name);

/* Takes away from @folder what processes that were stopped have left there under names
 * that begin with @prefix, and what lies beside that under its name and "-…".  What a
 * process has still in hand stays. */
void part_clean(const char *folder, const char *prefix);

#endif
