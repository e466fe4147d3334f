/* The Audit view: what rules find. */
#include "base/i18n.h"
#include "base/mem.h"
#include "tui/findings.h"
#include "tui/tui.h"

#include <stdlib.h>
#include <string.h>

struct audit_view {
  struct view view;
  size_t current;
};

static enum status reload(struct view *view, struct error *err)
{
  (void)view;
  (void)err;
  return STATUS_OK;
}

static struct view *audit_open(struct tui *tui)
{
  struct audit_view *audit = mem_new(1, sizeof *audit);
  audit->view = (struct view){&audit_view_ops, tui};
  return &audit->view;
}

static void audit_close(struct view *view)
{
  free(view);
}

static void audit_paint(struct view *view, struct rect area)
{
  struct audit_view *audit = (struct audit_view *)view;
  const struct audit *result = auditor_result(&view->tui->auditor);
  paint_cursor(area.row, area.column + 1);
  for (size_t i = audit->current; result != NULL && i < result->finding_count && area.rows > 0;
       i++) {
    const struct finding *finding = &result->findings[i];
    struct str line = {0};
    finding_add_line(&line, view->tui->session, finding);
    int used = paint_wrapped((struct rect){area.row, 1, area.rows, area.columns - 2},
                             finding_style(finding->rule->severity), str_text(&line));
    area.row += used;
    area.rows -= used;
    str_clear(&line);
  }
}

static bool audit_command(struct view *view, const struct command *command)
{
  struct audit_view *audit = (struct audit_view *)view;
  if (strcmp(command->name, "down") == 0)
    audit->current++;
  else if (strcmp(command->name, "up") == 0)
    audit->current -= audit->current > 0;
  else
    return false;
  return true;
}

const struct view_ops audit_view_ops = {
    .scope = SCOPE_AUDIT,
    .digit = "4",
    .title = N_("Audit"),
    .open = audit_open,
    .close = audit_close,
    .reload = reload,
    .paint = audit_paint,
    .command = audit_command,
};
