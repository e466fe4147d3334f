/* The digests of the schemas that this program makes, by their number.  Made by
 * make update-docs from the table of fields; do not edit. */
#ifndef KUNDRESA_STORE_SCHEMA_DIGEST_H
#define KUNDRESA_STORE_SCHEMA_DIGEST_H

/* clang-format off */
#define SCHEMA_DIGESTS \
  {1, "f2e19cf411858cbba384374e374cc072fd066172599b282c0a9af1cbdf650cb6"},

#endif
