#include "model/enumeration.h"

#include "base/near.h"

#include <string.h>

#define TOKEN(id, token, label) token,
#define LABEL(id, token, label) label,
#define ARRAYS(name, values)                                                                       \
  static const char *const name##_tokens[] = {values(TOKEN)};                                      \
  static const char *const name##_labels[] = {values(LABEL)};
ENUMERATIONS(ARRAYS)

#define ENTRY(name, values)                                                                        \
  [ENUM_##name] = {#name, sizeof name##_tokens / sizeof name##_tokens[0], name##_tokens,           \
                   name##_labels},
const struct enumeration enumerations[ENUMERATION_COUNT] = {ENUMERATIONS(ENTRY)};

int64_t enumeration_find(const struct enumeration *list, const char *token, size_t length)
{
  for (size_t i = 0; i < list->count; i++)
    if (strlen(list->tokens[i]) == length && memcmp(list->tokens[i], token, length) == 0)
      return (int64_t)i;
  return -1;
}

const char *enumeration_token(const struct enumeration *list, int64_t value)
{
  return value >= 0 && (size_t)value < list->count ? list->tokens[value] : "";
}

const char *enumeration_label(const struct enumeration *list, int64_t value)
{
  return value >= 0 && (size_t)value < list->count ? i18n_text(list->labels[value]) : "";
}

const char *enumeration_near(const struct enumeration *list, const char *token)
{
  struct near near = near_start(token);
  for (size_t i = 0; i < list->count; i++)
    near_offer(&near, list->tokens[i]);
  return near.best;
}

const char *department_letter(int64_t department)
{
  /* L10N: one letter a department, all different: F finance, M marketing,
   * I IT, C customer service, S sales, L legal, P partner, O other. */
  static const char *const letters[] = {
      NC_("finance letter", "F"),          NC_("marketing letter", "M"), NC_("IT letter", "I"),
      NC_("customer service letter", "C"), NC_("sales letter", "S"),     NC_("legal letter", "L"),
      NC_("partner letter", "P"),          NC_("other letter", "O"),
  };
  if (department < 0 || (size_t)department >= sizeof letters / sizeof letters[0])
    return "-";
  return i18n_text(letters[department]);
}

const char *channel_short(int64_t channel)
{
  /* L10N: at most 7 columns each. */
  static const char *const names[] = {
      NC_("short channel", "e-mail"),  NC_("short channel", "e-inv"),
      NC_("short channel", "mailbox"), NC_("short channel", "letter"),
      NC_("short channel", "SMS"),     NC_("short channel", "app"),
      NC_("short channel", "web"),     NC_("short channel", "portal"),
      NC_("short channel", "phone"),   NC_("short channel", "chat"),
      NC_("short channel", "counter"), NC_("short channel", "debit"),
      NC_("short channel", "card"),    NC_("short channel", "other"),
  };
  if (channel < 0 || (size_t)channel >= sizeof names / sizeof names[0])
    return "";
  return i18n_text(names[channel]);
}
