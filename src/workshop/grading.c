#include "workshop/grading.h"

#include "base/mem.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

const char *criterion_name(enum criterion criterion)
{
  static const char *const names[] = {"use", "importance", "leverage"};
  return names[criterion];
}

int64_t criterion_agreed(const struct touchpoint *touchpoint, enum criterion criterion)
{
  const int64_t grades[] = {touchpoint->use, touchpoint->importance, touchpoint->leverage};
  return grades[criterion];
}

static int64_t given_of(const struct grade *grade, enum criterion criterion)
{
  const int64_t grades[] = {grade->use, grade->importance, grade->leverage};
  return grades[criterion];
}

static int by_size(const void *left, const void *right)
{
  int64_t one = *(const int64_t *)left;
  int64_t other = *(const int64_t *)right;
  return one < other ? -1 : one > other;
}

int64_t grade_median(int64_t *grades, size_t count)
{
  qsort(grades, count, sizeof *grades, by_size);
  int64_t upper = grades[count / 2];
  return count % 2 == 1 ? upper : (grades[count / 2 - 1] + upper + 1) / 2;
}

/* ---- Departments ---- */

/* Whether two name the same workshop, or none. */
static bool is_same(const char *one, const char *other)
{
  return one == NULL || other == NULL ? one == other : strcmp(one, other) == 0;
}

/* The gradings of one touchpoint in one workshop. */
struct given {
  const struct grade **items;
  size_t count;
};

static struct given gather(const struct map *map, const struct touchpoint *touchpoint,
                           const char *workshop)
{
  struct given given = {0};
  const struct grade *grade;
  for (size_t index = 0;
       (grade = map_next_part(map, ENTITY_grade, touchpoint->id, &index)) != NULL;) {
    if (!is_same(grade->workshop, workshop))
      continue;
    given.items = mem_resize(given.items, given.count + 1, sizeof *given.items);
    given.items[given.count++] = grade;
  }
  return given;
}

static void count_department(const struct given *given, size_t department, enum criterion criterion,
                             struct spread *spread)
{
  int64_t *grades = mem_new(given->count + 1, sizeof *grades);
  size_t count = 0;
  for (size_t i = 0; i < given->count; i++) {
    int64_t value = given_of(given->items[i], criterion);
    if (given->items[i]->department == (int64_t)department && value != UNSET)
      grades[count++] = value;
  }
  spread->given[department] = count > 0 ? grade_median(grades, count) : UNSET;
  free(grades);
}

static void spread_make(const struct given *given, enum criterion criterion, struct spread *spread)
{
  int64_t grades[GRADING_DEPARTMENTS];
  *spread = (struct spread){.least = UNSET, .most = UNSET, .median = UNSET};
  for (size_t i = 0; i < GRADING_DEPARTMENTS; i++) {
    count_department(given, i, criterion, spread);
    if (spread->given[i] != UNSET)
      grades[spread->departments++] = spread->given[i];
  }
  if (spread->departments == 0)
    return;
  spread->median = grade_median(grades, spread->departments);
  spread->least = grades[0];
  spread->most = grades[spread->departments - 1];
  spread->apart = spread->most - spread->least >= GRADING_APART;
}

/* The workshop of the grading that was kept last, or NULL. */
static const char *last_workshop(const struct map *map, const struct touchpoint *touchpoint)
{
  const struct grade *grade;
  const char *workshop = NULL;
  for (size_t index = 0;
       (grade = map_next_part(map, ENTITY_grade, touchpoint->id, &index)) != NULL;)
    workshop = grade->workshop;
  return workshop;
}

void grading_make(const struct map *map, const struct touchpoint *touchpoint, const char *workshop,
                  struct grading *grading)
{
  *grading = (struct grading){
      .touchpoint = touchpoint,
      .workshop = workshop != NULL ? workshop : last_workshop(map, touchpoint),
      .widest = -1,
      .agreed = true,
  };
  struct given given = gather(map, touchpoint, grading->workshop);
  for (int i = 0; i < CRITERION_COUNT; i++) {
    struct spread *spread = &grading->spreads[i];
    spread_make(&given, (enum criterion)i, spread);
    if (spread->departments > 0 && spread->most - spread->least > grading->widest)
      grading->widest = spread->most - spread->least;
    grading->agreed = grading->agreed && criterion_agreed(touchpoint, (enum criterion)i) != UNSET;
  }
  free(given.items);
}

