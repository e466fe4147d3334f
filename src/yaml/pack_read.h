/* The format rules/1 of kundresa-rules(5): packs of rules, rates, facts and a
 * company's voice. */
#ifndef KUNDRESA_YAML_PACK_READ_H
#define KUNDRESA_YAML_PACK_READ_H

#include "rules/rule.h"

#include <stdio.h>

#define PACK_KEY "kundresa_rules"
#define PACK_VERSION "1"

/* What is refused as too large. */
#define PACK_BYTES_MOST ((size_t)4 * 1024 * 1024)
#define PACK_SCALAR_MOST ((size_t)4000)
#define PACK_DEPTH_MOST ((size_t)8)
#define PACK_ITEMS_MOST 2000 /* of one list */

/* Reads one pack from @in, called @name in messages; @own says that it is a
 * company's own.  Every fault goes to @problems with its place, those of the
 * system to @err.  *@pack is the caller's, and NULL unless STATUS_OK. */
enum status pack_read(FILE *in, const char *name, bool own, struct pack **pack,
                      struct problems *problems, struct error *err);

#endif
