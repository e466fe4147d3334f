/* What others have done to the file while one worked, told as it happens. */
#ifndef KUNDRESA_APP_NEWS_H
#define KUNDRESA_APP_NEWS_H

#include "app/session.h"
#include "base/str.h"

struct news {
  int64_t told; /* the last entry of the history that was told, or was there before */
};

/* Nothing that is in the file now is news. */
void news_start(struct news *news, struct session *session);

/* Adds who did what since, as a sentence: "anna (Finance) changed Title of touchpoint
 * 'Welcome'."; of several the last in full, and how many there are more.  Nothing is added
 * when nobody else did anything.  What this session did itself is no news, even where
 * the same person works in another window. */
enum status news_add(struct str *out, struct news *news, struct session *session,
                     struct error *err);

/* Adds a person whom an entry names, as the others call them: "Anna Ek (Finance)";
 * another program where @person is "". */
void news_add_person(struct str *out, struct session *session, const char *person,
                     const char *department);

#endif
