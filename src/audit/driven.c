/* What makes a tone what it is: the places of a text that weigh most, each with its reason,
 * so that whoever is told that a text is too hard or too soft need not look for the words. */
#include "audit/work.h"

#include "base/i18n.h"
#include "base/text.h"
#include "language/ladder.h"

#include <stdlib.h>
#include <string.h>

/* Places that are named, columns of their words, and marks that are looked at. */
enum { NAMED_MOST = 3, WORDS_MOST = 40, MARKS_MOST = 256 };

/* A mark with its text. */
struct driver {
  const struct mark *mark;
  const char *text;
};

static bool is_about_tone(int field)
{
  return field == RULE_FIELD_tone || field == RULE_FIELD_tone_step ||
         field == RULE_FIELD_tone_languages;
}

/* Whether the tone should have been harder, so that kind words count as well. */
static bool is_too_soft(const struct finding_maker *maker)
{
  const struct rule_term *term = maker->judgement->term;
  return term->op == RULE_AT_LEAST || term->op == RULE_MORE;
}

/* The wording that is meant: of a step the hardest, or the softest where it is too soft. */
static const struct unit *unit_of(const struct finding_maker *maker)
{
  const struct unit *found = maker->unit;
  for (size_t i = 0; maker->unit == NULL && i < maker->spot->unit_count; i++) {
    const struct unit *unit = &maker->work->units[maker->spot->first_unit + i];
    if (!unit->main || !unit->goes || unit->tone < 0)
      continue;
    if (found == NULL || (is_too_soft(maker) ? unit->tone < found->tone : unit->tone > found->tone))
      found = unit;
  }
  return found;
}

/* The highest on the ladder come first, since they make the class, and of them those that
 * weigh most. */
static int compare(const void *a, const void *b)
{
  const struct mark *one = ((const struct driver *)a)->mark;
  const struct mark *other = ((const struct driver *)b)->mark;
  int higher = ladder_height(other) - ladder_height(one);
  if (higher != 0)
    return higher;
  int difference = abs(other->weight) - abs(one->weight);
  if (difference != 0)
    return difference;
  return one->start < other->start ? -1 : one->start > other->start;
}

static size_t list(const struct finding_maker *maker, const struct unit *unit,
                   struct driver *drivers)
{
  const size_t parts[] = {unit->subject, unit->text};
  bool soft = is_too_soft(maker);
  size_t count = 0;
  for (size_t i = 0; i < 2; i++) {
    if (parts[i] == NO_TEXT)
      continue;
    const struct text_read *read = &maker->work->audit->texts[parts[i]];
    for (size_t m = 0; read->lexicon != NULL && m < read->reading.count; m++)
      if (count < MARKS_MOST &&
          (read->reading.marks[m].weight > 0 || (soft && read->reading.marks[m].weight < 0)))
        drivers[count++] = (struct driver){&read->reading.marks[m], read->text};
  }
  qsort(drivers, count, sizeof *drivers, compare);
  return count;
}

/* Whether the same was said before, in another place. */
static bool is_named(const struct driver *drivers, size_t at)
{
  const struct driver *one = &drivers[at];
  for (size_t i = 0; i < at; i++)
    if (drivers[i].mark->marker == one->mark->marker &&
        drivers[i].mark->length == one->mark->length &&
        memcmp(drivers[i].text + drivers[i].mark->start, one->text + one->mark->start,
               one->mark->length) == 0)
      return true;
  return false;
}

static void add_driver(struct str *out, const struct driver *driver)
{
  const struct mark *mark = driver->mark;
  struct str words = {0}, cut = {0}, reason = {0};
  str_add_span(&words, driver->text + mark->start, mark->length);
  text_sanitize(words.text);
  text_add_cut(&cut, words.text, WORDS_MOST, "…");
  str_add(&reason, mark->marker != NULL && mark->marker->reason != NULL
                       ? mark->marker->reason
                       : signal_label(mark->signal));
  if (reason.length > 0 && reason.text[reason.length - 1] == '.')
    str_cut(&reason, reason.length - 1);
  /* L10N: words of a text, and why they count */
  str_addf(out, _("\"%s\" (%s)"), str_text(&cut), str_text(&reason));
  str_clear(&words);
  str_clear(&cut);
  str_clear(&reason);
}

void driven_tell(const struct finding_maker *maker, struct str *text)
{
  struct driver drivers[MARKS_MOST];
  if (maker->judgement->term == NULL || maker->spot == NULL ||
      !is_about_tone(maker->judgement->field))
    return;
  const struct unit *unit = unit_of(maker);
  size_t count = unit != NULL ? list(maker, unit, drivers) : 0;
  if (count == 0)
    return;
  struct str named = {0};
  for (size_t i = 0, said = 0; i < count && said < NAMED_MOST; i++) {
    if (is_named(drivers, i))
      continue;
    if (said++ > 0)
      str_add(&named, ", ");
    add_driver(&named, &drivers[i]);
  }
  /* L10N: a list of words of the text with reasons */
  str_addf(text, _(" What makes it so: %s."), str_text(&named));
  str_clear(&named);
}
