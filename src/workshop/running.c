#include "workshop/running.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MINUTE INT64_C(60000)

bool running_parse(const char *text, struct running *running)
{
  struct running read = {0};
  int closed = 0;
  int used = 0;
  if (text == NULL ||
      sscanf(text, "1 %55s %55s %55s %" SCNd64 " %" SCNd64 " %d%n", read.workshop, read.agenda,
             read.step, &read.phase, &read.ends_at, &closed, &used) != 6 ||
      text[used] != '\0' || read.phase < 0 || read.phase > INT32_MAX)
    return false;
  read.closed = closed != 0;
  *running = read;
  return true;
}

void running_add(struct str *out, const struct running *running)
{
  str_addf(out, "1 %s %s %s %" PRId64 " %" PRId64 " %d", running->workshop, running->agenda,
           running->step, running->phase, running->ends_at, running->closed ? 1 : 0);
}

const struct agenda_step *running_step(const struct running *running, const struct agenda *agenda)
{
  int index = agenda_find_step(agenda, running->step);
  return index >= 0 ? &agenda->steps[index] : NULL;
}

const struct agenda_phase *running_phase(const struct running *running, const struct agenda *agenda)
{
  const struct agenda_step *step = running_step(running, agenda);
  return step != NULL && running->phase >= 0 && (size_t)running->phase < step->phase_count
             ? &step->phases[running->phase]
             : NULL;
}

static void enter(struct running *running, const struct agenda_step *step, int64_t phase,
                  int64_t now)
{
  snprintf(running->step, sizeof running->step, "%s", step->id);
  running->phase = phase;
  running->closed = false;
  running->ends_at = now + step->phases[phase].minutes * MINUTE;
}

void running_begin(struct running *running, const struct agenda *agenda, const char *workshop,
                   int64_t now)
{
  *running = (struct running){0};
  snprintf(running->workshop, sizeof running->workshop, "%s", workshop);
  snprintf(running->agenda, sizeof running->agenda, "%s", agenda->id);
  enter(running, &agenda->steps[0], 0, now);
}

enum running_move running_next_move(const struct running *running, const struct agenda *agenda)
{
  const struct agenda_step *step = running_step(running, agenda);
  const struct agenda_phase *phase = running_phase(running, agenda);
  if (phase == NULL)
    return RUNNING_END;
  if (phase->does == phase_vote && !running->closed)
    return RUNNING_COUNT;
  if (phase->does == phase_write)
    return RUNNING_REVEAL;
  if (phase->does == phase_grade)
    return RUNNING_GRADE;
  bool last = step == &agenda->steps[agenda->step_count - 1] &&
              (size_t)running->phase + 1 == step->phase_count;
  return last ? RUNNING_END : RUNNING_ON;
}

enum running_move running_go_on(struct running *running, const struct agenda *agenda, int64_t now)
{
  enum running_move move = running_next_move(running, agenda);
  const struct agenda_step *step = running_step(running, agenda);
  if (move == RUNNING_COUNT) {
    running->closed = true;
  } else if (step != NULL && (size_t)running->phase + 1 < step->phase_count) {
    enter(running, step, running->phase + 1, now);
  } else if (step != NULL && step + 1 < agenda->steps + agenda->step_count) {
    enter(running, step + 1, 0, now);
  } else {
    running->workshop[0] = '\0';
  }
  return move;
}

void running_extend(struct running *running, int64_t minutes, int64_t now)
{
  running->ends_at = (running->ends_at > now ? running->ends_at : now) + minutes * MINUTE;
}

int64_t running_left(const struct running *running, int64_t now)
{
  int64_t left = running->ends_at - now;
  return left > 0 ? (left + 999) / 1000 : -((-left) / 1000);
}

void running_add_clock(struct str *out, int64_t left)
{
  int64_t size = left < 0 ? -left : left;
  str_addf(out, "%s%" PRId64 ":%02" PRId64, left < 0 ? "+" : "", size / 60, size % 60);
}

void running_add_round(struct str *out, const struct running *running)
{
  str_addf(out, "%s/%s", running->workshop, running->step);
}

bool running_rings(const struct running *running, int64_t now, int64_t *rung)
{
  if (running->workshop[0] == '\0' || now < running->ends_at || *rung == running->ends_at)
    return false;
  /* Who comes when it was over long ago need not hear it. */
  bool heard = now - running->ends_at < MINUTE;
  *rung = running->ends_at;
  return heard;
}
