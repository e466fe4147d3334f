#include "app/surveyed.h"

#include "app/output.h"
#include "base/i18n.h"
#include "page/markdown.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum status surveyed_read_store(struct store *store, int64_t journey, struct map **map,
                                struct error *err)
{
  struct record_source *source = NULL;
  *map = map_new();
  enum status status = store_begin_export(store, journey, &source, err);
  if (status == STATUS_OK)
    status = stream_copy(source, &(*map)->sink, err);
  store_end_export(store, &source);
  if (status != STATUS_OK)
    map_free(map);
  return status;
}

enum status surveyed_read(struct session *session, struct map **map, struct error *err)
{
  return surveyed_read_store(session->store, session->journey_oid, map, err);
}

const char *surveyed_touchpoint(const struct map *map, const char *id)
{
  const struct touchpoint *touchpoint = id != NULL ? map_find(map, ENTITY_touchpoint, id) : NULL;
  return touchpoint != NULL ? touchpoint->title : NULL;
}

/* ---- Figures ---- */

void surveyed_add_amount(struct str *out, int64_t minor, int64_t currency)
{
  char digits[32];
  bool below = minor < 0;
  uint64_t size = below ? -(uint64_t)minor : (uint64_t)minor;
  int length = snprintf(digits, sizeof digits, "%" PRIu64, size / 100 + (size % 100 >= 50 ? 1 : 0));
  if (below)
    str_add_char(out, '-');
  for (int i = 0; i < length; i++) {
    if (i > 0 && (length - i) % 3 == 0)
      /* L10N: what stands between thousands; a space of fixed width in Swedish. */
      str_add(out, i18n_text(NC_("thousands", ",")));
    str_add_char(out, digits[i]);
  }
  str_addf(out, " %s", enumeration_token(&enumerations[ENUM_currency], currency));
}

void surveyed_add_rate(struct str *out, int64_t hundredths)
{
  if (hundredths < 1000 && hundredths % 100 != 0)
    output_add_decimal(out, hundredths, false);
  else
    str_addf(out, "%" PRId64, hundredths / 100 + (hundredths % 100 >= 50 ? 1 : 0));
}

void surveyed_add_period(struct str *out, const struct asked *asked)
{
  char from[DATE_SIZE];
  char to[DATE_SIZE];
  if (asked->period != NULL)
    str_add(out, asked->period);
  else if (!asked->dated)
    str_add(out, _("days not said"));
  else if (asked->from == asked->to)
    str_add(out, date_format(asked->from, from));
  else
    /* L10N: the first and the last day. */
    str_addf(out, _("%s to %s"), date_format(asked->from, from), date_format(asked->to, to));
}

const char *surveyed_evidence(const struct asked *asked)
{
  if (asked->evidence == UNSET)
    return _("not said how");
  return enumeration_label(&enumerations[ENUM_evidence], asked->evidence);
}

void surveyed_add_formula(struct str *out, const struct support *support, int64_t currency)
{
  struct str amount = {0};
  str_addf(out,
           _("Cost = questions in %d days × the cost of a contact; a year has 365 such days. "
             "Periods of other lengths are counted as %d days."),
           SUPPORT_DAYS, SUPPORT_DAYS);
  str_add(out, " ");
  if (support->unit_cost != UNSET)
    surveyed_add_amount(&amount, support->unit_cost, currency);
  if (support->source == COST_DEFAULT)
    str_addf(out,
             _("A contact costs %s where nobody says otherwise: what a call from somebody who does "
               "not understand the invoice costs (R9, M. Widgren). The journey's cost per contact "
               "changes it."),
             str_text(&amount));
  else if (support->source == COST_JOURNEY)
    str_addf(out, _("A contact costs %s, as the journey says."), str_text(&amount));
  else
    str_add(out, _("What a contact costs is not known; the journey's cost per contact says it."));
  str_clear(&amount);
}

/* ---- What is due ---- */

