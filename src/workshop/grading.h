/* Grades of touchpoints (R11): what each department gave, how far apart they are, and
 * which touchpoint comes first when the next krona is spent. */
#ifndef KUNDRESA_WORKSHOP_GRADING_H
#define KUNDRESA_WORKSHOP_GRADING_H

#include "base/str.h"
#include "model/map.h"

/* What is graded, from 0 to 5: how many customers meet a touchpoint, how much it matters
 * to them, how much better we can make it. */
enum criterion { CRITERION_USE, CRITERION_IMPORTANCE, CRITERION_LEVERAGE, CRITERION_COUNT };

#define GRADING_MOST 5
/* Departments that are so far apart see a touchpoint differently, which is worth talking
 * about. */
#define GRADING_APART 3
#define GRADING_DEPARTMENTS ((size_t)department_other + 1)

/* Its name in the table of fields, of touchpoints and of gradings: "use". */
const char *criterion_name(enum criterion criterion);
/* What the touchpoint has in it: what was agreed on; UNSET where nothing was. */
int64_t criterion_agreed(const struct touchpoint *touchpoint, enum criterion criterion);

/* The middle of @count > 0 grades (which are sorted); of an even number halfway between
 * the two in the middle, and a half counts upward: of 2 and 3 it is 3. */
int64_t grade_median(int64_t *grades, size_t count);

/* One criterion of a touchpoint, by departments. */
struct spread {
  int64_t given[GRADING_DEPARTMENTS]; /* of a department, the middle of its people's; or UNSET */
  size_t departments;                 /* that gave one */
  int64_t least, most, median;        /* of departments, each counting once; UNSET without any */
  bool apart;                         /* least and most are GRADING_APART apart or more */
};

struct grading {
  const struct touchpoint *touchpoint; /* the map's */
  size_t place;                        /* of gradings_make(): in the map, from 0 */
  const char *workshop;                /* whose gradings these are, or NULL: of none; the map's */
  struct spread spreads[CRITERION_COUNT];
  int64_t widest; /* the greatest distance in any of them; -1 where nobody graded */
  bool agreed;    /* the touchpoint has a value in every criterion */
};

/* Fills @grading with what was given to @touchpoint in the workshop with the id @workshop;
 * NULL: in the last one that graded it. */
void grading_make(const struct map *map, const struct touchpoint *touchpoint, const char *workshop,
                  struct grading *grading);

/* The gradings of all touchpoints, in the map's order; *@count of them, the caller's to
 * free.  They borrow from @map. */
struct grading *gradings_make(const struct map *map, const char *workshop, size_t *count);

/* ---- Ranking ---- */

/* What counts where nobody has said it. */
#define RANKING_EFFORT 3
#define RANKING_FEELS 0
/* Divisible by every effort, so that scores are whole. */
#define RANKING_SCALE 60

/* One touchpoint's place: use × importance × leverage × (3 - how it feels) × 60 ÷ effort.
 * What many meet, what matters, what can be made better, what feels bad today and costs
 * little work comes first. */
struct ranked {
  const struct touchpoint *touchpoint; /* the map's */
  int64_t grades[CRITERION_COUNT];     /* agreed on, else the departments' middle */
  bool agreed;                         /* all three were agreed on */
  int64_t feels, effort;               /* those that count */
  bool feels_known, effort_known;      /* or RANKING_FEELS and RANKING_EFFORT stand in */
  int64_t score;                       /* from 0 to 37 500; UNSET where a grade is missing */
  size_t rank;                         /* from 1, the same for equal scores; 0 without a score */
  bool tie;
};

struct ranking {
  struct ranked *items; /* the first ones first; without a score last, in the map's order */
  size_t count;         /* all touchpoints */
  size_t scored;        /* of them, those with a score */
};

/* Borrows from @map; clear with ranking_clear(). */
void ranking_make(const struct map *map, struct ranking *ranking);
void ranking_clear(struct ranking *ranking);

/* Adds the terms of a score: "4 × 5 × 3 × 4 × 60 ÷ 2", the fourth of how it feels. */
void ranking_add_terms(struct str *out, const struct ranked *ranked);

#endif
