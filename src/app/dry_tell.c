/* What a dry run found, as text, CSV or a JSON record a line. */
#include "app/dry_run.h"

#include "app/plan_file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define FLUSH_AT 65536
#define STEP_WIDTH 24

static enum status flush(struct dry_run *run, size_t least, struct error *err)
{
  if (run->out.length < least || run->out.length == 0)
    return STATUS_OK;
  enum status status = run->output->ops->bytes(run->output, run->out.text, run->out.length, err);
  str_cut(&run->out, 0);
  return status;
}

/* ---- One record in either form for programs ---- */

static void add_csv(struct str *out, const char *text)
{
  if (text[strcspn(text, ",\"\r\n")] == '\0') {
    str_add(out, text);
    return;
  }
  str_add_char(out, '"');
  for (; *text != '\0'; text++) {
    if (*text == '"')
      str_add_char(out, '"');
    str_add_char(out, *text);
  }
  str_add_char(out, '"');
}

static void add_json(struct str *out, const char *text)
{
  str_add_char(out, '"');
  for (; *text != '\0'; text++)
    if (*text == '"' || *text == '\\')
      str_addf(out, "\\%c", *text);
    else if ((unsigned char)*text < ' ' || *text == 0x7F)
      str_addf(out, "\\u%04x", (unsigned)*text);
    else
      str_add_char(out, *text);
  str_add_char(out, '"');
}

struct part {
  const char *name, *text; /* text "": not known */
  bool number;
};

static void add_record(struct str *out, enum dry_form form, const struct part *parts, size_t count)
{
  for (size_t i = 0; i < count; i++) {
    const struct part *part = &parts[i];
    if (form == DRY_CSV) {
      if (i > 0)
        str_add_char(out, ',');
      add_csv(out, part->text);
      continue;
    }
    str_addf(out, "%c\"%s\":", i > 0 ? ',' : '{', part->name);
    if (part->text[0] == '\0')
      str_add(out, "null");
    else if (part->number)
      str_add(out, part->text);
    else
      add_json(out, part->text);
  }
  str_add(out, form == DRY_CSV ? "\n" : "}\n");
}

/* ---- Rows ---- */

static const char row_header[] =
    "day,invoice,customer,step,number,decision,reason,planned,channel\n";
static const char total_header[] = "step,day,decision,reason,count\n";

static void add_row(struct dry_run *run, const struct decided *row, date_day day)
{
  const struct subject *subject = &facts_customer(run->facts)->subjects[row->subject];
  const char *step = run->plan->steps[row->step].touchpoint->id;
  char on[DATE_SIZE], planned[DATE_SIZE] = "", reason[REASON_SIZE], number[24];
  date_format(day, on);
  reason_format(row, reason);
  if (row->planned != UNSET)
    date_format(row->planned, planned);
  snprintf(number, sizeof number, "%" PRId64, row->time);
  const char *channel = row->course == COURSE_SEND && row->channel != UNSET
                            ? enumeration_token(&enumerations[ENUM_channel], row->channel)
                            : "";
  if (run->asked.form != DRY_TEXT) {
    const struct part parts[] = {
        {"day", on, false},
        {"invoice", subject->id, false},
        {"customer", run->customer, false},
        {"step", step, false},
        {"number", number, true},
        {"decision", course_name(row->course), false},
        {"reason", reason, false},
        {"planned", planned, false},
        {"channel", channel, false},
    };
    add_record(&run->out, run->asked.form, parts, sizeof parts / sizeof parts[0]);
    return;
  }
  str_addf(&run->out, "%s  ", on);
  text_add_padded(&run->out, subject->id, 16, "~");
  str_add(&run->out, "  ");
  text_add_padded(&run->out, step, STEP_WIDTH, "~");
  str_addf(&run->out, "  %s: %s (%s)%s%s\n", course_words(row->course), reason_words(row->reason),
           reason, channel[0] != '\0' ? ", " : "", channel);
}

/* The counts of a day, which is put into its place where it is new. */
static int64_t *counts_of(struct dry_run *run, date_day day)
{
  size_t low = 0, high = run->day_count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (run->calendar[middle].day < day)
      low = middle + 1;
    else
      high = middle;
  }
  if (low == run->day_count || run->calendar[low].day != day) {
    if (run->day_count == run->day_room) {
      run->day_room = run->day_room > 0 ? 2 * run->day_room : 64;
      run->calendar = mem_resize(run->calendar, run->day_room, sizeof *run->calendar);
    }
    memmove(&run->calendar[low + 1], &run->calendar[low],
            (run->day_count - low) * sizeof *run->calendar);
    run->day_count++;
    run->calendar[low] =
        (struct dry_day){day, mem_new(run->plan->step_count, sizeof *run->calendar[low].sent)};
  }
  return run->calendar[low].sent;
}

