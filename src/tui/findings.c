#include "tui/findings.h"

#include "base/i18n.h"
#include "model/record.h"
#include "tui/naming.h"

enum style finding_style(enum rule_severity severity)
{
  static const enum style styles[] = {STYLE_TEXT, STYLE_WARN, STYLE_BAD};
  return styles[severity];
}

const char *finding_sign(enum rule_severity severity)
{
  /* L10N: signs for a note and a warning, one letter each */
  static const char *const signs[] = {NC_("sign", "i"), NC_("sign", "w"), "!"};
  return i18n_text(signs[severity]);
}

void finding_add_part(struct str *out, const struct audit_place *place)
{
  if (place->variant == NULL)
    return;
  str_add(out, place->variant->language);
  if (place->part != AUDIT_PART_NONE)
    str_addf(out, ", %s",
             i18n_text(entity_field(ENTITY_variant, audit_part_token(place->part))->label));
}

void finding_add_line(struct str *out, struct session *session, const struct finding *finding)
{
  struct str part = {0};
  finding_add_part(&part, &finding->place);
  if (finding->place.variant != NULL && finding->place.variant->segment != NULL) {
    str_add(&part, ", ");
    naming_add_title(&part, session, ENTITY_segment, finding->place.variant->segment);
  }
  str_addf(out, "%s ", finding_sign(finding->rule->severity));
  if (part.length > 0)
    str_addf(out, "(%s) ", str_text(&part));
  str_add(out, finding_text(finding));
  str_clear(&part);
}

void finding_add_fix(struct str *now, struct str *then, const struct finding *finding)
{
  struct touchpoint *touchpoint = record_copy(ENTITY_touchpoint, finding->place.touchpoint);
  record_add_label(now, touchpoint, finding->fix_field);
  if (record_set(touchpoint, finding->fix_field, finding->fix_value, NULL) == STATUS_OK)
    record_add_label(then, touchpoint, finding->fix_field);
  record_free(ENTITY_touchpoint, &touchpoint);
}
