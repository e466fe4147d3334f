#include "app/identity.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"

#include <ctype.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define GATEWAYS "gateways"
#define LONGEST 63

char *identity_user(void)
{
  struct str name = {0};
  const struct passwd *entry = getpwuid(geteuid());
  if (entry != NULL && entry->pw_name != NULL && entry->pw_name[0] != '\0')
    str_add(&name, entry->pw_name);
  else
    str_addf(&name, "uid%lu", (unsigned long)geteuid());
  text_sanitize(name.text);
  return str_take(&name);
}

/* The first part of it; where that holds an &, the user's name stands there. */
char *identity_full_name(void)
{
  struct str name = {0};
  char *user = identity_user();
  const struct passwd *entry = getpwuid(geteuid());
  const char *gecos = entry != NULL && entry->pw_gecos != NULL ? entry->pw_gecos : "";
  for (const char *at = gecos; *at != '\0' && *at != ','; at++)
    if (*at == '&')
      str_addf(&name, "%c%s", toupper((unsigned char)user[0]), user + 1);
    else
      str_add_char(&name, *at);
  if (name.length == 0)
    str_add(&name, user);
  free(user);
  text_sanitize(name.text);
  return str_take(&name);
}

/* As people are called by their systems, "anna.ek@example.com" too. */
static bool is_user(const char *text)
{
  size_t length = strlen(text);
  for (size_t i = 0; i < length; i++)
    if (!isalnum((unsigned char)text[i]) && strchr("._@+-", text[i]) == NULL)
      return false;
  return length > 0 && length <= LONGEST && text[0] != '-';
}

/* Whether @user stands in the list, space between. */
static const char *find_word(const char *list, const char *user)
{
  size_t length = strlen(user);
  for (const char *at = list; *at != '\0';) {
    size_t word = strcspn(at, " ");
    if (word == length && memcmp(at, user, length) == 0)
      return at;
    at += word + (at[word] == ' ' ? 1 : 0);
  }
  return NULL;
}

char *identity_gateways(struct store *store)
{
  char *list = NULL;
  if (store_get_setting(store, GATEWAYS, &list, NULL) != STATUS_OK)
    return NULL;
  return list != NULL ? list : mem_copy_text("");
}

enum status identity_hear(struct store *store, const char *user, char **person, bool *unheard,
                          struct error *err)
{
  const char *said = getenv("KUNDRESA_USER");
  *person = NULL;
  *unheard = false;
  if (said == NULL || said[0] == '\0' || strcmp(said, user) == 0)
    return STATUS_OK;
  char *gateways = identity_gateways(store);
  bool trusted = gateways != NULL && find_word(gateways, user) != NULL;
  free(gateways);
  *unheard = !trusted;
  if (!trusted)
    return STATUS_OK;
  if (!is_user(said)) {
    error_set(err, STATUS_INPUT, _("KUNDRESA_USER: found '%.60s', expected the name of a user."),
              said);
    error_remedy(err, "%s", _("Letters, digits and . _ @ + - can be in it, at most 63 of them."));
    return STATUS_INPUT;
  }
  *person = mem_copy_text(said);
  return STATUS_OK;
}

enum status identity_check(const char *user, struct error *err)
{
  return is_user(user)
             ? STATUS_OK
             : error_set(err, STATUS_INPUT, _("'%.60s' is not the name of a user."), user);
}

enum status identity_trust(struct store *store, const char *user, bool trusted, struct error *err)
{
  if (identity_check(user, err) != STATUS_OK)
    return STATUS_INPUT;
  struct str list = {0};
  char *known = identity_gateways(store);
  for (const char *at = known != NULL ? known : ""; *at != '\0';) {
    size_t word = strcspn(at, " ");
    if (word != strlen(user) || memcmp(at, user, word) != 0)
      str_addf(&list, "%s%.*s", list.length > 0 ? " " : "", (int)word, at);
    at += word + (at[word] == ' ' ? 1 : 0);
  }
  if (trusted)
    str_addf(&list, "%s%s", list.length > 0 ? " " : "", user);
  free(known);
  enum status status =
      store_put_setting(store, GATEWAYS, list.length > 0 ? str_text(&list) : NULL, err);
  str_clear(&list);
  return status;
}
