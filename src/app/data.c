#include "app/data.h"

#include "base/mem.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

void data_add_folder(struct str *out, const char *name)
{
  const char *tree = getenv("KUNDRESA_DATADIR");
  if (tree != NULL && tree[0] != '\0')
    str_addf(out, "%s/data/%s", tree, name);
  else
    str_addf(out, "%s/%s", DATADIR, name);
}

static int is_yaml(const struct dirent *entry)
{
  size_t length = strlen(entry->d_name);
  return length > 5 && entry->d_name[0] != '.' && strcmp(entry->d_name + length - 5, ".yaml") == 0;
}

static int by_name(const struct dirent **left, const struct dirent **right)
{
  return strcmp((*left)->d_name, (*right)->d_name);
}

int data_list(const char *folder, char ***names)
{
  struct dirent **entries = NULL;
  int count = scandir(folder, &entries, is_yaml, by_name);
  *names = mem_new((size_t)(count > 0 ? count : 0) + 1, sizeof **names);
  for (int i = 0; i < count; i++) {
    (*names)[i] = mem_copy_text(entries[i]->d_name);
    free(entries[i]);
  }
  free(entries);
  return count;
}

void data_list_free(char **names, int count)
{
  for (int i = 0; i < count; i++)
    free(names[i]);
  free(names);
}
