#include "plan/draft.h"

#include "base/i18n.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define DAY_MINUTES(hour) ((hour)*60)

/* What a journey means where it does not say; kundresa-plan(5) has this table. */
static const struct {
  int64_t scope, send_at, send_from, send_to;
  int64_t late_policy, late_grace_days, late_gap_days;
  int64_t pause_dispute, pause_payment_plan, pause_hardship;
  const char *stop_on;
} journey_defaults = {
    .scope = scope_invoice,
    .send_at = DAY_MINUTES(9),
    .send_from = DAY_MINUTES(8),
    .send_to = DAY_MINUTES(20),
    .late_policy = late_hold,
    .late_grace_days = 3,
    .late_gap_days = 0,
    .pause_dispute = pause_freeze,
    .pause_payment_plan = pause_freeze,
    .pause_hardship = pause_hold,
    .stop_on = "paid credited cancelled bankruptcy deceased written-off handed-over",
};

static int64_t either(int64_t value, int64_t otherwise)
{
  return value != UNSET ? value : otherwise;
}

void resolve_journey(struct draft *draft)
{
  const struct journey *journey = draft->journey;
  struct plan *plan = draft->plan;
  plan->scope = either(journey->scope, journey_defaults.scope);
  plan->send_at = either(journey->send_at, journey_defaults.send_at);
  plan->send_from = either(journey->send_from, journey_defaults.send_from);
  plan->send_to = either(journey->send_to, journey_defaults.send_to);
  plan->late_policy = either(journey->late_policy, journey_defaults.late_policy);
  plan->late_grace_days = either(journey->late_grace_days, journey_defaults.late_grace_days);
  plan->late_gap_days = either(journey->late_gap_days, journey_defaults.late_gap_days);
  plan->pause_dispute = either(journey->pause_dispute, journey_defaults.pause_dispute);
  plan->pause_payment_plan =
      either(journey->pause_payment_plan, journey_defaults.pause_payment_plan);
  plan->pause_hardship = either(journey->pause_hardship, journey_defaults.pause_hardship);
}

bool resolve_is_step(const struct map *map, const struct touchpoint *touchpoint)
{
  if (touchpoint->anchor != UNSET)
    return true;
  size_t at = 0;
  return touchpoint->initiator != actor_customer &&
         map_next_part(map, ENTITY_message, touchpoint->id, &at) != NULL;
}

static bool is_dunning(const struct touchpoint *touchpoint)
{
  return touchpoint->kind == stage_kind_reminder || touchpoint->kind == stage_kind_collections;
}

/* The invoice, reminders and claims must go out; what only sells, builds the
 * brand or makes people act is marketing; all else is service. */
static int64_t default_class(const struct map *map, const struct touchpoint *touchpoint)
{
  if (is_dunning(touchpoint) || touchpoint->kind == stage_kind_distribution)
    return step_class_legal;
  size_t at = 0;
  const struct message *message;
  bool any = false;
  while ((message = map_next_part(map, ENTITY_message, touchpoint->id, &at)) != NULL) {
    any = true;
    if (message->purpose != purpose_sales && message->purpose != purpose_brand &&
        message->purpose != purpose_activity)
      return step_class_service;
  }
  return any ? step_class_marketing : step_class_service;
}

/* A payment ends what asks for payment, and nothing else. */
static char *stop_events(const struct journey *journey, int64_t invoice_state)
{
  const char *words = journey->stop_on != NULL ? journey->stop_on : journey_defaults.stop_on;
  struct str kept = {0};
  size_t length;
  const char *word;
  for (size_t i = 0; (word = list_word(words, i, &length)) != NULL; i++) {
    if (invoice_state != invoice_state_unpaid && length == 4 && memcmp(word, "paid", 4) == 0)
      continue;
    if (kept.length > 0)
      str_add_char(&kept, ' ');
    str_add_span(&kept, word, length);
  }
  return str_take(&kept);
}

/* Whether a person must say yes to each: what is done by hand, and what a check
 * by hand stands before.  A check of which nobody has said how it is made is
 * taken for one by hand, since the other way round nobody would make it. */
static bool is_manual(const struct map *map, const struct touchpoint *touchpoint)
{
  size_t at = 0;
  const struct control *control;
  while ((control = map_next_part(map, ENTITY_control, touchpoint->id, &at)) != NULL)
    if (control->blocks == 1 &&
        (control->automation == automation_manual || control->automation == UNSET))
      return true;
  return touchpoint->automation == automation_manual;
}

void resolve_step(struct draft *draft, const struct touchpoint *touchpoint)
{
  struct plan *plan = draft->plan;
  int64_t state = either(touchpoint->invoice_state,
                         is_dunning(touchpoint) ? invoice_state_unpaid : invoice_state_any);
  int64_t fee = either(touchpoint->fee_kind, fee_none);
  int64_t interest = either(touchpoint->interest_kind, interest_none);
  plan->steps[plan->step_count++] = (struct plan_step){
      .touchpoint = touchpoint,
      .step_class = either(touchpoint->step_class, default_class(draft->map, touchpoint)),
      .priority = either(touchpoint->priority, 0),
      .anchor = touchpoint->anchor,
      .offset_days = either(touchpoint->offset_days, 0),
      .days = either(touchpoint->days, day_kind_calendar),
      .roll = either(touchpoint->roll, roll_next),
      .invoice_state = state,
      .segment = touchpoint->segment,
      .stop_on = stop_events(draft->journey, state),
      .repeat_every_days = either(touchpoint->repeat_every_days, 0),
      .repeat_times = either(touchpoint->repeat_times, 0),
      .channels = touchpoint->channels,
      .pay_within_days = touchpoint->pay_within_days,
      .fee_kind = fee,
      .fee_amount = fee == fee_fixed ? either(touchpoint->fee_amount, 0) : 0,
      .fee_rate = fee == fee_percent ? either(touchpoint->fee_rate, 0) : 0,
      .interest_kind = interest,
      .interest_rate = interest == interest_none ? 0 : either(touchpoint->interest_rate, 0),
      .announces = either(touchpoint->announces, announced_nothing),
      .manual = is_manual(draft->map, touchpoint),
  };
}

/* ---- Chains ---- */

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
