#include "base/text.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <unigbrk.h>
#include <unilbrk.h>
#include <uninorm.h>
#include <unistr.h>
#include <uniwbrk.h>
#include <uniwidth.h>

/* libunistring wants an encoding for East Asian width; ours is always UTF-8. */
#define ENCODING "UTF-8"

static const uint8_t *bytes(const char *text)
{
  return (const uint8_t *)text;
}

bool text_is_utf8(const char *text, size_t length)
{
  return u8_check(bytes(text), length) == NULL;
}

bool text_is_safe_char(unsigned int character)
{
  ucs4_t uc = character;
  if (uc < 0x20 || (uc >= 0x7f && uc < 0xa0))
    return false;
  if (uc < 0x300)
    return uc != 0xad; /* soft hyphen: present, not seen */
  if (uc >= 0x200b && uc <= 0x200f)
    return uc == 0x200d; /* joiner of grapheme clusters */
  if ((uc >= 0x2028 && uc <= 0x202e) || (uc >= 0x2060 && uc <= 0x206f) || uc == 0xfeff ||
      uc == 0x061c || uc == 0x180e)
    return false;
  if ((uc >= 0xe0000 && uc <= 0xe0fff) || (uc >= 0xfff0 && uc <= 0xfffb))
    return false;
  return (uc & 0xfffe) != 0xfffe && uc <= 0x10ffff;
}

/* Reads one character; a broken one gives its length 1 and 0xfffe. */
static int read_char(ucs4_t *uc, const char *text, size_t length)
{
  int taken = u8_mbtoucr(uc, bytes(text), length);
  if (taken <= 0) {
    *uc = 0xfffe;
    return 1;
  }
  return taken;
}

const char *text_first_unsafe(const char *text, bool newlines)
{
  size_t left = strlen(text);
  while (left > 0) {
    if (*text >= 0x20 && *text < 0x7f) { /* nearly all of most texts */
      text++;
      left--;
      continue;
    }
    ucs4_t uc;
    int taken = read_char(&uc, text, left);
    if (!text_is_safe_char(uc) && !(newlines && uc == '\n'))
      return text;
    text += taken;
    left -= (size_t)taken;
  }
  return NULL;
}

void text_sanitize(char *text)
{
  size_t left = strlen(text);
  char *to = text;
  while (left > 0) {
    ucs4_t uc;
    int taken = read_char(&uc, text, left);
    if (uc == '\n' || uc == '\t') {
      *to++ = ' ';
    } else if (uc == 0xfffe) {
      if (left > 4) /* a cut character at the end just goes */
        *to++ = '?';
    } else if (!text_is_safe_char(uc)) {
      *to++ = '?';
    } else {
      memmove(to, text, (size_t)taken);
      to += taken;
    }
    text += taken;
    left -= (size_t)taken;
  }
  *to = '\0';
}

static int char_width(ucs4_t uc)
{
  if (!text_is_safe_char(uc))
    return 0;
  int width = uc_width(uc, ENCODING);
  return width < 0 ? 0 : width;
}

int text_width_span(const char *text, size_t length)
{
  int width = 0;
  while (length > 0) {
    if ((unsigned char)*text < 0x80) {
      width += *text >= 0x20 && *text != 0x7f ? 1 : 0;
      text++;
      length--;
      continue;
    }
    ucs4_t uc;
    int taken = read_char(&uc, text, length);
    width += char_width(uc);
    text += taken;
    length -= (size_t)taken;
  }
  return width;
}

int text_width(const char *text)
{
  return text_width_span(text, strlen(text));
}

/* The grapheme boundary after @offset in a text of @length bytes. */
static size_t next_boundary(const char *text, size_t length, size_t offset)
{
  if (offset >= length)
    return length;
  if ((unsigned char)text[offset] < 0x80 && (unsigned char)text[offset + 1] < 0x80)
    return offset + 1;
  const uint8_t *next = u8_grapheme_next(bytes(text) + offset, bytes(text) + length);
  return next == NULL ? length : (size_t)(next - bytes(text));
}

size_t text_next(const char *text, size_t offset)
{
  return next_boundary(text, strlen(text), offset);
}

size_t text_previous(const char *text, size_t offset)
{
  if (offset == 0)
    return 0;
  const uint8_t *previous = u8_grapheme_prev(bytes(text) + offset, bytes(text));
  return previous == NULL ? 0 : (size_t)(previous - bytes(text));
}

/* The word-break marks of @text, one byte each; the caller frees them. */
static char *word_breaks(const char *text, size_t length)
{
  char *marks = mem_new(length + 1, 1);
  u8_wordbreaks(bytes(text), length, marks);
  return marks;
}

static bool is_space(char byte)
{
  return byte == ' ' || byte == '\n';
}

size_t text_next_word(const char *text, size_t offset)
{
  size_t length = strlen(text);
  char *marks = word_breaks(text, length);
  size_t at = offset < length ? offset + 1 : length;
  while (at < length && (marks[at] == 0 || is_space(text[at])))
    at++;
  free(marks);
  return at;
}

size_t text_previous_word(const char *text, size_t offset)
{
  size_t length = strlen(text);
  char *marks = word_breaks(text, length);
  size_t at = offset > length ? length : offset;
  if (at > 0)
    at--;
  while (at > 0 && (marks[at] == 0 || is_space(text[at])))
    at--;
  free(marks);
  return at;
}

size_t text_fit(const char *text, int columns, int *used)
{
  size_t length = strlen(text);
  size_t offset = 0;
  int width = 0;
  while (offset < length) {
    size_t next = next_boundary(text, length, offset);
    int more = text_width_span(text + offset, next - offset);
    if (width + more > columns)
      break;
    width += more;
    offset = next;
  }
  if (used != NULL)
    *used = width;
  return offset;
}

