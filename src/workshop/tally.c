#include "workshop/tally.h"

int64_t tally_dots(size_t items)
{
  int64_t dots = ((int64_t)items + 2) / 3;
  dots = dots < 3 ? 3 : dots > 10 ? 10 : dots;
  int64_t room = (int64_t)items * TALLY_CAP;
  return dots < room ? dots : room;
}

void tally_rank(struct tally *items, size_t count)
{
  for (size_t i = 0; i < count; i++) {
    size_t better = 0;
    size_t same = 0;
    for (size_t j = 0; j < count; j++) {
      better += items[j].dots > items[i].dots ? 1 : 0;
      same += items[j].dots == items[i].dots ? 1 : 0;
    }
    items[i].rank = items[i].dots > 0 ? better + 1 : 0;
    items[i].tie = items[i].dots > 0 && same > 1;
  }
}
