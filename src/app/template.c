#include "app/template.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/near.h"
#include "model/record.h"
#include "yaml/journey_format.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Where they lie: beside the sources in the build tree, else installed. */
static void add_folder(struct str *out)
{
  const char *tree = getenv("KUNDRESA_DATADIR");
  if (tree != NULL && tree[0] != '\0')
    str_addf(out, "%s/data/templates", tree);
  else
    str_add(out, DATADIR "/templates");
}

/* Takes the title out of a journey that is being read. */
struct title_sink {
  struct record_sink sink;
  char *title;
};

static enum status take_title(struct record_sink *sink, enum entity entity, const void *record,
                              struct error *err)
{
  (void)err;
  struct title_sink *taker = (struct title_sink *)sink;
  if (entity == ENTITY_journey)
    mem_set_text(&taker->title, ((const struct journey *)record)->title);
  return STATUS_OK;
}

static char *read_title(const char *path)
{
  struct title_sink taker = {.sink = {.put = take_title}};
  struct problems problems = {0};
  FILE *in = fopen(path, "rb");
  if (in == NULL)
    return NULL;
  journey_read(in, path, &taker.sink, &problems, NULL);
  fclose(in);
  problems_clear(&problems);
  return taker.title;
}

static int is_template(const struct dirent *entry)
{
  size_t length = strlen(entry->d_name);
  return length > 5 && entry->d_name[0] != '.' && strcmp(entry->d_name + length - 5, ".yaml") == 0;
}

size_t template_list(struct template **list)
{
  struct str folder = {0};
  add_folder(&folder);
  struct dirent **entries = NULL;
  int found = scandir(str_text(&folder), &entries, is_template, alphasort);
  size_t count = found > 0 ? (size_t)found : 0;
  *list = mem_new(count + 1, sizeof **list);
  for (size_t i = 0; i < count; i++) {
    struct template *item = &(*list)[i];
    struct str path = {0};
    str_addf(&path, "%s/%s", str_text(&folder), entries[i]->d_name);
    item->path = str_take(&path);
    item->name = mem_copy_span(entries[i]->d_name, strlen(entries[i]->d_name) - 5);
    item->title = read_title(item->path);
    if (item->title == NULL)
      item->title = mem_copy_text(item->name);
    free(entries[i]);
  }
  free(entries);
  str_clear(&folder);
  return count;
}

void template_list_free(struct template *list, size_t count)
{
  for (size_t i = 0; i < count; i++) {
    free(list[i].name);
    free(list[i].path);
    free(list[i].title);
  }
  free(list);
}

enum status template_find(const char *name, struct str *path, struct error *err)
{
  struct template *list;
  size_t count = template_list(&list);
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
