#include "plan/decider.h"

#include <string.h>

static void settle(struct decided *row, enum course course, enum reason reason, const char *detail)
{
  row->open = false;
  row->course = course;
  row->reason = reason;
  row->detail = detail;
}

/* ---- The lines of the decision, one after the other ---- */

static bool stops(const struct look *look, struct decided *row)
{
  const struct ready_step *ready = look_step(look, row);
  for (size_t i = 0; i < ready->stop_count; i++) {
    date_day day = look_subject(look, row)->events[ready->stops[i]];
    if (day != UNSET && day <= look->run->day) {
      settle(row, COURSE_STOP, REASON_STOPPED,
             enumerations[ENUM_stop_event].tokens[ready->stops[i]]);
      return true;
    }
  }
  return false;
}

static bool pauses(const struct look *look, struct decided *row)
{
  const struct plan *plan = look->decider->plan;
  const int64_t modes[PAUSED_KINDS] = {plan->pause_dispute, plan->pause_payment_plan,
                                       plan->pause_hardship};
  const struct subject *subject = look_subject(look, row);
  for (int kind = 0; kind < PAUSED_KINDS; kind++)
    for (size_t i = 0; i < subject->pause_count; i++) {
      const struct paused *pause = &subject->pauses[i];
      if ((int)pause->kind == kind && modes[kind] != pause_none && pause->from <= look->run->day &&
          (pause->until == UNSET || pause->until >= look->run->day)) {
        settle(row, COURSE_HOLD, REASON_PAUSED, pause_name(pause->kind));
        return true;
      }
    }
  return false;
}

static bool lacks_condition(const struct look *look, struct decided *row)
{
  const struct ready_step *ready = look_step(look, row);
  const struct subject *subject = look_subject(look, row);
  date_day paid_day = subject->events[stop_event_paid];
  bool paid = paid_day != UNSET && paid_day <= look->run->day;
  size_t missing = 0;
  enum truth truth = decider_belongs(look->decider, ready->segment, subject, &missing);
  if (ready->step->invoice_state != invoice_state_any &&
      paid != (ready->step->invoice_state == invoice_state_paid))
    truth = TRUTH_NO;
  if (truth == TRUTH_NO)
    settle(row, COURSE_SKIP, REASON_CONDITION, NULL);
  else if (truth == TRUTH_UNKNOWN) {
    const struct attribute *attribute = map_at(look->decider->plan->map, ENTITY_attribute, missing);
    settle(row, COURSE_SKIP, REASON_UNKNOWN, attribute->id);
  }
  return truth != TRUTH_YES;
}

static bool lacks_gap(const struct look *look, struct decided *row)
{
  if (look_step(look, row)->step->step_class != step_class_legal)
    return false;
  for (size_t i = 0; i < look->customer->log_count; i++) {
    const struct sending *one = &look->customer->log[i];
    if (one->subject == row->subject && one->step_class == step_class_legal &&
        one->day + look->decider->plan->late_gap_days > look->run->day) {
      settle(row, COURSE_HOLD, REASON_GAP, NULL);
      return true;
    }
  }
  return false;
}

static bool lacks_control(const struct look *look, struct decided *row)
{
  const struct ready_step *ready = look_step(look, row);
  const bool *failed = look_subject(look, row)->failed;
  for (size_t i = 0; failed != NULL && i < ready->control_count; i++)
    if (failed[ready->controls[i]]) {
      settle(row, COURSE_HOLD, REASON_CONTROL, NULL);
      return true;
    }
  return false;
}

static bool lacks_approval(const struct look *look, struct decided *row)
{
  const struct subject *subject = look_subject(look, row);
  if (!look_step(look, row)->step->manual)
    return false;
  for (size_t i = 0; i < subject->approval_count; i++)
    if (subject->approvals[i].step == row->step && subject->approvals[i].time == row->time &&
        subject->approvals[i].cycle == subject->cycle)
      return false;
  settle(row, COURSE_HOLD, REASON_APPROVAL, NULL);
  return true;
}

