#include "language/ladder.h"

#include "base/mem.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#define TONE_LABEL(id, token, label) {token, label},
static const struct {
  const char *token, *label;
} tones[] = {TONE_VALUES(TONE_LABEL)};
#undef TONE_LABEL

/* The middle of each class is a whole step; facts: tone and clarity, 3. */
const int tone_band[TONE_COUNT] = {0, 50, 150, 250, 350, 450};

const char *tone_token(enum tone tone)
{
  return tones[tone].token;
}

const char *tone_label(enum tone tone)
{
  return _(tones[tone].label);
}

static enum tone tone_of(int score)
{
  int tone = TONE_COUNT - 1;
  while (tone > 0 && score < tone_band[tone])
    tone--;
  return (enum tone)tone;
}

/* ---- Floors ---- */

enum floor {
  FLOOR_FAVOUR,
  FLOOR_KIND,
  FLOOR_PLAIN,
  FLOOR_PRESSURE,
  FLOOR_LAW,
  FLOOR_TRESPASS,
  FLOOR_NONE,
};

/* What the marks of each must come to, how far they may bring the sum, and how far
 * they do at least: rule 2. */
static const struct {
  int sill, limit, least;
} floors[] = {
    [FLOOR_FAVOUR] = {0, -450, INT_MIN}, [FLOOR_KIND] = {-40, -80, INT_MIN},
    [FLOOR_PLAIN] = {85, 249, 50},       [FLOOR_PRESSURE] = {100, 310, 250},
    [FLOOR_LAW] = {200, 430, 350},       [FLOOR_TRESPASS] = {250, 600, 450},
};

static const uint8_t floor_of[SIGNAL_COUNT] = {
    [SIGNAL_FAVOUR] = FLOOR_FAVOUR,

    [SIGNAL_COURTESY] = FLOOR_KIND,
    [SIGNAL_THANKS] = FLOOR_KIND,
    [SIGNAL_FORGETFULNESS] = FLOOR_KIND,
    [SIGNAL_ALREADY_PAID] = FLOOR_KIND,
    [SIGNAL_HELP] = FLOOR_KIND,
    [SIGNAL_APOLOGY] = FLOOR_KIND,

    [SIGNAL_OVERDUE] = FLOOR_PLAIN,
    [SIGNAL_REQUEST] = FLOOR_PLAIN,
    [SIGNAL_DEADLINE] = FLOOR_PLAIN,

    [SIGNAL_REPEATED] = FLOOR_PRESSURE,
    [SIGNAL_FEE] = FLOOR_PRESSURE,
    [SIGNAL_HAND_OVER] = FLOOR_PRESSURE,
    [SIGNAL_CUT_OFF] = FLOOR_PRESSURE,
    [SIGNAL_CREDIT_RECORD] = FLOOR_PRESSURE,
    [SIGNAL_URGENCY] = FLOOR_PRESSURE,

    [SIGNAL_FORMAL_CLAIM] = FLOOR_LAW,
    [SIGNAL_LEGAL_ACTION] = FLOOR_LAW,

    [SIGNAL_BLAME] = FLOOR_TRESPASS,
    [SIGNAL_MORALISING] = FLOOR_TRESPASS,
    [SIGNAL_SHAME] = FLOOR_TRESPASS,
    [SIGNAL_SHOUTING] = FLOOR_TRESPASS,
    [SIGNAL_THREAT] = FLOOR_TRESPASS,
    [SIGNAL_AUTHORITY] = FLOOR_TRESPASS,

    [SIGNAL_TERMS] = FLOOR_NONE,
    [SIGNAL_NONE] = FLOOR_NONE,
};

/* Sets of signals. */
typedef uint32_t signals;
#define SET(signal) (UINT32_C(1) << (signal))
_Static_assert(SIGNAL_COUNT <= 32, "a set of signals has 32 bits");

#define CONSEQUENCES                                                                               \
  (SET(SIGNAL_FEE) | SET(SIGNAL_HAND_OVER) | SET(SIGNAL_CUT_OFF) | SET(SIGNAL_LEGAL_ACTION) |      \
   SET(SIGNAL_CREDIT_RECORD))

