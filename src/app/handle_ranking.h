/* The part of 'kundresa show' that ranks touchpoints by their grades. */
#ifndef KUNDRESA_APP_HANDLE_RANKING_H
#define KUNDRESA_APP_HANDLE_RANKING_H

#include "app/output.h"
#include "app/session.h"

/* Those first where the next krona does most (R11), each with the terms of its score. */
enum status handle_show_ranking(struct session *session, struct output *output, struct error *err);

#endif
