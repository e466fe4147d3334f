/* What each role may do: one table, asked by every command, of the workbench and
 * of the command line.
 *
 * Everybody is an editor until somebody says otherwise, so that where nobody is
 * restricted nothing is in the way.  Roles keep people from what they did not mean
 * to do.  They are no guard against who wants to: whoever may write the file can
 * write it with another program, and set any role. */
#ifndef KUNDRESA_APP_ROLE_H
#define KUNDRESA_APP_ROLE_H

#include "app/session.h"

enum deed {
  DEED_MAP,      /* change the journey: touchpoints, texts, rules; accept a finding */
  DEED_CARD,     /* write cards, and change one's own */
  DEED_COMMENT,  /* comment */
  DEED_VOTE,     /* vote and grade */
  DEED_UNDO,     /* take back what one did; what it was decides too */
  DEED_RELEASE,  /* release a plan */
  DEED_WORKSHOP, /* run the workshop: its agenda, its clock, the end of a vote */
  DEED_ROLES,    /* say who may do what */
  DEED_COUNT,
};

/* Whether that role (enum role, UNSET: an editor) may do it. */
bool role_may(int64_t role, enum deed deed);

/* The role of a person in the file as it is now: enum role. */
int64_t role_of(struct session *session, const char *person);

/* Whether the person of the session may do it now.  STATUS_INPUT where not: @err
 * says why, and who can help. */
enum status role_need(struct session *session, enum deed deed, struct error *err);

/* What it is to add, change or delete a record of that entity. */
enum deed role_deed(enum entity entity);

/* The same of what edit_undo() would take back, or edit_redo() do again: a voter
 * takes back a card, but no change of the map that was made as an editor. */
enum status role_need_undo(struct session *session, bool redo, struct error *err);

/* store_begin() for who may do it. */
enum status role_begin(struct session *session, enum deed deed, const char *label, const char *kind,
                       struct error *err);

/* Gives @person a role, which the history keeps.  A facilitator may do so; and an
 * editor may take the lead, or step back where somebody leads.  STATUS_INPUT
 * otherwise. */
enum status role_set(struct session *session, const char *person, int64_t role, struct error *err);

/* Whether role_lead() may be done now, as role_need() tells it. */
enum status role_need_lead(struct session *session, struct error *err);

/* Makes the person of the session a facilitator, as who starts a workshop is, within the
 * transaction that is open.  session_reload() once it is committed. */
enum status role_lead(struct session *session, struct error *err);

#endif
