/* Text for people and screen readers: headings, "Label: value" lines, and
 * columns where the records of a list are flat and the lines fit. */
#include "cli/writer.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum node_kind { NODE_RECORD, NODE_LIST, NODE_VALUE };

struct node {
  enum node_kind kind;
  char *label; /* of a value, or the title of a record or a list; or NULL */
  char *text;  /* of a value */
  struct node *parent;
  struct node **children;
  size_t count;
};

struct text_writer {
  struct output output;
  FILE *out;
  FILE *words;
  int columns;
  struct node *top;
  struct node *open; /* where the next value goes */
};

static struct text_writer *writer_of(struct output *output)
{
  return (struct text_writer *)output;
}

static struct node *add_node(struct text_writer *writer, enum node_kind kind, const char *label)
{
  struct node *node = mem_new(1, sizeof *node);
  struct node *parent = writer->open;
  node->kind = kind;
  node->label = mem_copy_text(label);
  node->parent = parent;
  if ((parent->count & (parent->count - 1)) == 0)
    parent->children = mem_resize(parent->children, parent->count == 0 ? 1 : parent->count * 2,
                                  sizeof(struct node *));
  parent->children[parent->count++] = node;
  return node;
}

static void free_node(struct node *node)
{
  for (size_t i = 0; i < node->count; i++)
    free_node(node->children[i]);
  free(node->children);
  free(node->label);
  free(node->text);
  free(node);
}

/* ---- Gathering ---- */

static void open_record(struct output *output, const char *key, const char *title)
{
  (void)key;
  struct text_writer *writer = writer_of(output);
  writer->open = add_node(writer, NODE_RECORD, title);
}

static void open_list(struct output *output, const char *key, const char *title)
{
  (void)key;
  struct text_writer *writer = writer_of(output);
  writer->open = add_node(writer, NODE_LIST, title);
}

static void close_node(struct output *output)
{
  struct text_writer *writer = writer_of(output);
  writer->open = writer->open->parent;
}

/* Empty values keep their place, so that the columns of a table agree. */
static void add_value(struct output *output, const char *label, const char *text)
{
  struct text_writer *writer = writer_of(output);
  if (label == NULL && writer->open->kind != NODE_LIST)
    return;
  struct node *node =
      add_node(writer, NODE_VALUE, label != NULL && label[0] != '\0' ? label : NULL);
  node->text = mem_copy_text(text != NULL ? text : "");
}

static void put_text(struct output *output, const char *key, const char *label, const char *text,
                     const char *spoken)
{
  (void)key;
  add_value(output, label, text != NULL && spoken != NULL ? spoken : text);
}

static void put_number(struct output *output, const char *key, const char *label, int64_t number,
                       const char *spoken)
{
  (void)key;
  char digits[32];
  snprintf(digits, sizeof digits, "%" PRId64, number);
  add_value(output, label, number == UNSET ? NULL : spoken != NULL ? spoken : digits);
}

static void put_decimal(struct output *output, const char *key, const char *label,
                        int64_t hundredths, const char *spoken)
{
  (void)key;
  struct str text = {0};
  if (hundredths != UNSET)
    output_add_decimal(&text, hundredths, false);
  add_value(output, label, hundredths == UNSET || spoken == NULL ? text.text : spoken);
  str_clear(&text);
}

static void put_truth(struct output *output, const char *key, const char *label, bool truth,
                      const char *spoken)
{
  (void)key;
  add_value(output, label, spoken != NULL ? spoken : truth ? _("Yes") : _("No"));
}

static enum status put_bytes(struct output *output, const char *bytes, size_t length,
                             struct error *err)
{
  return writer_bytes(writer_of(output)->out, bytes, length, err);
}

/* Words and data may share a terminal: what was gathered waits, and the words
 * come first. */
static void say(struct output *output, const char *sentence)
{
  writer_say(writer_of(output)->words, sentence);
}

static void fault(struct output *output, const struct error *err)
{
  writer_fault(writer_of(output)->words, err);
}

/* ---- Writing ---- */

static void put_spaces(FILE *out, int count)
{
  fprintf(out, "%*s", count, "");
}

