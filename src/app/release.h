/* Releases: the journey compiled to a message plan that never changes again. */
#ifndef KUNDRESA_APP_RELEASE_H
#define KUNDRESA_APP_RELEASE_H

#include "app/session.h"
#include "base/str.h"

/* Adds the plan of release @number, or of the latest when 0, to @plan. */
enum status release_read(struct session *session, int64_t number, struct str *plan,
                         struct error *err);

#endif
