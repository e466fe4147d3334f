/* The options of the command line, each once, and which of them a command takes. */
#include "app/command_options.h"

#include "base/i18n.h"

#define OPTION(id, letter, name, argument, choices, help)                                          \
  static const struct command_option option_##id = {letter, name, argument, choices, help};

OPTION(journey, 'j', "journey", "ID", NULL, N_("The journey, where the file holds several."))
OPTION(format, 'f', "format", "FORMAT", "text json", N_("How to write it: text or json."))
OPTION(kind, 'f', "format", "FORMAT", "journey plan faq",
       N_("What to write: journey, the whole map; plan, a release's message plan; or faq, the "
          "answered questions as Markdown."))
OPTION(number, 'r', "release", "N", NULL,
       N_("The release with that number; without it the latest."))
OPTION(dry_run, 'n', "dry-run", NULL, NULL,
       N_("Only say what would be released, or what is in the way."))
OPTION(output, 'o', "output", "OUT", NULL,
       N_("Write to that file, whole or not at all; - is standard output."))
OPTION(template, 't', "template", "NAME", NULL, N_("Start from the template with that name."))
OPTION(from, 'i', "from", "JOURNEY.yaml", NULL, N_("Start from that journey; - is standard input."))
OPTION(empty, 'e', "empty", NULL, NULL, N_("Start with the seven stages and nothing in them."))
OPTION(conflicts, 'C', "conflicts", "SIDE", "ours theirs",
       N_("Who decides where both changed the same: ours is A, theirs is B."))
OPTION(resolve, 'R', "resolve", NULL, NULL,
       N_("Decide each conflict on the screen; what is merged goes to --output."))
OPTION(before, 'b', "before", "ID", NULL, N_("Put it before that one."))
OPTION(after, 'a', "after", "ID", NULL, N_("Put it after that one."))
OPTION(stage, 's', "stage", "ID", NULL, N_("Put the touchpoint into that stage, last."))
OPTION(limit, 'l', "limit", "N", NULL, N_("At most so many entries; without it 20."))
OPTION(past, 'W', "at", "MOMENT", NULL,
       N_("As it was: a day, a time as '2026-11-30 14:03', or the number of an entry of the log; "
          "at the end of it."))
OPTION(person, 'P', "person", "USER", NULL, N_("Only what that person did, by the user's name."))
OPTION(by, 'd', "department", "DEPARTMENT", NULL,
       N_("Only what people of that department did, by its name in journey files."))
OPTION(touchpoint, 'k', "touchpoint", "ID", NULL,
       N_("Only what changed that touchpoint or a part of it, whatever it was called."))
OPTION(since, 'B', "since", "TIME", NULL,
       N_("Only what was done since that day, or a time as '2026-11-30 14:03'."))
OPTION(from_moment, 'i', "from", "MOMENT", NULL,
       N_("Compare FILE as it was then: a day, a time, or the number of an entry of the log."))
OPTION(to_moment, 'w', "to", "MOMENT", NULL,
       N_("With --from: as it was at that moment; without it as it is now."))
OPTION(changes, 'c', "changes", NULL, NULL,
       N_("List every field that was changed, before and after."))
OPTION(department, 'd', "department", "DEPARTMENT", NULL,
       N_("Remember the department that you work for; none forgets it."))
OPTION(lang, 'L', "lang", "LANG", "sv nb en",
       N_("The language of the text: sv, nb or en; without it, what it seems to be."))
OPTION(waiver, 'd', "department", "DEPARTMENT", NULL,
       N_("The department that answers for it; without it your own."))
OPTION(report, 'f', "format", "FORMAT", "text json sarif junit github",
       N_("How to write it: text, json, sarif (SARIF 2.1.0), junit (XML) or github (commands of "
          "its workflows)."))
OPTION(pack, 'p', "pack", "DIR", NULL,
       N_("Hold it against the packs of that folder too, or of that file."))
