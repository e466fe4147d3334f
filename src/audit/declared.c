/* What people state as facts, since nothing on the map tells it. */
#include "audit/work.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/near.h"
#include "base/str.h"

#include <stdlib.h>
#include <string.h>

/* What the map tells in part only: people may know better. */
static const enum rule_field_index told_in_part[] = {
    RULE_FIELD_kind,      RULE_FIELD_sender,   RULE_FIELD_envelope,
    RULE_FIELD_autopay,   RULE_FIELD_fallback, RULE_FIELD_deadline_bankdays,
    RULE_FIELD_promo_pos,
};

bool audit_may_state(enum rule_field_index field)
{
  for (size_t i = 0; i < sizeof told_in_part / sizeof told_in_part[0]; i++)
    if (told_in_part[i] == field)
      return true;
  return rule_fields[field].declared;
}

static const char *near_statement(const char *name)
{
  struct near near = near_start(name);
  for (int i = 0; i < RULE_FIELD_COUNT; i++)
    if (audit_may_state((enum rule_field_index)i))
      near_offer(&near, rule_fields[i].name);
  return near.best;
}

/* Reads the value as the grammar of rules has it: "field = value", or for sets "field
 * has one|two". */
static enum status read_value(enum rule_field_index field, const char *value, struct fact *fact,
                              struct error *err)
{
  bool set = rule_fields[field].kind == RULE_FIELD_SET;
  struct rule_terms terms = {0};
  struct str text = {0};
  str_addf(&text, "%s %s ", rule_fields[field].name, set ? "has" : "=");
  size_t start = text.length;
  str_add(&text, value);
  for (char *at = text.text + start; set && *at != '\0'; at++)
    *at = *at == ' ' || *at == ',' ? '|' : *at;
  enum status status = rule_terms_parse(str_text(&text), &terms, err);
  if (status == STATUS_OK &&
      (terms.count != 1 || terms.items[0].other >= 0 || terms.items[0].rate != NULL)) {
    status = error_set(err, STATUS_INPUT, _("Found '%.60s', expected one value."), value);
  } else if (status == STATUS_OK) {
    *fact =
        (struct fact){.known = true, .number = terms.items[0].number, .bits = terms.items[0].bits};
  } else if (rule_fields[field].tokens != NULL) {
    error_remedy(err, _("Write one of: %s."), rule_fields[field].tokens);
  }
  rule_terms_clear(&terms);
  str_clear(&text);
  return status;
}

enum status audit_read_statement(const char *field, const char *value, enum rule_field_index *index,
                                 struct fact *fact, struct error *err)
{
  int found = rule_field_find(field, strlen(field));
  if (found < 0 || !audit_may_state((enum rule_field_index)found)) {
    const char *near = near_statement(field);
    if (found >= 0)
      error_set(err, STATUS_INPUT, _("'%s' is seen on the map and cannot be stated."), field);
    else
      error_set(err, STATUS_INPUT, _("Found '%.60s', expected the name of a fact."), field);
    if (found < 0 && near != NULL)
      error_remedy(err, _("Did you mean '%s'?"), near);
    else
      error_remedy(err, "%s", _("kundresa-rules(5) lists what can be stated."));
    return STATUS_INPUT;
  }
  *index = (enum rule_field_index)found;
  return read_value(*index, value, fact, err);
}

static void refuse(struct work *work, const struct declaration *declaration, const char *text)
{
  struct audit *audit = work->audit;
  audit->unfit = mem_resize(audit->unfit, audit->unfit_count + 1, sizeof *audit->unfit);
  audit->unfit[audit->unfit_count++] = (struct unfit){declaration, mem_copy_text(text)};
}

static int compare(const void *a, const void *b)
{
  const struct declared *one = a, *other = b;
  if (one->spot != other->spot)
    return one->spot < other->spot ? -1 : 1;
  return one->order < other->order ? -1 : one->order > other->order;
}

void work_declare(struct work *work)
{
  size_t count = map_count(work->input->map, ENTITY_declaration);
  work->declared = mem_new(count + 1, sizeof *work->declared);
  for (size_t i = 0; i < count; i++) {
    const struct declaration *declaration = map_at(work->input->map, ENTITY_declaration, i);
    struct declared one = {.spot = NO_SPOT, .order = i};
    struct error err = {0};
    if (audit_read_statement(declaration->field, declaration->value, &one.field, &one.fact, &err) !=
        STATUS_OK) {
      refuse(work, declaration, err.text);
      continue;
    }
    if (declaration->touchpoint == NULL && one.field == RULE_FIELD_kind) {
      refuse(work, declaration, _("A kind is stated of one touchpoint."));
      continue;
    }
    if (declaration->touchpoint != NULL) {
      one.spot = audit_names_find(&work->ids, declaration->touchpoint);
      if (one.spot == NO_SPOT) {
        refuse(work, declaration, _("The touchpoint is not there any more."));
        continue;
      }
    }
    work->declared[work->declared_count++] = one;
  }
  qsort(work->declared, work->declared_count, sizeof *work->declared, compare);
}

/* The first statement about the spot; as many follow as have the same one. */
static size_t first_of(const struct work *work, size_t spot)
{
  size_t low = 0, high = work->declared_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (work->declared[middle].spot < spot)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

void declared_take(const struct work *work, size_t spot, struct facts *facts)
{
  for (size_t i = first_of(work, spot); i < work->declared_count && work->declared[i].spot == spot;
       i++)
    facts->of[work->declared[i].field] = work->declared[i].fact;
}

void declared_take_text(const struct work *work, size_t spot, struct facts *facts)
{
  const size_t spots[] = {NO_SPOT, spot};
  for (size_t s = 0; s < 2; s++)
    for (size_t i = first_of(work, spots[s]);
         i < work->declared_count && work->declared[i].spot == spots[s]; i++)
      if (rule_fields[work->declared[i].field].scope == RULE_SCOPE_TEXT)
        facts->of[work->declared[i].field] = work->declared[i].fact;
}

int declared_kind(const struct work *work, size_t spot)
{
  for (size_t i = first_of(work, spot); i < work->declared_count && work->declared[i].spot == spot;
       i++)
    if (work->declared[i].field == RULE_FIELD_kind)
      for (int kind = 0; kind < KIND_COUNT; kind++)
        if (work->declared[i].fact.bits == KIND_BIT(kind))
          return kind;
  return -1;
}
