#include "app/agendas.h"

#include "app/data.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/near.h"
#include "base/str.h"
#include "yaml/agenda_read.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Reads @text; a fault in what came with kundresa, or stands in the file, is one for the
 * caller: the first. */
static enum status read_one(const struct str *text, const char *name, struct agenda **agenda,
                            struct problems *problems, struct error *err)
{
  struct problems own = {0};
  FILE *in = fmemopen(text->text, text->length, "rb");
  if (in == NULL) {
    error_set(err, STATUS_SYSTEM, _("There is not enough memory."));
    return STATUS_SYSTEM;
  }
  enum status status = agenda_read(in, name, agenda, problems != NULL ? problems : &own, err);
  if (status == STATUS_INPUT && own.count > 0 && err != NULL)
    *err = own.items[0];
  problems_clear(&own);
  fclose(in);
  return status;
}

/* ---- Those that come with kundresa ---- */

/* @name is that of a file. */
static enum status read_installed(const char *name, struct str *text, struct agenda **agenda,
                                  struct error *err)
{
  struct str path = {0};
  data_add_folder(&path, "agenda");
  str_addf(&path, "/%s", name);
  enum status status = file_read(str_text(&path), AGENDA_BYTES_MOST, text, err);
  if (status == STATUS_OK)
    status = read_one(text, str_text(&path), agenda, NULL, err);
  str_clear(&path);
  return status;
}

/* *@agenda stays NULL where there is none. */
static enum status find_installed(const char *id, struct str *text, struct agenda **agenda,
                                  struct error *err)
{
  struct str name = {0};
  struct str path = {0};
  if (id[0] == '\0' || id[0] == '.' || strchr(id, '/') != NULL)
    return STATUS_OK; /* no name of a file there */
  str_addf(&name, "%s.yaml", id);
  data_add_folder(&path, "agenda");
  str_addf(&path, "/%s", str_text(&name));
  bool stands = access(str_text(&path), R_OK) == 0;
  enum status status = stands ? read_installed(str_text(&name), text, agenda, err) : STATUS_OK;
  if (*agenda != NULL && strcmp((*agenda)->id, id) != 0)
    agenda_free(agenda);
  str_clear(&name);
  str_clear(&path);
  return status;
}

/* ---- Those that the file keeps ---- */

#define KEPT "agenda:"

/* *@agenda stays NULL where it keeps none under that id. */
static enum status find_kept(struct store *store, const char *id, struct str *text,
                             struct agenda **agenda, struct error *err)
{
  struct str name = {0};
  char *kept = NULL;
  str_addf(&name, KEPT "%s", id);
  enum status status = store_get_setting(store, str_text(&name), &kept, err);
  str_add(text, kept != NULL ? kept : "");
  if (status == STATUS_OK && text->length > 0)
    status = read_one(text, id, agenda, NULL, err);
  free(kept);
  str_clear(&name);
  return status;
}

/* ---- All of them ---- */

struct listing {
  struct agenda **items;
  size_t count;
};

/* Takes over @agenda. */
static void add(struct listing *listing, struct agenda *agenda)
{
  for (size_t i = 0; i < listing->count; i++)
    if (strcmp(listing->items[i]->id, agenda->id) == 0) {
      agenda_free(&listing->items[i]);
      listing->items[i] = agenda;
      return;
    }
  listing->items = mem_resize(listing->items, listing->count + 1, sizeof(struct agenda *));
  listing->items[listing->count++] = agenda;
}

/* One that another program has spoiled is left out: the others can be followed. */
static enum status add_kept(void *context, const char *name, const char *value, struct error *err)
{
  (void)err;
  struct agenda *agenda = NULL;
  struct str text = {0};
  str_add(&text, value);
  if (text.length > 0 && read_one(&text, name, &agenda, NULL, NULL) == STATUS_OK)
    add(context, agenda);
  str_clear(&text);
  return STATUS_OK;
}

static enum status add_installed(struct listing *listing, struct error *err)
{
  struct str folder = {0};
  char **names;
  data_add_folder(&folder, "agenda");
  int files = data_list(str_text(&folder), &names);
  enum status status = STATUS_OK;
  if (files <= 0)
    status = error_set(err, STATUS_SYSTEM, _("%s has no agendas."), str_text(&folder));
  for (int i = 0; i < files && status == STATUS_OK; i++) {
    struct str text = {0};
    struct agenda *agenda = NULL;
    status = read_installed(names[i], &text, &agenda, err);
    if (status == STATUS_OK)
      add(listing, agenda);
    str_clear(&text);
  }
  data_list_free(names, files);
  str_clear(&folder);
  return status;
}

