#include "model/sentence.h"

#include "base/i18n.h"
#include "model/record.h"

#include <inttypes.h>
#include <string.h>

/* How the day of each event itself reads, and the days around it. */
static const char *const on_day[] = {
    N_("on the day of the order"),
    N_("on the day the invoice is issued"),
    N_("on the due date"),
    N_("on the day of the previous step"),
    N_("on the day of the payment"),
    N_("on the day of a contact"),
    N_("on the day of the cancellation"),
    N_("on the day of the last purchase"),
    N_("at the end of the month"),
};
_Static_assert(sizeof on_day / sizeof on_day[0] == anchor_end_of_month + 1, "one for each anchor");

static void add_days(struct str *out, int64_t days, bool business)
{
  if (business)
    str_addf(out, P_("%" PRId64 " business day", "%" PRId64 " business days", days), days);
  else
    str_addf(out, P_("%" PRId64 " day", "%" PRId64 " days", days), days);
}

void sentence_add_when(struct str *out, const struct touchpoint *touchpoint)
{
  if (touchpoint->anchor == UNSET)
    return;
  int64_t offset = touchpoint->offset_days == UNSET ? 0 : touchpoint->offset_days;
  if (offset == 0) {
    str_add(out, _(on_day[touchpoint->anchor]));
    return;
  }
  struct str days = {0};
  add_days(&days, offset < 0 ? -offset : offset, touchpoint->days == day_kind_business);
  const char *event = enumeration_label(&enumerations[ENUM_anchor], touchpoint->anchor);
  if (touchpoint->anchor == anchor_previous && touchpoint->after != NULL)
    event = touchpoint->after;
  /* L10N: first is "5 days", then "the due date". */
  str_addf(out, offset < 0 ? _("%s before %s") : _("%s after %s"), str_text(&days), event);
  str_clear(&days);
}

/* Labels start with a capital, which a sentence does not want; SMS keeps its. */
static void add_lower(struct str *out, const char *label)
{
  bool word = label[0] >= 'A' && label[0] <= 'Z' && !(label[1] >= 'A' && label[1] <= 'Z');
  if (word)
    str_add_char(out, (char)(label[0] - 'A' + 'a'));
  str_add(out, label + word);
}

void sentence_add_short(struct str *out, const struct touchpoint *touchpoint)
{
  /* L10N: at most 8 columns each. */
  static const char *const events[] = {
      NC_("short event", "order"),  NC_("short event", "issued"), NC_("short event", "due"),
      NC_("short event", "then"),   NC_("short event", "paid"),   NC_("short event", "contact"),
      NC_("short event", "cancel"), NC_("short event", "quiet"),  NC_("short event", "month"),
  };
  if (touchpoint->anchor == UNSET)
    return;
  int64_t offset = touchpoint->offset_days == UNSET ? 0 : touchpoint->offset_days;
  str_add(out, i18n_text(events[touchpoint->anchor]));
  if (offset == 0)
    return;
  /* L10N: first calendar days, then business days, with their sign. */
  str_addf(out, touchpoint->days == day_kind_business ? _(" %+dbd") : _(" %+dd"), (int)offset);
}

void sentence_add_channels(struct str *out, const char *channels)
{
  for (size_t i = 0; i < list_count(channels); i++) {
    if (i > 0)
      /* L10N: between channels: "e-mail or else letter". */
      str_add(out, _(" or else "));
    add_lower(
        out, enumeration_label(&enumerations[ENUM_channel], list_value(channels, i, ENUM_channel)));
  }
}

void sentence_add_trigger(struct str *out, const struct touchpoint *touchpoint, const char *segment)
{
  if (touchpoint->anchor == UNSET)
    return;
  sentence_add_when(out, touchpoint);
  if (touchpoint->repeat_every_days != UNSET) {
    struct str days = {0};
    add_days(&days, touchpoint->repeat_every_days, touchpoint->days == day_kind_business);
    if (touchpoint->repeat_times != UNSET)
      str_addf(out,
               P_(", again every %s, %" PRId64 " time", ", again every %s, %" PRId64 " times",
                  touchpoint->repeat_times),
               str_text(&days), touchpoint->repeat_times);
    else
      str_addf(out, _(", again every %s"), str_text(&days));
    str_clear(&days);
  }
  if (touchpoint->invoice_state == invoice_state_unpaid ||
      touchpoint->invoice_state == invoice_state_paid)
    str_addf(out, ", %s",
             enumeration_label(&enumerations[ENUM_invoice_state], touchpoint->invoice_state));
  if (segment == NULL)
    segment = touchpoint->segment;
  if (segment != NULL)
    /* L10N: %s is a group of customers: "new customers". */
    str_addf(out, _(", to %s"), segment);
  else
    str_add(out, _(", to everyone"));
  struct str channels = {0};
  sentence_add_channels(&channels, touchpoint->channels);
  if (channels.length > 0)
    /* L10N: %s is "e-mail or else letter". */
    str_addf(out, _(", by %s"), channels.text);
  str_clear(&channels);
}
