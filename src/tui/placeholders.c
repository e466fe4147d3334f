#include "tui/placeholders.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "model/placeholder.h"
#include "tui/dialog.h"

#include <stdlib.h>
#include <string.h>

void placeholders_paint(int row, int column, int columns, const char *line)
{
  struct placeholder_span span;
  for (size_t at = 0; placeholder_next(line, &at, &span);) {
    int start = text_width_span(line, span.start);
    char *words = mem_copy_span(line + span.start, span.length);
    if (start < columns)
      paint_text(row, column + start, columns - start,
                 span.placeholder != NULL ? STYLE_KEY : STYLE_BAD, words);
    free(words);
  }
}

void placeholders_add_problem(struct str *out, const char *text)
{
  struct placeholder_span span;
  for (size_t at = 0; placeholder_next(text, &at, &span);) {
    if (span.placeholder != NULL)
      continue;
    str_add(out, "  ! ");
    str_addf(out, _("%.*s is not known"), (int)span.length, text + span.start);
    const char *near = placeholder_near(text, &span);
    if (near != NULL) {
      str_add(out, "; ");
      str_addf(out, _("did you mean {%s}?"), near);
    }
    return;
  }
}

struct choice {
  placeholders_done *done;
  void *context;
};

static void take(void *context, struct tui *tui, size_t index)
{
  struct choice *choice = context;
  struct str text = {0};
  size_t count;
  const struct placeholder *all = placeholder_all(&count);
  str_addf(&text, "{%s}", all[index].name);
  choice->done(choice->context, tui, str_text(&text));
  str_clear(&text);
}

/* A fact that nobody offers may be typed too: it is told as not known. */
static void take_typed(void *context, struct tui *tui, const char *typed)
{
  struct choice *choice = context;
  struct str text = {0};
  str_addf(&text, "{%s", typed);
  choice->done(choice->context, tui, str_text(&text));
  str_clear(&text);
}

void placeholders_pick(struct tui *tui, placeholders_done *done, void *context)
{
  size_t count;
  const struct placeholder *all = placeholder_all(&count);
  struct picker_row *rows = mem_new(count, sizeof *rows);
  for (size_t i = 0; i < count; i++)
    rows[i] = (struct picker_row){.label = all[i].name, .detail = i18n_text(all[i].meaning)};
  struct choice *choice = mem_new(1, sizeof *choice);
  *choice = (struct choice){done, context};
  picker_open(tui, _("Which fact shall stand here?"), rows, count, 0, take, choice, free);
  picker_let_type(tui, '}', take_typed);
  free(rows);
}
