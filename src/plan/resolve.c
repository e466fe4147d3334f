#include "plan/draft.h"

#include "base/i18n.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* Steps by id, for finding what one counts from. */
struct by_id {
  const char *id;
  size_t step;
};

static int compare_ids(const void *a, const void *b)
{
  return strcmp(((const struct by_id *)a)->id, ((const struct by_id *)b)->id);
}

static const char *title_of(const struct draft *draft, const char *id)
{
  const struct touchpoint *touchpoint = map_find(draft->map, ENTITY_touchpoint, id);
  return touchpoint != NULL ? touchpoint->title : id;
}

static void find_parent(struct draft *draft, size_t step, const struct by_id *index)
{
  struct plan *plan = draft->plan;
  struct plan_step *one = &plan->steps[step];
  const struct touchpoint *touchpoint = one->touchpoint;
  draft->parent[step] = NO_STEP;
  if (one->anchor != anchor_previous)
    return;
  if (touchpoint->after == NULL) {
    if (step > 0)
      draft->parent[step] = step - 1;
    else
      fault_add(draft->faults, "unreachable", ENTITY_touchpoint, touchpoint->id,
                _("Count from the due date or the invoice instead, or choose the step it follows."),
                _("It counts from the previous step, but it is the first one."));
  } else {
    struct by_id wanted = {touchpoint->after, 0};
    const struct by_id *found =
        bsearch(&wanted, index, plan->step_count, sizeof *index, compare_ids);
    if (found != NULL)
      draft->parent[step] = found->step;
    else
      fault_add(draft->faults, "unreachable", ENTITY_touchpoint, touchpoint->id,
                _("Choose a step that is sent, or give that touchpoint a day and a text."),
                _("It counts from '%s', which sends nothing."), title_of(draft, touchpoint->after));
  }
  if (draft->parent[step] != NO_STEP)
    one->after = plan->steps[draft->parent[step]].touchpoint->id;
}

/* Whom a step reaches of those that @parent reached (NO_STEP: of all). */
static void narrow(struct draft *draft, size_t step, size_t parent)
{
  const struct plan_step *one = &draft->plan->steps[step];
  size_t from = parent != NO_STEP ? draft->audience[parent] : AUDIENCE_ALL;
  draft->audience[step] = audience_within(&draft->audiences, from, one->segment);
  draft->paid[step] = (parent != NO_STEP && draft->paid[parent]) || one->anchor == anchor_payment ||
                      one->invoice_state == invoice_state_paid;
}

/* Walks up from each step until one that is settled, or the chain's first,
 * and settles the way back down. */
static void order_chains(struct draft *draft)
{
  enum { FRESH, CLIMBING, SETTLED };
  struct plan *plan = draft->plan;
  unsigned char *state = mem_new(plan->step_count, 1);
  size_t *path = mem_new(plan->step_count, sizeof *path);
  for (size_t i = 0; i < plan->step_count; i++) {
    size_t length = 0, at = i;
    while (at != NO_STEP && state[at] == FRESH) {
      state[at] = CLIMBING;
      path[length++] = at;
      at = draft->parent[at];
    }
    if (at != NO_STEP && state[at] == CLIMBING)
      fault_add(draft->faults, "unreachable", ENTITY_touchpoint, plan->steps[at].touchpoint->id,
                _("Let one of them count from the due date or the invoice."),
                _("It counts from '%s', which in the end counts from it."),
                fault_step(draft, draft->parent[at]));
    bool circle = at != NO_STEP && state[at] == CLIMBING;
    int64_t root = at == NO_STEP || circle ? UNSET : draft->root[at];
    while (length > 0) {
      size_t step = path[--length], parent = draft->parent[step];
      narrow(draft, step, parent != NO_STEP && state[parent] == SETTLED ? parent : NO_STEP);
      state[step] = SETTLED;
      if (parent == NO_STEP && plan->steps[step].anchor != anchor_previous)
        root = plan->steps[step].anchor;
      draft->root[step] = root;
      if (root != UNSET)
        draft->order[draft->order_count++] = step;
    }
  }
  free(path);
  free(state);
}

/* Puts the order by group, and after each step those below it, so that a group
 * is one run of it, and what follows from a step can be passed over at once. */
static void arrange_order(struct draft *draft)
{
  enum { GROUPS = ANCHORS + 1 };
  size_t count = draft->plan->step_count, ends[GROUPS] = {0};
  size_t *order = mem_new(count, sizeof *order), *below = mem_new(count, sizeof *below);
  for (size_t i = draft->order_count; i-- > 0;) {
    size_t step = draft->order[i], parent = draft->parent[step];
    draft->size[step]++; /* those below it are counted already */
    if (parent != NO_STEP)
      draft->size[parent] += draft->size[step];
    draft->group[schedule_group(draft->root[step]) + 1]++;
  }
  for (size_t i = 1; i < GROUPS; i++)
    draft->group[i] += draft->group[i - 1];
  memcpy(ends, draft->group, sizeof ends);
  for (size_t i = 0; i < draft->order_count; i++) {
    size_t step = draft->order[i], parent = draft->parent[step];
    size_t *next = parent != NO_STEP ? &below[parent] : &ends[schedule_group(draft->root[step])];
    order[*next] = step;
    below[step] = *next + 1;
    *next += draft->size[step];
  }
  free(below);
  free(draft->order);
  draft->order = order;
}

void resolve_chains(struct draft *draft)
{
  struct plan *plan = draft->plan;
  struct by_id *index = mem_new(plan->step_count, sizeof *index);
  for (size_t i = 0; i < plan->step_count; i++)
    index[i] = (struct by_id){plan->steps[i].touchpoint->id, i};
  qsort(index, plan->step_count, sizeof *index, compare_ids);
  for (size_t i = 0; i < plan->step_count; i++)
    find_parent(draft, i, index);
  free(index);
  order_chains(draft);
  arrange_order(draft);
}
