/* What comes before and after each step, for one customer: the steps to everyone, and
 * those to the segment that the step goes to.  Two segments are taken for
 * different people. */
#include "audit/work.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* One sending of a step: a step that is repeated has several. */
struct sending {
  size_t spot;
  date_day date;
  int64_t time; /* 0: the first */
};

/* What one crowd has got so far. */
struct track {
  size_t last;    /* the latest sending that asked for payment, in `sendings`; NO_SPOT */
  size_t charged; /* the latest that had a fee for being late; NO_SPOT */
  int64_t of_kind[KIND_COUNT];
  int64_t fees;
  uint64_t later;
};

struct tracks {
  struct audit_names names; /* of segments: numbers of items */
  struct track *items;      /* by segment */
  struct track everyone;
  struct track most; /* over all segments: the most of each; `last` and `charged` are the
                        latest of any */
};

static int compare_sendings(const void *a, const void *b)
{
  const struct sending *one = a, *other = b;
  if (one->date != other->date)
    return one->date < other->date ? -1 : 1;
  if (one->spot != other->spot)
    return one->spot < other->spot ? -1 : 1;
  return one->time < other->time ? -1 : one->time > other->time;
}

int64_t spot_repeats(const struct spot *spot)
{
  return spot->step.repeat_every_days > 0 ? spot->step.repeat_times : 0;
}

static struct sending *list_sendings(const struct work *work, size_t *count)
{
  size_t most = 0;
  for (size_t i = 0; i < work->spot_count; i++)
    if (work->spots[i].sends && work->spots[i].placed)
      most += 1 + (size_t)spot_repeats(&work->spots[i]);
  struct sending *sendings = mem_new(most + 1, sizeof *sendings);
  for (size_t i = 0; i < work->spot_count; i++) {
    const struct spot *spot = &work->spots[i];
    if (!spot->sends || !spot->placed || spot->step.invoice_state == invoice_state_paid)
      continue;
    for (int64_t time = 0; time <= spot_repeats(spot); time++)
      sendings[(*count)++] =
          (struct sending){i, spot->date + time * spot->step.repeat_every_days, time};
  }
  qsort(sendings, *count, sizeof *sendings, compare_sendings);
  return sendings;
}

static struct track *track_of(struct tracks *tracks, const char *segment)
{
  if (segment == NULL)
    return &tracks->everyone;
  size_t before = tracks->names.count;
  size_t at = audit_names_add(&tracks->names, segment);
  if (at == before) {
    tracks->items = mem_resize(tracks->items, tracks->names.count, sizeof *tracks->items);
    tracks->items[at] = (struct track){.last = NO_SPOT, .charged = NO_SPOT};
  }
  return &tracks->items[at];
}

static int64_t of_kinds(const struct track *track, uint64_t kinds)
{
  int64_t sum = 0;
  for (int i = 0; i < KIND_COUNT; i++)
    if ((kinds & KIND_BIT(i)) != 0)
      sum += track->of_kind[i];
  return sum;
}

/* The fewest reminders that any segment with steps of its own has got. */
static int64_t fewest_reminders(const struct tracks *tracks, uint64_t kinds)
{
  int64_t fewest = tracks->names.count > 0 ? INT64_MAX : 0;
  for (size_t i = 0; i < tracks->names.count; i++) {
    int64_t count = of_kinds(&tracks->items[i], kinds);
    fewest = count < fewest ? count : fewest;
  }
  return fewest;
}

#define KINDS_REMINDING (KIND_BIT(KIND_REMINDER) | KIND_BIT(KIND_WARNING))
#define KINDS_CLAIMING (KIND_BIT(KIND_WARNING) | KIND_BIT(KIND_CLAIM) | KIND_BIT(KIND_DEMAND))

/* Whether it costs the customer something to have got it; what an invoice itself costs is
 * no fee for being late. */
static bool is_charged(const struct spot *spot)
{
  const struct plan_step *step = &spot->step;
  return spot->kind != KIND_INVOICE && spot->kind != KIND_PRE_DUE && step->fee_kind != fee_none &&
         !(step->fee_kind == fee_fixed && step->fee_amount == 0);
}

static size_t latest_of(size_t one, size_t other)
{
  return one == NO_SPOT || (other != NO_SPOT && other > one) ? other : one;
}

/* Keeps the least of the days between two fees, over the repeats of a step. */
static void note_charged(struct sequence *sequence, const struct sending *sendings, size_t at,
                         size_t charged)
{
  if (charged == NO_SPOT)
    return;
  int64_t gap = sendings[at].date - sendings[charged].date;
  if (sequence->fee_gap != UNSET && gap >= sequence->fee_gap)
    return;
  sequence->charged = sendings[charged].spot;
  sequence->fee_gap = gap;
}

