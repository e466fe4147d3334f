#include "base/i18n.h"

#include <string.h>

const char *i18n_text(const char *marked)
{
  if (marked == NULL || marked[0] == '\0')
    return "";
  const char *found = gettext(marked);
  if (found != marked)
    return found;
  const char *mark = strchr(marked, '\004');
  return mark != NULL ? mark + 1 : marked;
}
