/* Reads journey/1 from standard input into a sink that forgets: what the
 * reader takes above `yaml_floor parse`, in time and in memory. */
#include "yaml/journey_format.h"

#include <stdio.h>

static unsigned long records;

static enum status forget(struct record_sink *sink, enum entity entity, const void *record,
                          struct error *err)
{
  (void)sink;
  (void)entity;
  (void)record;
  (void)err;
  records++;
  return STATUS_OK;
}

int main(void)
{
  struct record_sink sink = {.put = forget};
  struct problems problems = {0};
  struct error err = {0};
  enum status status = journey_read(stdin, "standard input", &sink, &problems, &err);
  fprintf(stderr, "%lu records, %zu faults\n", records, problems.count + problems.dropped);
  problems_clear(&problems);
  return (int)status;
}
