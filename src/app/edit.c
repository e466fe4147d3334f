#include "app/edit_private.h"

#include "app/role.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "model/guide.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* ---- What the history says ---- */

/* The words by which the history names a record: its entity and id, or its
 * number where it has none. */
void edit_add_name(struct str *out, enum entity entity, const void *record)
{
  const struct field *id = entity_id_field(entity);
  const char *text = id == NULL ? NULL : record_text(record, id);
  if (text != NULL)
    str_addf(out, "%s %s", entities[entity].name, text);
  else
    str_addf(out, "%s %" PRId64, entities[entity].name, ((const struct record *)record)->oid);
}

enum status edit_begin(struct session *session, const char *verb, enum entity entity,
                       const void *record, struct error *err)
{
  struct str label = {0};
  str_addf(&label, "%s ", verb);
  edit_add_name(&label, entity, record);
  enum status status = role_begin(session, role_deed(entity), str_text(&label), "edit", err);
  str_clear(&label);
  return status;
}

/* Ends the transaction by @status, and reads the journey's record again. */
enum status edit_finish(struct session *session, enum status status, struct error *err)
{
  if (status == STATUS_OK)
    status = store_commit(session->store, err);
  else
    store_rollback(session->store);
  return status == STATUS_OK ? session_reload(session, err) : status;
}

/* ---- Setting fields ---- */

/* An answer names a guiding question that is known: files with others are not
 * read. */
enum status edit_check_guide(enum entity entity, const struct field *field, const char *text,
                             struct error *err)
{
  if (entity != ENTITY_answer || strcmp(field->name, "guide") != 0 || guide_find(text) != NULL)
    return STATUS_OK;
  error_set(err, STATUS_INPUT, _("%s: found '%.60s', expected the name of a guiding question."),
            field->key, text);
  const char *near = guide_near(text);
  if (near != NULL)
    error_remedy(err, _("Did you mean '%s'?"), near);
  else
    error_remedy(err, "%s", _("kundresa-journey(5) lists the questions."));
  return STATUS_INPUT;
}

/* The store would refuse it too, but cannot say which. */
enum status edit_check_reference(struct session *session, const struct field *field, const char *id,
                                 struct error *err)
{
  int64_t oid;
  return field->kind == FIELD_REF && id != NULL ? store_find(session->store, session->journey_oid,
                                                             (enum entity)field->of, id, &oid, err)
                                                : STATUS_OK;
}

static enum status parse(enum entity entity, const struct field *field, const char *text,
                         struct value *value, struct error *err)
{
  enum status status = value_parse(field, text, value, err);
  if (status == STATUS_OK && value->is_text && value->text != NULL)
    status = edit_check_guide(entity, field, value->text, err);
  bool empty = value->is_text ? value->text == NULL : value->number == UNSET;
  if (status == STATUS_OK && empty && (field->flags & FIELD_REQUIRED) != 0) {
    char path[64];
    status = error_set(err, STATUS_INPUT, _("%s: found nothing, expected a value."),
                       field_path(field, path, sizeof path));
    error_remedy(err, "%s", i18n_text(field->help));
  }
  return status;
}

static enum status set_one(struct session *session, enum entity entity, int64_t oid,
                           const struct field *field, const struct value *value, const char *text,
                           struct error *err)
{
  if (text == NULL)
    return store_set(session->store, entity, oid, field, value, NULL, err);
  struct value base;
  enum status status = value_parse(field, text, &base, err);
  if (status == STATUS_OK)
    status = store_set(session->store, entity, oid, field, value, &base, err);
  value_clear(&base);
  return status;
}

static enum status note_release(void *context, const struct release *release, struct error *err)
{
  (void)release;
  (void)err;
  *(bool *)context = true;
  return STATUS_OK;
}

/* Billing engines know by the ids of the journey and of its touchpoints what
 * they have sent; with another id they would send it again. */
static enum status keep_id(struct session *session, enum entity entity, const struct field *field,
                           struct error *err)
{
  bool released = false;
  if (field->kind != FIELD_ID || (entity != ENTITY_journey && entity != ENTITY_touchpoint))
    return STATUS_OK;
  enum status status =
      store_each_release(session->store, session->journey_oid, 0, note_release, &released, err);
  if (status != STATUS_OK || !released)
    return status;
  error_set(err, STATUS_INPUT,
            _("ids stay as they are once a plan has been released: by them billing engines know"
              " what they have sent."));
  error_remedy(err, "%s", _("Change the title instead; it is what people see."));
  return STATUS_INPUT;
}

static enum status begin_set(struct session *session, enum entity entity, int64_t oid,
                             const struct field *const *fields, size_t count, struct error *err)
{
  void *record = record_new(entity);
  enum status status = store_read(session->store, entity, oid, record, err);
  if (status == STATUS_OK) {
    struct str verb = {0};
    str_add(&verb, "set ");
    for (size_t i = 0; i < count; i++) {
      char path[64];
      str_addf(&verb, "%s%s", i == 0 ? "" : ", ", field_path(fields[i], path, sizeof path));
    }
    str_add(&verb, " of");
    status = edit_begin(session, str_text(&verb), entity, record, err);
    str_clear(&verb);
  }
  record_free(entity, &record);
  return status;
}

enum status edit_set_many(struct session *session, enum entity entity, int64_t oid,
                          const struct field *const *fields, const char *const *texts,
                          const char *const *bases, size_t count, struct error *err)
{
  struct value *values = mem_new(count, sizeof *values);
  enum status status = STATUS_OK;
  for (size_t i = 0; i < count && status == STATUS_OK; i++) {
    status = keep_id(session, entity, fields[i], err);
    if (status == STATUS_OK)
      status = parse(entity, fields[i], texts[i], &values[i], err);
    if (status == STATUS_OK && values[i].is_text)
      status = edit_check_reference(session, fields[i], values[i].text, err);
  }
  if (status == STATUS_OK)
    status = begin_set(session, entity, oid, fields, count, err);
  if (status == STATUS_OK) {
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
      status = set_one(session, entity, oid, fields[i], &values[i], bases == NULL ? NULL : bases[i],
                       err);
    status = edit_finish(session, status, err);
  }
  for (size_t i = 0; i < count; i++)
    value_clear(&values[i]);
  free(values);
  return status;
}

enum status edit_set(struct session *session, enum entity entity, int64_t oid,
                     const struct field *field, const char *text, const char *base,
                     struct error *err)
{
  return edit_set_many(session, entity, oid, &field, &text, &base, 1, err);
}

/* ---- Undoing ---- */

enum status edit_undo(struct session *session, struct str *label, struct error *err)
{
  enum status status = role_need_undo(session, false, err);
  if (status != STATUS_OK)
    return status;
  status = store_undo(session->store, label, err);
  enum status reread = session_follow(session, status == STATUS_OK ? err : NULL);
  return status == STATUS_OK ? reread : status;
}

enum status edit_redo(struct session *session, struct str *label, struct error *err)
{
  enum status status = role_need_undo(session, true, err);
  if (status != STATUS_OK)
    return status;
  status = store_redo(session->store, label, err);
  enum status reread = session_follow(session, status == STATUS_OK ? err : NULL);
  return status == STATUS_OK ? reread : status;
}
