/* A plan as a command is given it, and its decisions in words. */
#ifndef KUNDRESA_APP_PLAN_FILE_H
#define KUNDRESA_APP_PLAN_FILE_H

#include "app/command.h"
#include "plan/compile.h"
#include "plan/decide.h"

/* Starts as {0}; cleared by plan_file_clear(), also after a failure. */
struct plan_file {
  struct map *map;
  struct plan *plan;
};

/* Reads the first operand of @request: a plan in YAML, or a file of ours, of which the
 * latest release is taken.  Faults of the text are told to @output. */
enum status plan_file_read(const struct request *request, struct output *output,
                           struct plan_file *file, struct error *err);
void plan_file_clear(struct plan_file *file);

/* Why, and what becomes of it: "its day has come", "is sent"; translated. */
const char *reason_words(enum reason reason);
const char *course_words(enum course course);

#endif