/* Writes @length bytes of stored text; what could move the cursor becomes a
 * question mark. */
static void put_span(FILE *out, const char *text, size_t length)
{
  char *copy = mem_copy_span(text, length);
  text_sanitize(copy);
  fputs(copy, out);
  free(copy);
}

/* Writes a value that starts at column @indent; its further lines are
 * indented as much. */
static void put_value(const struct text_writer *writer, const char *text, int indent)
{
  int columns = writer->columns > 0 ? writer->columns - indent : 0;
  if (columns < 20)
    columns = 1 << 20;
  struct text_line *lines;
  size_t count = text_wrap(text, columns, &lines);
  for (size_t i = 0; i < count; i++) {
    if (i > 0 && lines[i].length > 0)
      put_spaces(writer->out, indent);
    put_span(writer->out, text + lines[i].start, lines[i].length);
    fputc('\n', writer->out);
  }
  free(lines);
}

/* Whether there is anything in it for people. */
static bool is_shown(const struct node *node)
{
  if (node->kind == NODE_VALUE)
    return node->text[0] != '\0';
  bool shown = node->label != NULL;
  for (size_t i = 0; i < node->count && !shown; i++)
    shown = is_shown(node->children[i]);
  return shown;
}

/* "Label: value", values of one record under one another. */
static void put_labelled(const struct text_writer *writer, const struct node *node, int indent,
                         int width)
{
  put_spaces(writer->out, indent);
  put_span(writer->out, node->label, strlen(node->label));
  fputc(':', writer->out);
  put_spaces(writer->out, width - text_width(node->label) + 1);
  put_value(writer, node->text, indent + width + 2);
}

static void put_node(const struct text_writer *writer, const struct node *node, int indent);

static void put_children(const struct text_writer *writer, const struct node *node, int indent)
{
  int width = 0;
  for (size_t i = 0; i < node->count; i++) {
    const struct node *child = node->children[i];
    if (child->kind == NODE_VALUE && is_shown(child) && child->label != NULL &&
        text_width(child->label) > width)
      width = text_width(child->label);
  }
  bool before = false;
  for (size_t i = 0; i < node->count; i++) {
    const struct node *child = node->children[i];
    if (!is_shown(child))
      continue;
    if (child->kind == NODE_VALUE && child->label != NULL) {
      put_labelled(writer, child, indent, width);
    } else {
      if (child->kind != NODE_VALUE && before && indent == 0)
        fputc('\n', writer->out);
      put_node(writer, child, indent);
    }
    before = true;
  }
}

/* ---- Lists as columns ---- */

static bool is_flat(const struct node *list)
{
  for (size_t i = 0; i < list->count; i++) {
    const struct node *row = list->children[i];
    if (row->kind != NODE_RECORD || row->count != list->children[0]->count)
      return false;
    for (size_t j = 0; j < row->count; j++)
      if (row->children[j]->kind != NODE_VALUE || strchr(row->children[j]->text, '\n') != NULL)
        return false;
  }
  return list->count > 0;
}

/* What stands over a column: values that stand for themselves have nothing. */
static const char *heading_of(const struct node *cell)
{
  return cell->label != NULL ? cell->label : "";
}

static bool has_headings(const struct node *list)
{
  for (size_t j = 0; j < list->children[0]->count; j++)
    if (list->children[0]->children[j]->label != NULL)
      return true;
  return false;
}

/* The widths of the columns, 0 for one that is empty throughout; false where
 * the lines are too long for the screen. */
static bool measure(const struct text_writer *writer, const struct node *list, int indent,
                    int *widths)
{
  size_t columns = list->children[0]->count;
  int total = indent;
  for (size_t j = 0; j < columns; j++) {
    widths[j] = 0;
    for (size_t i = 0; i < list->count; i++) {
      int width = text_width(list->children[i]->children[j]->text);
      if (width > widths[j])
        widths[j] = width;
    }
    int heading = text_width(heading_of(list->children[0]->children[j]));
    if (widths[j] > 0 && widths[j] < heading)
      widths[j] = heading;
    total += widths[j] > 0 ? widths[j] + 2 : 0;
  }
  return writer->columns == 0 || total - 2 <= writer->columns;
}

