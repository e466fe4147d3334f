#include "rules/rule.h"

#include "base/i18n.h"

#include <stdio.h>
#include <string.h>

/* Notes a fault of @pack on @line; the pack's file is its place. */
static void note(struct problems *problems, const struct pack *pack, long line, const char *remedy,
                 const char *format, ...) __attribute__((format(printf, 5, 6)));
static void note(struct problems *problems, const struct pack *pack, long line, const char *remedy,
                 const char *format, ...)
{
  struct error fault = {0};
  char text[sizeof fault.text];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  error_set(&fault, STATUS_INPUT, "%s", text);
  if (remedy[0] != '\0')
    error_remedy(&fault, "%s", remedy);
  error_place(&fault, pack->file, line, 1);
  problems_add(problems, &fault);
}

/* Where the earlier one of two stands: the file's name is said only where it is
 * another file. */
static void note_taken(struct problems *problems, const struct pack *pack, long line,
                       const char *what, const char *id, const struct pack *other, long first)
{
  if (other == pack)
    note(problems, pack, line, _("Give one of them another id."),
         _("%s '%.60s': this id stands already on line %ld."), what, id, first);
  else
    note(problems, pack, line, _("Give one of them another id."),
         _("%s '%.60s': this id stands already in %.120s."), what, id,
         other->file != NULL ? other->file : other->id);
}

static void check_rules(const struct pack *pack, const struct pack *other,
                        struct problems *problems)
{
  for (size_t i = 0; i < pack->rule_count; i++)
    for (size_t j = 0; j < (other == pack ? i : other->rule_count); j++)
      if (strcmp(pack->rules[i]->id, other->rules[j]->id) == 0) {
        note_taken(problems, pack, pack->rules[i]->line, _("Rule"), pack->rules[i]->id, other,
                   other->rules[j]->line);
        break;
      }
}

static void check_facts(const struct pack *pack, const struct pack *other,
                        struct problems *problems)
{
  for (size_t i = 0; i < pack->fact_count; i++)
    for (size_t j = 0; j < (other == pack ? i : other->fact_count); j++)
      if (strcmp(pack->facts[i].id, other->facts[j].id) == 0) {
        note_taken(problems, pack, pack->facts[i].line, _("Fact"), pack->facts[i].id, other,
                   other->facts[j].line);
        break;
      }
}

/* The last day of @rate as far as @other shows it. */
static date_day end_of(const struct rate *rate, const struct rate *other)
{
  if (rate->until != DAY_NOT_SEEN)
    return rate->until;
  return other->from > rate->from ? other->from - 1 : rate->from;
}

static void check_rates(const struct pack *pack, const struct pack *other,
                        struct problems *problems)
{
  for (size_t i = 0; i < pack->rate_count; i++)
    for (size_t j = 0; j < (other == pack ? i : other->rate_count); j++) {
      const struct rate *one = &pack->rates[i];
      const struct rate *two = &other->rates[j];
      if (strcmp(one->id, two->id) != 0 || one->from > end_of(two, one) ||
          two->from > end_of(one, two))
        continue;
      if (other == pack)
        note(problems, pack, one->line, _("Let one end the day before the other begins."),
             _("Rate '%.60s': it is in force on days on which the one on line %ld is too."),
             one->id, two->line);
      else
        note(problems, pack, one->line, _("Let one end the day before the other begins."),
             _("Rate '%.60s': it is in force on days on which one in %.120s is too."), one->id,
             other->file != NULL ? other->file : other->id);
    }
}

void library_check(const struct library *library, const struct pack *pack,
                   struct problems *problems)
{
  for (size_t i = 0; i < library_count(library); i++) {
    const struct pack *other = library_at(library, i);
    if (strcmp(pack->id, other->id) == 0)
      note_taken(problems, pack, 1, _("Pack"), pack->id, other, 1);
    check_rules(pack, other, problems);
    check_facts(pack, other, problems);
    check_rates(pack, other, problems);
  }
  check_rules(pack, pack, problems);
  check_facts(pack, pack, problems);
  check_rates(pack, pack, problems);
}

static bool has_rate(const struct library *library, const char *id)
{
  for (size_t i = 0; i < library_count(library); i++) {
    const struct pack *pack = library_at(library, i);
    for (size_t j = 0; j < pack->rate_count; j++)
      if (strcmp(pack->rates[j].id, id) == 0)
        return true;
  }
  return false;
}

static void check_rate_names(const struct library *library, const struct rule *rule,
                             const struct rule_terms *terms, struct problems *problems)
{
  for (size_t i = 0; i < terms->count; i++)
    if (terms->items[i].rate != NULL && !has_rate(library, terms->items[i].rate))
      note(problems, rule->pack, rule->line, _("Add it under 'rates', or mend its name."),
           _("Rule '%.60s': no pack has the rate '%.60s'."), rule->id, terms->items[i].rate);
}

static void check_fact_names(const struct library *library, const struct pack *pack, long line,
                             const char *what, const char *id, char **facts,
                             struct problems *problems)
{
  for (size_t i = 0; facts != NULL && facts[i] != NULL; i++) {
    if (library_fact(library, facts[i]) != NULL)
      continue;
    const char *near = library_near_fact(library, facts[i]);
    char remedy[128];
    if (near != NULL)
      snprintf(remedy, sizeof remedy, _("Did you mean '%s'?"), near);
    else
      snprintf(remedy, sizeof remedy, "%s", _("Add it under 'facts', or mend its name."));
    note(problems, pack, line, remedy, _("%s '%.60s': no pack has the fact '%.60s'."), what, id,
         facts[i]);
  }
}

void library_check_names(const struct library *library, struct problems *problems)
{
  for (size_t i = 0; i < library_count(library); i++) {
    const struct pack *pack = library_at(library, i);
    for (size_t j = 0; j < pack->rule_count; j++) {
      const struct rule *rule = pack->rules[j];
      check_rate_names(library, rule, &rule->when, problems);
      check_rate_names(library, rule, &rule->must, problems);
      check_fact_names(library, pack, rule->line, _("Rule"), rule->id, rule->facts, problems);
    }
    for (size_t j = 0; j < pack->rate_count; j++)
      check_fact_names(library, pack, pack->rates[j].line, _("Rate"), pack->rates[j].id,
                       pack->rates[j].facts, problems);
  }
}
