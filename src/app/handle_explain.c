/* kundresa explain: the life of one invoice under a plan. */
#include "app/handle.h"
#include "app/plan_file.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "plan/facts.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* A life is followed for so many days after its first known one. */
#define DAYS_MOST 400

struct life {
  struct output *output;
  struct plan_file file;
  const struct plan *plan; /* that of the file */
  struct decider *decider;
  struct facts *facts;
  struct decided *rows;  /* of the day that is looked at */
  struct decided *first; /* by step: of the first day on which it did not just wait */
  date_day *days;        /* by step: that day */
  bool *told;            /* by step: it was sent */
  const char *language;
};

/* ---- The facts ---- */

static enum status read_facts(struct life *life, const struct request *request, struct error *err)
{
  const struct plan *plan = life->plan;
  const char *id = "invoice";
  for (size_t i = 1; i < request->count; i++)
    if (strncmp(request->arguments[i], "invoice=", 8) == 0 && request->arguments[i][8] != '\0')
      id = request->arguments[i] + 8;
  life->facts = facts_make(life->decider);
  facts_add(life->facts, id);
  enum status status = STATUS_OK;
  bool channels = false;
  for (size_t i = 1; i < request->count && status == STATUS_OK; i++) {
    const char *mark = strchr(request->arguments[i], '=');
    if (mark == NULL) {
      error_set(err, STATUS_USAGE, _("Found '%.80s', expected FIELD=VALUE."),
                request->arguments[i]);
      return STATUS_USAGE;
    }
    char *field = mem_copy_span(request->arguments[i], (size_t)(mark - request->arguments[i]));
    channels = channels || strcmp(field, "channels") == 0;
    if (strcmp(field, "invoice") != 0)
      status = facts_set(life->facts, 0, field, mark + 1, err);
    free(field);
  }
  for (size_t i = 0; i < plan->step_count && !channels && status == STATUS_OK; i++)
    status = facts_set(life->facts, 0, "channels", plan->steps[i].channels, err);
  return status;
}

static date_day first_day(struct life *life)
{
  const struct subject *subject = facts_customer(life->facts)->subjects;
  date_day first = UNSET;
  for (size_t i = 0; i < sizeof subject->anchors / sizeof subject->anchors[0]; i++)
    if (subject->anchors[i] != UNSET && (first == UNSET || subject->anchors[i] < first))
      first = subject->anchors[i];
  return first;
}

/* ---- The telling ---- */

static void tell(struct life *life, const struct decided *row, date_day on)
{
  struct output *output = life->output;
  const struct touchpoint *step = life->plan->steps[row->step].touchpoint;
  char day[DATE_SIZE], planned[DATE_SIZE], reason[REASON_SIZE];
  date_format(on, day);
  reason_format(row, reason);
  struct str title = {0}, words = {0}, text = {0};
  str_addf(&title, "%s  %s", day, step->title);
  str_addf(&words, "%s: %s (%s)", course_words(row->course), reason_words(row->reason), reason);
  output_record(output, NULL, str_text(&title));
  output_text(output, "day", NULL, day);
  output_text(output, "step", NULL, step->id);
  output_number(output, "number", NULL, row->time);
  output_text(output, "decision", NULL, course_name(row->course));
  output->ops->text(output, "reason", "", reason, str_text(&words));
  output_text(output, "planned", _("Planned"),
              row->planned != UNSET ? date_format(row->planned, planned) : NULL);
  if (row->course == COURSE_SEND) {
    const struct variant *variant = row->variant;
    const char *source = row->channel == channel_sms ? variant->sms : variant->body;
    output->ops->text(output, "channel", _("Channel"),
                      enumeration_token(&enumerations[ENUM_channel], row->channel),
                      enumeration_label(&enumerations[ENUM_channel], row->channel));
    if (variant->subject != NULL)
      placeholder_fill(&text, variant->subject, variant->language);
    output_text(output, "subject", _("Subject"), text.text);
    str_cut(&text, 0);
    placeholder_fill(&text, source, variant->language);
    output_text(output, "text", _("Text"), str_text(&text));
  }
  output_close(output);
  str_clear(&title);
  str_clear(&words);
  str_clear(&text);
}

