/* The Workshop view: the matrix of grades.  Leverage runs to the right and importance
 * upward, so that what comes first stands up to the right. */
#include "base/i18n.h"
#include "base/text.h"
#include "tui/views/workshop_view.h"

#include <inttypes.h>
#include <string.h>

#define SIDE (GRADING_MOST + 1)

/* A mark is its number in the list below, the owner's letter and a bar for use, and a
 * space after it: so many columns. */
static int mark_width(const struct ranking *ranking)
{
  return ranking->scored < 10 ? 4 : ranking->scored < 100 ? 5 : 6;
}

/* One cell of the matrix, as it is drawn. */
struct cell {
  const struct workshop_view *view;
  struct rect area;
  int64_t importance, leverage;
};

static void paint_mark(const struct cell *cell, size_t place, int row, int column)
{
  const struct ranked *ranked = &cell->view->ranking.items[place];
  const struct workshop_row *marked = workshop_marked(cell->view);
  int64_t owner = ranked->touchpoint->owner_department;
  bool here = marked != NULL && marked->oid == ranked->touchpoint->record.oid;
  struct str mark = {0};
  str_addf(&mark, "%zu%s%s", place + 1, department_letter(owner),
           screen_glyph(GLYPH_SIZE + (enum glyph)ranked->grades[CRITERION_USE]));
  enum style style =
      owner == UNSET ? STYLE_TEXT : (enum style)(STYLE_DEPARTMENT + (enum style)owner);
  paint_text(row, column, mark_width(&cell->view->ranking) - 1, here ? STYLE_SELECTED : style,
             str_text(&mark));
  str_clear(&mark);
}

/* All marks of a cell; where there is no place for all of them, how many more. */
static void paint_cell(const struct cell *cell)
{
  const struct ranking *ranking = &cell->view->ranking;
  int mark = mark_width(ranking);
  int across = cell->area.columns / mark;
  int room = across * cell->area.rows;
  int found = 0;
  for (size_t i = 0; i < ranking->scored; i++)
    found += ranking->items[i].grades[CRITERION_IMPORTANCE] == cell->importance &&
             ranking->items[i].grades[CRITERION_LEVERAGE] == cell->leverage;
  int shown = found > room ? room - 1 : found;
  int at = 0;
  for (size_t i = 0; i < ranking->scored && at < shown; i++)
    if (ranking->items[i].grades[CRITERION_IMPORTANCE] == cell->importance &&
        ranking->items[i].grades[CRITERION_LEVERAGE] == cell->leverage) {
      paint_mark(cell, i, cell->area.row + at / across, cell->area.column + at % across * mark);
      at++;
    }
  if (found > shown) {
    struct str more = {0};
    str_addf(&more, "+%d", found - shown);
    paint_text(cell->area.row + at / across, cell->area.column + at % across * mark, mark - 1,
               STYLE_STRONG, str_text(&more));
    str_clear(&more);
  }
  if (found == 0)
    paint_text(cell->area.row, cell->area.column, 1, STYLE_DIM, screen_glyph(GLYPH_SHADE));
}

static const char *axis(enum criterion criterion)
{
  return i18n_text(entity_field(ENTITY_touchpoint, criterion_name(criterion))->label);
}

static void paint_axis(struct rect area, int width)
{
  struct str words = {0};
  for (int i = 0; i < SIDE; i++) {
    char digit[] = {(char)('0' + i), '\0'};
    paint_text(area.row, area.column + 3 + i * width, 1, STYLE_DIM, digit);
  }
  str_addf(&words, "%s %s  %s", axis(CRITERION_LEVERAGE), screen_glyph(GLYPH_RIGHT),
           _("Number: place below. Letter: owner. Bar: use."));
  paint_text(area.row + 1, area.column + 3, area.columns - 3, STYLE_DIM, str_text(&words));
  str_clear(&words);
}

int workshop_paint_matrix(const struct workshop_view *view, struct rect area)
{
  struct str words = {0};
  if (view->ranking.scored == 0) {
    return 1 + paint_wrapped(area, STYLE_DIM,
                             _("Nothing is graded yet: the step Grade of a workshop does it, or "
                               "the fields of a touchpoint."));
  }
  int height = (area.rows - 11) / SIDE;
  height = height < 1 ? 1 : height > 3 ? 3 : height;
  int width = (area.columns - 4) / SIDE;
  width = width > 4 * mark_width(&view->ranking) ? 4 * mark_width(&view->ranking) : width;
  str_addf(&words, "%s %s", screen_glyph(GLYPH_UP), axis(CRITERION_IMPORTANCE));
  paint_text(area.row, area.column + 1, area.columns - 2, STYLE_DIM, str_text(&words));
  str_clear(&words);
  for (int up = 0; up < SIDE; up++) {
    int row = area.row + 1 + up * height;
    char digit[] = {(char)('0' + GRADING_MOST - up), '\0'};
    paint_text(row, area.column + 1, 1, STYLE_DIM, digit);
    for (int right = 0; right < SIDE; right++) {
      struct cell cell = {
          view, {row, area.column + 3 + right * width, height, width}, GRADING_MOST - up, right};
      paint_cell(&cell);
    }
  }
  paint_axis((struct rect){area.row + 1 + SIDE * height, area.column, 2, area.columns}, width);
  return SIDE * height + 4;
}