/* Takes note of one sending, first in what it says of its step, … */
static void meet(struct spot *spot, const struct sending *sendings, size_t at,
                 const struct tracks *tracks, const struct track *track)
{
  struct sequence *sequence = &spot->sequence;
  const struct track *everyone = &tracks->everyone;
  const struct track *own = track == everyone ? &tracks->most : track;
  size_t last = latest_of(own->last, everyone->last);
  int64_t gap = last != NO_SPOT ? sendings[at].date - sendings[last].date : UNSET;
  if (sendings[at].time == 0 || (gap != UNSET && gap < sequence->gap)) {
    sequence->before = last != NO_SPOT ? sendings[last].spot : NO_SPOT;
    sequence->gap = gap;
  }
  int64_t claims = of_kinds(everyone, KINDS_CLAIMING) + of_kinds(own, KINDS_CLAIMING);
  sequence->claims = claims + ((KINDS_CLAIMING & KIND_BIT(spot->kind)) != 0 ? 1 : 0);
  sequence->fee_seq = is_charged(spot) ? everyone->fees + own->fees + 1 : 0; /* the last counts */
  if (is_charged(spot))
    note_charged(sequence, sendings, at, latest_of(own->charged, everyone->charged));
  if (sendings[at].time > 0)
    return;
  sequence->seq = everyone->of_kind[spot->kind] + own->of_kind[spot->kind] + 1;
  sequence->reminders = of_kinds(everyone, KINDS_REMINDING) +
                        (track == everyone ? fewest_reminders(tracks, KINDS_REMINDING)
                                           : of_kinds(own, KINDS_REMINDING));
}

static void raise(int64_t *most, int64_t count)
{
  *most = count > *most ? count : *most;
}

/* … then in what later steps find. */
static void count_in(const struct spot *spot, size_t at, struct tracks *tracks, struct track *track)
{
  track->of_kind[spot->kind]++;
  track->fees += is_charged(spot) ? 1 : 0;
  if (is_charged(spot))
    track->charged = tracks->most.charged = at;
  if ((KINDS_ASKING & KIND_BIT(spot->kind)) != 0)
    track->last = tracks->most.last = at;
  if (track == &tracks->everyone)
    return;
  raise(&tracks->most.of_kind[spot->kind], track->of_kind[spot->kind]);
  raise(&tracks->most.fees, track->fees);
}

/* What comes later: first, by the order of the map, what has no day, and what sends
 * nothing but takes place. */
static void look_ahead_on_map(struct work *work)
{
  uint64_t later = 0;
  for (size_t i = work->spot_count; i-- > 0;) {
    struct spot *spot = &work->spots[i];
    spot->sequence.later = later;
    if ((!spot->sends || !spot->placed) && (KINDS_FOLLOWING & KIND_BIT(spot->kind)) != 0)
      later |= KIND_BIT(spot->kind);
  }
}

static void look_ahead(struct work *work, const struct sending *sendings, size_t count,
                       struct tracks *tracks)
{
  look_ahead_on_map(work);
  for (size_t i = count; i-- > 0;) {
    struct spot *spot = &work->spots[sendings[i].spot];
    struct track *track = track_of(tracks, spot->track);
    if (sendings[i].time == 0)
      spot->sequence.later |=
          tracks->everyone.later | (track == &tracks->everyone ? tracks->most.later : track->later);
    track->later |= KIND_BIT(spot->kind);
    tracks->most.later |= KIND_BIT(spot->kind);
  }
}

void work_order(struct work *work)
{
  size_t count = 0;
  struct sending *sendings = list_sendings(work, &count);
  struct track none = {.last = NO_SPOT, .charged = NO_SPOT};
  struct tracks tracks = {.everyone = none, .most = none};
  for (size_t i = 0; i < work->spot_count; i++)
    work->spots[i].sequence =
        (struct sequence){.before = NO_SPOT, .gap = UNSET, .charged = NO_SPOT, .fee_gap = UNSET};
  for (size_t i = 0; i < count; i++)
    track_of(&tracks, work->spots[sendings[i].spot].track);
  for (size_t i = 0; i < count; i++) {
    struct spot *spot = &work->spots[sendings[i].spot];
    struct track *track = track_of(&tracks, spot->track);
    meet(spot, sendings, i, &tracks, track);
    count_in(spot, i, &tracks, track);
  }
  look_ahead(work, sendings, count, &tracks);
  audit_names_clear(&tracks.names);
  free(tracks.items);
  free(sendings);
}

int64_t spot_deadline(const struct spot *spot)
{
  if (spot->step.pay_within_days != UNSET)
    return spot->step.pay_within_days;
  if (spot->placed && spot->day <= 0 && (KINDS_ASKING & KIND_BIT(spot->kind)) != 0)
    return -spot->day; /* the due date itself */
  return UNSET;
}
