#include "app/compare.h"

#include "base/i18n.h"
#include "base/text.h"
#include "model/sentence.h"

#include <string.h>

/* Columns that a value takes at most in a sentence. */
#define VALUE_COLUMNS 70

/* ---- What things are called ---- */

/* The fields that people tell records of an entity apart by. */
static const char *const called_by[ENTITY_COUNT][2] = {
    [ENTITY_condition] = {"attribute"},
    [ENTITY_usage] = {"system"},
    [ENTITY_answer] = {"guide"},
    [ENTITY_message] = {"id"},
    [ENTITY_variant] = {"language", "segment"},
    [ENTITY_outcome] = {"kind"},
    [ENTITY_comment] = {"text"},
    [ENTITY_grade] = {"department", "person"},
    [ENTITY_vote] = {"person", "card"},
    [ENTITY_edge] = {"source", "target"},
    [ENTITY_question] = {"topic"},
    [ENTITY_volume] = {"first_day", "last_day"},
    [ENTITY_point] = {"day"},
    [ENTITY_card] = {"text"},
    [ENTITY_decision] = {"text"},
    [ENTITY_action] = {"text"},
    [ENTITY_declaration] = {"field"},
    [ENTITY_waiver] = {"rule"},
    [ENTITY_cap] = {"id"},
    [ENTITY_carrier] = {"id"},
};

static const struct field *naming_field(enum entity entity, size_t index)
{
  const char *name = called_by[entity][index];
  if (name == NULL && index == 0)
    name = "title";
  return name != NULL ? entity_field(entity, name) : NULL;
}

void compare_add_name(struct str *out, enum entity entity, const void *record)
{
  struct str name = {0};
  for (size_t i = 0; i < 2; i++) {
    const struct field *field = naming_field(entity, i);
    if (field == NULL || !record_is_set(record, field))
      continue;
    str_add(&name, name.length > 0 ? ", " : "");
    record_add_label(&name, record, field);
  }
  if (name.length == 0 && entity_id_field(entity) != NULL)
    record_add_value(&name, record, entity_id_field(entity));
  str_addf(out, "%s '", i18n_text(entities[entity].one));
  text_add_cut(out, str_text(&name), VALUE_COLUMNS, "…");
  str_add(out, "'");
  str_clear(&name);
}

void compare_add_address(struct str *out, enum entity entity, const void *record)
{
  const struct field *id = entity_id_field(entity), *parent = entity_parent_field(entity);
  if (id != NULL) {
    str_addf(out, "%s/%s", entities[entity].name, record_text(record, id));
    return;
  }
  if (parent != NULL)
    str_addf(out, "%s/%s/", entities[parent->of].name, record_text(record, parent));
  str_add(out, entities[entity].name);
}

/* ---- Values ---- */

/* The bytes that two texts share at their ends, whole words of them. */
static void find_shared(const char *a, const char *b, size_t *head, size_t *tail)
{
  size_t a_length = strlen(a), b_length = strlen(b);
  size_t start = 0, end = 0;
  while (a[start] != '\0' && a[start] == b[start])
    start++;
  while (start > 0 && a[start - 1] != ' ' && a[start - 1] != '\n')
    start--;
  while (end < a_length - start && end < b_length - start &&
         a[a_length - 1 - end] == b[b_length - 1 - end])
    end++;
  while (end > 0 && a[a_length - end] != ' ' && a[a_length - end] != '\n')
    end--;
  *head = start;
  *tail = end;
}

/* Adds what stands between, with marks for what was left out. */
static void add_part(struct str *out, const char *text, size_t head, size_t tail)
{
  struct str part = {0};
  str_add_span(&part, text + head, strlen(text) - head - tail);
  str_addf(out, "\"%s", head > 0 ? "… " : "");
  text_add_cut(out, str_text(&part), VALUE_COLUMNS, "…");
  str_addf(out, "%s\"", tail > 0 ? " …" : "");
  str_clear(&part);
}

static void add_value(struct str *out, const void *record, const struct field *field)
{
  struct str value = {0};
  if (record != NULL)
    record_add_label(&value, record, field);
  if (value.length == 0)
    str_add(out, _("(nothing)"));
  else if (field->kind == FIELD_TEXT || field->kind == FIELD_PROSE)
    add_part(out, str_text(&value), 0, 0);
  else
    text_add_cut(out, str_text(&value), VALUE_COLUMNS, "…");
  str_clear(&value);
}

