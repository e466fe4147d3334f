/* The ladder, and the sums. */
#include "audit/work.h"

#include "base/mem.h"

#include <stdlib.h>

/* The findings that count, by severity. */
struct tally {
  size_t of[SEVERITY_ERROR + 1];
};

struct ordered {
  struct rung rung;
  size_t spot;
};

static int compare(const void *a, const void *b)
{
  const struct ordered *one = a, *other = b;
  if (one->rung.placed != other->rung.placed)
    return one->rung.placed ? -1 : 1;
  if (one->rung.placed && one->rung.day != other->rung.day)
    return one->rung.day < other->rung.day ? -1 : 1;
  return one->spot < other->spot ? -1 : one->spot > other->spot;
}

static struct rung make_rung(const struct spot *spot, const struct tally *tally)
{
  int least, most, best;
  spot_expected_tone(spot, &least, &most, &best);
  return (struct rung){
      .touchpoint = spot->touchpoint,
      .kind = KIND_BIT(spot->kind),
      .placed = spot->placed,
      .day = spot->day,
      .deadline = spot_deadline(spot),
      .tone = spot->tone,
      .expected = best,
      .least = least,
      .most = most,
      .gap = spot->sequence.gap,
      .errors = tally->of[SEVERITY_ERROR],
      .warnings = tally->of[SEVERITY_WARN],
      .infos = tally->of[SEVERITY_INFO],
  };
}

void work_sum_up(struct work *work)
{
  struct audit *audit = work->audit;
  struct tally all = {{0}}, *tallies = mem_new(work->spot_count + 1, sizeof *tallies);
  for (size_t i = 0; i < audit->finding_count; i++) {
    const struct finding *finding = &audit->findings[i];
    if (finding->waiver != NULL) {
      audit->waived++;
      continue;
    }
    all.of[finding->rule->severity]++;
    tallies[finding->order].of[finding->rule->severity]++;
  }
  audit->errors = all.of[SEVERITY_ERROR];
  audit->warnings = all.of[SEVERITY_WARN];
  audit->infos = all.of[SEVERITY_INFO];
  struct ordered *ordered = mem_new(work->spot_count + 1, sizeof *ordered);
  for (size_t i = 0; i < work->spot_count; i++)
    if (work->spots[i].sends)
      ordered[audit->rung_count++] =
          (struct ordered){make_rung(&work->spots[i], &tallies[i + 1]), i};
  qsort(ordered, audit->rung_count, sizeof *ordered, compare);
  audit->rungs = mem_new(audit->rung_count + 1, sizeof *audit->rungs);
  for (size_t i = 0; i < audit->rung_count; i++)
    audit->rungs[i] = ordered[i].rung;
  free(ordered);
  free(tallies);
}
