#include "plan/draft.h"

#include "base/mem.h"
#include "base/str.h"

#include <stdarg.h>
#include <stdlib.h>

void fault_add(struct plan_faults *faults, const char *code, enum entity entity, const char *id,
               const char *remedy, const char *format, ...)
{
  struct str text = {0};
  va_list arguments;
  va_start(arguments, format);
  str_addv(&text, format, arguments);
  va_end(arguments);
  faults->items = mem_resize(faults->items, faults->count + 1, sizeof *faults->items);
  faults->items[faults->count++] = (struct plan_fault){
      .code = code,
      .entity = entity,
      .id = mem_copy_text(id),
      .text = str_take(&text),
      .remedy = mem_copy_text(remedy),
  };
}

void plan_faults_clear(struct plan_faults *faults)
{
  for (size_t i = 0; i < faults->count; i++) {
    free(faults->items[i].id);
    free(faults->items[i].text);
    free(faults->items[i].remedy);
  }
  free(faults->items);
  *faults = (struct plan_faults){0};
}
