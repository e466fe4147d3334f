#include "app/command.h"

#include "app/handle.h"
#include "base/i18n.h"
#include "base/near.h"

#include <string.h>

/* ---- Options ---- */

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
OPTION(severity, 'S', "min-severity", "SEVERITY", "info warn error",
       N_("Leave out what is milder: info, warn or error."))
OPTION(explain, 'x', "explain", "RULE", NULL,
       N_("Say what that rule asks, what it looks at and what it rests on; or of a fact, as SE1, "
          "its source and what rests on it."))
OPTION(
    life_on, 'O', "on", "DATE", NULL,
    N_("The last day that is looked at, YYYY-MM-DD; without it the life is followed to its end."))
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

#define OPTIONS(id, ...)                                                                           \
  static const struct command_option *const options_##id[] = {__VA_ARGS__, NULL};

OPTIONS(open, &option_journey, &option_theme, &option_ascii, &option_no_mouse)
OPTIONS(new, &option_template, &option_from, &option_empty, &option_format)
OPTIONS(export, &option_kind, &option_past, &option_journey, &option_number, &option_output)
OPTIONS(show, &option_here, &option_due, &option_due_on, &option_past, &option_journey,
        &option_format)
OPTIONS(interview, &option_agenda, &option_again, &option_journey)
OPTIONS(workshop, &option_agenda, &option_title, &option_minutes, &option_journey, &option_format)
OPTIONS(agenda, &option_kept_by, &option_output, &option_format)
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
OPTIONS(backup, &option_to, &option_format)
OPTIONS(restore, &option_list, &option_at, &option_new_file, &option_format)
OPTIONS(tone, &option_lang, &option_format)
OPTIONS(whoami, &option_called, &option_department, &option_format)
OPTIONS(gateway, &option_remove, &option_format)

/* ---- The table ---- */

