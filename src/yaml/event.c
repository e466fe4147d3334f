#include "yaml/event.h"

#include "base/i18n.h"
#include "base/text.h"

#include <string.h>
#include <unistr.h>

/* Bytes without an event that can still be one value: every character of the
 * longest one written as \U0001F600, and some comment.  It keeps a value
 * without end from filling the memory before its length can be looked at. */
#define SILENCE_MOST ((size_t)1024 * 1024)

/* The same before the first event, where only comments and directives can
 * stand; libyaml takes time in the square of the number of directives. */
#define PROLOGUE_MOST ((size_t)64 * 1024)

static void note(struct event_reader *reader, long line, long column, const char *remedy,
                 const char *format, va_list arguments)
{
  char text[sizeof((struct error *)0)->text];
  vsnprintf(text, sizeof text, format, arguments);
  struct error fault = {0};
  error_set(&fault, STATUS_INPUT, "%s", text);
  if (remedy[0] != '\0')
    error_remedy(&fault, "%s", remedy);
  error_place(&fault, reader->name, line, column);
  problems_add(reader->problems, &fault);
}

bool event_is_full(const struct event_reader *reader)
{
  return reader->problems->count >= PROBLEMS_MOST;
}

void event_note(struct event_reader *reader, long line, long column, const char *remedy,
                const char *format, ...)
{
  if (event_is_full(reader)) {
    reader->problems->dropped++;
    return;
  }
  va_list arguments;
  va_start(arguments, format);
  note(reader, line, column, remedy, format, arguments);
  va_end(arguments);
}

