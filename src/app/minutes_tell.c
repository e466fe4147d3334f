/* The minutes told: what it is about, what was decided and who does what, what is due,
 * what has changed.  The other parts are in files of their own. */
#include "app/minutes_private.h"

#include "app/compare.h"
#include "app/session.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "model/record.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* More differences than this nobody reads in minutes. */
#define CHANGES_MOST 60

/* ---- What all files use ---- */

bool minutes_is(const char *text, const char *value)
{
  return text != NULL && strcmp(text, value) == 0;
}

void minutes_put_cell(struct page *page, struct str *text)
{
  page_cell(page, text->text);
  str_clear(text);
}

void minutes_add_value(struct str *out, enum entity entity, const void *record, const char *field)
{
  record_add_label(out, record, entity_field(entity, field));
}

void minutes_add_feeling(struct str *out, int64_t value)
{
  if (value != UNSET)
    str_addf(out, value != 0 ? "%+" PRId64 : "%" PRId64, value);
}

static void put_day(struct page *page, date_day day)
{
  char text[DATE_SIZE];
  page_cell(page, day != UNSET ? date_format(day, text) : NULL);
}

static void put_fact(struct page *page, const char *label, struct str *text)
{
  page_fact(page, label, text->text);
  str_clear(text);
}

/* A fact that is a field of a record. */
static void put_value(struct page *page, const char *label, enum entity entity, const void *record,
                      const char *field)
{
  struct str text = {0};
  minutes_add_value(&text, entity, record, field);
  put_fact(page, label, &text);
}

/* ---- The head ---- */

static void add_part(struct str *out, const char *text)
{
  if (text != NULL && text[0] != '\0')
    str_addf(out, "%s%s", out->length > 0 ? " · " : "", text);
}

static void begin(const struct minutes *minutes, struct page *page)
{
  const struct journey *journey = map_journey(minutes->map);
  struct str under = {0};
  char day[DATE_SIZE];
  /* L10N: the language of this catalogue: sv, nb or en. */
  page_begin(page, journey->title, i18n_text(NC_("language of this catalogue", "en")));
  str_addf(&under, _("Minutes, %s"), date_format(minutes->on, day));
  add_part(&under, journey->brand);
  add_part(&under, enumeration_label(&enumerations[ENUM_market], journey->market));
  add_part(&under, enumeration_label(&enumerations[ENUM_journey_status], journey->status));
  page->subtitle = str_take(&under);
  page->contents = mem_copy_text(_("Contents"));
}

static void tell_workshop(const struct minutes *minutes, struct page *page)
{
  const struct workshop *workshop = minutes->workshop;
  struct str text = {0};
  char day[DATE_SIZE];
  if (workshop == NULL) {
    page_note(page, _("No workshop has been held on this map yet."));
    return;
  }
  str_add(&text, workshop->title);
  if (workshop->day != UNSET)
    str_addf(&text, ", %s", date_format(workshop->day, day));
  if (workshop->state == workshop_state_running)
    str_addf(&text, " (%s)",
             enumeration_label(&enumerations[ENUM_workshop_state], workshop->state));
  put_fact(page, _("Workshop"), &text);
  page_fact(page, _("Facilitator"), workshop->facilitator);
  put_value(page, _("Present"), ENTITY_workshop, workshop, "departments");
}

/* What waits is told by number, so that whoever reads knows that it is not all. */
static void tell_sealed(const struct minutes *minutes, struct page *page)
{
  struct str text = {0};
  int cards = (int)minutes->cards.things, votes = (int)minutes->votes.things;
  int grades = (int)minutes->grades.things;
  if (cards > 0)
    str_addf(&text, P_("%d card", "%d cards", cards), cards);
  if (votes > 0 && text.length > 0)
    str_add(&text, ", ");
  if (votes > 0)
    str_addf(&text, P_("%d vote", "%d votes", votes), votes);
  if (grades > 0 && text.length > 0)
    str_add(&text, ", ");
  if (grades > 0)
    str_addf(&text, P_("%d grading", "%d gradings", grades), grades);
  if (text.length > 0) {
    struct str note = {0};
    str_addf(&note, _("The workshop is under way. Sealed until the room reveals it: %s."),
             text.text);
    page_note(page, note.text);
    str_clear(&note);
  }
  str_clear(&text);
}

