/* A file with all that a file can hold, and ways to damage it. */
#ifndef KUNDRESA_TESTS_DAMAGE_H
#define KUNDRESA_TESTS_DAMAGE_H

#include <stddef.h>
#include <stdint.h>

/* Where the numbers of damages count from. */
#define DAMAGE_SEED 20261123
/* Bytes of a page of the file. */
#define DAMAGE_PAGE 4096u

struct image {
  unsigned char *bytes;
  size_t length;
};

/* Makes the file at @path and keeps it in memory; frees that. */
void damage_start(const char *path);
void damage_end(void);

/* The file as it was made; borrowed. */
const struct image *damage_none(void);

/* Puts the file at @path, damaged in the way of that number, with or without
 * other files beside it. */
void damage_put(const char *path, int64_t number);

void image_write(const char *path, const struct image *image);

#endif
