#include "plan/draft.h"

#include "base/i18n.h"

#include <string.h>

/* What the faults of one text are told with. */
struct text_check {
  struct draft *draft;
  size_t step;
  const struct message *message;
  const struct variant *variant;
};

static void check_validity(struct draft *draft, const struct message *message)
{
  const struct calendar *calendar = draft->plan->calendar;
  char from[DATE_SIZE] = "", to[DATE_SIZE] = "", end[DATE_SIZE];
  if (message->valid_from != UNSET)
    date_format(message->valid_from, from);
  if (message->valid_to != UNSET)
    date_format(message->valid_to, to);
  if (message->valid_from != UNSET && message->valid_to != UNSET &&
      message->valid_from > message->valid_to)
    fault_add(draft->faults, "validity-reversed", ENTITY_message, message->id,
              _("Let the first day come before the last."),
              _("It is valid from %s to %s, which is never."), from, to);
  if (calendar == NULL)
    return;
  date_format(calendar->until, end);
  if (message->valid_from != UNSET && message->valid_from > calendar->until)
    fault_add(draft->faults, "past-calendar", ENTITY_message, message->id,
              _("Choose an earlier day."),
              _("It is valid from %s, but the holidays are known until %s only."), from, end);
  else if (message->valid_to != UNSET && message->valid_to > calendar->until)
    fault_add(draft->faults, "past-calendar", ENTITY_message, message->id,
              _("Choose an earlier day, or none."),
              _("It is valid until %s, but the holidays are known until %s only."), to, end);
  else if (message->valid_to != UNSET && message->valid_to < calendar->from) {
    date_format(calendar->from, end);
    fault_add(draft->faults, "past-calendar", ENTITY_message, message->id,
              _("Choose a later day, or delete the message."),
              _("It is valid until %s, but the plan begins with %s."), to, end);
  }
}

/* Why a step cannot know the fact that a placeholder stands for, or NULL. */
static const char *lacking(const struct draft *draft, size_t index, const char *name,
                           const char **remedy)
{
  const struct plan_step *step = &draft->plan->steps[index];
  static const char *const of_invoice[] = {"invoice_no",  "invoice_date",    "due_date",
                                           "amount_due",  "original_amount", "payment_ref",
                                           "days_overdue"};
  if (strcmp(name, "pay_by") == 0 && step->pay_within_days == UNSET) {
    *remedy = _("Say in how many days the customer shall pay, or write {due_date}.");
    return _("the message gives no last day to pay");
  }
  if (strcmp(name, "company") == 0 && draft->journey->audience == audience_consumer) {
    *remedy = _("Write {customer_name}.");
    return _("the customers are consumers");
  }
  if (draft->root[index] == anchor_order)
    for (size_t i = 0; i < sizeof of_invoice / sizeof of_invoice[0]; i++)
      if (strcmp(name, of_invoice[i]) == 0) {
        *remedy = _("Leave it out, or count from the day of the invoice.");
        return _("there may be no invoice yet");
      }
  if (strcmp(name, "days_overdue") == 0 &&
      (draft->root[index] != anchor_due || draft->undue[index])) {
    *remedy = _("Write {due_date}.");
    return _("the invoice may not be overdue yet");
  }
  return NULL;
}

static void tell_unknown(const struct text_check *check, const char *text,
                         const struct placeholder_span *span)
{
  struct plan_faults *faults = check->draft->faults;
  const char *language = check->variant->language, *id = check->message->id;
  if (span->length == 1) {
    fault_add(faults, "unknown-placeholder", ENTITY_message, id,
              _("Write a placeholder as {due_date}; a brace that shall be read is written twice."),
              _("The text in '%s' has a '%c' that stands alone."), language, text[span->start]);
    return;
  }
  struct str remedy = {0};
  const char *near = placeholder_near(text, span);
  if (near != NULL)
    str_addf(&remedy, _("Did you mean {%s}?"), near);
  else
    str_add(&remedy, _("Choose one from the list of placeholders."));
  fault_add(faults, "unknown-placeholder", ENTITY_message, id, str_text(&remedy),
            _("The text in '%s' names %.*s, which is not known."), language, (int)span->length,
            text + span->start);
  str_clear(&remedy);
}

static void check_placeholders(const struct text_check *check, const char *text)
{
  struct draft *draft = check->draft;
  size_t at = 0, count;
  const struct placeholder *all = placeholder_all(&count);
  struct placeholder_span span;
  while (text != NULL && placeholder_next(text, &at, &span)) {
    if (span.placeholder != NULL) {
      const char *remedy = NULL;
      const char *why = lacking(draft, check->step, span.placeholder->name, &remedy);
      draft->plan->used[span.placeholder - all] = true;
      if (why != NULL)
        fault_add(draft->faults, "placeholder-without-value", ENTITY_message, check->message->id,
                  remedy, _("The text in '%s' names {%s}, but %s."), check->variant->language,
                  span.placeholder->name, why);
      continue;
    }
    tell_unknown(check, text, &span);
  }
}

/* Whether any channel but SMS carries the message. */
static bool is_written_out(const struct plan_step *step)
{
  return list_count(step->channels) >
         (list_has(step->channels, ENUM_channel, channel_sms) ? 1u : 0u);
}

