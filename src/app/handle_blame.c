/* Who set what: each field of a record and of its parts. */
#include "app/handle.h"

#include "app/blamed.h"
#include "app/compare.h"
#include "base/i18n.h"
#include "base/text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Columns of a value beside who set it. */
#define VALUE_COLUMNS 40

static enum status put_field(void *context, const void *record, const struct field *field,
                             const struct history_entry *entry, struct error *err)
{
  (void)err;
  struct output *output = context;
  struct str value = {0}, label = {0}, cut = {0};
  char path[64];
  record_add_value(&value, record, field);
  record_add_label(&label, record, field);
  text_add_cut(&cut, str_text(&label), VALUE_COLUMNS, "…");
  output_record(output, NULL, NULL);
  output->ops->text(output, "field", _("Field"), field_path(field, path, sizeof path),
                    i18n_text(field->label));
  output->ops->text(output, "value", _("Value"), value.text, str_text(&cut));
  if (entry == NULL) {
    output->ops->text(output, "person", _("Who"), NULL, _("before the history begins"));
    handle_put_department(output, NULL);
    handle_put_time(output, "at", _("When"), 0);
    output->ops->text(output, "number", _("Entry"), NULL, "");
  } else {
    output->ops->text(output, "person", _("Who"), entry->person,
                      entry->person[0] == '\0' ? _("outside kundresa") : NULL);
    handle_put_department(output, entry->department);
    handle_put_time(output, "at", _("When"), entry->at);
    if (entry->number != 0)
      output_number(output, "number", _("Entry"), entry->number);
    else
      output->ops->text(output, "number", _("Entry"), NULL, "");
  }
  output_text(output, "kind", NULL, entry != NULL ? entry->kind : NULL);
  output_close(output);
  str_clear(&value);
  str_clear(&label);
  str_clear(&cut);
  return STATUS_OK;
}

static void begin_record(void *context, enum entity entity, const void *record)
{
  struct output *output = context;
  struct str title = {0}, address = {0};
  compare_add_name(&title, entity, record);
  handle_add_address(&address, entity, record);
  output_record(output, NULL, str_text(&title));
  output_text(output, "at", NULL, str_text(&address));
  output_list(output, "fields", "");
  str_clear(&title);
  str_clear(&address);
}

static void end_record(void *context)
{
  output_close(context);
  output_close(context);
}

enum status handle_blame(const struct request *request, struct output *output, struct error *err)
{
  static const struct blamed_visit visit = {begin_record, put_field, end_record};
  struct session *session = NULL;
  enum entity entity = ENTITY_journey;
  int64_t oid = 0;
  enum status status = handle_open(request, STORE_READ, &session, err);
  if (status == STATUS_OK)
    status = handle_find_one(session, request->arguments[1], &entity, &oid, err);
  void *record = record_new(entity);
  if (status == STATUS_OK)
    status = store_read(session->store, entity, oid, record, err);
  output_list(output, NULL, NULL);
  if (status == STATUS_OK)
    status = blamed_each(session, entity, record, &visit, output, err);
  output_close(output);
  record_free(entity, &record);
  session_close(&session);
  return status;
}
