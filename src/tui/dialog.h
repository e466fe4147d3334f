/* The dialogs that every view can use.  Each is laid on top by its function
 * and calls back when the person has decided; Esc leaves it without a call.
 * @context is handed back in the call; when the dialog ends, either way, it is
 * given to @forget (NULL: nothing to do). */
#ifndef KUNDRESA_TUI_DIALOG_H
#define KUNDRESA_TUI_DIALOG_H

#include "tui/tui.h"

/* One line to type into.  @done gets the text when Enter is pressed; when it
 * returns false the prompt stays open (it has told why with tui_say()).  What is typed
 * outlives a hang-up under @key, which names what is asked in every language, and behind
 * a space what it is about, where @text is of that; NULL: nobody misses it, or
 * drafts_follow() is called. */
typedef bool prompt_done(void *context, struct tui *tui, const char *text);
void prompt_open(struct tui *tui, const char *key, const char *question, const char *text,
                 prompt_done *done, void *context, void (*forget)(void *context));

/* A list to pick from.  Typing narrows it to what holds the letters; Enter
 * takes.  The rows are copied. */
struct picker_row {
  const char *key; /* short, at the left; NULL for none */
  const char *label;
  const char *detail; /* dimmed behind the label; NULL for none */
  bool heading;       /* stands between rows and cannot be taken */
};
typedef void picker_done(void *context, struct tui *tui, size_t index);
void picker_open(struct tui *tui, const char *title, const struct picker_row *rows, size_t count,
                 size_t current, picker_done *done, void *context, void (*forget)(void *context));

/* For the list just opened, of words that are being written: when nothing holds
 * what was typed any more, or it was typed to its end with @end, or Esc is
 * pressed, the list goes and @typed gets what was typed, as Enter never does. */
typedef void picker_typed(void *context, struct tui *tui, const char *text);
void picker_let_type(struct tui *tui, char end, picker_typed *typed);

/* A list to tick, in the order of ticking; Space ticks, < and > move, Enter
 * takes.  @tokens is the list as a field holds it; @done gets the new one. */
typedef void ticker_done(void *context, struct tui *tui, const char *tokens);
void ticker_open(struct tui *tui, const char *title, const struct enumeration *values,
                 const char *tokens, ticker_done *done, void *context,
                 void (*forget)(void *context));

/* A question before something that is hard to take back. */
typedef void confirm_done(void *context, struct tui *tui);
void confirm_open(struct tui *tui, const char *question, const char *yes, confirm_done *done,
                  void *context, void (*forget)(void *context));

/* Asks @question, with what else would change, and deletes the record when the
 * answer is yes; or asks whether to delete what is called @title. */
void deletion_open(struct tui *tui, enum entity entity, int64_t oid, const char *question);
void deletion_open_titled(struct tui *tui, enum entity entity, int64_t oid, const char *title);

/* Deletes it, for a person who has seen the file as the history's entry @seen left it;
 * asks where somebody else has changed it since, and tells faults.  True when it is gone. */
bool deletion_do(struct tui *tui, enum entity entity, int64_t oid, int64_t seen);

/* Several lines to write.  Ctrl-S (or Esc, which asks) ends it; @done gets the
 * text and says whether it is taken.  @placeholders offers them on "{". */
typedef bool writer_done(void *context, struct tui *tui, const char *text);
void writer_open(struct tui *tui, const char *title, const char *text, bool placeholders,
                 writer_done *done, void *context, void (*forget)(void *context));

/* Puts @text into the uppermost dialog, which must be a writer, in place of
 * what it holds: a draft that was refused elsewhere. */
void writer_replace(struct tui *tui, const char *text);

/* The uppermost dialog, which must be a writer, shows what the gauge says of what is
 * written as that part.  The gauge becomes the dialog's. */
struct gauge;
void writer_watch(struct tui *tui, struct gauge *gauge, enum audit_part part);
/* Puts its cursor on that byte of the text. */
void writer_go(struct tui *tui, size_t byte);

/* A record with all its fields, to look at and to change; @field is marked
 * first (NULL: the topmost). */
void form_open(struct tui *tui, enum entity entity, int64_t oid, const struct field *field);

/* What can be done here: every command with its key.  @all: those of every
 * view as a palette, else this view's first as help. */
void commands_open(struct tui *tui, bool palette);

#endif
