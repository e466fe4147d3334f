/* The parts of 'kundresa show' that look at the journey as a whole. */
#ifndef KUNDRESA_APP_HANDLE_SURVEY_H
#define KUNDRESA_APP_HANDLE_SURVEY_H

#include "app/output.h"
#include "app/session.h"
#include "base/date.h"

/* What customers ask, those most worth preventing first, with what it costs and what
 * was saved. */
enum status survey_show_questions(struct session *session, struct output *output,
                                  struct error *err);

/* For each department what stands before and after its own touchpoints, and which
 * system passes something on to which; @blind_only: only what it does not see. */
enum status survey_show_handovers(struct session *session, struct output *output, bool blind_only,
                                  struct error *err);

/* What has to be looked at, done or renewed, as of the day @on; STATUS_FINDINGS where
 * something is overdue. */
enum status survey_show_due(struct session *session, struct output *output, date_day on,
                            struct error *err);

#endif
