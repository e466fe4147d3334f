#include "rules/rule.h"

#include "base/i18n.h"
#include "rules/voice.h"

#include <stdlib.h>

const char *severity_token(enum rule_severity severity)
{
  static const char *const tokens[] = {"info", "warn", "error"};
  return tokens[severity];
}

const char *severity_label(enum rule_severity severity)
{
  static const char *const labels[] = {NC_("severity", "Note"), NC_("severity", "Warning"),
                                       NC_("severity", "Error")};
  return i18n_text(labels[severity]);
}

const char *confidence_token(enum rule_confidence confidence)
{
  static const char *const tokens[] = {"S1", "S2", "G", "policy"};
  return tokens[confidence];
}

const char *confidence_says(enum rule_confidence confidence)
{
  static const char *const says[] = {N_("The law says"), N_("According to a secondary source"),
                                     N_("Not verified"), N_("kundresa's advice")};
  return _(says[confidence]);
}

const char *basis_token(enum rule_basis basis)
{
  static const char *const tokens[] = {"law", "authority", "court", "other"};
  return tokens[basis];
}

/* A pack for any market cannot say what the law is there, however well the
 * laws that it was drawn from are known. */
const char *rule_says(const struct rule *rule)
{
  enum rule_confidence confidence = rule->confidence;
  if (rule->pack->own && confidence == CONFIDENCE_POLICY)
    return _("Your own rule");
  if (rule->pack->own && confidence == CONFIDENCE_S1 && rule->basis == BASIS_LAW)
    return _("Your own pack says of the law");
  if (rule->pack->market == NULL && confidence == CONFIDENCE_S1)
    return _("kundresa's advice, drawn from sources that were read");
  if (rule->pack->market == NULL && confidence == CONFIDENCE_S2)
    return _("kundresa's advice, after a secondary source");
  static const char *const says[] = {N_("The law says"), N_("An authority says"),
                                     N_("A court has ruled"), N_("A source that was read says")};
  return confidence == CONFIDENCE_S1 ? _(says[rule->basis]) : confidence_says(confidence);
}

bool pack_is_expired(const struct pack *pack, date_day day)
{
  return day > pack->expires_on;
}

static void ids_free(char **ids)
{
  for (size_t i = 0; ids != NULL && ids[i] != NULL; i++)
    free(ids[i]);
  free(ids);
}

static void rule_free(struct rule *rule)
{
  free(rule->id);
  rule_terms_clear(&rule->when);
  rule_terms_clear(&rule->must);
  free(rule->when_text);
  free(rule->must_text);
  words_clear(&rule->message);
  words_clear(&rule->remedy);
  free(rule->source);
  ids_free(rule->facts);
  free(rule);
}

void pack_free(struct pack **pack)
{
  struct pack *old = *pack;
  if (old == NULL)
    return;
  for (size_t i = 0; i < old->rule_count; i++)
    rule_free(old->rules[i]);
  for (size_t i = 0; i < old->rate_count; i++) {
    struct rate *rate = &old->rates[i];
    free(rate->id);
    free(rate->unit);
    free(rate->source);
    free(rate->note);
    ids_free(rate->facts);
  }
  for (size_t i = 0; i < old->fact_count; i++) {
    struct source_fact *fact = &old->facts[i];
    free(fact->id);
    words_clear(&fact->text);
    free(fact->value);
    free(fact->applies);
    free(fact->in_force);
    free(fact->source);
  }
  free(old->rules);
  free(old->rates);
  free(old->facts);
  voice_free(&old->voice);
  free(old->id);
  words_clear(&old->title);
  free(old->market);
  free(old->sector);
  free(old->version);
  free(old->file);
  free(old);
  *pack = NULL;
}
