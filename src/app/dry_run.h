/* A plan tried on a ledger: every invoice's life is followed day by day with decide()
 * and the log that this would have written, before anything is sent.  Shared by the
 * files dry_*.c. */
#ifndef KUNDRESA_APP_DRY_RUN_H
#define KUNDRESA_APP_DRY_RUN_H

#include "app/output.h"
#include "plan/facts.h"

#include <stdio.h>

/* A life is followed for so many days after its first known one; explain() does the same. */
#define LIFE_DAYS_MOST 400
/* Invoices of one customer that are weighed against each other: more in one ledger is a
 * column that was taken for the customer and is none. */
#define CUSTOMER_INVOICES_MOST 1000

enum dry_view { DRY_TOTALS, DRY_MESSAGES, DRY_DECISIONS };
enum dry_form { DRY_TEXT, DRY_CSV, DRY_JSONL };

struct dry_asked {
  enum dry_view view;
  enum dry_form form;
  const char *columns;  /* FIELD=HEADER,…; NULL: the headers are the fields */
  const char *customer; /* look at that one alone; NULL: at all */
  date_day from, to;    /* of the first and last run; UNSET: the whole life */
  bool strict;          /* the first row that is wrong ends it */
  int width;            /* of the terminal; 0: none, and no chart */
};

/* By step: what was sent, and what became of the invoices that were not sent it. */
struct dry_step {
  int64_t sent, not_sent[REASON_COUNT][COURSE_STOP + 1];
};
struct dry_day {
  date_day day;
  int64_t *sent; /* by step */
};

struct dry_run {
  struct dry_asked asked;
  struct output *output;
  const struct plan *plan;
  const struct decider *decider;
  bool capped; /* the plan has caps, so that a customer's invoices belong together */
  /* The customer at hand. */
  struct facts *facts;
  char *customer;
  /* Of its rows, as decide() gives them: */
  size_t room;
  struct decided *rows, *first; /* of the day; of the first day that it did not just wait */
  date_day *days;               /* that day; UNSET while it waits */
  bool *told;                   /* it was sent */
  /* What is told. */
  int64_t invoices, faulty, odd, messages;
  struct dry_step *steps;
  struct dry_day *calendar; /* days with messages, in order */
  size_t day_count, day_room;
  struct str out;
};

/* Reads @in to its end and decides; what is wrong with its rows is told to the output.
 * STATUS_FINDINGS where rows were left out. */
enum status dry_read(struct dry_run *run, FILE *in, const char *name, struct error *err);

/* Follows the life of the customer at hand. */
enum status dry_live(struct dry_run *run, struct error *err);

/* What comes before the first row and after the last; one row, decided on @day. */
enum status dry_begin(struct dry_run *run, struct error *err);
enum status dry_tell(struct dry_run *run, const struct decided *row, date_day day,
                     struct error *err);
enum status dry_end(struct dry_run *run, struct error *err);

#endif
