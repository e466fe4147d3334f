# Somebody else is writing: we wait, and then say so.
. "$top_srcdir/tests/cli/tap.sh"
holder=$top_builddir/tests/cli/holder
[ -x "$holder" ] || { echo "1..0 # SKIP no holder"; exit 0; }

is 0 "a map" new map --from "$here/small.yaml"
"$holder" map "$KUNDRESA" show map >out 2>err </dev/null
status=$?
holds "one can look while somebody writes" test "$status" -eq 0
"$holder" map "$KUNDRESA" set map touchpoint/welcome title=Changed >out 2>err </dev/null
status=$?
holds "and not write" test "$status" -eq 4
tells 'map' "which file is told"
is 0 "after that one can" set map touchpoint/welcome title=Changed

done_testing
