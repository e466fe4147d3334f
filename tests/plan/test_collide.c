/* Same days and days before their event, against a slow search that knows
 * nothing of how the compiler finds them: it takes each day as the day of the
 * event, each customer of a small world, and writes down what that customer
 * would get on which day. */
#include "plan_helper.h"

#include "model/calendar.h"
#include "plan/condition.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { STEPS = 6 };

static unsigned seed;

static unsigned below(unsigned most)
{
  seed = seed * 1664525u + 1013904223u;
  return (seed >> 8) % most;
}

static void put(struct map *map, enum entity entity, const void *record)
{
  struct error err = {0};
  assert_int_equal(map->sink.put(&map->sink, entity, record, &err), STATUS_OK);
}

/* ---- A journey by chance ---- */

static const char *const step_ids[STEPS] = {"s0", "s1", "s2", "s3", "s4", "s5"};
static const char *const segment_ids[] = {"few", "many", "some"};

/* few: orders at most 2; many: more than 2; some: 2 or 3. */
static void put_segments(struct map *map)
{
  struct attribute attribute;
  record_init(ENTITY_attribute, &attribute);
  attribute.id = (char *)"orders";
  attribute.owner = attribute_of_customer;
  attribute.type = attribute_type_integer;
  put(map, ENTITY_attribute, &attribute);
  static const struct {
    int64_t operator;
    const char *value;
  } conditions[] = {{operator_at_most, "2"}, {operator_more, "2"}, {operator_one_of, "2, 3"}};
  for (size_t i = 0; i < 3; i++) {
    struct segment segment;
    record_init(ENTITY_segment, &segment);
    segment.id = segment.title = (char *)segment_ids[i];
    put(map, ENTITY_segment, &segment);
    struct condition condition;
    record_init(ENTITY_condition, &condition);
    condition.segment = (char *)segment_ids[i];
    condition.attribute = (char *)"orders";
    condition.operator= conditions[i].operator;
    condition.value = (char *)conditions[i].value;
    put(map, ENTITY_condition, &condition);
  }
}

static void put_text(struct map *map, size_t step)
{
  char id[32];
  snprintf(id, sizeof id, "text-%zu", step);
  struct message message;
  record_init(ENTITY_message, &message);
  message.touchpoint = (char *)step_ids[step];
  message.id = id;
  message.purpose = purpose_service;
  message.place = place_body;
  put(map, ENTITY_message, &message);
  struct variant variant;
  record_init(ENTITY_variant, &variant);
  variant.message = id;
  variant.language = (char *)"sv";
  variant.body = (char *)"Hej";
  put(map, ENTITY_variant, &variant);
}

static void put_step(struct map *map, size_t step)
{
  static const int64_t anchors[] = {anchor_issued,  anchor_issued,       anchor_due,
                                    anchor_payment, anchor_end_of_month, anchor_contact,
                                    anchor_previous};
  struct touchpoint one;
  record_init(ENTITY_touchpoint, &one);
  one.id = one.title = (char *)step_ids[step];
  one.stage = (char *)"all";
  one.kind = stage_kind_message;
  one.channels = (char *)"letter";
  one.anchor = anchors[below(step == 0 ? 6 : 7)];
  if (one.anchor == anchor_previous && below(2) == 0)
    one.after = (char *)step_ids[below((unsigned)step)];
  one.offset_days = (int64_t)below(60) - (below(3) == 0 ? 30 : 0);
  one.days = below(3) == 0 ? day_kind_business : day_kind_calendar;
  one.roll = below(3);
  one.invoice_state = below(3);
  if (below(2) == 0)
    one.segment = (char *)segment_ids[below(3)];
  if (below(5) == 0) {
    one.repeat_every_days = 1 + below(9);
    one.repeat_times = 1 + below(3);
  }
  put(map, ENTITY_touchpoint, &one);
  put_text(map, step);
}

static struct map *make_journey(void)
{
  struct map *map = map_new();
  struct journey journey;
  record_init(ENTITY_journey, &journey);
  journey.id = journey.title = (char *)"j";
  journey.market = market_se;
  journey.audience = audience_consumer;
  journey.languages = (char *)"sv";
  journey.timezone = (char *)"UTC";
  journey.payment_terms_days = below(2) == 0 ? 14 : 30;
  put(map, ENTITY_journey, &journey);
  put_segments(map);
  size_t count = 2 + below(STEPS - 1);
  for (size_t i = 0; i < count; i++)
    put_step(map, i);
  return map;
}

/* ---- The slow search ---- */

struct search {
  const struct map *map;
  struct calendar_days days;
  bool same[STEPS][STEPS]; /* [a][b], a <= b: can meet on one day */
  bool early[STEPS];       /* can fall before what it counts from */
};

