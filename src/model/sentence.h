/* How a touchpoint's trigger reads aloud: "5 days after the due date, if
 * unpaid, to everyone, by e-mail or else letter". */
#ifndef KUNDRESA_MODEL_SENTENCE_H
#define KUNDRESA_MODEL_SENTENCE_H

#include "base/str.h"
#include "model/entity.h"

/* Adds when it happens: "5 days after the due date".  Nothing where no event
 * is chosen. */
void sentence_add_when(struct str *out, const struct touchpoint *touchpoint);

/* Adds it in short, for narrow places: "due +5d", "issued", "previous +14bd".
 * Nothing where no event is chosen. */
void sentence_add_short(struct str *out, const struct touchpoint *touchpoint);

/* Adds the channels: "e-mail or else letter".  Nothing where none is chosen. */
void sentence_add_channels(struct str *out, const char *channels);

/* Adds the whole sentence, translated, without a full stop; nothing where no
 * event is chosen.  @segment is the title of the trigger's segment; NULL reads
 * as everyone, or as its id where one is named. */
void sentence_add_trigger(struct str *out, const struct touchpoint *touchpoint,
                          const char *segment);

#endif
