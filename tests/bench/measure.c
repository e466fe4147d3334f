/* What a command takes: `measure FD COMMAND...` runs it and writes CPU seconds,
 * seconds and peak KiB to the open file FD, ending as the command does.  A
 * program as large as Python cannot ask for itself: Linux counts the memory of
 * who starts a program as that program's own. */
#include "tests/bench/ticks.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static double seconds(struct timeval time)
{
  return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

int main(int argc, char **argv)
{
  if (argc < 3) {
    fputs("usage: measure FD COMMAND...\n", stderr);
    return 2;
  }
  double begun = ticks_seconds(CLOCK_MONOTONIC);
  pid_t child = fork();
  if (child == 0) {
    execvp(argv[2], argv + 2);
    _exit(127);
  }
  int ended;
  struct rusage used;
  if (child < 0 || wait4(child, &ended, 0, &used) != child)
    return 5;
  dprintf(atoi(argv[1]), "%.6f %.6f %ld\n", seconds(used.ru_utime) + seconds(used.ru_stime),
          ticks_seconds(CLOCK_MONOTONIC) - begun, used.ru_maxrss);
  return WIFEXITED(ended) ? WEXITSTATUS(ended) : 5;
}