static const struct touchpoint *step_at(const struct search *search, size_t step)
{
  return map_at(search->map, ENTITY_touchpoint, step);
}

static size_t parent_of(const struct search *search, size_t step)
{
  const struct touchpoint *one = step_at(search, step);
  if (one->after == NULL)
    return step - 1;
  for (size_t i = 0;; i++)
    if (strcmp(step_ids[i], one->after) == 0)
      return i;
}

static bool business(const struct search *search, date_day day)
{
  return calendar_is_business(&search->days, day);
}

static bool inside(const struct search *search, date_day day)
{
  return day >= search->days.from && day <= search->days.until;
}

/* Moves a day as the step's roll says; false when that leaves the calendar. */
static bool roll(const struct search *search, const struct touchpoint *one, date_day *day)
{
  if (one->roll == roll_none)
    return true;
  while (inside(search, *day) && !business(search, *day))
    *day += one->roll == roll_next ? 1 : -1;
  return inside(search, *day);
}

/* The day of a step counted from @base; false when it has none. */
static bool count_days(const struct search *search, const struct touchpoint *one, date_day base,
                       date_day *day)
{
  *day = base;
  if (one->days == day_kind_calendar) {
    *day += one->offset_days;
    return roll(search, one, day);
  }
  if (!inside(search, base))
    return false;
  int64_t left = one->offset_days < 0 ? -one->offset_days : one->offset_days;
  while (left > 0) {
    *day += one->offset_days < 0 ? -1 : 1;
    if (!inside(search, *day))
      return false;
    left -= business(search, *day) ? 1 : 0;
  }
  return roll(search, one, day);
}

/* The event that the step's chain begins with; due and the end of the month
 * are known when the invoice is. */
static int64_t event_of(const struct search *search, size_t step)
{
  int64_t anchor = step_at(search, step)->anchor;
  if (anchor == anchor_previous)
    return event_of(search, parent_of(search, step));
  return anchor == anchor_due || anchor == anchor_end_of_month ? anchor_issued : anchor;
}

static bool is_last_of_month(date_day day)
{
  int year, month, date;
  date_split(day + 1, &year, &month, &date);
  return date == 1;
}

/* What the step counts from, when the event is on @event. */
static bool day_of(const struct search *search, size_t step, date_day event, date_day *day);

static bool base_of(const struct search *search, size_t step, date_day event, date_day *base)
{
  *base = event;
  switch (step_at(search, step)->anchor) {
  case anchor_due:
    *base += map_journey(search->map)->payment_terms_days;
    return true;
  case anchor_end_of_month:
    while (!is_last_of_month(*base))
      ++*base;
    return true;
  case anchor_previous:
    return day_of(search, parent_of(search, step), event, base);
  default:
    return true;
  }
}

static bool day_of(const struct search *search, size_t step, date_day event, date_day *day)
{
  date_day base;
  return base_of(search, step, event, &base) &&
         count_days(search, step_at(search, step), base, day);
}

/* Whether a customer with so many orders (NULL: not known) is in the segments
 * of the step and of all those it follows. */
static bool reaches(const struct search *search, size_t step, const char *orders)
{
  const struct touchpoint *one = step_at(search, step);
  size_t at = 0;
  const struct condition *condition;
  while (one->segment != NULL &&
         (condition = map_next_part(search->map, ENTITY_condition, one->segment, &at)) != NULL)
    if (!condition_holds(condition, attribute_type_integer, orders))
      return false;
  return one->anchor != anchor_previous || reaches(search, parent_of(search, step), orders);
}

/* Whether the invoice must have been paid before the step. */
static bool comes_after_payment(const struct search *search, size_t step)
{
  const struct touchpoint *one = step_at(search, step);
  return one->invoice_state == invoice_state_paid || one->anchor == anchor_payment ||
         (one->anchor == anchor_previous && comes_after_payment(search, parent_of(search, step)));
}

/* Whether the step wants the invoice unpaid and paid at once: what it meets
 * is nobody's concern, as it is a fault of its own. */
static bool is_contradiction(const struct search *search, size_t step)
{
  const struct touchpoint *one = step_at(search, step);
  return (one->invoice_state == invoice_state_unpaid && comes_after_payment(search, step)) ||
         (one->anchor == anchor_previous && is_contradiction(search, parent_of(search, step)));
}

static bool one_gets_both(const struct search *search, size_t a, size_t b)
{
  static const char *const worlds[] = {NULL, "0", "1", "2", "3", "4"};
  bool paid[] = {comes_after_payment(search, a), comes_after_payment(search, b)};
  if ((paid[0] && step_at(search, b)->invoice_state == invoice_state_unpaid) ||
      (paid[1] && step_at(search, a)->invoice_state == invoice_state_unpaid))
    return false;
  for (size_t i = 0; i < sizeof worlds / sizeof worlds[0]; i++)
    if (reaches(search, a, worlds[i]) && reaches(search, b, worlds[i]))
      return true;
  return false;
}

