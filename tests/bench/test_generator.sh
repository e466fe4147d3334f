#!/bin/sh
# What the benchmarks run on is a journey in canonical form, and the floor
# reads it.
set -u
bench=$top_builddir/tests/bench
out=$(mktemp) || exit 99
trap 'rm -f "$out"' EXIT
echo "1..3"
"$bench/journey_gen" 60 240 3 >"$out" &&
  "$top_builddir/tests/yaml/journey_canonical" <"$out" | cmp -s "$out" - &&
  echo "ok 1 - a generated journey is canonical" || echo "not ok 1 - a generated journey is canonical"
"$bench/journey_gen" 60 240 3 | cmp -s "$out" - &&
  echo "ok 2 - the same seed gives the same bytes" || echo "not ok 2 - the same seed gives the same bytes"
"$bench/yaml_floor" parse <"$out" 2>/dev/null &&
  "$bench/yaml_floor" copy <"$out" 2>/dev/null | "$top_builddir/tests/yaml/journey_canonical" |
  cmp -s "$out" - &&
  echo "ok 3 - libyaml's copy of it is the same journey" || echo "not ok 3 - libyaml's copy of it is the same journey"