enum status agendas_list(struct store *store, struct agenda ***agendas, size_t *count,
                         struct error *err)
{
  struct listing listing = {0};
  enum status status = add_installed(&listing, err);
  if (status == STATUS_OK && store != NULL)
    status = store_each_setting(store, KEPT, add_kept, &listing, err);
  *agendas = listing.items;
  *count = listing.count;
  return status;
}

void agendas_list_free(struct agenda **agendas, size_t count)
{
  for (size_t i = 0; i < count; i++)
    agenda_free(&agendas[i]);
  free(agendas);
}

/* ---- One of them ---- */

static enum status tell_known(struct store *store, const char *id, struct error *err)
{
  struct agenda **known;
  size_t count;
  enum status status = agendas_list(store, &known, &count, err);
  struct near near = near_start(id);
  struct str list = {0};
  for (size_t i = 0; i < count; i++) {
    near_offer(&near, known[i]->id);
    str_addf(&list, "%s%s", i > 0 ? ", " : "", known[i]->id);
  }
  if (status == STATUS_OK) {
    status = error_set(err, STATUS_INPUT, _("there is no agenda '%.60s'."), id);
    if (near.best != NULL)
      error_remedy(err, _("Did you mean '%s'?"), near.best);
    else
      error_remedy(err, _("There are: %s. Or name a file of your own."), str_text(&list));
  }
  str_clear(&list);
  agendas_list_free(known, count);
  return status;
}

static enum status find(struct store *store, const char *id, struct str *text,
                        struct agenda **agenda, struct error *err)
{
  *agenda = NULL;
  enum status status = store != NULL ? find_kept(store, id, text, agenda, err) : STATUS_OK;
  if (status == STATUS_OK && *agenda == NULL)
    status = find_installed(id, text, agenda, err);
  return status == STATUS_OK && *agenda == NULL ? tell_known(store, id, err) : status;
}

enum status agendas_find(struct store *store, const char *id, struct agenda **agenda,
                         struct error *err)
{
  struct str text = {0};
  enum status status = find(store, id, &text, agenda, err);
  str_clear(&text);
  return status;
}

enum status agendas_add_text(struct str *out, struct store *store, const char *id,
                             struct error *err)
{
  struct agenda *agenda;
  struct str text = {0};
  enum status status = find(store, id, &text, &agenda, err);
  if (status == STATUS_OK)
    str_add_span(out, text.text, text.length);
  agenda_free(&agenda);
  str_clear(&text);
  return status;
}

/* ---- A company's own ---- */

/* Whether a workshop of the file went by an agenda. */
struct use {
  struct store *store;
  const char *agenda;
  bool found;
};

static enum status look_at_workshop(void *context, const void *record, struct error *err)
{
  (void)err;
  struct use *use = context;
  const struct workshop *workshop = record;
  use->found =
      use->found || (workshop->agenda != NULL && strcmp(workshop->agenda, use->agenda) == 0);
  return STATUS_OK;
}

static enum status look_at_journey(void *context, const void *record, struct error *err)
{
  struct use *use = context;
  return store_each(use->store, ((const struct record *)record)->oid, ENTITY_workshop, NULL,
                    look_at_workshop, use, err);
}

/* What a workshop went by stays as it was: its cards and minutes name the steps. */
static enum status keep(struct store *store, const char *id, const struct str *text,
                        struct error *err)
{
  struct str name = {0};
  struct use use = {.store = store, .agenda = id};
  char *kept = NULL;
  str_addf(&name, KEPT "%s", id);
  enum status status = store_get_setting(store, str_text(&name), &kept, err);
  bool same = kept != NULL && strcmp(kept, str_text(text)) == 0;
  if (status == STATUS_OK && kept != NULL && kept[0] != '\0' && !same)
    status = store_each_journey(store, look_at_journey, &use, err);
  if (status == STATUS_OK && use.found) {
    status = error_set(err, STATUS_INPUT,
                       _("The file keeps another agenda '%s', which a workshop went by."), id);
    error_remedy(err, "%s", _("Give the new one an id of its own."));
  }
  if (status == STATUS_OK && !same)
    status = store_put_setting(store, str_text(&name), str_text(text), err);
  free(kept);
  str_clear(&name);
  return status;
}

enum status agendas_take(struct store *store, const char *path, struct agenda **agenda,
                         struct problems *problems, struct error *err)
{
  struct str text = {0};
  *agenda = NULL;
  enum status status = file_read(path, AGENDA_BYTES_MOST, &text, err);
  if (status == STATUS_OK)
    status = read_one(&text, path, agenda, problems, err);
  if (status == STATUS_OK && store != NULL)
    status = keep(store, (*agenda)->id, &text, err);
  str_clear(&text);
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