static bool has(signals set, enum signal signal)
{
  return (set & SET(signal)) != 0;
}

bool ladder_hides(enum signal outer, int outer_weight, enum signal inner, int inner_weight)
{
  if (outer == SIGNAL_NONE || inner == SIGNAL_NONE)
    return false;
  if (floor_of[outer] == FLOOR_TRESPASS && floor_of[inner] == FLOOR_TRESPASS &&
      inner_weight > outer_weight)
    return false;
  return outer == inner || outer == SIGNAL_TERMS || floor_of[inner] != FLOOR_PLAIN ||
         floor_of[outer] == FLOOR_PLAIN;
}

/* ---- The sum ---- */

/* What a text does besides naming what may follow. */
struct stance {
  signals there;   /* what weighs something */
  bool asks;       /* it asks for payment, or says that something is unpaid */
  bool urges;      /* and hurries */
  bool presses;    /* it says that something is unpaid, or presses in another way */
  bool favours;    /* it says that nothing is to be paid */
  bool settles;    /* so, and asks for nothing */
  bool announces;  /* it names a consequence */
  bool last_day;   /* it gives a last day of its own, after the due date: {pay_by} */
  bool trespasses; /* some signal is out of bounds */
};

/* {pay_by}, for which no marker stands. */
static bool is_last_day(const struct mark *mark)
{
  return mark->signal == SIGNAL_DEADLINE && mark->marker == NULL;
}

static struct stance stance_of(const struct reading *reading)
{
  struct stance stance = {0};
  signals there = 0, strong = 0;
  for (size_t i = 0; i < reading->count; i++) {
    const struct mark *mark = &reading->marks[i];
    int weight = mark->weight;
    there |= weight != 0 ? SET(mark->signal) : 0;
    strong |= weight >= LADDER_STRONG ? SET(mark->signal) : 0;
    stance.trespasses =
        stance.trespasses || (weight >= LADDER_HINT && floor_of[mark->signal] == FLOOR_TRESPASS);
    stance.favours = stance.favours || (mark->signal == SIGNAL_FAVOUR && weight <= LADDER_FAVOUR);
    stance.last_day = stance.last_day || is_last_day(mark);
  }
  stance.there = there;
  stance.announces = (there & CONSEQUENCES) != 0;
  stance.urges = has(strong, SIGNAL_URGENCY);
  stance.asks = (there & (SET(SIGNAL_OVERDUE) | SET(SIGNAL_REQUEST) | SET(SIGNAL_FORGETFULNESS) |
                          SET(SIGNAL_FORMAL_CLAIM))) != 0 ||
                has(strong, SIGNAL_REPEATED) || stance.last_day ||
                (stance.urges && (stance.announces || stance.trespasses));
  stance.settles = stance.favours && !has(there, SIGNAL_REQUEST) && !stance.last_day;
  stance.presses =
      stance.trespasses || stance.last_day || stance.urges ||
      (there & (SET(SIGNAL_OVERDUE) | SET(SIGNAL_REPEATED) | SET(SIGNAL_FORMAL_CLAIM))) != 0;
  return stance;
}

/* Whether a mark presupposes that something is unpaid. */
static bool presupposes(const struct mark *mark, const struct stance *stance)
{
  return (mark->signal == SIGNAL_REPEATED && mark->weight >= LADDER_STRONG) ||
         (mark->signal == SIGNAL_FORMAL_CLAIM && mark->weight >= 100) ||
         (mark->signal == SIGNAL_URGENCY && mark->weight >= LADDER_STRONG && stance->announces) ||
         (floor_of[mark->signal] == FLOOR_TRESPASS && mark->signal != SIGNAL_SHOUTING &&
          mark->weight >= LADDER_HINT) ||
         is_last_day(mark);
}

