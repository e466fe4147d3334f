#include "model/plan.h"

#include <stdlib.h>

void plan_free(struct plan **plan)
{
  if (*plan == NULL)
    return;
  free((*plan)->steps);
  free(*plan);
  *plan = NULL;
}
