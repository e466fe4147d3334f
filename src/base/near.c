#include "base/near.h"

#include <string.h>
#include <strings.h>

#define MOST 64

static int lower(char byte)
{
  return byte >= 'A' && byte <= 'Z' ? byte + 32 : (unsigned char)byte;
}

static int least(int a, int b)
{
  return a < b ? a : b;
}

int near_distance(const char *a, const char *b)
{
  int rows[3][MOST + 1];
  size_t a_length = strnlen(a, MOST);
  size_t b_length = strnlen(b, MOST);
  int *before = rows[0];
  int *previous = rows[1];
  int *current = rows[2];
  memset(before, 0, sizeof rows[0]);
  for (size_t j = 0; j <= b_length; j++)
    previous[j] = (int)j;
  for (size_t i = 1; i <= a_length; i++) {
    current[0] = (int)i;
    for (size_t j = 1; j <= b_length; j++) {
      int cost = lower(a[i - 1]) == lower(b[j - 1]) ? 0 : 1;
      current[j] = least(least(previous[j] + 1, current[j - 1] + 1), previous[j - 1] + cost);
      if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
          lower(a[i - 2]) == lower(b[j - 1]))
        current[j] = least(current[j], before[j - 2] + 1);
    }
    int *oldest = before;
    before = previous;
    previous = current;
    current = oldest;
  }
  return previous[b_length];
}

struct near near_start(const char *wanted)
{
  return (struct near){.wanted = wanted};
}

void near_offer(struct near *near, const char *name)
{
  int distance = near_distance(near->wanted, name);
  size_t wanted = strlen(near->wanted);
  size_t length = strlen(name);
  size_t shorter = wanted < length ? wanted : length;
  size_t allowed = (wanted > length ? wanted : length) / 3;
  int close = (int)allowed;
  if (distance > close) {
    if (shorter < 3 || strncasecmp(near->wanted, name, shorter) != 0)
      return;
    distance = close; /* a beginning is as good as the last allowed edit */
  }
  if (near->best == NULL || distance < near->distance) {
    near->best = name;
    near->distance = distance;
  }
}
