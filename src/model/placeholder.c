#include "model/placeholder.h"

#include "base/i18n.h"
#include "base/near.h"

#include <string.h>
#include <strings.h>

static const struct placeholder all[] = {
    {"invoice_no", PLACEHOLDER_TEXT, N_("The number of the invoice.")},
    {"customer_name", PLACEHOLDER_TEXT, N_("The customer's whole name.")},
    {"first_name", PLACEHOLDER_TEXT, N_("The customer's first name.")},
    {"company", PLACEHOLDER_TEXT, N_("The customer's company.")},
    {"invoice_date", PLACEHOLDER_DATE, N_("The day of the invoice.")},
    {"due_date", PLACEHOLDER_DATE, N_("The day when the invoice is due.")},
    {"pay_by", PLACEHOLDER_DATE, N_("The last day to pay that this message gives.")},
    {"amount_due", PLACEHOLDER_MONEY, N_("What is left to pay, with all that was added.")},
    {"original_amount", PLACEHOLDER_MONEY, N_("The amount of the invoice itself.")},
    {"fee", PLACEHOLDER_MONEY, N_("All fees so far, with that of this message.")},
    {"interest", PLACEHOLDER_MONEY, N_("The interest for late payment so far.")},
    {"days_overdue", PLACEHOLDER_NUMBER, N_("Days since the due date.")},
    {"payment_ref", PLACEHOLDER_TEXT,
     N_("The reference to pay with, such as an OCR or KID number.")},
    {"bank_account", PLACEHOLDER_TEXT, N_("The account to pay to.")},
    {"pay_url", PLACEHOLDER_TEXT, N_("The address of the page where one can pay.")},
    {"support_contact", PLACEHOLDER_TEXT, N_("How to reach customer service.")},
};

/* What the same facts are called in texts from elsewhere: for hints only. */
static const char *const aliases[][2] = {
    {"fakturanummer", "invoice_no"},
    {"kundnamn", "customer_name"},
    {"förnamn", "first_name"},
    {"fornavn", "first_name"},
    {"företag", "company"},
    {"firma", "company"},
    {"fakturadatum", "invoice_date"},
    {"fakturadato", "invoice_date"},
    {"förfallodatum", "due_date"},
    {"förfallodag", "due_date"},
    {"forfallsdato", "due_date"},
    {"forfall", "due_date"},
    {"belopp", "amount_due"},
    {"beløp", "amount_due"},
    {"amount", "amount_due"},
    {"dagar", "days_overdue"},
    {"ocr", "payment_ref"},
    {"kid", "payment_ref"},
    {"bankgiro", "bank_account"},
    {"konto", "bank_account"},
    {"avgift", "fee"},
    {"gebyr", "fee"},
    {"ränta", "interest"},
    {"rente", "interest"},
};

const struct placeholder *placeholder_all(size_t *count)
{
  *count = sizeof all / sizeof all[0];
  return all;
}

const struct placeholder *placeholder_find(const char *name, size_t length)
{
  for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
    if (strlen(all[i].name) == length && memcmp(all[i].name, name, length) == 0)
      return &all[i];
  return NULL;
}

const char *placeholder_type_name(enum placeholder_type type)
{
  static const char *const names[] = {"text", "money", "date", "number"};
  return names[type];
}

const char *placeholder_near(const char *text, const struct placeholder_span *span)
{
  enum { BRACES = 2 };
  char wanted[64] = "";
  if (span->length <= BRACES || span->length - BRACES >= sizeof wanted)
    return NULL;
  memcpy(wanted, text + span->start + 1, span->length - BRACES);
  for (size_t i = 0; i < sizeof aliases / sizeof aliases[0]; i++)
    if (strcasecmp(aliases[i][0], wanted) == 0)
      return aliases[i][1];
  struct near near = near_start(wanted);
  for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
    near_offer(&near, all[i].name);
  return near.best;
}

bool placeholder_next(const char *text, size_t *at, struct placeholder_span *span)
{
  for (;;) {
    size_t start = *at + strcspn(text + *at, "{}");
    if (text[start] == '\0')
      return false;
    if (text[start + 1] == text[start]) { /* doubled: it stands for itself */
      *at = start + 2;
      continue;
    }
    size_t inside = text[start] == '{' ? strcspn(text + start + 1, "{}\n") : 0;
    bool closed = text[start] == '{' && text[start + 1 + inside] == '}';
    *span = (struct placeholder_span){.start = start, .length = closed ? inside + 2 : 1};
    if (closed)
      span->placeholder = placeholder_find(text + start + 1, inside);
    *at = start + span->length;
    return true;
  }
}

/* ---- The made-up customer ---- */

enum writing { WRITING_EN, WRITING_SV, WRITING_NB };

static enum writing writing_of(const char *language)
{
  if (language != NULL && strncmp(language, "sv", 2) == 0)
    return WRITING_SV;
  if (language != NULL && (strncmp(language, "nb", 2) == 0 || strncmp(language, "no", 2) == 0 ||
                           strncmp(language, "nn", 2) == 0))
    return WRITING_NB;
  return WRITING_EN;
}

/* One value a placeholder and way of writing; the customer and the numbers do
 * not exist. */
static const char *const samples[][3] = {
    {"100234", "100234", "100234"},
    {"Kim Exempel", "Kim Exempel", "Kim Eksempel"},
    {"Kim", "Kim", "Kim"},
    {"Example Ltd", "Exempel AB", "Eksempel AS"},
    {"1 October 2026", "1 oktober 2026", "1. oktober 2026"},
    {"31 October 2026", "31 oktober 2026", "31. oktober 2026"},
    {"16 November 2026", "16 november 2026", "16. november 2026"},
    {"SEK 1,284.00", "1 284,00 kr", "1 284,00 kr"},
    {"SEK 1,224.00", "1 224,00 kr", "1 224,00 kr"},
    {"SEK 60.00", "60,00 kr", "38,00 kr"},
    {"SEK 4.20", "4,20 kr", "4,20 kr"},
    {"6", "6", "6"},
    {"1002 3400 1", "1002 3400 1", "1002 3400 1"},
    {"bankgiro 000-0000", "bankgiro 000-0000", "konto 0000.00.00000"},
    {"https://pay.example.com/100234", "https://betala.example.se/100234",
     "https://betal.example.no/100234"},
    {"0000-00 00 00", "0000-00 00 00", "00 00 00 00"},
};

const char *placeholder_sample(const struct placeholder *placeholder, const char *language)
{
  return samples[placeholder - all][writing_of(language)];
}

void placeholder_fill(struct str *out, const char *text, const char *language)
{
  for (size_t at = 0; text[at] != '\0';) {
    size_t plain = strcspn(text + at, "{}");
    str_add_span(out, text + at, plain);
    at += plain;
    if (text[at] == '\0')
      return;
    if (text[at + 1] == text[at]) {
      str_add_char(out, text[at]);
      at += 2;
      continue;
    }
    struct placeholder_span span;
    if (!placeholder_next(text, &at, &span))
      return;
    if (span.placeholder != NULL)
      str_add(out, placeholder_sample(span.placeholder, language));
    else
      str_add_span(out, text + span.start, span.length);
  }
}
