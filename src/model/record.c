#include "model/record.h"

#include "base/date.h"
#include "base/mem.h"
#include "base/text.h"
#include "model/timezone.h"

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char **text_slot(const void *record, const struct field *field)
{
  return (char **)((char *)record + field->offset);
}

static int64_t *number_slot(const void *record, const struct field *field)
{
  return (int64_t *)((char *)record + field->offset);
}

void record_init(enum entity entity, void *record)
{
  const struct entity_info *info = &entities[entity];
  memset(record, 0, info->size);
  for (size_t i = 0; i < info->count; i++)
    if (!field_is_text(&info->fields[i]))
      *number_slot(record, &info->fields[i]) = UNSET;
}

void *record_new(enum entity entity)
{
  void *record = mem_new(1, entities[entity].size);
  record_init(entity, record);
  return record;
}

void record_clear(enum entity entity, void *record)
{
  const struct entity_info *info = &entities[entity];
  for (size_t i = 0; i < info->count; i++)
    if (field_is_text(&info->fields[i]))
      free(*text_slot(record, &info->fields[i]));
  record_init(entity, record);
}

void record_free(enum entity entity, void *record_slot)
{
  void **slot = record_slot;
  if (*slot == NULL)
    return;
  record_clear(entity, *slot);
  free(*slot);
  *slot = NULL;
}

void *record_copy(enum entity entity, const void *record)
{
  const struct entity_info *info = &entities[entity];
  void *copy = mem_new(1, info->size);
  memcpy(copy, record, info->size);
  for (size_t i = 0; i < info->count; i++)
    if (field_is_text(&info->fields[i]))
      *text_slot(copy, &info->fields[i]) = mem_copy_text(record_text(record, &info->fields[i]));
  return copy;
}

bool record_same(enum entity entity, const void *a, const void *b)
{
  const struct entity_info *info = &entities[entity];
  for (size_t i = 0; i < info->count; i++) {
    const struct field *field = &info->fields[i];
    if (!field_is_text(field)) {
      if (record_number(a, field) != record_number(b, field))
        return false;
      continue;
    }
    const char *left = record_text(a, field);
    const char *right = record_text(b, field);
    if ((left == NULL) != (right == NULL) || (left != NULL && strcmp(left, right) != 0))
      return false;
  }
  return true;
}

const char *record_text(const void *record, const struct field *field)
{
  return *text_slot(record, field);
}

int64_t record_number(const void *record, const struct field *field)
{
  return *number_slot(record, field);
}

bool record_is_set(const void *record, const struct field *field)
{
  return field_is_text(field) ? record_text(record, field) != NULL
                              : record_number(record, field) != UNSET;
}

void record_put_text(void *record, const struct field *field, const char *text)
{
  mem_set_text(text_slot(record, field), text != NULL && text[0] != '\0' ? text : NULL);
}

void record_take_text(void *record, const struct field *field, char *text)
{
  char **slot = text_slot(record, field);
  free(*slot);
  *slot = text;
}

void record_put_number(void *record, const struct field *field, int64_t number)
{
  *number_slot(record, field) = number;
}

void value_clear(struct value *value)
{
  free(value->text);
  *value = (struct value){.is_text = value->is_text, .number = UNSET};
}

bool record_is_id(const char *text)
{
  size_t length = strlen(text);
  if (length < 1 || length > 50 || text[0] < 'a' || text[0] > 'z')
    return false;
  return strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-") == length;
}

/* BCP 47 as far as it is used for languages: a primary subtag of 2 or 3 small
 * letters, then subtags of 2 to 8 letters or digits (RFC 5646, 2.1). */
static bool is_language(const char *text, size_t length)
{
  size_t at = 0;
  while (at < length && text[at] >= 'a' && text[at] <= 'z')
    at++;
  if (at < 2 || at > 3)
    return false;
  while (at < length) {
    if (text[at] != '-')
      return false;
    size_t start = ++at;
    while (at < length && isalnum((unsigned char)text[at]))
      at++;
    if (at - start < 2 || at - start > 8)
      return false;
  }
  return length <= 20;
}