const struct command commands[] = {
    /* The command line.  What the views can do too names its keys here. */
    {.name = "open",
     .scope = SCOPE_LINE,
     .flags = 0,
     .label = N_("open"),
     .help = N_("Open the workbench on a file."),
     .more = N_("The word open can be left out. Without a terminal the map is shown as text."),
     .operands = N_("FILE"),
     .least = 1,
     .most = 1,
     .options = options_open,
     .run = handle_open_workbench},
    {.name = "new",
     .scope = SCOPE_LINE,
     .flags = 0,
     .label = N_("new file"),
     .help = N_("Make a new file with a journey in it."),
     .more = N_("On a terminal and without options it lets you choose a template."),
     .operands = N_("FILE"),
     .least = 1,
     .most = 1,
     .options = options_new,
     .run = handle_new},
    {.name = "import",
     .scope = SCOPE_LINE,
     .flags = COMMAND_CHANGES,
     .label = N_("import"),
     .help = N_("Take journeys into a file; - is standard input."),
     .more = N_(
         "The id of each journey is printed. A journey whose id the file has already is refused."),
     .operands = N_("FILE JOURNEY.yaml..."),
     .least = 2,
     .most = -1,
     .options = options_format,
     .run = handle_import},
    {.name = "export",
     .scope = SCOPE_LINE,
     .flags = 0,
     .label = N_("export"),
     .help = N_("Write the journey or a released plan as YAML, or the answered questions."),
     .operands = N_("FILE"),
     .least = 1,
     .most = 1,
     .options = options_export,
     .run = handle_export},
    {.name = "show",
     .scope = SCOPE_LINE,
     .flags = 0,
     .label = N_("show"),
     .help = N_("Show the journey, all records of a kind, or one record."),
     .more =
         N_("ENTITY is a kind of record such as touchpoint, message or stage; journeys are those "
            "of the file. A record without an id is named by its number, as in variant/12. The "
            "word questions shows what customers ask, those most worth preventing first, with "
            "the cost and what was saved; handovers shows what stands before and after each "
            "department's own touchpoints, and which system passes on to which; blind-spots "
            "only what a department does not see."),
     .operands = N_("FILE [ENTITY[/ID]]"),
     .least = 1,
     .most = 2,
     .options = options_show,
     .run = handle_show},
    {.name = "interview",
     .scope = SCOPE_LINE,
     .flags = COMMAND_CHANGES,
     .label = N_("interview"),
     .help = N_("Ask the questions of a workshop of one person alone, a line at a time."),
     .more =
         N_("An answer a line, as many as one likes; an empty line goes on, ? explains, a "
            "hyphen leaves a question, and the end of the input (Ctrl-D) ends. Each answer is "
            "kept at once, as assumed, and the next time it goes on from there. It reads a pipe "
            "as well as a terminal."),
     .operands = N_("FILE"),
     .least = 1,
     .most = 1,
     .options = options_interview,
     .run = handle_interview},
    {.name = "workshop",
     .scope = SCOPE_LINE,
     .flags = COMMAND_CHANGES,
     .label = N_("workshop"),
     .help = N_("Say where the workshop is, or start one, go on, and end it."),
     .more = N_("Without another word it tells the step, the clock, what is there and what is "
                "missing, or which agendas there are. start begins with --agenda and makes you its "
                "facilitator; next reveals, counts or turns to what comes next; longer gives more "
                "time; end ends it, and shows what is hidden still. An agenda of your own is kept "
                "in FILE from then on, in the place of one with the same id."),
     .operands = N_("FILE [start|next|longer|end]"),
     .least = 1,
     .most = 2,
     .options = options_workshop,
     .run = handle_workshop},
    {.name = "agenda",
     .scope = SCOPE_LINE,
     .flags = 0,
     .label = N_("agenda"),
     .help = N_("List the agendas of workshops, or write one out to make your own from."),
     .more = N_("AGENDA is the name of one, which is written as it is; or a file of your own, "
                "with a / or ending in .yaml, which is looked through. kundresa-agenda(5) "
                "describes the format."),
     .operands = N_("[AGENDA]"),
     .least = 0,
     .most = 1,
     .options = options_agenda,
     .run = handle_agenda},
    {.name = "add",
     .scope = SCOPE_LINE,
     .flags = COMMAND_CHANGES,
     .label = N_("add"),
     .help = N_("Add a record."),
     .more = N_(
         "The id is made from the title where none is given, and the new record's ENTITY/ID is "
         "printed. FIELD is the name that journey files use, such as title or owner.department."),
     .operands = N_("FILE ENTITY FIELD=VALUE..."),
     .least = 3,
     .most = -1,
     .options = options_record,
     .run = handle_add},
    {.name = "set",
     .scope = SCOPE_LINE,
     .flags = COMMAND_CHANGES,
     .label = N_("set"),
     .help = N_("Set fields of a record; nothing after = empties a field."),
     .more = N_("All fields are set together or none is."),
     .operands = N_("FILE ENTITY/ID FIELD=VALUE..."),
     .least = 3,
     .most = -1,
     .options = options_record,
     .run = handle_set},
    {.name = "move",
     .scope = SCOPE_LINE,
     .flags = COMMAND_CHANGES,
     .label = N_("move"),
     .help = N_("Move a record among its neighbours, or a touchpoint into another stage."),
     .operands = N_("FILE ENTITY/ID"),
     .least = 2,
     .most = 2,
     .options = options_move,
     .run = handle_move},
    {.name = "copy",
     .scope = SCOPE_LINE,
     .flags = COMMAND_CHANGES,
     .label = N_("copy"),
     .help = N_("Copy a record with all its parts."),
     .more = N_("The copy stands after it, and its ENTITY/ID is printed."),
     .operands = N_("FILE ENTITY/ID"),
     .least = 2,
     .most = 2,
     .options = options_record,
     .run = handle_copy},
    {.name = "delete",
     .scope = SCOPE_LINE,
     .flags = COMMAND_CHANGES,
     .label = N_("delete"),
     .help = N_("Delete a record with all its parts."),
     .more = N_("What goes with it is told, and undo brings it all back."),
     .operands = N_("FILE ENTITY/ID"),
     .least = 2,
     .most = 2,
     .options = options_record,
     .run = handle_delete},
    {.name = "audit",
     .scope = SCOPE_LINE,
     .flags = 0,
     .label = N_("audit"),
     .help =
         N_("Hold a journey or a plan against the law of its market, good practice and rules of "
            "one's own."),
     .more = N_("FILE is a kundresa file, or a journey or released plan as YAML; - is standard "
                "input. The status is 1 where there are errors that nobody waived. What is not "
                "known is told, and never counts as held."),
     .operands = N_("FILE"),
     .least = 0,
     .most = 1,
     .options = options_audit,
     .run = handle_audit},
    {.name = "waive",
     .scope = SCOPE_LINE | SCOPE_AUDIT,
     .keys = "w",
     .flags = COMMAND_CHANGES | COMMAND_HINT,
     .label = N_("waive"),
     .help = N_("Accept a finding of the audit, with a reason."),
     .more = N_("FINDING is its fingerprint, or as much of it as the audit shows. A waiver lapses "
                "when the text, the step or the rule changes; 'kundresa show FILE waivers' lists "
                "them."),
     .operands = N_("FILE FINDING"),
     .least = 2,
     .most = 2,
     .options = options_waive,
     .run = handle_waive},
    {.name = "release",
     .scope = SCOPE_LINE | SCOPE_VIEWS,
     .keys = "R",
     .flags = COMMAND_CHANGES,
     .label = N_("release"),
     .help = N_("Make a numbered message plan of the journey, which never changes again."),
     .more = N_("Whatever would keep the plan from running, and every error of the audit that "
                "nobody waived, is listed, with the place and what to do. A journey that has not "
                "changed since its last release is not released again."),
     .operands = N_("FILE"),
     .least = 1,
     .most = 1,
     .options = options_release,
     .run = handle_release,
     .deed = DEED_RELEASE},
    {.name = "releases",
     .scope = SCOPE_LINE,
     .flags = 0,
     .label = N_("releases"),
     .help = N_("List what has been released."),
     .operands = N_("FILE"),
     .least = 1,
     .most = 1,
     .options = options_journey,
     .run = handle_releases},
    {.name = "log",
     .scope = SCOPE_LINE,
     .flags = 0,
     .label = N_("log"),
     .help = N_("Say who changed what, the latest first."),
     .operands = N_("FILE"),
     .least = 1,
     .most = 1,
     .options = options_log,
     .run = handle_log},
    {.name = "blame",
     .scope = SCOPE_LINE,
     .flags = 0,
     .label = N_("who set what"),
     .help = N_("Say who gave each field of a record and of its parts its value, and when."),
     .more = N_("What another program changed is told as done outside kundresa, at the time at "
                "which it was noticed."),
     .operands = N_("FILE ENTITY/ID"),
     .least = 2,
     .most = 2,
     .options = options_blame,
     .run = handle_blame},
    {.name = "undo",
     .scope = SCOPE_LINE | SCOPE_VIEWS,
     .keys = "u",
     .flags = COMMAND_CHANGES | COMMAND_HINT,
     .label = N_("undo"),
     .help = N_("Take back the last change you made."),
     .more = N_("What others changed since is never touched."),
     .operands = N_("FILE"),
     .least = 1,
     .most = 1,
     .options = options_format,
     .run = handle_undo,
     .deed = DEED_UNDO},
    {.name = "redo",
     .scope = SCOPE_LINE | SCOPE_VIEWS,
     .keys = "C-r",
     .flags = COMMAND_CHANGES,
     .label = N_("redo"),
     .help = N_("Make the change again that you took back last."),
     .operands = N_("FILE"),
     .least = 1,
     .most = 1,
     .options = options_format,
     .run = handle_redo,
     .deed = DEED_UNDO},
    {.name = "diff",
     .scope = SCOPE_LINE,
     .flags = 0,
     .label = N_("compare"),
     .help = N_("Say in words what is different between two versions of a journey."),
     .more =
         N_("A and B are kundresa files, journeys or plans as YAML, releases, written FILE@N, or "
            "a file as it was, written FILE@2026-11-30 or 'FILE@2026-11-30 14:03': at the end "
            "of that day or minute. - is standard input. With one file, --from and --to say "
            "which moments of it. A journey is compared with a plan by the plan that "
            "would be made of it. The status is 1 where there are differences."),
     .operands = N_("A [B]"),
     .least = 1,
     .most = 2,
     .options = options_diff,
     .run = handle_diff},
    {.name = "merge",
     .scope = SCOPE_LINE,
     .flags = 0,
     .label = N_("merge"),
     .help = N_("Make one journey of two that were changed apart."),
     .more = N_("All three are journeys as YAML; A and B come of BASE. What only one of them "
                "changed is taken, field by field. Where both changed the same field, or one "
                "deleted what the other changed, both values are told, nothing is written and the "
                "status is 4. What one side deleted while the other refers to it comes back when a "
                "side decides."),
     .operands = N_("BASE A B"),
     .least = 3,
     .most = 3,
     .options = options_merge,
     .run = handle_merge},
    {.name = "git-setup",
     .scope = SCOPE_LINE,
     .flags = 0,
     .label = N_("set up git"),
     .help = N_("Let git compare kundresa files and merge journeys by meaning."),
     .more = N_("Adds lines to .gitattributes in DIR (without it here): for *.kundresa, for "
                "*.journey.yaml and for each journey that is found there; and settings to the "
                "repository. It may be run again. What git could not merge is then decided on "
                "the screen by: git mergetool --tool kundresa."),
     .operands = N_("[DIR]"),
     .least = 0,
     .most = 1,
     .options = options_format,
     .run = handle_git_setup},
    {.name = "explain",
     .scope = SCOPE_LINE,
     .flags = 0,
     .label = N_("explain"),
     .help = N_("Tell the life of one invoice under a plan, day by day, with the reasons."),
     .more =
         N_("PLAN is a plan in YAML, or a file of which the latest release is taken. The fields "
            "are the columns of kundresa-plan(5), TRY AN EXECUTOR. Without channels the "
            "customer has all of them; texts name a made-up customer."),
     .operands = N_("PLAN FIELD=VALUE..."),
     .least = 2,
     .most = -1,
     .options = options_explain,
     .run = handle_explain},
    {.name = "tone",
     .scope = SCOPE_LINE,
     .flags = 0,
     .label = N_("tone"),
     .help = N_("Say how a text sounds, how hard it is to read and what it tells."),
     .more = N_("Without FILE, or with -, it is read from standard input. The score is the sum of "
                "the marks that are shown in the text; a letter's class is its step on the ladder "
                "from 0, service, to 5, threat. Placeholders such as {amount_due} count as typical "
                "values. Of several files JSON is a list, each with its 'file'."),
     .operands = N_("[FILE...]"),
     .least = 0,
     .most = -1,
     .options = options_tone,
     .run = handle_tone},
    {.name = "check",
     .scope = SCOPE_LINE,
     .flags = 0,
     .label = N_("check"),
     .help = N_("Examine a whole file for damage."),
     .operands = N_("FILE"),
     .least = 1,
     .most = 1,
     .options = options_format,
     .run = handle_check},
    {.name = "backup",
     .scope = SCOPE_LINE,
     .flags = 0,
     .label = N_("back up"),
     .help = N_("Copy the file, whole and consistent, while others work in it."),
     .more = N_("Without OUT the copy goes where kundresa puts those that it takes by itself: into "
                "the folder 'backups' beside the file, named by the time. It takes one before the "
                "first change of a day, before journeys are taken in and before a file of an older "
                "kundresa is brought up to date, and none where nothing has changed. It keeps all "
                "of two days, then one a day for 14 days, one a week for 10 weeks and one a month "
                "for 12 months. Each is read through before it gets its name. A change is made "
                "also where no backup can be taken; then you are told."),
     .operands = N_("FILE [OUT]"),
     .least = 1,
     .most = 2,
     .options = options_backup,
     .run = handle_backup},
    {.name = "restore",
     .scope = SCOPE_LINE,
     .flags = 0,
     .label = N_("restore"),
     .help = N_("List the backups of a file, or make a new file of one."),
     .more = N_("The file itself is never written to, and need not be there any more. Without "
                "--output the new file stands beside it, with -restored in its name."),
     .operands = N_("FILE"),
     .least = 1,
     .most = 1,
     .options = options_restore,
     .run = handle_restore},
    {.name = "recover",
     .scope = SCOPE_LINE,
     .flags = 0,
     .label = N_("recover"),
     .help = N_("Save what can be read of a damaged file, in a new one."),
     .more =
         N_("The file itself is never written to. Rows are read wherever they still stand; what "
            "is missing and stands in the newest backup is taken from there, with what the log "
            "says was changed since. What is lost is listed, by name where a name is left. "
            "Without OUT the new file stands beside it, with -recovered in its name. The "
            "status is 1 when something is lost."),
     .operands = N_("FILE [OUT]"),
     .least = 1,
     .most = 2,
     .options = options_format,
     .run = handle_recover},
    {.name = "whoami",
     .scope = SCOPE_LINE,
     .flags = 0,
     .label = N_("who am I"),
     .help = N_("Say under which name and department your changes are kept."),
     .operands = N_("FILE"),
     .least = 1,
     .most = 1,
     .options = options_whoami,
     .run = handle_whoami},
    {.name = "people",
     .scope = SCOPE_LINE,
     .flags = 0,
     .label = N_("people"),
     .help = N_("List those whom the file knows, with department and role."),
     .operands = N_("FILE"),
     .least = 1,
     .most = 1,
     .options = options_format,
     .run = handle_people},
    {.name = "role",
     .scope = SCOPE_LINE,
     .flags = COMMAND_CHANGES,
     .label = N_("role"),
     .help = N_("Say what somebody may do: facilitator, editor, voter or viewer."),
     .more = N_("A facilitator runs the workshop and sets roles, an editor changes everything "
                "in the journey, a voter writes cards, comments and votes, a viewer looks on. "
                "Everybody is an editor until somebody says otherwise, and any editor may become "
                "facilitator. Roles keep people from mistakes and no more: whoever may write the "
                "file can change it with another program."),
     .operands = N_("FILE USER ROLE"),
     .least = 3,
     .most = 3,
     .options = options_format,
     .run = handle_role,
     .deed = DEED_ROLES},
    {.name = "gateway",
     .scope = SCOPE_LINE,
     .flags = COMMAND_QUIET,
     .label = N_("gateway"),
     .help = N_("Trust a user to speak for others, who come through a browser; or list those."),
     .more = N_("Such a user hands on whom it has let in by the variable KUNDRESA_USER, which "
                "counts for nobody else. Only whom the file belongs to, and root, may say so."),
     .operands = N_("FILE [USER]"),
     .least = 1,
     .most = 2,
     .options = options_gateway,
     .run = handle_gateway},
    {.name = "help",
     .scope = SCOPE_LINE | SCOPE_VIEWS,
     .keys = "? F1",
     .flags = COMMAND_HINT,
     .label = N_("help"),
     .help = N_("Show what can be done, and with which keys."),
     .operands = N_("[COMMAND]"),
     .least = 0,
     .most = 1,
     .run = handle_help},
    {.name = "completion",
     .scope = SCOPE_LINE,
     .flags = COMMAND_QUIET,
     .label = N_("completion"),
     .help = N_("Print a script that completes commands in the shell."),
     .more = N_("For one session: source <(kundresa completion bash)."),
     .operands = "bash",
     .least = 1,
     .most = 1,
     .run = handle_completion},
    {.name = "manual",
     .scope = SCOPE_LINE,
     .flags = COMMAND_QUIET,
     .label = N_("manual"),
     .help = N_("Print the sections of the manual page that are made from this table."),
     .least = 0,
     .most = 0,
     .run = handle_manual},

    /* Every view. */
    {"palette", SCOPE_VIEWS, ":", COMMAND_HINT, N_("find command"),
     N_("Find a command by its name and run it.")},
    {"search", SCOPE_VIEWS, "/", COMMAND_HINT, N_("search"),
     N_("Find a touchpoint by any words in it.")},
    {"view-map", SCOPE_VIEWS, "1", 0, N_("map"), N_("Turn to the map of the journey.")},
    {"view-ladder", SCOPE_VIEWS, "2", 0, N_("ladder"),
     N_("Turn to the ladder: when each step goes out, and how it sounds.")},
    {"view-texts", SCOPE_VIEWS, "3", 0, N_("texts"), N_("Turn to the texts of the touchpoint.")},
    {"view-audit", SCOPE_VIEWS, "4", 0, N_("audit"),
     N_("Turn to the audit: what rules find, and who can mend it.")},
    {"view-workshop", SCOPE_VIEWS, "6", 0, N_("workshop"),
     N_("Turn to the workshop: agenda, cards, votes and clock.")},
    {"view-history", SCOPE_VIEWS, "7", 0, N_("history"),
     N_("Turn to what was changed, by whom and when.")},
    {"quit", SCOPE_VIEWS, "q", COMMAND_HINT, N_("leave"),
     N_("Leave the workbench; everything is saved already.")},

    {"search-next", SCOPE_VIEWS & ~SCOPE_WORKSHOP, "n", 0, N_("next found"),
     N_("Go to the next place found.")},
    {"search-previous", SCOPE_VIEWS, "N", 0, N_("previous found"),
     N_("Go to the place found before.")},
    {"audit-again", SCOPE_VIEWS, "r", 0, N_("audit now"),
     N_("Audit the journey now; a small one is audited after each change by itself.")},
    {"here", SCOPE_VIEWS, "W", 0, N_("who is here"),
     N_("See who else works on the file, and where; go there.")},
    {"follow", SCOPE_VIEWS, "f", 0, N_("follow"),
     N_("Go where the facilitator goes; or go free again.")},
    {"hold", SCOPE_VIEWS, "F", 0, N_("hold"),
     N_("While you follow: stay here; or let go and follow again.")},
    {"introduce", SCOPE_VIEWS, NULL, 0, N_("who am I"),
     N_("Change the name and the department that the others see.")},
    {"roles", SCOPE_VIEWS, NULL, 0, N_("roles"),
     N_("Say who runs the workshop, who changes the journey, who votes and who looks on.")},
    {"redraw", SCOPE_VIEWS, "C-l", COMMAND_QUIET, N_("redraw"), N_("Draw the whole screen anew.")},

    /* The map. */
    {"enter", SCOPE_MAP | SCOPE_TEXTS | SCOPE_LADDER, "Enter", COMMAND_HINT | COMMAND_EARLY,
     N_("change"), N_("Change what is marked, or look at it closely.")},
    {"workshop-do", SCOPE_WORKSHOP, "Enter", COMMAND_HINT | COMMAND_EARLY, N_("do this"),
     N_("Do what the phase is for with what is marked: write, place, give a dot, open it.")},
    {"workshop-next", SCOPE_WORKSHOP, "n", COMMAND_CHANGES | COMMAND_HINT | COMMAND_EARLY,
     N_("go on"), N_("Go on to what comes next on the agenda: reveal, map, vote, the next step."),
     .deed = DEED_WORKSHOP},
    {"workshop-minute", SCOPE_WORKSHOP, "+", COMMAND_CHANGES | COMMAND_HINT, N_("one minute more"),
     N_("Give the phase one minute more."), .deed = DEED_WORKSHOP},
    {"park", SCOPE_WORKSHOP, "p", COMMAND_CHANGES | COMMAND_HINT | COMMAND_EARLY, N_("park"),
     N_("Park something for later; it comes up at the close."), .deed = DEED_CARD},
    {"decide", SCOPE_WORKSHOP, "d", COMMAND_CHANGES | COMMAND_HINT | COMMAND_EARLY, N_("decision"),
     N_("Write down what was decided.")},
    {"action-add", SCOPE_WORKSHOP, "a", COMMAND_CHANGES | COMMAND_HINT | COMMAND_EARLY,
     N_("action"), N_("Write down what shall be done, who does it, and by when.")},
    {"dot-back", SCOPE_WORKSHOP, "-", COMMAND_CHANGES, N_("take a dot back"),
     N_("Take one of your dots back from the marked card."), .deed = DEED_VOTE},
    {"card-back", SCOPE_WORKSHOP, "x Delete", COMMAND_CHANGES, N_("take card back"),
     N_("Take back a card of yours that is hidden yet."), .deed = DEED_CARD},
    {"prompt-next", SCOPE_WORKSHOP, "Right l", 0, N_("next question"),
     N_("Show the next question of the step.")},
    {"prompt-previous", SCOPE_WORKSHOP, "Left h", 0, N_("question before"),
     N_("Show the question before.")},
    {"workshop-end", SCOPE_WORKSHOP, "E", COMMAND_CHANGES, N_("end workshop"),
     N_("End the workshop before its agenda is through."), .deed = DEED_WORKSHOP},
    {"look", SCOPE_HISTORY, "Enter", COMMAND_HINT | COMMAND_EARLY, N_("look closer"),
     N_("Show every field that was changed.")},
    {"touchpoint-add", SCOPE_MAP | SCOPE_TEXTS, "a", COMMAND_CHANGES | COMMAND_HINT | COMMAND_EARLY,
     N_("add"), N_("Add a touchpoint after this one, or in Texts a message.")},
    {"edit", SCOPE_MAP | SCOPE_TEXTS | SCOPE_LADDER | SCOPE_AUDIT, "e",
     COMMAND_HINT | COMMAND_SELECTION, N_("all fields"),
     N_("Show every field of what is marked, to look at and to change.")},
    {"trigger", SCOPE_MAP | SCOPE_TEXTS | SCOPE_LADDER, "t", COMMAND_CHANGES | COMMAND_HINT,
     N_("when"), N_("Say when it happens, to whom and how it travels, as a sentence.")},
    {"guide", SCOPE_MAP, "g", COMMAND_CHANGES | COMMAND_HINT | COMMAND_EARLY, N_("questions"),
     N_("Answer the questions that lead through this kind of touchpoint.")},
    {"move-left", SCOPE_MAP, "< S-Left", COMMAND_CHANGES, N_("move left"),
     N_("Move the touchpoint one place to the left.")},
    {"move-right", SCOPE_MAP, "> S-Right", COMMAND_CHANGES, N_("move right"),
     N_("Move the touchpoint one place to the right.")},
    {"touchpoint-copy", SCOPE_MAP | SCOPE_TEXTS, "y", COMMAND_CHANGES, N_("copy"),
     N_("Copy what is marked, with all its parts.")},
    {"touchpoint-delete", SCOPE_MAP | SCOPE_TEXTS | SCOPE_AUDIT, "d Delete", COMMAND_CHANGES,
     N_("delete"), N_("Delete what is marked, after asking.")},
    {"better", SCOPE_MAP, "K S-Up", COMMAND_CHANGES, N_("feels better"),
     N_("Raise how it feels to the customer by one.")},
    {"worse", SCOPE_MAP, "J S-Down", COMMAND_CHANGES, N_("feels worse"),
     N_("Lower how it feels to the customer by one.")},
    {"stage-add", SCOPE_MAP, "A", COMMAND_CHANGES, N_("add stage"),
     N_("Add a stage after this one.")},
    {"stage-edit", SCOPE_MAP, "s", COMMAND_SELECTION, N_("stage"),
     N_("Look at the stage and change it.")},
    {"stage-left", SCOPE_MAP, "{", COMMAND_CHANGES, N_("stage left"),
     N_("Move the whole stage one place to the left.")},
    {"stage-right", SCOPE_MAP, "}", COMMAND_CHANGES, N_("stage right"),
     N_("Move the whole stage one place to the right.")},
    {"stage-delete", SCOPE_MAP, "D", COMMAND_CHANGES, N_("delete stage"),
     N_("Delete the stage and all in it, after asking.")},
    {"journey-edit", SCOPE_MAP, "i", COMMAND_SELECTION, N_("journey"),
     N_("Look at the whole journey's facts and change them.")},
    {"segments", SCOPE_MAP | SCOPE_TEXTS | SCOPE_LADDER, "c", COMMAND_SELECTION, N_("customers"),
     N_("See and change the groups of customers that steps and wordings can be for.")},
    {"asked", SCOPE_MAP | SCOPE_TEXTS | SCOPE_LADDER, "Q", COMMAND_SELECTION, N_("what is asked"),
     N_("See what customers ask, with its cost, the most costly first; add and count.")},
    {"zoom-in", SCOPE_MAP | SCOPE_LADDER, "+ z", COMMAND_HINT, N_("closer"),
     N_("Look closer: stages, touchpoints, one touchpoint.")},
    {"zoom-out", SCOPE_MAP | SCOPE_LADDER, "- Z", 0, N_("farther"), N_("Look from farther away.")},
    {"filter", SCOPE_MAP | SCOPE_AUDIT, "&", COMMAND_HINT | COMMAND_EARLY, N_("department"),
     N_("Light up one department on the map, or show only its findings, or only errors.")},
    {"left", SCOPE_MAP | SCOPE_LADDER, "Left h", 0, N_("left"),
     N_("Go one touchpoint to the left.")},
    {"right", SCOPE_MAP | SCOPE_LADDER, "Right l", 0, N_("right"),
     N_("Go one touchpoint to the right.")},
    {"up", SCOPE_MAP | SCOPE_TEXTS | SCOPE_AUDIT | SCOPE_HISTORY | SCOPE_WORKSHOP, "Up k", 0,
     N_("up"), N_("Go one row up.")},
    {"down", SCOPE_MAP | SCOPE_TEXTS | SCOPE_AUDIT | SCOPE_HISTORY | SCOPE_WORKSHOP, "Down j", 0,
     N_("down"), N_("Go one row down.")},
    {"next-stage", SCOPE_MAP, "Tab", 0, N_("next stage"), N_("Go to the next stage.")},
    {"previous-stage", SCOPE_MAP, "S-Tab", 0, N_("stage before"), N_("Go to the stage before.")},
    {"page-back",
     SCOPE_MAP | SCOPE_LADDER | SCOPE_TEXTS | SCOPE_AUDIT | SCOPE_HISTORY | SCOPE_WORKSHOP,
     "PageUp", 0, N_("page back"), N_("Go a screenful back.")},
    {"page-forward",
     SCOPE_MAP | SCOPE_LADDER | SCOPE_TEXTS | SCOPE_AUDIT | SCOPE_HISTORY | SCOPE_WORKSHOP,
     "PageDown", 0, N_("page on"), N_("Go a screenful on.")},
    {"first", SCOPE_MAP | SCOPE_LADDER | SCOPE_TEXTS | SCOPE_AUDIT | SCOPE_HISTORY | SCOPE_WORKSHOP,
     "Home", 0, N_("first"), N_("Go to the first.")},
    {"last", SCOPE_MAP | SCOPE_LADDER | SCOPE_TEXTS | SCOPE_AUDIT | SCOPE_HISTORY | SCOPE_WORKSHOP,
     "End", 0, N_("last"), N_("Go to the last.")},

    /* The ladder. */
    {"day-earlier", SCOPE_LADDER, "<", COMMAND_CHANGES | COMMAND_HINT | COMMAND_EARLY,
     N_("earlier"), N_("Move the step a day earlier, and see what the audit says.")},
    {"day-later", SCOPE_LADDER, ">", COMMAND_CHANGES | COMMAND_HINT | COMMAND_EARLY, N_("later"),
     N_("Move the step a day later, and see what the audit says.")},
    {"week-earlier", SCOPE_LADDER, "S-Left", COMMAND_CHANGES, N_("week earlier"),
     N_("Move the step seven days earlier.")},
    {"week-later", SCOPE_LADDER, "S-Right", COMMAND_CHANGES, N_("week later"),
     N_("Move the step seven days later.")},

    /* The texts. */
    {"variant-add", SCOPE_TEXTS, "v", COMMAND_CHANGES | COMMAND_HINT | COMMAND_EARLY,
     N_("add wording"),
     N_("Add a wording of the message in another language or for other customers.")},
    {"preview", SCOPE_TEXTS, "p", COMMAND_HINT | COMMAND_EARLY | COMMAND_SELECTION, N_("preview"),
     N_("Show the text as a made-up customer reads it, or the placeholders again.")},
    {"editor", SCOPE_TEXTS, "E", COMMAND_CHANGES | COMMAND_HINT, N_("own editor"),
     N_("Change the text in the editor that the variable EDITOR names.")},
    {"move-up", SCOPE_TEXTS, "< S-Up", COMMAND_CHANGES, N_("move up"),
     N_("Move it up: the first wording that fits a customer is the one sent.")},
    {"move-down", SCOPE_TEXTS, "> S-Down", COMMAND_CHANGES, N_("move down"), N_("Move it down.")},
    {"side", SCOPE_TEXTS, "Tab Right Left", 0, N_("other side"),
     N_("Go between the touchpoints and their messages.")},

    /* The audit. */
    {"jump", SCOPE_AUDIT, "Enter", COMMAND_HINT | COMMAND_EARLY, N_("go there"),
     N_("Go to the place of the finding, or state the fact that is not known.")},
    {"mend", SCOPE_AUDIT, "m", COMMAND_CHANGES | COMMAND_HINT | COMMAND_EARLY, N_("mend"),
     N_("Carry out the remedy, where a value of the step can be set to what the rule asks for.")},
    {"rule-explain", SCOPE_AUDIT, "x", COMMAND_HINT | COMMAND_EARLY | COMMAND_SELECTION,
     N_("explain"),
     N_("Say what the rule asks, its source, what it saw here and what is not known.")},

    /* The history. */
};

