/* Where what kundresa reads beside itself lies: templates, lexicons, rules. */
#ifndef KUNDRESA_APP_DATA_H
#define KUNDRESA_APP_DATA_H

#include "base/str.h"

/* Adds the path of the folder @name ("templates"): below KUNDRESA_DATADIR/data in
 * the build tree, else installed. */
void data_add_folder(struct str *out, const char *name);

/* The names of the *.yaml in @folder that are not hidden, in the order of ASCII;
 * *@names is the caller's to free with data_list_free().  -1 where the folder
 * cannot be read; errno then says why. */
int data_list(const char *folder, char ***names);
void data_list_free(char **names, int count);

#endif
