#!/bin/sh
# Reading a letter takes no more instructions than it did: for `make check-long`.  They are
# counted by valgrind, so that load and machine hardly matter; compiler and options do, so
# the limit leaves a fifth.  What the lexicon and the first letters take is subtracted.
# Usage: tone_steps.sh BUILD SOURCE
set -eu
build=$1 source=$2
limit=42000 # for each letter of the tuning part of a language; 35,000 when this was set
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# The instructions of reading the first letters of a file in one go, $1 times over.
count() {
  valgrind --tool=callgrind --callgrind-out-file=/dev/null --toggle-collect=reading_make \
    "$build/tests/bench/tone_read" "$source/data/tone/$language.yaml" "$folder/letters" "$1" \
    2>&1 >/dev/null | sed -n 's/.*Collected *: *//p'
}

for language in sv nb en; do
  "${PYTHON3:-python3}" - "$source/tests/tone" "$language" >"$folder/letters" <<'PYTHON'
import sys
sys.path.insert(0, sys.argv[1])
import letters
print("\n\f\n".join(letter["text"] for letter in letters.load(sys.argv[2], "tuning")))
PYTHON
  letters=$(($(tr -cd '\f' <"$folder/letters" | wc -c) + 1))
  once=$(count 1)
  more=$(count 5)
  steps=$(((more - once) / 4 / letters))
  echo "reading, $language: $steps instructions a letter, at most $limit"
  if [ "$steps" -le 0 ] || [ "$steps" -gt "$limit" ]; then
    echo "tone_steps: reading letters in $language takes more than it may" >&2
    exit 1
  fi
done