/* Lets the largest mark that presupposes a debt say so too. */
static void presume(struct reading *reading, const struct stance *stance)
{
  struct mark *best = NULL;
  for (size_t i = 0; i < reading->count; i++) {
    struct mark *mark = &reading->marks[i];
    if (presupposes(mark, stance) && (best == NULL || mark->weight > best->weight))
      best = mark;
  }
  if (best != NULL)
    best->weight += LADDER_PRESUMED;
}

/* What a mark weighs by what else the text says: rules 3 and 4. */
static int weight_in(const struct mark *mark, const struct stance *stance)
{
  enum floor floor = floor_of[mark->signal];
  if (mark->signal == SIGNAL_FORGETFULNESS && mark->weight != 0 &&
      !has(stance->there, SIGNAL_OVERDUE))
    return LADDER_FORGIVEN;
  if (stance->settles && floor == FLOOR_LAW)
    return 0;
  if (!stance->asks &&
      (floor == FLOOR_PRESSURE || floor == FLOOR_LAW || mark->signal == SIGNAL_SHOUTING))
    return 0;
  if ((!stance->presses || stance->favours) && (CONSEQUENCES & SET(mark->signal)) != 0)
    return 0;
  return mark->weight;
}

static void weigh(struct reading *reading)
{
  struct stance stance = stance_of(reading);
  for (size_t i = 0; i < reading->count; i++)
    if (reading->marks[i].weight != 0)
      reading->marks[i].weight = weight_in(&reading->marks[i], &stance);
  if (stance.asks && !has(stance.there, SIGNAL_OVERDUE) && !has(stance.there, SIGNAL_FORGETFULNESS))
    presume(reading, &stance);
}

static bool overlap(const struct mark *one, const struct mark *other)
{
  return one->start < other->start + other->length && other->start < one->start + one->length;
}

/* The marks that count: few, since each signal has its cap. */
struct counted {
  struct mark *marks[SIGNAL_COUNT * LADDER_CAP_MOST];
  size_t count;
};

/* The marks of each signal that weigh something, in the order of the text: index
 * plus one of the first, and by index that of the next; 0 ends them. */
#define FEW 64
struct chains {
  signals there;                /* those that have marks */
  uint32_t first[SIGNAL_COUNT]; /* of these */
  uint32_t *next;
  uint32_t few[FEW];
};

static void chain(struct chains *chains, const struct reading *reading)
{
  chains->there = 0;
  chains->next = reading->count <= FEW ? chains->few : mem_new(reading->count, sizeof(uint32_t));
  for (size_t i = reading->count; i > 0; i--) {
    const struct mark *mark = &reading->marks[i - 1];
    if (mark->weight == 0)
      continue;
    chains->next[i - 1] = has(chains->there, mark->signal) ? chains->first[mark->signal] : 0;
    chains->first[mark->signal] = (uint32_t)i;
    chains->there |= SET(mark->signal);
  }
}

/* Adds the largest marks of a signal, as many as may count; @first is its chain. */
static void count_signal(struct counted *counted, struct reading *reading,
                         const struct chains *chains, uint32_t first, int most)
{
  size_t before = counted->count;
  for (; most > 0; most--) {
    struct mark *best = NULL;
    for (uint32_t i = first; i != 0; i = chains->next[i - 1]) {
      struct mark *mark = &reading->marks[i - 1];
      if (best != NULL && abs(mark->weight) <= abs(best->weight))
        continue;
      size_t k = before;
      while (k < counted->count && !overlap(mark, counted->marks[k]))
        k++;
      if (k == counted->count)
        best = mark;
    }
    if (best == NULL)
      return;
    counted->marks[counted->count++] = best;
  }
}

/* The floor of a mark; lexicons of one's own may weigh a signal the other way. */
static enum floor floor_of_mark(const struct mark *mark)
{
  enum floor floor = floor_of[mark->signal];
  if (mark->weight < 0 && floor > FLOOR_KIND)
    return FLOOR_KIND;
  return mark->weight > 0 && floor < FLOOR_PLAIN ? FLOOR_PLAIN : floor;
}

int ladder_height(const struct mark *mark)
{
  return (int)floor_of_mark(mark);
}

