#include "yaml/journey_format.h"

#include "base/i18n.h"
#include "model/record.h"
#include "yaml/emit.h"
#include "yaml/layout.h"

/* What all levels of the writing share. */
struct writing {
  struct record_source *source;
  struct emitter emitter;
  struct layouts *layouts;
  struct str scratch;
  size_t journeys; /* written so far */
};

/* One list while its entries are written. */
struct list {
  struct writing *writing;
  const struct slot *slot;
  size_t indent; /* of the list's key */
  bool begun;
};

static enum status write_entry(void *context, const void *record, struct error *err);

static void write_field(struct writing *writing, const void *record, const struct field *field,
                        size_t indent)
{
  struct emitter *emitter = &writing->emitter;
  emit_key(emitter, indent, field->key);
  switch (field->kind) {
  case FIELD_PROSE:
    emit_prose(emitter, indent, record_text(record, field));
    return;
  case FIELD_LANGS:
  case FIELD_ENUMS:
    emit_words(emitter, record_text(record, field));
    return;
  case FIELD_ID:
  case FIELD_TEXT:
  case FIELD_REF:
  case FIELD_LANG:
    emit_text(emitter, record_text(record, field));
    return;
  default:
    break;
  }
  str_cut(&writing->scratch, 0);
  record_add_value(&writing->scratch, record, field);
  const char *value = str_text(&writing->scratch);
  if (field->kind == FIELD_ENUM)
    emit_text(emitter, value);
  else if (field->kind == FIELD_DATE || field->kind == FIELD_CLOCK)
    emit_quoted(emitter, value);
  else
    emit_plain(emitter, value);
}

static void write_group(struct writing *writing, const void *record, const struct slot *slot,
                        size_t indent)
{
  bool begun = false;
  for (size_t i = 0; i < slot->members->count; i++) {
    const struct field *field = slot->members->slots[i].field;
    if (!record_is_set(record, field))
      continue;
    if (!begun) {
      emit_key(&writing->emitter, indent, slot->key);
      emit_open(&writing->emitter);
    }
    begun = true;
    write_field(writing, record, field, indent + 2);
  }
}

static void write_fields(struct writing *writing, enum entity entity, const void *record,
                         size_t indent)
{
  const struct layout *layout = &writing->layouts->entity[entity];
  for (size_t i = 0; i < layout->count; i++) {
    const struct slot *slot = &layout->slots[i];
    if (slot->kind == SLOT_VERSION) {
      emit_key(&writing->emitter, indent, slot->key);
      emit_plain(&writing->emitter, JOURNEY_VERSION);
    } else if (slot->kind == SLOT_GROUP) {
      write_group(writing, record, slot, indent);
    } else if (slot->kind == SLOT_FIELD && record_is_set(record, slot->field)) {
      write_field(writing, record, slot->field, indent);
    }
  }
}

/* The lists of what is part of the record with that @id; NULL for the lists
 * at the journey's top. */
static enum status write_parts(struct writing *writing, enum entity entity, const char *id,
                               size_t indent, struct error *err)
{
  const struct layout *layout = &writing->layouts->entity[entity];
  enum status status = STATUS_OK;
  for (size_t i = 0; i < layout->count && status == STATUS_OK; i++) {
    const struct slot *slot = &layout->slots[i];
    struct list list = {.writing = writing, .slot = slot, .indent = indent};
    if (slot->kind == SLOT_PARTS)
      status = writing->source->each(writing->source, slot->entity, id, write_entry, &list, err);
  }
  return status;
}

static enum status write_entry(void *context, const void *record, struct error *err)
{
  struct list *list = context;
  struct emitter *emitter = &list->writing->emitter;
  enum entity entity = list->slot->entity;
  size_t indent = list->indent + 4;
  if (!list->begun) {
    if (list->indent == 0)
      emit_gap(emitter);
    emit_key(emitter, list->indent, list->slot->key);
    emit_open(emitter);
  }
  list->begun = true;
  emit_entry(emitter);
  write_fields(list->writing, entity, record, indent);
  const struct field *id = entity_id_field(entity);
  enum status status = STATUS_OK;
  if (id != NULL && record_is_set(record, id))
    status = write_parts(list->writing, entity, record_text(record, id), indent, err);
  emit_entry_end(emitter, indent);
  return status != STATUS_OK ? status : emitter->status;
}

static enum status write_journey(void *context, const void *record, struct error *err)
{
  struct writing *writing = context;
  if (writing->journeys++ > 0)
    return error_set(err, STATUS_INPUT, _("Found a second journey, expected one."));
  write_fields(writing, ENTITY_journey, record, 0);
  return STATUS_OK;
}

enum status journey_write(struct record_source *source, struct byte_sink *out, struct error *err)
{
  struct writing writing = {
      .source = source, .emitter = {.out = out, .err = err}, .layouts = layouts_new()};
  enum status status = source->each(source, ENTITY_journey, NULL, write_journey, &writing, err);
  if (status == STATUS_OK && writing.journeys == 0)
    status = error_set(err, STATUS_INPUT, _("There is no journey to write."));
  if (status == STATUS_OK)
    status = write_parts(&writing, ENTITY_journey, NULL, 0, err);
  enum status emitted = emit_finish(&writing.emitter);
  str_clear(&writing.scratch);
  layouts_free(&writing.layouts);
  return status != STATUS_OK ? status : emitted;
}
