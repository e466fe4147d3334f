#include "app/rulebook.h"

#include "app/data.h"
#include "base/i18n.h"
#include "yaml/pack_read.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* Puts a pack that was read into the library, or notes why it cannot be there. */
static void add_pack(struct library *library, struct pack *pack, struct problems *problems)
{
  struct problems clashes = {0};
  library_check(library, pack, &clashes);
  for (size_t i = 0; i < clashes.count; i++)
    problems_add(problems, &clashes.items[i]);
  problems_clear(&clashes);
  if (library_add(library, &pack, NULL) != STATUS_OK)
    pack_free(&pack);
}

static enum status read_file(struct library *library, const char *path, bool own,
                             struct problems *problems, struct error *err)
{
  FILE *in = fopen(path, "rb");
  if (in == NULL)
    return error_set(err, STATUS_INPUT, _("%s cannot be opened: %s."), path, strerror(errno));
  struct pack *pack = NULL;
  size_t before = problems->count + problems->dropped;
  enum status status = pack_read(in, path, own, &pack, problems, err);
  fclose(in);
  if (pack != NULL)
    add_pack(library, pack, problems);
  return status == STATUS_SYSTEM                        ? status
         : problems->count + problems->dropped > before ? STATUS_INPUT
                                                        : STATUS_OK;
}

static enum status read_folder(struct library *library, const char *folder, bool own,
                               struct problems *problems, struct error *err)
{
  char **names;
  int count = data_list(folder, &names);
  enum status status = STATUS_OK;
  if (count < 0)
    status = error_set(err, STATUS_INPUT, _("%s cannot be opened: %s."), folder, strerror(errno));
  else if (count == 0)
    status = error_set(err, STATUS_INPUT, _("%s has no packs of rules."), folder);
  if (count == 0)
    error_remedy(err, "%s", _("The name of a pack's file ends in .yaml."));
  for (int i = 0; i < count && status != STATUS_SYSTEM; i++) {
    struct str path = {0};
    str_addf(&path, "%s/%s", folder, names[i]);
    enum status one = read_file(library, str_text(&path), own, problems, err);
    status = one != STATUS_OK ? one : status;
    str_clear(&path);
  }
  data_list_free(names, count);
  return status;
}

/* A fault in what was installed is one fault for the caller: the first. */
struct library *rulebook_open(struct error *err)
{
  struct str folder = {0};
  struct problems problems = {0};
  struct library *library = library_new();
  data_add_folder(&folder, "rules");
  enum status status = read_folder(library, str_text(&folder), false, &problems, err);
  if (status == STATUS_OK)
    status = rulebook_check(library, &problems);
  if (status != STATUS_OK) {
    library_free(&library);
    if (problems.count > 0 && err != NULL && err->status == STATUS_OK)
      *err = problems.items[0];
  }
  problems_clear(&problems);
  str_clear(&folder);
  return library;
}

enum status rulebook_add_path(struct library *library, const char *path, struct problems *problems,
                              struct error *err)
{
  struct stat info;
  if (stat(path, &info) == 0 && S_ISDIR(info.st_mode))
    return read_folder(library, path, true, problems, err);
  return read_file(library, path, true, problems, err);
}

enum status rulebook_add_text(struct library *library, const char *name, const char *text,
                              struct problems *problems, struct error *err)
{
  FILE *in = fmemopen((void *)(uintptr_t)text, strlen(text), "rb");
  if (in == NULL)
    return error_set(err, STATUS_SYSTEM, _("There is not enough memory."));
  struct pack *pack = NULL;
  size_t before = problems->count + problems->dropped;
  enum status status = pack_read(in, name, true, &pack, problems, err);
  fclose(in);
  if (pack != NULL)
    add_pack(library, pack, problems);
  return status == STATUS_SYSTEM                        ? status
         : problems->count + problems->dropped > before ? STATUS_INPUT
                                                        : STATUS_OK;
}

enum status rulebook_check(const struct library *library, struct problems *problems)
{
  size_t before = problems->count + problems->dropped;
  library_check_names(library, problems);
  return problems->count + problems->dropped > before ? STATUS_INPUT : STATUS_OK;
}
