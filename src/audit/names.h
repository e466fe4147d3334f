/* Numbers for texts: the first one that is asked for is 0. */
#ifndef KUNDRESA_AUDIT_NAMES_H
#define KUNDRESA_AUDIT_NAMES_H

#include <stddef.h>
#include <stdint.h>

#define NO_NAME ((size_t)-1)

/* A hash table.  Starts as {0}; the texts are borrowed. */
struct audit_names {
  const char **texts; /* by number */
  size_t count, capacity;
  struct audit_name {
    uint32_t hash, number; /* numbers counted from 1; 0 = free */
  } * slots;
  size_t size; /* a power of two */
};

/* The number of @text, a new one where it has none. */
size_t audit_names_add(struct audit_names *names, const char *text);

/* The number of @text, or NO_NAME; NULL has none. */
size_t audit_names_find(const struct audit_names *names, const char *text);

void audit_names_clear(struct audit_names *names);

#endif
