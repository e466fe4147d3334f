/* plan/1 as plain structs: what a billing engine carries out.  Every value is
 * explicit; where the journey left one out, the compiler has put it in. */
#ifndef KUNDRESA_MODEL_PLAN_H
#define KUNDRESA_MODEL_PLAN_H

#include "model/map.h"
#include "model/placeholder.h"

/* A holiday as a rule, so that it holds for years to come. */
enum holiday_kind {
  HOLIDAY_FIXED,       /* month and day */
  HOLIDAY_EASTER,      /* days after Easter Sunday */
  HOLIDAY_ON_OR_AFTER, /* the first weekday on or after month and day */
  HOLIDAY_SUBSTITUTED  /* month and day; moved on where they fall on a weekend */
};
struct holiday {
  const char *name;
  enum holiday_kind kind;
  int month, day; /* FIXED, ON_OR_AFTER, SUBSTITUTED */
  int offset;     /* EASTER: days; SUBSTITUTED: days from a Sunday; from a Saturday always two */
  int weekday;    /* ON_OR_AFTER: 0 = Monday */
};

struct calendar {
  const char *id;      /* "SE" */
  const char *source;  /* what the days are taken from */
  int64_t from, until; /* date_day: known for these days, both included */
  const struct holiday *holidays;
  size_t count;
};

/* One step: a touchpoint that sends something.  Numbers are set, but for those
 * marked; texts are borrowed from the map. */
struct plan_step {
  const struct touchpoint *touchpoint; /* id, title, owner, kind */
  int64_t step_class, priority;
  int64_t anchor;
  const char *after; /* id of the step counted from; NULL when the anchor is no step */
  int64_t offset_days, days, roll;
  int64_t invoice_state;
  const char *segment;                     /* NULL: everyone */
  char *stop_on;                           /* tokens; what ends the step; the plan's own */
  int64_t repeat_every_days, repeat_times; /* 0, 0: once */
  const char *channels;                    /* tokens in order of preference */
  int64_t pay_within_days;                 /* UNSET: no new last day */
  int64_t fee_kind, fee_amount, fee_rate;  /* 0 where the kind has none */
  int64_t interest_kind, interest_rate;
  int64_t announces;
  bool manual; /* a person must say yes to each sending */
};

/* What an audit said of the journey before the plan was released.  Texts and records
 * are borrowed. */
struct plan_pack {
  const char *id, *version; /* of rules that it was held against */
};
struct plan_waived {
  const struct waiver *waiver;                           /* who accepted it, why, until when */
  const char *rule, *severity;                           /* "error" */
  const char *touchpoint, *message, *language, *segment; /* ids; NULL where it is wider */
  const char *part;                                      /* "body"; NULL */
};
struct plan_audit {
  int64_t day;                     /* date_day on which an invoice was taken to be issued */
  int64_t errors, warnings, infos; /* not waived */
  int64_t not_evaluated;           /* rule and place */
  const struct plan_pack *packs;
  size_t pack_count;
  const struct plan_waived *waived;
  size_t waived_count;
};

struct plan {
  const struct map *map; /* the journey; borrowed, must outlive the plan */
  int64_t version;       /* number of the release */
  char journey_sha256[65];
  const struct plan_audit *audit;  /* borrowed; NULL: there was none */
  const struct calendar *calendar; /* NULL: all days are alike, and no step needs more */
  /* The journey's own values, made explicit. */
  int64_t scope, send_at, send_from, send_to;
  int64_t late_policy, late_grace_days, late_gap_days;
  int64_t pause_dispute, pause_payment_plan, pause_hardship;
  struct plan_step *steps; /* in the order of the plan */
  size_t step_count;
  bool used[64]; /* by index in placeholder_all(): those that texts name */
};

/* Frees a plan; its map is left. */
void plan_free(struct plan **plan);

#endif
