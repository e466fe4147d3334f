#include "app/agendas.h"

#include "app/data.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/near.h"
#include "base/str.h"
#include "yaml/agenda_read.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* A fault in what came with kundresa, or stands in the file, is one for the
 * caller: the first. */
static enum status read_one(FILE *in, const char *name, struct agenda **agenda, struct error *err)
{
  struct problems problems = {0};
  enum status status = agenda_read(in, name, agenda, &problems, err);
  if (status == STATUS_INPUT && problems.count > 0 && err != NULL)
    *err = problems.items[0];
  problems_clear(&problems);
  return status;
}

static FILE *open_installed(const char *name, struct str *path, struct error *err)
{
  data_add_folder(path, "agenda");
  str_addf(path, "/%s", name);
  FILE *in = fopen(str_text(path), "rb");
  if (in == NULL)
    error_set(err, STATUS_SYSTEM, _("%s cannot be opened: %s."), str_text(path), strerror(errno));
  return in;
}

enum status agendas_list(struct agenda ***agendas, size_t *count, struct error *err)
{
  struct str folder = {0};
  char **names;
  data_add_folder(&folder, "agenda");
  int files = data_list(str_text(&folder), &names);
  enum status status = STATUS_OK;
  *agendas = mem_new((size_t)(files > 0 ? files : 0) + 1, sizeof **agendas);
  *count = 0;
  if (files <= 0)
    status = error_set(err, STATUS_SYSTEM, _("%s has no agendas."), str_text(&folder));
  for (int i = 0; i < files && status == STATUS_OK; i++) {
    struct str path = {0};
    FILE *in = open_installed(names[i], &path, err);
    status = in != NULL ? read_one(in, str_text(&path), &(*agendas)[*count], err) : STATUS_SYSTEM;
    if (status == STATUS_OK)
      ++*count;
    if (in != NULL)
      fclose(in);
    str_clear(&path);
  }
  data_list_free(names, files);
  str_clear(&folder);
  return status;
}

/* The agenda that the file keeps under that id, or NULL. */
static enum status find_kept(struct store *store, const char *id, struct agenda **agenda,
                             struct error *err)
{
  struct str name = {0};
  char *text = NULL;
  str_addf(&name, "agenda:%s", id);
  enum status status = store_get_setting(store, str_text(&name), &text, err);
  if (status == STATUS_OK && text != NULL && text[0] != '\0') {
    FILE *in = fmemopen(text, strlen(text), "rb");
    status = in != NULL ? read_one(in, id, agenda, err)
                        : error_set(err, STATUS_SYSTEM, _("There is not enough memory."));
    if (in != NULL)
      fclose(in);
  }
  free(text);
  str_clear(&name);
  return status;
}

static void name_known(struct agenda *const *known, size_t count, const char *id, struct error *err)
{
  struct near near = near_start(id);
  struct str list = {0};
  for (size_t i = 0; i < count; i++) {
    near_offer(&near, known[i]->id);
    str_addf(&list, "%s%s", i > 0 ? ", " : "", known[i]->id);
  }
  error_set(err, STATUS_INPUT, _("there is no agenda '%.60s'."), id);
  if (near.best != NULL)
    error_remedy(err, _("Did you mean '%s'?"), near.best);
  else
    error_remedy(err, _("There are: %s. Or name a file of your own."), str_text(&list));
  str_clear(&list);
}

/* The one that came with kundresa in the file of that name; *@agenda stays NULL where
 * there is none. */
static enum status find_installed(const char *id, struct agenda **agenda, struct error *err)
{
  struct str name = {0};
  struct str path = {0};
  if (id[0] == '\0' || id[0] == '.' || strchr(id, '/') != NULL)
    return STATUS_OK; /* no name of a file there */
  str_addf(&name, "%s.yaml", id);
  FILE *in = open_installed(str_text(&name), &path, NULL);
  enum status status = in != NULL ? read_one(in, str_text(&path), agenda, err) : STATUS_OK;
  if (in != NULL)
    fclose(in);
  if (*agenda != NULL && strcmp((*agenda)->id, id) != 0)
    agenda_free(agenda);
  str_clear(&name);
  str_clear(&path);
  return status;
}

enum status agendas_find(struct store *store, const char *id, struct agenda **agenda,
                         struct error *err)
{
  *agenda = NULL;
  enum status status = store != NULL ? find_kept(store, id, agenda, err) : STATUS_OK;
  if (status == STATUS_OK && *agenda == NULL)
    status = find_installed(id, agenda, err);
  if (status != STATUS_OK || *agenda != NULL)
    return status;
  struct agenda **known;
  size_t count;
  status = agendas_list(&known, &count, err);
  if (status == STATUS_OK) {
    name_known(known, count, id, err);
    status = STATUS_INPUT;
  }
  for (size_t i = 0; i < count; i++)
    agenda_free(&known[i]);
  free(known);
  return status;
}

static enum status keep(struct store *store, const char *id, FILE *in, struct error *err)
{
  struct str name = {0};
  struct str text = {0};
  char block[4096];
  rewind(in);
  for (size_t length; (length = fread(block, 1, sizeof block, in)) > 0;)
    str_add_span(&text, block, length);
  str_addf(&name, "agenda:%s", id);
  enum status status = store_put_setting(store, str_text(&name), str_text(&text), err);
  str_clear(&name);
  str_clear(&text);
  return status;
}

enum status agendas_take(struct store *store, const char *path, struct agenda **agenda,
                         struct problems *problems, struct error *err)
{
  *agenda = NULL;
  FILE *in = fopen(path, "rb");
  if (in == NULL)
    return error_set(err, STATUS_INPUT, _("%s cannot be opened: %s."), path, strerror(errno));
  enum status status = agenda_read(in, path, agenda, problems, err);
  if (status == STATUS_OK && store != NULL)
    status = keep(store, (*agenda)->id, in, err);
  fclose(in);
  if (status != STATUS_OK)
    agenda_free(agenda);
  return status;
}

bool agendas_is_path(const char *word)
{
  const char *end = strrchr(word, '.');
  return strchr(word, '/') != NULL ||
         (end != NULL && (strcmp(end, ".yaml") == 0 || strcmp(end, ".yml") == 0));
}

enum status agendas_choose(struct store *store, const char *word, struct agenda **agenda,
                           struct problems *problems, struct error *err)
{
  return agendas_is_path(word) ? agendas_take(NULL, word, agenda, problems, err)
                               : agendas_find(store, word, agenda, err);
}
