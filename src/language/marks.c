#include "language/marks.h"

#include "base/mem.h"
#include "language/ladder.h"

#include <stdlib.h>
#include <string.h>

/* What a fact of an invoice tells by standing in a text.  Some are known only once
 * something is unpaid, and signal it. */
struct fact {
  const char *name;
  uint64_t tells;
  enum signal signal;
  int weight;
};

static const struct fact facts[] = {
    {"amount_due", TELLS_BIT(TELLS_AMOUNT), SIGNAL_NONE, 0},
    {"due_date", TELLS_BIT(TELLS_DUE_DATE), SIGNAL_NONE, 0},
    {"pay_by", TELLS_BIT(TELLS_DEADLINE) | TELLS_BIT(TELLS_DUE_DATE), SIGNAL_DEADLINE, 10},
    {"bank_account", TELLS_BIT(TELLS_HOW_TO_PAY), SIGNAL_NONE, 0},
    {"pay_url", TELLS_BIT(TELLS_HOW_TO_PAY), SIGNAL_NONE, 0},
    {"payment_ref", TELLS_BIT(TELLS_REFERENCE), SIGNAL_NONE, 0},
    {"support_contact", TELLS_BIT(TELLS_CONTACT), SIGNAL_NONE, 0},
    {"fee", TELLS_BIT(TELLS_COSTS), SIGNAL_FEE, 120},
    {"interest", TELLS_BIT(TELLS_INTEREST) | TELLS_BIT(TELLS_INTEREST_AMOUNT), SIGNAL_FEE, 110},
    {"original_amount", TELLS_BIT(TELLS_CAPITAL), SIGNAL_FORMAL_CLAIM, 60},
    {"days_overdue", 0, SIGNAL_OVERDUE, 175},
    {"invoice_no", TELLS_BIT(TELLS_BASIS), SIGNAL_NONE, 0},
    {"customer_name", TELLS_BIT(TELLS_NAME), SIGNAL_NONE, 0},
    {"first_name", TELLS_BIT(TELLS_NAME), SIGNAL_NONE, 0},
};

static const struct fact *fact_of(const struct placeholder *placeholder)
{
  for (size_t i = 0; i < sizeof facts / sizeof facts[0]; i++)
    if (strcmp(facts[i].name, placeholder->name) == 0)
      return &facts[i];
  return NULL;
}

/* By place; what is longer comes before what lies in it. */
static int compare(const void *a, const void *b)
{
  const struct found *one = a, *other = b;
  if (one->start != other->start)
    return one->start < other->start ? -1 : 1;
  if (one->end != other->end)
    return one->end > other->end ? -1 : 1;
  if (one->marker == NULL || other->marker == NULL)
    return (one->marker != NULL) - (other->marker != NULL);
  return one->marker < other->marker ? -1 : one->marker > other->marker;
}

/* What may still hide something: the marks that weigh or stand for terms and reach
 * as far as the place at hand. */
#define OUTER_MOST 16
struct outers {
  struct outer {
    size_t start, end;
    bool gapped, negated;
    enum signal signal;
    int weight;
    size_t mark; /* index in the reading's marks */
  } items[OUTER_MOST];
  size_t count;
};

/* The longer phrase that hides @found, or NULL. */
static struct outer *find_outer(struct outers *outers, const struct found *found)
{
  size_t kept = 0;
  for (size_t i = 0; i < outers->count; i++)
    if (outers->items[i].end > found->start)
      outers->items[kept++] = outers->items[i];
  outers->count = kept;
  for (size_t i = 0; i < kept; i++) {
    struct outer *outer = &outers->items[i];
    bool first = outer->start == found->start, last = outer->end == found->end;
    if (found->end <= outer->end && !(first && last) && (!outer->gapped || first || last) &&
        ladder_hides(outer->signal, outer->weight, found->signal, found->weight))
      return outer;
  }
  return NULL;
}

static void add_mark(struct reading *reading, const struct found *found)
{
  struct mark *mark = &reading->marks[reading->count++];
  *mark = (struct mark){
      .start = found->start,
      .length = found->end - found->start,
      .marker = found->marker,
      .signal = found->signal,
      .weight = found->negated ? 0 : found->weight,
      .full = found->weight,
      .tells = found->negated ? 0 : found->tells,
      .negated = found->negated,
  };
}

