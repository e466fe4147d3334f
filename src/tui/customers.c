#include "tui/customers.h"

#include "app/edit.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "tui/attached.h"
#include "tui/dialog.h"
#include "tui/naming.h"

#include <stdlib.h>
#include <string.h>

/* ---- What must be true of a group ---- */

/* A condition on its way, question by question. */
struct group_draft {
  struct attached *list;
  struct attribute *fact; /* a new one; NULL where it is one that is known */
  char *attribute;        /* its id */
  int64_t type;           /* of its values */
  int64_t comparison;
  char **ids; /* of the facts to choose from, and their types */
  int64_t *types;
  struct picker_row *rows;
  size_t count;
};

static void draft_forget(void *context)
{
  struct group_draft *draft = context;
  for (size_t i = 0; i < draft->count; i++) {
    free(draft->ids[i]);
    free((char *)draft->rows[i].label);
  }
  free(draft->ids);
  free(draft->types);
  free(draft->rows);
  free(draft->attribute);
  if (draft->fact != NULL)
    record_free(ENTITY_attribute, &draft->fact);
  free(draft);
}

/* What is known so far goes on to the next dialog; the last one forgets it. */
static struct group_draft *draft_next(struct group_draft *draft)
{
  struct group_draft *next = mem_new(1, sizeof *next);
  next->list = draft->list;
  next->type = draft->type;
  next->comparison = draft->comparison;
  next->attribute = draft->attribute;
  next->fact = draft->fact;
  draft->attribute = NULL;
  draft->fact = NULL;
  return next;
}

static bool add_condition(struct group_draft *draft, const char *value)
{
  struct condition *condition = record_new(ENTITY_condition);
  struct error err = {0};
  const struct field *field = entity_field(ENTITY_condition, "value");
  condition->attribute = mem_copy_text(draft->attribute);
  condition->operator= draft->comparison;
  bool done = record_set(condition, field, value, &err) == STATUS_OK;
  naming_fault(&err, field);
  if (!done)
    tui_fault(attached_tui(draft->list), &err);
  done = done && attached_add(draft->list, condition, NULL);
  record_free(ENTITY_condition, &condition);
  return done;
}

static bool take_value(void *context, struct tui *tui, const char *value)
{
  if (value[0] != '\0')
    return add_condition(context, value);
  tui_say(tui, STYLE_WARN, "%s", _("Write what it is compared with, or press Esc."));
  return false;
}

static const char *question_of(int64_t type)
{
  if (type == attribute_type_date)
    return _("With which day? As 2026-03-31");
  if (type == attribute_type_money)
    return _("With how much? 125.50 is 12550");
  return _("With what is it compared?");
}

static void take_operator(void *context, struct tui *tui, size_t index)
{
  struct group_draft *draft = context;
  draft->comparison = (int64_t)index;
  if (index == operator_known || index == operator_unknown)
    add_condition(draft, "");
  else
    prompt_open(tui, index == operator_one_of ? "condition-values" : "condition-value",
                index == operator_one_of ? _("With what? Several, a comma between.")
                                         : question_of(draft->type),
                "", take_value, draft_next(draft), draft_forget);
}

static void take_answer(void *context, struct tui *tui, size_t index)
{
  struct group_draft *draft = context;
  (void)tui;
  draft->comparison = operator_is;
  add_condition(draft, index == 0 ? "true" : "false");
}

/* Picks from a list of values, all of them. */
static void pick_value(struct group_draft *draft, const char *title, enum enumeration_index of,
                       picker_done *done)
{
  const struct enumeration *values = &enumerations[of];
  struct picker_row *rows = mem_new(values->count, sizeof *rows);
  for (size_t i = 0; i < values->count; i++)
    rows[i].label = i18n_text(values->labels[i]);
  picker_open(attached_tui(draft->list), title, rows, values->count, 0, done, draft_next(draft),
              draft_forget);
  free(rows);
}

/* What is either so or not needs no comparison. */
static void ask_operator(struct group_draft *draft)
{
  const struct picker_row answers[] = {{.label = _("Yes")}, {.label = _("No")}};
  if (draft->type == attribute_type_boolean)
    picker_open(attached_tui(draft->list), _("Must it be so?"), answers, 2, 0, take_answer,
                draft_next(draft), draft_forget);
  else
    pick_value(draft, _("How is it compared?"), ENUM_operator, take_operator);
}

static void take_type(void *context, struct tui *tui, size_t index)
{
  struct group_draft *draft = context;
  struct error err = {0};
  int64_t oid = 0;
  draft->type = (int64_t)index;
  draft->fact->type = draft->type;
  if (!tui_done(tui, edit_add(tui->session, ENTITY_attribute, draft->fact, 0, &oid, &err), &err) ||
      store_read(tui->session->store, ENTITY_attribute, oid, draft->fact, &err) != STATUS_OK)
    return;
  draft->attribute = mem_copy_text(draft->fact->id);
  ask_operator(draft);
}

static void take_owner(void *context, struct tui *tui, size_t index)
{
  struct group_draft *draft = context;
  (void)tui;
  draft->fact->owner = (int64_t)index;
  pick_value(draft, _("What kind of value is it?"), ENUM_attribute_type, take_type);
}

static bool take_fact_title(void *context, struct tui *tui, const char *title)
{
  struct group_draft *draft = context;
  (void)tui;
  if (title[0] == '\0')
    return true;
  draft->fact = record_new(ENTITY_attribute);
  draft->fact->title = mem_copy_text(title);
  pick_value(draft, _("Of what is it known?"), ENUM_attribute_of, take_owner);
  return true;
}

