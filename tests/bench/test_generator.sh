#!/bin/sh
# What the benchmarks run on is a journey in canonical form, and their floors and
# gauges do what they say.
set -u
bench=$top_builddir/tests/bench
out=$(mktemp) || exit 99
folder=$(mktemp -d) || exit 99
trap 'rm -rf "$out" "$folder"' EXIT
echo "1..7"
"$bench/journey_gen" 60 240 3 >"$out" &&
  "$top_builddir/tests/yaml/journey_canonical" <"$out" | cmp -s "$out" - &&
  echo "ok 1 - a generated journey is canonical" || echo "not ok 1 - a generated journey is canonical"
"$bench/journey_gen" 60 240 3 | cmp -s "$out" - &&
  echo "ok 2 - the same seed gives the same bytes" || echo "not ok 2 - the same seed gives the same bytes"
"$bench/yaml_floor" parse <"$out" 2>/dev/null &&
  "$bench/yaml_floor" copy <"$out" 2>/dev/null | "$top_builddir/tests/yaml/journey_canonical" |
  cmp -s "$out" - &&
  echo "ok 3 - libyaml's copy of it is the same journey" || echo "not ok 3 - libyaml's copy of it is the same journey"
"$KUNDRESA" new "$folder/a.kundresa" --from "$out" 2>/dev/null &&
  "$bench/store_floor" "$folder/a.kundresa" "$folder/floor" <"$out" &&
  "$PYTHON3" -c "
import sqlite3, sys
ours, bare = (sqlite3.connect(name) for name in sys.argv[1:])
for table in 'touchpoint', 'message', 'variant', 'edge':
    rows = 'SELECT * FROM ' + table
    assert ours.execute(rows).fetchall() == bare.execute(rows).fetchall() != []
" "$folder/a.kundresa" "$folder/floor" &&
  echo "ok 4 - the bare rows are those of the file" || echo "not ok 4 - the bare rows are those of the file"
edits=$("$bench/writers" "$folder/a.kundresa" 3 20 | wc -w) &&
  [ "$edits" -eq 3 ] && [ "$("$KUNDRESA" log "$folder/a.kundresa" | grep -c "bench")" -ge 20 ] &&
  echo "ok 5 - the writers' edits are kept" || echo "not ok 5 - the writers' edits are kept"
"$bench/measure" 3 sh -c 'exit 7' 3>"$folder/took"
[ $? -eq 7 ] && [ "$(wc -w <"$folder/took")" -eq 3 ] &&
  echo "ok 6 - a command is measured and its end told" || echo "not ok 6 - a command is measured and its end told"
told=$("$bench/room" "$folder/a.kundresa" 4 2 120 1) && [ "$(echo "$told" | wc -w)" -eq 10 ] &&
  echo "ok 7 - of people at the same rows no edit is lost or goes over another" ||
  echo "not ok 7 - of people at the same rows no edit is lost or goes over another: $told"
