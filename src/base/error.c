#include "base/error.h"

#include "base/mem.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void fill(char *buffer, size_t size, const char *format, va_list arguments)
{
  vsnprintf(buffer, size, format, arguments);
  text_sanitize(buffer);
}

enum status error_set(struct error *err, enum status status, const char *format, ...)
{
  if (err == NULL || err->status != STATUS_OK)
    return status;
  err->status = status;
  va_list arguments;
  va_start(arguments, format);
  fill(err->text, sizeof err->text, format, arguments);
  va_end(arguments);
  return status;
}

void error_remedy(struct error *err, const char *format, ...)
{
  if (err == NULL)
    return;
  va_list arguments;
  va_start(arguments, format);
  fill(err->remedy, sizeof err->remedy, format, arguments);
  va_end(arguments);
}

void error_place(struct error *err, const char *file, long line, long column)
{
  if (err == NULL)
    return;
  if (file != NULL) {
    snprintf(err->file, sizeof err->file, "%s", file);
    text_sanitize(err->file);
  }
  err->line = line;
  err->column = column;
}

char *error_format(const struct error *err, char *buffer, size_t size)
{
  char place[320] = "";
  if (err->line > 0)
    snprintf(place, sizeof place, "%s%s%ld:%ld: ", err->file, err->file[0] != '\0' ? ":" : "",
             err->line, err->column);
  else if (err->file[0] != '\0')
    snprintf(place, sizeof place, "%s: ", err->file);
  snprintf(buffer, size, "%s%s%s%s", place, err->text, err->remedy[0] != '\0' ? " " : "",
           err->remedy);
  return buffer;
}

void error_clear(struct error *err)
{
  *err = (struct error){0};
}

void problems_add(struct problems *list, const struct error *err)
{
  if (list->count >= PROBLEMS_MOST) {
    list->dropped++;
    return;
  }
  if (list->count == list->capacity) {
    list->capacity = list->capacity == 0 ? 8 : list->capacity * 2;
    list->items = mem_resize(list->items, list->capacity, sizeof *list->items);
  }
  list->items[list->count++] = *err;
}

void problems_note(struct problems *list, enum status status, long line, long column,
                   const char *format, ...)
{
  struct error err = {.status = status, .line = line, .column = column};
  va_list arguments;
  va_start(arguments, format);
  fill(err.text, sizeof err.text, format, arguments);
  va_end(arguments);
  problems_add(list, &err);
}

static int by_place(const void *left, const void *right)
{
  const struct error *a = left;
  const struct error *b = right;
  if (a->line != b->line)
    return a->line < b->line ? -1 : 1;
  if (a->column != b->column)
    return a->column < b->column ? -1 : 1;
  return 0;
}

void problems_sort(struct problems *list)
{
  if (list->count > 1)
    qsort(list->items, list->count, sizeof *list->items, by_place);
}

void problems_clear(struct problems *list)
{
  free(list->items);
  *list = (struct problems){0};
}
