#include "plan/decide.h"

#include <stdio.h>
#include <string.h>

const char *course_name(enum course course)
{
  static const char *const names[] = {"send", "wait", "hold", "skip", "stop"};
  return names[course];
}

const char *reason_name(enum reason reason)
{
  static const char *const names[REASON_COUNT] = {
      "stopped:",      "sent",     "paused:", "no-anchor", "past-calendar", "not-due:",   "late",
      "condition",     "unknown:", "gap",     "control",   "approval",      "outranked:", "capped:",
      "undeliverable", "window",   "due"};
  return names[reason];
}

const char *pause_name(enum pause_kind kind)
{
  static const char *const names[PAUSED_KINDS] = {"dispute", "payment_plan", "hardship"};
  return names[kind];
}

char *reason_format(const struct decided *row, char buffer[REASON_SIZE])
{
  char day[DATE_SIZE] = "";
  const char *detail = row->detail != NULL ? row->detail : "";
  if (row->reason == REASON_NOT_DUE)
    detail = date_format(row->planned, day);
  snprintf(buffer, REASON_SIZE, "%s%s", reason_name(row->reason), detail);
  return buffer;
}
