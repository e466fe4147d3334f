#include "language/measures.h"

static bool is_vowel(const struct alphabet *alphabet, char byte)
{
  return (unsigned char)byte < 0x80 && (alphabet->of[(unsigned char)byte] & INFO_VOWEL) != 0;
}

static char lower(char byte)
{
  return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

unsigned syllables_of(const struct alphabet *alphabet, const char *word, size_t length)
{
  unsigned count = 0;
  bool before = false;
  for (size_t i = 0; i < length; i++) {
    bool vowel = is_vowel(alphabet, word[i]);
    count += vowel && !before;
    before = vowel;
  }
  char last = length > 0 ? lower(word[length - 1]) : '\0';
  char second = length > 1 ? lower(word[length - 2]) : '\0';
  char third = length > 2 ? lower(word[length - 3]) : '\0';
  bool after_vowel = length > 2 && is_vowel(alphabet, third);
  if (count > 1 && last == 'e' && !is_vowel(alphabet, second) && !(second == 'l' && !after_vowel))
    count--; /* "late", but not "table" */
  else if (count > 1 && last == 'd' && second == 'e' && third != 't' && third != 'd' &&
           !after_vowel)
    count--; /* "passed", but not "wanted" */
  else if (count > 1 && last == 's' && second == 'e' && !after_vowel && third != 's' &&
           third != 'z' && third != 'x' && third != 'c' && third != 'g' && third != 'h' &&
           third != 'l')
    count--; /* "notes", but not "charges" */
  return count > 0 ? count : 1;
}
