#include "rules/rule.h"

#include "base/i18n.h"

#include <inttypes.h>
#include <string.h>

/* Names that stand for more than a field. */
static const char *const extra[] = {"rate", "missing", "found"};

static void add_number(struct str *out, int64_t hundredths)
{
  uint64_t size = hundredths < 0 ? -(uint64_t)hundredths : (uint64_t)hundredths;
  str_addf(out, "%s%" PRIu64, hundredths < 0 ? "-" : "", size / 100);
  /* L10N: the sign before decimals. */
  if (size % 100 != 0)
    str_addf(out, "%s%02" PRIu64, i18n_text(NC_("decimal sign", ".")), size % 100);
}

/* Adds the tokens of @bits, after those that @out has from @start on. */
static void add_tokens(struct str *out, size_t start, enum rule_field_index field, uint64_t bits)
{
  size_t length;
  for (size_t i = 0; rule_token_at(field, i, &length) != NULL; i++)
    if ((bits >> i & 1) != 0)
      str_addf(out, "%s%s", out->length > start ? ", " : "", rule_token_label(field, i));
}

static void add_nothing(struct str *out, size_t start)
{
  if (out->length == start)
    str_add(out, i18n_text(NC_("rule", "nothing")));
}

void fact_add(struct str *out, enum rule_field_index field, const struct fact *fact)
{
  if (!fact->known)
    str_add(out, i18n_text(NC_("rule", "unknown")));
  else if (rule_fields[field].kind == RULE_FIELD_NUMBER)
    add_number(out, fact->number);
  else {
    size_t start = out->length;
    add_tokens(out, start, field, fact->bits);
    add_nothing(out, start);
  }
}

static bool is_name(const char *span, size_t length, const char *name)
{
  return strlen(name) == length && memcmp(span, name, length) == 0;
}

static void add_rate(struct str *out, const struct rate *rate)
{
  if (rate == NULL) {
    str_add(out, i18n_text(NC_("rule", "unknown")));
    return;
  }
  add_number(out, rate->value);
  str_addf(out, " %s", rate->unit);
}

/* The tokens that @term asks for and @have lacks, or that it forbids and @have has. */
static uint64_t difference(const struct rule_term *term, uint64_t have, bool missing)
{
  switch (term->op) {
  case RULE_HAS:
  case RULE_IS:
    return missing ? term->bits & ~have : 0;
  case RULE_IN:
    return missing && (term->bits & have) == 0 ? term->bits : 0;
  default:
    return missing ? 0 : term->bits & have;
  }
}

static void add_differences(struct str *out, const struct facts *facts,
                            const struct judgement *judgement, bool missing)
{
  size_t start = out->length;
  const struct rule_terms *must = judgement != NULL ? &judgement->rule->must : NULL;
  for (size_t i = 0; must != NULL && i < must->count; i++) {
    const struct rule_term *term = &must->items[i];
    const struct fact *fact = &facts->of[term->field];
    if (fact->known && rule_fields[term->field].kind == RULE_FIELD_SET)
      add_tokens(out, start, term->field, difference(term, fact->bits, missing));
  }
  add_nothing(out, start);
}

/* "3 (firm)": a step of the ladder of tone has a name. */
static bool add_tone(struct str *out, int field, const struct fact *fact)
{
  static const char *const names[] = {NC_("rule", "service"), NC_("rule", "friendly"),
                                      NC_("rule", "clear"),   NC_("rule", "firm"),
                                      NC_("rule", "formal"),  NC_("rule", "threat")};
  bool tone = field == RULE_FIELD_tone || field == RULE_FIELD_tone_expected ||
              field == RULE_FIELD_tone_least || field == RULE_FIELD_tone_most;
  int64_t hundredths = fact->number;
  if (!tone || !fact->known || hundredths % 100 != 0 || hundredths < 0 || hundredths > 500)
    return false;
  str_addf(out, "%d (%s)", (int)(hundredths / 100), i18n_text(names[hundredths / 100]));
  return true;
}

static void add_name(struct str *out, const char *name, size_t length, const struct facts *facts,
                     const struct judgement *judgement)
{
  int field = rule_field_find(name, length);
  if (field >= 0 && add_tone(out, field, &facts->of[field]))
    return;
  if (field >= 0)
    fact_add(out, (enum rule_field_index)field, &facts->of[field]);
  else if (is_name(name, length, "rate"))
    add_rate(out, judgement != NULL ? judgement->rate : NULL);
  else if (is_name(name, length, "missing"))
    add_differences(out, facts, judgement, true);
  else if (is_name(name, length, "found"))
    add_differences(out, facts, judgement, false);
  else
    str_addf(out, "{%.*s}", (int)length, name);
}

/* The next {name}: NULL where there is none. */
static const char *next_name(const char *words, size_t *length)
{
  const char *open = strchr(words, '{');
  const char *close = open != NULL ? strchr(open, '}') : NULL;
  if (close == NULL)
    return NULL;
  *length = (size_t)(close - open - 1);
  return open + 1;
}

void rule_fill(struct str *out, const char *words, const struct facts *facts,
               const struct judgement *judgement)
{
  size_t length;
  const char *name;
  while ((name = next_name(words, &length)) != NULL) {
    str_add_span(out, words, (size_t)(name - 1 - words));
    add_name(out, name, length, facts, judgement);
    words = name + length + 1;
  }
  str_add(out, words);
}

void rule_words_in_general(struct str *out, const char *words)
{
  size_t length;
  const char *name;
  while ((name = next_name(words, &length)) != NULL) {
    str_add_span(out, words, (size_t)(name - 1 - words));
    str_add(out, "…");
    words = name + length + 1;
  }
  str_add(out, words);
}

const char *rule_words_unknown(const char *words, size_t *length)
{
  const char *name;
  while ((name = next_name(words, length)) != NULL) {
    bool known = rule_field_find(name, *length) >= 0;
    for (size_t i = 0; i < sizeof extra / sizeof extra[0]; i++)
      known = known || is_name(name, *length, extra[i]);
    if (!known)
      return name;
    words = name + *length + 1;
  }
  return NULL;
}
