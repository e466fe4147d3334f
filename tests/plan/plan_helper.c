#include "plan_helper.h"

#include "base/str.h"
#include "yaml/journey_format.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* clang-format off */
const char good_journey[] =
    "kundresa_journey: 1\n"
    "id: shop\n"
    "title: Shop\n"
    "market: SE\n"
    "audience: consumer\n"
    "currency: SEK\n"
    "languages: [sv, en]\n"
    "timezone: Europe/Stockholm\n"
    "payment_terms_days: 30\n"
    "state: as-is\n"
    "status: draft\n"
    "attributes:\n"
    "  - id: orders\n"
    "    of: customer\n"
    "    type: integer\n"
    "  - id: pays-by\n"
    "    of: customer\n"
    "    type: text\n"
    "  - id: since\n"
    "    of: customer\n"
    "    type: date\n"
    "  - id: chosen\n"
    "    of: customer\n"
    "    type: boolean\n"
    "  - id: debt\n"
    "    of: invoice\n"
    "    type: money\n"
    "segments:\n"
    "  - id: fresh\n"
    "    title: new ones\n"
    "    conditions:\n"
    "      - attribute: orders\n"
    "        is: at-most\n"
    "        value: \"1\"\n"
    "  - id: faithful\n"
    "    title: old ones\n"
    "    conditions:\n"
    "      - attribute: orders\n"
    "        is: more\n"
    "        value: \"1\"\n"
    "stages:\n"
    "  - id: all\n"
    "    kind: message\n"
    "    title: All\n"
    "touchpoints:\n"
    "  - id: signs-up\n"
    "    stage: all\n"
    "    kind: sale\n"
    "    title: Signs up\n"
    "    initiator: customer\n"
    "  - id: invoice\n"
    "    stage: all\n"
    "    kind: distribution\n"
    "    title: Gets the invoice\n"
    "    channels: [letter]\n"
    "    trigger:\n"
    "      anchor: issued\n"
    BODY("invoice-text", "faktura")
    "  - id: tip\n"
    "    stage: all\n"
    "    kind: message\n"
    "    title: Gets a tip\n"
    "    channels: [email]\n"
    "    trigger:\n"
    "      anchor: issued\n"
    "      offset_days: 12\n"
    "      segment: fresh\n"
    BODY("tip-text", "tips")
    "  - id: first\n"
    "    stage: all\n"
    "    kind: reminder\n"
    "    title: First reminder\n"
    "    channels: [email, letter]\n"
    "    trigger:\n"
    "      anchor: due\n"
    "      offset_days: 5\n"
    BODY("first-text", "betalning")
    "  - id: second\n"
    "    stage: all\n"
    "    kind: reminder\n"
    "    title: Second reminder\n"
    "    channels: [letter]\n"
    "    trigger:\n"
    "      anchor: previous\n"
    "      offset_days: 14\n"
    BODY("second-text", "igen")
    "  - id: thanks\n"
    "    stage: all\n"
    "    kind: message\n"
    "    title: Gets thanks\n"
    "    channels: [letter]\n"
    "    trigger:\n"
    "      anchor: payment\n"
    "      offset_days: 1\n"
    "      invoice: paid\n"
    BODY("thanks-text", "tack");
/* clang-format on */

char *changed(const char *text, const char *after, const char *from, const char *to)
{
  const char *at = after != NULL ? strstr(text, after) : text;
  assert_non_null(at);
  at = strstr(at, from);
  if (at == NULL)
    fail_msg("the journey has no '%s' after '%s'", from, after != NULL ? after : "");
  struct str out = {0};
  str_add_span(&out, text, (size_t)(at - text));
  str_add(&out, to);
  str_add(&out, at + strlen(from));
  return str_take(&out);
}

struct map *read_journey(const char *text)
{
  struct map *map = map_new();
  struct problems problems = {0};
  struct error err = {0};
  FILE *in = fmemopen((void *)text, strlen(text), "r");
  enum status status = journey_read(in, "test", &map->sink, &problems, &err);
  fclose(in);
  if (status != STATUS_OK) {
    char told[1300] = "";
    fail_msg("%s\n%s",
             problems.count > 0 ? error_format(&problems.items[0], told, sizeof told) : err.text,
             text);
  }
  problems_clear(&problems);
  return map;
}

enum status compile(const struct map *map, struct plan **plan, struct plan_faults *faults)
{
  struct plan_origin origin = {.version = 3, .journey_sha256 = "abc"};
  *faults = (struct plan_faults){0};
  return plan_compile(map, &origin, plan, faults);
}

const struct plan_step *step_of(const struct plan *plan, const char *id)
{
  for (size_t i = 0; i < plan->step_count; i++)
    if (strcmp(plan->steps[i].touchpoint->id, id) == 0)
      return &plan->steps[i];
  fail_msg("there is no step '%s'", id);
  return NULL;
}