OPTION(on, 'O', "on", "DATE", NULL,
       N_("The day of the audit, YYYY-MM-DD: an invoice is issued on it, and rates are those of "
          "the days that follow. Without it today."))
OPTION(texts, 'L', "lang", "LANG", NULL, N_("Look at the texts of that language only."))
OPTION(due, 'D', "due", NULL, NULL,
       N_("List what is overdue or soon due, and who answers for it; the status is 1 where "
          "something is overdue."))
OPTION(due_on, 'O', "on", "DATE", NULL,
       N_("The day to look from, YYYY-MM-DD; without it today. Goes with --due."))
OPTION(agenda, 'g', "agenda", "AGENDA", NULL,
       N_("The agenda: minutes-90, minutes-155, one that the file keeps, or a file of your own, "
          "as kundresa-agenda(5) describes; without it minutes-90."))
OPTION(kept_by, 'F', "kept-by", "FILE", NULL, N_("Those that FILE keeps, too."))
OPTION(title, 'Z', "title", "TITLE", NULL,
       N_("What the workshop is called; without it by its day. Goes with start."))
OPTION(minutes, 'U', "minutes", "N", NULL,
       N_("How many minutes longer; without it one. Goes with longer."))
OPTION(again, 'N', "again", NULL, NULL,
       N_("Begin with the first question again; what was answered is kept."))
OPTION(minutes_form, 'f', "format", "FORMAT", "text markdown html",
       N_("How to write it: text, for a terminal; markdown, for a wiki; or html, one file with "
          "pictures that needs nothing beside it."))
OPTION(speak, 'L', "lang", "LANG", "sv nb en",
       N_("The language that the report is written in: sv, nb or en; without it that of the "
          "program."))
OPTION(last_time, 'B', "since", "MOMENT", NULL,
       N_("What the map is compared with: a day, a time as '2026-11-30 14:03', the number of an "
          "entry of the log, or the words release or workshop for the last one. Without it the "
          "last release or workshop before the latest workshop."))
OPTION(minutes_on, 'O', "on", "DATE", NULL,
       N_("The day of the report, YYYY-MM-DD, from which the audit and what is due are looked at; "
          "without it today."))
OPTION(severity, 'S', "min-severity", "SEVERITY", "info warn error",
       N_("Leave out what is milder: info, warn or error."))
OPTION(explain, 'x', "explain", "RULE", NULL,
       N_("Say what that rule asks, what it looks at and what it rests on; or of a fact, as SE1, "
          "its source and what rests on it."))
OPTION(
    life_on, 'O', "on", "DATE", NULL,
    N_("The last day that is looked at, YYYY-MM-DD; without it the life is followed to its end."))
OPTION(dry_messages, 'E', "messages", NULL, NULL, N_("List every message, a line each."))
OPTION(dry_decisions, 'G', "decisions", NULL, NULL,
       N_("List every decision with its reason: what is sent, and of every other step of an "
          "invoice why not."))
OPTION(dry_customer, 'K', "customer", "ID", NULL,
       N_("Look at that customer alone; its decisions are listed."))
OPTION(dry_columns, 'Y', "columns", "MAP", NULL,
       N_("Which column is which field, as invoice=Fakturanr,due=Förfaller; a column may stand "
          "for several. Without it a column is the field that it is named after."))
OPTION(dry_from, 'i', "from", "DATE", NULL,
       N_("The day of the first run, YYYY-MM-DD, as when the plan is taken into use late; "
          "without it the first day of each invoice."))
OPTION(dry_to, 'w', "to", "DATE", NULL,
       N_("The day of the last run, YYYY-MM-DD; without it every invoice is followed to its end."))
OPTION(dry_strict, 'J', "strict", NULL, NULL, N_("Stop at the first row that is wrong."))
OPTION(dry_form, 'f', "format", "FORMAT", "text csv jsonl",
       N_("How to write it: text, csv, or jsonl, a JSON record a line."))
