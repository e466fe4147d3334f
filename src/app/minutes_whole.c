/* What is found by looking at all of the journey: the audit, questions and their cost,
 * hand-overs and blind spots.  Each in short, with the command that tells all of it. */
#include "app/minutes_private.h"

#include "app/compare.h"
#include "base/i18n.h"
#include "base/mem.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* So many findings and questions are told, and the number of the others. */
#define FINDINGS_MOST 40
#define QUESTIONS_MOST 20

static void tell_left(struct page *page, size_t left, const char *command)
{
  struct str text = {0};
  if (left == 0)
    return;
  str_addf(&text, P_("%zu more is told by '%s'.", "%zu more are told by '%s'.", left), left,
           command);
  page_note(page, text.text);
  str_clear(&text);
}

/* ---- The audit ---- */

static const char *place_title(const struct touchpoint *touchpoint)
{
  return touchpoint != NULL ? touchpoint->title : _("The whole journey");
}

/* One that is told: what somebody accepted is told apart. */
static bool is_open(const struct finding *finding, int severity)
{
  return finding->waiver == NULL && (int)finding->rule->severity == severity;
}

/* Texts of one touchpoint often break one rule alike. */
static bool is_same(const struct finding *one, const struct finding *other)
{
  return one->rule == other->rule && one->place.touchpoint == other->place.touchpoint &&
         one->waiver == NULL && other->waiver == NULL &&
         strcmp(finding_text(one), finding_text(other)) == 0;
}

/* How many are like that one, itself counted; 0 where one like it was told before. */
static size_t count_same(const struct audit *audit, size_t place)
{
  const struct finding *finding = &audit->findings[place];
  size_t count = 0;
  for (size_t i = 0; i < audit->finding_count; i++) {
    if (audit->findings[i].rule != finding->rule || !is_same(&audit->findings[i], finding))
      continue;
    if (i < place)
      return 0;
    count++;
  }
  return count;
}

static void put_finding(struct page *page, const struct finding *finding, size_t count)
{
  struct str text = {0};
  str_add(&text, finding_text(finding));
  if (finding_remedy(finding)[0] != '\0')
    str_addf(&text, "\n%s", finding_remedy(finding));
  minutes_put_cell(page, &text);
  page_cell(page, severity_label(finding->rule->severity));
  str_add(&text, place_title(finding->place.touchpoint));
  if (count > 1)
    str_addf(&text, P_(" (%zu text)", " (%zu texts)", count), count);
  minutes_put_cell(page, &text);
  page_cell(page, finding->department != UNSET
                      ? enumeration_label(&enumerations[ENUM_department], finding->department)
                      : NULL);
  page_cell(page, finding->rule->id);
}

/* Errors first, then warnings; what is only worth knowing is counted. */
static void tell_open(const struct minutes *minutes, struct page *page)
{
  const struct page_column columns[] = {{_("What, and what to do"), COLUMN_TITLE},
                                        {_("How grave"), COLUMN_WORDS},
                                        {_("Where"), COLUMN_WORDS},
                                        {_("Mended by"), COLUMN_WORDS},
                                        {_("Rule"), COLUMN_WORDS}};
  const struct audit *audit = minutes->audited->audit;
  size_t told = 0, left = 0;
  page_table(page, _("Findings of the audit"), columns, sizeof columns / sizeof *columns);
  for (int severity = SEVERITY_ERROR; severity >= SEVERITY_WARN; severity--)
    for (size_t i = 0; i < audit->finding_count; i++) {
      if (!is_open(&audit->findings[i], severity))
        continue;
      size_t count = told < FINDINGS_MOST ? count_same(audit, i) : 0;
      if (told == FINDINGS_MOST)
        left++;
      if (count == 0)
        continue;
      put_finding(page, &audit->findings[i], count);
      told++;
    }
  tell_left(page, left, "kundresa audit");
}

static void tell_waived(const struct minutes *minutes, struct page *page)
{
  const struct page_column columns[] = {{_("Accepted because"), COLUMN_TITLE},
                                        {_("Where"), COLUMN_WORDS},
                                        {_("By"), COLUMN_WORDS},
                                        {_("Until"), COLUMN_WORDS},
                                        {_("Rule"), COLUMN_WORDS}};
  const struct audit *audit = minutes->audited->audit;
  if (audit->waived == 0)
    return;
  page_part(page, _("Accepted findings"));
  page_table(page, _("Accepted findings"), columns, sizeof columns / sizeof *columns);
  for (size_t i = 0; i < audit->finding_count; i++) {
    const struct waiver *waiver = audit->findings[i].waiver;
    struct str text = {0};
    char day[DATE_SIZE];
    if (waiver == NULL)
      continue;
    page_cell(page, waiver->reason);
    page_cell(page, place_title(audit->findings[i].place.touchpoint));
    surveyed_add_owner(&text, waiver->department, waiver->person);
    minutes_put_cell(page, &text);
    page_cell(page, waiver->until != UNSET ? date_format(waiver->until, day) : NULL);
    page_cell(page, waiver->rule);
  }
}

