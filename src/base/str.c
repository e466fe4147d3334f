#include "base/str.h"

#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void reserve(struct str *str, size_t more)
{
  size_t needed = str->length + more + 1;
  if (needed <= str->capacity)
    return;
  size_t capacity = str->capacity == 0 ? 32 : str->capacity;
  while (capacity < needed)
    capacity *= 2;
  str->text = mem_resize(str->text, capacity, 1);
  str->capacity = capacity;
}

void str_add_span(struct str *str, const char *text, size_t length)
{
  reserve(str, length);
  memcpy(str->text + str->length, text, length);
  str->length += length;
  str->text[str->length] = '\0';
}

void str_add(struct str *str, const char *text)
{
  if (text != NULL)
    str_add_span(str, text, strlen(text));
}

void str_add_char(struct str *str, char byte)
{
  str_add_span(str, &byte, 1);
}

void str_addv(struct str *str, const char *format, va_list arguments)
{
  va_list copy;
  va_copy(copy, arguments);
  int length = vsnprintf(NULL, 0, format, copy);
  va_end(copy);
  if (length <= 0)
    return;
  reserve(str, (size_t)length);
  vsnprintf(str->text + str->length, (size_t)length + 1, format, arguments);
  str->length += (size_t)length;
}

void str_addf(struct str *str, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  str_addv(str, format, arguments);
  va_end(arguments);
}

void str_cut(struct str *str, size_t length)
{
  if (length < str->length) {
    str->length = length;
    str->text[length] = '\0';
  }
}

const char *str_text(const struct str *str)
{
  return str->text != NULL ? str->text : "";
}

char *str_take(struct str *str)
{
  char *text = str->text != NULL ? str->text : mem_copy_text("");
  *str = (struct str){0};
  return text;
}

void str_clear(struct str *str)
{
  free(str->text);
  *str = (struct str){0};
}