static void put_row(const struct text_writer *writer, const struct node *row, const int *widths,
                    int indent, bool heading)
{
  struct str line = {0};
  for (size_t j = 0; j < row->count; j++) {
    if (widths[j] == 0)
      continue;
    const char *cell = heading ? heading_of(row->children[j]) : row->children[j]->text;
    text_add_padded(&line, cell, widths[j], "");
    str_add(&line, "  ");
  }
  while (line.length > 0 && line.text[line.length - 1] == ' ')
    str_cut(&line, line.length - 1);
  put_spaces(writer->out, indent);
  put_span(writer->out, str_text(&line), line.length);
  fputc('\n', writer->out);
  str_clear(&line);
}

/* A record of a list whose lines would be too long: its first values on one
 * line, the rest below, each with its label. */
static void put_stacked(const struct text_writer *writer, const struct node *row, int indent)
{
  bool first = true;
  for (size_t j = 0; j < row->count; j++) {
    const struct node *child = row->children[j];
    if (!is_shown(child))
      continue;
    if (first) {
      put_spaces(writer->out, indent);
      put_value(writer, child->text, indent + 2);
    } else if (child->label == NULL) {
      put_spaces(writer->out, indent + 2);
      put_value(writer, child->text, indent + 2);
    } else {
      put_labelled(writer, child, indent + 2, text_width(child->label));
    }
    first = false;
  }
}

static void put_list(const struct text_writer *writer, const struct node *list, int indent)
{
  if (!is_flat(list)) {
    for (size_t i = 0; i < list->count; i++) {
      if (i > 0 && list->children[i]->kind == NODE_RECORD)
        fputc('\n', writer->out);
      put_node(writer, list->children[i], indent);
    }
    return;
  }
  int *widths = mem_new(list->children[0]->count + 1, sizeof *widths);
  if (measure(writer, list, indent, widths)) {
    if (has_headings(list))
      put_row(writer, list->children[0], widths, indent, true);
    for (size_t i = 0; i < list->count; i++)
      put_row(writer, list->children[i], widths, indent, false);
  } else {
    for (size_t i = 0; i < list->count; i++)
      put_stacked(writer, list->children[i], indent);
  }
  free(widths);
}

static void put_node(const struct text_writer *writer, const struct node *node, int indent)
{
  if (node->kind == NODE_VALUE) {
    put_spaces(writer->out, indent);
    put_value(writer, node->text, indent);
    return;
  }
  if (node->label != NULL) {
    put_spaces(writer->out, indent);
    put_span(writer->out, node->label, strlen(node->label));
    if (node->kind == NODE_LIST && node->count == 0) {
      fputs(": ", writer->out);
      fputs(_("none"), writer->out);
    }
    fputc('\n', writer->out);
    indent += node->parent->parent != NULL ? 2 : 0;
  }
  if (node->kind == NODE_LIST)
    put_list(writer, node, indent);
  else
    put_children(writer, node, indent);
}

static const struct output_ops text_ops = {
    .open_record = open_record,
    .open_list = open_list,
    .close = close_node,
    .text = put_text,
    .words = put_text,
    .number = put_number,
    .decimal = put_decimal,
    .truth = put_truth,
    .bytes = put_bytes,
    .say = say,
    .fault = fault,
};

struct output *text_writer_new(FILE *out, FILE *words, int columns)
{
  struct text_writer *writer = mem_new(1, sizeof *writer);
  writer->output.ops = &text_ops;
  writer->out = out;
  writer->words = words;
  writer->columns = columns;
  writer->top = mem_new(1, sizeof *writer->top);
  writer->open = writer->top;
  return &writer->output;
}

enum status text_writer_finish(struct output **output, bool write, struct error *err)
{
  struct text_writer *writer = writer_of(*output);
  for (size_t i = 0; write && i < writer->top->count; i++)
    put_node(writer, writer->top->children[i], 0);
  enum status status = writer_flush(writer->out, err);
  free_node(writer->top);
  free(writer);
  *output = NULL;
  return status;
}
