#include "app/explain.h"

#include "base/i18n.h"
#include "model/enumeration.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const char *scope_label(enum rule_scope scope)
{
  static const char *const labels[] = {N_("the journey, once"), N_("each touchpoint of the map"),
                                       N_("each step that sends"), N_("each text of each step")};
  return _(labels[scope]);
}

static const char *scope_token(enum rule_scope scope)
{
  static const char *const tokens[] = {"journey", "touchpoint", "step", "text"};
  return tokens[scope];
}

/* One value with a token for programs and words for people. */
static void put(struct output *output, const char *key, const char *label, const char *token,
                const char *spoken)
{
  output->ops->text(output, key, label, token, spoken);
}

static void put_day(struct output *output, const char *key, const char *label, date_day day)
{
  char buffer[DATE_SIZE];
  if (day == DAY_NOT_SEEN || day == DAY_OPEN)
    put(output, key, label, NULL, NULL);
  else
    put(output, key, label, date_format(day, buffer), NULL);
}

/* A field that the rule looks at, once, whatever the number of its conditions. */
static void put_field(struct output *output, int field, bool *seen)
{
  if (field < 0 || seen[field])
    return;
  seen[field] = true;
  const struct rule_field *known = &rule_fields[field];
  struct str line = {0};
  str_addf(&line, "%s", i18n_text(known->help));
  if (known->declared)
    str_addf(&line, " %s", _("The map does not tell it; state it as a declaration."));
  output_record(output, NULL, NULL);
  output_text(output, "field", _("Field"), known->name);
  output_text(output, "help", _("What it is"), str_text(&line));
  output->ops->truth(output, "declared", NULL, known->declared, NULL);
  output_close(output);
  str_clear(&line);
}

static void put_fields(struct output *output, const struct rule *rule)
{
  const struct rule_terms *both[] = {&rule->when, &rule->must};
  bool seen[RULE_FIELD_COUNT] = {false};
  output_list(output, "looks_at", _("What it looks at"));
  for (size_t i = 0; i < 2; i++)
    for (size_t j = 0; j < both[i]->count; j++) {
      put_field(output, (int)both[i]->items[j].field, seen);
      put_field(output, both[i]->items[j].other, seen);
    }
  output_close(output);
}

static void put_fact_values(struct output *output, const struct source_fact *fact)
{
  output_text(output, "id", _("Fact"), fact->id);
  output_text(output, "text", _("What is so"), words_now(&fact->text));
  output_text(output, "value", _("Value"), fact->value);
  output_text(output, "applies", _("Applies to"), fact->applies);
  output_text(output, "in_force", _("In force"), fact->in_force);
  output_text(output, "source", _("Source"), fact->source);
  put(output, "confidence", _("Confidence"), confidence_token(fact->confidence), NULL);
}

static bool is_among(char **ids, const char *id)
{
  for (size_t i = 0; ids != NULL && ids[i] != NULL; i++)
    if (strcmp(ids[i], id) == 0)
      return true;
  return false;
}

static void put_facts(struct output *output, const struct library *library, char **facts)
{
  if (facts == NULL)
    return;
  output_list(output, "facts", _("Facts it rests on"));
  for (size_t i = 0; facts[i] != NULL; i++) {
    const struct source_fact *fact = library_fact(library, facts[i]);
    if (fact == NULL)
      continue;
    output_record(output, NULL, NULL);
    put_fact_values(output, fact);
    output_close(output);
  }
  output_close(output);
}

static void add_amount(struct str *out, const struct rate *rate)
{
  const struct judgement judgement = {.rate = rate};
  rule_fill(out, "{rate}", NULL, &judgement);
}

static void put_rate(struct output *output, const struct rate *rate, bool now)
{
  struct str amount = {0};
  char number[40];
  add_amount(&amount, rate);
  snprintf(number, sizeof number, "%" PRId64 ".%02" PRId64, rate->value / 100, rate->value % 100);
  output_record(output, NULL, NULL);
  output_text(output, "id", _("Rate"), rate->id);
  put(output, "value", _("Amount"), number, str_text(&amount));
  put(output, "unit", NULL, rate->unit, NULL);
  if (rate->from == DAY_NOT_SEEN)
    put(output, "from", _("From"), "unknown", _("its start was not seen"));
  else
    put_day(output, "from", _("From"), rate->from);
  if (rate->until == DAY_NOT_SEEN)
    put(output, "until", _("Until"), "unknown", _("its end was not seen"));
  else
    put_day(output, "until", _("Until"), rate->until);
  output->ops->truth(output, "in_force", _("In force on that day"), now, NULL);
  output_text(output, "source", _("Source"), rate->source);
  put(output, "confidence", _("Confidence"), confidence_token(rate->confidence), NULL);
  output_text(output, "note", _("Note"), rate->note);
  output_close(output);
  str_clear(&amount);
}

/* Every rate of that id, since which one counts depends on the step's own day. */
static void put_rates_of(struct output *output, const struct library *library, const char *id,
                         date_day on)
{
  const struct rate *now = library_rate(library, id, on);
  for (size_t i = 0; i < library_count(library); i++) {
    const struct pack *pack = library_at(library, i);
    for (size_t j = 0; j < pack->rate_count; j++)
      if (strcmp(pack->rates[j].id, id) == 0)
        put_rate(output, &pack->rates[j], &pack->rates[j] == now);
  }
}

static bool names_rate(const struct rule *rule)
{
  for (size_t i = 0; i < rule->must.count; i++)
    if (rule->must.items[i].rate != NULL)
      return true;
  return false;
}

