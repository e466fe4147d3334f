/* What a text costs as SMS: 3GPP TS 23.038, 6.2.1 (the default alphabet and its
 * extension table) and TS 23.040, 9.2.3.24.1 (the header of parts, which takes
 * seven septets or three units of each). */
#include "language/fill.h"
#include "language/reading.h"

#include <string.h>
#include <unistr.h>

#define GSM_ONE 160
#define GSM_PART 153
#define UCS2_ONE 70
#define UCS2_PART 67

static const char gsm[] = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
                          "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
static const char extension[] = "\f^{}\\[~]|€";

/* Septets that the character takes; 0 where the alphabet lacks it. */
static unsigned septets_of(ucs4_t uc)
{
  if (u8_strchr((const uint8_t *)gsm, uc) != NULL)
    return 1;
  return u8_strchr((const uint8_t *)extension, uc) != NULL ? 2 : 0;
}

/* Adds a character of @size to the parts, none of which may cut it in two. */
static void pack(struct sms_size *sms, size_t *room, unsigned size, size_t part)
{
  sms->units += size;
  if (*room < size) {
    sms->parts++;
    *room = part;
  }
  *room -= size;
}

static void count_parts(struct sms_size *sms, const uint8_t *text, size_t length)
{
  size_t part = sms->ucs2 ? UCS2_PART : GSM_PART;
  size_t room = 0;
  for (size_t at = 0; at < length;) {
    ucs4_t uc;
    at += (size_t)u8_mbtouc(&uc, text + at, length - at);
    pack(sms, &room, sms->ucs2 ? 1 + (uc >= 0x10000) : septets_of(uc), part);
  }
  if (sms->units <= (sms->ucs2 ? UCS2_ONE : GSM_ONE))
    sms->parts = 1;
}

struct sms_size sms_measure(const char *text, const char *language)
{
  struct sms_size sms = {.first_odd = SIZE_MAX};
  struct fill fill = {0};
  fill_make(&fill, text, language);
  const uint8_t *bytes = (const uint8_t *)fill.text;
  for (size_t at = 0; at < fill.length && !sms.ucs2;) {
    ucs4_t uc;
    size_t end = at + (size_t)u8_mbtouc(&uc, bytes + at, fill.length - at);
    if (septets_of(uc) == 0) {
      sms.ucs2 = true;
      sms.first_odd = at;
      fill_given(&fill, &sms.first_odd, &end, &(size_t){0});
    }
    at = end > at ? end : at + 1;
  }
  count_parts(&sms, bytes, fill.length);
  fill_clear(&fill);
  return sms;
}
