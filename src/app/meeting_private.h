/* What the files of a meeting share. */
#ifndef KUNDRESA_APP_MEETING_PRIVATE_H
#define KUNDRESA_APP_MEETING_PRIVATE_H

#include "app/meeting.h"

/* The name of the setting that says where the journey's workshop is; the caller's. */
char *meeting_setting(const struct session *session);

/* STATUS_INPUT with a sentence where none is under way. */
enum status meeting_need_running(const struct meeting *meeting, struct error *err);

#endif