const size_t command_count = sizeof commands / sizeof commands[0];

/* ---- Looking things up ---- */

const struct command *command_find(const char *name)
{
  for (size_t i = 0; i < command_count; i++)
    if (strcmp(commands[i].name, name) == 0)
      return &commands[i];
  return NULL;
}

const char *command_near(const char *name, unsigned scope)
{
  struct near near = near_start(name);
  for (size_t i = 0; i < command_count; i++)
    if ((commands[i].scope & scope) != 0)
      near_offer(&near, commands[i].name);
  return near.best;
}

static bool has_key(const char *keys, const char *key)
{
  size_t length = strlen(key);
  while (keys != NULL && length > 0) {
    size_t word = strcspn(keys, " ");
    if (word == length && memcmp(keys, key, length) == 0)
      return true;
    if (keys[word] == '\0')
      return false;
    keys += word + 1;
  }
  return false;
}

const struct command *command_of_key(const char *key, unsigned scope)
{
  for (size_t i = 0; i < command_count; i++)
    if ((commands[i].scope & scope) != 0 && has_key(commands[i].keys, key))
      return &commands[i];
  return NULL;
}

const struct command_option *command_option(const struct command *command, const char *name)
{
  for (size_t i = 0; command->options != NULL && command->options[i] != NULL; i++)
    if (strcmp(command->options[i]->name, name) == 0)
      return command->options[i];
  return NULL;
}

const char *command_near_option(const struct command *command, const char *name)
{
  struct near near = near_start(name);
  for (size_t i = 0; command->options != NULL && command->options[i] != NULL; i++)
    near_offer(&near, command->options[i]->name);
  return near.best;
}

const char *request_option(const struct request *request, const char *name)
{
  for (size_t i = 0; request->command->options != NULL && request->command->options[i] != NULL; i++)
    if (strcmp(request->command->options[i]->name, name) == 0)
      return request->values[i];
  return NULL;
}
