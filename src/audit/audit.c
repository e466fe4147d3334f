#include "audit/work.h"

#include "base/mem.h"

#include <stdlib.h>

/* How many touchpoints are one part. */
#define PART 64

struct audit_task {
  struct audit_input input;
  struct audit *audit;
  enum { BEFORE, READING, JUDGING, DONE } stage;
  size_t at; /* the next touchpoint to be read or judged */
};

struct audit_task *audit_begin(const struct audit_input *input)
{
  struct audit_task *task = mem_new(1, sizeof *task);
  task->input = *input;
  task->audit = mem_new(1, sizeof *task->audit);
  task->audit->work = mem_new(1, sizeof *task->audit->work);
  return task;
}

/* Does @some with the next touchpoints; true after the last. */
static bool go_through(struct audit_task *task, void (*some)(struct work *, size_t, size_t))
{
  size_t left = task->audit->work->spot_count - task->at;
  size_t count = left < PART ? left : PART;
  some(task->audit->work, task->at, count);
  task->at = count < left ? task->at + count : 0;
  return count == left;
}

bool audit_go_on(struct audit_task *task)
{
  struct work *work = task->audit->work;
  switch (task->stage) {
  case BEFORE:
    work_make(work, &task->input, task->audit);
    work_begin_texts(work);
    task->stage = READING;
    break;
  case READING:
    if (!go_through(task, work_read_texts))
      break;
    work_end_texts(work);
    work_begin_judging(work);
    task->stage = JUDGING;
    break;
  case JUDGING:
    if (!go_through(task, work_judge))
      break;
    work_end_judging(work);
    work_waive(work);
    work_sum_up(work);
    task->stage = DONE;
    break;
  case DONE:
    break;
  }
  return task->stage != DONE;
}

/* Both walks over the touchpoints take about as long. */
int audit_progress(const struct audit_task *task)
{
  size_t count = task->audit->work->spot_count;
  if (task->stage == BEFORE || count == 0)
    return 0;
  return task->stage == DONE
             ? 100
             : (int)(50 * (task->at + (task->stage == JUDGING ? count : 0)) / count);
}

struct audit *audit_end(struct audit_task **task)
{
  struct audit *audit = (*task)->audit;
  if ((*task)->stage != DONE)
    audit_free(&audit);
  free(*task);
  *task = NULL;
  return audit;
}

struct audit *audit_run(const struct audit_input *input)
{
  struct audit_task *task = audit_begin(input);
  while (audit_go_on(task))
    continue;
  return audit_end(&task);
}

void audit_free(struct audit **audit)
{
  struct audit *old = *audit;
  if (old == NULL)
    return;
  told_free(old);
  for (size_t i = 0; i < old->finding_count; i++)
    free(old->findings[i].fix_value);
  for (size_t i = 0; i < old->text_count; i++)
    if (old->texts[i].lexicon != NULL && !old->texts[i].again)
      reading_clear(&old->texts[i].reading);
  for (size_t i = 0; i < old->unfit_count; i++)
    free(old->unfit[i].text);
  if (old->work != NULL)
    work_clear(old->work);
  free(old->work);
  free(old->findings);
  free(old->unevaluated);
  free(old->lapsed);
  free(old->unfit);
  free(old->texts);
  free(old->rungs);
  free(old->packs);
  free(old->expired);
  free(old->pending);
  free(old);
  *audit = NULL;
}

void audit_facts(const struct audit_input *input, const struct audit_place *place,
                 struct facts *facts)
{
  struct audit *audit = mem_new(1, sizeof *audit);
  struct work work;
  work_make(&work, input, audit);
  work_begin_texts(&work);
  work_read_texts(&work, 0, work.spot_count);
  facts_of_journey(&work, &work.journey_facts);
  for (int i = 0; i < RULE_FIELD_COUNT; i++)
    work.wants[i] = true;
  work.step_wants_text = true;
  *facts = work.journey_facts;
  size_t at =
      place->touchpoint != NULL ? audit_names_find(&work.ids, place->touchpoint->id) : NO_NAME;
  if (at != NO_NAME) {
    const struct spot *spot = &work.spots[at];
    facts_of_spot(&work, spot, facts);
    const struct unit *unit = place->variant != NULL ? unit_at(&work, spot, place) : NULL;
    if (unit != NULL)
      facts_of_text(&work, spot, unit, facts);
  }
  work_clear(&work);
  audit_free(&audit);
}
