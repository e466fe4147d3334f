#include "audit/work.h"

#include <string.h>

/* Facts on tone and clarity, 3: gently first, then clearer, and never a threat.  What a
 * kind's first, second and further letters may sound like. */
static const struct {
  const char *kind;
  enum tone least[3], most[3];
} ladder[] = {
    {"invoice",
     {TONE_SERVICE, TONE_SERVICE, TONE_SERVICE},
     {TONE_FRIENDLY, TONE_FRIENDLY, TONE_FRIENDLY}},
    {"pre_due",
     {TONE_SERVICE, TONE_SERVICE, TONE_SERVICE},
     {TONE_FRIENDLY, TONE_FRIENDLY, TONE_FRIENDLY}},
    {"reminder", {TONE_FRIENDLY, TONE_CLEAR, TONE_CLEAR}, {TONE_FRIENDLY, TONE_FIRM, TONE_FIRM}},
    {"warning", {TONE_FIRM, TONE_FIRM, TONE_FIRM}, {TONE_FIRM, TONE_FIRM, TONE_FIRM}},
    {"claim", {TONE_FORMAL, TONE_FORMAL, TONE_FORMAL}, {TONE_FORMAL, TONE_FORMAL, TONE_FORMAL}},
    {"demand", {TONE_FORMAL, TONE_FORMAL, TONE_FORMAL}, {TONE_FORMAL, TONE_FORMAL, TONE_FORMAL}},
    {"cutoff", {TONE_FIRM, TONE_FIRM, TONE_FIRM}, {TONE_FORMAL, TONE_FORMAL, TONE_FORMAL}},
    {"handover", {TONE_SERVICE, TONE_SERVICE, TONE_SERVICE}, {TONE_FIRM, TONE_FIRM, TONE_FIRM}},
    {"court", {TONE_SERVICE, TONE_SERVICE, TONE_SERVICE}, {TONE_FORMAL, TONE_FORMAL, TONE_FORMAL}},
    {"plan", {TONE_SERVICE, TONE_SERVICE, TONE_SERVICE}, {TONE_CLEAR, TONE_CLEAR, TONE_CLEAR}},
    {"notice",
     {TONE_SERVICE, TONE_SERVICE, TONE_SERVICE},
     {TONE_FRIENDLY, TONE_FRIENDLY, TONE_FRIENDLY}},
    {"offer",
     {TONE_SERVICE, TONE_SERVICE, TONE_SERVICE},
     {TONE_FRIENDLY, TONE_FRIENDLY, TONE_FRIENDLY}},
    {"farewell",
     {TONE_SERVICE, TONE_SERVICE, TONE_SERVICE},
     {TONE_FRIENDLY, TONE_FRIENDLY, TONE_FRIENDLY}},
};

static void expect(const char *kind, size_t length, int64_t sequence, int *least, int *most)
{
  size_t place = sequence <= 1 ? 0 : sequence == 2 ? 1 : 2;
  *least = *most = -1;
  for (size_t i = 0; i < sizeof ladder / sizeof ladder[0]; i++)
    if (strlen(ladder[i].kind) == length && memcmp(ladder[i].kind, kind, length) == 0) {
      *least = (int)ladder[i].least[place];
      *most = (int)ladder[i].most[place];
    }
}

void audit_expected_tone(const char *kind, int64_t sequence, int *least, int *most)
{
  expect(kind, strlen(kind), sequence, least, most);
}

void spot_expected_tone(const struct spot *spot, int *least, int *most)
{
  size_t length = 0;
  const char *kind = rule_token_at(RULE_FIELD_kind, spot->kind, &length);
  expect(kind, length, spot->sequence.seq, least, most);
}
