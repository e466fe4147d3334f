#include "app/rulebook.h"

#include "app/data.h"
#include "base/i18n.h"
#include "yaml/pack_read.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* Reads a pack and puts it into the library, or notes why it cannot be there.  Its
 * faults are gathered apart, since they are ordered by line. */
static enum status read_pack(struct library *library, FILE *in, const char *name, bool own,
                             struct problems *problems, struct error *err)
{
  struct problems found = {0};
  struct pack *pack = NULL;
  enum status status = pack_read(in, name, own, &pack, &found, err);
  if (pack != NULL)
    library_check(library, pack, &found);
  if (status == STATUS_OK && found.count > 0)
    status = STATUS_INPUT;
  if (status == STATUS_OK)
    status = library_add(library, &pack, err);
  pack_free(&pack);
  for (size_t i = 0; i < found.count; i++)
    problems_add(problems, &found.items[i]);
  problems->dropped += found.dropped;
  problems_clear(&found);
  return status;
}

static enum status read_file(struct library *library, const char *path, bool own,
                             struct problems *problems, struct error *err)
{
  FILE *in = fopen(path, "rb");
  if (in == NULL)
    return error_set(err, STATUS_INPUT, _("%s cannot be opened: %s."), path, strerror(errno));
  enum status status = read_pack(library, in, path, own, problems, err);
  fclose(in);
  return status;
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
  enum status status = read_pack(library, in, name, true, problems, err);
  fclose(in);
  return status;
}

enum status rulebook_check(const struct library *library, struct problems *problems)
{
  size_t before = problems->count + problems->dropped;
  library_check_names(library, problems);
  return problems->count + problems->dropped > before ? STATUS_INPUT : STATUS_OK;
}
