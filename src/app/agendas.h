/* The agendas of workshops: those that come with kundresa, and a company's own,
 * which the file keeps, so that everyone who opens it follows the same. */
#ifndef KUNDRESA_APP_AGENDAS_H
#define KUNDRESA_APP_AGENDAS_H

#include "base/error.h"
#include "base/str.h"
#include "model/agenda.h"
#include "store/store.h"

/* The agenda that is followed where none is named. */
#define AGENDA_DEFAULT "minutes-90"

/* Those that come with kundresa, by the names of their files, and then those that @store
 * (NULL: nobody) keeps; what it keeps stands in the place of one with the same id.  The
 * caller frees each and the list. */
enum status agendas_list(struct store *store, struct agenda ***agendas, size_t *count,
                         struct error *err);
void agendas_list_free(struct agenda **agendas, size_t count);

/* The agenda with that id: the one that @store keeps, or one that comes with
 * kundresa; STATUS_INPUT with those that there are.  @store may be NULL. */
enum status agendas_find(struct store *store, const char *id, struct agenda **agenda,
                         struct error *err);

/* Adds the text of the agenda with that id, as agendas_find() finds it. */
enum status agendas_add_text(struct str *out, struct store *store, const char *id,
                             struct error *err);

/* Reads an agenda from the file @path and has @store (NULL: nobody) keep it.
 * Faults of the text go to @problems.  STATUS_INPUT where the store keeps another under
 * that id which a workshop went by. */
enum status agendas_take(struct store *store, const char *path, struct agenda **agenda,
                         struct problems *problems, struct error *err);

/* The agenda that a person names: a file where @word has a / or ends in .yaml or .yml,
 * which nobody keeps; else agendas_find(). */
enum status agendas_choose(struct store *store, const char *word, struct agenda **agenda,
                           struct problems *problems, struct error *err);

/* Whether @word names a file. */
bool agendas_is_path(const char *word);

#endif
