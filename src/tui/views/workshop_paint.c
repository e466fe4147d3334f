/* The Workshop view, drawn: readable from the back of the room. */
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "tui/views/workshop_view.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* From so many columns on there is a panel at the right. */
#define WIDE 110
#define PANEL 44

/* ---- The head ---- */

static void paint_clock(const struct workshop_view *view, struct rect area)
{
  struct str clock = {0};
  int64_t left = running_left(&view->meeting.running, view->view.tui->now());
  running_add_clock(&clock, left);
  if (left <= 0)
    str_addf(&clock, "  %s", _("time is up"));
  int width = text_width(str_text(&clock));
  paint_text(area.row, area.column + area.columns - width - 1, width,
             left <= 0    ? STYLE_BAD
             : left <= 60 ? STYLE_WARN
                          : STYLE_STRONG,
             str_text(&clock));
  str_clear(&clock);
}

static void paint_title(const struct workshop_view *view, struct rect area)
{
  const struct agenda *agenda = view->meeting.agenda;
  int index = agenda_find_step(agenda, view->meeting.running.step);
  size_t number = agenda_step_number(agenda, (size_t)index);
  struct str title = {0};
  if (number > 0)
    str_addf(&title, _("Step %zu of %zu"), number, agenda_numbered(agenda));
  if (number > 0)
    str_addf(&title, " %s ", screen_glyph(GLYPH_BULLET));
  str_add(&title, words_now(&agenda->steps[index].title));
  paint_text(area.row, area.column + 1, area.columns - 24, STYLE_HEADING, str_text(&title));
  str_clear(&title);
}

/* "Write silently 3 ▸ Reveal 3 ▸ …", where the room is marked. */
static void paint_phases(const struct workshop_view *view, struct rect area)
{
  const struct agenda_step *step = running_step(&view->meeting.running, view->meeting.agenda);
  int column = area.column + 1;
  int end = area.column + area.columns;
  for (size_t i = 0; i < step->phase_count; i++) {
    struct str words = {0};
    bool here = (int64_t)i == view->meeting.running.phase;
    str_addf(&words, here ? " %s %" PRId64 "' " : "%s %" PRId64 "'",
             enumeration_label(&enumerations[ENUM_phase], step->phases[i].does),
             step->phases[i].minutes);
    if (i > 0)
      column += paint_text(area.row, column, end - column, STYLE_DIM, screen_glyph(GLYPH_ELSE)) + 1;
    column += paint_text(area.row, column, end - column, here ? STYLE_TAB_OPEN : STYLE_DIM,
                         str_text(&words)) +
              1;
    str_clear(&words);
  }
}

/* What the room is asked; how many rows it took. */
static int paint_prompt(const struct workshop_view *view, struct rect area)
{
  const struct agenda_step *step = running_step(&view->meeting.running, view->meeting.agenda);
  if (step->prompt_count == 0)
    return 0;
  size_t place = view->prompt < step->prompt_count ? view->prompt : 0;
  struct str words = {0};
  str_addf(&words, "%s", words_now(&step->prompts[place].text));
  struct str count = {0};
  str_addf(&count, "%s %zu/%zu %s", screen_glyph(GLYPH_LEFT), place + 1, step->prompt_count,
           screen_glyph(GLYPH_RIGHT));
  int width = text_width(str_text(&count));
  paint_text(area.row, area.column + 1, width, STYLE_DIM, str_text(&count));
  int rows =
      paint_wrapped((struct rect){area.row, area.column + width + 3, 2, area.columns - width - 4},
                    STYLE_STRONG, str_text(&words));
  str_clear(&words);
  str_clear(&count);
  return rows;
}

/* ---- What to do now ---- */

static const char *say_vote(const struct workshop_view *view)
{
  if (!agenda_step_is_numbered(running_step(&view->meeting.running, view->meeting.agenda)))
    return _("Which touchpoints come first? Say it aloud, and write the decision with d.");
  if (view->meeting.running.closed)
    return _("The vote is closed. Talk about the first ones; n goes on to the next step.");
  return _(
      "Give your dots to what matters most: Up and Down mark a card, Enter gives it a dot, - takes "
      "one back. Nobody sees them until the vote is closed.");
}

