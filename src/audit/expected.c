#include "audit/work.h"

#include <string.h>

/* Facts on tone and clarity, 3, and on dunning law, 7: gently first, then clearer, and
 * never a threat.  By kind: the softest and the hardest that is fine, and what fits
 * best, of the first, the second and further letters. */
static const struct {
  const char *kind;
  struct {
    enum tone least, most, best;
  } of[3];
} ladder[] = {
    {"invoice", {{TONE_SERVICE, TONE_FRIENDLY, TONE_SERVICE}}},
    {"pre_due", {{TONE_SERVICE, TONE_FRIENDLY, TONE_SERVICE}}},
    {"reminder",
     {{TONE_FRIENDLY, TONE_CLEAR, TONE_FRIENDLY},
      {TONE_CLEAR, TONE_FIRM, TONE_CLEAR},
      {TONE_CLEAR, TONE_FIRM, TONE_FIRM}}},
    {"warning", {{TONE_FIRM, TONE_FIRM, TONE_FIRM}}},
    {"claim", {{TONE_FORMAL, TONE_FORMAL, TONE_FORMAL}}},
    {"demand", {{TONE_FORMAL, TONE_FORMAL, TONE_FORMAL}}},
    {"cutoff", {{TONE_FIRM, TONE_FORMAL, TONE_FIRM}}},
    {"handover", {{TONE_SERVICE, TONE_FIRM, TONE_CLEAR}}},
    {"court", {{TONE_SERVICE, TONE_FORMAL, TONE_FIRM}}},
    {"plan", {{TONE_SERVICE, TONE_CLEAR, TONE_SERVICE}}},
    {"notice", {{TONE_SERVICE, TONE_FRIENDLY, TONE_SERVICE}}},
    {"offer", {{TONE_SERVICE, TONE_FRIENDLY, TONE_SERVICE}}},
    {"farewell", {{TONE_SERVICE, TONE_FRIENDLY, TONE_SERVICE}}},
};

/* The other kinds sound alike however many there are. */
static size_t place_of_letter(size_t kind, int64_t sequence)
{
  if (ladder[kind].of[1].most == TONE_SERVICE)
    return 0;
  return sequence <= 1 ? 0 : sequence == 2 ? 1 : 2;
}

static void expect(const char *kind, size_t length, int64_t sequence, int *least, int *most,
                   int *best)
{
  *least = *most = *best = -1;
  for (size_t i = 0; i < sizeof ladder / sizeof ladder[0]; i++) {
    if (strlen(ladder[i].kind) != length || memcmp(ladder[i].kind, kind, length) != 0)
      continue;
    size_t place = place_of_letter(i, sequence);
    *least = (int)ladder[i].of[place].least;
    *most = (int)ladder[i].of[place].most;
    *best = (int)ladder[i].of[place].best;
  }
}

void spot_expected_tone(const struct spot *spot, int *least, int *most, int *best)
{
  size_t length = 0;
  const char *kind = rule_token_at(RULE_FIELD_kind, spot->kind, &length);
  expect(kind, length, spot->sequence.seq, least, most, best);
}
