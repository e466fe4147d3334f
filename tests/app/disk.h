/* A disk that can be made to fail, and that keeps a log of what was written and
 * what was made to last: what a power cut at any moment could leave is made from
 * it.  It stands between SQLite and the system. */
#ifndef KUNDRESA_TESTS_DISK_H
#define KUNDRESA_TESTS_DISK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* To be called once, before SQLite opens anything. */
void disk_install(void);

/* From now on the @at-th operation on the disk, from 1, fails; with @for_ever all
 * that follow it too; with @full only writes fail, for want of room.  0: none. */
void disk_fail(int64_t at, bool for_ever, bool full);

/* How many operations there were since disk_fail(); whether any failed. */
int64_t disk_operations(void);
bool disk_failed(void);

/* ---- Killing ---- */

/* From now on the @at-th change of anything on the disk, from 1, is not made: this
 * process is killed before it, and in the midst of it where it writes.  0: never. */
void disk_kill(int64_t at);

/* How many changes there were since disk_kill(). */
int64_t disk_changes(void);

/* Counts one that is made without SQLite; where it gives true the process is to do half
 * of it and to call disk_die(). */
bool disk_change_is_last(void);
void disk_change(void);
_Noreturn void disk_die(void);

/* ---- The log ---- */

/* Starts a log of all files whose names begin with @path: as they lie there now,
 * they last.  With @deaf no sync is heeded, as with synchronous=OFF. */
void disk_log_start(const char *path, bool deaf);
void disk_log_end(void);

/* How much has been logged. */
size_t disk_log_length(void);

/* Writes, under @to instead of @path, the files as a power cut after @length of
 * the log could leave them: what was synced stands, and of what was not each write
 * stands, or does not, or in part, by @chance. */
void disk_cut(const char *to, size_t length, uint64_t *chance);

#endif
