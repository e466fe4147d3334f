/* A session on a new file in a folder of its own, for tests of app/. */
#ifndef KUNDRESA_TESTS_APP_HELPER_H
#define KUNDRESA_TESTS_APP_HELPER_H

#include "app/session.h"

/* Makes the small map of tests/cli/small.yaml and opens it. */
struct session *helper_open(void);

/* Opens the same file once more, as another window of the same person. */
struct session *helper_open_again(const struct session *session);

/* Closes and removes the file. */
void helper_close(struct session **session);

/* The journey as YAML; the caller frees it. */
char *helper_export(struct session *session);

/* The row of the record with that id, which must be there. */
int64_t helper_find(struct session *session, enum entity entity, const char *id);

/* The ids of all touchpoints in map order, a space between, and the stages'
 * before theirs; the caller frees it. */
char *helper_order(struct session *session);

/* The number of entries in the history. */
size_t helper_entries(struct session *session);

#endif
