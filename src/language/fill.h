/* A text as it will be read: placeholders give way to typical values, and every
 * place can be led back to the text as it was given. */
#ifndef KUNDRESA_LANGUAGE_FILL_H
#define KUNDRESA_LANGUAGE_FILL_H

#include "base/str.h"
#include "model/placeholder.h"

/* A part of the filled text that comes from one place of the given one. */
struct fill_part {
  size_t start;                          /* byte in the filled text */
  size_t given;                          /* and in the given one */
  const struct placeholder *placeholder; /* whose value it is, or NULL */
  size_t length, given_length;           /* of a placeholder's value, and of itself */
};

struct fill {
  const char *text; /* the given one where it has no braces */
  size_t length;
  bool doubled; /* some braces are */
  struct str filled;
  struct fill_part *parts; /* by place */
  size_t count, capacity;
};

/* Fills @text with values as @language (a tag) writes them.  A struct fill that
 * was used before keeps its memory; the first time it must be zeroes. */
void fill_make(struct fill *fill, const char *text, const char *language);
void fill_clear(struct fill *fill);

/* Where the filled bytes from *@start to *@end came from.  The placeholder whose
 * value they lie in is returned, else NULL.  *@near is where the last search ended, at
 * first 0: it is quick where the next is for what stands close by. */
const struct placeholder *fill_given(const struct fill *fill, size_t *start, size_t *end,
                                     size_t *near);

#endif