static const char *say_what(const struct workshop_view *view)
{
  if (view->matrix)
    return _("Ranked by use × importance × leverage × (3 - how it feels) × 60 ÷ effort: the next "
             "krona goes first to the uppermost.");
  if (view->meeting.lost)
    return _(
        "A workshop is under way, but its agenda or its step is not known here. E ends it, and "
        "shows what is hidden still.");
  switch (workshop_does(view)) {
  case phase_talk:
    return _("Talk about the questions above. Up and Down mark a line, Enter opens it, d writes "
             "down a decision, a what shall be done.");
  case phase_write:
    return _("Write silently, one thing on each card. Nobody else sees them until they are "
             "revealed. Up and Down mark a card, Enter writes it, x takes it back.");
  case phase_reveal:
    return _("Read the cards aloud in this order; the others listen. Enter shows one whole.");
  case phase_map:
    return _(
        "Put each card where it belongs: Up and Down mark one, Enter asks what becomes of it.");
  case phase_vote:
    return say_vote(view);
  case phase_grade:
    return _("Grade silently what you know of, from 0 to 5: how many customers meet it, how much "
             "it matters to them, how much better we can make it. Only your department sees it "
             "until it is revealed. Enter grades what is marked.");
  case phase_show:
    return _("Talk about where departments differ most, marked !, and agree: Up and Down mark a "
             "line, Enter shows who gave what. A ? stands where only the middle is known.");
  case phase_pause:
    return _("A break. The clock rings when it is over.");
  default:
    return _("A workshop takes the room through the journey step by step: write silently, reveal, "
             "map and vote. Enter opens what is marked.");
  }
}

/* ---- Rows ---- */

static void add_dots(struct str *out, int64_t dots)
{
  for (int64_t i = 0; i < dots; i++)
    str_add(out, screen_glyph(GLYPH_POINT));
}

/* What stands before the text of a row. */
static void add_front(struct str *out, const struct workshop_view *view,
                      const struct workshop_row *row)
{
  if (workshop_does(view) == phase_vote && row->kind == WORKSHOP_ROW_CARD) {
    struct str dots = {0};
    if (view->meeting.running.closed) {
      if (row->tally.rank > 0)
        str_addf(out, "%2zu%s ", row->tally.rank, row->tally.tie ? "=" : " ");
      else
        str_add(out, "    ");
      str_addf(out, "%3" PRId64 " ", row->tally.dots);
    } else {
      add_dots(&dots, row->own);
      text_add_padded(out, str_text(&dots), TALLY_CAP + 1, "");
    }
    str_clear(&dots);
  }
  const char *label = NULL;
  workshop_add_columns(out, view, row);
  if (row->kind == WORKSHOP_ROW_AGREE || row->kind == WORKSHOP_ROW_MATRIX ||
      row->kind == WORKSHOP_ROW_BACK || row->kind == WORKSHOP_ROW_WRITE ||
      row->kind == WORKSHOP_ROW_START)
    str_add(out, "+ ");
  else if (row->kind == WORKSHOP_ROW_ACTION)
    label = i18n_text(entities[ENTITY_action].one);
  else if (row->kind == WORKSHOP_ROW_DECISION)
    label = i18n_text(entities[ENTITY_decision].one);
  else if (row->kind == WORKSHOP_ROW_RECORD)
    label = i18n_text(entities[ENTITY_workshop].one);
  else if (row->lane != UNSET)
    label = enumeration_label(&enumerations[ENUM_lane], row->lane);
  if (label != NULL) {
    text_add_padded(out, label, 9, screen_glyph(GLYPH_ELLIPSIS));
    str_add(out, " ");
  }
}

static void paint_row(const struct workshop_view *view, int row, struct rect area, size_t place)
{
  const struct workshop_row *shown = &view->rows[place];
  bool here = place == view->current;
  struct str line = {0};
  str_add(&line, " ");
  add_front(&line, view, shown);
  int used = text_width(str_text(&line));
  int behind = shown->behind != NULL ? text_width(shown->behind) : 0;
  if (behind > area.columns / 3)
    behind = area.columns / 3;
  text_add_padded(&line, shown->text, area.columns - used - behind - (behind > 0 ? 3 : 1),
                  screen_glyph(GLYPH_ELLIPSIS));
  if (behind > 0)
    str_add(&line, "  ");
  if (behind > 0)
    text_add_cut(&line, shown->behind, behind, screen_glyph(GLYPH_ELLIPSIS));
  if (here) {
    paint_padded(row, area.column, area.columns, STYLE_SELECTED, str_text(&line));
    paint_cursor(row, area.column + 1);
  } else {
    paint_text(row, area.column, area.columns,
               shown->kind == WORKSHOP_ROW_DECISION ? STYLE_DIM : STYLE_TEXT, str_text(&line));
  }
  str_clear(&line);
}

