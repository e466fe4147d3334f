#include "page/markdown.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* Whether a byte means something to Markdown wherever it stands. */
static bool is_markup(char byte)
{
  return byte != '\0' && strchr("\\`*_[]~|^$#", byte) != NULL;
}

/* Whether a line that goes on with @text would begin a list, a heading, a rule or a
 * quotation: "-", "+", "=", "1." and "1)".  The other signs are markup everywhere. */
static size_t block_mark(const char *text)
{
  size_t digits = strspn(text, "0123456789");
  if (text[0] == '-' || text[0] == '+' || text[0] == '=')
    return 0;
  return digits > 0 && (text[digits] == '.' || text[digits] == ')') ? digits : SIZE_MAX;
}

void markdown_add_line(struct str *out, const char *line, size_t length)
{
  size_t first = 0;
  while (first < length && (line[first] == ' ' || line[first] == '\t'))
    first++; /* four spaces would make it code */
  size_t mark = block_mark(line + first);
  mark = mark == SIZE_MAX ? mark : mark + first;
  for (size_t i = first; i < length; i++) {
    if (line[i] == '<')
      str_add(out, "&lt;");
    else if (line[i] == '>')
      str_add(out, "&gt;");
    else if (line[i] == '&')
      str_add(out, "&amp;");
    else {
      if (is_markup(line[i]) || i == mark)
        str_add_char(out, '\\');
      str_add_char(out, line[i]);
    }
  }
}

void markdown_add_text(struct str *out, const char *text, const char *lead)
{
  while (*text != '\0') {
    size_t length = strcspn(text, "\n");
    markdown_add_line(out, text, length);
    text += length;
    if (*text != '\n')
      break;
    text++;
    size_t empty = strspn(text, "\n");
    text += empty;
    if (*text == '\0')
      break;
    if (empty > 0 || length == 0)
      str_addf(out, "\n%s", lead);
    str_addf(out, "%s\n%s", empty > 0 || length == 0 ? "" : "\\", lead);
  }
}

void markdown_add_cell(struct str *out, const char *text)
{
  while (*text != '\0') {
    size_t length = strcspn(text, "\n");
    markdown_add_line(out, text, length);
    text += length;
    text += strspn(text, "\n");
    if (*text != '\0')
      str_add(out, "<br>");
  }
}
