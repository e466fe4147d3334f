/* One version of a journey, wherever it is kept, for those commands that compare. */
#ifndef KUNDRESA_APP_VERSION_H
#define KUNDRESA_APP_VERSION_H

#include "app/output.h"
#include "model/map.h"

struct version_text {
  struct map *map;
  bool plan; /* it was read from a plan, which carries less than a journey */
};

/* Reads what @spec names: a kundresa file (its journey @journey, or the only one), a
 * release of one as FILE@N, the journey as it was as FILE@TIME (app/moment.h), a journey/1 or
 * plan/1 text, or "-" for such a text on standard input.  Faults of texts are told to @output. Free
 * with version_clear(), also where this fails. */
enum status version_read(const char *spec, const char *journey, struct output *output,
                         struct version_text *version, struct error *err);

/* Reads the journey of the kundresa file @path as it was at the moment @at (app/moment.h;
 * NULL: now). */
enum status version_read_moment(const char *path, const char *at, const char *journey,
                                struct output *output, struct version_text *version,
                                struct error *err);

/* Reads the journey/1 text @path ("-": standard input), and nothing else; an empty one is
 * an empty map where @empty admits it. */
enum status version_read_journey(const char *path, bool empty, struct output *output,
                                 struct map **map, struct error *err);

/* Makes of a journey what its plan would be read as, so that the two can be compared.
 * STATUS_INPUT where it could not be released. */
enum status version_make_plan(struct version_text *version, const char *spec, struct error *err);
void version_clear(struct version_text *version);

#endif