static void paint_rows(struct workshop_view *view, struct rect area)
{
  view->page = area.rows > 1 ? area.rows : 1;
  view->rows_at = area.row;
  if (view->current < view->first)
    view->first = view->current;
  if (view->current >= view->first + (size_t)view->page)
    view->first = view->current - (size_t)view->page + 1;
  for (int i = 0; i < area.rows && view->first + (size_t)i < view->count; i++)
    paint_row(view, area.row + i, area, view->first + (size_t)i);
  if (view->count == 0) {
    paint_cursor(area.row, area.column + 1);
    if (workshop_does(view) != phase_pause && workshop_does(view) != phase_vote)
      paint_text(area.row, area.column + 1, area.columns - 2, STYLE_DIM,
                 _("There are no cards here yet."));
  }
}

/* ---- At the foot, or at the right ---- */

/* "Cards: 7 · Anna 2, Bo 3 …", counts and nothing more. */
static void add_counts(struct str *out, const struct workshop_view *view)
{
  int64_t sum = 0;
  bool votes = workshop_does(view) == phase_vote;
  bool grades = workshop_does(view) == phase_grade;
  for (size_t i = 0; i < view->people_count; i++)
    sum += view->people[i].count;
  if (votes && !view->meeting.running.closed && view->dots > 0)
    str_addf(out, _("Dots left: %" PRId64 " of %" PRId64), view->dots - view->given, view->dots);
  if (grades)
    str_addf(out, _("Gradings so far: %" PRId64), sum);
  else if (!votes)
    str_addf(out, _("Cards so far: %" PRId64), sum);
  for (size_t i = 0; i < view->people_count; i++) {
    const struct workshop_person *person = &view->people[i];
    str_addf(out, " %s %s %s", screen_glyph(GLYPH_BULLET), department_letter(person->department),
             person->name);
    if (!votes)
      str_addf(out, " %" PRId64, person->count);
  }
}

static bool has_counts(const struct workshop_view *view)
{
  int64_t does = workshop_does(view);
  return does == phase_write || does == phase_grade ||
         (does == phase_vote && !view->meeting.running.closed && view->dots > 0);
}

/* One need or caution that is to be told, by its sign. */
static int paint_sign(struct rect area, int row, enum style style, const char *sign,
                      const char *words)
{
  if (row >= area.rows)
    return row;
  paint_text(area.row + row, area.column, 2, style, sign);
  int rows = paint_wrapped(
      (struct rect){area.row + row, area.column + 2, area.rows - row, area.columns - 2}, style,
      words);
  return row + rows;
}

static int paint_needs(const struct workshop_view *view, struct rect area, bool met)
{
  const struct agenda_step *step = running_step(&view->meeting.running, view->meeting.agenda);
  int row = 0;
  for (int64_t i = 0; i < (int64_t)enumerations[ENUM_need].count; i++) {
    bool holds = (view->met >> i & 1) != 0;
    if ((step->needs >> i & 1) != 0 && holds == met)
      row = paint_sign(area, row, holds ? STYLE_GOOD : STYLE_TEXT,
                       screen_glyph(holds ? GLYPH_POINT : GLYPH_RING),
                       enumeration_label(&enumerations[ENUM_need], i));
  }
  return row;
}

static int paint_cautions(const struct workshop_view *view, struct rect area)
{
  int row = 0;
  for (int64_t i = 0; i < (int64_t)enumerations[ENUM_caution].count; i++)
    if ((view->cautions >> i & 1) != 0)
      row =
          paint_sign(area, row, STYLE_WARN, "!", enumeration_label(&enumerations[ENUM_caution], i));
  return row;
}

