#include "store/pages.h"

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Kinds of pages of trees. */
#define TABLE_LEAF 0x0d
#define TABLE_INSIDE 0x05
#define INDEX_LEAF 0x0a
#define INDEX_INSIDE 0x02

/* What a file's pages are of unless somebody wished otherwise. */
#define USUAL_SIZE 4096

/* More than any honest file has, and few enough to be held. */
#define FILE_MOST ((size_t)2 << 30)

static uint32_t number2(const unsigned char *at)
{
  return (uint32_t)at[0] << 8 | at[1];
}

static uint32_t number4(const unsigned char *at)
{
  return number2(at) << 16 | number2(at + 2);
}

/* Reads a number of up to nine bytes; gives how many, 0 past @end. */
static size_t read_varint(const unsigned char *at, const unsigned char *end, uint64_t *number)
{
  *number = 0;
  for (size_t i = 0; i < 9 && at + i < end; i++) {
    if (i == 8) {
      *number = *number << 8 | at[i];
      return 9;
    }
    *number = *number << 7 | (at[i] & 0x7f);
    if ((at[i] & 0x80) == 0)
      return i + 1;
  }
  return 0;
}

static const unsigned char *page_at(const struct pages *pages, uint32_t page)
{
  return page >= 1 && page <= pages->count ? pages->bytes + (size_t)(page - 1) * pages->size : NULL;
}

/* The head of a page's tree part: behind the file's head on the first. */
static uint32_t head_of(uint32_t page)
{
  return page == 1 ? 100 : 0;
}

/* ---- Reading ---- */

static bool is_size(uint32_t size)
{
  return size >= 512 && size <= 65536 && (size & (size - 1)) == 0;
}

/* How much of the file looks like pages of that size. */
static size_t count_pages(const unsigned char *bytes, size_t length, uint32_t size)
{
  size_t count = 0;
  for (size_t at = size; at + size <= length; at += size) {
    const unsigned char *page = bytes + at;
    bool tree = page[0] == TABLE_LEAF || page[0] == TABLE_INSIDE || page[0] == INDEX_LEAF ||
                page[0] == INDEX_INSIDE;
    uint32_t content = number2(page + 5);
    count += tree && number2(page + 3) < size / 4 && content <= size && page[7] <= 60 ? size : 0;
  }
  return count;
}

static uint32_t find_size(const unsigned char *bytes, size_t length)
{
  uint32_t stated = length < 18 ? 0 : number2(bytes + 16);
  if (stated == 1)
    stated = 65536;
  if (!is_size(stated) || stated == USUAL_SIZE)
    return USUAL_SIZE;
  return count_pages(bytes, length, stated) > count_pages(bytes, length, USUAL_SIZE) ? stated
                                                                                     : USUAL_SIZE;
}

/* The sums of the log, over @length bytes, a multiple of eight. */
static void add_sums(const unsigned char *bytes, size_t length, bool big, uint32_t sums[2])
{
  for (size_t i = 0; i + 8 <= length; i += 8) {
    uint32_t words[2];
    for (int w = 0; w < 2; w++) {
      const unsigned char *at = bytes + i + 4 * (size_t)w;
      words[w] = big ? number4(at)
                     : (uint32_t)at[3] << 24 | (uint32_t)at[2] << 16 | (uint32_t)at[1] << 8 | at[0];
    }
    sums[0] += words[0] + sums[1];
    sums[1] += words[1] + sums[0];
  }
}

enum { LOG_HEAD = 32, FRAME_HEAD = 24 };

/* Calls for each frame of the log that counts; @last is the last of a commit. */
static size_t count_frames(const unsigned char *log, size_t length, uint32_t size, uint32_t *pages)
{
  size_t last = 0;
  size_t frame = FRAME_HEAD + (size_t)size;
  uint32_t sums[2] = {0, 0};
  if (length < LOG_HEAD || (number4(log) & ~1u) != 0x377f0682 || number4(log + 8) != size)
    return 0;
  bool big = (log[3] & 1) != 0;
  add_sums(log, 24, big, sums);
  if (sums[0] != number4(log + 24) || sums[1] != number4(log + 28))
    return 0;
  for (size_t i = 0; LOG_HEAD + (i + 1) * frame <= length; i++) {
    const unsigned char *at = log + LOG_HEAD + i * frame;
    if (memcmp(at + 8, log + 16, 8) != 0 || number4(at) == 0)
      break;
    add_sums(at, 8, big, sums);
    add_sums(at + FRAME_HEAD, size, big, sums);
    if (sums[0] != number4(at + 16) || sums[1] != number4(at + 20))
      break;
    if (number4(at + 4) != 0) {
      last = i + 1;
      *pages = number4(at + 4);
    }
  }
  return last;
}

