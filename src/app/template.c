#include "app/template.h"

#include "app/data.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/near.h"
#include "model/record.h"
#include "yaml/journey_format.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Takes what is told of a template out of its journey. */
struct journey_sink {
  struct record_sink sink;
  struct template *template;
};

static enum status take_journey(struct record_sink *sink, enum entity entity, const void *record,
                                struct error *err)
{
  (void)err;
  struct template *template = ((struct journey_sink *)sink)->template;
  if (entity != ENTITY_journey)
    return STATUS_OK;
  const struct journey *journey = record;
  mem_set_text(&template->title, journey->title);
  template->market = journey->market;
  template->audience = journey->audience;
  size_t length;
  const char *first = list_word(journey->languages, 0, &length);
  free(template->language);
  template->language = mem_copy_span(first, length);
  return STATUS_OK;
}

static void read_journey(struct template *template)
{
  struct journey_sink taker = {{.put = take_journey}, template};
  struct problems problems = {0};
  FILE *in = fopen(template->path, "rb");
  if (in == NULL)
    return;
  journey_read(in, template->path, &taker.sink, &problems, NULL);
  fclose(in);
  problems_clear(&problems);
}

/* Keeps the order that they have otherwise. */
static void put_first(struct template *list, size_t count, const char *reader)
{
  size_t first = 0;
  for (size_t i = 0; i < count; i++) {
    if (list[i].language == NULL || strcmp(list[i].language, reader) != 0)
      continue;
    struct template item = list[i];
    memmove(&list[first + 1], &list[first], (i - first) * sizeof *list);
    list[first++] = item;
  }
}

size_t template_list(struct template **list, const char *reader)
{
  struct str folder = {0};
  data_add_folder(&folder, "templates");
  char **names;
  int found = data_list(str_text(&folder), &names);
  size_t count = found > 0 ? (size_t)found : 0;
  *list = mem_new(count + 1, sizeof **list);
  for (size_t i = 0; i < count; i++) {
    struct template *item = &(*list)[i];
    struct str path = {0};
    str_addf(&path, "%s/%s", str_text(&folder), names[i]);
    item->path = str_take(&path);
    item->name = mem_copy_span(names[i], strlen(names[i]) - 5);
    item->market = item->audience = UNSET;
    read_journey(item);
    if (item->title == NULL)
      item->title = mem_copy_text(item->name);
  }
  data_list_free(names, found);
  str_clear(&folder);
  if (reader != NULL)
    put_first(*list, count, reader);
  return count;
}

void template_list_free(struct template *list, size_t count)
{
  for (size_t i = 0; i < count; i++) {
    free(list[i].name);
    free(list[i].path);
    free(list[i].title);
    free(list[i].language);
  }
  free(list);
}

enum status template_find(const char *name, struct str *path, struct error *err)
{
  struct template *list;
  size_t count = template_list(&list, NULL);
  struct near near = near_start(name);
  struct str all = {0};
  enum status status = STATUS_INPUT;
  for (size_t i = 0; i < count; i++) {
    near_offer(&near, list[i].name);
    str_addf(&all, "%s%s", i > 0 ? ", " : "", list[i].name);
    if (strcmp(list[i].name, name) == 0) {
      str_add(path, list[i].path);
      status = STATUS_OK;
    }
  }
  if (status != STATUS_OK) {
    error_set(err, status, _("There is no template '%.60s'."), name);
    if (near.best != NULL)
      error_remedy(err, _("Did you mean '%s'?"), near.best);
    else if (count > 0)
      error_remedy(err, _("There are: %s."), str_text(&all));
    else
      error_remedy(err, "%s", _("None is installed; start with --empty."));
  }
  str_clear(&all);
  template_list_free(list, count);
  return status;
}