/* ---- Goal ---- */

/* The last measurement by day, or NULL. */
static const struct point *last_point(const struct map *map, const struct metric *metric)
{
  const struct point *last = NULL, *point;
  size_t index = 0;
  while ((point = map_next_part(map, ENTITY_point, metric->id, &index)) != NULL)
    if (last == NULL || point->day >= last->day)
      last = point;
  return last;
}

static void put_number(struct page *page, int64_t value)
{
  if (value != UNSET)
    page_cell_number(page, value);
  else
    page_cell(page, NULL);
}

static void put_metric(const struct minutes *minutes, const struct metric *metric,
                       struct page *page)
{
  const struct point *point = last_point(minutes->map, metric);
  struct str text = {0};
  char day[DATE_SIZE];
  str_add(&text, metric->title);
  if (metric->unit != NULL)
    str_addf(&text, " (%s)", metric->unit);
  if (minutes->workshop != NULL && minutes_is(minutes->workshop->metric, metric->id))
    str_addf(&text, "\n%s", _("the number of the workshop"));
  minutes_put_cell(page, &text);
  put_number(page, metric->baseline);
  if (point != NULL)
    str_addf(&text, "%" PRId64 "\n%s", point->value, date_format(point->day, day));
  minutes_put_cell(page, &text);
  put_number(page, metric->target);
  minutes_add_value(&text, ENTITY_metric, metric, "evidence");
  minutes_put_cell(page, &text);
}

static void tell_metrics(const struct minutes *minutes, struct page *page)
{
  const struct page_column columns[] = {{_("Metric"), COLUMN_TITLE},
                                        {_("Baseline"), COLUMN_NUMBER},
                                        {_("Latest"), COLUMN_NUMBER},
                                        {_("Target"), COLUMN_NUMBER},
                                        {_("Evidence"), COLUMN_WORDS}};
  page_table(page, _("Metrics"), columns, sizeof columns / sizeof *columns);
  for (size_t i = 0; i < map_count(minutes->map, ENTITY_metric); i++)
    put_metric(minutes, map_at(minutes->map, ENTITY_metric, i), page);
}

static void tell_goal(const struct minutes *minutes, struct page *page)
{
  const struct journey *journey = map_journey(minutes->map);
  const struct workshop *workshop = minutes->workshop;
  const char *goal = workshop != NULL && workshop->goal != NULL ? workshop->goal : journey->goal;
  struct str owner = {0};
  page_section(page, "goal", _("Goal"));
  if (goal != NULL)
    page_text(page, goal);
  else
    page_note(page, _("No goal is written yet."));
  if (workshop != NULL)
    page_quote(page, workshop->quote);
  tell_workshop(minutes, page);
  surveyed_add_owner(&owner, journey->owner_department, journey->owner_person);
  put_fact(page, _("Owner of the journey"), &owner);
  if (workshop != NULL && workshop->review_by != UNSET)
    put_value(page, _("Look again"), ENTITY_workshop, workshop, "review_by");
  else
    put_value(page, _("Look again"), ENTITY_journey, journey, "review_by");
  tell_sealed(minutes, page);
  tell_metrics(minutes, page);
}

/* ---- Decisions and actions ---- */

static int by_day(int64_t a, int64_t b)
{
  /* What has no day comes last. */
  if (a == UNSET || b == UNSET)
    return (a == UNSET) - (b == UNSET);
  return (a > b) - (a < b);
}

