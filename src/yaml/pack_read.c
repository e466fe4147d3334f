#include "yaml/pack_read.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "model/entity.h"
#include "rules/voice.h"
#include "yaml/keyed_read.h"

#include <stdio.h>

/* What an entry is before anything is read. */
static void start_item(const struct pack_key *keys, void *item, long line)
{
  if (keys == pack_rule_keys) {
    struct rule *rule = item;
    rule->owner = UNSET;
    rule->confidence = CONFIDENCE_POLICY;
    rule->reviewed_on = DAY_NOT_SEEN;
    rule->expires_on = DAY_OPEN;
    rule->line = line;
  } else if (keys == pack_rate_keys) {
    struct rate *rate = item;
    rate->limits = -1;
    rate->from = DAY_NOT_SEEN;
    rate->until = DAY_OPEN;
    rate->line = line;
  } else if (keys == pack_fact_keys) {
    ((struct source_fact *)item)->line = line;
  }
}

/* A field that is only known of each text cannot be asked of the whole step. */
static void check_scope(const struct keyed *keyed, const char *key, const struct rule *rule,
                        const struct rule_terms *terms)
{
  static const char *const scopes[] = {"journey", "touchpoint", "step", "text"};
  for (size_t i = 0; i < terms->count; i++) {
    int fields[] = {(int)terms->items[i].field, terms->items[i].other};
    for (size_t j = 0; j < 2; j++) {
      if (fields[j] < 0 || rule_fields[fields[j]].scope <= rule->scope)
        continue;
      char text[200];
      char remedy[100];
      snprintf(text, sizeof text, _("'%s' is not known of a whole %s."),
               rule_fields[fields[j]].name, scopes[rule->scope]);
      snprintf(remedy, sizeof remedy, _("Write scope: %s."), scopes[rule_fields[fields[j]].scope]);
      keyed_note_at(keyed, key, remedy, text);
    }
  }
}

static void check_rule(const struct keyed *keyed, const struct rule *rule)
{
  if (keyed_has(keyed, "confidence") && keyed_has(keyed, "severity") &&
      rule->confidence == CONFIDENCE_G && rule->severity == SEVERITY_ERROR)
    keyed_note_at(keyed, "severity", _("Write warn, or read the source and write S1."),
                  _("a rule whose source nobody has seen (G) may at most warn."));
  if (keyed_has(keyed, "scope")) {
    if (keyed_has(keyed, "when"))
      check_scope(keyed, "when", rule, &rule->when);
    if (keyed_has(keyed, "must"))
      check_scope(keyed, "must", rule, &rule->must);
  }
}

static void check_rate(const struct keyed *keyed, const struct rate *rate)
{
  if (keyed_has(keyed, "from") && keyed_has(keyed, "until") && rate->until != DAY_NOT_SEEN &&
      rate->until < rate->from)
    keyed_note_at(keyed, "until", "", _("it ends before it begins."));
  if (rate->limits < 0 && keyed_has(keyed, "kinds"))
    keyed_note_at(keyed, "kinds", _("Add it, or leave 'kinds' out."),
                  _("'kinds' says nothing without 'limits'."));
}

/* Where law is told it must be told when it was read. */
static void check_pack(const struct keyed *keyed, const struct pack *pack)
{
  bool law = pack->rate_count > 0;
  for (size_t i = 0; i < pack->rule_count; i++)
    law = law || pack->rules[i]->confidence != CONFIDENCE_POLICY;
  static const char *const days[] = {"reviewed_on", "expires_on"};
  for (size_t i = 0; i < 2 && law; i++)
    if (!keyed_has(keyed, days[i])) {
      char text[160];
      snprintf(text, sizeof text,
               _("the key '%s' is missing; a pack that is more than policy "
                 "needs it."),
               days[i]);
      keyed_note_at(keyed, days[i], "", text);
    }
  if (keyed_has(keyed, "reviewed_on") && keyed_has(keyed, "expires_on") &&
      pack->expires_on < pack->reviewed_on)
    keyed_note_at(keyed, "expires_on", "", _("it lies before 'reviewed_on'."));
}

static void check(const struct keyed *keyed)
{
  if (keyed->keys == pack_rule_keys)
    check_rule(keyed, keyed->base);
  else if (keyed->keys == pack_rate_keys)
    check_rate(keyed, keyed->base);
  else if (keyed->keys == pack_keys)
    check_pack(keyed, keyed->base);
}

/* Ties the parts to their pack, and gives rules the pack's days. */
static void finish(struct pack *pack)
{
  for (size_t i = 0; i < pack->rule_count; i++) {
    struct rule *rule = pack->rules[i];
    rule->pack = pack;
    if (rule->reviewed_on == DAY_NOT_SEEN)
      rule->reviewed_on = pack->reviewed_on;
    if (rule->expires_on == DAY_OPEN)
      rule->expires_on = pack->expires_on;
  }
  for (size_t i = 0; i < pack->rate_count; i++)
    pack->rates[i].pack = pack;
}

static const struct keyed_format rules_format = {
    .keys = pack_keys,
    .version = PACK_VERSION,
    .one = N_("Pack"),
    .empty = N_("Found an empty file, expected a pack of rules."),
    .expected = N_("Found %s, expected a pack of rules."),
    .begin = N_("Begin the file with 'kundresa_rules: 1'."),
    .keyless = N_("Found no '%s: %s' first; is this a pack of rules?"),
    .unknown = N_("Delete it; kundresa-rules(5) lists the known keys."),
    .start = start_item,
    .check = check,
};

enum status pack_read(FILE *in, const char *name, bool own, struct pack **pack,
                      struct problems *problems, struct error *err)
{
  const struct event_limits limits = {
      .bytes = PACK_BYTES_MOST, .scalar = PACK_SCALAR_MOST, .depth = PACK_DEPTH_MOST};
  size_t before = problems->count + problems->dropped;
  struct event_reader events;
  struct pack *read = mem_new(1, sizeof *read);
  read->own = own;
  read->file = mem_copy_text(name);
  read->reviewed_on = DAY_NOT_SEEN;
  read->expires_on = DAY_OPEN;
  event_start(&events, in, name, limits, problems, err);
  keyed_read(&rules_format, &events, read);
  enum status status = events.status;
  finish(read);
  if (status == STATUS_OK && problems->count + problems->dropped == before)
    library_check(NULL, read, problems);
  if (status == STATUS_OK && problems->count + problems->dropped > before)
    status = STATUS_INPUT;
  event_finish(&events);
  problems_sort(problems);
  if (status != STATUS_OK)
    pack_free(&read);
  *pack = read;
  return status;
}
