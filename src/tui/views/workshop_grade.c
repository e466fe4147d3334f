/* The Workshop view: grading in hiding, what came of it, and agreeing. */
#include "app/edit.h"
#include "app/people.h"
#include "app/surveyed.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "tui/dialog.h"
#include "tui/dispute_dialog.h"
#include "tui/field.h"
#include "tui/views/workshop_view.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct tui *tui_of(const struct workshop_view *view)
{
  return view->view.tui;
}

static struct session *session_of(const struct workshop_view *view)
{
  return view->view.tui->session;
}

void workshop_forget_gradings(struct workshop_view *view)
{
  free(view->gradings);
  view->gradings = NULL;
  view->grading_count = 0;
  ranking_clear(&view->ranking);
  map_free(&view->map);
}

/* ---- Rows ---- */

static enum status add_graded(void *context, const void *record, struct error *err)
{
  (void)err;
  const struct touchpoint *touchpoint = record;
  struct workshop_row *row =
      workshop_add_row(context, WORKSHOP_ROW_GRADE, touchpoint->record.oid, touchpoint->title);
  row->id = mem_copy_text(touchpoint->id);
  for (int i = 0; i < CRITERION_COUNT; i++)
    row->grades[i] = UNSET;
  return STATUS_OK;
}

struct noting {
  struct workshop_view *view;
  struct people people;
};

/* One's own before the title, those of others in the department behind it. */
static enum status note_grades(void *context, const struct sealed *sealed, struct error *err)
{
  (void)err;
  const struct noting *noting = context;
  struct workshop_view *view = noting->view;
  int64_t grades[CRITERION_COUNT];
  if (!meeting_read_grades(sealed, grades))
    return STATUS_OK;
  for (size_t i = 0; i < view->count; i++) {
    struct workshop_row *row = &view->rows[i];
    struct str behind = {0};
    if (row->id == NULL || strcmp(row->id, sealed->subject) != 0)
      continue;
    if (strcmp(sealed->person, session_of(view)->person) == 0) {
      memcpy(row->grades, grades, sizeof grades);
      continue;
    }
    str_addf(&behind, "%s%s%s ", row->behind != NULL ? row->behind : "",
             row->behind != NULL ? ", " : "", people_name(&noting->people, sealed->person));
    meeting_add_grades(&behind, grades);
    text_sanitize(behind.text);
    mem_set_text(&row->behind, str_text(&behind));
    str_clear(&behind);
  }
  return STATUS_OK;
}

enum status workshop_read_grading(struct workshop_view *view, struct error *err)
{
  struct session *session = session_of(view);
  struct str round = {0};
  struct noting noting = {.view = view};
  running_add_round(&round, &view->meeting.running);
  people_read(session->store, &noting.people, NULL);
  enum status status = store_each(session->store, session->journey_oid, ENTITY_touchpoint, NULL,
                                  add_graded, view, err);
  if (status == STATUS_OK)
    status = meeting_each_graded(session, &view->meeting, note_grades, &noting, err);
  if (status == STATUS_OK)
    status = store_each_sealer(session->store, session->journey_oid, "grade", str_text(&round),
                               workshop_add_person, view, err);
  people_clear(&noting.people);
  str_clear(&round);
  return status;
}

/* The widest spread first, which is most worth talking about. */
static int by_spread(const void *left, const void *right)
{
  const struct grading *one = left;
  const struct grading *other = right;
  if (one->widest != other->widest)
    return one->widest > other->widest ? -1 : 1;
  return one->place < other->place ? -1 : one->place > other->place;
}

/* Whether the middle can stand without a word: departments gave one where nothing was
 * agreed on yet, and are near each other in all of it. */
static bool is_near(const struct grading *grading)
{
  bool open = false;
  for (int i = 0; i < CRITERION_COUNT; i++)
    open = open || (grading->spreads[i].departments > 0 &&
                    criterion_agreed(grading->touchpoint, (enum criterion)i) == UNSET);
  return open && grading->widest < GRADING_APART;
}

static void add_agree(struct workshop_view *view)
{
  struct str words = {0};
  int near = 0;
  for (size_t i = 0; i < view->grading_count; i++)
    near += is_near(&view->gradings[i]) ? 1 : 0;
  if (near > 0) {
    str_addf(&words,
             P_("Agree on the middle where departments are near each other: %d touchpoint",
                "Agree on the middle where departments are near each other: %d touchpoints", near),
             near);
    workshop_add_row(view, WORKSHOP_ROW_AGREE, 0, str_text(&words));
  }
  str_clear(&words);
}

