/* Decides what data/golden asks: decide_cases PLAN.yaml reads the lines of a file of
 * cases from standard input, as kundresa-plan(5) describes them, and writes them with the
 * decisions worked out anew.  Without a plan it lists the reasons there are. */
#include "base/mem.h"
#include "plan/compile.h"
#include "plan/facts.h"
#include "yaml/plan_format.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define LINE_SIZE 65536
#define COLUMNS_MOST 40
#define SUBJECTS_MOST 16

static char header[LINE_SIZE], *columns[COLUMNS_MOST];
static size_t column_count;

static void fail(const struct error *err)
{
  char text[1200];
  fprintf(stderr, "decide_cases: %s\n", error_format(err, text, sizeof text));
  exit(1);
}

static struct plan *load(const char *path)
{
  struct map *map = map_new();
  struct problems problems = {0};
  struct plan_faults faults = {0};
  struct plan_head head;
  struct error err = {0};
  struct plan *plan = NULL;
  FILE *in = fopen(path, "r");
  if (in == NULL || plan_read(in, path, &map->sink, &head, &problems, &err) != STATUS_OK)
    fail(problems.count > 0 ? &problems.items[0] : &err);
  fclose(in);
  struct plan_origin origin = {.version = head.version, .journey_sha256 = head.journey_sha256};
  if (plan_compile(map, &origin, &plan, &faults) != STATUS_OK) {
    fprintf(stderr, "decide_cases: %s: %s %s\n", path, faults.items[0].id, faults.items[0].text);
    exit(1);
  }
  return plan;
}

/* Cuts a line into its columns; none has a comma. */
static size_t cut(char *line, char *values[COLUMNS_MOST])
{
  size_t count = 0;
  line[strcspn(line, "\r\n")] = '\0';
  char *value;
  while (count < COLUMNS_MOST && (value = strsep(&line, ",")) != NULL)
    values[count++] = value;
  return count;
}

static const char *column(char *values[COLUMNS_MOST], const char *name)
{
  for (size_t i = 0; i < column_count; i++)
    if (strcmp(columns[i], name) == 0)
      return values[i];
  fprintf(stderr, "decide_cases: there is no column %s\n", name);
  exit(1);
}

/* The place of a variant in its message, from 1. */
static size_t place_of(const struct plan *plan, const struct variant *variant)
{
  size_t at = 0, place = 1;
  const struct variant *one;
  while ((one = map_next_part(plan->map, ENTITY_variant, variant->message, &at)) != variant &&
         one != NULL)
    place++;
  return place;
}

static void print(const struct plan *plan, const struct decided *row)
{
  char reason[REASON_SIZE], day[DATE_SIZE] = "", before[DATE_SIZE], clock[DATE_SIZE];
  if (row->planned != UNSET)
    date_format(row->planned, day);
  printf("%s/%" PRId64 "|%s|%s|%s|", plan->steps[row->step].touchpoint->id, row->time,
         course_name(row->course), reason_format(row, reason), day);
  if (row->course == COURSE_SEND)
    printf("%sT%s|%s|%s.%zu", date_format(row->not_before, before),
           date_format_clock(row->minute, clock),
           enumeration_token(&enumerations[ENUM_channel], row->channel), row->variant->message,
           place_of(plan, row->variant));
  else
    printf("||");
}

/* Columns that are no fact of the invoice. */
static bool is_of_case(const char *name)
{
  static const char *const names[] = {"case",    "about",    "day",      "clock",
                                      "invoice", "customer", "decisions"};
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
    if (strcmp(name, names[i]) == 0)
      return true;
  return false;
}

/* The lines of one case, which is one customer. */
struct pending {
  char *lines[SUBJECTS_MOST];
  size_t count;
  char number[64];
};

static void finish(const struct decider *decider, struct facts *facts, struct pending *pending)
{
  const struct plan *plan = decider_plan(decider);
  struct run run = {0};
  struct decided *rows = mem_new(pending->count * plan->step_count + 1, sizeof *rows);
  facts_clear(facts);
  for (size_t i = 0; i < pending->count; i++) {
    char *text = mem_copy_text(pending->lines[i]), *values[COLUMNS_MOST] = {NULL};
    if (cut(text, values) != column_count) {
      fprintf(stderr, "decide_cases: case %s has a line of another length\n", pending->number);
      exit(1);
    }
    facts_add(facts, column(values, "invoice"));
    if (!date_parse(column(values, "day"), &run.day) ||
        !date_parse_clock(column(values, "clock"), &run.minute))
      exit(1);
    for (size_t k = 0; k < column_count; k++) {
      struct error err = {0};
      if (is_of_case(columns[k]))
        continue;
      if (facts_set(facts, i, columns[k], values[k], &err) != STATUS_OK)
        fail(&err);
    }
    free(text);
  }
  decide(decider, facts_customer(facts), &run, rows);
  for (size_t i = 0; i < pending->count; i++) {
    /* The line up to its last column, which is that of the decisions. */
    printf("%.*s", (int)(strrchr(pending->lines[i], ',') + 1 - pending->lines[i]),
           pending->lines[i]);
    for (size_t k = 0; k < plan->step_count; k++) {
      if (k > 0)
        putchar(' ');
      print(plan, &rows[i * plan->step_count + k]);
    }
    putchar('\n');
    free(pending->lines[i]);
  }
  free(rows);
  pending->count = 0;
}

int main(int argc, char **argv)
{
  static char line[LINE_SIZE];
  for (int i = 0; argc == 1 && i < REASON_COUNT; i++)
    puts(reason_name((enum reason)i));
  if (argc == 1)
    return 0;
  if (argc != 2 || fgets(header, sizeof header, stdin) == NULL)
    return 2;
  fputs(header, stdout);
  column_count = cut(header, columns);
  struct plan *plan = load(argv[1]);
  struct map *map = (struct map *)plan->map;
  struct decider *decider = decider_make(plan);
  struct facts *facts = facts_make(decider);
  struct pending pending = {0};
  while (fgets(line, sizeof line, stdin) != NULL) {
    char number[64];
    snprintf(number, sizeof number, "%.*s", (int)strcspn(line, ","), line);
    if (pending.count > 0 &&
        (strcmp(number, pending.number) != 0 || pending.count == SUBJECTS_MOST))
      finish(decider, facts, &pending);
    strcpy(pending.number, number);
    pending.lines[pending.count++] = mem_copy_text(line);
  }
  if (pending.count > 0)
    finish(decider, facts, &pending);
  facts_free(&facts);
  decider_free(&decider);
  plan_free(&plan);
  map_free(&map);
  return 0;
}
