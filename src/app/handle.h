/* What the commands of the command line do.  Each takes a request whose
 * operands and options were checked against the table. */
#ifndef KUNDRESA_APP_HANDLE_H
#define KUNDRESA_APP_HANDLE_H

#include "app/command.h"

#define HANDLER(name)                                                                              \
  enum status handle_##name(const struct request *request, struct output *output, struct error *err)

/* handle_file.c: files as a whole. */
HANDLER(new);
HANDLER(import);
HANDLER(export);
HANDLER(check);
HANDLER(backup);
HANDLER(whoami);

/* handle_show.c: looking. */
HANDLER(show);

/* handle_record.c: changing records. */
HANDLER(add);
HANDLER(set);
HANDLER(move);
HANDLER(copy);
HANDLER(delete);

/* handle_history.c: what was, and what is fixed. */
HANDLER(log);
HANDLER(undo);
HANDLER(redo);
HANDLER(release);
HANDLER(releases);

#undef HANDLER

/* Opens the file that the request names first, and the journey that it names
 * or the only one; STATUS_INPUT where neither can be told.  A file without a
 * journey is refused too. */
enum status handle_open(const struct request *request, enum store_mode mode,
                        struct session **session, struct error *err);

/* Tells all @problems to @output, naming @file, in the order of their places. */
void handle_tell(struct output *output, struct problems *problems, const char *file);

#endif
