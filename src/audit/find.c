/* Asks every rule at every place. */
#include "audit/work.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* The rules of one scope, in the order of the packs. */
struct asked {
  const struct rule **rules;
  size_t count;
};

struct findings {
  struct work *work;
  struct asked asked[RULE_SCOPE_COUNT];
  size_t finding_room, unevaluated_room;
};

static void gather_rules(struct findings *findings)
{
  const struct audit *audit = findings->work->audit;
  size_t most = 0;
  for (size_t i = 0; i < audit->pack_count; i++)
    most += audit->packs[i]->rule_count;
  for (int i = 0; i < RULE_SCOPE_COUNT; i++)
    findings->asked[i].rules = mem_new(most + 1, sizeof *findings->asked[i].rules);
  for (size_t i = 0; i < audit->pack_count; i++)
    for (size_t k = 0; k < audit->packs[i]->rule_count; k++) {
      const struct rule *rule = audit->packs[i]->rules[k];
      struct asked *asked = &findings->asked[rule->scope];
      if (!rule->pending)
        asked->rules[asked->count++] = rule;
    }
}

static void add_unevaluated(struct findings *findings, const struct finding_maker *maker)
{
  struct audit *audit = findings->work->audit;
  if (audit->unevaluated_count == findings->unevaluated_room) {
    findings->unevaluated_room =
        findings->unevaluated_room == 0 ? 64 : findings->unevaluated_room * 2;
    audit->unevaluated =
        mem_resize(audit->unevaluated, findings->unevaluated_room, sizeof *audit->unevaluated);
  }
  audit->unevaluated[audit->unevaluated_count++] = (struct unevaluated){
      .rule = maker->rule, .place = place_of(maker), .field = maker->judgement->field};
}

/* Who writes the text, else who is asked by the rule, else who owns the place. */
static int64_t department_of(const struct finding_maker *maker)
{
  const struct journey *journey = maker->work->journey;
  if (maker->unit != NULL && maker->unit->message->owner_department != UNSET)
    return maker->unit->message->owner_department;
  if (maker->rule->owner != UNSET)
    return maker->rule->owner;
  if (maker->spot != NULL && maker->spot->touchpoint->owner_department != UNSET)
    return maker->spot->touchpoint->owner_department;
  return journey->owner_department;
}

static void add_finding(struct findings *findings, const struct finding_maker *maker)
{
  struct audit *audit = findings->work->audit;
  if (audit->finding_count == findings->finding_room) {
    findings->finding_room = findings->finding_room == 0 ? 64 : findings->finding_room * 2;
    audit->findings = mem_resize(audit->findings, findings->finding_room, sizeof *audit->findings);
  }
  size_t number = audit->finding_count++;
  audit->findings[number] = (struct finding){
      .rule = maker->rule,
      .place = place_find(maker),
      .rate = maker->judgement->rate,
      .department = department_of(maker),
      .order = maker->spot != NULL ? 1 + (size_t)(maker->spot - maker->work->spots) : 0,
      .number = number,
      .audit = audit,
  };
  finding_fix(maker, &audit->findings[number]);
}

struct judgement ask_rule(const struct work *work, const struct rule *rule, const struct spot *spot,
                          const struct facts *facts)
{
  date_day day = spot != NULL && spot->placed ? spot->date : work->input->on;
  return rule_judge(rule, facts, work->input->library, day);
}

/* Holds all rules of one scope against what is known of one place. */
static void ask(struct findings *findings, enum rule_scope scope, const struct spot *spot,
                const struct unit *unit, const struct facts *facts)
{
  struct work *work = findings->work;
  const struct asked *asked = &findings->asked[scope];
  for (size_t i = 0; i < asked->count; i++) {
    struct judgement judgement = ask_rule(work, asked->rules[i], spot, facts);
    const struct finding_maker maker = {work, spot, unit, asked->rules[i], facts, &judgement};
    switch (judgement.verdict) {
    case VERDICT_OUTSIDE:
      break;
    case VERDICT_HOLDS:
      work->audit->evaluated++;
      work->audit->passed++;
      break;
    case VERDICT_BROKEN:
      work->audit->evaluated++;
      add_finding(findings, &maker);
      break;
    case VERDICT_UNKNOWN:
      add_unevaluated(findings, &maker);
      break;
    }
  }
}

static void ask_spot(struct findings *findings, const struct spot *spot)
{
  const struct work *work = findings->work;
  struct facts facts;
  facts_of_spot(work, spot, &facts);
  ask(findings, RULE_SCOPE_TOUCHPOINT, spot, NULL, &facts);
  if (!spot->sends)
    return;
  ask(findings, RULE_SCOPE_STEP, spot, NULL, &facts);
  const struct fact channel =
      facts.of[RULE_FIELD_channel]; /* of the step: not all have their own */
  for (size_t i = 0; i < spot->unit_count; i++) {
    const struct unit *unit = &work->units[spot->first_unit + i];
    if (!unit->goes)
      continue;
    facts.of[RULE_FIELD_channel] = channel;
    facts_of_text(work, spot, unit, &facts);
    ask(findings, RULE_SCOPE_TEXT, spot, unit, &facts);
  }
}

/* Of one touchpoint the grave ones come first, each rule's in the order of the texts. */
static int compare(const void *a, const void *b)
{
  const struct finding *one = a, *other = b;
  if (one->rule->severity != other->rule->severity)
    return one->rule->severity > other->rule->severity ? -1 : 1;
  int order = strcmp(one->rule->id, other->rule->id);
  if (order != 0)
    return order;
  return one->number < other->number ? -1 : one->number > other->number;
}

/* Sorts what was found since the first @from were: of one touchpoint, or of the journey. */
static void sort(struct audit *audit, size_t from)
{
  if (audit->finding_count > from)
    qsort(audit->findings + from, audit->finding_count - from, sizeof *audit->findings, compare);
}

void work_begin_judging(struct work *work)
{
  facts_of_journey(work, &work->journey_facts);
  work->findings = mem_new(1, sizeof *work->findings);
  work->findings->work = work;
  gather_rules(work->findings);
  ask(work->findings, RULE_SCOPE_JOURNEY, NULL, NULL, &work->journey_facts);
  sort(work->audit, 0);
}

void work_judge(struct work *work, size_t first, size_t count)
{
  struct audit *audit = work->audit;
  for (size_t i = first; i < first + count; i++) {
    size_t from = audit->finding_count;
    ask_spot(work->findings, &work->spots[i]);
    sort(audit, from);
  }
}

void work_end_judging(struct work *work)
{
  if (work->findings == NULL)
    return;
  for (int i = 0; i < RULE_SCOPE_COUNT; i++)
    free(work->findings->asked[i].rules);
  free(work->findings);
  work->findings = NULL;
}