/* Whether something went to the subject after the day of the row. */
static bool overtaken(const struct look *look, const struct decided *row)
{
  for (size_t i = 0; i < look->customer->log_count; i++)
    if (look->customer->log[i].subject == row->subject &&
        look->customer->log[i].cycle == look_subject(look, row)->cycle &&
        look->customer->log[i].day > row->planned)
      return true;
  return false;
}

/* Lines 1 to 10; leaves the row open where none of them applies. */
static void look_alone(const struct look *look, struct decided *row)
{
  const struct plan *plan = look->decider->plan;
  const struct sending *first = look_sent(look, row->subject, row->step, 0);
  if (first != NULL)
    row->time = look_last_time(look, row);
  bool over = first != NULL && row->time >= look_step(look, row)->step->repeat_times;
  if (!over && first != NULL) {
    row->time++;
    look_repeat(look, row, first->day);
  }
  if (stops(look, row))
    return;
  if (over) {
    settle(row, COURSE_SKIP, REASON_SENT, NULL);
    return;
  }
  if (pauses(look, row))
    return;
  date_day anchor = first != NULL ? first->day : look_anchor(look, row);
  if (anchor == UNSET) {
    settle(row, COURSE_HOLD, REASON_NO_ANCHOR, NULL);
    return;
  }
  if (!look_day(look, row, anchor)) {
    settle(row, COURSE_HOLD, REASON_PAST_CALENDAR, NULL);
    return;
  }
  if (row->planned > look->run->day) {
    settle(row, COURSE_WAIT, REASON_NOT_DUE, NULL);
    return;
  }
  row->late = row->planned < look->run->day - plan->late_grace_days;
  if (row->late && plan->late_policy == late_hold)
    settle(row, COURSE_HOLD, REASON_LATE, NULL);
  else if (row->late && (plan->late_policy == late_skip ||
                         (plan->late_policy == late_jump && overtaken(look, row))))
    settle(row, COURSE_SKIP, REASON_LATE, NULL);
  else if (!lacks_condition(look, row) && !lacks_gap(look, row) && !lacks_control(look, row) &&
           !lacks_approval(look, row))
    row->open = true;
}

/* ---- Those that compete ---- */

/* Whether @one comes before @other in the order of conflicts; never both ways. */
static bool goes_first(const struct look *look, const struct decided *one,
                       const struct decided *other)
{
  const struct plan_step *a = look_step(look, one)->step, *b = look_step(look, other)->step;
  if (a->step_class != b->step_class)
    return a->step_class < b->step_class;
  if (a->priority != b->priority)
    return a->priority > b->priority;
  if (one->planned != other->planned)
    return one->planned < other->planned;
  int ids = strcmp(look_subject(look, one)->id, look_subject(look, other)->id);
  return ids != 0 ? ids < 0 : strcmp(look_step(look, one)->id, look_step(look, other)->id) < 0;
}

/* Of what is late one goes on: by walk the earliest, by jump the latest. */
static void choose_late(const struct look *look, struct decided *rows)
{
  const struct plan *plan = look->decider->plan;
  bool walk = plan->late_policy == late_walk;
  const struct decided *best = NULL;
  for (size_t i = 0; i < plan->step_count; i++) {
    const struct decided *row = &rows[i];
    if (!row->open || !row->late)
      continue;
    if (best == NULL || (row->planned == best->planned ? goes_first(look, row, best)
                                                       : (row->planned < best->planned) == walk))
      best = row;
  }
  for (size_t i = 0; i < plan->step_count; i++)
    if (rows[i].open && rows[i].late && &rows[i] != best)
      settle(&rows[i], walk ? COURSE_HOLD : COURSE_SKIP, REASON_LATE, NULL);
}

/* The step that the subject is sent, or was sent, on the day of the run. */
static const char *sent_today(const struct look *look, const struct decided *row)
{
  for (size_t i = 0; i < look->customer->log_count; i++) {
    const struct sending *one = &look->customer->log[i];
    if (one->subject == row->subject && one->day == look->run->day)
      return one->step_id;
  }
  const struct decided *rows = look->rows + row->subject * look->decider->plan->step_count;
  for (size_t i = 0; i < look->decider->plan->step_count; i++)
    if (!rows[i].open && rows[i].course == COURSE_SEND)
      return look_step(look, &rows[i])->id;
  return NULL;
}

