/* What a company's own voice says of a text that departs from it: which word, and what
 * to write instead. */
#include "audit/work.h"

#include "base/i18n.h"

#include <inttypes.h>
#include <string.h>

size_t voiced_marks(const struct finding_maker *maker, bool subject, struct voice_mark *marks,
                    size_t most)
{
  const struct audit *audit = maker->work->audit;
  struct voice_text text = unit_voice_text(maker->work, maker->spot, maker->unit, subject);
  size_t kept = 0;
  for (size_t i = 0; text.text != NULL && i < audit->pack_count; i++) {
    size_t count = 0, from = kept;
    if (audit->packs[i]->voice == NULL)
      continue;
    voice_judge(audit->packs[i]->voice, &text, marks + from, most - from, &count);
    for (size_t j = from; j < from + count; j++)
      if ((marks[j].what & maker->judgement->term->bits) != 0)
        marks[kept++] = marks[j];
  }
  return kept;
}

/* The differences of a unit from the voice, each once however often it occurs. */
struct differences {
  struct voice_mark items[VOICED_MOST];
  size_t count;
};

static bool is_known(const struct differences *differences, const struct voice_mark *mark)
{
  for (size_t i = 0; i < differences->count; i++) {
    const struct voice_mark *one = &differences->items[i];
    if (one->what == mark->what && one->word == mark->word && one->wanted == mark->wanted &&
        one->most == mark->most)
      return true;
  }
  return false;
}

static void gather(const struct finding_maker *maker, struct differences *differences)
{
  struct voice_mark marks[VOICED_MOST];
  differences->count = 0;
  if (maker->unit == NULL || maker->judgement->field != RULE_FIELD_voice)
    return;
  for (int subject = 1; subject >= 0; subject--) {
    size_t count = voiced_marks(maker, subject == 1, marks, VOICED_MOST);
    for (size_t i = 0; i < count && differences->count < VOICED_MOST; i++)
      if (!is_known(differences, &marks[i]))
        differences->items[differences->count++] = marks[i];
  }
}

static bool is_what(const struct voice_mark *mark, const char *token)
{
  return mark->what == rule_token_bit(RULE_FIELD_voice, token, strlen(token));
}

/* Several lines of a voice in one of ours. */
static void add_line(struct str *out, const char *words, const char *lines)
{
  struct str line = {0};
  for (const char *at = lines; *at != '\0'; at++)
    if (*at == '\n')
      str_add(&line, " / ");
    else
      str_add_char(&line, *at);
  str_addf(out, words, str_text(&line));
  str_clear(&line);
}

static void add_word(struct str *out, const struct voice_word *word)
{
  if (word->instead != NULL)
    str_addf(out, _("Not \"%s\" but \"%s\"."), word->word, word->instead);
  else
    str_addf(out, _("Not \"%s\"."), word->word);
  if (word->reason != NULL)
    str_addf(out, " %s", word->reason);
}

static void add_difference(struct str *out, const struct voice_mark *mark)
{
  str_add(out, out->length > 0 ? " " : "");
  if (mark->word != NULL)
    add_word(out, mark->word);
  else if (is_what(mark, "no_greeting"))
    add_line(out, _("It begins: \"%s\"."), mark->wanted);
  else if (is_what(mark, "no_signature"))
    add_line(out, _("It ends: \"%s\"."), mark->wanted);
  else if (is_what(mark, "too_long"))
    str_addf(out, _("At most %" PRId64 " characters."), mark->most);
  else
    add_line(out, _("Your voice says %s."), mark->wanted);
}

void voiced_tell(const struct finding_maker *maker, struct str *remedy)
{
  enum { TOLD_MOST = 8 };
  struct differences differences;
  gather(maker, &differences);
  for (size_t i = 0; i < differences.count && i < TOLD_MOST; i++)
    add_difference(remedy, &differences.items[i]);
}

void voiced_judged(const struct finding_maker *maker, struct str *all)
{
  struct differences differences;
  gather(maker, &differences);
  for (size_t i = 0; i < differences.count; i++) {
    const struct voice_mark *mark = &differences.items[i];
    str_addf(all, "%" PRIu64 " %s %s %" PRId64 "\n", mark->what,
             mark->word != NULL ? mark->word->word : "", mark->wanted != NULL ? mark->wanted : "",
             mark->most);
  }
}
