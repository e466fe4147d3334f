#include "model/plan.h"

#include <stdlib.h>

void plan_free(struct plan **plan)
{
  if (*plan == NULL)
    return;
  for (size_t i = 0; i < (*plan)->step_count; i++)
    free((*plan)->steps[i].stop_on);
  free((*plan)->steps);
  free(*plan);
  *plan = NULL;
}
