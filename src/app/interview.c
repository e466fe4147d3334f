#include "app/interview.h"
#include "app/interview_work.h"

#include "base/i18n.h"
#include "base/mem.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* ---- Talking ---- */

enum reply interview_say(struct interview *interview, const char *format, ...)
{
  struct str line = {0};
  va_list arguments;
  va_start(arguments, format);
  str_addv(&line, format, arguments);
  va_end(arguments);
  enum status status =
      interview->talk->say(interview->talk->context, str_text(&line), interview->err);
  str_clear(&line);
  return status == STATUS_OK ? REPLY_TEXT : REPLY_FAULT;
}

enum reply interview_refuse(struct interview *interview, struct error *err)
{
  enum reply reply = interview_say(interview, "  %s%s%s", err->text,
                                   err->remedy[0] != '\0' ? " " : "", err->remedy);
  error_clear(err);
  return reply;
}

/* Without the spaces at both ends. */
static void trim(char *text)
{
  size_t from = strspn(text, " \t\r");
  size_t length = strlen(text);
  while (length > from && strchr(" \t\r", text[length - 1]) != NULL)
    length--;
  memmove(text, text + from, length - from);
  text[length - from] = '\0';
}

enum reply interview_hear(struct interview *interview, const char *explained, char **text)
{
  for (;;) {
    *text = interview->talk->hear(interview->talk->context);
    if (*text == NULL)
      return REPLY_END;
    trim(*text);
    bool explain = strcmp(*text, "?") == 0;
    enum reply reply = REPLY_TEXT;
    if ((*text)[0] == '\0')
      reply = REPLY_NONE;
    else if (strcmp(*text, "-") == 0)
      reply = REPLY_ENOUGH;
    if (!explain && reply == REPLY_TEXT)
      return reply;
    free(*text);
    *text = NULL;
    if (!explain)
      return reply;
    if (interview_say(interview, "  %s", explained) == REPLY_FAULT ||
        interview_say(interview, "  %s",
                      _("An empty line goes on, - leaves the question, Ctrl-D ends; all that was "
                        "answered is kept.")) == REPLY_FAULT)
      return REPLY_FAULT;
  }
}

/* ---- Where one was ---- */

static char *place_name(const struct session *session, const struct agenda *agenda)
{
  struct str name = {0};
  str_addf(&name, "interview.%s.%s.%s", session->person, session->journey.id, agenda->id);
  return str_take(&name);
}

static enum status keep_place(const struct session *session, const struct agenda *agenda,
                              const char *prompt, struct error *err)
{
  char *name = place_name(session, agenda);
  enum status status = store_put_setting(session->store, name, prompt, err);
  free(name);
  return status;
}

/* All prompts in a row, by their number. */
static const struct agenda_prompt *prompt_at(const struct agenda *agenda, size_t number,
                                             const struct agenda_step **step)
{
  for (size_t i = 0; i < agenda->step_count; i++) {
    *step = &agenda->steps[i];
    if (number < (*step)->prompt_count)
      return &(*step)->prompts[number];
    number -= (*step)->prompt_count;
  }
  return NULL;
}

#define PLACE_END "end"

/* The number of the prompt to go on with; that of the first where the last one is not
 * known any more. */
static enum status find_place(const struct session *session, const struct agenda *agenda,
                              size_t *number, struct error *err)
{
  char *name = place_name(session, agenda);
  char *id = NULL;
  const struct agenda_prompt *prompt;
  const struct agenda_step *step;
  enum status status = store_get_setting(session->store, name, &id, err);
  size_t at = 0;
  while (id != NULL && (prompt = prompt_at(agenda, at, &step)) != NULL &&
         strcmp(prompt->id, id) != 0)
    at++;
  bool known = id != NULL && (strcmp(id, PLACE_END) == 0 || prompt_at(agenda, at, &step) != NULL);
  *number = known ? at : 0;
  free(id);
  free(name);
  return status;
}

/* ---- The interview ---- */

static enum reply greet(struct interview *interview, const struct agenda *agenda, size_t number)
{
  enum reply reply = interview_say(interview, "%s: %s", interview->session->journey.title,
                                   words_now(&agenda->title));
  if (reply != REPLY_FAULT && number > 0)
    reply = interview_say(interview, "%s", _("We go on where you were last time."));
  if (reply != REPLY_FAULT)
    reply = interview_say(interview, "%s",
                          _("An answer a line, as many as you like; an empty line goes on. ? "
                            "explains, Ctrl-D ends. What you answer is kept at once, as assumed."));
  return reply;
}

static enum reply ask_next(struct interview *interview, const struct agenda *agenda, size_t number)
{
  const struct agenda_step *step = interview->step;
  interview->prompt = prompt_at(agenda, number, &interview->step);
  if (interview->step != step &&
      (interview_say(interview, "%s", "") == REPLY_FAULT ||
       interview_say(interview, "== %s ==", words_now(&interview->step->title)) == REPLY_FAULT))
    return REPLY_FAULT;
  return interview_ask(interview);
}

enum status interview_hold(struct session *session, const struct agenda *agenda, date_day today,
                           bool again, const struct interview_talk *talk,
                           struct interview_result *result, struct error *err)
{
  struct interview interview = {.session = session, .talk = talk, .today = today, .err = err};
  struct error own = {0};
  const struct agenda_step *step;
  size_t number = 0;
  if (interview.err == NULL)
    interview.err = &own;
  *result = (struct interview_result){0};
  enum status status = again ? STATUS_OK : find_place(session, agenda, &number, interview.err);
  enum reply reply = REPLY_NONE;
  if (status == STATUS_OK && prompt_at(agenda, number, &step) != NULL)
    reply = greet(&interview, agenda, number);
  while (status == STATUS_OK && reply != REPLY_FAULT && reply != REPLY_END &&
         prompt_at(agenda, number, &step) != NULL) {
    reply = ask_next(&interview, agenda, number);
    if (reply == REPLY_FAULT || reply == REPLY_END)
      break;
    const struct agenda_prompt *next = prompt_at(agenda, ++number, &step);
    result->passed++;
    status = keep_place(session, agenda, next != NULL ? next->id : PLACE_END, interview.err);
  }
  result->kept = interview.kept;
  result->ended = prompt_at(agenda, number, &step) == NULL;
  return reply == REPLY_FAULT && status == STATUS_OK ? interview.err->status : status;
}
