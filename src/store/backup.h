/* Backups: whole copies of a file in the folder 'backups' beside it, named by
 * their time, taken before the first change of a day and before what changes
 * much at once, and thinned as they grow old.  Times are milliseconds since
 * 1970-01-01 UTC. */
#ifndef KUNDRESA_STORE_BACKUP_H
#define KUNDRESA_STORE_BACKUP_H

#include "store/store.h"

struct backup {
  char *path;
  int64_t at; /* when it was taken, by its name: to the second */
  int64_t bytes;
};

/* Newest first. */
struct backup_list {
  struct backup *items; /* owned */
  size_t count;
};

/* Finds the backups of the file @path, which need not be there any more.  A
 * folder that is not there holds none. */
enum status backup_list_read(const char *path, struct backup_list *list, struct error *err);
void backup_list_clear(struct backup_list *list);

/* The newest one that was taken at @at or before, or NULL. */
const struct backup *backup_at(const struct backup_list *list, int64_t at);

/* Takes a backup of the file in @folder, or in 'backups' beside it when NULL:
 * read through after it was written, and only then given its name, which is
 * added to @path.  Where nothing has changed since the newest one there, none
 * is made (@made false) and @path is that one.  What is too old in 'backups'
 * is removed; what is in @folder never. */
enum status backup_take(struct store *store, const char *folder, struct str *path, bool *made,
                        struct error *err);

/* Before a transaction of @kind, at @at: takes a backup if this is the first
 * change of the day (UTC) or a journey is to be taken in.  What goes wrong is
 * told to the store's warn(): a change is not refused for want of a backup. */
void backup_before_change(struct store *store, const char *kind, int64_t at);

/* Which of @count times, newest first, are worth a place as of @now: all of two
 * days, then the newest of each of 14 days, of 10 weeks, of 12 months that have
 * any; the newest one always. */
void backup_choose(const int64_t *times, size_t count, int64_t now, bool *keep);

/* Copies the backup to @out, which must not exist: whole or not at all. */
enum status backup_restore(const char *backup, const char *out, struct error *err);

/* What was done last in the file @path: when and by whom (the caller frees
 * @person); how many entries its history has.  STATUS_INPUT when it cannot be
 * read. */
enum status backup_see(const char *path, int64_t *changed, char **person, int64_t *entries,
                       struct error *err);

#endif
