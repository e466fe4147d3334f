/* The digests of the schemas that this program makes, by their number.  Made by
 * make update-docs from the table of fields; do not edit. */
#ifndef KUNDRESA_STORE_SCHEMA_DIGEST_H
#define KUNDRESA_STORE_SCHEMA_DIGEST_H

/* clang-format off */
#define SCHEMA_DIGESTS \
  {1, "4cf7f1b1b1bb5927d487e55215879cecf93bca4f864988b35dbb8097778b670c"}, \
  {2, "76569886fce0b5cd43ca3cbc0e0ef2a67bdcadd125792c241fa1fa6519e88b85"}, \
  {3, "695cae3c9756f61114cde37a7a40b06bba385274b0efb767dc9b64efb7a8598b"},

#endif
