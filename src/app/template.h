/* What a new map can start from: the journeys in data/templates. */
#ifndef KUNDRESA_APP_TEMPLATE_H
#define KUNDRESA_APP_TEMPLATE_H

#include "base/error.h"
#include "base/str.h"

struct template
{
  char *name; /* file name without .yaml */
  char *path;
  char *title; /* of its journey; the name where that cannot be read */
};

/* The templates that are installed, by name; *@list is the caller's to free
 * with template_list_free().  None is no error. */
size_t template_list(struct template **list);
void template_list_free(struct template *list, size_t count);

/* Adds the path of the template @name; STATUS_INPUT with the nearest name
 * where there is none. */
enum status template_find(const char *name, struct str *path, struct error *err);

#endif
