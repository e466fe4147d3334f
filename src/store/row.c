/* Between rows of the database and records of the model. */
#include "base/date.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "store/store_private.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

const char *store_columns(struct store *store, enum entity entity)
{
  struct entity_statements *kept = &store->entities[entity];
  if (kept->columns == NULL) {
    struct str columns = {0};
    const char *table = entities[entity].name;
    str_addf(&columns, "\"%s\".oid, \"%s\".ord", table, table);
    for (size_t i = 0; i < entities[entity].count; i++)
      str_addf(&columns, ", \"%s\".\"%s\"", table, entities[entity].fields[i].name);
    kept->columns = str_take(&columns);
  }
  return kept->columns;
}

/* Whether the field admits the number.  A damaged page, or another program,
 * can hold any. */
static bool number_fits(const struct field *field, int64_t number)
{
  switch (field->kind) {
  case FIELD_BOOL:
    return number == 0 || number == 1;
  case FIELD_CLOCK:
    return number >= 0 && number < 24 * 60;
  case FIELD_DATE:
    return number >= date_make(1900, 1, 1) && number <= date_make(2999, 12, 31);
  default:
    return number >= field->least && number <= field->most;
  }
}

/* Whether a text of so many bytes can be one that the field admits; of UTF-8 a
 * character takes up to four. */
static bool length_fits(const struct field *field, size_t length)
{
  return (field->kind != FIELD_TEXT && field->kind != FIELD_PROSE) ||
         length <= (size_t)field->most * 4;
}

/* Tells that a value in the file is none that anybody could have given. */
static enum status refuse_value(struct store *store, enum entity entity, int64_t oid,
                                const struct field *field, const char *found, struct error *err)
{
  error_place(err, store->path, 0, 0);
  error_set(err, STATUS_INPUT, _("%s in row %" PRId64 ": '%.60s' is no value of %s."),
            entities[entity].name, oid, found != NULL ? found : "", field->name);
  error_remedy(err, "%s", store_remedy());
  return STATUS_INPUT;
}

enum status store_read_row(struct store *store, enum entity entity, sqlite3_stmt *row, void *record,
                           struct error *err)
{
  const struct entity_info *info = &entities[entity];
  struct record *head = record;
  head->oid = sqlite3_column_int64(row, 0);
  head->order = sqlite3_column_int64(row, 1);
  for (size_t i = 0; i < info->count; i++) {
    const struct field *field = &info->fields[i];
    int column = (int)i + 2;
    if (sqlite3_column_type(row, column) == SQLITE_NULL) {
      if ((field->flags & FIELD_REQUIRED) != 0)
        return refuse_value(store, entity, head->oid, field, "", err);
      if (field_is_text(field))
        record_put_text(record, field, NULL);
      else
        record_put_number(record, field, UNSET);
      continue;
    }
    if (field->kind != FIELD_ENUM && !field_is_text(field)) {
      int64_t number = sqlite3_column_int64(row, column);
      if (!number_fits(field, number))
        return refuse_value(store, entity, head->oid, field,
                            (const char *)sqlite3_column_text(row, column), err);
      record_put_number(record, field, number);
      continue;
    }
    const char *text = (const char *)sqlite3_column_text(row, column);
    if (text == NULL)
      return store_fail(store, sqlite3_errcode(store->db), err);
    size_t length = (size_t)sqlite3_column_bytes(row, column);
    if (field->kind == FIELD_ENUM) {
      int64_t value = enumeration_find(&enumerations[field->of], text, length);
      if (value < 0)
        return refuse_value(store, entity, head->oid, field, text, err);
      record_put_number(record, field, value);
    } else if (!length_fits(field, length) || strlen(text) != length ||
               !text_is_utf8(text, length)) {
      return refuse_value(store, entity, head->oid, field, text, err);
    } else {
      record_put_text(record, field, text);
    }
  }
  return STATUS_OK;
}

static void bind(sqlite3_stmt *statement, int index, const struct field *field, const char *text,
                 int64_t number)
{
  if (field_is_text(field)) {
    if (text == NULL)
      sqlite3_bind_null(statement, index);
    else
      sqlite3_bind_text(statement, index, text, -1, SQLITE_STATIC);
  } else if (number == UNSET) {
    sqlite3_bind_null(statement, index);
  } else if (field->kind == FIELD_ENUM) {
    sqlite3_bind_text(statement, index, enumeration_token(&enumerations[field->of], number), -1,
                      SQLITE_STATIC);
  } else {
    sqlite3_bind_int64(statement, index, number);
  }
}

void store_bind_field(sqlite3_stmt *statement, int index, const void *record,
                      const struct field *field)
{
  bind(statement, index, field, field_is_text(field) ? record_text(record, field) : NULL,
       field_is_text(field) ? UNSET : record_number(record, field));
}

void store_bind_value(sqlite3_stmt *statement, int index, const struct field *field,
                      const struct value *value)
{
  bind(statement, index, field, value->text, value->number);
}

bool store_add_stored(struct str *out, const struct field *field, sqlite3_stmt *row, int column)
{
  if (sqlite3_column_type(row, column) == SQLITE_NULL)
    return false;
  char buffer[DATE_SIZE];
  int64_t number = sqlite3_column_int64(row, column);
  /* What the field does not admit is shown as it stands. */
  switch (field != NULL && number_fits(field, number) ? field->kind : FIELD_INT) {
  case FIELD_BOOL:
    str_add(out, number != 0 ? "true" : "false");
    break;
  case FIELD_DATE:
    str_add(out, date_format(number, buffer));
    break;
  case FIELD_CLOCK:
    str_add(out, date_format_clock(number, buffer));
    break;
  default: {
    const char *text = (const char *)sqlite3_column_text(row, column);
    if (text != NULL && text_is_utf8(text, strlen(text)))
      str_add(out, text);
  }
  }
  return true;
}
