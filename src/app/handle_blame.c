/* Who set what: each field of a record and of its parts. */
#include "app/handle.h"

#include "app/compare.h"
#include "base/i18n.h"
#include "base/mem.h"
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

/* Copies of the parts, so that each can be asked about. */
struct parts {
  enum entity entity;
  void **items;
  size_t count;
};

static enum status keep_part(void *context, const void *record, struct error *err)
{
  (void)err;
  struct parts *parts = context;
  parts->items = mem_resize(parts->items, parts->count + 1, sizeof *parts->items);
  parts->items[parts->count++] = record_copy(parts->entity, record);
  return STATUS_OK;
}

static enum status put_whole(struct session *session, struct output *output, enum entity entity,
                             const void *record, struct error *err)
{
  struct str title = {0}, address = {0};
  const struct field *id = entity_id_field(entity);
  compare_add_name(&title, entity, record);
  handle_add_address(&address, entity, record);
  output_record(output, NULL, str_text(&title));
  output_text(output, "at", NULL, str_text(&address));
  output_list(output, "fields", "");
  enum status status = store_each_blame(
      session->store, entity, ((const struct record *)record)->oid, put_field, output, err);
  output_close(output);
  output_close(output);
  str_clear(&title);
  str_clear(&address);
  for (int e = 0; e < ENTITY_COUNT && status == STATUS_OK && id != NULL; e++) {
    if (entities[e].parent != (int)entity || entity == ENTITY_journey)
      continue;
    struct parts parts = {.entity = (enum entity)e};
    status = store_each(session->store, session->journey_oid, parts.entity, record_text(record, id),
                        keep_part, &parts, err);
    for (size_t i = 0; i < parts.count; i++) {
      if (status == STATUS_OK)
        status = put_whole(session, output, parts.entity, parts.items[i], err);
      record_free(parts.entity, &parts.items[i]);
    }
    free(parts.items);
  }
  return status;
}

enum status handle_blame(const struct request *request, struct output *output, struct error *err)
{
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
    status = put_whole(session, output, entity, record, err);
  output_close(output);
  record_free(entity, &record);
  session_close(&session);
  return status;
}