void minutes_tell_findings(const struct minutes *minutes, struct page *page)
{
  const struct audit *audit = minutes->audited->audit;
  struct str text = {0};
  page_section(page, "audit", _("Findings of the audit"));
  str_addf(&text, P_("%zu error", "%zu errors", audit->errors), audit->errors);
  str_addf(&text, P_(", %zu warning", ", %zu warnings", audit->warnings), audit->warnings);
  str_addf(&text, P_(", %zu remark", ", %zu remarks", audit->infos), audit->infos);
  if (audit->waived > 0)
    str_addf(&text, P_("; %zu finding is accepted.", "; %zu findings are accepted.", audit->waived),
             audit->waived);
  else
    str_add(&text, ".");
  if (audit->unevaluated_count > 0)
    str_addf(&text,
             P_(" %zu rule could not be held against the map, since a fact is not known.",
                " %zu rules could not be held against the map, since facts are not known.",
                audit->unevaluated_count),
             audit->unevaluated_count);
  page_text(page, text.text);
  str_clear(&text);
  tell_open(minutes, page);
  tell_waived(minutes, page);
}

/* ---- Questions ---- */

static void put_amount(struct page *page, int64_t minor, int64_t currency)
{
  struct str text = {0};
  if (minor != UNSET)
    surveyed_add_amount(&text, minor, currency);
  minutes_put_cell(page, &text);
}

static void put_question(const struct minutes *minutes, struct page *page,
                         const struct support_question *question)
{
  int64_t currency = map_journey(minutes->map)->currency;
  struct str text = {0};
  page_cell(page, question->question->topic);
  if (question->now != NULL)
    surveyed_add_rate(&text, question->now->rate);
  minutes_put_cell(page, &text);
  put_amount(page, question->year_cost, currency);
  put_amount(page, question->saved, currency);
  page_cell(page, surveyed_touchpoint(minutes->map, question->question->cause));
  page_cell(page, question->now != NULL ? surveyed_evidence(question->now) : _("never counted"));
}

static void tell_sums(const struct minutes *minutes, struct page *page)
{
  const struct support *support = &minutes->support;
  int64_t currency = map_journey(minutes->map)->currency;
  const struct {
    const char *label;
    int64_t amount;
  } sums[] = {{_("Cost in 30 days"), support->cost},
              {_("Cost a year"), support->year_cost},
              {_("Saved in 30 days since they were first counted"), support->saved}};
  struct str text = {0};
  for (size_t i = 0; i < sizeof sums / sizeof *sums; i++) {
    if (sums[i].amount == UNSET)
      continue;
    surveyed_add_amount(&text, sums[i].amount, currency);
    page_fact(page, sums[i].label, text.text);
    str_clear(&text);
  }
  surveyed_add_formula(&text, support, currency);
  page_note(page, text.text);
  str_clear(&text);
}

void minutes_tell_questions(const struct minutes *minutes, struct page *page)
{
  const struct page_column columns[] = {
      {_("Question"), COLUMN_TITLE},  {_("In 30 days"), COLUMN_NUMBER},
      {_("A year"), COLUMN_NUMBER},   {_("Saved in 30 days"), COLUMN_NUMBER},
      {_("Caused by"), COLUMN_WORDS}, {_("How we know"), COLUMN_WORDS}};
  const struct support *support = &minutes->support;
  page_section(page, "questions", _("Questions worth preventing"));
  if (support->count == 0) {
    page_note(page, _("No question is known yet."));
    return;
  }
  tell_sums(minutes, page);
  page_table(page, _("Questions worth preventing"), columns, sizeof columns / sizeof *columns);
  for (size_t i = 0; i < support->count && i < QUESTIONS_MOST; i++)
    put_question(minutes, page, &support->questions[i]);
  tell_left(page, support->count > QUESTIONS_MOST ? support->count - QUESTIONS_MOST : 0,
            "kundresa show FILE questions");
}

/* ---- Hand-overs ---- */

