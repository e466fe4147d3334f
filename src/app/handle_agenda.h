/* Agendas as the commands agenda and workshop tell them. */
#ifndef KUNDRESA_APP_HANDLE_AGENDA_H
#define KUNDRESA_APP_HANDLE_AGENDA_H

#include "app/output.h"
#include "model/agenda.h"
#include "store/store.h"

/* Puts one as a record. */
void handle_put_agenda(struct output *output, const struct agenda *agenda);

/* Puts all that agendas_list() finds as a list under @key. */
enum status handle_put_agendas(struct output *output, const char *key, struct store *store,
                               struct error *err);

#endif
