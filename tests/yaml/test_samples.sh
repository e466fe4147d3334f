#!/bin/sh
# Every sample journey and every template is kept exactly as the writer writes it.
set -u
out=$(mktemp) || exit 99
trap 'rm -f "$out" "$out.err"' EXIT
set -- "$top_srcdir"/journeys/*.yaml "$top_srcdir"/data/templates/*.yaml
echo "1..$#"
number=0
for sample; do
  number=$((number + 1))
  if "$top_builddir/tests/yaml/journey_canonical" <"$sample" >"$out" 2>"$out.err" &&
    cmp -s "$sample" "$out"; then
    echo "ok $number - ${sample##*/}"
  else
    head -20 "$out.err" | sed 's/^/# /'
    diff "$sample" "$out" | head -20 | sed 's/^/# /'
    echo "not ok $number - ${sample##*/}"
  fi
done
