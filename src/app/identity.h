/* Who works: the operating system's user, or whom a gateway that the file trusts
 * speaks for.
 *
 * People who come through a browser all run as one user, the gateway's.  It hands
 * on whom it let in by the variable KUNDRESA_USER.  That variable counts only
 * where the file names the invoking user as a gateway: else anybody could work
 * under another's name by setting it. */
#ifndef KUNDRESA_APP_IDENTITY_H
#define KUNDRESA_APP_IDENTITY_H

#include "store/store.h"

/* The operating system's user; the caller frees it. */
char *identity_user(void);

/* What the system calls that user, from the list of users (gecos); the user's
 * name where it says nothing.  The caller frees it. */
char *identity_full_name(void);

/* Whom @user, the system's, speaks for: @*person is NULL where it is for himself,
 * else the caller frees it.  @*unheard says that KUNDRESA_USER is set, but is not
 * listened to.  STATUS_INPUT where it holds what is no name of a user. */
enum status identity_hear(struct store *store, const char *user, char **person, bool *unheard,
                          struct error *err);

/* STATUS_INPUT where @user is no name of a user. */
enum status identity_check(const char *user, struct error *err);

/* The users that the file trusts as gateways, space between; the caller frees
 * it.  NULL where it cannot be read. */
char *identity_gateways(struct store *store);

/* Trusts @user as a gateway, or no longer.  STATUS_INPUT where that is no name. */
enum status identity_trust(struct store *store, const char *user, bool trusted, struct error *err);

#endif