static void add_score(struct str *out, const struct workshop_view *view)
{
  const struct agenda_step *step = running_step(&view->meeting.running, view->meeting.agenda);
  int needs = 0;
  int met = 0;
  for (uint64_t bits = step->needs; bits != 0; bits &= bits - 1)
    needs++;
  for (uint64_t bits = view->met & step->needs; bits != 0; bits &= bits - 1)
    met++;
  if (needs == 0)
    return;
  if (met == needs)
    str_add(out, _("This step is green: all it needs is there."));
  else
    str_addf(out, _("This step has %d of the %d things it needs."), met, needs);
}

static struct rect below(struct rect area, int rows)
{
  return (struct rect){area.row + rows, area.column, area.rows - rows, area.columns};
}

static void paint_panel(const struct workshop_view *view, struct rect area)
{
  struct str score = {0};
  paint_rule((struct rect){area.row, area.column, area.rows, 1}, STYLE_BORDER, GLYPH_VERTICAL);
  struct rect inside = {area.row, area.column + 2, area.rows, area.columns - 3};
  add_score(&score, view);
  int used = paint_wrapped(inside, STYLE_HEADING, str_text(&score)) + 1;
  used += paint_needs(view, below(inside, used), false);
  used += paint_needs(view, below(inside, used), true);
  paint_cautions(view, below(inside, used + 1));
  str_clear(&score);
}

/* The first thing that is missing, else the first warning, in one line. */
static void paint_foot(const struct workshop_view *view, struct rect area)
{
  struct str score = {0};
  add_score(&score, view);
  if (score.length > 0)
    paint_text(area.row, area.column + 1, area.columns - 2,
               view->met == running_step(&view->meeting.running, view->meeting.agenda)->needs
                   ? STYLE_GOOD
                   : STYLE_HINT,
               str_text(&score));
  struct rect rest = {area.row + 1, area.column + 1, area.rows - 1, area.columns - 2};
  int used = paint_needs(view, rest, false);
  if (used < rest.rows)
    paint_cautions(view, below(rest, used));
  str_clear(&score);
}

/* ---- The whole ---- */

/* Over the columns of grades. */
static int paint_heading(const struct workshop_view *view, struct rect area)
{
  struct str words = {0};
  bool any = workshop_add_heading(&words, view);
  if (any)
    paint_text(area.row, area.column + 1, area.columns - 2, STYLE_DIM, str_text(&words));
  str_clear(&words);
  return any ? 1 : 0;
}

static void paint_body(struct workshop_view *view, struct rect area)
{
  int used = 0;
  bool wide = area.columns >= WIDE;
  bool has_needs = view->meeting.runs && !view->matrix &&
                   running_step(&view->meeting.running, view->meeting.agenda)->needs != 0;
  struct rect left = area;
  if (has_needs && wide) {
    left.columns -= PANEL;
    paint_panel(view, (struct rect){area.row, area.column + left.columns, area.rows, PANEL});
  }
  int foot = has_needs && !wide && area.rows >= 14 ? 4 : 0;
  used += paint_wrapped((struct rect){left.row, left.column + 1, 3, left.columns - 2}, STYLE_HINT,
                        say_what(view)) +
          1;
  if (has_counts(view)) {
    struct str counts = {0};
    add_counts(&counts, view);
    used += paint_wrapped((struct rect){left.row + used, left.column + 1, 2, left.columns - 2},
                          STYLE_GOOD, str_text(&counts));
    str_clear(&counts);
  }
  if (view->matrix)
    used += workshop_paint_matrix(view, below(left, used));
  used += paint_heading(view, below(left, used));
  struct rect rows = below(left, used);
  rows.rows -= foot;
  paint_rows(view, rows);
  if (foot > 0) {
    paint_foot(view,
               (struct rect){area.row + area.rows - foot + 1, area.column, foot - 1, area.columns});
  }
}

void workshop_paint(struct view *base, struct rect area)
{
  struct workshop_view *view = (struct workshop_view *)base;
  if (!view->meeting.runs) {
    paint_body(view, below(area, 1));
    return;
  }
  paint_title(view, area);
  paint_clock(view, area);
  paint_phases(view, below(area, 1));
  int used = 3;
  if (!view->matrix)
    used += paint_prompt(view, below(area, used));
  paint_body(view, below(area, used + 1));
}
