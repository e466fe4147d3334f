#include "app/output.h"

#include "base/i18n.h"
#include "base/str.h"
#include "model/record.h"

#include <inttypes.h>
#include <stdarg.h>

void output_record(struct output *output, const char *key, const char *title)
{
  output->ops->open_record(output, key, title);
}

void output_list(struct output *output, const char *key, const char *title)
{
  output->ops->open_list(output, key, title);
}

void output_close(struct output *output)
{
  output->ops->close(output);
}

void output_text(struct output *output, const char *key, const char *label, const char *text)
{
  output->ops->text(output, key, label, text, NULL);
}

void output_number(struct output *output, const char *key, const char *label, int64_t number)
{
  output->ops->number(output, key, label, number, NULL);
}

void output_decimal(struct output *output, const char *key, const char *label, int64_t hundredths)
{
  output->ops->decimal(output, key, label, hundredths, NULL);
}

void output_add_decimal(struct str *out, int64_t hundredths, bool plus)
{
  uint64_t size = hundredths < 0 ? -(uint64_t)hundredths : (uint64_t)hundredths;
  str_addf(out, "%s%" PRIu64, hundredths < 0 ? "-" : plus && hundredths > 0 ? "+" : "", size / 100);
  /* L10N: the sign before decimals. */
  str_addf(out, "%s%02u", i18n_text(NC_("decimal sign", ".")), (unsigned)(size % 100));
}

void output_say(struct output *output, const char *format, ...)
{
  struct str sentence = {0};
  va_list arguments;
  va_start(arguments, format);
  str_addv(&sentence, format, arguments);
  va_end(arguments);
  output->ops->say(output, str_text(&sentence));
  str_clear(&sentence);
}

static void put_field(struct output *output, const void *record, const struct field *field,
                      const char *label)
{
  char key[64];
  field_path(field, key, sizeof key);
  struct str spoken = {0};
  struct str value = {0};
  record_add_label(&spoken, record, field);
  bool set = record_is_set(record, field);
  switch (field->kind) {
  case FIELD_LANGS:
  case FIELD_ENUMS:
    output->ops->words(output, key, label, record_text(record, field), str_text(&spoken));
    break;
  case FIELD_INT:
  case FIELD_MONEY:
  case FIELD_RATE:
    output->ops->number(output, key, label, record_number(record, field), str_text(&spoken));
    break;
  case FIELD_BOOL:
    if (set) {
      output->ops->truth(output, key, label, record_number(record, field) != 0, str_text(&spoken));
      break;
    }
    output->ops->text(output, key, label, NULL, NULL);
    break;
  default:
    record_add_value(&value, record, field);
    output->ops->text(output, key, label, set ? str_text(&value) : NULL, str_text(&spoken));
  }
  str_clear(&value);
  str_clear(&spoken);
}

void output_field(struct output *output, const void *record, const struct field *field)
{
  put_field(output, record, field, i18n_text(field->label));
}

void output_field_quietly(struct output *output, const void *record, const struct field *field)
{
  put_field(output, record, field, NULL);
}

void output_fields(struct output *output, enum entity entity, const void *record,
                   const struct field *but)
{
  for (size_t i = 0; i < entities[entity].count; i++)
    if (&entities[entity].fields[i] != but)
      output_field(output, record, &entities[entity].fields[i]);
}
