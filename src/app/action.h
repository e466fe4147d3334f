/* What was done, said to people: the labels that the history keeps are short
 * sentences in English, the same whoever reads them. */
#ifndef KUNDRESA_APP_ACTION_H
#define KUNDRESA_APP_ACTION_H

#include "app/session.h"
#include "base/str.h"

/* Adds the label of a transaction, as store_begin() got it, in the reader's
 * language, with titles for ids where the record still is.  A label that is not
 * known is added as it stands. */
void action_add_words(struct str *out, struct session *session, const char *label);

#endif
