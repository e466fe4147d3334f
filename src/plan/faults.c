#include "plan/draft.h"

#include "base/mem.h"
#include "base/str.h"

#include <stdarg.h>
#include <stdlib.h>

static void push(struct plan_faults *faults, struct plan_fault fault)
{
  /* Doubled whenever it is full, which it is at every power of two. */
  if ((faults->count & (faults->count - 1)) == 0)
    faults->items = mem_resize(faults->items, faults->count == 0 ? 1 : faults->count * 2,
                               sizeof *faults->items);
  faults->items[faults->count++] = fault;
}

void fault_add(struct plan_faults *faults, const char *code, enum entity entity, const char *id,
               const char *remedy, const char *format, ...)
{
  struct str text = {0};
  va_list arguments;
  va_start(arguments, format);
  str_addv(&text, format, arguments);
  va_end(arguments);
  push(faults, (struct plan_fault){
                   .code = code,
                   .entity = entity,
                   .id = mem_copy_text(id),
                   .text = str_take(&text),
                   .remedy = mem_copy_text(remedy),
               });
}

void faults_move(struct plan_faults *to, struct plan_faults *from)
{
  for (size_t i = 0; i < from->count; i++)
    push(to, from->items[i]);
  free(from->items);
  *from = (struct plan_faults){0};
}

const char *fault_step(const struct draft *draft, size_t step)
{
  return draft->plan->steps[step].touchpoint->title;
}

const char *fault_segment(const struct draft *draft, const char *segment)
{
  const struct segment *found = map_find(draft->map, ENTITY_segment, segment);
  return found != NULL ? found->title : segment;
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
