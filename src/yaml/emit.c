#include "yaml/emit.h"

#include <string.h>
#include <strings.h>

/* Bytes that are gathered before the sink gets them. */
#define BLOCK ((size_t)32 * 1024)

static void flush(struct emitter *emitter, size_t least)
{
  if (emitter->buffer.length < least)
    return;
  if (emitter->status == STATUS_OK && emitter->buffer.length > 0)
    emitter->status = emitter->out->write(emitter->out, str_text(&emitter->buffer),
                                          emitter->buffer.length, emitter->err);
  str_cut(&emitter->buffer, 0);
}

static void spaces(struct emitter *emitter, size_t count)
{
  static const char blank[] = "                                ";
  while (count > 0) {
    size_t part = count < sizeof blank - 1 ? count : sizeof blank - 1;
    str_add_span(&emitter->buffer, blank, part);
    count -= part;
  }
}

static void end_line(struct emitter *emitter)
{
  str_add_char(&emitter->buffer, '\n');
  flush(emitter, BLOCK);
}

void emit_key(struct emitter *emitter, size_t indent, const char *key)
{
  if (emitter->dash) {
    spaces(emitter, indent - 2);
    str_add_span(&emitter->buffer, "- ", 2);
    emitter->dash = false;
  } else {
    spaces(emitter, indent);
  }
  str_add(&emitter->buffer, key);
  str_add_char(&emitter->buffer, ':');
}

/* The words that YAML 1.1 (tag:yaml.org,2002:bool, null) or the core schema
 * of 1.2 take for true, false or nothing, in any case. */
static bool is_special_word(const char *text, size_t length)
{
  static const char *const words[] = {"y", "n", "yes", "no", "on", "off", "true", "false", "null"};
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
    if (strlen(words[i]) == length && strncasecmp(words[i], text, length) == 0)
      return true;
  return false;
}

static bool span_needs_quotes(const char *text, size_t length)
{
  /* Numbers, days, times, ~, =, <<, .inf and all of YAML's own signs begin
   * with something else than a letter. */
  unsigned char first = length > 0 ? (unsigned char)text[0] : 0;
  bool letter = (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') || first >= 0x80;
  if (!letter || text[length - 1] == ' ' || text[length - 1] == ':')
    return true;
  for (size_t i = 0; i < length; i++) {
    if ((unsigned char)text[i] < 0x20)
      return true;
    if ((text[i] == ':' && text[i + 1] == ' ') || (text[i] == ' ' && text[i + 1] == '#'))
      return true;
  }
  return length <= 5 && is_special_word(text, length);
}

bool emit_needs_quotes(const char *text)
{
  return span_needs_quotes(text, strlen(text));
}

static void add_quoted(struct str *out, const char *text, size_t length)
{
  str_add_char(out, '"');
  for (size_t i = 0; i < length; i++) {
    if (text[i] == '"' || text[i] == '\\')
      str_add_char(out, '\\');
    if (text[i] == '\n')
      str_add(out, "\\n");
    else if ((unsigned char)text[i] < 0x20)
      str_addf(out, "\\x%02X", (unsigned)text[i]);
    else
      str_add_char(out, text[i]);
  }
  str_add_char(out, '"');
}

static void add_text(struct str *out, const char *text, size_t length)
{
  if (span_needs_quotes(text, length))
    add_quoted(out, text, length);
  else
    str_add_span(out, text, length);
}

void emit_text(struct emitter *emitter, const char *text)
{
  str_add_char(&emitter->buffer, ' ');
  add_text(&emitter->buffer, text, strlen(text));
  end_line(emitter);
}

void emit_plain(struct emitter *emitter, const char *text)
{
  str_add_char(&emitter->buffer, ' ');
  str_add(&emitter->buffer, text);
  end_line(emitter);
}

void emit_quoted(struct emitter *emitter, const char *text)
{
  str_add_char(&emitter->buffer, ' ');
  add_quoted(&emitter->buffer, text, strlen(text));
  end_line(emitter);
}

/* Whether a literal block gives the text back.  A block can keep several line
 * ends at its end, but what follows it, and editors, then change the text. */
static bool fits_block(const char *text, size_t length)
{
  bool ink = false;
  for (size_t i = 0; i < length; i++) {
    if ((unsigned char)text[i] < 0x20 && text[i] != '\n')
      return false;
    if (text[i] != ' ' && text[i] != '\n')
      ink = true;
  }
  return ink && !(length > 1 && text[length - 1] == '\n' && text[length - 2] == '\n');
}

void emit_prose(struct emitter *emitter, size_t indent, const char *text)
{
  size_t length = strlen(text);
  if (!fits_block(text, length)) {
    emit_quoted(emitter, text);
    return;
  }
  str_add_span(&emitter->buffer, " |", 2);
  if (text[0] == ' ' || text[0] == '\n')
    str_add_char(&emitter->buffer, '2');
  if (text[length - 1] != '\n')
    str_add_char(&emitter->buffer, '-');
  end_line(emitter);
  while (length > 0) {
    const char *end = memchr(text, '\n', length);
    size_t line = end != NULL ? (size_t)(end - text) : length;
    if (line > 0) {
      spaces(emitter, indent + 2);
      str_add_span(&emitter->buffer, text, line);
    }
    end_line(emitter);
    text += line;
    length -= line;
    if (length > 0) {
      text++;
      length--;
    }
  }
}

void emit_words(struct emitter *emitter, const char *words)
{
  str_add_span(&emitter->buffer, " [", 2);
  for (bool first = true; *words != '\0'; first = false) {
    size_t length = strcspn(words, " ");
    if (!first)
      str_add_span(&emitter->buffer, ", ", 2);
    add_text(&emitter->buffer, words, length);
    words += length;
    words += *words == ' ' ? 1 : 0;
  }
  str_add_char(&emitter->buffer, ']');
  end_line(emitter);
}

void emit_open(struct emitter *emitter)
{
  end_line(emitter);
}

void emit_entry(struct emitter *emitter)
{
  emitter->dash = true;
}

void emit_entry_end(struct emitter *emitter, size_t indent)
{
  if (!emitter->dash)
    return;
  emitter->dash = false;
  spaces(emitter, indent - 2);
  str_add(&emitter->buffer, "- {}");
  end_line(emitter);
}

void emit_item(struct emitter *emitter, size_t indent)
{
  spaces(emitter, indent);
  str_add_char(&emitter->buffer, '-');
}

void emit_gap(struct emitter *emitter)
{
  end_line(emitter);
}

enum status emit_finish(struct emitter *emitter)
{
  flush(emitter, 0);
  str_clear(&emitter->buffer);
  return emitter->status;
}