/* Adds @length bytes of @text with what is unsafe made harmless. */
static void add_safe(struct str *out, const char *text, size_t length)
{
  while (length > 0) {
    ucs4_t uc;
    int taken = read_char(&uc, text, length);
    if (uc == '\n' || uc == '\t')
      str_add_char(out, ' ');
    else if (text_is_safe_char(uc))
      str_add_span(out, text, (size_t)taken);
    text += taken;
    length -= (size_t)taken;
  }
}

/* A newline has no width of its own, but is drawn as a space. */
static size_t fit_line(const char *text, int columns, int *used)
{
  size_t length = strlen(text);
  size_t offset = 0;
  int width = 0;
  while (offset < length) {
    size_t next = next_boundary(text, length, offset);
    int more = is_space(text[offset]) ? 1 : text_width_span(text + offset, next - offset);
    if (width + more > columns)
      break;
    width += more;
    offset = next;
  }
  *used = width;
  return offset;
}

void text_add_cut(struct str *out, const char *text, int columns, const char *mark)
{
  if (columns <= 0)
    return;
  int used;
  size_t fits = fit_line(text, columns, &used);
  if (text[fits] != '\0') {
    fits = fit_line(text, columns - text_width(mark), &used);
    add_safe(out, text, fits);
    str_add(out, mark);
    return;
  }
  add_safe(out, text, fits);
}

void text_add_padded(struct str *out, const char *text, int columns, const char *mark)
{
  size_t before = out->length;
  text_add_cut(out, text, columns, mark);
  int width = text_width(str_text(out) + before);
  for (; width < columns; width++)
    str_add_char(out, ' ');
}

size_t text_wrap(const char *text, int columns, struct text_line **lines)
{
  size_t length = strlen(text);
  char *breaks = mem_new(length + 1, 1);
  u8_possible_linebreaks(bytes(text), length, ENCODING, breaks);
  struct text_line *found = NULL;
  size_t count = 0;
  size_t capacity = 0;
  size_t start = 0;
  if (columns < 1)
    columns = 1;
  for (;;) {
    /* The longest piece from start that fits, and the last place to break. */
    size_t at = start;
    size_t last_break = start;
    int width = 0;
    while (at < length && text[at] != '\n') {
      size_t next = next_boundary(text, length, at);
      int more = text_width_span(text + at, next - at);
      if (at > start && breaks[at] == UC_BREAK_POSSIBLE)
        last_break = at;
      if (width + more > columns && !(text[at] == ' '))
        break;
      width += more;
      at = next;
    }
    size_t end = at;
    size_t next_start;
    if (at >= length || text[at] == '\n') {
      next_start = at + 1;
    } else {
      end = last_break > start ? last_break : at > start ? at : next_boundary(text, length, at);
      next_start = end;
    }
    bool more_text = next_start <= length && at < length;
    if (next_start == end) /* soft break: trailing spaces hang */
      while (end > start && text[end - 1] == ' ')
        end--;
    if (count == capacity) {
      capacity = capacity == 0 ? 8 : capacity * 2;
      found = mem_resize(found, capacity, sizeof *found);
    }
    found[count++] = (struct text_line){start, end - start};
    if (!more_text)
      break;
    start = next_start;
  }
  free(breaks);
  *lines = found;
  return count;
}

bool text_contains(const char *text, const char *needle)
{
  if (needle[0] == '\0')
    return true;
  uint8_t text_buffer[512];
  uint8_t needle_buffer[256];
  size_t text_length = sizeof text_buffer;
  size_t needle_length = sizeof needle_buffer;
  uint8_t *folded =
      u8_casefold(bytes(text), strlen(text), NULL, UNINORM_NFC, text_buffer, &text_length);
  uint8_t *wanted =
      u8_casefold(bytes(needle), strlen(needle), NULL, UNINORM_NFC, needle_buffer, &needle_length);
  bool found = folded != NULL && wanted != NULL &&
               memmem(folded, text_length, wanted, needle_length) != NULL;
  if (folded != text_buffer)
    free(folded);
  if (wanted != needle_buffer)
    free(wanted);
  return found;
}

size_t text_count(const char *text, size_t length)
{
  size_t count = 0;
  for (size_t i = 0; i < length; i++) /* every byte that begins a character */
    count += ((unsigned char)text[i] & 0xc0) != 0x80;
  return count;
}

void text_add_slug(struct str *out, const char *text, const char *fallback)
{
  size_t first = out->length;
  size_t length = strlen(text);
  while (length > 0 && out->length - first < 50) {
    ucs4_t uc;
    int taken = read_char(&uc, text, length);
    text += taken;
    length -= (size_t)taken;
    uc = uc_tolower(uc);
    if (uc == 0xe6 || uc == 0xdf) {
      str_add(out, uc == 0xe6 ? "ae" : "ss");
      continue;
    }
    if (uc == 0xf8)
      uc = 'o';
    ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
    if (uc_canonical_decomposition(uc, parts) > 0)
      uc = parts[0];
    bool letter = uc >= 'a' && uc <= 'z';
    bool digit = uc >= '0' && uc <= '9';
    if (letter || (digit && out->length > first))
      str_add_char(out, (char)uc);
    else if (out->length > first && out->text[out->length - 1] != '-')
      str_add_char(out, '-');
  }
  if (out->length - first > 50)
    str_cut(out, first + 50);
  while (out->length > first && out->text[out->length - 1] == '-')
    str_cut(out, out->length - 1);
  if (out->length == first)
    str_add(out, fallback);
}
