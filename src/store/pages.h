/* The pages of an SQLite file without SQLite, for files that it will not read:
 * whatever the bytes are, reading them ends, and stays inside them.  Formats:
 * https://www.sqlite.org/fileformat2.html, sections 1.3, 1.5, 1.6, 2.1, 4. */
#ifndef KUNDRESA_STORE_PAGES_H
#define KUNDRESA_STORE_PAGES_H

#include "base/error.h"

#include <stdint.h>

/* A file with what its log (-wal) has of it laid over. */
struct pages {
  unsigned char *bytes;
  uint32_t size;  /* of a page */
  uint32_t count; /* pages are numbered from 1 */
};

/* Reads @path and the log beside it.  STATUS_INPUT when it cannot be read
 * or is empty. */
enum status pages_read(const char *path, struct pages *pages, struct error *err);
void pages_clear(struct pages *pages);

/* A value of a row; its bytes are the row's. */
struct page_value {
  enum { VALUE_NULL, VALUE_NUMBER, VALUE_REAL, VALUE_TEXT, VALUE_BLOB } kind;
  int64_t number;
  double real;
  const unsigned char *bytes;
  uint32_t length;
};

#define PAGE_VALUES_MOST 200
struct page_row {
  int64_t number; /* the row's */
  size_t count;
  struct page_value values[PAGE_VALUES_MOST];
};

typedef void page_visit(void *context, const struct page_row *row);

/* Calls @visit with each row that can be read on the page, if it is one that
 * rows of a table stand on; gives how many. */
size_t pages_each_row(const struct pages *pages, uint32_t page, page_visit *visit, void *context);

/* Puts @owner into owners[page] for each page with rows of the tree that begins
 * at @root, where there is 0 yet; owners has one for each page, and [0]. */
void pages_claim(const struct pages *pages, uint32_t root, int owner, int *owners);

/* Marks what is free by the file's own list with @owner, if that list is in
 * order. */
void pages_claim_free(const struct pages *pages, int owner, int *owners);

#endif
