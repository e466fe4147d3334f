#include "language/marks.h"

#include "base/mem.h"

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

/* What the facts of an invoice tell by standing in a text. */
static uint64_t told_by(const struct placeholder *placeholder)
{
  static const struct {
    const char *name;
    uint64_t tells;
  } table[] = {
      {"amount_due", TELLS_BIT(TELLS_AMOUNT)},
      {"due_date", TELLS_BIT(TELLS_DUE_DATE)},
      {"pay_by", TELLS_BIT(TELLS_DEADLINE) | TELLS_BIT(TELLS_DUE_DATE)},
      {"bank_account", TELLS_BIT(TELLS_HOW_TO_PAY)},
      {"pay_url", TELLS_BIT(TELLS_HOW_TO_PAY)},
      {"payment_ref", TELLS_BIT(TELLS_REFERENCE)},
      {"support_contact", TELLS_BIT(TELLS_CONTACT)},
      {"fee", TELLS_BIT(TELLS_COSTS)},
      {"interest", TELLS_BIT(TELLS_INTEREST) | TELLS_BIT(TELLS_INTEREST_AMOUNT)},
      {"original_amount", TELLS_BIT(TELLS_CAPITAL)},
      {"invoice_no", TELLS_BIT(TELLS_BASIS)},
      {"customer_name", TELLS_BIT(TELLS_NAME)},
      {"first_name", TELLS_BIT(TELLS_NAME)},
  };
  for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
    if (strcmp(table[i].name, placeholder->name) == 0)
      return table[i].tells;
  return 0;
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

static enum signal signal_of(const struct found *found)
{
  return found->marker != NULL ? found->marker->signal : SIGNAL_SHOUTING;
}

static bool is_exception(const struct found *found)
{
  return found->marker != NULL && found->marker->signal == SIGNAL_NONE &&
         found->marker->weight == 0 && found->marker->tells == 0;
}

/* The phrase, of each signal, that reaches farthest; SIGNAL_NONE has the
 * exceptions. */
struct cover {
  size_t end;
  size_t mark; /* index in the reading's marks */
};

static void add_mark(struct reading *reading, const struct found *found)
{
  struct mark *mark = &reading->marks[reading->count++];
  *mark = (struct mark){
      .start = found->start,
      .length = found->end - found->start,
      .marker = found->marker,
      .signal = signal_of(found),
      .weight = found->negated ? 0 : found->weight,
      .tells = found->negated || found->marker == NULL ? 0 : found->marker->tells,
      .negated = found->negated,
  };
}

/* Adds what is not part of something longer. */
static void add_found(struct reading *reading, struct cover *covers, const struct found *found)
{
  enum signal signal = signal_of(found);
  if (found->end <= covers[SIGNAL_NONE].end)
    return;
  if (signal != SIGNAL_NONE && found->end <= covers[signal].end) {
    if (!found->negated && found->marker != NULL)
      reading->marks[covers[signal].mark].tells |= found->marker->tells;
    return;
  }
  add_mark(reading, found);
  if (!found->gapped && !found->negated && (signal != SIGNAL_NONE || is_exception(found)))
    covers[signal] = (struct cover){found->end, reading->count - 1};
}

static void add_placeholder(struct reading *reading, const struct fill_part *part)
{
  uint64_t tells = told_by(part->placeholder);
  if (tells != 0)
    reading->marks[reading->count++] = (struct mark){
        .start = part->given, .length = part->given_length, .signal = SIGNAL_NONE, .tells = tells};
}

/* ---- The sum ---- */

#define CAP_MOST 32

/* Lets only the largest of a signal count. */
static void cap(struct reading *reading, enum signal signal, int most)
{
  size_t kept[CAP_MOST];
  int count = 0;
  if (most > CAP_MOST)
    most = CAP_MOST;
  for (size_t i = 0; i < reading->count; i++) {
    struct mark *mark = &reading->marks[i];
    if (mark->signal != signal || mark->weight == 0)
      continue;
    int at = count; /* before the first that is smaller */
    while (at > 0 && abs(reading->marks[kept[at - 1]].weight) < abs(mark->weight))
      at--;
    size_t out = i;
    if (at < most) {
      if (count == most)
        out = kept[--count];
      memmove(kept + at + 1, kept + at, (size_t)(count - at) * sizeof kept[0]);
      kept[at] = i;
      count++;
    }
    if (at >= most || out != i) {
      reading->marks[out].capped = true;
    }
  }
}

static void sum_up(const struct lexicon *lexicon, struct reading *reading)
{
  bool there[SIGNAL_COUNT] = {false};
  for (size_t i = 0; i < reading->count; i++)
    there[reading->marks[i].signal] = true;
  for (int signal = 0; signal < SIGNAL_COUNT; signal++)
    if (there[signal])
      cap(reading, (enum signal)signal, lexicon_cap(lexicon, (enum signal)signal));
  for (size_t i = 0; i < reading->count; i++) {
    struct mark *mark = &reading->marks[i];
    if (mark->capped)
      mark->weight = 0;
    reading->score += mark->weight;
    for (uint64_t left = mark->tells & ~reading->tells; left != 0; left &= left - 1)
      reading->first_of[__builtin_ctzll(left)] = mark->start;
    reading->tells |= mark->tells;
  }
  if (reading->score < 0)
    reading->score = 0;
  reading->tone = tone_of(reading->score);
}

void marks_make(const struct lexicon *lexicon, const struct fill *fill, struct found *found,
                size_t count, struct reading *reading)
{
  size_t kept = 0;
  for (size_t i = 0; i < count; i++) {
    struct found one = found[i];
    /* What only a made-up value holds is not in the text. */
    if (fill_given(fill, &one.start, &one.end) == NULL)
      found[kept++] = one;
  }
  qsort(found, kept, sizeof *found, compare);
  if (kept + fill->count > 0)
    reading->marks = mem_new(kept + fill->count, sizeof *reading->marks);
  struct cover covers[SIGNAL_COUNT] = {{0}};
  size_t part = 0;
  for (size_t i = 0; i < kept; i++) {
    for (; part < fill->count && fill->parts[part].given <= found[i].start; part++)
      if (fill->parts[part].placeholder != NULL)
        add_placeholder(reading, &fill->parts[part]);
    add_found(reading, covers, &found[i]);
  }
  for (; part < fill->count; part++)
    if (fill->parts[part].placeholder != NULL)
      add_placeholder(reading, &fill->parts[part]);
  for (int i = 0; i < TELLS_COUNT; i++)
    reading->first_of[i] = SIZE_MAX;
  sum_up(lexicon, reading);
}