static int newer_decision(const void *a, const void *b)
{
  const struct decision *one = *(void *const *)a, *other = *(void *const *)b;
  int order = one->day == UNSET || other->day == UNSET ? by_day(one->day, other->day)
                                                       : by_day(other->day, one->day);
  return order != 0 ? order
                    : (one->record.order > other->record.order) -
                          (one->record.order < other->record.order);
}

/* What is open first, then by its day. */
static int sooner_action(const void *a, const void *b)
{
  const struct action *one = *(void *const *)a, *other = *(void *const *)b;
  bool one_open = one->state == UNSET || one->state == action_state_open;
  bool other_open = other->state == UNSET || other->state == action_state_open;
  if (one_open != other_open)
    return one_open ? -1 : 1;
  int order = by_day(one->due, other->due);
  return order != 0 ? order
                    : (one->record.order > other->record.order) -
                          (one->record.order < other->record.order);
}

/* All records of an entity in that order; the caller frees the list. */
static const void **sorted(const struct map *map, enum entity entity,
                           int (*compare)(const void *, const void *), size_t *count)
{
  *count = map_count(map, entity);
  const void **items = mem_new(*count + 1, sizeof *items);
  for (size_t i = 0; i < *count; i++)
    items[i] = map_at(map, entity, i);
  qsort(items, *count, sizeof *items, compare);
  return items;
}

static void tell_decisions(const struct minutes *minutes, struct page *page)
{
  const struct page_column columns[] = {
      {_("Decided"), COLUMN_TITLE}, {_("About"), COLUMN_WORDS}, {_("Date"), COLUMN_WORDS}};
  size_t count;
  const void **items = sorted(minutes->map, ENTITY_decision, newer_decision, &count);
  page_section(page, "decisions", _("Decisions"));
  if (count == 0)
    page_note(page, _("Nothing has been decided yet."));
  page_table(page, _("Decisions"), columns, sizeof columns / sizeof *columns);
  for (size_t i = 0; i < count; i++) {
    const struct decision *decision = items[i];
    page_cell(page, decision->text);
    page_cell(page, surveyed_touchpoint(minutes->map, decision->touchpoint));
    put_day(page, decision->day);
  }
  free(items);
}

static void tell_actions(const struct minutes *minutes, struct page *page)
{
  const struct page_column columns[] = {{_("What"), COLUMN_TITLE},
                                        {_("Who"), COLUMN_WORDS},
                                        {_("By when"), COLUMN_WORDS},
                                        {_("State"), COLUMN_WORDS},
                                        {_("About"), COLUMN_WORDS}};
  size_t count;
  const void **items = sorted(minutes->map, ENTITY_action, sooner_action, &count);
  page_section(page, "actions", _("Actions"));
  if (count == 0)
    page_note(page, _("Nobody has promised anything yet."));
  page_table(page, _("Actions"), columns, sizeof columns / sizeof *columns);
  for (size_t i = 0; i < count; i++) {
    const struct action *action = items[i];
    struct str text = {0};
    page_cell(page, action->text);
    surveyed_add_owner(&text, action->owner_department, action->owner_person);
    minutes_put_cell(page, &text);
    put_day(page, action->due);
    minutes_add_value(&text, ENTITY_action, action, "state");
    minutes_put_cell(page, &text);
    page_cell(page, surveyed_touchpoint(minutes->map, action->touchpoint));
  }
  free(items);
}

/* ---- What is due ---- */

