# Somebody else is writing: we wait, and then say so.
. "$top_srcdir/tests/cli/tap.sh"
holder=$top_builddir/tests/cli/holder
[ -x "$holder" ] || { echo "1..0 # SKIP no holder"; exit 0; }

is 0 "a map" new map --from "$here/small.yaml"
mkfifo go held
# The holder begins to write, says so, and goes on when its input ends.
"$holder" map <go >held &
pid=$!
exec 3>go
read -r word <held
holds "somebody writes" test "$word" = held
is 0 "one can look meanwhile" show map
is 4 "and not write" set map touchpoint/welcome title=Changed
tells 'map' "which file is told"
exec 3>&-
wait "$pid"
is 0 "after that one can" set map touchpoint/welcome title=Changed

done_testing
