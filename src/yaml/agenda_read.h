/* Reads the agenda of a workshop: agenda/1, one file an agenda.
 *
 *   kundresa_agenda: 1
 *   id: minutes-90                 # what a workshop calls it
 *   title: {sv: …, nb: …, en: …}   # or one text for all
 *   reveal: [customer-service, …]  # optional: who reveals first
 *   steps:
 *     - id: sale                   # what cards and votes call it
 *       title: {…}
 *       stages: [sale]             # optional: the part of the map it is about
 *       phases:
 *         - {does: write, minutes: 3}   # talk write reveal map vote grade show pause
 *       prompts:                   # optional
 *         - {id: sale-where, text: {…}}
 *         - {id: ours-say, text: {…}, asks: quotes}   # optional: enum asks
 *       needs: [touchpoint]        # optional: what must be there to turn green
 *       cautions: [uncovered]      # optional: what it warns of
 */
#ifndef KUNDRESA_YAML_AGENDA_READ_H
#define KUNDRESA_YAML_AGENDA_READ_H

#include "base/error.h"
#include "model/agenda.h"

#include <stdio.h>

#define AGENDA_KEY "kundresa_agenda"
#define AGENDA_VERSION "1"

/* What is refused as too large. */
#define AGENDA_BYTES_MOST ((size_t)1024 * 1024)
#define AGENDA_MINUTES_MOST 480 /* of one phase */

/* Reads one agenda from @in, called @name in messages.  Every fault goes to
 * @problems with its place, those of the system to @err.  *@agenda is the
 * caller's, and NULL unless STATUS_OK. */
enum status agenda_read(FILE *in, const char *name, struct agenda **agenda,
                        struct problems *problems, struct error *err);

#endif