/* Decides for one day, tells what is sent, and writes that into the log. */
static enum status live(struct life *life, date_day day, struct error *err)
{
  const struct run run = {.day = day};
  const struct customer *customer = facts_customer(life->facts);
  const char *id = customer->subjects[0].id;
  int64_t cycle = customer->subjects[0].cycle;
  enum status status = STATUS_OK;
  char text[DATE_SIZE];
  decide(life->decider, customer, &run, life->rows);
  for (size_t i = 0; i < life->plan->step_count && status == STATUS_OK; i++) {
    const struct decided *row = &life->rows[i];
    if (row->reason == REASON_NO_ANCHOR || row->reason == REASON_NOT_DUE ||
        life->days[i] == UNSET) {
      life->first[i] = *row;
      life->days[i] =
          row->reason == REASON_NO_ANCHOR || row->reason == REASON_NOT_DUE ? UNSET : day;
    }
    if (row->course != COURSE_SEND)
      continue;
    tell(life, row, day);
    life->told[i] = true;
    struct str entry = {0};
    str_addf(&entry, "%s/%s/%" PRId64 "/%" PRId64 "/%s/%s", id, life->plan->steps[i].touchpoint->id,
             cycle, row->time,
             enumeration_token(&enumerations[ENUM_step_class], life->plan->steps[i].step_class),
             date_format(day, text));
    status = facts_set(life->facts, 0, "log", str_text(&entry), err);
    str_clear(&entry);
  }
  return status;
}

static enum status tell_life(struct life *life, date_day last, struct error *err)
{
  size_t count = life->plan->step_count + 1;
  date_day day = first_day(life);
  if (day == UNSET) {
    error_set(err, STATUS_USAGE, _("No day of the invoice is known."));
    error_remedy(err, _("Say one at least, as due=2026-11-30."));
    return STATUS_USAGE;
  }
  if (last == UNSET) {
    last = day + DAYS_MOST;
    if (life->plan->calendar != NULL && last > life->plan->calendar->until)
      last = life->plan->calendar->until;
  }
  life->rows = mem_new(count, sizeof *life->rows);
  life->first = mem_new(count, sizeof *life->first);
  life->days = mem_new(count, sizeof *life->days);
  life->told = mem_new(count, sizeof *life->told);
  for (size_t i = 0; i < count; i++)
    life->days[i] = UNSET;
  if (day > last)
    day = last;
  output_list(life->output, "steps", NULL);
  enum status status = STATUS_OK;
  for (; day <= last && status == STATUS_OK; day++)
    status = live(life, day, err);
  for (size_t i = 0; i + 1 < count && status == STATUS_OK; i++)
    if (!life->told[i])
      tell(life, &life->first[i], life->days[i] != UNSET ? life->days[i] : last);
  output_close(life->output);
  return status;
}

enum status handle_explain(const struct request *request, struct output *output, struct error *err)
{
  struct life life = {.output = output};
  date_day on = UNSET;
  const char *day = request_option(request, "on");
  if (day != NULL && !date_parse(day, &on))
    return error_set(err, STATUS_USAGE, _("Found '%.80s', expected %s."), day,
                     _("a day, as 2026-11-30"));
  enum status status = plan_file_read(request, output, &life.file, err);
  life.plan = life.file.plan;
  if (status == STATUS_OK) {
    life.decider = decider_make(life.plan);
    status = read_facts(&life, request, err);
    if (status == STATUS_OK)
      status = tell_life(&life, on, err);
  }
  free(life.rows);
  free(life.first);
  free(life.days);
  free(life.told);
  facts_free(&life.facts);
  decider_free(&life.decider);
  plan_file_clear(&life.file);
  return status;
}
