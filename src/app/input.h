/* Texts that are read whole before they are understood. */
#ifndef KUNDRESA_APP_INPUT_H
#define KUNDRESA_APP_INPUT_H

#include "base/error.h"
#include "base/str.h"

#include <stdio.h>

/* Adds all of @in to @text, up to a little more than a journey may be long. */
enum status input_read(FILE *in, struct str *text, struct error *err);

/* A stream of the text from its start; an empty one where there is none.  The text
 * must outlive it.  NULL with errno where that cannot be had. */
FILE *input_open(const struct str *text);

#endif
