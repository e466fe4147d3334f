#include "language/stem.h"

#include "base/mem.h"

#include <libstemmer.h>
#include <stdlib.h>
#include <string.h>

struct sb_stemmer *stem_open(enum language language)
{
  static const char *const names[LANGUAGE_COUNT] = {"swedish", "norwegian", "english"};
  return sb_stemmer_new(names[language], "UTF_8");
}

void stem_close(struct sb_stemmer *stemmer)
{
  sb_stemmer_delete(stemmer);
}

const char *stem_of(struct sb_stemmer *stemmer, const char *word, size_t length,
                    size_t *stem_length)
{
  const sb_symbol *stem =
      stemmer != NULL ? sb_stemmer_stem(stemmer, (const sb_symbol *)word, (int)length) : NULL;
  if (stem == NULL) { /* no such stemmer: the word is its own stem */
    *stem_length = length;
    return word;
  }
  *stem_length = (size_t)sb_stemmer_length(stemmer);
  return (const char *)stem;
}

size_t stem_beginning(const char *stem, size_t length)
{
  size_t at = length;
  for (int cut = 0; cut < 2 && at > 0; cut++)
    do
      at--;
    while (at > 0 && ((unsigned char)stem[at] & 0xc0) == 0x80);
  if (at > 0)
    return at;
  for (at = 1; at < length && ((unsigned char)stem[at] & 0xc0) == 0x80;)
    at++;
  return at;
}

/* Where @text stands in the ordered list, or would. */
static size_t place_of(const struct stems *stems, const char *text, size_t length, int *order)
{
  size_t low = 0, high = stems->count;
  *order = 1;
  while (low < high) {
    size_t middle = (low + high) / 2;
    const struct stem *stem = &stems->items[middle];
    size_t both = length < stem->length ? length : stem->length;
    *order = memcmp(text, stem->text, both);
    if (*order == 0)
      *order = (length > stem->length) - (length < stem->length);
    if (*order == 0)
      return middle;
    if (*order < 0)
      high = middle;
    else
      low = middle + 1;
  }
  return low;
}

void stems_add(struct stems *stems, const char *text, size_t length, uint32_t token)
{
  int order;
  size_t at = place_of(stems, text, length, &order);
  stems->items = mem_resize(stems->items, stems->count + 1, sizeof *stems->items);
  memmove(stems->items + at + 1, stems->items + at, (stems->count - at) * sizeof *stems->items);
  stems->items[at] = (struct stem){mem_copy_span(text, length), length, token};
  stems->count++;
}

uint32_t stems_find(const struct stems *stems, const char *text, size_t length)
{
  int order;
  size_t at = place_of(stems, text, length, &order);
  return order == 0 ? stems->items[at].token : 0;
}

void stems_clear(struct stems *stems)
{
  for (size_t i = 0; i < stems->count; i++)
    free(stems->items[i].text);
  free(stems->items);
  *stems = (struct stems){0};
}
