#include "tui/field.h"

#include "app/edit.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "tui/customers.h"
#include "tui/dialog.h"
#include "tui/dispute_dialog.h"
#include "tui/drafts.h"
#include "tui/gauge.h"
#include "tui/naming.h"

#include <stdlib.h>
#include <string.h>

/* What is being changed, and what the person saw before. */
struct change {
  enum entity entity;
  int64_t oid;
  const struct field *field;
  char *base;
  char **ids; /* of the rows of a list of references; the first row is none */
  size_t count;
};

static void change_forget(void *context)
{
  struct change *change = context;
  for (size_t i = 0; i < change->count; i++)
    free(change->ids[i]);
  free(change->ids);
  free(change->base);
  free(change);
}

/* ---- Setting, and what to do where somebody else was first ---- */

static struct change *make_change(enum entity entity, int64_t oid, const struct field *field,
                                  const char *base)
{
  struct change *change = mem_new(1, sizeof *change);
  *change = (struct change){.entity = entity, .oid = oid, .field = field};
  change->base = mem_copy_text(base);
  return change;
}

static void open_editor(struct tui *tui, struct change *change, const char *text);

static bool is_typed(const struct field *field)
{
  return field->kind != FIELD_ENUM && field->kind != FIELD_BOOL && field->kind != FIELD_REF &&
         field->kind != FIELD_ENUMS;
}

/* What one has written is not gone because it could not be kept: it stands in the field
 * again, and why is said below it. */
static void write_again(struct tui *tui, enum entity entity, int64_t oid, const struct field *field,
                        const char *base, const char *text)
{
  if (!is_typed(field))
    return;
  char *said = tui->message;
  enum style style = tui->message_style;
  tui->message = NULL;
  field_write(tui, entity, oid, field, base, text);
  if (said != NULL)
    tui_say(tui, style, "%s", said);
  free(said);
}

bool field_settle(struct tui *tui, enum entity entity, int64_t oid, const struct field *field,
                  const char *base, enum dispute_choice choice, const char *text,
                  const struct dispute *dispute)
{
  struct error err = {0};
  const char *theirs = dispute->theirs.text != NULL ? dispute->theirs.text : "";
  const char *mine = text != NULL ? text : "";
  bool gone = dispute->kind == DISPUTE_DELETED;
  if (choice == DISPUTE_OPEN) {
    if (is_typed(field))
      field_write(tui, entity, oid, field, base, mine);
    else
      tui_say(tui, STYLE_DIM, "%s", _("Nothing was changed."));
    return false;
  }
  if (choice == DISPUTE_THEIRS) {
    tui_reload(tui);
    tui_say(tui, STYLE_DIM, gone ? _("It stays deleted.") : _("It stays as %s has it."),
            dispute->who);
    return true;
  }
  if (gone) {
    bool back = tui_done(
        tui, edit_bring_back(tui->session, dispute->entry, entity, oid, field, mine, &err), &err);
    if (back)
      tui_say(tui, STYLE_GOOD, "%s", _("It is back, with yours in it. u takes that back."));
    else
      write_again(tui, entity, oid, field, base, mine);
    return back;
  }
  bool set = field_set(tui, entity, oid, field, mine, theirs);
  if (set)
    tui_say(tui, STYLE_GOOD, "%s", _("Kept. u takes it back."));
  else if (!dispute_is_asked(tui))
    write_again(tui, entity, oid, field, theirs, mine);
  return set;
}

static void settle(void *context, struct tui *tui, enum dispute_choice choice, const char *text,
                   const struct dispute *dispute)
{
  const struct change *change = context;
  field_settle(tui, change->entity, change->oid, change->field, change->base, choice, text,
               dispute);
}

enum setting { SETTING_SET, SETTING_ASKED, SETTING_FAILED };

static enum setting set_or_ask(struct tui *tui, enum entity entity, int64_t oid,
                               const struct field *field, const char *text, const char *base)
{
  struct error err = {0};
  struct dispute dispute = {0};
  enum status status = edit_set(tui->session, entity, oid, field, text, base, &err);
  if (status != STATUS_OK && dispute_find(tui->session, entity, oid, field, text, base, &dispute)) {
    tui_reload(tui);
    dispute_open(tui, &dispute, settle, make_change(entity, oid, field, base), change_forget);
    drafts_follow(tui, entity, oid, field, base);
    return SETTING_ASKED;
  }
  naming_fault(&err, field);
  return tui_done(tui, status, &err) ? SETTING_SET : SETTING_FAILED;
}

bool field_set(struct tui *tui, enum entity entity, int64_t oid, const struct field *field,
               const char *text, const char *base)
{
  return set_or_ask(tui, entity, oid, field, text, base) == SETTING_SET;
}

static enum setting apply(struct change *change, struct tui *tui, const char *text)
{
  return set_or_ask(tui, change->entity, change->oid, change->field, text, change->base);
}

/* Text that is refused stays to be mended. */
static bool take_text(void *context, struct tui *tui, const char *text)
{
  struct change *change = context;
  struct value value;
  struct error err = {0};
  bool fits = value_parse(change->field, text, &value, &err) == STATUS_OK;
  value_clear(&value);
  if (!fits) {
    naming_fault(&err, change->field);
    tui_fault(tui, &err);
    return false;
  }
  return apply(change, tui, text) != SETTING_FAILED;
}

/* ---- Editors ---- */

static void take_tokens(void *context, struct tui *tui, const char *tokens)
{
  struct change *change = context;
  apply(change, tui, tokens);
}