/* Orders them from below; on a floor the largest first, then as they stand in the
 * text.  They are few. */
static void sort(struct counted *counted)
{
  for (size_t i = 1; i < counted->count; i++) {
    struct mark *one = counted->marks[i];
    enum floor floor = floor_of_mark(one);
    size_t at = i;
    for (; at > 0; at--) {
      const struct mark *other = counted->marks[at - 1];
      enum floor before = floor_of_mark(other);
      int larger = abs(one->weight) - abs(other->weight);
      if (floor > before ||
          (floor == before && (larger < 0 || (larger == 0 && one->start >= other->start))))
        break;
      counted->marks[at] = counted->marks[at - 1];
    }
    counted->marks[at] = one;
  }
}

/* How much of @weight a floor still takes. */
static int fit(int weight, int limit, int sum)
{
  int room = limit - sum;
  if (weight < 0)
    return room >= 0 ? 0 : weight > room ? weight : room;
  return room <= 0 ? 0 : weight < room ? weight : room;
}

/* What a mark weighs by itself, without what it presupposes. */
static int own_weight(const struct mark *mark)
{
  return mark->full > 0 && mark->weight > mark->full ? mark->full : mark->weight;
}

/* Adds the @count marks of one floor to @sum; @favoured: they stand beside a favour. */
static int sum_floor(struct mark **marks, size_t count, int sum, bool favoured)
{
  enum floor floor = floor_of_mark(marks[0]);
  int own = 0, whole = 0, of_floor = 0, limit = floors[floor].limit;
  for (size_t i = 0; i < count; i++) {
    own += own_weight(marks[i]);
    whole += marks[i]->weight;
  }
  bool reached = abs(own) >= abs(floors[floor].sill);
  bool nothing = !reached && (floor == FLOOR_KIND || floor == FLOOR_TRESPASS);
  if (!reached && floor > FLOOR_PLAIN)
    limit = floors[floor].least - 1;
  else if (reached && !favoured && sum + whole < floors[floor].least)
    marks[0]->weight += floors[floor].least - sum - whole;
  for (size_t i = 0; i < count; i++) {
    int so_far = floor <= FLOOR_KIND ? of_floor : sum + of_floor;
    marks[i]->weight = nothing ? 0 : fit(marks[i]->weight, limit, so_far);
    of_floor += marks[i]->weight;
  }
  return sum + of_floor;
}

static int sum_up(const struct counted *counted)
{
  int sum = 0;
  bool favoured = counted->count > 0 && floor_of_mark(counted->marks[0]) == FLOOR_FAVOUR;
  for (size_t i = 0, k; i < counted->count; i = k) {
    for (k = i + 1; k < counted->count; k++)
      if (floor_of_mark(counted->marks[k]) != floor_of_mark(counted->marks[i]))
        break;
    sum = sum_floor((struct mark **)&counted->marks[i], k - i, sum, favoured);
  }
  return sum;
}

void ladder_climb(const struct lexicon *lexicon, struct reading *reading)
{
  weigh(reading);
  struct counted counted;
  counted.count = 0;
  struct chains chains;
  chain(&chains, reading);
  for (signals left = chains.there; left != 0; left &= left - 1) {
    enum signal signal = (enum signal)__builtin_ctz(left);
    count_signal(&counted, reading, &chains, chains.first[signal], lexicon_cap(lexicon, signal));
  }
  if (chains.next != chains.few)
    free(chains.next);
  sort(&counted);
  int score = sum_up(&counted);
  for (size_t i = 0; i < reading->count; i++)
    reading->marks[i].capped = reading->marks[i].weight != 0; /* unless it counted */
  for (size_t i = 0; i < counted.count; i++)
    counted.marks[i]->capped = false;
  for (size_t i = 0; i < reading->count; i++) {
    struct mark *mark = &reading->marks[i];
    if (mark->capped)
      mark->weight = 0;
    mark->capped = abs(mark->weight) < abs(mark->full) && !mark->negated;
  }
  reading->score = score > 0 ? score : 0;
  reading->tone = tone_of(reading->score);
}
