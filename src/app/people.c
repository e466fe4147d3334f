#include "app/people.h"

#include "base/mem.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unistr.h>

static struct person *person_of(struct people *people, const char *user)
{
  for (size_t i = 0; i < people->count; i++)
    if (strcmp(people->items[i].user, user) == 0)
      return &people->items[i];
  people->items = mem_resize(people->items, people->count + 1, sizeof *people->items);
  struct person *person = &people->items[people->count++];
  *person = (struct person){.user = mem_copy_text(user), .department = UNSET, .role = role_editor};
  return person;
}

static enum status take_name(void *context, const char *name, const char *value, struct error *err)
{
  (void)err;
  struct person *person = person_of(context, strchr(name, '.') + 1);
  mem_set_text(&person->name, value[0] != '\0' ? value : NULL);
  return STATUS_OK;
}

static enum status take_department(void *context, const char *name, const char *value,
                                   struct error *err)
{
  (void)err;
  int64_t found = enumeration_find(&enumerations[ENUM_department], value, strlen(value));
  if (found >= 0)
    person_of(context, strchr(name, '.') + 1)->department = found;
  return STATUS_OK;
}

static enum status take_role(void *context, const char *name, const char *value, struct error *err)
{
  (void)err;
  int64_t found = enumeration_find(&enumerations[ENUM_role], value, strlen(value));
  if (found >= 0)
    person_of(context, strchr(name, '.') + 1)->role = found;
  return STATUS_OK;
}

static int compare(const void *left, const void *right)
{
  return strcmp(((const struct person *)left)->user, ((const struct person *)right)->user);
}

enum status people_read(struct store *store, struct people *people, struct error *err)
{
  people_clear(people);
  enum status status = store_each_setting(store, "name.", take_name, people, err);
  if (status == STATUS_OK)
    status = store_each_setting(store, "department.", take_department, people, err);
  if (status == STATUS_OK)
    status = store_each_setting(store, "role.", take_role, people, err);
  if (people->count > 0)
    qsort(people->items, people->count, sizeof *people->items, compare);
  return status;
}

void people_clear(struct people *people)
{
  for (size_t i = 0; i < people->count; i++) {
    free(people->items[i].user);
    free(people->items[i].name);
  }
  free(people->items);
  *people = (struct people){0};
}

const struct person *people_find(const struct people *people, const char *user)
{
  for (size_t i = 0; i < people->count; i++)
    if (strcmp(people->items[i].user, user) == 0)
      return &people->items[i];
  return NULL;
}

const char *people_name(const struct people *people, const char *user)
{
  const struct person *person = people_find(people, user);
  return person != NULL && person->name != NULL ? person->name : user;
}

/* Adds the character at @at, as a capital. */
static void add_capital(struct str *out, const char *at)
{
  size_t length = 0;
  size_t end = text_next(at, 0);
  uint8_t *capital = u8_toupper((const uint8_t *)at, end, NULL, NULL, NULL, &length);
  if (capital != NULL)
    str_add_span(out, (const char *)capital, length);
  else
    str_add_span(out, at, end);
  free(capital);
}

void people_add_initials(struct str *out, const char *name)
{
  name += strspn(name, " ");
  if (*name == '\0')
    return;
  const char *last = NULL;
  for (const char *at = name; (at = strpbrk(at, " .")) != NULL;) {
    at += strspn(at, " .");
    if (*at != '\0')
      last = at;
  }
  size_t second = text_next(name, 0);
  add_capital(out, name);
  if (last != NULL)
    add_capital(out, last);
  else if (name[second] != '\0')
    add_capital(out, name + second);
}
