#include "tui/naming.h"

#include "base/mem.h"
#include "base/i18n.h"
#include "model/sentence.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void naming_add_title(struct str *out, struct session *session, enum entity entity, const char *id)
{
  const struct field *title = entity_field(entity, "title");
  int64_t oid;
  if (title == NULL ||
      store_find(session->store, session->journey_oid, entity, id, &oid, NULL) != STATUS_OK) {
    str_add(out, id);
    return;
  }
  void *record = record_new(entity);
  bool known = store_read(session->store, entity, oid, record, NULL) == STATUS_OK;
  str_add(out, known && record_text(record, title) != NULL ? record_text(record, title) : id);
  record_free(entity, &record);
}

void naming_add_value(struct str *out, struct session *session, const void *record,
                      const struct field *field)
{
  if (field->kind == FIELD_REF && record_is_set(record, field))
    naming_add_title(out, session, (enum entity)field->of, record_text(record, field));
  else
    record_add_label(out, record, field);
}

void naming_add_trigger(struct str *out, struct session *session,
                        const struct touchpoint *touchpoint)
{
  struct str segment = {0};
  struct str after = {0};
  struct touchpoint named = *touchpoint; /* shares all but what it comes after */
  if (touchpoint->segment != NULL)
    naming_add_title(&segment, session, ENTITY_segment, touchpoint->segment);
  if (touchpoint->after != NULL) {
    str_add(&after, "'");
    naming_add_title(&after, session, ENTITY_touchpoint, touchpoint->after);
    str_add(&after, "'");
    named.after = after.text;
  }
  sentence_add_trigger(out, &named, touchpoint->segment != NULL ? str_text(&segment) : NULL);
  str_clear(&segment);
  str_clear(&after);
}

void naming_fault(struct error *err, const struct field *field)
{
  char path[64];
  size_t length = strlen(field_path(field, path, sizeof path));
  if (strncmp(err->text, path, length) != 0 || err->text[length] != ':')
    return;
  char *rest = mem_copy_text(err->text + length);
  snprintf(err->text, sizeof err->text, "%s%s", i18n_text(field->label), rest);
  free(rest);
}
