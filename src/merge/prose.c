/* Prose of as many paragraphs in all three, whose sides changed different ones. */
#include "merge/merge.h"

#include "base/mem.h"

#include <string.h>

/* The paragraph at *@text, which goes to what follows it, or to NULL at the end. */
struct span {
  const char *start;
  size_t length;
};

static struct span next_paragraph(const char **text)
{
  struct span span = {*text, 0};
  const char *end = strstr(*text, "\n\n");
  span.length = end != NULL ? (size_t)(end - *text) : strlen(*text);
  *text = end != NULL ? end + 2 : NULL;
  return span;
}

static bool same(struct span a, struct span b)
{
  return a.length == b.length && memcmp(a.start, b.start, a.length) == 0;
}

char *merge_prose(const char *base, const char *ours, const char *theirs)
{
  struct str merged = {0};
  if (base == NULL || ours == NULL || theirs == NULL)
    return NULL;
  for (;;) {
    struct span old = next_paragraph(&base), a = next_paragraph(&ours), b = next_paragraph(&theirs);
    bool ends = base == NULL;
    if ((ours == NULL) != ends || (theirs == NULL) != ends ||
        (!same(old, a) && !same(old, b) && !same(a, b))) {
      str_clear(&merged);
      return NULL;
    }
    struct span taken = same(old, a) ? b : a;
    str_add_span(&merged, taken.start, taken.length);
    if (ends)
      return merged.text != NULL ? str_take(&merged) : mem_copy_text("");
    str_add(&merged, "\n\n");
  }
}