static void take_row(void *context, struct tui *tui, size_t index)
{
  struct change *change = context;
  if (change->ids[index] == NULL)
    customers_open(tui);
  else
    apply(change, tui, change->ids[index]);
}

static void add_row(struct change *change, struct picker_row **rows, const char *id,
                    const char *label, const char *detail)
{
  change->ids = mem_resize(change->ids, change->count + 1, sizeof *change->ids);
  *rows = mem_resize(*rows, change->count + 1, sizeof **rows);
  change->ids[change->count] = mem_copy_text(id);
  (*rows)[change->count] =
      (struct picker_row){.label = mem_copy_text(label), .detail = mem_copy_text(detail)};
  change->count++;
}

struct collect {
  struct change *change;
  struct picker_row **rows;
  enum entity entity;
};

static enum status collect_row(void *context, const void *record, struct error *err)
{
  (void)err;
  struct collect *collect = context;
  const struct field *title = entity_field(collect->entity, "title");
  const char *id = record_text(record, entity_id_field(collect->entity));
  add_row(collect->change, collect->rows, id, title != NULL ? record_text(record, title) : id,
          NULL);
  return STATUS_OK;
}

/* A list of values, or of records to refer to; "none" first where it may be. */
static void open_list(struct tui *tui, struct change *change, const char *title)
{
  struct picker_row *rows = NULL;
  const struct field *field = change->field;
  if ((field->flags & FIELD_REQUIRED) == 0)
    add_row(change, &rows, "", _("(none)"), NULL);
  if (field->kind == FIELD_ENUM) {
    const struct enumeration *values = &enumerations[field->of];
    for (size_t i = 0; i < values->count; i++)
      add_row(change, &rows, values->tokens[i], i18n_text(values->labels[i]), NULL);
  } else if (field->kind == FIELD_BOOL) {
    add_row(change, &rows, "true", _("Yes"), NULL);
    add_row(change, &rows, "false", _("No"), NULL);
  } else {
    struct collect collect = {change, &rows, (enum entity)field->of};
    struct error err = {0};
    if (store_each(tui->session->store, tui->session->journey_oid, collect.entity, NULL,
                   collect_row, &collect, &err) != STATUS_OK)
      tui_fault(tui, &err);
    if (collect.entity == ENTITY_segment)
      add_row(change, &rows, NULL, _("another group: name it first"), NULL);
  }
  size_t current = 0;
  for (size_t i = 0; i < change->count; i++)
    if (change->ids[i] != NULL && strcmp(change->ids[i], change->base) == 0)
      current = i;
  picker_open(tui, title, rows, change->count, current, take_row, change, change_forget);
  for (size_t i = 0; i < change->count; i++) {
    free((char *)rows[i].label); /* NOLINT(clang-analyzer-core.NullDereference) */
    free((char *)rows[i].detail);
  }
  free(rows);
}

/* What is written of a wording is read as it is written. */
static void watch(struct tui *tui, int64_t oid, const struct field *field)
{
  struct session *session = tui->session;
  struct variant variant;
  struct message message;
  int64_t parent;
  record_init(ENTITY_variant, &variant);
  record_init(ENTITY_message, &message);
  if (store_read(session->store, ENTITY_variant, oid, &variant, NULL) == STATUS_OK &&
      store_find(session->store, session->journey_oid, ENTITY_message, variant.message, &parent,
                 NULL) == STATUS_OK &&
      store_read(session->store, ENTITY_message, parent, &message, NULL) == STATUS_OK) {
    struct gauge *gauge = mem_new(1, sizeof *gauge);
    gauge_init(gauge, tui, &message, &variant);
    writer_watch(tui, gauge, strcmp(field->name, "sms") == 0 ? AUDIT_PART_SMS : AUDIT_PART_BODY);
  }
  record_clear(ENTITY_variant, &variant);
  record_clear(ENTITY_message, &message);
}

/* What fits the field's kind, with @text to start from; the change becomes its own. */
static void open_editor(struct tui *tui, struct change *change, const char *text)
{
  const struct field *field = change->field;
  const char *title = i18n_text(field->label);
  switch (field->kind) {
  case FIELD_ENUM:
  case FIELD_BOOL:
  case FIELD_REF:
    open_list(tui, change, title);
    break;
  case FIELD_ENUMS:
    ticker_open(tui, title, &enumerations[field->of], text, take_tokens, change, change_forget);
    break;
  case FIELD_PROSE:
    writer_open(tui, title, text, change->entity == ENTITY_variant, take_text, change,
                change_forget);
    drafts_follow(tui, change->entity, change->oid, field, change->base);
    if (change->entity == ENTITY_variant)
      watch(tui, change->oid, field);
    break;
  default:
    prompt_open(tui, NULL, title, text, take_text, change, change_forget);
    drafts_follow(tui, change->entity, change->oid, field, change->base);
  }
  company_note_writing(tui, change->entity, change->oid, field);
}

void field_write(struct tui *tui, enum entity entity, int64_t oid, const struct field *field,
                 const char *base, const char *text)
{
  open_editor(tui, make_change(entity, oid, field, base), text);
}

void field_open(struct tui *tui, enum entity entity, int64_t oid, const struct field *field)
{
  struct error err = {0};
  if (!tui_may(tui, role_deed(entity)))
    return;
  void *record = record_new(entity);
  if (store_read(tui->session->store, entity, oid, record, &err) == STATUS_OK) {
    struct str base = {0};
    record_add_value(&base, record, field);
    open_editor(tui, make_change(entity, oid, field, str_text(&base)), str_text(&base));
    str_clear(&base);
  } else {
    tui_fault(tui, &err);
  }
  record_free(entity, &record);
}
