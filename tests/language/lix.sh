#!/bin/sh
# LIX is the same as by another program that has only its definition, on a thousand
# paragraphs a language.
set -u
if [ -z "${PYTHON3-}" ]; then
  echo "1..0 # SKIP Python 3 is not installed"
  exit 0
fi
# What the samples are written after lies beside a checkout of the project, not in it.
set -- "$top_srcdir"/journeys/*.yaml
for source in "$top_srcdir"/../shared/sources/*.txt; do
  [ ! -f "$source" ] || set -- "$@" "$source"
done
echo "1..3"
n=0
for language in sv nb en; do
  n=$((n + 1))
  if "$PYTHON3" "$top_srcdir/tests/language/lix.py" "$top_builddir/tests/language/reading_counts" \
    "$top_srcdir/data/tone/$language.yaml" 1000 "$@"; then
    echo "ok $n - $language"
  else
    echo "not ok $n - $language"
  fi
done
