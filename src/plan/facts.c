#include "plan/facts.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "plan/condition.h"

#include <stdlib.h>
#include <string.h>

/* One subject, with what its lists are kept in. */
struct fact_lists {
  char *id;
  struct paused *pauses;
  struct approval *approvals;
  bool *failed;
  struct fact_value *values;
};

struct facts {
  const struct decider *decider;
  struct customer customer;
  struct subject *subjects;
  struct fact_lists *lists;
  struct sending *log;
  char **log_subjects, **log_steps; /* by entry of the log */
  char *language;
};

struct facts *facts_make(const struct decider *decider)
{
  struct facts *facts = mem_new(1, sizeof *facts);
  facts->decider = decider;
  return facts;
}

void facts_clear(struct facts *facts)
{
  for (size_t i = 0; i < facts->customer.subject_count; i++) {
    struct fact_lists *lists = &facts->lists[i];
    for (size_t k = 0; k < decider_attribute_count(facts->decider); k++)
      free((char *)lists->values[k].text);
    free(lists->id);
    free(lists->pauses);
    free(lists->approvals);
    free(lists->failed);
    free(lists->values);
  }
  for (size_t i = 0; i < facts->customer.log_count; i++) {
    free(facts->log_subjects[i]);
    free(facts->log_steps[i]);
  }
  free(facts->subjects);
  free(facts->lists);
  free(facts->log);
  free(facts->log_subjects);
  free(facts->log_steps);
  free(facts->language);
  *facts = (struct facts){.decider = facts->decider};
}

void facts_free(struct facts **facts)
{
  if (*facts == NULL)
    return;
  facts_clear(*facts);
  free(*facts);
  *facts = NULL;
}

size_t facts_add(struct facts *facts, const char *id)
{
  size_t number = facts->customer.subject_count++;
  facts->subjects = mem_resize(facts->subjects, number + 1, sizeof *facts->subjects);
  facts->lists = mem_resize(facts->lists, number + 1, sizeof *facts->lists);
  struct subject *subject = &facts->subjects[number];
  struct fact_lists *lists = &facts->lists[number];
  *subject = (struct subject){0};
  *lists = (struct fact_lists){
      .id = mem_copy_text(id),
      .failed = mem_new(decider_control_count(facts->decider) + 1, sizeof *lists->failed),
      .values = mem_new(decider_attribute_count(facts->decider) + 1, sizeof *lists->values)};
  for (size_t i = 0; i < sizeof subject->anchors / sizeof subject->anchors[0]; i++)
    subject->anchors[i] = UNSET;
  for (size_t i = 0; i < sizeof subject->events / sizeof subject->events[0]; i++)
    subject->events[i] = UNSET;
  return number;
}

/* ---- Values ---- */

static enum status wrong(struct error *err, const char *value, const char *wanted)
{
  return error_set(err, STATUS_USAGE, _("Found '%.80s', expected %s."), value, wanted);
}

/* Takes the next part of *@at up to @mark, or to the end; NULL after the last. */
static char *take_part(const char **at, char mark)
{
  if (*at == NULL || **at == '\0')
    return NULL;
  const char *end = strchr(*at, mark);
  size_t length = end != NULL ? (size_t)(end - *at) : strlen(*at);
  char *part = mem_copy_span(*at, length);
  *at = end != NULL ? end + 1 : NULL;
  return part;
}

static bool take_number(const char *text, int64_t *number)
{
  if (text[0] == '\0' || strlen(text) > 9 || text[strspn(text, "0123456789")] != '\0')
    return false;
  *number = strtol(text, NULL, 10);
  return true;
}

typedef bool take_entry(struct facts *facts, size_t subject, char *entry);

/* PART=PART: cuts the entry in two; NULL where there is no such mark. */
static char *cut(char *entry, char mark)
{
  char *at = strchr(entry, mark);
  if (at != NULL)
    *at++ = '\0';
  return at;
}

static bool take_event(struct facts *facts, size_t subject, char *entry)
{
  char *day = cut(entry, '=');
  int64_t event = enumeration_find(&enumerations[ENUM_stop_event], entry, strlen(entry));
  return day != NULL && event >= 0 && date_parse(day, &facts->subjects[subject].events[event]);
}

