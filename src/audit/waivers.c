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

static bool is_asked(const struct audit *audit, const char *rule)
{
  for (size_t i = 0; i < audit->pack_count; i++)
    for (size_t k = 0; k < audit->packs[i]->rule_count; k++)
      if (strcmp(audit->packs[i]->rules[k]->id, rule) == 0)
        return true;
  return false;
}

/* Whether its rule could not be evaluated where it holds. */
static bool is_unknown(const struct audit *audit, const struct waiver *waiver)
{
  for (size_t i = 0; i < audit->unevaluated_count; i++) {
    const struct unevaluated *one = &audit->unevaluated[i];
    char fingerprint[FINGERPRINT_SIZE];
    if (strcmp(one->rule->id, waiver->rule) != 0)
      continue;
    place_fingerprint(one->rule, &one->place, fingerprint);
    if (strcmp(fingerprint, waiver->fingerprint) == 0)
      return true;
  }
  return false;
}

/* Whether nobody looked there: languages that were left out, and what no plan carries. */
static bool is_out_of_sight(const struct work *work, const struct waiver *waiver)
{
  return work->input->language != NULL ||
         (work->input->bare_plan && waiver->touchpoint != NULL &&
          audit_names_find(&work->ids, waiver->touchpoint) == NO_NAME);
}

static void miss(struct work *work, const struct waiver *waiver)
{
  if (!is_asked(work->audit, waiver->rule))
    lapse(work->audit, waiver, LAPSED_NO_RULE);
  else if (!is_out_of_sight(work, waiver) && !is_unknown(work->audit, waiver))
    lapse(work->audit, waiver, LAPSED_GONE);
}

void work_waive(struct work *work)
{
  struct audit *audit = work->audit;
  const struct map *map = work->input->map;
  if (map_count(map, ENTITY_waiver) == 0)
    return;
  struct audit_names rules = {0}, names = {0};
  for (size_t i = 0; i < map_count(map, ENTITY_waiver); i++)
    audit_names_add(&rules, ((const struct waiver *)map_at(map, ENTITY_waiver, i))->rule);
  size_t *findings = mem_new(audit->finding_count + 1, sizeof *findings);
  for (size_t i = 0; i < audit->finding_count; i++) {
    const struct finding *finding = &audit->findings[i];
    if (audit_names_find(&rules, finding->rule->id) == NO_NAME)
      continue;
    size_t before = names.count;
    size_t at = audit_names_add(&names, finding_fingerprint(finding));
    if (at == before)
      findings[at] = i;
  }
  for (size_t i = 0; i < map_count(map, ENTITY_waiver); i++) {
    const struct waiver *waiver = map_at(map, ENTITY_waiver, i);
    size_t at = audit_names_find(&names, waiver->fingerprint);
    struct finding *finding = at != NO_NAME ? &audit->findings[findings[at]] : NULL;
    if (finding == NULL || strcmp(finding->rule->id, waiver->rule) != 0)
      miss(work, waiver);
    else if (waiver->until != UNSET && waiver->until < work->input->on)
      lapse(audit, waiver, LAPSED_DATE);
    else if (waiver->digest != NULL && strcmp(waiver->digest, finding_digest(finding)) != 0)
      lapse(audit, waiver, LAPSED_CHANGED);
    else
      finding->waiver = waiver;
  }
  free(findings);
  audit_names_clear(&names);
  audit_names_clear(&rules);
}
