/* What the files of a meeting share. */
#ifndef KUNDRESA_APP_MEETING_PRIVATE_H
#define KUNDRESA_APP_MEETING_PRIVATE_H

#include "app/meeting.h"
#include "model/enumeration.h"

/* The name of the setting that says where the journey's workshop is; the caller's. */
char *meeting_setting(const struct session *session);

/* STATUS_INPUT with a sentence where none is under way. */
enum status meeting_need_running(const struct meeting *meeting, struct error *err);

/* Puts @next in the place of where @meeting says it is; STATUS_BUSY where it is elsewhere
 * by now. */
enum status meeting_put_running(struct session *session, const struct meeting *meeting,
                                const struct running *next, struct error *err);

/* Reads the workshop's record; *@oid is 0 where somebody has deleted it meanwhile. */
enum status meeting_read_record(struct session *session, const struct meeting *meeting,
                                int64_t *oid, struct workshop *record, struct error *err);

/* meeting_reveal.c: goes on to @next, breaks the seals of @kind ("card", "vote", "grade"),
 * or of every kind where that ends the workshop, whatever its step is held to be about,
 * and writes into the record: all of it or nothing.  @kind NULL is for an end.  Counts what has no
 * place in @meeting. */
enum status meeting_reveal(struct session *session, struct meeting *meeting, const char *kind,
                           const struct running *next, struct error *err);

/* meeting_part.c: whether the file says now that the phase is @does of the step that
 * @meeting knows: what is on the screen may be a moment old.  *@stands (the caller's) is
 * what the file said; meeting_seal() seals only while it still does. */
enum status meeting_need_phase(struct session *session, const struct meeting *meeting,
                               enum phase does, char **stands, struct error *err);
enum status meeting_seal(struct session *session, const struct meeting *meeting, enum phase does,
                         const char *stands, const char *subject, const char *body,
                         struct error *err);

#endif
