/* What time it is, for those who measure. */
#ifndef KUNDRESA_TESTS_BENCH_TICKS_H
#define KUNDRESA_TESTS_BENCH_TICKS_H

#include <stdint.h>
#include <time.h>

/* Seconds of that clock: CLOCK_MONOTONIC for what passes, CLOCK_PROCESS_CPUTIME_ID for
 * what is worked. */
static inline double ticks_seconds(clockid_t clock)
{
  struct timespec at;
  clock_gettime(clock, &at);
  return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

/* Milliseconds since 1970-01-01 UTC. */
static inline int64_t ticks_epoch(void)
{
  struct timespec at;
  clock_gettime(CLOCK_REALTIME, &at);
  return (int64_t)at.tv_sec * 1000 + at.tv_nsec / 1000000;
}

#endif
