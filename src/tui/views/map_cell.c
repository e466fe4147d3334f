/* The Map view: what stands in the cell of a touchpoint and a lane. */
#include "base/i18n.h"
#include "model/sentence.h"
#include "tui/views/map_grid.h"

#include <inttypes.h>

static void add_channels(struct str *out, const char *channels)
{
  for (size_t i = 0; i < list_count(channels); i++)
    str_addf(out, "%s%s", i > 0 ? "\n" : "", channel_short(list_value(channels, i, ENUM_channel)));
}

static enum style add_owner(struct str *out, const struct touchpoint *touchpoint)
{
  int64_t owner = touchpoint->owner_department;
  if (owner == UNSET) {
    str_addf(out, "! %s", _("nobody"));
    return STYLE_WARN;
  }
  str_addf(out, "%s %s", department_letter(owner),
           touchpoint->owner_person != NULL
               ? touchpoint->owner_person
               : enumeration_label(&enumerations[ENUM_department], owner));
  return (enum style)(STYLE_DEPARTMENT + owner);
}

static enum style add_covered(struct str *out, const struct touchpoint *touchpoint)
{
  if (touchpoint->covered == coverage_yes) {
    str_add(out, _("yes"));
    return STYLE_GOOD;
  }
  str_addf(out, "! %s", touchpoint->covered == coverage_no ? _("no") : _("unknown"));
  return STYLE_WARN;
}

static enum style add_texts(struct str *out, const struct map_column *column)
{
  if (column->messages == 0)
    return STYLE_DIM;
  str_addf(out, "%d", column->messages);
  if (column->missing == NULL)
    return STYLE_TEXT;
  /* L10N: %s is languages, as "en nb" */
  str_addf(out, _(" ! no %s"), column->missing);
  return STYLE_WARN;
}

static void add_grades(struct str *out, const struct touchpoint *touchpoint)
{
  const int64_t grades[] = {touchpoint->use, touchpoint->importance, touchpoint->leverage};
  for (size_t i = 0; i < 3; i++) {
    if (i > 0)
      str_add(out, " ");
    if (grades[i] == UNSET)
      str_add(out, screen_glyph(GLYPH_BULLET));
    else
      str_addf(out, "%" PRId64, grades[i]);
  }
}

/* Errors and warnings; a sign while nobody knows. */
static enum style add_findings(struct str *out, const struct auditor *auditor,
                               const struct touchpoint *touchpoint)
{
  const struct finding_count *count = auditor_count(auditor, touchpoint->record.oid);
  if (auditor_result(auditor) == NULL)
    str_add(out, screen_glyph(GLYPH_ELLIPSIS));
  if (count == NULL)
    return STYLE_DIM;
  auditor_add_count(out, count->errors, count->warnings);
  return count->errors > 0 ? STYLE_BAD : STYLE_WARN;
}

enum style map_cell_add(struct str *out, const struct auditor *auditor,
                        const struct map_column *column, enum lane_index lane)
{
  const struct touchpoint *touchpoint = column->touchpoint;
  switch (lane) {
  case LANE_WHEN:
    sentence_add_short(out, touchpoint);
    return STYLE_TEXT;
  case LANE_OWNER:
    return add_owner(out, touchpoint);
  case LANE_CHANNELS:
    add_channels(out, touchpoint->channels);
    return STYLE_TEXT;
  case LANE_SYSTEMS:
    str_add(out, column->systems);
    return STYLE_DIM;
  case LANE_QUESTIONS:
    if (column->questions > 0)
      str_addf(out, ngettext("%d question", "%d questions", (unsigned long)column->questions),
               column->questions);
    return STYLE_TEXT;
  case LANE_TEXTS:
    return add_texts(out, column);
  case LANE_FINDINGS:
    return add_findings(out, auditor, touchpoint);
  case LANE_COVERED:
    return add_covered(out, touchpoint);
  case LANE_GRADES:
    if (touchpoint->use != UNSET || touchpoint->importance != UNSET ||
        touchpoint->leverage != UNSET)
      add_grades(out, touchpoint);
    return STYLE_DIM;
  case LANE_EVIDENCE:
    str_add(out, enumeration_label(&enumerations[ENUM_evidence], touchpoint->evidence));
    return touchpoint->evidence == evidence_assumed ? STYLE_WARN : STYLE_DIM;
  default:
    return STYLE_TEXT;
  }
}

const char *map_cell_joint(enum lane_index lane)
{
  return lane == LANE_CHANNELS ? screen_glyph(GLYPH_ELSE) : ", ";
}
