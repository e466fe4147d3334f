#include "base/digest.h"

#include <nettle/base16.h>
#include <nettle/sha2.h>

char *digest_hex(const void *data, size_t length, char hex[DIGEST_SIZE])
{
  struct sha256_ctx context;
  uint8_t digest[SHA256_DIGEST_SIZE];
  sha256_init(&context);
  sha256_update(&context, length, data);
  sha256_digest(&context, sizeof digest, digest);
  base16_encode_update(hex, sizeof digest, digest);
  hex[DIGEST_SIZE - 1] = '\0';
  return hex;
}
