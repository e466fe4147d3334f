/* How facts are put in. */
#include "audit/work.h"

#include "model/record.h"

#include <string.h>

void fact_number(struct facts *facts, enum rule_field_index field, int64_t hundredths)
{
  facts->of[field] = (struct fact){.known = true, .number = hundredths};
}

void fact_whole(struct facts *facts, enum rule_field_index field, int64_t number)
{
  fact_number(facts, field, number * 100);
}

void fact_bits(struct facts *facts, enum rule_field_index field, uint64_t bits)
{
  facts->of[field] = (struct fact){.known = true, .bits = bits};
}

void fact_truth(struct facts *facts, enum rule_field_index field, bool truth)
{
  fact_bits(facts, field, truth ? 2 : 1); /* "no yes" */
}

void fact_token(struct facts *facts, enum rule_field_index field, const char *token)
{
  uint64_t bit = rule_token_bit(field, token, strlen(token));
  if (bit != 0)
    fact_bits(facts, field, bit);
}

uint64_t channel_bits(const char *channels)
{
  static const struct {
    int64_t channel;
    const char *token;
  } names[] = {
      {channel_email, "email"},
      {channel_einvoice, "einvoice"},
      {channel_digital_mailbox, "digital_mailbox"},
      {channel_letter, "letter"},
      {channel_sms, "sms"},
      {channel_app, "app"},
      {channel_web, "web"},
      {channel_portal, "portal"},
      {channel_phone, "phone"},
      {channel_chat, "chat"},
      {channel_counter, "counter"},
      {channel_direct_debit, "direct_debit"},
      {channel_card, "card"},
      {channel_other, "other"},
  };
  uint64_t bits = 0;
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
    if (list_has(channels, ENUM_channel, names[i].channel))
      bits |= rule_token_bit(RULE_FIELD_channel, names[i].token, strlen(names[i].token));
  return bits;
}

uint64_t unit_channels(const struct spot *spot, const struct unit *unit)
{
  uint64_t sms = rule_token_bit(RULE_FIELD_channel, "sms", 3);
  uint64_t all = spot->channels;
  if (unit->sms)
    return all & sms;
  switch (unit->message->place) {
  case place_envelope:
    return all & rule_token_bit(RULE_FIELD_channel, "letter", strlen("letter"));
  case place_portal: /* beside the invoice, wherever the step itself goes */
    return rule_token_bit(RULE_FIELD_channel, "portal", strlen("portal")) |
           (all & rule_token_bit(RULE_FIELD_channel, "app", strlen("app")));
  default:
    return all & ~sms;
  }
}
