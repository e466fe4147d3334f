/* For the table of commands alone: the options that each takes, ended by NULL. */
#ifndef KUNDRESA_APP_COMMAND_OPTIONS_H
#define KUNDRESA_APP_COMMAND_OPTIONS_H

#include "app/command.h"

extern const struct command_option *const options_open[];
extern const struct command_option *const options_new[];
extern const struct command_option *const options_export[];
extern const struct command_option *const options_show[];
extern const struct command_option *const options_interview[];
extern const struct command_option *const options_workshop[];
extern const struct command_option *const options_agenda[];
extern const struct command_option *const options_report[];
extern const struct command_option *const options_journey[];
extern const struct command_option *const options_release[];
extern const struct command_option *const options_record[];
extern const struct command_option *const options_move[];
extern const struct command_option *const options_audit[];
extern const struct command_option *const options_waive[];
extern const struct command_option *const options_log[];
extern const struct command_option *const options_blame[];
extern const struct command_option *const options_diff[];
extern const struct command_option *const options_merge[];
extern const struct command_option *const options_format[];
extern const struct command_option *const options_explain[];
extern const struct command_option *const options_dry_run[];
extern const struct command_option *const options_backup[];
extern const struct command_option *const options_restore[];
extern const struct command_option *const options_tone[];
extern const struct command_option *const options_whoami[];
extern const struct command_option *const options_gateway[];

#endif
