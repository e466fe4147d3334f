/* Grades with their spread, and the ranking with its formula (R11).  They are told by
 * department. */
#include "app/minutes_private.h"

#include "base/i18n.h"
#include "workshop/grading.h"

#include <inttypes.h>

/* One criterion of a touchpoint: what was agreed on, then each department. */
static void put_grades(struct page *page, const struct grading *grading, enum criterion criterion,
                       struct str *differs)
{
  struct str text = {0};
  const struct spread *spread = &grading->spreads[criterion];
  const char *name = criterion_name(criterion);
  minutes_add_value(&text, ENTITY_touchpoint, grading->touchpoint, name);
  for (size_t i = 0; i < GRADING_DEPARTMENTS; i++)
    if (spread->given[i] != UNSET)
      str_addf(&text, "%s%s %" PRId64, text.length > 0 ? "\n" : "",
               enumeration_label(&enumerations[ENUM_department], (int64_t)i), spread->given[i]);
  if (spread->apart)
    str_addf(differs, "%s%s %" PRId64 "–%" PRId64, differs->length > 0 ? "\n" : "",
             i18n_text(entity_field(ENTITY_touchpoint, name)->label), spread->least, spread->most);
  minutes_put_cell(page, &text);
}

static bool is_graded(const struct ranked *ranked)
{
  for (int c = 0; c < CRITERION_COUNT; c++)
    if (ranked->grades[c] != UNSET)
      return true;
  return false;
}

static void put_rank(struct page *page, const struct ranked *ranked)
{
  struct str text = {0};
  if (ranked->rank > 0)
    str_addf(&text, ranked->tie ? _("%zu, shared") : "%zu", ranked->rank);
  minutes_put_cell(page, &text);
  if (ranked->score != UNSET)
    page_cell_number(page, ranked->score);
  else
    page_cell(page, NULL);
}

static void put_graded(const struct minutes *minutes, struct page *page,
                       const struct ranked *ranked)
{
  struct str differs = {0};
  struct grading grading;
  grading_make(minutes->map, ranked->touchpoint, NULL, &grading);
  page_cell(page, ranked->touchpoint->title);
  for (int c = 0; c < CRITERION_COUNT; c++)
    put_grades(page, &grading, (enum criterion)c, &differs);
  minutes_put_cell(page, &differs);
  put_rank(page, ranked);
}

static void tell_formula(const struct ranking *ranking, struct page *page)
{
  struct str text = {0};
  str_addf(&text,
           _("Score = use × importance × leverage × (3 - how it feels today) × %d ÷ effort. Where "
             "nothing was agreed on, the middle of the departments counts; where nobody said, it "
             "feels %d and takes an effort of %d."),
           RANKING_SCALE, RANKING_FEELS, RANKING_EFFORT);
  if (ranking->scored > 0) {
    str_add(&text, "\n");
    str_addf(&text, "%s: ", ranking->items[0].touchpoint->title);
    ranking_add_terms(&text, &ranking->items[0]);
    str_addf(&text, " = %" PRId64, ranking->items[0].score);
  }
  page_note(page, text.text);
  str_clear(&text);
}

void minutes_tell_grades(const struct minutes *minutes, struct page *page)
{
  const struct page_column columns[] = {{_("Touchpoint"), COLUMN_TITLE},
                                        {_("Use"), COLUMN_WORDS},
                                        {_("Importance"), COLUMN_WORDS},
                                        {_("Leverage"), COLUMN_WORDS},
                                        {_("Seen differently"), COLUMN_WORDS},
                                        {_("Rank"), COLUMN_NUMBER},
                                        {_("Score"), COLUMN_NUMBER}};
  struct ranking ranking;
  size_t graded = 0;
  page_section(page, "grades", _("Grades"));
  ranking_make(minutes->map, &ranking);
  for (size_t i = 0; i < ranking.count; i++)
    graded += is_graded(&ranking.items[i]);
  if (graded == 0) {
    page_note(page, _("Nothing has been graded yet."));
    ranking_clear(&ranking);
    return;
  }
  page_text(page, _("From 0 to 5. What was agreed on stands first, then what each department "
                    "gave."));
  page_table(page, _("Grades"), columns, sizeof columns / sizeof *columns);
  for (size_t i = 0; i < ranking.count; i++)
    if (is_graded(&ranking.items[i]))
      put_graded(minutes, page, &ranking.items[i]);
  tell_formula(&ranking, page);
  ranking_clear(&ranking);
}
