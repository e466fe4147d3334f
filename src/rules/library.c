#include "rules/rule.h"

#include "base/mem.h"
#include "base/near.h"

#include <stdlib.h>
#include <string.h>

struct library {
  struct pack **packs;
  size_t count;
  size_t lent; /* of these, the first: they are another library's */
};

struct library *library_new(void)
{
  return mem_new(1, sizeof(struct library));
}

struct library *library_over(const struct library *base)
{
  struct library *library = library_new();
  library->count = library->lent = base->count;
  library->packs = mem_new(base->count + 1, sizeof *library->packs);
  for (size_t i = 0; i < base->count; i++)
    library->packs[i] = base->packs[i];
  return library;
}

void library_free(struct library **library)
{
  if (*library == NULL)
    return;
  for (size_t i = (*library)->lent; i < (*library)->count; i++)
    pack_free(&(*library)->packs[i]);
  free((*library)->packs);
  free(*library);
  *library = NULL;
}

enum status library_add(struct library *library, struct pack **pack, struct error *err)
{
  struct problems problems = {0};
  library_check(library, *pack, &problems);
  if (problems.count > 0) {
    if (err != NULL && err->status == STATUS_OK)
      *err = problems.items[0];
    problems_clear(&problems);
    return STATUS_INPUT;
  }
  problems_clear(&problems);
  library->packs = mem_resize(library->packs, library->count + 1, sizeof *library->packs);
  library->packs[library->count++] = *pack;
  *pack = NULL;
  return STATUS_OK;
}

size_t library_count(const struct library *library)
{
  return library != NULL ? library->count : 0;
}

const struct pack *library_at(const struct library *library, size_t index)
{
  return library->packs[index];
}

const struct rule *library_rule(const struct library *library, const char *id)
{
  for (size_t i = 0; i < library_count(library); i++)
    for (size_t j = 0; j < library->packs[i]->rule_count; j++)
      if (strcmp(library->packs[i]->rules[j]->id, id) == 0)
        return library->packs[i]->rules[j];
  return NULL;
}

const char *library_near_rule(const struct library *library, const char *id)
{
  struct near near = near_start(id);
  for (size_t i = 0; i < library_count(library); i++)
    for (size_t j = 0; j < library->packs[i]->rule_count; j++)
      near_offer(&near, library->packs[i]->rules[j]->id);
  return near.best;
}

const struct source_fact *library_fact(const struct library *library, const char *id)
{
  for (size_t i = 0; i < library_count(library); i++)
    for (size_t j = 0; j < library->packs[i]->fact_count; j++)
      if (strcmp(library->packs[i]->facts[j].id, id) == 0)
        return &library->packs[i]->facts[j];
  return NULL;
}

const char *library_near_fact(const struct library *library, const char *id)
{
  struct near near = near_start(id);
  for (size_t i = 0; i < library_count(library); i++)
    for (size_t j = 0; j < library->packs[i]->fact_count; j++)
      near_offer(&near, library->packs[i]->facts[j].id);
  return near.best;
}

static bool is_in(const char *list[], size_t count, const char *word)
{
  for (size_t i = 0; i < count; i++)
    if (strcmp(list[i], word) == 0)
      return true;
  return false;
}

/* Norway is no member of the EU; what it took over through the EEA stands in
 * its own pack. */
static bool is_in_union(const char *market)
{
  static const char *members[] = {"SE", "DK", "FI", "DE"};
  return is_in(members, sizeof members / sizeof members[0], market);
}

bool pack_applies(const struct pack *pack, const char *market, const char *sector)
{
  if (pack->sector != NULL && (sector == NULL || strcmp(pack->sector, sector) != 0))
    return false;
  if (pack->market == NULL)
    return true;
  if (market == NULL)
    return false;
  return strcmp(pack->market, market) == 0 ||
         (strcmp(pack->market, "EU") == 0 && is_in_union(market));
}

/* Whether @day lies before the rate's end.  One whose end nobody saw is used only
 * where a later one bounds it. */
static bool is_before_end(const struct rate *rate, bool has_later, date_day day)
{
  return rate->until == DAY_NOT_SEEN ? has_later : day <= rate->until;
}

const struct rate *library_rate(const struct library *library, const char *id, date_day day)
{
  const struct rate *latest = NULL;
  bool has_later = false;
  for (size_t i = 0; i < library_count(library); i++)
    for (size_t j = 0; j < library->packs[i]->rate_count; j++) {
      const struct rate *rate = &library->packs[i]->rates[j];
      if (strcmp(rate->id, id) != 0)
        continue;
      if (rate->from > day)
        has_later = true;
      else if (latest == NULL || rate->from > latest->from)
        latest = rate;
    }
  return latest != NULL && is_before_end(latest, has_later, day) ? latest : NULL;
}

const struct rate *library_limit(const struct library *library, enum rule_field_index field,
                                 const char *market, const char *sector, uint64_t kind,
                                 uint64_t audience, date_day day)
{
  for (size_t i = 0; i < library_count(library); i++) {
    const struct pack *pack = library->packs[i];
    if (!pack_applies(pack, market, sector))
      continue;
    for (size_t j = 0; j < pack->rate_count; j++) {
      const struct rate *rate = &pack->rates[j];
      if (rate->limits == (int)field && (rate->kinds == 0 || (rate->kinds & kind) != 0) &&
          (rate->audience == 0 || (rate->audience & audience) != 0) &&
          library_rate(library, rate->id, day) == rate)
        return rate;
    }
  }
  return NULL;
}
