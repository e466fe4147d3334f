/* Journeys as texts, for the tests of merge/. */
#ifndef KUNDRESA_TESTS_MERGE_HELPER_H
#define KUNDRESA_TESTS_MERGE_HELPER_H

#include "model/map.h"

/* What every journey begins with. */
#define HEAD                                                                                       \
  "kundresa_journey: 1\nid: shop\ntitle: Shop\nmarket: SE\naudience: consumer\ncurrency: SEK\n"    \
  "languages: [sv, en]\ntimezone: Europe/Stockholm\npayment_terms_days: 30\nstate: as-is\n"        \
  "status: draft\n"
#define STAGES "stages:\n  - {id: sale, kind: sale, title: Sale}\n"
#define POINTS "touchpoints:\n"
#define POINT(id, more) "  - {id: " id ", stage: sale, kind: sale, title: Point " id more "}\n"

/* Reads journey/1, which must be right; the caller's. */
struct map *helper_map(const char *text);
/* The same from a file. */
struct map *helper_map_file(const char *path);
/* As journey/1; the caller frees it. */
char *helper_text(const struct map *map);
struct map *helper_copy(const struct map *map);

#endif