static bool is_full(const struct look *look, const struct ready_cap *cap)
{
  int64_t count = 0;
  for (size_t i = 0; i < look->customer->log_count; i++) {
    const struct sending *one = &look->customer->log[i];
    count += (cap->counts >> one->step_class & 1) != 0 && one->day <= look->run->day &&
             one->day > look->run->day - cap->cap->days;
  }
  for (size_t i = 0; i < look->count; i++)
    count += !look->rows[i].open && look->rows[i].course == COURSE_SEND &&
             (cap->counts >> look_step(look, &look->rows[i])->step->step_class & 1) != 0;
  return count >= cap->cap->messages;
}

static const char *full_cap(const struct look *look, const struct decided *row)
{
  for (size_t i = 0; i < look->decider->cap_count; i++) {
    const struct ready_cap *cap = &look->decider->caps[i];
    if ((cap->counts >> look_step(look, row)->step->step_class & 1) != 0 && is_full(look, cap))
      return cap->cap->id;
  }
  return NULL;
}

/* ---- What is sent ---- */

static bool find_text(const struct look *look, struct decided *row)
{
  const struct ready_step *ready = look_step(look, row);
  const struct customer *customer = look->customer;
  row->channel = UNSET;
  for (size_t i = 0; i < ready->channel_count && row->channel == UNSET; i++)
    if ((customer->channels >> ready->channels[i] & 1) != 0)
      row->channel = ready->channels[i];
  for (size_t i = 0; i < ready->message_count && row->variant == NULL; i++)
    if (ready->messages[i].message->place == place_body)
      row->variant = decide_variant(look->decider, row->step, i, look_subject(look, row),
                                    customer->language, look->run->day);
  bool found = row->channel != UNSET && row->variant != NULL &&
               (row->channel == channel_sms ? row->variant->sms : row->variant->body) != NULL;
  if (!found) {
    row->channel = UNSET;
    row->variant = NULL;
  }
  return found;
}

static void send(const struct look *look, struct decided *row)
{
  const struct plan *plan = look->decider->plan;
  bool over = look->run->minute > plan->send_to;
  settle(row, COURSE_SEND, over ? REASON_WINDOW : REASON_DUE, NULL);
  row->not_before = look->run->day + over;
  row->minute = over                                ? plan->send_from
                : look->run->minute > plan->send_at ? look->run->minute
                                                    : plan->send_at;
}

/* Lines 11 on. */
static void look_among(const struct look *look, struct decided *row)
{
  const char *name;
  if ((name = sent_today(look, row)) != NULL)
    settle(row, COURSE_HOLD, REASON_OUTRANKED, name);
  else if ((name = full_cap(look, row)) != NULL)
    settle(row, COURSE_HOLD, REASON_CAPPED, name);
  else if (!find_text(look, row))
    settle(row, COURSE_HOLD, REASON_UNDELIVERABLE, NULL);
  else if (look_step(look, row)->step->fee_kind == fee_legal_maximum &&
           !look_subject(look, row)->fee_known) {
    row->channel = UNSET;
    row->variant = NULL;
    settle(row, COURSE_HOLD, REASON_UNKNOWN, "fee");
  } else
    send(look, row);
}

void decide(const struct decider *decider, const struct customer *customer, const struct run *run,
            struct decided *rows)
{
  size_t steps = decider->plan->step_count;
  const struct look look = {.decider = decider,
                            .customer = customer,
                            .run = run,
                            .rows = rows,
                            .count = customer->subject_count * steps};
  for (size_t i = 0; i < look.count; i++) {
    rows[i] = (struct decided){.subject = i / steps,
                               .step = i % steps,
                               .planned = UNSET,
                               .not_before = UNSET,
                               .minute = UNSET,
                               .channel = UNSET};
    look_alone(&look, &rows[i]);
  }
  for (size_t i = 0; i < customer->subject_count; i++)
    choose_late(&look, rows + i * steps);
  for (;;) {
    struct decided *first = NULL;
    for (size_t i = 0; i < look.count; i++)
      if (rows[i].open && (first == NULL || goes_first(&look, &rows[i], first)))
        first = &rows[i];
    if (first == NULL)
      return;
    look_among(&look, first);
  }
}
