/* The map in words, stage by stage; and the experience curve in characters. */
#include "app/minutes_private.h"

#include "base/i18n.h"
#include "base/text.h"
#include "model/sentence.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* ---- The curve ---- */

/* Columns of characters for each touchpoint, and how many stand in one row of curves. */
#define STEP 3
#define CURVE_TOUCHPOINTS 22

static const char *mark(const struct touchpoint *touchpoint, int64_t value)
{
  bool now = touchpoint->experience_as_is == value;
  bool then = touchpoint->experience_to_be == value;
  return now && then ? "◉" : now ? "●" : then ? "○" : value == 0 ? "·" : " ";
}

static void add_rows(const struct minutes *minutes, size_t first, struct str *out)
{
  size_t end = first + CURVE_TOUCHPOINTS;
  end = end < minutes->touchpoint_count ? end : minutes->touchpoint_count;
  for (int64_t value = 2; value >= -2; value--) {
    str_addf(out, value == 0 ? " 0  " : "%+" PRId64 "  ", value);
    for (size_t i = first; i < end; i++)
      str_addf(out, " %s%s", mark(minutes->touchpoints[i], value),
               i + 1 == end ? ""
               : value == 0 ? "·"
                            : " ");
    while (out->text[out->length - 1] == ' ')
      str_cut(out, out->length - 1);
    str_add(out, "\n");
  }
  str_add(out, "    ");
  for (size_t i = first; i < end; i++)
    str_addf(out, i + 1 == end ? "%2zu" : "%2zu ", i + 1);
  str_add(out, "\n");
}

void minutes_add_curve(const struct minutes *minutes, struct str *out)
{
  for (size_t i = 0; i < minutes->touchpoint_count; i += CURVE_TOUCHPOINTS) {
    str_add(out, i > 0 ? "\n" : "");
    add_rows(minutes, i, out);
  }
  if (out->length > 0)
    str_addf(out, "%s\n", _("● as it is   ○ as it shall be   ◉ both"));
}

/* ---- The map ---- */

static void add_when(struct str *out, const struct minutes *minutes,
                     const struct touchpoint *touchpoint)
{
  const struct segment *segment = touchpoint->segment != NULL
                                      ? map_find(minutes->map, ENTITY_segment, touchpoint->segment)
                                      : NULL;
  sentence_add_when(out, touchpoint);
  if (segment != NULL)
    str_addf(out, "%s%s", out->length > 0 ? ", " : "", segment->title);
}

static void add_feelings(struct str *out, const struct touchpoint *touchpoint)
{
  minutes_add_feeling(out, touchpoint->experience_as_is);
  if (touchpoint->experience_to_be == UNSET)
    return;
  str_add(out, " → ");
  minutes_add_feeling(out, touchpoint->experience_to_be);
}

static void put_touchpoint(const struct minutes *minutes, struct page *page, size_t place)
{
  const struct touchpoint *touchpoint = minutes->touchpoints[place];
  struct str text = {0};
  str_addf(&text, "%zu. %s", place + 1, touchpoint->title);
  if (touchpoint->moment_of_truth == 1)
    str_addf(&text, "\n◆ %s", _("moment of truth"));
  minutes_put_cell(page, &text);
  add_when(&text, minutes, touchpoint);
  minutes_put_cell(page, &text);
  sentence_add_channels(&text, touchpoint->channels);
  minutes_put_cell(page, &text);
  surveyed_add_owner(&text, touchpoint->owner_department, touchpoint->owner_person);
  minutes_put_cell(page, &text);
  minutes_add_value(&text, ENTITY_touchpoint, touchpoint, "covered");
  minutes_put_cell(page, &text);
  add_feelings(&text, touchpoint);
  minutes_put_cell(page, &text);
}

static void tell_stage(const struct minutes *minutes, struct page *page, const struct stage *stage)
{
  const struct page_column columns[] = {
      {_("Touchpoint"), COLUMN_TITLE}, {_("When"), COLUMN_WORDS},    {_("Channels"), COLUMN_WORDS},
      {_("Owner"), COLUMN_WORDS},      {_("Covered"), COLUMN_WORDS}, {_("Feels"), COLUMN_NUMBER}};
  bool any = false;
  for (size_t i = 0; i < minutes->touchpoint_count; i++) {
    if (strcmp(minutes->touchpoints[i]->stage, stage->id) != 0)
      continue;
    if (!any) {
      page_part(page, stage->title);
      page_table(page, stage->title, columns, sizeof columns / sizeof *columns);
    }
    any = true;
    put_touchpoint(minutes, page, i);
  }
}

static void tell_coverage(const struct minutes *minutes, struct page *page)
{
  size_t covered[3] = {0};
  struct str text = {0};
  for (size_t i = 0; i < minutes->touchpoint_count; i++) {
    int64_t value = minutes->touchpoints[i]->covered;
    covered[value == coverage_yes ? 0 : value == coverage_no ? 1 : 2]++;
  }
  str_addf(&text, P_("%zu touchpoint", "%zu touchpoints", minutes->touchpoint_count),
           minutes->touchpoint_count);
  str_addf(&text, _(": %zu covered by a message, %zu not, %zu not known."), covered[0], covered[1],
           covered[2]);
  page_text(page, text.text);
  str_clear(&text);
}

void minutes_tell_map(const struct minutes *minutes, struct page *page)
{
  struct str curve = {0};
  page_section(page, "map", _("The map"));
  if (minutes->touchpoint_count == 0) {
    page_note(page, _("There is no touchpoint on the map yet."));
    return;
  }
  tell_coverage(minutes, page);
  page_picture(page, minutes_draw_map(minutes), NULL);
  page_part(page, _("The experience curve"));
  minutes_add_curve(minutes, &curve);
  page_picture(page, minutes_draw_curve(minutes), curve.text);
  str_clear(&curve);
  for (size_t i = 0; i < map_count(minutes->map, ENTITY_stage); i++)
    tell_stage(minutes, page, map_at(minutes->map, ENTITY_stage, i));
}
