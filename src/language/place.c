#include "language/reading.h"

#include <string.h>
#include <unigbrk.h>

/* The bytes of the text's first character (grapheme cluster, UAX 29), of at most
 * @left.  libunistring's way from one to the next looks at two code points only, so
 * that pictures joined from several, and flags, fall apart; its way over a whole
 * text does not. */
static size_t character_length(const uint8_t *at, size_t left)
{
  const uint8_t *next = u8_grapheme_next(at, at + left);
  size_t length = next == NULL ? left : (size_t)(next - at);
  bool joined = length >= 3 && memcmp(at + length - 3, "\xe2\x80\x8d", 3) == 0;
  bool flag = length >= 3 && memcmp(at, "\xf0\x9f\x87", 3) == 0;
  if (!joined && !flag)
    return length;
  char breaks[256];
  size_t window = left < sizeof breaks ? left : sizeof breaks;
  u8_grapheme_breaks(at, window, breaks);
  for (size_t i = 1; i < window; i++)
    if (breaks[i] != 0)
      return i;
  return length;
}

void reading_walk(const char *text, size_t length, size_t byte, struct text_place *place)
{
  const uint8_t *bytes = (const uint8_t *)text;
  while (place->byte < byte && place->byte < length) {
    const uint8_t *at = bytes + place->byte;
    size_t left = length - place->byte;
    size_t step = 1;
    if (left > 1 && (at[0] >= 0x80 || at[1] >= 0x80 || at[0] == '\r'))
      step = character_length(at, left);
    if (place->byte + step > byte)
      return; /* it lies inside of this character */
    bool ends = at[step - 1] == '\n';
    place->byte += step;
    place->line += ends;
    place->column = ends ? 1 : place->column + 1;
  }
}

void reading_place(const char *text, size_t byte, long *line, long *column)
{
  struct text_place place = TEXT_BEGINNING;
  reading_walk(text, strlen(text), byte, &place);
  *line = place.line;
  *column = place.column;
}