static void put_rates(struct output *output, const struct library *library, const struct rule *rule,
                      date_day on)
{
  if (!names_rate(rule))
    return;
  output_list(output, "rates", _("Rates it is held against"));
  for (size_t i = 0; i < rule->must.count; i++)
    if (rule->must.items[i].rate != NULL)
      put_rates_of(output, library, rule->must.items[i].rate, on);
  output_close(output);
}

/* "S1: The law says" */
static void put_confidence(struct output *output, const struct rule *rule)
{
  struct str spoken = {0};
  str_addf(&spoken, "%s: %s", confidence_token(rule->confidence), rule_says(rule));
  put(output, "confidence", _("Confidence"), confidence_token(rule->confidence), str_text(&spoken));
  if (rule->confidence == CONFIDENCE_S1)
    put(output, "basis", NULL, basis_token(rule->basis), NULL);
  str_clear(&spoken);
}

static void put_pack(struct output *output, const struct pack *pack)
{
  output_text(output, "pack", NULL, pack->id);
  put(output, "pack_title", _("Pack"), words_now(&pack->title), NULL);
  output_text(output, "pack_version", _("Version"), pack->version);
  output_text(output, "market", _("Market"), pack->market);
  output_text(output, "sector", _("Trade"), pack->sector);
}

static void put_state(struct output *output, const struct rule *rule, date_day on)
{
  bool expired = rule->expires_on != DAY_OPEN && on > rule->expires_on;
  put_day(output, "reviewed_on", _("Source last read"), rule->reviewed_on);
  put_day(output, "expires_on", _("To be read again after"), rule->expires_on);
  output->ops->truth(output, "expired", NULL, expired, NULL);
  output->ops->truth(output, "pending", NULL, rule->pending, NULL);
  if (expired)
    output_text(output, NULL, "", _("That day has passed: the law may have changed since."));
  if (rule->pending)
    output_text(output, NULL, "", _("This law is not in force yet: the rule is never broken."));
}

static void put_rule(struct output *output, const struct library *library, const struct rule *rule,
                     date_day on)
{
  const struct enumeration *departments = &enumerations[ENUM_department];
  output_record(output, NULL, rule->id);
  output_text(output, "id", NULL, rule->id);
  put(output, "severity", _("Severity"), severity_token(rule->severity),
      severity_label(rule->severity));
  put_confidence(output, rule);
  put(output, "scope", _("Looks at"), scope_token(rule->scope), scope_label(rule->scope));
  output_text(output, "when", _("When"), rule->when_text);
  output_text(output, "must", _("Must"), rule->must_text);
  output_text(output, "message", _("Says"), words_now(&rule->message));
  output_text(output, "remedy", _("Remedy"), words_now(&rule->remedy));
  output_text(output, "source", _("Source"), rule->source);
  if (rule->owner >= 0)
    put(output, "owner", _("Mended by"), enumeration_token(departments, rule->owner),
        enumeration_label(departments, rule->owner));
  put_pack(output, rule->pack);
  put_state(output, rule, on);
  put_fields(output, rule);
  put_facts(output, library, rule->facts);
  put_rates(output, library, rule, on);
  output_close(output);
}

/* ---- A fact by itself ---- */

static void put_rules_on(struct output *output, const struct library *library, const char *fact)
{
  output_list(output, "rules", _("Rules that rest on it"));
  for (size_t i = 0; i < library_count(library); i++) {
    const struct pack *pack = library_at(library, i);
    for (size_t j = 0; j < pack->rule_count; j++) {
      const struct rule *rule = pack->rules[j];
      if (!is_among(rule->facts, fact))
        continue;
      output_record(output, NULL, NULL);
      output_text(output, "id", _("Rule"), rule->id);
      put(output, "severity", _("Severity"), severity_token(rule->severity),
          severity_label(rule->severity));
      output_text(output, "must", _("Must"), rule->must_text);
      output_close(output);
    }
  }
  output_close(output);
}

static void put_rates_on(struct output *output, const struct library *library, const char *fact,
                         date_day on)
{
  output_list(output, "rates", _("Rates that rest on it"));
  for (size_t i = 0; i < library_count(library); i++) {
    const struct pack *pack = library_at(library, i);
    for (size_t j = 0; j < pack->rate_count; j++)
      if (is_among(pack->rates[j].facts, fact))
        put_rate(output, &pack->rates[j],
                 library_rate(library, pack->rates[j].id, on) == &pack->rates[j]);
  }
  output_close(output);
}

/* A fact that no rule rests on yet was gathered all the same, and has a source. */
static void put_fact_alone(struct output *output, const struct library *library,
                           const struct source_fact *fact, date_day on)
{
  output_record(output, NULL, fact->id);
  put_fact_values(output, fact);
  put_rules_on(output, library, fact->id);
  put_rates_on(output, library, fact->id, on);
  output_close(output);
}

enum status explain_id(const struct library *library, const char *id, date_day on,
                       struct output *output, struct error *err)
{
  const struct rule *rule = library_rule(library, id);
  const struct source_fact *fact = library_fact(library, id);
  if (rule != NULL) {
    put_rule(output, library, rule, on);
    return STATUS_OK;
  }
  if (fact != NULL) {
    put_fact_alone(output, library, fact, on);
    return STATUS_OK;
  }
  const char *near = library_near_rule(library, id);
  near = near != NULL ? near : library_near_fact(library, id);
  error_set(err, STATUS_INPUT, _("There is no rule and no fact '%.60s'."), id);
  if (near != NULL)
    error_remedy(err, _("Did you mean '%s'?"), near);
  else
    error_remedy(err, "%s", _("kundresa-rules(5) says how rules are named."));
  return STATUS_INPUT;
}