static bool take_pause(struct facts *facts, size_t subject, char *entry)
{
  char *days = cut(entry, '='), *until = days != NULL ? strstr(days, "..") : NULL;
  struct paused pause = {.kind = PAUSED_DISPUTE, .until = UNSET};
  while (pause.kind < PAUSED_KINDS && strcmp(entry, pause_name(pause.kind)) != 0)
    pause.kind++;
  if (pause.kind == PAUSED_KINDS || until == NULL)
    return false;
  *until = '\0';
  if (!date_parse(days, &pause.from) ||
      (until[2] != '\0' && (!date_parse(until + 2, &pause.until) || pause.until < pause.from)))
    return false;
  struct fact_lists *lists = &facts->lists[subject];
  size_t place = facts->subjects[subject].pause_count++;
  lists->pauses = mem_resize(lists->pauses, place + 1, sizeof *lists->pauses);
  lists->pauses[place] = pause;
  return true;
}

static bool take_failed(struct facts *facts, size_t subject, char *entry)
{
  size_t control = decider_control(facts->decider, entry);
  if (control == (size_t)-1)
    return false;
  facts->lists[subject].failed[control] = true;
  return true;
}

static bool take_approved(struct facts *facts, size_t subject, char *entry)
{
  char *cycle = cut(entry, '/'), *time = cycle != NULL ? cut(cycle, '/') : NULL;
  struct approval approval = {.step = decider_step(facts->decider, entry)};
  if (time == NULL || approval.step == DECIDE_NO_STEP || !take_number(cycle, &approval.cycle) ||
      !take_number(time, &approval.time))
    return false;
  struct fact_lists *lists = &facts->lists[subject];
  size_t place = facts->subjects[subject].approval_count++;
  lists->approvals = mem_resize(lists->approvals, place + 1, sizeof *lists->approvals);
  lists->approvals[place] = approval;
  return true;
}

static bool take_attribute(struct facts *facts, size_t subject, char *entry)
{
  char *text = cut(entry, '=');
  size_t place = decider_attribute(facts->decider, entry);
  int64_t number;
  if (text == NULL || place == (size_t)-1 ||
      !condition_value(decider_attribute_type(facts->decider, place), text, &number))
    return false;
  struct fact_value *value = &facts->lists[subject].values[place];
  free((char *)value->text);
  *value = (struct fact_value){.text = mem_copy_text(text), .number = number};
  return true;
}

static bool take_channel(struct facts *facts, size_t subject, char *entry)
{
  (void)subject;
  int64_t channel = enumeration_find(&enumerations[ENUM_channel], entry, strlen(entry));
  if (channel >= 0)
    facts->customer.channels |= 1u << channel;
  return channel >= 0;
}

/* SUBJECT/STEP/CYCLE/TIME/CLASS/DAY */
static bool take_sending(struct facts *facts, size_t subject, char *entry)
{
  (void)subject;
  char *part[6] = {entry};
  for (int i = 1; i < 6; i++)
    if ((part[i] = cut(part[i - 1], '/')) == NULL)
      return false;
  struct sending one = {.step = decider_step(facts->decider, part[1]), .subject = DECIDE_OTHER};
  one.step_class = enumeration_find(&enumerations[ENUM_step_class], part[4], strlen(part[4]));
  if (part[0][0] == '\0' || part[1][0] == '\0' || !take_number(part[2], &one.cycle) ||
      !take_number(part[3], &one.time) || one.step_class < 0 || !date_parse(part[5], &one.day))
    return false;
  size_t place = facts->customer.log_count++, count = place + 1;
  facts->log = mem_resize(facts->log, count, sizeof *facts->log);
  facts->log_subjects = mem_resize(facts->log_subjects, count, sizeof *facts->log_subjects);
  facts->log_steps = mem_resize(facts->log_steps, count, sizeof *facts->log_steps);
  facts->log_subjects[place] = mem_copy_text(part[0]);
  one.step_id = facts->log_steps[place] = mem_copy_text(part[1]);
  facts->log[place] = one;
  return true;
}

