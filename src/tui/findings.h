/* Findings in words, as several views show them. */
#ifndef KUNDRESA_TUI_FINDINGS_H
#define KUNDRESA_TUI_FINDINGS_H

#include "app/session.h"
#include "audit/audit.h"
#include "tui/theme.h"

/* The look of a severity, and its sign in front of words: "!", "w", "i". */
enum style finding_style(enum rule_severity severity);
const char *finding_sign(enum rule_severity severity);

/* Adds "sv, SMS": which words of the touchpoint; nothing where it is all of it. */
void finding_add_part(struct str *out, const struct audit_place *place);

/* Adds the sign, which words, and what is wrong with them. */
void finding_add_line(struct str *out, struct session *session, const struct finding *finding);

/* Adds the value that a finding's fix would put in, and the one that stands there. */
void finding_add_fix(struct str *now, struct str *then, const struct finding *finding);

#endif