/* Ends the input where the reader's line and column stand. */
static void cut(struct event_reader *reader, const char *remedy, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
static void cut(struct event_reader *reader, const char *remedy, const char *format, ...)
{
  struct event_cut *place = &reader->cut;
  char text[sizeof place->fault.text];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  place->made = true;
  place->line = reader->line;
  place->column = reader->column;
  error_set(&place->fault, STATUS_INPUT, "%s", text);
  error_remedy(&place->fault, "%s", remedy);
  error_place(&place->fault, reader->name, reader->line + 1, reader->column + 1);
}

/* Whether a character may stand in a YAML file of ours, in comments too: no
 * control characters (YAML 1.2, 5.1), nor the line ends that editors do not
 * count as such. */
static bool is_allowed(ucs4_t uc)
{
  if (uc < 0x20)
    return uc == '\t' || uc == '\n' || uc == '\r';
  if (uc < 0x7f)
    return true;
  return uc >= 0xa0 && uc != 0x2028 && uc != 0x2029 && uc != 0xfeff && uc != 0xfffe && uc != 0xffff;
}

/* Moves the place past one character. */
static void pass(struct event_reader *reader, ucs4_t uc)
{
  if (uc == '\n' && reader->after_return) {
    reader->after_return = false;
    return;
  }
  reader->after_return = uc == '\r';
  if (uc == '\n' || uc == '\r') {
    reader->line++;
    reader->column = 0;
  } else {
    reader->column++;
  }
}

/* Looks through @length bytes and returns how many of them are good; the
 * start of a character at their end is kept for the next block. */
static size_t look_through(struct event_reader *reader, unsigned char *bytes, size_t length,
                           bool last)
{
  size_t at = 0;
  while (at < length) {
    if (bytes[at] >= 0x20 && bytes[at] < 0x7f) {
      size_t start = at;
      while (at < length && bytes[at] >= 0x20 && bytes[at] < 0x7f)
        at++;
      reader->column += (long)(at - start);
      reader->after_return = false;
      continue;
    }
    if (bytes[at] >= 0xc3 && bytes[at] <= 0xdf && at + 1 < length &&
        (bytes[at + 1] & 0xc0) == 0x80) { /* U+00C0 to U+07FF: letters, all allowed */
      reader->column++;
      reader->after_return = false;
      at += 2;
      continue;
    }
    ucs4_t uc;
    int taken = u8_mbtoucr(&uc, bytes + at, length - at);
    if (taken == -2 && !last) {
      reader->carried = length - at;
      memcpy(reader->carry, bytes + at, reader->carried);
      return at;
    }
    if (taken <= 0) {
      cut(reader, _("Save the file as UTF-8."), _("Found the byte %02X, expected text in UTF-8."),
          bytes[at]);
      return at;
    }
    if (!is_allowed(uc)) {
      cut(reader, _("Delete that character."), _("Found the control character U+%04X."),
          (unsigned)uc);
      return at;
    }
    pass(reader, uc);
    at += (size_t)taken;
  }
  return at;
}

/* libyaml's way to get bytes.  Whatever is wrong with them ends the input at
 * that place, so that everything before it is still read and reported. */
static int read_bytes(void *data, unsigned char *buffer, size_t size, size_t *length)
{
  struct event_reader *reader = data;
  *length = 0;
  if (reader->cut.made)
    return 1;
  size_t carried = reader->carried;
  memcpy(buffer, reader->carry, carried);
  reader->carried = 0;
  size_t got = fread(buffer + carried, 1, size - carried, reader->in);
  if (ferror(reader->in)) {
    reader->status = error_set(reader->err, STATUS_SYSTEM, _("%s cannot be read."), reader->name);
    return 0;
  }
  size_t count = carried + got;
  size_t skipped = 0;
  if (reader->bytes == 0 && count >= 3 && memcmp(buffer, "\xef\xbb\xbf", 3) == 0)
    skipped = 3;
  memmove(buffer, buffer + skipped, count - skipped);
  reader->bytes += got;
  size_t silence = reader->bytes - reader->bytes_before;
  *length = look_through(reader, buffer, count - skipped, got == 0);
  if (reader->cut.made)
    return 1;
  if (reader->bytes > reader->limits.bytes)
    cut(reader, _("Split the file."), _("Found more than %zu MiB, expected a smaller file."),
        reader->limits.bytes / 1024 / 1024);
  else if (silence > (reader->bytes_before == 0 ? PROLOGUE_MOST : SILENCE_MOST)) {
    cut(reader, _("Is a closing quote missing?"),
        _("Found a text, a comment or a gap without end after this place."));
    error_place(&reader->cut.fault, NULL, reader->seen_line + 1, reader->seen_column + 1);
  }
  if (*length == 0 && got > 0 && !reader->cut.made)
    return read_bytes(data, buffer, size, length);
  return 1;
}

void event_start(struct event_reader *reader, FILE *in, const char *name,
                 struct event_limits limits, struct problems *problems, struct error *err)
{
  *reader = (struct event_reader){
      .in = in, .name = name, .limits = limits, .problems = problems, .err = err};
  reader->started = yaml_parser_initialize(&reader->parser) != 0;
  if (!reader->started) {
    reader->status = error_set(err, STATUS_SYSTEM, _("There is not enough memory."));
    reader->done = true;
    return;
  }
  yaml_parser_set_encoding(&reader->parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input(&reader->parser, read_bytes, reader);
}

void event_stop(struct event_reader *reader)
{
  reader->done = true;
  reader->now.kind = EVENT_STOP;
}

void event_finish(struct event_reader *reader)
{
  if (reader->held)
    yaml_event_delete(&reader->event);
  reader->held = false;
  if (reader->started)
    yaml_parser_delete(&reader->parser);
  reader->started = false;
}

/* What libyaml says and what a person needs to hear. */
static const struct {
  const char *problem;
  const char *text;
  const char *remedy;
} sayings[] = {
    {"did not find expected key", N_("Found a line that does not fit what stands above it."),
     N_("Indent it like the lines it belongs to, and write it as key: value.")},
    {"did not find expected '-' indicator",
     N_("Found a line that does not fit the list it stands in."),
     N_("Begin each entry of the list with '- ' in the same column.")},
    {"mapping values are not allowed in this context", N_("Found ': ' where no key can stand."),
     N_("Put quotes around a text that holds ': ', or mend the line's indentation.")},
    {"could not find expected ':'", N_("Found a line without ': ' after its key."),
     N_("Write it as key: value.")},
    {"found unexpected end of stream", N_("Found a text whose quotes are never closed."),
     N_("Add the closing quote.")},
    {"found unexpected document indicator",
     N_("Found a text whose quotes are not closed before --- or ...."),
     N_("Add the closing quote.")},
    {"found incompatible YAML document",
     N_("Found a %YAML line of another version than 1.1 or 1.2."), N_("Delete that line.")},
    {"found character that cannot start any token",
     N_("Found a character that no value can begin with."), N_("Put quotes around the text.")},
    {"found a tab character that violates indentation", N_("Found a tab in the indentation."),
     N_("Use spaces.")},
    {"found a tab character where an indentation space is expected",
     N_("Found a tab in the indentation."), N_("Use spaces.")},
    {"did not find expected ',' or ']'", N_("Found no ',' or ']' where the list needs one."),
     N_("Close the list that '[' opened.")},
    {"did not find expected ',' or '}'", N_("Found no ',' or '}' where the mapping needs one."),
     N_("Close the mapping that '{' opened.")},
    {"found unknown escape character", N_("Found a '\\' that begins no known escape."),
     N_("Write '\\\\' for the sign itself.")},
    {"block sequence entries are not allowed in this context",
     N_("Found '- ' where no list can stand."), N_("Begin the list on the line after its key.")},
    {"did not find expected <document start>",
     N_("Found something after the end of what was begun."),
     N_("Delete it, or mend its indentation.")},
};

/* Notes what libyaml stumbled over, unless it is only the cut that we made. */
static void note_scanner(struct event_reader *reader)
{
  const yaml_parser_t *parser = &reader->parser;
  if (reader->status != STATUS_OK)
    return;
  if (parser->error == YAML_MEMORY_ERROR) {
    reader->status = error_set(reader->err, STATUS_SYSTEM, _("There is not enough memory."));
    return;
  }
  long line = (long)parser->problem_mark.line;
  long column = (long)parser->problem_mark.column;
  const struct event_cut *place = &reader->cut;
  if (place->made && (line > place->line || (line == place->line && column >= place->column) ||
                      parser->error == YAML_READER_ERROR)) {
    problems_add(reader->problems, &place->fault);
    return;
  }
  const char *problem = parser->problem != NULL ? parser->problem : "";
  if (strcmp(problem, "found unexpected end of stream") == 0 ||
      strcmp(problem, "found unexpected document indicator") == 0) {
    line = (long)parser->context_mark.line;
    column = (long)parser->context_mark.column;
  }
  for (size_t i = 0; i < sizeof sayings / sizeof sayings[0]; i++)
    if (strcmp(problem, sayings[i].problem) == 0) {
      event_note(reader, line + 1, column + 1, _(sayings[i].remedy), "%s", _(sayings[i].text));
      return;
    }
  event_note(reader, line + 1, column + 1, "", _("This is not YAML: %s."), problem);
}

/* Whether the event ends where the input was cut, so that what it says is not
 * what the file says. */
static bool touches_cut(const struct event_reader *reader)
{
  const struct event_cut *place = &reader->cut;
  if (!place->made)
    return false;
  /* An empty value ends before the gap that the scanner crossed to see it. */
  bool empty = reader->event.type == YAML_SCALAR_EVENT && reader->event.data.scalar.length == 0;
  const yaml_mark_t *end = empty ? &reader->parser.mark : &reader->event.end_mark;
  return (long)end->line > place->line ||
         ((long)end->line == place->line && (long)end->column >= place->column);
}

static bool refuse_extras(struct event_reader *reader, const yaml_char_t *anchor,
                          const yaml_char_t *tag)
{
  if (anchor != NULL)
    event_note(reader, reader->now.line, reader->now.column,
               _("Write the value out wherever it is used."), _("Found the anchor '&%s'."),
               (const char *)anchor);
  if (tag != NULL)
    event_note(reader, reader->now.line, reader->now.column, _("Delete it."),
               _("Found the tag '%s'."), (const char *)tag);
  return anchor != NULL || tag != NULL;
}

static enum event_kind open_node(struct event_reader *reader, enum event_kind kind)
{
  if (++reader->depth <= reader->limits.depth)
    return kind;
  event_note(reader, reader->now.line, reader->now.column, "",
             _("Found lists or mappings more than %zu deep inside each other."),
             reader->limits.depth);
  event_stop(reader);
  return EVENT_STOP;
}

static enum event_kind take_scalar(struct event_reader *reader)
{
  struct event *now = &reader->now;
  now->text = (const char *)reader->event.data.scalar.value;
  now->length = reader->event.data.scalar.length;
  now->plain = reader->event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
  now->one_line = reader->event.start_mark.line == reader->event.end_mark.line;
  refuse_extras(reader, reader->event.data.scalar.anchor, reader->event.data.scalar.tag);
  if (now->length > reader->limits.scalar) {
    event_note(reader, now->line, now->column, _("Shorten it."),
               _("Found a text of %zu bytes, expected at most %zu."), now->length,
               reader->limits.scalar);
    return EVENT_BROKEN;
  }
  if (memchr(now->text, 0, now->length) != NULL) {
    event_note(reader, now->line, now->column, _("Delete that character."),
               _("Found the control character U+%04X."), 0U);
    return EVENT_BROKEN;
  }
  return EVENT_SCALAR;
}

/* Turns libyaml's event into ours; EVENT_STOP with `done` unset means that
 * there is nothing to see and the next one is wanted. */
static enum event_kind take(struct event_reader *reader)
{
  const yaml_event_t *event = &reader->event;
  struct event *now = &reader->now;
  now->line = (long)event->start_mark.line + 1;
  now->column = (long)event->start_mark.column + 1;
  switch (event->type) {
  case YAML_DOCUMENT_START_EVENT:
    if (reader->whole) {
      event_note(reader, now->line, now->column, _("Keep one document in a file."),
                 _("Found a second document."));
      reader->whole = false;
      event_stop(reader);
    } else if (event->data.document_start.tag_directives.start !=
               event->data.document_start.tag_directives.end) {
      event_note(reader, now->line, now->column, _("Delete it."), _("Found a %%TAG directive."));
    }
    return EVENT_STOP;
  case YAML_DOCUMENT_END_EVENT:
    reader->whole = true;
    return EVENT_STOP;
  case YAML_STREAM_END_EVENT:
    reader->whole = true;
    event_stop(reader);
    return EVENT_STOP;
  case YAML_ALIAS_EVENT:
    event_note(reader, now->line, now->column, _("Write the value out."),
               _("Found the alias '*%s'."), (const char *)event->data.alias.anchor);
    return EVENT_BROKEN;
  case YAML_SCALAR_EVENT:
    return take_scalar(reader);
  case YAML_SEQUENCE_START_EVENT:
    refuse_extras(reader, event->data.sequence_start.anchor, event->data.sequence_start.tag);
    return open_node(reader, EVENT_LIST);
  case YAML_MAPPING_START_EVENT:
    refuse_extras(reader, event->data.mapping_start.anchor, event->data.mapping_start.tag);
    return open_node(reader, EVENT_MAPPING);
  case YAML_SEQUENCE_END_EVENT:
  case YAML_MAPPING_END_EVENT:
    reader->depth--;
    return EVENT_CLOSE;
  default:
    return EVENT_STOP;
  }
}

enum event_kind event_next(struct event_reader *reader)
{
  while (!reader->done) {
    if (reader->held)
      yaml_event_delete(&reader->event);
    reader->held = false;
    reader->now = (struct event){.kind = EVENT_STOP};
    if (yaml_parser_parse(&reader->parser, &reader->event) == 0) {
      note_scanner(reader);
      reader->whole = false;
      event_stop(reader);
      break;
    }
    reader->held = true;
    if (reader->event.type != YAML_STREAM_START_EVENT)
      reader->bytes_before = reader->bytes;
    if (touches_cut(reader)) {
      problems_add(reader->problems, &reader->cut.fault);
      reader->whole = false;
      event_stop(reader);
      break;
    }
    reader->seen_line = (long)reader->event.end_mark.line;
    reader->seen_column = (long)reader->event.end_mark.column;
    reader->now.kind = take(reader);
    if (reader->now.kind != EVENT_STOP)
      return reader->now.kind;
  }
  reader->now.kind = EVENT_STOP;
  return EVENT_STOP;
}

void event_skip(struct event_reader *reader)
{
  if (reader->now.kind != EVENT_LIST && reader->now.kind != EVENT_MAPPING)
    return;
  size_t outside = reader->depth - 1;
  while (event_next(reader) != EVENT_STOP)
    if (reader->now.kind == EVENT_CLOSE && reader->depth == outside)
      return;
}

bool event_is_nothing(const struct event_reader *reader)
{
  const struct event *now = &reader->now;
  if (now->kind != EVENT_SCALAR)
    return false;
  if (now->length == 0)
    return true;
  return now->plain && (strcmp(now->text, "~") == 0 || strcmp(now->text, "null") == 0 ||
                        strcmp(now->text, "Null") == 0 || strcmp(now->text, "NULL") == 0);
}

const char *event_words(const struct event_reader *reader)
{
  switch (reader->now.kind) {
  case EVENT_LIST:
    return _("a list");
  case EVENT_MAPPING:
    return _("keys with values");
  case EVENT_SCALAR:
    return event_is_nothing(reader) ? _("nothing") : _("a single value");
  default:
    return _("something else");
  }
}
