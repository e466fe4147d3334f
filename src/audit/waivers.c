/* Which findings are accepted, and which waivers hold for nothing any more. */
#include "audit/work.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static void lapse(struct audit *audit, const struct waiver *waiver, int why)
{
  audit->lapsed = mem_resize(audit->lapsed, audit->lapsed_count + 1, sizeof *audit->lapsed);
  struct lapsed *lapsed = &audit->lapsed[audit->lapsed_count++];
  lapsed->waiver = waiver;
  lapsed->why = why;
}

void work_waive(struct work *work)
{
  struct audit *audit = work->audit;
  const struct map *map = work->input->map;
  struct audit_names names = {0};
  size_t *findings = mem_new(audit->finding_count + 1, sizeof *findings);
  for (size_t i = 0; i < audit->finding_count; i++) {
    size_t before = names.count;
    size_t at = audit_names_add(&names, audit->findings[i].fingerprint);
    if (at == before)
      findings[at] = i;
  }
  for (size_t i = 0; i < map_count(map, ENTITY_waiver); i++) {
    const struct waiver *waiver = map_at(map, ENTITY_waiver, i);
    size_t at = audit_names_find(&names, waiver->fingerprint);
    struct finding *finding = at != NO_NAME ? &audit->findings[findings[at]] : NULL;
    if (finding == NULL || strcmp(finding->rule->id, waiver->rule) != 0)
      lapse(audit, waiver, LAPSED_GONE);
    else if (waiver->until != UNSET && waiver->until < work->input->on)
      lapse(audit, waiver, LAPSED_DATE);
    else if (waiver->digest != NULL && strcmp(waiver->digest, finding->digest) != 0)
      lapse(audit, waiver, LAPSED_CHANGED);
    else
      finding->waiver = waiver;
  }
  free(findings);
  audit_names_clear(&names);
}