enum status workshop_read_gradings(struct workshop_view *view, struct error *err)
{
  enum status status = surveyed_read(session_of(view), &view->map, err);
  if (status != STATUS_OK)
    return status;
  view->gradings = gradings_make(view->map, view->meeting.running.workshop, &view->grading_count);
  qsort(view->gradings, view->grading_count, sizeof *view->gradings, by_spread);
  add_agree(view);
  for (size_t i = 0; i < view->grading_count; i++) {
    const struct touchpoint *touchpoint = view->gradings[i].touchpoint;
    workshop_add_row(view, WORKSHOP_ROW_TOUCHPOINT, touchpoint->record.oid, touchpoint->title)
        ->place = i;
  }
  return STATUS_OK;
}

enum status workshop_read_ranking(struct workshop_view *view, struct error *err)
{
  workshop_add_row(view, WORKSHOP_ROW_BACK, 0, _("Back to the workshop"));
  enum status status = surveyed_read(session_of(view), &view->map, err);
  if (status != STATUS_OK)
    return status;
  view->gradings = gradings_make(view->map, NULL, &view->grading_count);
  ranking_make(view->map, &view->ranking);
  for (size_t i = 0; i < view->ranking.scored; i++) {
    const struct ranked *ranked = &view->ranking.items[i];
    struct str terms = {0};
    struct workshop_row *row = workshop_add_row(
        view, WORKSHOP_ROW_TOUCHPOINT, ranked->touchpoint->record.oid, ranked->touchpoint->title);
    ranking_add_terms(&terms, ranked);
    row->place = i;
    row->behind = str_take(&terms);
  }
  return STATUS_OK;
}

/* ---- Columns ---- */

#define COLUMN_LEAST 10

static const char *label_of(enum criterion criterion)
{
  return i18n_text(entity_field(ENTITY_touchpoint, criterion_name(criterion))->label);
}

static int column_width(enum criterion criterion)
{
  int width = text_width(label_of(criterion));
  return width > COLUMN_LEAST ? width : COLUMN_LEAST;
}

/* "4 3? 1-5 !": what was agreed on, the middle where that is another, the spread. */
static void add_spread(struct str *out, const struct grading *grading, enum criterion criterion)
{
  const struct spread *spread = &grading->spreads[criterion];
  int64_t agreed = criterion_agreed(grading->touchpoint, criterion);
  if (agreed != UNSET)
    str_addf(out, "%" PRId64 " ", agreed);
  if (spread->departments > 0 && spread->median != agreed)
    str_addf(out, "%" PRId64 "? ", spread->median);
  if (agreed == UNSET && spread->departments == 0)
    str_add(out, "-");
  if (spread->departments > 1)
    str_addf(out, "%" PRId64 "-%" PRId64 "%s", spread->least, spread->most,
             spread->apart ? " !" : "");
}

void workshop_add_columns(struct str *out, const struct workshop_view *view,
                          const struct workshop_row *row)
{
  if (row->kind == WORKSHOP_ROW_TOUCHPOINT && view->matrix) {
    const struct ranked *ranked = &view->ranking.items[row->place];
    str_addf(out, "%3zu%s %6" PRId64 "  ", row->place + 1,
             department_letter(ranked->touchpoint->owner_department), ranked->score);
    return;
  }
  for (int i = 0; i < CRITERION_COUNT; i++) {
    struct str cell = {0};
    if (row->kind == WORKSHOP_ROW_TOUCHPOINT)
      add_spread(&cell, &view->gradings[row->place], (enum criterion)i);
    else if (row->kind != WORKSHOP_ROW_GRADE)
      return;
    else if (row->grades[i] == UNSET)
      str_add(&cell, "-");
    else
      str_addf(&cell, "%" PRId64, row->grades[i]);
    text_add_padded(out, str_text(&cell), column_width((enum criterion)i), "");
    str_add(out, "  ");
    str_clear(&cell);
  }
}

bool workshop_add_heading(struct str *out, const struct workshop_view *view)
{
  int64_t does = workshop_does(view);
  if (view->matrix || (does != phase_grade && does != phase_show))
    return false;
  for (int i = 0; i < CRITERION_COUNT; i++) {
    text_add_padded(out, label_of((enum criterion)i), column_width((enum criterion)i), "");
    str_add(out, "  ");
  }
  str_add(out, i18n_text(entities[ENTITY_touchpoint].one));
  return true;
}

/* ---- Giving grades ---- */

/* What is graded, or agreed on. */
struct giving {
  struct workshop_view *view;
  int64_t oid;
  char *id;
  char *title;
  char *seen[CRITERION_COUNT];     /* what was agreed on when it was shown; "" nothing */
  int64_t middle[CRITERION_COUNT]; /* of the departments, or UNSET */
};

static void forget_giving(void *context)
{
  struct giving *giving = context;
  for (int i = 0; i < CRITERION_COUNT; i++)
    free(giving->seen[i]);
  free(giving->id);
  free(giving->title);
  free(giving);
}

