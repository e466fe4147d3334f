#include "model/agenda.h"

#include <stdlib.h>
#include <string.h>

static void step_clear(struct agenda_step *step)
{
  free(step->id);
  words_clear(&step->title);
  free(step->phases);
  for (size_t i = 0; i < step->prompt_count; i++) {
    free(step->prompts[i].id);
    words_clear(&step->prompts[i].text);
  }
  free(step->prompts);
}

void agenda_free(struct agenda **agenda)
{
  if (*agenda == NULL)
    return;
  free((*agenda)->id);
  words_clear(&(*agenda)->title);
  for (char **token = (*agenda)->reveal; token != NULL && *token != NULL; token++)
    free(*token);
  free((*agenda)->reveal);
  for (size_t i = 0; i < (*agenda)->step_count; i++)
    step_clear(&(*agenda)->steps[i]);
  free((*agenda)->steps);
  free(*agenda);
  *agenda = NULL;
}

int agenda_find_step(const struct agenda *agenda, const char *id)
{
  for (size_t i = 0; id != NULL && i < agenda->step_count; i++)
    if (strcmp(agenda->steps[i].id, id) == 0)
      return (int)i;
  return -1;
}

int64_t agenda_step_minutes(const struct agenda_step *step)
{
  int64_t minutes = 0;
  for (size_t i = 0; i < step->phase_count; i++)
    minutes += step->phases[i].minutes;
  return minutes;
}

int64_t agenda_minutes(const struct agenda *agenda)
{
  int64_t minutes = 0;
  for (size_t i = 0; i < agenda->step_count; i++)
    minutes += agenda_step_minutes(&agenda->steps[i]);
  return minutes;
}

bool agenda_step_is_numbered(const struct agenda_step *step)
{
  for (size_t i = 0; i < step->phase_count; i++)
    if (step->phases[i].does == phase_write)
      return true;
  return false;
}

size_t agenda_step_number(const struct agenda *agenda, size_t index)
{
  size_t number = 0;
  if (index >= agenda->step_count || !agenda_step_is_numbered(&agenda->steps[index]))
    return 0;
  for (size_t i = 0; i <= index; i++)
    number += agenda_step_is_numbered(&agenda->steps[i]) ? 1 : 0;
  return number;
}

size_t agenda_numbered(const struct agenda *agenda)
{
  size_t count = 0;
  for (size_t i = 0; i < agenda->step_count; i++)
    count += agenda_step_is_numbered(&agenda->steps[i]) ? 1 : 0;
  return count;
}

size_t agenda_reveal_rank(const struct agenda *agenda, const char *department)
{
  size_t rank = 0;
  for (; agenda->reveal != NULL && agenda->reveal[rank] != NULL; rank++)
    if (department != NULL && strcmp(agenda->reveal[rank], department) == 0)
      return rank;
  return rank;
}