static void lay_over(struct pages *pages, const unsigned char *log, size_t length)
{
  uint32_t count = 0;
  size_t frames = count_frames(log, length, pages->size, &count);
  /* A page that is in neither of both is of no file. */
  if (frames == 0 || count > pages->count + frames)
    return;
  if (count > pages->count) {
    pages->bytes = mem_resize(pages->bytes, count, pages->size);
    memset(pages->bytes + (size_t)pages->count * pages->size, 0,
           (size_t)(count - pages->count) * pages->size);
    pages->count = count;
  }
  for (size_t i = 0; i < frames; i++) {
    const unsigned char *at = log + LOG_HEAD + i * (FRAME_HEAD + (size_t)pages->size);
    uint32_t page = number4(at);
    if (page <= pages->count)
      memcpy(pages->bytes + (size_t)(page - 1) * pages->size, at + FRAME_HEAD, pages->size);
  }
}

enum status pages_read(const char *path, struct pages *pages, struct error *err)
{
  struct str file = {0};
  struct str log = {0};
  struct str name = {0};
  *pages = (struct pages){0};
  enum status status = file_read(path, FILE_MOST, &file, err);
  if (status == STATUS_OK && file.length == 0) {
    error_place(err, path, 0, 0);
    status = error_set(err, STATUS_INPUT, _("the file is empty and is no kundresa file."));
  }
  if (status == STATUS_OK) {
    pages->size = find_size((const unsigned char *)str_text(&file), file.length);
    /* What is missing at the end of the last page is zeroes. */
    pages->count = (uint32_t)((file.length + pages->size - 1) / pages->size);
    pages->bytes = mem_new((size_t)pages->count + 1, pages->size);
    memcpy(pages->bytes, str_text(&file), file.length);
    str_addf(&name, "%s-wal", path);
    if (file_read(str_text(&name), FILE_MOST, &log, NULL) == STATUS_OK)
      lay_over(pages, (const unsigned char *)str_text(&log), log.length);
  }
  str_clear(&file);
  str_clear(&log);
  str_clear(&name);
  return status;
}

void pages_clear(struct pages *pages)
{
  free(pages->bytes);
  *pages = (struct pages){0};
}

/* ---- Rows ---- */

/* The bytes of a cell's row, gathered from where it goes on; NULL when they
 * cannot be.  To be freed when @gathered. */
static const unsigned char *gather(const struct pages *pages, const unsigned char *page,
                                   const unsigned char *at, uint64_t length, bool *gathered)
{
  const unsigned char *end = page + pages->size;
  uint32_t usable = pages->size;
  uint64_t local = length;
  *gathered = false;
  if (length > usable - 35) {
    uint32_t least = (usable - 12) * 32 / 255 - 23;
    local = least + (length - least) % (usable - 4);
    if (local > usable - 35)
      local = least;
  }
  if (at + local + (local < length ? 4 : 0) > end || length > (uint64_t)pages->count * pages->size)
    return NULL;
  if (local == length)
    return at;
  unsigned char *all = mem_new((size_t)length, 1);
  memcpy(all, at, (size_t)local);
  uint32_t next = number4(at + local);
  for (uint64_t done = local; done < length;) {
    const unsigned char *more = page_at(pages, next);
    uint64_t part = length - done < usable - 4 ? length - done : usable - 4;
    if (more == NULL) {
      free(all);
      return NULL;
    }
    memcpy(all + done, more + 4, (size_t)part);
    done += part;
    next = number4(more);
  }
  *gathered = true;
  return all;
}

/* How long a value of that serial type is; UINT64_MAX for none there is. */
static uint64_t length_of(uint64_t type)
{
  static const unsigned char lengths[] = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0};
  if (type < sizeof lengths)
    return lengths[type];
  return type < 12 ? UINT64_MAX : (type - 12) / 2;
}

static void read_value(struct page_value *value, uint64_t type, const unsigned char *at)
{
  uint64_t length = length_of(type);
  *value = (struct page_value){.kind = VALUE_NUMBER};
  if (type == 0) {
    value->kind = VALUE_NULL;
  } else if (type == 8 || type == 9) {
    value->number = (int64_t)type - 8;
  } else if (type >= 12) {
    value->kind = type % 2 == 0 ? VALUE_BLOB : VALUE_TEXT;
    value->bytes = at;
    value->length = (uint32_t)length;
  } else {
    uint64_t bits = (at[0] & 0x80) != 0 ? UINT64_MAX : 0;
    for (uint64_t i = 0; i < length; i++)
      bits = bits << 8 | at[i];
    memcpy(&value->number, &bits, sizeof bits);
    if (type == 7) {
      value->kind = VALUE_REAL;
      memcpy(&value->real, &bits, sizeof bits);
    }
  }
}

