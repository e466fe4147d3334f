/* SHA-256 (FIPS 180-4), through nettle. */
#ifndef KUNDRESA_BASE_DIGEST_H
#define KUNDRESA_BASE_DIGEST_H

#include <stddef.h>

/* 64 hexadecimal digits and a NUL. */
#define DIGEST_SIZE 65

/* Writes the digest of @length bytes at @data in lower-case hexadecimal. */
char *digest_hex(const void *data, size_t length, char hex[DIGEST_SIZE]);

#endif