OPTION(reason, 'm', "reason", "REASON", NULL, N_("Why it is accepted."))
OPTION(until, 'u', "until", "DATE", NULL,
       N_("The last day, YYYY-MM-DD; without it until the text or the rule changes."))
OPTION(to, 'w', "to", "DIR", NULL,
       N_("Put the copy into that folder, named by the time; nothing is ever removed there."))
OPTION(list, 'I', "list", NULL, NULL, N_("List the backups, which is also done without options."))
OPTION(at, 'W', "at", "TIME", NULL,
       N_("Take the newest backup as old as that: 2026-11-28, '2026-11-28 07:15', or latest."))
OPTION(new_file, 'o', "output", "OUT", NULL, N_("The name of the new file."))
OPTION(called, 'y', "name", "NAME", NULL, N_("Remember what the others shall call you."))
OPTION(here, 'H', "here", NULL, NULL, N_("Say who has the workbench open on it now, and where."))
OPTION(remove, 'X', "remove", NULL, NULL, N_("Trust that user no longer."))
OPTION(theme, 'T', "theme", "THEME", "dark light mono", N_("Colours: dark, light or mono."))
OPTION(ascii, 'A', "ascii", NULL, NULL, N_("Draw with plain ASCII characters."))
OPTION(no_mouse, 'M', "no-mouse", NULL, NULL, N_("Leave the mouse to the terminal."))

#define OPTIONS(id, ...) const struct command_option *const options_##id[] = {__VA_ARGS__, NULL};

OPTIONS(open, &option_journey, &option_theme, &option_ascii, &option_no_mouse)
OPTIONS(new, &option_template, &option_from, &option_empty, &option_format)
OPTIONS(export, &option_kind, &option_past, &option_journey, &option_number, &option_output)
OPTIONS(show, &option_here, &option_due, &option_due_on, &option_past, &option_journey,
        &option_format)
OPTIONS(interview, &option_agenda, &option_again, &option_journey)
OPTIONS(workshop, &option_agenda, &option_title, &option_minutes, &option_journey, &option_format)
OPTIONS(agenda, &option_kept_by, &option_output, &option_format)
OPTIONS(report, &option_minutes_form, &option_speak, &option_last_time, &option_minutes_on,
        &option_journey, &option_output)
OPTIONS(journey, &option_journey, &option_format)
OPTIONS(release, &option_dry_run, &option_on, &option_journey, &option_format)
OPTIONS(record, &option_journey, &option_format)
OPTIONS(move, &option_before, &option_after, &option_stage, &option_journey, &option_format)
OPTIONS(audit, &option_pack, &option_on, &option_texts, &option_severity, &option_journey,
        &option_explain, &option_report)
OPTIONS(waive, &option_reason, &option_until, &option_waiver, &option_pack, &option_on,
        &option_journey, &option_format)
OPTIONS(log, &option_person, &option_by, &option_touchpoint, &option_since, &option_limit,
        &option_changes, &option_journey, &option_format)
OPTIONS(blame, &option_past, &option_journey, &option_format)
OPTIONS(diff, &option_from_moment, &option_to_moment, &option_journey, &option_format)
OPTIONS(merge, &option_output, &option_resolve, &option_conflicts, &option_format)
OPTIONS(format, &option_format)
OPTIONS(explain, &option_life_on, &option_journey, &option_format)
OPTIONS(dry_run, &option_dry_messages, &option_dry_decisions, &option_dry_customer,
        &option_dry_columns, &option_dry_from, &option_dry_to, &option_dry_strict, &option_journey,
        &option_dry_form)
OPTIONS(backup, &option_to, &option_format)
OPTIONS(restore, &option_list, &option_at, &option_new_file, &option_format)
OPTIONS(tone, &option_lang, &option_format)
OPTIONS(whoami, &option_called, &option_department, &option_format)
OPTIONS(gateway, &option_remove, &option_format)
