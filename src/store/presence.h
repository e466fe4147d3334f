/* Who else works on the file, and where: kept in a file beside it, which may be
 * deleted at any time.  Nothing in the journey's file changes by it.
 *
 * Everybody holds a lock of the kernel's on a place in that file and writes there
 * where he or she is.  The lock ends with the program, however that ends: there
 * is nothing stale to be cleared away and nothing to wait for.  What stands in the
 * file is never trusted: whoever may write it can write what he likes. */
#ifndef KUNDRESA_STORE_PRESENCE_H
#define KUNDRESA_STORE_PRESENCE_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Somebody who is here.  Texts that are not known are "".  What was read is
 * UTF-8 and safe to show. */
struct present {
  int64_t since;       /* milliseconds since 1970-01-01 UTC */
  int64_t process;     /* id of the program's process */
  int64_t department;  /* enum department, or UNSET */
  int64_t role;        /* enum role, or UNSET */
  char person[64];     /* operating-system user */
  char name[128];      /* what the others call him or her */
  char view[16];       /* token of the view: "map", "audit"… */
  char journey[52];    /* id */
  char touchpoint[52]; /* id of the selected one */
  char field[80];      /* what is being written, as "touchpoint/welcome title" */
  char step[56];       /* of the workshop's agenda, as its view names it */
};

/* Nobody, nowhere. */
struct present present_nobody(void);

struct presence;

/* Opens what lies beside the file at @path, to look only when @joining is false;
 * it is made when the first one joins.  STATUS_INPUT where it cannot be used, as
 * where something else has its name: the sentence says so, and @*presence works
 * as if nobody else were here.  It is never NULL. */
enum status presence_open(const char *path, bool joining, struct presence **presence,
                          struct error *err);
/* Leaves, and frees.  NULL is welcome. */
void presence_close(struct presence **presence);

/* Says who and where one is; costs nothing where that is known already. */
void presence_tell(struct presence *presence, const struct present *self);

/* Looks who else is here; whether that is another answer than the last time. */
bool presence_look(struct presence *presence);

/* The others, as of the last look; borrowed until the next. */
const struct present *presence_others(const struct presence *presence, size_t *count);

/* The name of the file beside @path; the caller frees it. */
char *presence_path(const char *path);

#endif
