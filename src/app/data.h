/* Where what kundresa reads beside itself lies: templates, lexicons, rules. */
#ifndef KUNDRESA_APP_DATA_H
#define KUNDRESA_APP_DATA_H

#include "base/str.h"

/* Adds the path of the folder @name ("templates"): below KUNDRESA_DATADIR/data in
 * the build tree, else installed. */
void data_add_folder(struct str *out, const char *name);

#endif
