#include "language/choices.h"

#include <string.h>

/* How many the choice that begins after its "(" has, and where its ")" stands; 0
 * where it has none. */
static size_t count_one(const char *text, const char **end)
{
  size_t count = 1;
  for (;; text++) {
    text += strcspn(text, "(|)");
    if (*text != '|')
      break;
    count++;
  }
  *end = text;
  return *text == ')' ? count : 0;
}

size_t choices_count(const char *text)
{
  size_t count = 1;
  for (;;) {
    text += strcspn(text, "(|)");
    if (*text == '\0')
      return count;
    const char *end;
    size_t of_one = *text == '(' ? count_one(text + 1, &end) : 0;
    count *= of_one;
    if (count == 0 || count > CHOICES_MOST)
      return 0;
    text = end + 1;
  }
}

void choices_write(const char *text, size_t way, struct str *out)
{
  for (;;) {
    size_t plain = strcspn(text, "(");
    str_add_span(out, text, plain);
    if (text[plain] == '\0')
      return;
    text += plain + 1;
    const char *end;
    size_t count = count_one(text, &end);
    if (count == 0)
      return; /* choices_count() has said so */
    for (size_t skip = way % count; skip > 0; skip--)
      text += strcspn(text, "|") + 1;
    str_add_span(out, text, strcspn(text, "|)"));
    way /= count;
    text = end + 1;
  }
}