static bool is_same(const char *a, const char *b)
{
  return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* The first text that fits is the one that is sent. */
static void check_second(const struct text_check *check)
{
  const struct variant *variant = check->variant, *before;
  size_t at = 0;
  while ((before = map_next_part(check->draft->map, ENTITY_variant, check->message->id, &at)) !=
             NULL &&
         before != variant)
    if (is_same(before->language, variant->language) &&
        is_same(before->segment, variant->segment)) {
      fault_add(
          check->draft->faults, "second-text", ENTITY_message, check->message->id,
          _("Delete one, or say for which segment it is."),
          _("There is a second text in '%s' to %s, which nobody would get."), variant->language,
          variant->segment != NULL ? fault_segment(check->draft, variant->segment) : _("everyone"));
      return;
    }
}

static void check_variant(const struct text_check *check)
{
  struct draft *draft = check->draft;
  const struct plan_step *step = &draft->plan->steps[check->step];
  const struct variant *variant = check->variant;
  bool itself = check->message->place == place_body;
  const char *to =
      variant->segment != NULL ? fault_segment(draft, variant->segment) : _("everyone");
  if (variant->body == NULL && (!itself || is_written_out(step)))
    fault_add(draft->faults, "missing-text", ENTITY_message, check->message->id,
              _("Write it, or delete the empty one."), _("The text in '%s' to %s is empty."),
              variant->language, to);
  if (itself && variant->sms == NULL && list_has(step->channels, ENUM_channel, channel_sms))
    fault_add(draft->faults, "missing-sms", ENTITY_message, check->message->id,
              _("Write the short text, or take SMS from the channels."),
              _("It may go as SMS, but the text in '%s' to %s has no short form."),
              variant->language, to);
  if (itself && variant->subject == NULL && list_has(step->channels, ENUM_channel, channel_email))
    fault_add(draft->faults, "missing-subject", ENTITY_message, check->message->id,
              _("Write a subject, or take e-mail from the channels."),
              _("It may go as e-mail, but the text in '%s' to %s has no subject."),
              variant->language, to);
  check_second(check);
  check_placeholders(check, variant->subject);
  check_placeholders(check, variant->body);
  check_placeholders(check, variant->sms);
}

/* Whoever is in none of the segments, and reads a language that is not there,
 * gets the text for everyone in the journey's first language. */
static void check_message(struct draft *draft, size_t step, const struct message *message)
{
  size_t at = 0, length, count = 0;
  const char *first = list_word(draft->journey->languages, 0, &length);
  const struct variant *variant;
  bool found = false;
  check_validity(draft, message);
  while ((variant = map_next_part(draft->map, ENTITY_variant, message->id, &at)) != NULL) {
    struct text_check check = {draft, step, message, variant};
    check_variant(&check);
    count++;
    found |= variant->segment == NULL && first != NULL && strlen(variant->language) == length &&
             memcmp(variant->language, first, length) == 0;
  }
  if (count == 0)
    fault_add(draft->faults, "missing-text", ENTITY_message, message->id,
              _("Write a text, or delete the message."), _("It has no text in any language."));
  else if (!found && message->place == place_body)
    fault_add(draft->faults, "missing-text", ENTITY_message, message->id,
              _("Write one; it stands in where no other text fits."),
              _("There is no text to everyone in '%.*s', the journey's first language."),
              (int)length, first != NULL ? first : "");
}

static bool overlap(const struct message *one, const struct message *other)
{
  return (one->valid_from == UNSET || other->valid_to == UNSET ||
          one->valid_from <= other->valid_to) &&
         (other->valid_from == UNSET || one->valid_to == UNSET ||
          other->valid_from <= one->valid_to);
}

/* A step sends one text itself a day; @body is one of them, the others before
 * it have been looked at. */
static void check_bodies(struct draft *draft, const struct message *body)
{
  size_t at = 0;
  const struct message *before;
  while ((before = map_next_part(draft->map, ENTITY_message, body->touchpoint, &at)) != NULL &&
         before != body)
    if (before->place == place_body && overlap(before, body)) {
      fault_add(draft->faults, "two-texts", ENTITY_message, body->id,
                _("Write them as variants of one message, give each days of its own, or choose "
                  "another place for one of them."),
                _("It would be the text itself on the same days as '%s'."), before->id);
      return;
    }
}

void check_texts(struct draft *draft, size_t index)
{
  const char *id = draft->plan->steps[index].touchpoint->id;
  size_t at = 0;
  bool body = false, any = false;
  const struct message *message;
  while ((message = map_next_part(draft->map, ENTITY_message, id, &at)) != NULL) {
    any = true;
    if (message->place == place_body) {
      body = true;
      check_bodies(draft, message);
    }
    check_message(draft, index, message);
  }
  if (!any)
    fault_add(draft->faults, "missing-text", ENTITY_touchpoint, id,
              _("Write the message, or take the day away if nothing is sent."),
              _("It is sent, but has no message."));
  else if (!body)
    fault_add(draft->faults, "missing-text", ENTITY_touchpoint, id,
              _("Write the text itself; what stands beside it is not enough."),
              _("It is sent, but none of its messages is the text itself."));
}
