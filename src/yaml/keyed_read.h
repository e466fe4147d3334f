/* Reads a file of mappings by tables of their keys (yaml/pack_keys.h): what the
 * readers of rules and of agendas share. */
#ifndef KUNDRESA_YAML_KEYED_READ_H
#define KUNDRESA_YAML_KEYED_READ_H

#include "yaml/event.h"
#include "yaml/pack_keys.h"

#define KEYED_KEYS_MOST 16
#define KEYED_NAME_SIZE 120

struct keyed;

/* One format. */
struct keyed_format {
  const struct pack_key *keys; /* of the whole file; the first says which format it is */
  const char *version;         /* "1" */
  /* What to say, translated on use: */
  const char *one;      /* what the whole is called, */
  const char *empty;    /* of a file with nothing in it, */
  const char *expected; /* of one that is no mapping ("%s" is what was found), */
  const char *begin;    /* how it begins, */
  const char *keyless;  /* of one without the key first ("%s: %s" is key and version), */
  const char *unknown;  /* and what to do about an unknown key. */
  /* What an entry is before anything is read, and what must hold of one that was
   * read; @keys tells which it is.  Either may be NULL. */
  void (*start)(const struct pack_key *keys, void *item, long line);
  void (*check)(const struct keyed *keyed);
};

/* One mapping while its keys are read. */
struct keyed {
  const struct keyed_format *format;
  struct event_reader *events;
  const struct pack_key *keys;
  const char *one; /* what it is called */
  void *base;
  long line, column;
  struct {
    long line, column; /* of the value; 0 = the key is not there */
    bool good;
  } seen[KEYED_KEYS_MOST];
  char name[KEYED_NAME_SIZE]; /* "Rule SE-FEE-01" */
};

/* Reads the one document of @events into @base; faults are noted there. */
void keyed_read(const struct keyed_format *format, struct event_reader *events, void *base);

/* Whether the key of that name was there and its value good. */
bool keyed_has(const struct keyed *keyed, const char *name);

/* Notes a fault at the value of the key @name, or at the mapping where it is not. */
void keyed_note_at(const struct keyed *keyed, const char *name, const char *remedy,
                   const char *text);

#endif
