/* What the tests of the workbench share: one workbench at a time, what is
 * pressed in it, and what is in its file. */
#ifndef KUNDRESA_TESTS_TUI_WORKBENCH_H
#define KUNDRESA_TESTS_TUI_WORKBENCH_H

#include "screen_harness.h"

extern struct harness harness;

/* Open it on the small journey of tests/cli, on a large one, and on a file
 * without any; and close it. */
int open_small(void **state);
int open_large(void **state);
int open_empty(void **state);
int close_all(void **state);

/* harness_type() in it. */
void keys(const char *pressed);

/* The stages and touchpoints stand in that order, as helper_order() tells. */
void order_is(const char *expected);
/* The field of that record has that canonical value. */
void value_at(enum entity entity, int64_t oid, const char *field, const char *expected);
void value_is(enum entity entity, const char *id, const char *field, const char *expected);
void touchpoint_is(const char *id, const char *field, const char *expected);
int64_t count_of(enum entity entity);
/* The last of the records of @entity that are part of @parent. */
int64_t last_of(enum entity entity, const char *parent);
/* The touchpoint that is marked in every view. */
void selected_is(const char *id);
/* The message line holds @words, and they can be seen. */
void says(const char *words);

#define SMALL(test) cmocka_unit_test_setup_teardown(test, open_small, close_all)
#define LARGE(test) cmocka_unit_test_setup_teardown(test, open_large, close_all)

#endif
