/* What is being written, kept beside the file while one writes, and offered again after
 * a hang-up or a crash. */
#ifndef KUNDRESA_TUI_DRAFTS_H
#define KUNDRESA_TUI_DRAFTS_H

#include "tui/tui.h"

/* What is typed into the uppermost dialog, which tells its text, is a value of that
 * field, begun from @base. */
void drafts_follow(struct tui *tui, enum entity entity, int64_t oid, const struct field *field,
                   const char *base);
/* The same of what the uppermost dialog asks, which is no field's value yet, named by
 * @key as prompt_open() says.  What was left behind of the same is put in place of @text. */
void drafts_follow_prompt(struct tui *tui, const char *key, const char *question, struct str *text);
/* The same for a dialog between a prompt and what is kept: it holds what was answered to
 * @question, begun from @base, until then.  @text NULL: what is typed into the dialog. */
void drafts_hold(struct tui *tui, const char *key, const char *question, const char *base,
                 const char *text);
/* To be called where such a dialog is freed. */
void drafts_forget(struct dialog *dialog);

/* What was typed into a prompt and left behind.  Texts are owned. */
struct left_draft {
  struct draft draft;
  struct draft_file file;
};

/* Keeps what is written now; to be called before each frame.  True when something is
 * written and the draft of it is held beside the file. */
bool drafts_step(struct tui *tui);

/* Asks about each draft that this person has left behind; what was typed into a prompt
 * comes back when that is asked again. */
void drafts_offer(struct tui *tui);
/* Lets go of what has not been asked again: it waits for the next start. */
void drafts_leave(struct tui *tui);

#endif