static void ask_grades(struct tui *tui, const char *what, const char *title,
                       const int64_t grades[CRITERION_COUNT], prompt_done *done,
                       struct giving *giving)
{
  struct str key = {0};
  struct str question = {0};
  struct str text = {0};
  bool any = false;
  for (int i = 0; i < CRITERION_COUNT; i++) {
    any = any || grades[i] != UNSET;
    str_addf(&question, "%s%s", i > 0 ? ", " : "", label_of((enum criterion)i));
  }
  str_addf(&question, _(" (0-5 each): %s"), title);
  if (any)
    meeting_add_grades(&text, grades);
  str_addf(&key, "%s %" PRId64, what, giving->oid);
  prompt_open(tui, str_text(&key), str_text(&question), str_text(&text), done, giving,
              forget_giving);
  str_clear(&key);
  str_clear(&question);
  str_clear(&text);
}

static bool take_grades(void *context, struct tui *tui, const char *text)
{
  const struct giving *giving = context;
  struct workshop_view *view = giving->view;
  struct error err = {0};
  int64_t grades[CRITERION_COUNT];
  enum status status = meeting_parse_grades(text, grades, &err);
  if (status == STATUS_OK)
    status = meeting_grade(tui->session, &view->meeting, giving->id, grades, &err);
  if (!tui_done(tui, status, &err))
    return false;
  tui_say(tui, STYLE_GOOD, _("'%s' is graded. Enter grades the next one."), giving->title);
  if (view->current + 1 < view->count)
    view->current++;
  return true;
}

void workshop_grade(struct workshop_view *view, const struct workshop_row *row)
{
  if (workshop_asks_department(view) || !tui_may(tui_of(view), DEED_VOTE))
    return;
  struct giving *giving = mem_new(1, sizeof *giving);
  *giving = (struct giving){.view = view, .oid = row->oid};
  giving->id = mem_copy_text(row->id);
  giving->title = mem_copy_text(row->text);
  ask_grades(tui_of(view), "grade", row->text, row->grades, take_grades, giving);
}

/* ---- Agreeing ---- */

static struct giving *giving_of(struct workshop_view *view, const struct grading *grading)
{
  struct giving *giving = mem_new(1, sizeof *giving);
  *giving = (struct giving){.view = view, .oid = grading->touchpoint->record.oid};
  giving->title = mem_copy_text(grading->touchpoint->title);
  for (int i = 0; i < CRITERION_COUNT; i++) {
    int64_t agreed = criterion_agreed(grading->touchpoint, (enum criterion)i);
    char text[24] = "";
    if (agreed != UNSET)
      snprintf(text, sizeof text, "%" PRId64, agreed);
    giving->seen[i] = mem_copy_text(text);
    giving->middle[i] = grading->spreads[i].median;
  }
  return giving;
}

/* Sets what was agreed on as one action; what is UNSET stays as it was. */
static enum status agree(struct session *session, const struct giving *giving,
                         const int64_t grades[CRITERION_COUNT], struct error *err)
{
  const struct field *fields[CRITERION_COUNT];
  const char *texts[CRITERION_COUNT];
  const char *bases[CRITERION_COUNT];
  char written[CRITERION_COUNT][24];
  size_t count = 0;
  for (int i = 0; i < CRITERION_COUNT; i++) {
    if (grades[i] == UNSET)
      continue;
    snprintf(written[i], sizeof written[i], "%" PRId64, grades[i]);
    fields[count] = entity_field(ENTITY_touchpoint, criterion_name((enum criterion)i));
    texts[count] = written[i];
    bases[count++] = giving->seen[i];
  }
  if (count == 0)
    return STATUS_OK;
  return edit_set_many(session, ENTITY_touchpoint, giving->oid, fields, texts, bases, count, err);
}

/* Sets what was agreed on, or asks, grade by grade, where somebody else was first: the
 * first of them on top.  False where neither could be. */
static bool agree_or_ask(struct tui *tui, const struct giving *giving,
                         const int64_t grades[CRITERION_COUNT])
{
  struct error err = {0};
  bool well = true;
  enum status status = agree(tui->session, giving, grades, &err);
  if (status != STATUS_BUSY) {
    if (!tui_done(tui, status, &err))
      return false;
    tui_say(tui, STYLE_GOOD, _("The grades of '%s' are agreed on."), giving->title);
    return true;
  }
  for (int i = CRITERION_COUNT - 1; i >= 0; i--) {
    char text[24];
    if (grades[i] == UNSET)
      continue;
    snprintf(text, sizeof text, "%" PRId64, grades[i]);
    well = (field_set(tui, ENTITY_touchpoint, giving->oid,
                      entity_field(ENTITY_touchpoint, criterion_name((enum criterion)i)), text,
                      giving->seen[i]) ||
            dispute_is_asked(tui)) &&
           well;
  }
  return well;
}

