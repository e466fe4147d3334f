#include "plan/draft.h"

#include "base/mem.h"

#include <stdlib.h>

void crowds_make(struct crowds *crowds, struct draft *draft)
{
  size_t count = draft->plan->step_count;
  struct pairs known = {0};
  *crowds = (struct crowds){.draft = draft,
                            .of = mem_new(count, sizeof *crowds->of),
                            .items = mem_new(count, sizeof *crowds->items)};
  for (size_t i = 0; i < count; i++) {
    int64_t state = draft->paid[i] ? invoice_state_paid : draft->plan->steps[i].invoice_state;
    bool added;
    crowds->of[i] = *pairs_value(&known, draft->audience[i], (size_t)state, crowds->count, &added);
    if (added)
      crowds->items[crowds->count++] =
          (struct crowd){.audience = draft->audience[i], .state = state};
  }
  pairs_clear(&known);
}

void crowds_free(struct crowds *crowds)
{
  for (size_t i = 0; i < crowds->count; i++)
    free(crowds->items[i].others);
  free(crowds->items);
  free(crowds->of);
  *crowds = (struct crowds){0};
}

bool crowds_can_meet(struct crowds *crowds, size_t one, size_t other)
{
  const struct crowd *a = &crowds->items[one], *b = &crowds->items[other];
  if ((a->state == invoice_state_paid && b->state == invoice_state_unpaid) ||
      (a->state == invoice_state_unpaid && b->state == invoice_state_paid))
    return false;
  return audience_can_meet(&crowds->draft->audiences, a->audience, b->audience);
}

const struct crowd *crowd_with_others(struct crowds *crowds, size_t crowd)
{
  struct crowd *one = &crowds->items[crowd];
  if (one->known)
    return one;
  one->known = true;
  one->others = mem_new(crowds->count, sizeof *one->others);
  for (size_t i = 0; i < crowds->count; i++)
    if (crowds_can_meet(crowds, crowd, i))
      one->others[one->other_count++] = i;
  one->others = mem_resize(one->others, one->other_count + 1, sizeof *one->others);
  return one;
}