const char *list_word(const char *text, size_t index, size_t *length)
{
  if (text == NULL)
    return NULL;
  for (;;) {
    size_t word = strcspn(text, " ");
    if (index == 0) {
      *length = word;
      return word > 0 ? text : NULL;
    }
    if (text[word] == '\0')
      return NULL;
    text += word + 1;
    index--;
  }
}

size_t list_count(const char *text)
{
  if (text == NULL || text[0] == '\0')
    return 0;
  size_t count = 1;
  for (; *text != '\0'; text++)
    if (*text == ' ')
      count++;
  return count;
}

int64_t list_value(const char *text, size_t index, enum enumeration_index of)
{
  size_t length;
  const char *word = list_word(text, index, &length);
  return word == NULL ? -1 : enumeration_find(&enumerations[of], word, length);
}

bool list_has(const char *text, enum enumeration_index of, int64_t value)
{
  for (size_t i = 0; i < list_count(text); i++)
    if (list_value(text, i, of) == value)
      return true;
  return false;
}

static enum status wrong(struct error *err, const struct field *field, const char *found,
                         const char *expected)
{
  char path[64];
  return error_set(err, STATUS_INPUT, _("%s: found '%.60s', expected %s."),
                   field_path(field, path, sizeof path), found, expected);
}

/* All tokens of a list, as "a, b or c". */
static void add_tokens(struct str *out, const struct enumeration *list)
{
  for (size_t i = 0; i < list->count; i++)
    str_addf(out, "%s%s", i == 0 ? "" : i + 1 == list->count ? _(" or ") : ", ", list->tokens[i]);
}

static enum status wrong_value(struct error *err, const struct field *field, const char *found)
{
  const struct enumeration *list = &enumerations[field->of];
  struct str all = {0};
  add_tokens(&all, list);
  wrong(err, field, found, str_text(&all));
  str_clear(&all);
  const char *near = enumeration_near(list, found);
  if (near != NULL && err != NULL && err->remedy[0] == '\0')
    error_remedy(err, _("Did you mean '%s'?"), near);
  return STATUS_INPUT;
}

static enum status parse_number(const struct field *field, const char *text, int64_t *number,
                                struct error *err)
{
  char *end;
  errno = 0;
  long long read = strtoll(text, &end, 10);
  bool plain = end != text && *end == '\0' && errno == 0 &&
               (isdigit((unsigned char)text[0]) || text[0] == '-' || text[0] == '+');
  if (!plain || read < field->least || read > field->most) {
    char expected[80];
    snprintf(expected, sizeof expected, _("a whole number from %" PRId64 " to %" PRId64),
             field->least, field->most);
    wrong(err, field, text, expected);
    if (!plain && err != NULL && field->kind == FIELD_MONEY)
      error_remedy(err, "%s", _("Write amounts in minor units: 1250 is 12.50."));
    if (!plain && err != NULL && field->kind == FIELD_RATE)
      error_remedy(err, "%s", _("Write rates in hundredths of a percent: 850 is 8.50 percent."));
    return STATUS_INPUT;
  }
  *number = read;
  return STATUS_OK;
}