static void tell_due(const struct minutes *minutes, struct page *page)
{
  static const char *const states[] = {N_("Overdue"), N_("Soon"), N_("Lacking")};
  const struct page_column columns[] = {{_("What waits"), COLUMN_TITLE},
                                        {_("State"), COLUMN_WORDS},
                                        {_("When"), COLUMN_WORDS},
                                        {_("Who"), COLUMN_WORDS}};
  const struct due *due = &minutes->due;
  page_section(page, "due", _("Overdue and soon"));
  if (due->count == 0)
    page_note(page, _("Nothing is overdue, and nothing is due in the next two weeks."));
  page_table(page, _("Overdue and soon"), columns, sizeof columns / sizeof *columns);
  for (size_t i = 0; i < due->count; i++) {
    const struct due_item *item = &due->items[i];
    struct str text = {0};
    char day[DATE_SIZE];
    surveyed_add_due(&text, minutes->map, item);
    minutes_put_cell(page, &text);
    page_cell(page, i18n_text(states[item->state]));
    surveyed_add_when(&text, item, minutes->on);
    if (item->day != UNSET)
      str_addf(&text, " (%s)", date_format(item->day, day));
    minutes_put_cell(page, &text);
    surveyed_add_owner(&text, item->department, item->person);
    minutes_put_cell(page, &text);
  }
}

/* ---- What has changed ---- */

/* What other sections tell is not told again as a change. */
static bool is_told_elsewhere(const struct difference *difference)
{
  switch (difference->top_entity) {
  case ENTITY_workshop:
  case ENTITY_card:
    return true;
  case ENTITY_decision:
  case ENTITY_action:
    return difference->kind == CHANGE_ADDED;
  default:
    return difference->entity == ENTITY_grade || difference->entity == ENTITY_vote;
  }
}

static void add_since(struct str *out, const struct minutes *minutes)
{
  char when[DATE_TIME_SIZE];
  date_format_time(minutes->since_moment.at, when);
  if (minutes->since == SINCE_RELEASE)
    str_addf(out, _("Compared with release %" PRId64 " of %s."), minutes->since_release, when);
  else if (minutes->since == SINCE_WORKSHOP)
    str_addf(out, _("Compared with the end of the workshop '%s' on %s."), minutes->since_workshop,
             when);
  else
    str_addf(out, _("Compared with %s."), when);
}

static void put_change(struct page *page, const struct difference *difference)
{
  struct str name = {0}, text = {0};
  compare_add_name(&name, difference->top_entity, difference->top);
  compare_add_difference(&text, difference);
  minutes_put_cell(page, &name);
  minutes_put_cell(page, &text);
}

static void tell_changes(const struct minutes *minutes, struct page *page)
{
  const struct page_column columns[] = {{_("Where"), COLUMN_TITLE}, {_("What"), COLUMN_WORDS}};
  struct str since = {0};
  size_t told = 0, left = 0;
  page_section(page, "changes", _("What has changed since last time"));
  if (minutes->diff == NULL) {
    page_note(page, _("There is no earlier release or workshop to compare with."));
    return;
  }
  add_since(&since, minutes);
  page_text(page, since.text);
  str_clear(&since);
  page_table(page, _("What has changed since last time"), columns,
             sizeof columns / sizeof *columns);
  for (size_t i = 0; i < minutes->diff->count; i++) {
    const struct difference *difference = &minutes->diff->items[i];
    if (is_told_elsewhere(difference))
      continue;
    if (told < CHANGES_MOST) {
      put_change(page, difference);
      told++;
    } else {
      left++;
    }
  }
  if (told == 0)
    page_note(page, _("Nothing but what the sections on decisions, actions and cards tell."));
  if (left > 0) {
    str_addf(
        &since,
        P_("%zu more is told by 'kundresa diff'.", "%zu more are told by 'kundresa diff'.", left),
        left);
    page_note(page, since.text);
    str_clear(&since);
  }
}

void minutes_tell(const struct minutes *minutes, struct page *page)
{
  begin(minutes, page);
  tell_goal(minutes, page);
  tell_decisions(minutes, page);
  tell_actions(minutes, page);
  tell_due(minutes, page);
  tell_changes(minutes, page);
  minutes_tell_map(minutes, page);
  minutes_tell_cards(minutes, page);
  minutes_tell_grades(minutes, page);
  minutes_tell_parking(minutes, page);
  minutes_tell_findings(minutes, page);
  minutes_tell_questions(minutes, page);
  minutes_tell_handovers(minutes, page);
  page_tidy(page);
}