/* The touchpoints that the department does not see, each once. */
static void add_blind(struct str *out, const struct department_outlook *department)
{
  for (size_t i = 0; i < department->count; i++) {
    const struct handover *handover = &department->handovers[i];
    bool again = false;
    for (size_t k = 0; k < i && !again; k++)
      again = department->handovers[k].other == handover->other &&
              department->handovers[k].sight == SIGHT_BLIND;
    if (handover->sight == SIGHT_BLIND && !again)
      str_addf(out, "%s%s", out->length > 0 ? "\n" : "", handover->other->title);
  }
}

static void tell_unowned(const struct minutes *minutes, struct page *page)
{
  const struct outlook *outlook = &minutes->outlook;
  if (outlook->unowned_count == 0)
    return;
  page_part(page, _("Nobody answers for these"));
  for (size_t i = 0; i < outlook->unowned_count; i++)
    page_item(page, outlook->unowned[i]->title);
}

static const char *system_title(const struct minutes *minutes, const char *id)
{
  const struct system *system = map_find(minutes->map, ENTITY_system, id);
  return system != NULL ? system->title : id;
}

static bool is_same_way(const struct passing *one, const struct passing *other)
{
  return strcmp(one->giver->system, other->giver->system) == 0 &&
         strcmp(one->taker->system, other->taker->system) == 0;
}

/* Everywhere that the two systems of the @first-th meet; nothing where an earlier one told
 * that. */
static void put_way(const struct minutes *minutes, struct page *page, size_t first)
{
  const struct outlook *outlook = &minutes->outlook;
  const struct passing *way = &outlook->passings[first];
  struct str where = {0};
  for (size_t i = 0; i < first; i++)
    if (is_same_way(&outlook->passings[i], way))
      return;
  for (size_t i = first; i < outlook->passing_count; i++) {
    const struct passing *passing = &outlook->passings[i];
    bool told = false; /* by another message of the touchpoint */
    for (size_t j = first; j < i && !told; j++)
      told = is_same_way(&outlook->passings[j], way) && outlook->passings[j].at == passing->at &&
             outlook->passings[j].automation == passing->automation;
    if (!is_same_way(passing, way) || told)
      continue;
    str_addf(&where, "%s%s", where.length > 0 ? "\n" : "", passing->at->title);
    if (passing->automation != UNSET)
      str_addf(&where, " (%s)",
               enumeration_label(&enumerations[ENUM_automation], passing->automation));
  }
  page_cell(page, system_title(minutes, way->giver->system));
  page_cell(page, system_title(minutes, way->taker->system));
  minutes_put_cell(page, &where);
}

static void tell_systems(const struct minutes *minutes, struct page *page)
{
  const struct page_column columns[] = {
      {_("System"), COLUMN_TITLE}, {_("passes on to"), COLUMN_WORDS}, {_("At"), COLUMN_WORDS}};
  const struct outlook *outlook = &minutes->outlook;
  if (outlook->passing_count == 0)
    return;
  page_part(page, _("What systems pass on"));
  page_table(page, _("What systems pass on"), columns, sizeof columns / sizeof *columns);
  for (size_t i = 0; i < outlook->passing_count; i++)
    put_way(minutes, page, i);
}

void minutes_tell_handovers(const struct minutes *minutes, struct page *page)
{
  const struct page_column columns[] = {{_("Department"), COLUMN_TITLE},
                                        {_("Owns"), COLUMN_NUMBER},
                                        {_("Hand-overs"), COLUMN_NUMBER},
                                        {_("Does not see"), COLUMN_WORDS}};
  const struct outlook *outlook = &minutes->outlook;
  page_section(page, "handovers", _("Hand-overs and blind spots"));
  if (outlook->count == 0)
    page_note(page, _("No department owns a touchpoint yet."));
  else
    page_text(page, _("What stands beside a department's own touchpoints, and what of it the "
                      "department neither takes part in nor is told of."));
  page_table(page, _("Hand-overs and blind spots"), columns, sizeof columns / sizeof *columns);
  for (size_t i = 0; i < outlook->count; i++) {
    const struct department_outlook *department = &outlook->departments[i];
    struct str text = {0};
    page_cell(page, enumeration_label(&enumerations[ENUM_department], department->department));
    page_cell_number(page, (long long)department->owned);
    page_cell_number(page, (long long)department->count);
    add_blind(&text, department);
    minutes_put_cell(page, &text);
  }
  tell_unowned(minutes, page);
  tell_systems(minutes, page);
}
