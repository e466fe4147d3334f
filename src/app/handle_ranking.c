#include "app/handle_ranking.h"

#include "app/handle.h"
#include "app/surveyed.h"
#include "base/i18n.h"
#include "workshop/grading.h"

#include <inttypes.h>

static void put_ranked(struct output *output, const struct ranked *ranked)
{
  struct str terms = {0};
  struct str rank = {0};
  int64_t owner = ranked->touchpoint->owner_department;
  output_record(output, NULL, NULL);
  str_addf(&rank, "%zu%s", ranked->rank, ranked->tie ? "=" : "");
  output->ops->number(output, "rank", _("Rank"), (int64_t)ranked->rank, str_text(&rank));
  output_number(output, "score", _("Score"), ranked->score);
  ranking_add_terms(&terms, ranked);
  output_text(output, "terms", _("Terms"), str_text(&terms));
  output->ops->text(output, "touchpoint", _("Touchpoint"), ranked->touchpoint->id,
                    ranked->touchpoint->title);
  output->ops->text(
      output, "owner", _("Owner"),
      owner != UNSET ? enumeration_token(&enumerations[ENUM_department], owner) : NULL,
      owner != UNSET ? enumeration_label(&enumerations[ENUM_department], owner) : NULL);
  for (int i = 0; i < CRITERION_COUNT; i++)
    output_number(output, criterion_name((enum criterion)i), NULL, ranked->grades[i]);
  output->ops->truth(output, "agreed", NULL, ranked->agreed, NULL);
  output->ops->truth(output, "feeling_known", NULL, ranked->feels_known, NULL);
  output->ops->truth(output, "effort_known", NULL, ranked->effort_known, NULL);
  output_close(output);
  str_clear(&terms);
  str_clear(&rank);
}

enum status handle_show_ranking(struct session *session, struct output *output, struct error *err)
{
  struct map *map = NULL;
  struct ranking ranking;
  enum status status = surveyed_read(session, &map, err);
  if (status != STATUS_OK)
    return status;
  ranking_make(map, &ranking);
  output_list(output, NULL, _("Touchpoints, those first where the next krona does most"));
  for (size_t i = 0; i < ranking.scored; i++)
    put_ranked(output, &ranking.items[i]);
  output_close(output);
  output_say(output, "%s",
             _("Score: use × importance × leverage × (3 - how it feels) × 60 ÷ effort. A feeling "
               "that is not known counts as 0, an effort as 3; grades that nobody has agreed on "
               "count as the middle of what departments gave."));
  if (ranking.scored < ranking.count)
    output_say(output,
               P_("%d touchpoint lacks a grade, and is left out.",
                  "%d touchpoints lack a grade, and are left out.",
                  (int)(ranking.count - ranking.scored)),
               (int)(ranking.count - ranking.scored));
  ranking_clear(&ranking);
  map_free(&map);
  return STATUS_OK;
}