static bool read_row(const unsigned char *at, uint64_t length, struct page_row *row)
{
  const unsigned char *end = at + length;
  uint64_t head;
  size_t step = read_varint(at, end, &head);
  if (step == 0 || head > length)
    return false;
  const unsigned char *types = at + step;
  const unsigned char *body = at + head;
  row->count = 0;
  while (types < at + head) {
    uint64_t type;
    step = read_varint(types, at + head, &type);
    if (step == 0 || row->count == PAGE_VALUES_MOST || length_of(type) > (uint64_t)(end - body))
      return false;
    read_value(&row->values[row->count++], type, body);
    body += length_of(type);
    types += step;
  }
  return body == end && row->count > 0;
}

size_t pages_each_row(const struct pages *pages, uint32_t number, page_visit *visit, void *context)
{
  const unsigned char *page = page_at(pages, number);
  uint32_t head = head_of(number);
  size_t found = 0;
  if (page == NULL || page[head] != TABLE_LEAF)
    return 0;
  const unsigned char *end = page + pages->size;
  uint32_t cells = number2(page + head + 3);
  for (uint32_t i = 0; i < cells && head + 8 + 2 * i + 2 <= pages->size; i++) {
    const unsigned char *at = page + number2(page + head + 8 + 2 * i);
    struct page_row row;
    uint64_t length;
    uint64_t own;
    size_t step = at < end && at > page + head + 8 ? read_varint(at, end, &length) : 0;
    size_t other = step > 0 ? read_varint(at + step, end, &own) : 0;
    bool gathered = false;
    const unsigned char *bytes =
        other > 0 && length > 0 ? gather(pages, page, at + step + other, length, &gathered) : NULL;
    if (bytes != NULL && read_row(bytes, length, &row)) {
      memcpy(&row.number, &own, sizeof own);
      visit(context, &row);
      found++;
    }
    if (gathered)
      free((unsigned char *)bytes);
  }
  return found;
}

/* ---- Whose a page is ---- */

static void claim(const struct pages *pages, uint32_t number, int owner, int *owners, bool *seen,
                  int depth)
{
  const unsigned char *page = page_at(pages, number);
  uint32_t head = head_of(number);
  if (page == NULL || seen[number] || depth > 20)
    return;
  seen[number] = true;
  if (page[head] == TABLE_LEAF && owners[number] == 0)
    owners[number] = owner;
  if (page[head] != TABLE_INSIDE)
    return;
  uint32_t cells = number2(page + head + 3);
  for (uint32_t i = 0; i < cells && head + 12 + 2 * i + 2 <= pages->size; i++) {
    uint32_t at = number2(page + head + 12 + 2 * i);
    if (at + 4 <= pages->size)
      claim(pages, number4(page + at), owner, owners, seen, depth + 1);
  }
  claim(pages, number4(page + head + 8), owner, owners, seen, depth + 1);
}

void pages_claim(const struct pages *pages, uint32_t root, int owner, int *owners)
{
  bool *seen = mem_new((size_t)pages->count + 1, sizeof *seen);
  claim(pages, root, owner, owners, seen, 0);
  free(seen);
}

void pages_claim_free(const struct pages *pages, int owner, int *owners)
{
  uint32_t stated = number4(pages->bytes + 36);
  uint32_t *list = mem_new((size_t)pages->count + 1, sizeof *list);
  uint32_t count = 0;
  bool sound = true;
  for (uint32_t trunk = number4(pages->bytes + 32); trunk != 0 && sound;) {
    const unsigned char *page = page_at(pages, trunk);
    uint32_t leaves = page != NULL ? number4(page + 4) : 0;
    sound = page != NULL && leaves <= pages->size / 4 - 2 && count + leaves + 1 <= pages->count;
    if (!sound)
      break;
    list[count++] = trunk;
    for (uint32_t i = 0; i < leaves; i++)
      list[count++] = number4(page + 8 + 4 * (size_t)i);
    trunk = number4(page);
  }
  for (uint32_t i = 0; i < count && sound; i++)
    sound = list[i] >= 2 && list[i] <= pages->count;
  for (uint32_t i = 0; i < count && sound && count == stated; i++)
    if (owners[list[i]] == 0)
      owners[list[i]] = owner;
  free(list);
}
