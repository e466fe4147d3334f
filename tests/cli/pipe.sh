# A reader that has seen enough.
. "$top_srcdir/tests/cli/tap.sh"

is 0 "a map" new map --from "$here/small.yaml"
# More than a pipe holds, so that the writer must notice.
body=$(head -c 19000 /dev/zero | tr '\0' x)
for i in 1 2 3 4 5 6; do
  "$KUNDRESA" add map comment touchpoint=welcome author=a "text=$body" >/dev/null || echo "not ok"
done
for command in "show map touchpoint/welcome" "show map comment --format json" "export map --format journey"; do
  { "$KUNDRESA" $command 2>err; echo $? >status; } | true
  holds "$command: ends" test -s status
  holds "$command: without a word" test ! -s err
  holds "$command: and not as if all was written" test "$(cat status)" -ne 0
done
is 0 "the file is whole" check map

done_testing
