/* What can be read of a damaged file, in a new one.
 *
 * The rows are taken from the pages themselves, wherever SQLite can or cannot
 * find its way to them; what is missing then and stands in the newest backup is
 * taken from there, with what the log says of it since; and what is referred to
 * and still missing is put in with nothing but its name. */
#ifndef KUNDRESA_STORE_RECOVER_H
#define KUNDRESA_STORE_RECOVER_H

#include "store/store.h"

struct recover_count {
  size_t kept;    /* from the file itself */
  size_t backup;  /* from the backup */
  size_t made_up; /* named by others, and put in with nothing but that name */
  size_t lost;    /* known of, and not among the above but the made up */
};

/* One record that is lost, as far as it is known. */
struct recover_lost {
  enum entity entity;
  char *id;     /* its own id, or where it has none its parent's; NULL unknown */
  bool made_up; /* its name stands in the new file */
};

struct recover_report {
  struct recover_count records[ENTITY_COUNT];
  struct recover_count entries;  /* of the history */
  struct recover_count releases; /* whose digests are right */
  size_t unset;                  /* references to what is lost, now unset */
  char *backup;                  /* the one that was taken from, or NULL */
  struct recover_lost *lost;
  size_t lost_count;
};

/* Makes @out, which must not exist, of what can be read of @path, to which
 * nothing is written.  The history of the new file has an entry of kind
 * "recover", and its setting "recovered" says of which file.  STATUS_INPUT when
 * there is nothing to be read, or of a newer kundresa. */
enum status recover_file(const char *path, const char *out, const struct store_context *context,
                         struct recover_report *report, struct error *err);
void recover_report_clear(struct recover_report *report);

#endif
