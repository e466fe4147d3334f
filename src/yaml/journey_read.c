#include "yaml/journey_format.h"

#include "base/i18n.h"
#include "yaml/mapping.h"

enum status journey_read(FILE *in, const char *name, struct record_sink *sink,
                         struct problems *problems, struct error *err)
{
  struct layouts *layouts = layouts_new();
  const struct format format = {
      .layouts = layouts,
      .key = JOURNEY_KEY,
      .version = JOURNEY_VERSION,
      .empty = N_("Found an empty file, expected a journey."),
      .expected = N_("Found %s, expected a journey."),
      .begin = N_("Begin the file with 'kundresa_journey: 1'."),
      .keyless = N_("Found no '%s: %s'; is this a journey?"),
      .unknown = N_("Delete it; kundresa-journey(5) lists the known keys."),
      .other_key = "kundresa_plan",
      .other = N_("This is a released plan, expected a journey."),
      .other_remedy = N_("Import the journey that the plan was made from."),
  };
  enum status status = mapping_read(&format, NULL, in, name, sink, problems, err);
  layouts_free(&layouts);
  return status;
}