struct grading *gradings_make(const struct map *map, const char *workshop, size_t *count)
{
  *count = map_count(map, ENTITY_touchpoint);
  struct grading *gradings = mem_new(*count + 1, sizeof *gradings);
  for (size_t i = 0; i < *count; i++) {
    grading_make(map, map_at(map, ENTITY_touchpoint, i), workshop, &gradings[i]);
    gradings[i].place = i;
  }
  return gradings;
}

/* ---- Ranking ---- */

static void rate(const struct map *map, const struct touchpoint *touchpoint, struct ranked *ranked)
{
  struct grading grading;
  grading_make(map, touchpoint, NULL, &grading);
  *ranked = (struct ranked){
      .touchpoint = touchpoint,
      .agreed = grading.agreed,
      .feels_known = touchpoint->experience_as_is != UNSET,
      .effort_known = touchpoint->effort != UNSET,
      .score = 1,
  };
  ranked->feels = ranked->feels_known ? touchpoint->experience_as_is : RANKING_FEELS;
  ranked->effort = ranked->effort_known ? touchpoint->effort : RANKING_EFFORT;
  for (int i = 0; i < CRITERION_COUNT; i++) {
    int64_t agreed = criterion_agreed(touchpoint, (enum criterion)i);
    ranked->grades[i] = agreed != UNSET ? agreed : grading.spreads[i].median;
    if (ranked->grades[i] == UNSET || ranked->score == UNSET)
      ranked->score = UNSET;
    else
      ranked->score *= ranked->grades[i];
  }
  if (ranked->score != UNSET)
    ranked->score *= (3 - ranked->feels) * RANKING_SCALE / ranked->effort;
}

static int by_score(const void *left, const void *right)
{
  const struct ranked *one = left;
  const struct ranked *other = right;
  if (one->score != other->score)
    return one->score == UNSET ? 1 : other->score == UNSET || one->score > other->score ? -1 : 1;
  /* In the map's order until then: rank is the place there. */
  return one->rank < other->rank ? -1 : one->rank > other->rank;
}

void ranking_make(const struct map *map, struct ranking *ranking)
{
  *ranking = (struct ranking){.count = map_count(map, ENTITY_touchpoint)};
  ranking->items = mem_new(ranking->count + 1, sizeof *ranking->items);
  for (size_t i = 0; i < ranking->count; i++) {
    rate(map, map_at(map, ENTITY_touchpoint, i), &ranking->items[i]);
    ranking->items[i].rank = i;
  }
  qsort(ranking->items, ranking->count, sizeof *ranking->items, by_score);
  for (size_t i = 0; i < ranking->count; i++) {
    struct ranked *here = &ranking->items[i];
    bool same = i > 0 && ranking->items[i - 1].score == here->score;
    here->rank = here->score == UNSET ? 0 : same ? ranking->items[i - 1].rank : i + 1;
    here->tie = same && here->score != UNSET;
    if (here->tie)
      ranking->items[i - 1].tie = true;
    ranking->scored += here->score != UNSET ? 1 : 0;
  }
}

void ranking_clear(struct ranking *ranking)
{
  free(ranking->items);
  *ranking = (struct ranking){0};
}

void ranking_add_terms(struct str *out, const struct ranked *ranked)
{
  for (int i = 0; i < CRITERION_COUNT; i++)
    if (ranked->grades[i] == UNSET)
      str_add(out, i > 0 ? " × ?" : "?");
    else
      str_addf(out, "%s%" PRId64, i > 0 ? " × " : "", ranked->grades[i]);
  str_addf(out, " × %" PRId64 " × %d ÷ %" PRId64, 3 - ranked->feels, RANKING_SCALE, ranked->effort);
}
