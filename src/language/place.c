#include "language/reading.h"

#include <string.h>
#include <unigbrk.h>

void reading_walk(const char *text, size_t length, size_t byte, struct text_place *place)
{
  const uint8_t *bytes = (const uint8_t *)text;
  while (place->byte < byte && place->byte < length) {
    const uint8_t *at = bytes + place->byte;
    size_t left = length - place->byte;
    size_t step = 1;
    if (left > 1 && (at[0] >= 0x80 || at[1] >= 0x80 || at[0] == '\r')) {
      const uint8_t *next = u8_grapheme_next(at, bytes + length);
      step = next == NULL ? left : (size_t)(next - at);
    }
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
