/* What a new map can start from: the journeys in data/templates. */
#ifndef KUNDRESA_APP_TEMPLATE_H
#define KUNDRESA_APP_TEMPLATE_H

#include "base/error.h"
#include "base/str.h"
#include "model/record.h"

struct template
{
  char *name; /* file name without .yaml */
  char *path;
  char *title;              /* of its journey; the name where that cannot be read */
  int64_t market, audience; /* of its journey; UNSET where not known */
  char *language;           /* its first; NULL where not known */
};

/* The templates that are installed, by name, those in the language @reader ("sv";
 * NULL: none) before the others; *@list is the caller's to free
 * with template_list_free().  None is no error. */
size_t template_list(struct template **list, const char *reader);
void template_list_free(struct template *list, size_t count);

/* Adds the path of the template @name; STATUS_INPUT with the nearest name
 * where there is none. */
enum status template_find(const char *name, struct str *path, struct error *err);

#endif
