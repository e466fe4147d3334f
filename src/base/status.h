/*
 * base/ owns what every other room needs and no domain word: errors, memory,
 * strings, vectors, dates, columns of text, files and digests.  It must not
 * know what a journey is, and includes no header of another room.
 */
#ifndef KUNDRESA_BASE_STATUS_H
#define KUNDRESA_BASE_STATUS_H

/* What became of an operation.  The values are the exit statuses of the
 * program, so that no table has to translate one into the other. */
enum status {
  STATUS_OK = 0,       /* done */
  STATUS_FINDINGS = 1, /* done, and there is something to look at */
  STATUS_USAGE = 2,    /* the command was not understood */
  STATUS_INPUT = 3,    /* a file, a value or a name that cannot be used */
  STATUS_BUSY = 4,     /* somebody else holds the file, or changed the value */
  STATUS_SYSTEM = 5,   /* the disk, the memory or the system failed */
};

#endif
