#include "language/fill.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static void add_part(struct fill *fill, struct fill_part part)
{
  if (fill->count == fill->capacity) {
    fill->capacity = fill->capacity == 0 ? 16 : fill->capacity * 2;
    fill->parts = mem_resize(fill->parts, fill->capacity, sizeof *fill->parts);
  }
  fill->parts[fill->count++] = part;
}

/* Adds the bytes from @from to @to as they are. */
static void add_plain(struct fill *fill, const char *text, size_t from, size_t to)
{
  if (to <= from)
    return;
  add_part(fill, (struct fill_part){.start = fill->filled.length, .given = from});
  str_add_span(&fill->filled, text + from, to - from);
}

/* The same with doubled braces made single. */
static void add_unescaped(struct fill *fill, const char *text, size_t from, size_t to)
{
  for (size_t at = from; fill->doubled && at + 1 < to; at++)
    if ((text[at] == '{' || text[at] == '}') && text[at + 1] == text[at]) {
      add_plain(fill, text, from, at + 1);
      at++;
      from = at + 1;
    }
  add_plain(fill, text, from, to);
}

void fill_make(struct fill *fill, const char *text, const char *language)
{
  size_t length = strlen(text);
  fill->count = 0;
  fill->text = text;
  fill->length = length;
  if (memchr(text, '{', length) == NULL && memchr(text, '}', length) == NULL)
    return;
  fill->doubled = strstr(text, "{{") != NULL || strstr(text, "}}") != NULL;
  str_cut(&fill->filled, 0);
  struct placeholder_span span;
  size_t done = 0;
  for (size_t at = 0; placeholder_next(text, &at, &span);) {
    if (span.placeholder == NULL)
      continue; /* stays as it is, with what is around it */
    add_unescaped(fill, text, done, span.start);
    const char *value = placeholder_sample(span.placeholder, language);
    add_part(fill, (struct fill_part){fill->filled.length, span.start, span.placeholder,
                                      strlen(value), span.length});
    str_add(&fill->filled, value);
    done = span.start + span.length;
  }
  add_unescaped(fill, text, done, length);
  fill->text = str_text(&fill->filled);
  fill->length = fill->filled.length;
}

void fill_clear(struct fill *fill)
{
  str_clear(&fill->filled);
  free(fill->parts);
  *fill = (struct fill){0};
}

static bool is_in(const struct fill *fill, size_t part, size_t at)
{
  return fill->parts[part].start <= at &&
         (part + 1 == fill->count || at < fill->parts[part + 1].start);
}

/* The part that holds the filled byte @at, or that ends before it; @near is often the one. */
static const struct fill_part *part_of(const struct fill *fill, size_t at, size_t near)
{
  size_t low = 0, high = fill->count;
  if (is_in(fill, near, at))
    return &fill->parts[near];
  while (high - low > 1) {
    size_t middle = (low + high) / 2;
    if (fill->parts[middle].start <= at)
      low = middle;
    else
      high = middle;
  }
  return &fill->parts[low];
}

const struct placeholder *fill_given(const struct fill *fill, size_t *start, size_t *end,
                                     size_t *near)
{
  if (fill->count == 0)
    return NULL;
  const struct fill_part *first = part_of(fill, *start, *near);
  *near = (size_t)(first - fill->parts);
  const struct fill_part *last = *end > *start ? part_of(fill, *end - 1, *near) : first;
  const struct placeholder *inside = first == last ? first->placeholder : NULL;
  *start = first->placeholder != NULL ? first->given : first->given + (*start - first->start);
  *end = last->placeholder != NULL ? last->given + last->given_length
                                   : last->given + (*end - last->start);
  return inside;
}