/* The first line of a text is enough in a list. */
static void add_line(struct str *out, const char *text)
{
  size_t length = 0;
  while (text != NULL && text[length] != '\0' && text[length] != '\n')
    length++;
  str_add_span(out, text != NULL ? text : "", length);
}

void surveyed_add_due(struct str *out, const struct map *map, const struct due_item *item)
{
  struct str what = {0};
  const char *at;
  switch (item->kind) {
  case DUE_REVIEW:
    add_line(&what, record_text(item->record, entity_field(item->entity, "title")));
    str_addf(out,
             item->entity == ENTITY_journey    ? _("Look at the journey again: %s")
             : item->entity == ENTITY_workshop ? _("Look again at what the workshop left: %s")
                                               : _("Look at the touchpoint again: %s"),
             str_text(&what));
    break;
  case DUE_ACTION:
    add_line(&what, ((const struct action *)item->record)->text);
    str_addf(out, _("Do: %s"), str_text(&what));
    break;
  case DUE_PARKED:
    add_line(&what, ((const struct card *)item->record)->text);
    str_addf(out, _("Take up what is parked: %s"), str_text(&what));
    break;
  case DUE_TEXT:
    at = surveyed_touchpoint(map, ((const struct message *)item->record)->touchpoint);
    add_line(&what, at);
    str_addf(out, _("Renew or remove the text '%s' at: %s"),
             ((const struct message *)item->record)->id, str_text(&what));
    break;
  default:
    at = surveyed_touchpoint(map, ((const struct waiver *)item->record)->touchpoint);
    add_line(&what, at != NULL ? at : map_journey(map)->title);
    str_addf(out, _("Decide again on the accepted finding of %s at: %s"),
             ((const struct waiver *)item->record)->rule, str_text(&what));
    break;
  }
  str_clear(&what);
}

void surveyed_add_when(struct str *out, const struct due_item *item, date_day on)
{
  int days = item->day == UNSET ? 0 : (int)(item->day - on);
  if (item->day == UNSET)
    str_add(out, _("no day"));
  else if (item->state == DUE_LACKING)
    str_add(out, _("nobody to do it"));
  else if (days < 0)
    str_addf(out, P_("%d day late", "%d days late", -days), -days);
  else if (days == 0)
    str_add(out, _("today"));
  else
    str_addf(out, P_("in %d day", "in %d days", days), days);
}

void surveyed_add_owner(struct str *out, int64_t department, const char *person)
{
  if (department != UNSET)
    str_add(out, enumeration_label(&enumerations[ENUM_department], department));
  if (person != NULL)
    str_addf(out, "%s%s", department != UNSET ? ", " : "", person);
  if (department == UNSET && person == NULL)
    str_add(out, _("nobody"));
}

/* ---- Hand-overs ---- */

const char *surveyed_sight_token(enum sight sight)
{
  static const char *const tokens[] = {"contributes", "told", "blind"};
  return tokens[sight];
}

const char *surveyed_sight(enum sight sight)
{
  static const char *const labels[] = {N_("takes part"), N_("is told"), N_("does not see it")};
  return i18n_text(labels[sight]);
}

/* ---- Questions and answers ---- */

void surveyed_add_faq(struct str *out, const struct map *map, const struct support *support,
                      size_t *answered, size_t *waiting)
{
  const struct journey *journey = map_journey(map);
  *answered = *waiting = 0;
  str_add(out, "# ");
  if (journey->brand != NULL) {
    markdown_add_line(out, journey->brand, strlen(journey->brand));
    str_add(out, ": ");
  }
  str_addf(out, "%s\n", _("questions and answers"));
  for (size_t i = 0; i < support->count; i++) {
    const struct question *question = support->questions[i].question;
    if (question->answer == NULL) {
      (*waiting)++;
      continue;
    }
    (*answered)++;
    str_add(out, "\n## ");
    markdown_add_line(out, question->topic, strlen(question->topic));
    str_add(out, "\n\n");
    markdown_add_text(out, question->answer, "");
    str_add(out, "\n");
  }
}