static void take_fact(void *context, struct tui *tui, size_t index)
{
  struct group_draft *draft = context;
  if (index < draft->count) {
    draft->attribute = mem_copy_text(draft->ids[index]);
    draft->type = draft->types[index];
    ask_operator(draft);
  } else {
    prompt_open(tui, "attribute", _("What is known of them? As: number of invoices so far"), "",
                take_fact_title, draft_next(draft), draft_forget);
  }
}

static enum status offer_fact(void *context, const void *record, struct error *err)
{
  (void)err;
  struct group_draft *draft = context;
  const struct attribute *attribute = record;
  draft->ids = mem_resize(draft->ids, draft->count + 1, sizeof *draft->ids);
  draft->rows = mem_resize(draft->rows, draft->count + 2, sizeof *draft->rows);
  draft->types = mem_resize(draft->types, draft->count + 1, sizeof *draft->types);
  draft->ids[draft->count] = mem_copy_text(attribute->id);
  draft->types[draft->count] = attribute->type;
  draft->rows[draft->count++] = (struct picker_row){
      .label = mem_copy_text(attribute->title != NULL ? attribute->title : attribute->id),
      .detail = enumeration_label(&enumerations[ENUM_attribute_type], attribute->type)};
  return STATUS_OK;
}

static void ask_condition(struct attached *list)
{
  struct tui *tui = attached_tui(list);
  struct group_draft *draft = mem_new(1, sizeof *draft);
  struct error err = {0};
  draft->list = list;
  draft->rows = mem_new(1, sizeof *draft->rows);
  if (store_each(tui->session->store, tui->session->journey_oid, ENTITY_attribute, NULL, offer_fact,
                 draft, &err) != STATUS_OK)
    tui_fault(tui, &err);
  draft->rows[draft->count] = (struct picker_row){.label = _("something else that is known")};
  picker_open(tui, _("What is looked at?"), draft->rows, draft->count + 1, 0, take_fact, draft,
              draft_forget);
}

static int64_t type_of(struct session *session, const char *id)
{
  struct attribute *attribute = record_new(ENTITY_attribute);
  int64_t type = UNSET;
  int64_t oid;
  if (store_find(session->store, session->journey_oid, ENTITY_attribute, id, &oid, NULL) ==
          STATUS_OK &&
      store_read(session->store, ENTITY_attribute, oid, attribute, NULL) == STATUS_OK)
    type = attribute->type;
  record_free(ENTITY_attribute, &attribute);
  return type;
}

/* "is at least 5", "is yes" */
static void add_comparison(struct str *out, struct session *session, const void *record)
{
  const struct condition *condition = record;
  str_add(out, enumeration_label(&enumerations[ENUM_operator], condition->operator));
  if (condition->value == NULL)
    return;
  bool answer = type_of(session, condition->attribute) == attribute_type_boolean;
  if (answer && strcmp(condition->value, "true") == 0)
    str_addf(out, " %s", _("yes"));
  else if (answer && strcmp(condition->value, "false") == 0)
    str_addf(out, " %s", _("no"));
  else
    str_addf(out, " %s", condition->value);
}

static const struct attached_kind conditions = {
    .entity = ENTITY_condition,
    .link = "segment",
    .name = "attribute",
    .nothing = N_("Nothing tells yet who they are; a adds something that must be true of them."),
    .ask = ask_condition,
    .add_detail = add_comparison,
};

/* ---- The groups ---- */

struct wording {
  struct str *out;
  struct session *session;
};

static enum status add_condition_words(void *context, const void *record, struct error *err)
{
  (void)err;
  struct wording *wording = context;
  if (wording->out->length > 0)
    str_add(wording->out, ", ");
  naming_add_title(wording->out, wording->session, ENTITY_attribute,
                   ((const struct condition *)record)->attribute);
  str_add(wording->out, " ");
  add_comparison(wording->out, wording->session, record);
  return STATUS_OK;
}

/* "invoices so far is at least 5, pays by card is true" */
static void add_conditions(struct str *out, struct session *session, const void *record)
{
  struct wording wording = {out, session};
  struct error err = {0};
  store_each(session->store, session->journey_oid, ENTITY_condition,
             ((const struct segment *)record)->id, add_condition_words, &wording, &err);
  if (out->length == 0)
    str_addf(out, "! %s", _("nothing tells yet who they are"));
}

static void open_segment(struct tui *tui, int64_t oid)
{
  struct segment *segment = record_new(ENTITY_segment);
  struct error err = {0};
  if (store_read(tui->session->store, ENTITY_segment, oid, segment, &err) == STATUS_OK)
    attached_lay(tui, &conditions, segment->id, segment->title);
  else
    tui_fault(tui, &err);
  record_free(ENTITY_segment, &segment);
}

/* A new group is opened at once, to say who they are. */
static bool take_segment(void *context, struct tui *tui, const char *title)
{
  struct segment *segment = record_new(ENTITY_segment);
  int64_t oid = 0;
  segment->title = mem_copy_text(title);
  bool done = title[0] == '\0' || attached_add(context, segment, &oid);
  record_free(ENTITY_segment, &segment);
  if (oid != 0)
    open_segment(tui, oid);
  return done;
}

static void ask_segment(struct attached *list)
{
  prompt_open(attached_tui(list), "segment",
              _("Who are they, as it reads after 'to': new customers"), "", take_segment, list,
              NULL);
}

static const struct attached_kind segments = {
    .entity = ENTITY_segment,
    .name = "title",
    .nothing = N_("No group of customers is named yet; a names one."),
    .ask = ask_segment,
    .open = open_segment,
    .add_detail = add_conditions,
};

void customers_open(struct tui *tui)
{
  attached_lay(tui, &segments, NULL, NULL);
}
