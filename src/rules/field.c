#include "rules/field.h"

#include "base/near.h"

#include <string.h>

#define RULE_FIELD_LINE(name, kind, tokens, scope, declared, help)                                 \
  {#name, kind, tokens, scope, declared, help},
const struct rule_field rule_fields[RULE_FIELD_COUNT] = {RULE_FIELDS(RULE_FIELD_LINE)};
#undef RULE_FIELD_LINE

int rule_field_find(const char *name, size_t length)
{
  for (int i = 0; i < RULE_FIELD_COUNT; i++)
    if (strncmp(rule_fields[i].name, name, length) == 0 && rule_fields[i].name[length] == '\0')
      return i;
  return -1;
}

const char *rule_field_near(const char *name)
{
  struct near near = near_start(name);
  for (int i = 0; i < RULE_FIELD_COUNT; i++)
    near_offer(&near, rule_fields[i].name);
  return near.best;
}

const char *rule_token_at(enum rule_field_index field, size_t index, size_t *length)
{
  const char *token = rule_fields[field].tokens;
  if (token == NULL)
    return NULL;
  for (size_t i = 0; i < index; i++) {
    token = strchr(token, ' ');
    if (token == NULL)
      return NULL;
    token++;
  }
  *length = strcspn(token, " ");
  return token;
}

uint64_t rule_token_bit(enum rule_field_index field, const char *token, size_t length)
{
  uint64_t bit = 1;
  for (const char *known = rule_fields[field].tokens; known != NULL; bit <<= 1) {
    size_t have = strcspn(known, " ");
    if (have == length && memcmp(known, token, length) == 0)
      return bit;
    known = known[have] != '\0' ? known + have + 1 : NULL;
  }
  return 0;
}