/* Whether what @outer hides is still told: it is of the same kind, or it names a day in
 * what asks for payment or says what follows. */
static bool tells_through(const struct outer *outer, const struct found *found)
{
  return !outer->negated && !found->negated &&
         (outer->signal == found->signal ||
          (outer->signal != SIGNAL_TERMS && found->signal == SIGNAL_DEADLINE));
}

/* Adds what nothing longer hides. */
static void add_found(struct reading *reading, struct outers *outers, const struct found *found)
{
  enum signal signal = found->signal;
  struct outer *outer = signal != SIGNAL_NONE ? find_outer(outers, found) : NULL;
  if (outer != NULL) {
    if (tells_through(outer, found))
      reading->marks[outer->mark].tells |= found->tells;
    return;
  }
  if (signal != SIGNAL_NONE && outers->count < OUTER_MOST)
    outers->items[outers->count++] = (struct outer){.start = found->start,
                                                    .end = found->end,
                                                    .gapped = found->gapped,
                                                    .negated = found->negated,
                                                    .signal = signal,
                                                    .weight = found->weight,
                                                    .mark = reading->count};
  add_mark(reading, found);
}

static void add_placeholder(struct reading *reading, const struct fill_part *part)
{
  const struct fact *fact = fact_of(part->placeholder);
  if (fact != NULL)
    reading->marks[reading->count++] = (struct mark){.start = part->given,
                                                     .length = part->given_length,
                                                     .signal = fact->signal,
                                                     .weight = fact->weight,
                                                     .full = fact->weight,
                                                     .tells = fact->tells};
}

static void gather_told(struct reading *reading)
{
  for (size_t i = 0; i < reading->count; i++)
    reading->tells |= reading->marks[i].tells;
}

/* Most come nearly in order, and few of them. */
static void sort(struct found *found, size_t count)
{
  if (count > 64) {
    qsort(found, count, sizeof *found, compare);
    return;
  }
  for (size_t i = 1; i < count; i++) {
    if (compare(&found[i - 1], &found[i]) <= 0)
      continue;
    struct found one = found[i];
    size_t at = i;
    for (; at > 0 && compare(&found[at - 1], &one) > 0; at--)
      found[at] = found[at - 1];
    found[at] = one;
  }
}

/* Takes what several ways of the same phrase have found at @at as one, @found being
 * sorted; gives where the next stands. */
static size_t merge_ways(struct found *found, size_t count, size_t at)
{
  size_t next = at + 1;
  for (; next < count && found[next].marker != NULL && compare(&found[at], &found[next]) == 0;
       next++)
    found[at].negated = found[at].negated || found[next].negated;
  return next;
}

/* Leads what was found back to the text as it was given; what only a made-up value holds
 * is not in it. */
static size_t lead_back(const struct fill *fill, struct found *found, size_t count)
{
  size_t kept = 0, near = 0;
  for (size_t i = 0; i < count; i++) {
    size_t start = found[i].start, end = found[i].end;
    if (fill_given(fill, &start, &end, &near) != NULL)
      continue;
    if (kept < i)
      found[kept] = found[i];
    found[kept].start = start;
    found[kept++].end = end;
  }
  return kept;
}

void marks_make(const struct lexicon *lexicon, const struct fill *fill, struct found *found,
                size_t count, struct reading *reading)
{
  if (fill->count > 0)
    count = lead_back(fill, found, count);
  sort(found, count);
  if (count + fill->count > 0)
    reading->marks = mem_resize(NULL, count + fill->count, sizeof *reading->marks);
  struct outers outers;
  outers.count = 0;
  size_t part = 0;
  for (size_t i = 0; i < count;) {
    const struct found *one = &found[i];
    i = merge_ways(found, count, i);
    for (; part < fill->count && fill->parts[part].given <= one->start; part++)
      if (fill->parts[part].placeholder != NULL)
        add_placeholder(reading, &fill->parts[part]);
    add_found(reading, &outers, one);
  }
  for (; part < fill->count; part++)
    if (fill->parts[part].placeholder != NULL)
      add_placeholder(reading, &fill->parts[part]);
  gather_told(reading);
  ladder_climb(lexicon, reading);
}