static enum status parse_list(const struct field *field, const char *text, struct value *value,
                              struct error *err)
{
  struct str list = {0};
  char *copy = mem_copy_text(text);
  char *rest = NULL;
  enum status status = STATUS_OK;
  size_t count = 0;
  for (char *word = strtok_r(copy, " ,", &rest); word != NULL && status == STATUS_OK;
       word = strtok_r(NULL, " ,", &rest)) {
    size_t length = strlen(word);
    if (field->kind == FIELD_ENUMS && enumeration_find(&enumerations[field->of], word, length) < 0)
      status = wrong_value(err, field, word);
    else if (field->kind == FIELD_LANGS && !is_language(word, length))
      status = wrong(err, field, word, _("a language such as sv, nb or en-GB"));
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
      size_t other = 0;
      const char *earlier = list_word(str_text(&list), i, &other);
      if (other == length && memcmp(earlier, word, length) == 0)
        status = wrong(err, field, word, _("each word once"));
    }
    str_addf(&list, "%s%s", count++ > 0 ? " " : "", word);
  }
  if (status == STATUS_OK && field->kind == FIELD_LANGS && (int64_t)count > field->most)
    status = wrong(err, field, text, _("fewer languages"));
  free(copy);
  if (status == STATUS_OK && count > 0)
    value->text = str_take(&list);
  str_clear(&list);
  return status;
}

static enum status parse_text(const struct field *field, const char *text, struct value *value,
                              struct error *err)
{
  size_t length = strlen(text);
  if (!text_is_utf8(text, length))
    return wrong(err, field, "?", _("text in UTF-8"));
  const char *unsafe = text_first_unsafe(text, field->kind == FIELD_PROSE);
  if (unsafe != NULL) {
    char path[64];
    error_set(err, STATUS_INPUT,
              field->kind != FIELD_PROSE && *unsafe == '\n'
                  ? _("%s: found a line break at character %zu, expected one line.")
                  : _("%s: found a control or invisible character at character %zu."),
              field_path(field, path, sizeof path), text_count(text, (size_t)(unsafe - text)) + 1);
    error_remedy(err, "%s", _("Delete that character."));
    return STATUS_INPUT;
  }
  size_t count = text_count(text, length);
  if ((int64_t)count > field->most) {
    char path[64];
    return error_set(err, STATUS_INPUT,
                     _("%s: found %zu characters, expected at most %" PRId64 "."),
                     field_path(field, path, sizeof path), count, field->most);
  }
  if ((field->flags & FIELD_TIMEZONE) != 0 && !timezone_is_known(text)) {
    const char *near = timezone_near(text);
    wrong(err, field, text, _("a time zone such as Europe/Stockholm"));
    if (near != NULL && err != NULL && err->remedy[0] == '\0')
      error_remedy(err, _("Did you mean '%s'?"), near);
    return STATUS_INPUT;
  }
  value->text = mem_copy_text(text);
  return STATUS_OK;
}

enum status value_parse(const struct field *field, const char *text, struct value *value,
                        struct error *err)
{
  *value = (struct value){.is_text = field_is_text(field), .number = UNSET};
  if (text == NULL || text[0] == '\0')
    return STATUS_OK;
  switch (field->kind) {
  case FIELD_ID:
  case FIELD_REF:
    if (!record_is_id(text))
      return wrong(err, field, text,
                   _("a small letter, then up to 49 small letters, digits and hyphens"));
    value->text = mem_copy_text(text);
    return STATUS_OK;
  case FIELD_LANG:
    if (!is_language(text, strlen(text)))
      return wrong(err, field, text, _("a language such as sv, nb or en-GB"));
    value->text = mem_copy_text(text);
    return STATUS_OK;
  case FIELD_LANGS:
  case FIELD_ENUMS:
    return parse_list(field, text, value, err);
  case FIELD_TEXT:
  case FIELD_PROSE:
    return parse_text(field, text, value, err);
  case FIELD_ENUM:
    value->number = enumeration_find(&enumerations[field->of], text, strlen(text));
    if (value->number >= 0)
      return STATUS_OK;
    value->number = UNSET;
    return wrong_value(err, field, text);
  case FIELD_BOOL:
    if (strcmp(text, "true") != 0 && strcmp(text, "false") != 0)
      return wrong(err, field, text, _("true or false"));
    value->number = text[0] == 't';
    return STATUS_OK;
  case FIELD_DATE:
    if (!date_parse(text, &value->number)) {
      value->number = UNSET;
      return wrong(err, field, text, _("a day that exists, as 2026-11-30"));
    }
    return STATUS_OK;
  case FIELD_CLOCK:
    if (!date_parse_clock(text, &value->number)) {
      value->number = UNSET;
      return wrong(err, field, text, _("a time of day, as 09:00"));
    }
    return STATUS_OK;
  case FIELD_INT:
  case FIELD_MONEY:
  case FIELD_RATE:
    return parse_number(field, text, &value->number, err);
  }
  return STATUS_INPUT;
}

