/* kundresa dry-run: a plan tried on a ledger. */
#include "app/dry_run.h"
#include "app/handle.h"
#include "app/plan_file.h"

#include "base/i18n.h"
#include "base/mem.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static enum status read_asked(const struct request *request, struct dry_asked *asked,
                              struct error *err)
{
  const char *form = request_option(request, "format");
  bool messages = request_option(request, "messages") != NULL;
  asked->columns = request_option(request, "columns");
  asked->customer = request_option(request, "customer");
  asked->strict = request_option(request, "strict") != NULL;
  asked->width = request->columns;
  asked->from = asked->to = UNSET;
  if (request_option(request, "decisions") != NULL || (asked->customer != NULL && !messages))
    asked->view = DRY_DECISIONS;
  else if (messages)
    asked->view = DRY_MESSAGES;
  if (form != NULL && strcmp(form, "csv") == 0)
    asked->form = DRY_CSV;
  else if (form != NULL && strcmp(form, "jsonl") == 0)
    asked->form = DRY_JSONL;
  enum status status = handle_day(request, "from", &asked->from, err);
  return status == STATUS_OK ? handle_day(request, "to", &asked->to, err) : status;
}

static void clear(struct dry_run *run)
{
  for (size_t i = 0; i < run->day_count; i++)
    free(run->calendar[i].sent);
  free(run->calendar);
  free(run->steps);
  free(run->customer);
  free(run->rows);
  free(run->first);
  free(run->days);
  free(run->told);
  facts_free(&run->facts);
  str_clear(&run->out);
}

static enum status run_on(struct dry_run *run, const char *path, struct error *err)
{
  FILE *in = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
  if (in == NULL) {
    error_set(err, STATUS_INPUT, _("It cannot be read: %s."), strerror(errno));
    error_place(err, path, 0, 0);
    return STATUS_INPUT;
  }
  enum status status = dry_begin(run, err);
  enum status found = STATUS_OK;
  if (status == STATUS_OK)
    status = found = dry_read(run, in, handle_input_name(path), err);
  if (status == STATUS_OK || status == STATUS_FINDINGS)
    status = dry_end(run, err);
  handle_close_input(in);
  return status == STATUS_OK ? found : status;
}

enum status handle_dry_run(const struct request *request, struct output *output, struct error *err)
{
  struct dry_run run = {.output = output};
  struct plan_file file = {0};
  struct decider *decider = NULL;
  enum status status = read_asked(request, &run.asked, err);
  if (status == STATUS_OK)
    status = plan_file_read(request, output, &file, err);
  if (status == STATUS_OK) {
    run.plan = file.plan;
    run.decider = decider = decider_make(file.plan);
    run.capped = map_count(file.map, ENTITY_cap) > 0;
    run.facts = facts_make(decider);
    run.steps = mem_new(file.plan->step_count + 1, sizeof *run.steps);
    status = run_on(&run, request->arguments[1], err);
  }
  clear(&run);
  decider_free(&decider);
  plan_file_clear(&file);
  return status;
}
