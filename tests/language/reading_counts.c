/* For tests/language/lix.py: reads paragraphs from standard input, each ended by a
 * form feed, and prints "sentences words long LIX" of each.  The language's
 * abbreviations are those of its lexicon. */
#include "base/file.h"
#include "language/reading.h"
#include "yaml/lexicon_read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int argc, char **argv)
{
  struct lexicon *lexicon = NULL;
  struct problems problems = {0};
  struct str text = {0};
  FILE *in = argc == 2 ? fopen(argv[1], "rb") : NULL;
  if (in == NULL || lexicon_read(in, argv[1], &lexicon, &problems, NULL) != STATUS_OK ||
      file_read("-", (size_t)1 << 28, &text, NULL) != STATUS_OK)
    return 2;
  fclose(in);
  char *rest = text.text;
  for (char *paragraph = strsep(&rest, "\f"); rest != NULL; paragraph = strsep(&rest, "\f")) {
    struct reading reading;
    reading_make(lexicon, paragraph, &reading);
    const struct measures *m = &reading.measures;
    printf("%zu %zu %zu %.9f\n", m->sentences, m->words, m->long_words, m->lix);
    reading_clear(&reading);
  }
  lexicon_free(&lexicon);
  str_clear(&text);
  return 0;
}
