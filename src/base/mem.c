#include "base/mem.h"

#include "base/status.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void (*exhausted_handler)(void);

void mem_on_exhausted(void (*handler)(void))
{
  exhausted_handler = handler;
}

static _Noreturn void exhausted(void)
{
  static const char words[] = "kundresa: out of memory; every edit made so far is saved\n";
  if (exhausted_handler != NULL)
    exhausted_handler();
  if (write(STDERR_FILENO, words, sizeof words - 1) < 0)
    _exit(STATUS_SYSTEM);
  _exit(STATUS_SYSTEM);
}

void *mem_new(size_t count, size_t size)
{
  void *block = calloc(count == 0 ? 1 : count, size == 0 ? 1 : size);
  if (block == NULL)
    exhausted();
  return block;
}

void *mem_resize(void *block, size_t count, size_t size)
{
  if (size != 0 && count > SIZE_MAX / size)
    exhausted();
  size_t bytes = count * size;
  void *resized = realloc(block, bytes == 0 ? 1 : bytes);
  if (resized == NULL)
    exhausted();
  return resized;
}

char *mem_copy_span(const char *text, size_t length)
{
  char *copy = mem_new(length + 1, 1);
  memcpy(copy, text, length);
  return copy;
}

char *mem_copy_text(const char *text)
{
  return text == NULL ? NULL : mem_copy_span(text, strlen(text));
}

void mem_set_text(char **slot, const char *text)
{
  char *copy = mem_copy_text(text);
  free(*slot);
  *slot = copy;
}