/* All days of the step after the event; how many. */
static size_t days_of(const struct search *search, size_t step, date_day event, date_day *days)
{
  const struct touchpoint *one = step_at(search, step);
  date_day first;
  size_t count = 0;
  if (!day_of(search, step, event, &first))
    return 0;
  for (int64_t time = 0; time <= (one->repeat_times != UNSET ? one->repeat_times : 0); time++) {
    date_day day = first + (time > 0 ? time * one->repeat_every_days : 0);
    if ((time == 0 || roll(search, one, &day)) && inside(search, day))
      days[count++] = day;
  }
  return count;
}

static void try_pair(struct search *search, size_t a, size_t b)
{
  date_day one[8], other[8];
  if (event_of(search, a) != event_of(search, b) || !one_gets_both(search, a, b))
    return;
  for (date_day event = search->days.from; event <= search->days.until; event++) {
    size_t ones = days_of(search, a, event, one), others = days_of(search, b, event, other);
    for (size_t i = 0; i < ones; i++)
      for (size_t k = a == b ? i + 1 : 0; k < others; k++)
        search->same[a][b] |= one[i] == other[k];
  }
}

static void try_early(struct search *search, size_t step)
{
  bool previous = step_at(search, step)->anchor == anchor_previous;
  for (date_day event = search->days.from; event <= search->days.until; event++) {
    date_day base = event, day;
    if ((!previous || base_of(search, step, event, &base)) && day_of(search, step, event, &day))
      search->early[step] |= day < base;
  }
}

/* ---- The comparison ---- */

static bool told(const struct plan_faults *faults, const char *code, const char *id,
                 const char *with)
{
  for (size_t i = 0; i < faults->count; i++)
    if (strcmp(faults->items[i].code, code) == 0 && strcmp(faults->items[i].id, id) == 0 &&
        strstr(faults->items[i].text, with) != NULL)
      return true;
  return false;
}

static size_t count_told(const struct plan_faults *faults, const char *code)
{
  size_t count = 0;
  for (size_t i = 0; i < faults->count; i++)
    count += strcmp(faults->items[i].code, code) == 0 ? 1 : 0;
  return count;
}

/* How many of them the slow search found, over all rounds. */
struct tally {
  size_t same, apart, early, in_time;
};

static void compare(struct search *search, const struct plan_faults *faults, struct tally *tally)
{
  size_t count = map_count(search->map, ENTITY_touchpoint), same = 0, early = 0;
  for (size_t b = 0; b < count; b++) {
    try_early(search, b);
    if (told(faults, "before-anchor", step_ids[b], "") != search->early[b])
      fail_msg("seed %u: %s is %searly", seed, step_ids[b], search->early[b] ? "" : "not ");
    early += search->early[b] ? 1 : 0;
    for (size_t a = 0; a <= b; a++) {
      char with[8];
      snprintf(with, sizeof with, "'%s'", step_ids[a]);
      bool found = told(faults, "same-day", step_ids[b], a == b ? "own repeats" : with);
      if (is_contradiction(search, a) || is_contradiction(search, b)) {
        same += found ? 1 : 0;
        continue;
      }
      try_pair(search, a, b);
      if (found != search->same[a][b])
        fail_msg("%s and %s can %smeet, which was %s", step_ids[a], step_ids[b],
                 search->same[a][b] ? "" : "not ", found ? "told" : "not told");
      same += search->same[a][b] ? 1 : 0;
      tally->apart += search->same[a][b] ? 0 : 1;
    }
  }
  assert_int_equal(count_told(faults, "same-day"), same); /* each once */
  assert_int_equal(count_told(faults, "before-anchor"), early);
  tally->same += same;
  tally->early += early;
  tally->in_time += count - early;
}

static void test_as_a_slow_search_finds(void **state)
{
  (void)state;
  const unsigned rounds = 250;
  struct tally tally = {0};
  for (unsigned round = 0; round < rounds; round++) {
    seed = 20261123 + round * 7919;
    struct map *map = make_journey();
    struct search search = {.map = map};
    struct plan *plan;
    struct plan_faults faults;
    calendar_days_make(&search.days, calendar_of(market_se));
    compile(map, &plan, &faults);
    compare(&search, &faults, &tally);
    calendar_days_free(&search.days);
    plan_free(&plan);
    plan_faults_clear(&faults);
    map_free(&map);
  }
  /* All answers were put to the test, many times. */
  assert_true(tally.same > rounds / 2 && tally.apart > rounds);
  assert_true(tally.early > rounds / 2 && tally.in_time > rounds);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_as_a_slow_search_finds),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