enum status record_set(void *record, const struct field *field, const char *text, struct error *err)
{
  struct value value;
  enum status status = value_parse(field, text, &value, err);
  if (status == STATUS_OK) {
    if (value.is_text)
      record_put_text(record, field, value.text);
    else
      record_put_number(record, field, value.number);
  }
  value_clear(&value);
  return status;
}

void record_add_value(struct str *out, const void *record, const struct field *field)
{
  if (!record_is_set(record, field))
    return;
  if (field_is_text(field)) {
    str_add(out, record_text(record, field));
    return;
  }
  int64_t number = record_number(record, field);
  char buffer[DATE_SIZE];
  switch (field->kind) {
  case FIELD_ENUM:
    str_add(out, enumeration_token(&enumerations[field->of], number));
    break;
  case FIELD_BOOL:
    str_add(out, number != 0 ? "true" : "false");
    break;
  case FIELD_DATE:
    str_add(out, date_format(number, buffer));
    break;
  case FIELD_CLOCK:
    str_add(out, date_format_clock(number, buffer));
    break;
  default:
    str_addf(out, "%" PRId64, number);
  }
}

void record_add_label(struct str *out, const void *record, const struct field *field)
{
  if (!record_is_set(record, field))
    return;
  if (field->kind == FIELD_ENUMS) {
    const char *text = record_text(record, field);
    for (size_t i = 0; i < list_count(text); i++)
      str_addf(out, "%s%s", i > 0 ? ", " : "",
               enumeration_label(&enumerations[field->of],
                                 list_value(text, i, (enum enumeration_index)field->of)));
    return;
  }
  if (field_is_text(field)) {
    str_add(out, record_text(record, field));
    return;
  }
  int64_t number = record_number(record, field);
  switch (field->kind) {
  case FIELD_ENUM:
    str_add(out, enumeration_label(&enumerations[field->of], number));
    break;
  case FIELD_BOOL:
    str_add(out, number != 0 ? _("Yes") : _("No"));
    break;
  case FIELD_MONEY:
    str_addf(out, "%" PRId64 ".%02d", number / 100, (int)(number % 100));
    break;
  case FIELD_RATE:
    str_addf(out, number % 100 != 0 ? "%" PRId64 ".%02d %%" : "%" PRId64 " %%", number / 100,
             (int)(number % 100));
    break;
  default:
    record_add_value(out, record, field);
  }
}

size_t record_check(enum entity entity, const void *record, const char *path, long line,
                    long column, struct problems *problems)
{
  const struct entity_info *info = &entities[entity];
  size_t before = problems->count + problems->dropped;
  for (size_t i = 0; i < info->count; i++) {
    const struct field *field = &info->fields[i];
    if ((field->flags & FIELD_REQUIRED) == 0 || record_is_set(record, field))
      continue;
    char name[64];
    struct str values = {0};
    field_path(field, name, sizeof name);
    if (field->kind == FIELD_ENUM) {
      add_tokens(&values, &enumerations[field->of]);
      problems_note(problems, STATUS_INPUT, line, column, _("%s lacks '%s', one of %s: %s"), path,
                    name, str_text(&values), i18n_text(field->help));
    } else {
      problems_note(problems, STATUS_INPUT, line, column, _("%s lacks '%s': %s"), path, name,
                    i18n_text(field->help));
    }
    str_clear(&values);
  }
  return problems->count + problems->dropped - before;
}
