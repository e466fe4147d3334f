#include "audit/work.h"

#include "base/mem.h"

#include <stdlib.h>

struct audit *audit_run(const struct audit_input *input)
{
  struct audit *audit = mem_new(1, sizeof *audit);
  audit->work = mem_new(1, sizeof *audit->work);
  work_make(audit->work, input, audit);
  work_judge(audit->work);
  work_waive(audit->work);
  work_sum_up(audit->work);
  return audit;
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
