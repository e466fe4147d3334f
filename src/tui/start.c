#include "tui/start.h"

#include "app/template.h"
#include "base/i18n.h"
#include "tui/key.h"
#include "tui/screen.h"

#include <libgen.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The rows are picked by digits: nine templates at most are offered. */
#define OFFERED 9

static void paint(const char *path, const struct template *list, size_t count, size_t selected)
{
  screen_clear();
  int columns = screen_columns();
  paint_padded(0, 0, columns, STYLE_BAR, " kundresa");
  paint_text(2, 2, columns - 4, STYLE_HEADING, _("What do you want to start from?"));
  for (size_t i = 0; i <= count; i++) {
    char digit[8];
    int row = 4 + (int)i;
    bool here = i == selected;
    const char *title = i < count ? list[i].title : _("An empty map with the seven stages");
    snprintf(digit, sizeof digit, "%zu", i < count ? i + 1 : (size_t)0);
    paint_text(row, 2, 2, STYLE_KEY, digit);
    paint_text(row, 4, columns - 6, here ? STYLE_SELECTED : STYLE_TEXT, title);
    if (here)
      paint_cursor(row, 4);
  }
  struct str words = {0};
  str_addf(&words,
           _("The map is kept in %s. Everything you do is saved at once and can be undone."), path);
  paint_wrapped((struct rect){6 + (int)count, 2, 3, columns - 4}, STYLE_DIM, str_text(&words));
  str_clear(&words);
  paint_text(screen_rows() - 1, 1, columns - 2, STYLE_HINT,
             _("Press the number, or Enter for the marked one   Esc leave without a file"));
  screen_send();
}

static enum status make(const char *path, const char *template, struct session **session,
                        struct error *err)
{
  if (template == NULL)
    return session_create(path, NULL, _("Our customer journey"), session, &(struct problems){0},
                          err);
  FILE *in = fopen(template, "r");
  if (in == NULL) {
    error_place(err, template, 0, 0);
    return error_set(err, STATUS_SYSTEM, _("cannot open the template."));
  }
  struct problems problems = {0};
  enum status status = session_create(path, in, template, session, &problems, err);
  fclose(in);
  if (problems.count > 0 && err->status == STATUS_OK)
    *err = problems.items[0];
  problems_clear(&problems);
  return status;
}

enum status start_file(const char *path, const sigset_t *outside, struct session **session,
                       struct error *err)
{
  struct template *list;
  size_t count = template_list(&list);
  size_t shown = count > OFFERED ? OFFERED : count;
  size_t selected = 0;
  enum status status = STATUS_OK;
  bool chosen = false;
  *session = NULL;
  while (!chosen) {
    paint(path, list, shown, selected);
    struct key key;
    if (!key_read(&key)) {
      struct pollfd waits = {.fd = STDIN_FILENO, .events = POLLIN};
      int got = ppoll(&waits, 1, NULL, outside);
      if (got < 0 || (waits.revents & (POLLHUP | POLLERR)) != 0)
        break;
      continue;
    }
    if (key_is(&key, "Esc") || key_is(&key, "q") || key_is(&key, "C-c"))
      break;
    if (key_is(&key, "Up") || key_is(&key, "k"))
      selected = selected == 0 ? shown : selected - 1;
    else if (key_is(&key, "Down") || key_is(&key, "j") || key_is(&key, "Tab"))
      selected = selected == shown ? 0 : selected + 1;
    else if (key_is(&key, "Enter"))
      chosen = true;
    else if (key.types && key.name[0] >= '0' && key.name[0] <= '9' && key.name[1] == '\0') {
      size_t digit = (size_t)(key.name[0] - '0');
      if (digit <= shown) {
        selected = digit == 0 ? shown : digit - 1;
        chosen = true;
      }
    }
  }
  if (chosen)
    status = make(path, selected < shown ? list[selected].path : NULL, session, err);
  template_list_free(list, count);
  return status;
}