static bool take_agreed(void *context, struct tui *tui, const char *text)
{
  const struct giving *giving = context;
  struct error err = {0};
  int64_t grades[CRITERION_COUNT];
  if (meeting_parse_grades(text, grades, &err) == STATUS_OK)
    return agree_or_ask(tui, giving, grades);
  tui_fault(tui, &err);
  return false;
}

enum choice { CHOICE_MIDDLE = CRITERION_COUNT, CHOICE_OTHER, CHOICE_FIELDS };

static void take_choice(void *context, struct tui *tui, size_t index)
{
  const struct giving *giving = context;
  if (index == CHOICE_FIELDS) {
    form_open(tui, ENTITY_touchpoint, giving->oid, entity_field(ENTITY_touchpoint, "use"));
    return;
  }
  if (!tui_may(tui, DEED_MAP))
    return;
  if (index == CHOICE_MIDDLE) {
    agree_or_ask(tui, giving, giving->middle);
    return;
  }
  struct giving *next = mem_new(1, sizeof *next);
  *next = (struct giving){.view = giving->view, .oid = giving->oid};
  next->title = mem_copy_text(giving->title);
  for (int i = 0; i < CRITERION_COUNT; i++)
    next->seen[i] = mem_copy_text(giving->seen[i]);
  ask_grades(tui, "agree", giving->title, giving->middle, take_agreed, next);
}

/* "Use: Finance 5, IT 2" */
static char *tell_given(const struct spread *spread, enum criterion criterion)
{
  struct str words = {0};
  str_addf(&words, "%s: ", label_of(criterion));
  size_t told = 0;
  for (size_t i = 0; i < GRADING_DEPARTMENTS; i++)
    if (spread->given[i] != UNSET)
      str_addf(&words, "%s%s %" PRId64, told++ > 0 ? ", " : "",
               enumeration_label(&enumerations[ENUM_department], (int64_t)i), spread->given[i]);
  if (told == 0)
    str_add(&words, _("no department has graded it"));
  if (spread->apart)
    str_addf(&words, "  ! %s", _("far apart"));
  return str_take(&words);
}

void workshop_agree(struct workshop_view *view, const struct workshop_row *row)
{
  const struct grading *grading = NULL;
  for (size_t i = 0; i < view->grading_count; i++)
    if (view->gradings[i].touchpoint->record.oid == row->oid)
      grading = &view->gradings[i];
  if (grading == NULL)
    return;
  struct giving *giving = giving_of(view, grading);
  struct picker_row rows[CHOICE_FIELDS + 1] = {
      [CHOICE_OTHER] = {.label = _("Agree on other grades")},
      [CHOICE_FIELDS] = {.label = _("See all fields of the touchpoint")}};
  struct str middle = {0};
  for (int i = 0; i < CRITERION_COUNT; i++)
    rows[i] = (struct picker_row){.label = tell_given(&grading->spreads[i], (enum criterion)i),
                                  .heading = true};
  str_addf(&middle, "%s ", _("Agree on the middle:"));
  meeting_add_grades(&middle, giving->middle);
  rows[CHOICE_MIDDLE].label = str_text(&middle);
  rows[CHOICE_MIDDLE].heading = grading->widest < 0;
  picker_open(tui_of(view), giving->title, rows, CHOICE_FIELDS + 1,
              grading->widest < 0 ? CHOICE_OTHER : CHOICE_MIDDLE, take_choice, giving,
              forget_giving);
  for (int i = 0; i < CRITERION_COUNT; i++)
    free((char *)rows[i].label);
  str_clear(&middle);
}

/* The middle where nothing was agreed on yet. */
static struct agreement rest_of(const struct grading *grading)
{
  struct agreement agreement = {.touchpoint = grading->touchpoint->record.oid};
  for (int i = 0; i < CRITERION_COUNT; i++)
    agreement.grades[i] = criterion_agreed(grading->touchpoint, (enum criterion)i) == UNSET
                              ? grading->spreads[i].median
                              : UNSET;
  return agreement;
}

void workshop_agree_all(struct workshop_view *view)
{
  struct tui *tui = tui_of(view);
  struct error err = {0};
  int agreed = 0;
  if (!tui_may(tui, DEED_MAP))
    return;
  struct agreement *all = mem_new(view->grading_count + 1, sizeof *all);
  for (size_t i = 0; i < view->grading_count; i++)
    if (is_near(&view->gradings[i]))
      all[agreed++] = rest_of(&view->gradings[i]);
  enum status status = meeting_agree(tui->session, all, (size_t)agreed, &err);
  free(all);
  if (tui_done(tui, status, &err))
    tui_say(tui, STYLE_GOOD,
            P_("The grades of %d touchpoint are agreed on.",
               "The grades of %d touchpoints are agreed on.", agreed),
            agreed);
}
