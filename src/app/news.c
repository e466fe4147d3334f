#include "app/news.h"

#include "app/action.h"
#include "app/people.h"
#include "base/i18n.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* Entries looked through at once, of those that are new. */
#define LOOKED_AT 200

struct search {
  int64_t newest;
  size_t count;
  bool outside; /* another program changed something, which has no number yet */
  char *person, *department, *kind, *label; /* of the newest of others */
};

static enum status look(void *context, const struct history_entry *entry, struct error *err)
{
  (void)err;
  struct search *search = context;
  if (entry->number > search->newest)
    search->newest = entry->number;
  if (entry->number == 0)
    search->outside = true;
  else if (!entry->own && search->count++ == 0) {
    mem_set_text(&search->person, entry->person);
    mem_set_text(&search->department, entry->department);
    mem_set_text(&search->kind, entry->kind);
    mem_set_text(&search->label, entry->label);
  }
  return STATUS_OK;
}

static void forget(struct search *search)
{
  free(search->person);
  free(search->department);
  free(search->kind);
  free(search->label);
}

void news_start(struct news *news, struct session *session)
{
  struct search search = {0};
  store_each_entry(session->store, 0, 2, look, &search, NULL);
  news->told = search.newest;
  forget(&search);
}

void news_add_person(struct str *out, struct session *session, const char *person,
                     const char *department)
{
  struct people people = {0};
  int64_t found = department == NULL ? -1
                                     : enumeration_find(&enumerations[ENUM_department], department,
                                                        strlen(department));
  people_read(session->store, &people, NULL);
  str_add(out, person[0] != '\0' ? people_name(&people, person) : _("another program"));
  people_clear(&people);
  if (found >= 0)
    str_addf(out, " (%s)", enumeration_label(&enumerations[ENUM_department], found));
}

static void add_sentence(struct str *out, const struct search *search, struct session *session)
{
  struct str who = {0}, what = {0};
  news_add_person(&who, session, search->person, search->department);
  action_add_words(&what, session, search->label);
  if (search->person[0] == '\0')
    str_add(out, _("Another program has changed the journey; this is how it is now."));
  else if (strcmp(search->kind, "undo") == 0)
    /* L10N: a person, then what was done: "Title of touchpoint 'Welcome'". */
    str_addf(out, _("%s took back: %s."), who.text, str_text(&what));
  else if (strcmp(search->kind, "redo") == 0)
    str_addf(out, _("%s did again: %s."), who.text, str_text(&what));
  else if (strncmp(search->label, "set ", 4) == 0)
    /* L10N: a person, then what: "Title of touchpoint 'Welcome'". */
    str_addf(out, _("%s changed %s."), who.text, str_text(&what));
  else
    str_addf(out, _("%s: %s."), who.text, str_text(&what));
  if (search->count > 1)
    str_addf(out,
             P_(" %zu more change came before it.", " %zu more changes came before it.",
                search->count - 1),
             search->count - 1);
  str_clear(&who);
  str_clear(&what);
}

enum status news_add(struct str *out, struct news *news, struct session *session, struct error *err)
{
  struct search search = {0};
  const struct history_filter later = {.later = news->told};
  enum status status =
      store_each_filtered(session->store, &later, 0, LOOKED_AT, look, &search, err);
  if (search.count > 0)
    add_sentence(out, &search, session);
  else if (status == STATUS_OK && search.outside)
    str_add(out, _("Another program has changed the journey; this is how it is now."));
  if (search.newest > news->told)
    news->told = search.newest;
  forget(&search);
  return status;
}
