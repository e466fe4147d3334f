/* A small journey in a file of its own, for tests of the store. */
#ifndef KUNDRESA_TESTS_STORE_HELPER_H
#define KUNDRESA_TESTS_STORE_HELPER_H

#include "store/store.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* A folder that is made for a test and removed with all in it. */
char *folder_make(void);
/* The same where writing costs no disk, if there is such a place: for tests that ask
 * nothing of the disk, and often. */
char *folder_make_in_memory(void);
void folder_remove(char **folder);

/* "FOLDER/NAME"; borrowed until the next call. */
const char *folder_file(const char *folder, const char *name);

/* Opens, or fails the test with the sentence. */
struct store *open_as(const char *path, enum store_mode mode, const char *person);

/* A journey with the stages sale and reminder, touchpoints welcome (sale),
 * first and second (reminder, second counts from first), a message with a
 * variant at first, and an edge from first to second. Gives its row. */
int64_t make_journey(struct store *store, const char *id);

/* Sets a field in a transaction of its own and gives the status. */
enum status set_field(struct store *store, enum entity entity, int64_t oid, const char *field,
                      const char *text, const char *base, struct error *err);

/* The canonical value of a field, "" when not set; borrowed until the next
 * call. */
const char *get_field(struct store *store, enum entity entity, int64_t oid, const char *field);

/* The row with that id, 0 when there is none. */
int64_t row_of(struct store *store, int64_t journey, enum entity entity, const char *id);

/* All of a journey as one text, to compare: entity, order, fields, a line
 * each. The caller frees it. */
char *dump_journey(struct store *store, int64_t journey);

/* The clock of the tests: a second for every call. */
int64_t test_clock(void);

/* The tables of a schema that does not exist yet: those of the program, and a
 * text "later" at touchpoints and a number "later" at metrics.  @failing has
 * metrics ask for a column that they have, which fails when the touchpoints
 * are done. */
struct later_tables {
  struct entity_info tables[ENTITY_COUNT];
  struct field touchpoint[64];
  struct field metric[64];
};
void later_tables_make(struct later_tables *later, bool failing);

#define assert_done(call)                                                                          \
  do {                                                                                             \
    struct error done_err = {0};                                                                   \
    struct error *err = &done_err;                                                                 \
    enum status done_status = (call);                                                              \
    if (done_status != STATUS_OK)                                                                  \
      fail_msg("%s: %d %s %s", #call, done_status, done_err.text, done_err.remedy);                \
  } while (0)

#endif
