/* Reads the agenda of a workshop: agenda/1, one file an agenda, as kundresa-agenda(5)
 * describes it. */
#ifndef KUNDRESA_YAML_AGENDA_READ_H
#define KUNDRESA_YAML_AGENDA_READ_H

#include "base/error.h"
#include "model/agenda.h"
#include "yaml/pack_keys.h"

#include <stdio.h>

#define AGENDA_KEY "kundresa_agenda"
#define AGENDA_VERSION "1"

/* What is refused as too large. */
#define AGENDA_BYTES_MOST ((size_t)1024 * 1024)
#define AGENDA_MINUTES_MOST 480 /* of one phase */

/* The keys of the whole file: the JSON Schema and the page in section 5 are made from
 * them, too. */
extern const struct pack_key agenda_keys[];

/* Reads one agenda from @in, called @name in messages.  Every fault goes to
 * @problems with its place, those of the system to @err.  *@agenda is the
 * caller's, and NULL unless STATUS_OK. */
enum status agenda_read(FILE *in, const char *name, struct agenda **agenda,
                        struct problems *problems, struct error *err);

#endif
