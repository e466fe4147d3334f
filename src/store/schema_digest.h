/* The digests of the schemas that this program makes, by their number.  Made by
 * make update-docs from the table of fields; do not edit. */
#ifndef KUNDRESA_STORE_SCHEMA_DIGEST_H
#define KUNDRESA_STORE_SCHEMA_DIGEST_H

/* clang-format off */
#define SCHEMA_DIGESTS \
  {1, "47ee9135fe2c4259c595614e5c0f8fe3fe9d502263d7c2f6a566252a67d7b488"},

#endif
