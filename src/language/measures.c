/* How hard a text is to read: formulas and bands.
 *
 * Passive and nominal style are not measured.  What is published for them rests on
 * parsers and on corpora of another kind; to find a Swedish s-passive by its ending
 * takes "finns", "hoppas" and every genitive along, and no study known to us ties
 * such a share to whether a bill is understood or paid.  A number that cannot be
 * defended is left out. */
#include "language/measures.h"

#include "base/i18n.h"

#include <math.h>

static double divided(double a, size_t by)
{
  return by == 0 ? NAN : a / (double)by;
}

/* LIX: Björnsson, Läsbarhet, 1968: words per sentence, and the per cent of words
 * with more than six letters.  RIX: Anderson, Lix and Rix: variations on a
 * little-known readability index, Journal of Reading 26, 1983.  Grade: Kincaid,
 * Fishburne, Rogers and Chissom, Derivation of new readability formulas for Navy
 * enlisted personnel, 1975. */
void measures_finish(struct measures *measures, bool english)
{
  size_t words = measures->words;
  measures->words_per_sentence = divided((double)words, measures->sentences);
  measures->words_per_paragraph = divided((double)words, measures->paragraphs);
  measures->long_share = divided((double)measures->long_words, words);
  measures->lix = measures->words_per_sentence + 100 * measures->long_share;
  measures->rix = divided((double)measures->long_words, measures->sentences);
  measures->flesch_kincaid = english
                                 ? 0.39 * measures->words_per_sentence +
                                       11.8 * divided((double)measures->syllables, words) - 15.59
                                 : NAN;
  measures->trusted = measures->sentences >= MEASURES_SENTENCES && words >= MEASURES_WORDS;
}

const char *lix_band(double lix)
{
  if (isnan(lix))
    return _("not known");
  if (lix < 30)
    return _("very easy");
  if (lix < 40)
    return _("easy");
  if (lix < 50)
    return _("medium");
  if (lix < 60)
    return _("hard");
  return _("very hard");
}
