/* All rules that a journey is held against: those that come with kundresa, a
 * company's folder of packs, and packs inside the file. */
#ifndef KUNDRESA_APP_RULEBOOK_H
#define KUNDRESA_APP_RULEBOOK_H

#include "rules/rule.h"

/* Reads the packs that come with kundresa into a new library, the caller's to
 * free with library_free().  NULL where they cannot be read, with @err. */
struct library *rulebook_open(struct error *err);

/* Adds the packs of @path: one file, or every *.yaml of a folder by name.  Every
 * fault of every pack goes to @problems, with its file; faulty packs are left out.
 * STATUS_INPUT where there were any; with @err where @path cannot be read. */
enum status rulebook_add_path(struct library *library, const char *path, struct problems *problems,
                              struct error *err);

/* Adds a pack that stands inside a file, called @name in messages. */
enum status rulebook_add_text(struct library *library, const char *name, const char *text,
                              struct problems *problems, struct error *err);

/* After the last was added: notes rates and facts that are named and that no pack
 * has.  STATUS_INPUT where there are any. */
enum status rulebook_check(const struct library *library, struct problems *problems);

#endif
