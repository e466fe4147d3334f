/* Reads letters for `make bench`: tone_read LEXICON.yaml FILE [ROUNDS].  Letters in
 * FILE end at a form feed.  Everything is in memory before the first is read. */
#include "base/file.h"
#include "language/reading.h"
#include "tests/bench/ticks.h"
#include "yaml/lexicon_read.h"

#include <stdlib.h>
#include <string.h>

static double seconds(void)
{
  return ticks_seconds(CLOCK_PROCESS_CPUTIME_ID);
}

int main(int argc, char **argv)
{
  struct problems problems = {0};
  struct error err = {0};
  struct lexicon *lexicon = NULL;
  struct str file = {0};
  FILE *in = argc > 2 ? fopen(argv[1], "rb") : NULL;
  if (in == NULL || lexicon_read(in, argv[1], &lexicon, &problems, &err) != STATUS_OK ||
      file_read(argv[2], (size_t)1 << 30, &file, &err) != STATUS_OK)
    return 2;
  fclose(in);
  str_add(&file, "\f");
  for (char *at = file.text; (at = strchr(at, '\f')) != NULL; at++)
    *at = '\0';
  size_t letters = 0, words = 0, marks = 0;
  long score = 0;
  double best = 1e9;
  for (int round = argc > 3 ? atoi(argv[3]) : 1; round > 0; round--) {
    double started = seconds();
    letters = words = marks = 0;
    for (const char *at = file.text; at < file.text + file.length; at += strlen(at) + 1) {
      struct reading reading;
      reading_make(lexicon, at, &reading);
      letters++;
      words += reading.measures.words;
      marks += reading.count;
      score += reading.score;
      reading_clear(&reading);
    }
    double took = seconds() - started;
    best = took < best ? took : best;
  }
  printf("%zu letters, %.1f MB, %zu words, %zu marks, %ld: %.1f ms, %.0f MB/s\n", letters,
         (double)file.length / 1e6, words, marks, score, best * 1e3,
         (double)file.length / 1e6 / best);
  lexicon_free(&lexicon);
  str_clear(&file);
  return 0;
}