/* ---- Fields ---- */

static const struct list_field {
  const char *name;
  char mark; /* between the entries */
  take_entry *take;
  const char *wanted;
} list_fields[] = {
    {"events", ' ', take_event, N_("events with their days, as paid=2026-11-30")},
    {"pauses", ' ', take_pause, N_("pauses with their days, as dispute=2026-11-02..2026-11-30")},
    {"failed", '|', take_failed, N_("the titles of controls of the plan, with | between")},
    {"approved", ' ', take_approved, N_("steps with cycle and number, as reminder/0/0")},
    {"attributes", '|', take_attribute,
     N_("attributes of the plan with values of their types, as orders=3, with | between")},
    {"channels", ' ', take_channel, N_("channels, as email letter")},
    {"log", ' ', take_sending, N_("earlier sendings, as INVOICE/STEP/0/0/legal/2026-11-30")},
};
enum { LIST_FIELDS = sizeof list_fields / sizeof list_fields[0] };

static enum status set_list(struct facts *facts, size_t subject, const struct list_field *field,
                            const char *value, struct error *err)
{
  enum status status = STATUS_OK;
  char *entry;
  for (const char *at = value; status == STATUS_OK && (entry = take_part(&at, field->mark));
       free(entry)) {
    char *whole = mem_copy_text(entry);
    if (entry[0] != '\0' && !field->take(facts, subject, entry))
      status = wrong(err, whole, i18n_text(field->wanted));
    free(whole);
  }
  return status;
}

enum status facts_set(struct facts *facts, size_t number, const char *field, const char *value,
                      struct error *err)
{
  struct subject *subject = &facts->subjects[number];
  for (size_t i = 0; i < LIST_FIELDS; i++)
    if (strcmp(field, list_fields[i].name) == 0)
      return set_list(facts, number, &list_fields[i], value, err);
  int64_t anchor = enumeration_find(&enumerations[ENUM_anchor], field, strlen(field));
  if (anchor >= 0 && anchor != anchor_previous && anchor != anchor_end_of_month) {
    subject->anchors[anchor] = UNSET;
    if (value[0] != '\0' && !date_parse(value, &subject->anchors[anchor]))
      return wrong(err, value, _("a day, as 2026-11-30"));
    return STATUS_OK;
  }
  if (strcmp(field, "cycle") == 0) {
    subject->cycle = 0;
    return value[0] == '\0' || take_number(value, &subject->cycle)
               ? STATUS_OK
               : wrong(err, value, _("a whole number"));
  }
  if (strcmp(field, "fee") == 0) {
    subject->fee_known = strcmp(value, "known") == 0;
    return subject->fee_known || value[0] == '\0' ? STATUS_OK
                                                  : wrong(err, value, _("'known' or nothing"));
  }
  if (strcmp(field, "language") == 0) {
    mem_set_text(&facts->language, value[0] != '\0' ? value : NULL);
    return STATUS_OK;
  }
  error_set(err, STATUS_USAGE, _("There is no field '%.80s' of an invoice."), field);
  error_remedy(err, "%s",
               _("Known are order, issued, due, payment, contact, cancellation, inactivity, cycle, "
                 "events, pauses, failed, approved, attributes, fee, language, channels and log."));
  return STATUS_USAGE;
}

const struct customer *facts_customer(struct facts *facts)
{
  struct customer *customer = &facts->customer;
  for (size_t i = 0; i < customer->subject_count; i++) {
    struct subject *subject = &facts->subjects[i];
    const struct fact_lists *lists = &facts->lists[i];
    subject->id = lists->id;
    subject->pauses = lists->pauses;
    subject->approvals = lists->approvals;
    subject->failed = lists->failed;
    subject->values = lists->values;
  }
  for (size_t i = 0; i < customer->log_count; i++) {
    facts->log[i].subject = DECIDE_OTHER;
    for (size_t k = 0; k < customer->subject_count; k++)
      if (strcmp(facts->lists[k].id, facts->log_subjects[i]) == 0)
        facts->log[i].subject = k;
  }
  customer->subjects = facts->subjects;
  customer->log = facts->log;
  customer->language = facts->language;
  return customer;
}