enum status dry_tell(struct dry_run *run, const struct decided *row, date_day day,
                     struct error *err)
{
  struct dry_step *step = &run->steps[row->step];
  if (row->course == COURSE_SEND) {
    step->sent++;
    run->messages++;
    counts_of(run, day)[row->step]++;
  } else {
    step->not_sent[row->reason][row->course]++;
  }
  if (run->asked.view == DRY_TOTALS ||
      (run->asked.view == DRY_MESSAGES && row->course != COURSE_SEND))
    return STATUS_OK;
  add_row(run, row, day);
  return flush(run, FLUSH_AT, err);
}

/* ---- Totals ---- */

static void add_total(struct dry_run *run, size_t step, const char *day, const char *course,
                      const char *reason, int64_t count)
{
  char number[24];
  snprintf(number, sizeof number, "%" PRId64, count);
  const struct part parts[] = {
      {"step", run->plan->steps[step].touchpoint->id, false},
      {"day", day, false},
      {"decision", course, false},
      {"reason", reason, false},
      {"count", number, true},
  };
  add_record(&run->out, run->asked.form, parts, sizeof parts / sizeof parts[0]);
}

/* "capped:" without what would follow. */
static char *bare_reason(enum reason reason, char buffer[REASON_SIZE])
{
  snprintf(buffer, REASON_SIZE, "%.*s", (int)strcspn(reason_name(reason), ":"),
           reason_name(reason));
  return buffer;
}

static void add_totals(struct dry_run *run)
{
  char day[DATE_SIZE], reason[REASON_SIZE];
  for (size_t i = 0; i < run->plan->step_count; i++) {
    for (size_t k = 0; k < run->day_count; k++)
      if (run->calendar[k].sent[i] > 0)
        add_total(run, i, date_format(run->calendar[k].day, day), course_name(COURSE_SEND), "",
                  run->calendar[k].sent[i]);
    for (int why = 0; why < REASON_COUNT; why++)
      for (int course = 0; course <= COURSE_STOP; course++)
        if (run->steps[i].not_sent[why][course] > 0)
          add_total(run, i, "", course_name(course), bare_reason(why, reason),
                    run->steps[i].not_sent[why][course]);
  }
}

static void add_steps_text(struct dry_run *run)
{
  char reason[REASON_SIZE];
  for (size_t i = 0; i < run->plan->step_count; i++) {
    text_add_padded(&run->out, run->plan->steps[i].touchpoint->id, STEP_WIDTH, "~");
    str_addf(&run->out, "%10" PRId64 "  %s\n", run->steps[i].sent, course_words(COURSE_SEND));
    for (int why = 0; why < REASON_COUNT; why++)
      for (int course = 0; course <= COURSE_STOP; course++)
        if (run->steps[i].not_sent[why][course] > 0)
          str_addf(&run->out, "%*s%10" PRId64 "  %s: %s (%s)\n", STEP_WIDTH, "",
                   run->steps[i].not_sent[why][course], course_words(course), reason_words(why),
                   bare_reason(why, reason));
  }
}

static int64_t sent_on(const struct dry_run *run, size_t day)
{
  int64_t count = 0;
  for (size_t i = 0; i < run->plan->step_count; i++)
    count += run->calendar[day].sent[i];
  return count;
}

/* A day a line, with a bar where a person looks on. */
static void add_days_text(struct dry_run *run)
{
  int64_t most = 1;
  char day[DATE_SIZE];
  int room = run->asked.width > 30 ? run->asked.width - 24 : 0;
  for (size_t i = 0; i < run->day_count; i++)
    most = sent_on(run, i) > most ? sent_on(run, i) : most;
  for (size_t i = 0; i < run->day_count; i++) {
    int64_t count = sent_on(run, i);
    int bar = (int)((count * room + most - 1) / most);
    str_addf(&run->out, "%s%10" PRId64 "%s", date_format(run->calendar[i].day, day), count,
             bar > 0 ? "  " : "");
    for (int k = 0; k < bar; k++)
      str_add_char(&run->out, '#');
    str_add_char(&run->out, '\n');
  }
}

enum status dry_begin(struct dry_run *run, struct error *err)
{
  if (run->asked.form == DRY_CSV)
    str_add(&run->out, run->asked.view == DRY_TOTALS ? total_header : row_header);
  return flush(run, FLUSH_AT, err);
}

enum status dry_end(struct dry_run *run, struct error *err)
{
  if (run->asked.view == DRY_TOTALS && run->asked.form != DRY_TEXT) {
    add_totals(run);
  } else if (run->asked.view == DRY_TOTALS) {
    str_addf(&run->out, _("Invoices: %" PRId64 ". Messages: %" PRId64 "."), run->invoices,
             run->messages);
    str_addf(&run->out, "\n\n%s\n", _("By step"));
    add_steps_text(run);
    str_addf(&run->out, "\n%s\n", _("Messages by day"));
    add_days_text(run);
  }
  return flush(run, 0, err);
}
