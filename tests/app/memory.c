#include "tests/app/memory.h"

#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

struct lack {
  int64_t at, wishes;
  bool for_ever;
};
static struct lack sqlite, own;

static bool lacks(struct lack *lack)
{
  lack->wishes++;
  return lack->at > 0 && (lack->wishes == lack->at || (lack->for_ever && lack->wishes > lack->at));
}

/* ---- SQLite's ---- */

static sqlite3_mem_methods real;

static void *take(int size)
{
  return lacks(&sqlite) ? NULL : real.xMalloc(size);
}

static void *resize(void *block, int size)
{
  return lacks(&sqlite) ? NULL : real.xRealloc(block, size);
}

void memory_install(void)
{
  assert_int_equal(sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real), SQLITE_OK);
  sqlite3_mem_methods methods = real;
  methods.xMalloc = take;
  methods.xRealloc = resize;
  assert_int_equal(sqlite3_config(SQLITE_CONFIG_MALLOC, &methods), SQLITE_OK);
}

void memory_fail(int64_t at, bool for_ever)
{
  sqlite = (struct lack){at, 0, for_ever};
}

int64_t memory_wishes(void)
{
  return sqlite.wishes;
}

/* ---- Our own: the linker leads what the archives call here ---- */

void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *block, size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *block, size_t size);

void *__wrap_calloc(size_t count, size_t size)
{
  return lacks(&own) ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *block, size_t size)
{
  return lacks(&own) ? NULL : __real_realloc(block, size);
}

void memory_fail_own(int64_t at)
{
  own = (struct lack){at, 0, false};
}

int64_t memory_own_wishes(void)
{
  return own.wishes;
}

/* ---- The time ---- */

int __real_clock_gettime(clockid_t clock, struct timespec *time);
int __wrap_clock_gettime(clockid_t clock, struct timespec *time);

/* It stands still, so that what is done twice leaves the same bytes. */
int __wrap_clock_gettime(clockid_t clock, struct timespec *time)
{
  if (clock != CLOCK_REALTIME)
    return __real_clock_gettime(clock, time);
  *time = (struct timespec){1795000000, 0};
  return 0;
}