/* Adds one value of two to each; of long texts only what differs. */
static void add_values(struct str *old, struct str *new, const void *before, const void *after,
                       const struct field *field)
{
  const char *one = field->kind == FIELD_PROSE ? record_text(before, field) : NULL;
  const char *other = field->kind == FIELD_PROSE ? record_text(after, field) : NULL;
  if (one != NULL && other != NULL) {
    size_t head, tail;
    find_shared(one, other, &head, &tail);
    add_part(old, one, head, tail);
    add_part(new, other, head, tail);
    return;
  }
  add_value(old, before, field);
  add_value(new, after, field);
}

/* ---- Differences ---- */

/* Numbers of days say little without the event that they count from. */
static void add_when(struct str *out, const struct difference *difference)
{
  const char *group = difference->field->group;
  struct str when = {0};
  if (difference->entity == ENTITY_touchpoint && group != NULL && strcmp(group, "trigger") == 0)
    sentence_add_when(&when, difference->after);
  if (when.length > 0)
    str_addf(out, " (%s)", when.text);
  str_clear(&when);
}

void compare_add_difference(struct str *out, const struct difference *difference)
{
  const void *record = difference->after != NULL ? difference->after : difference->before;
  struct str neighbour = {0}, old = {0}, new = {0};
  if (record != difference->top) {
    compare_add_name(out, difference->entity, record);
    str_add(out, ": ");
  }
  switch (difference->kind) {
  case CHANGE_ADDED:
    str_add(out, _("added"));
    break;
  case CHANGE_REMOVED:
    str_add(out, _("removed"));
    break;
  case CHANGE_FIELD:
    add_values(&old, &new, difference->before, difference->after, difference->field);
    str_addf(out, "%s: %s → %s", i18n_text(difference->field->label), old.text, new.text);
    add_when(out, difference);
    break;
  case CHANGE_MOVED:
    if (difference->follows == NULL) {
      str_add(out, _("moved to the front"));
      break;
    }
    compare_add_name(&neighbour, difference->entity, difference->follows);
    /* L10N: %s is such as "Touchpoint 'Gentle reminder'". */
    str_addf(out, _("moved, now after %s"), neighbour.text);
    break;
  }
  str_clear(&neighbour);
  str_clear(&old);
  str_clear(&new);
}

bool compare_is_of_same(const struct difference *a, const struct difference *b)
{
  const struct field *id = entity_id_field(a->top_entity);
  if (a->top == b->top || (a->top_entity == ENTITY_journey && b->top_entity == ENTITY_journey))
    return true;
  return a->top_entity == b->top_entity && id != NULL &&
         strcmp(record_text(a->top, id), record_text(b->top, id)) == 0;
}

void compare_add_all(struct str *out, const struct diff *diff)
{
  for (size_t i = 0; i < diff->count; i++) {
    const struct difference *difference = &diff->items[i];
    if (i == 0 || !compare_is_of_same(&diff->items[i - 1], difference)) {
      str_add(out, i == 0 ? "" : "\n");
      compare_add_name(out, difference->top_entity, difference->top);
      str_add(out, "\n");
    }
    str_add(out, "  ");
    compare_add_difference(out, difference);
    str_add(out, "\n");
  }
}

/* ---- Conflicts ---- */

static void add_both(struct str *out, const struct conflict *conflict)
{
  struct str ours = {0}, theirs = {0};
  add_values(&ours, &theirs, conflict->ours, conflict->theirs, conflict->field);
  /* L10N: a field, then its value on either side. */
  str_addf(out, _("%s: ours %s, theirs %s."), i18n_text(conflict->field->label), ours.text,
           theirs.text);
  str_clear(&ours);
  str_clear(&theirs);
}

void compare_add_conflict(struct str *out, const struct conflict *conflict, const struct map *map)
{
  const void *record = conflict->ours != NULL     ? conflict->ours
                       : conflict->theirs != NULL ? conflict->theirs
                                                  : conflict->base;
  struct str user = {0};
  enum entity top;
  const void *owner = diff_top(map, conflict->entity, record, &top);
  if (owner != record) {
    compare_add_name(out, top, owner);
    str_add(out, ": ");
  }
  compare_add_name(out, conflict->entity, record);
  str_add(out, ": ");
  switch (conflict->kind) {
  case CONFLICT_FIELD:
    add_both(out, conflict);
    break;
  case CONFLICT_DELETED:
    str_add(out, conflict->ours == NULL ? _("we deleted it, they changed it.")
                                        : _("we changed it, they deleted it."));
    break;
  case CONFLICT_NEEDED:
    compare_add_name(&user, conflict->user_entity, conflict->user);
    /* L10N: a record, then the field that refers to what was deleted. */
    str_addf(out, _("one side deleted it, while %s (%s) needs it on the other."), user.text,
             i18n_text(conflict->field->label));
    break;
  case CONFLICT_ORDER:
    str_add(out, _("both sides moved it, to different places."));
    break;
  }
  str_clear(&user);
}
