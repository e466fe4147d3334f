/* What the parts of the recovery share. */
#ifndef KUNDRESA_STORE_RECOVER_PRIVATE_H
#define KUNDRESA_STORE_RECOVER_PRIVATE_H

#include "store/pages.h"
#include "store/recover.h"
#include "store/store_private.h"

/* A table of the new file. */
struct rescue_table {
  char *name;
  int entity; /* or NOTHING */
  int columns;
  int least;  /* columns that a row has had since the table came */
  int number; /* the column that is the row's number, or -1 */
  sqlite3_stmt *insert;
};

struct rescue {
  const char *path; /* of the damaged file */
  char *made;       /* of the new one, until it is whole */
  int part;         /* handle of what it lies beside, or -1 */
  char *part_name;
  struct store store; /* the new one: only its database, path, tables and clock */
  struct pages pages;
  int *owners; /* of each page: the table's index and 1, 0 for none known */
  struct rescue_table *tables;
  size_t table_count;
  size_t taken;  /* rows */
  bool attached; /* a backup is, as "old" */
  struct recover_report *report;
};

/* Takes what is missing from the newest backup that can be read, if there is one:
 * as it stood there, with what the log says was done to it since. */
enum status rescue_from_backup(struct rescue *rescue, struct error *err);

/* Finds what is known to have been in the file and is in the new one neither. */
enum status rescue_name_lost(struct rescue *rescue, struct error *err);

/* Makes every reference of the new file hold, as one entry of its history. */
enum status rescue_mend(struct rescue *rescue, const struct store_context *context,
                        struct error *err);

#endif
