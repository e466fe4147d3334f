# The journey as it was, what is different since, and who set what.
. "$top_srcdir/tests/cli/tap.sh"

is 0 "a map" new map --from "$here/small.yaml"
is 0 "as it is now" export map --format journey -o first.yaml
is 0 "a title" set map touchpoint/welcome title=Second
is 0 "another name" set map touchpoint/welcome id=hello
is 0 "a stage" set map stage/sale title=Elsewhere
is 0 "gone" delete map touchpoint/hello

is 0 "as it was at first" export map --format journey --at 1 -o then.yaml
holds "is what it was, to the byte" cmp first.yaml then.yaml
is 0 "in between" show map --at 2 touchpoint/welcome
says 'Second' "it stands there under the name that it had"
is 0 "today" show map --at "$(date +%Y-%m-%d)" touchpoints
says_not 'hello' "is as it is at its end"
is 3 "before all" show map --at 2000-01-01
tells 'history of this file begins' "is said to be unknown"
is 3 "an entry that never was" export map --format journey --at 99
tells 'the last one is 5' "is told"
is 2 "no moment" show map --at yesterday
tells 'is no moment' "is told"

is 1 "what is different since" diff map --from 1
says 'Elsewhere' "a field"
says 'removed' "what went"
is 1 "between two moments" diff map --from 1 --to 2
says 'Second' "what came between"
says_not 'Elsewhere' "and not what came later"
is 0 "a file and itself today" diff "map@$(date +%Y-%m-%d)" map
is 1 "for programs" diff map --from 4 --format json
says '"change": "removed"' "it is data"
is 2 "one version" diff map
tells 'One version alone' "is no comparison"
is 2 "two files with moments" diff map map --from 1
tells 'of two, write FILE@TIME' "are asked for otherwise"

is 0 "what touched it" log map --touchpoint welcome
says_not 'Elsewhere' "under the name that it had"
says 'Title of Touchpoint' "what was changed"
holds "and how it went and came" sh -c 'test "$(grep -c "^ *[0-9]" out)" -eq 4'
is 3 "a touchpoint that never was" log map --touchpoint nowhere
is 0 "nobody" log map --person nobody
says_not 'Title of' "has done nothing"
is 0 "myself" log map --person "$(id -un)"
says 'Title of' "has done all"
is 0 "no department" log map --department finance
says_not 'Title of' "has done nothing"
is 2 "a department that is none" log map --department finanse
tells "Did you mean 'finance'" "the nearest is named"
is 0 "since today" log map --since "$(date +%Y-%m-%d)"
says 'Title of' "is all of it"
is 0 "since a day that comes" log map --since 2999-01-01
says_not 'Title of' "is nothing"

is 0 "who set what" blame map stage/sale
says 'Elsewhere' "a value"
holds "and its entry" grep -q 'Elsewhere.* 4$' out
is 0 "of what is gone, as it was" blame map touchpoint/hello --at 4 --format json
says '"number": 2' "by entry"
holds "another program writes" "$PYTHON3" -c \
  "import sqlite3; db = sqlite3.connect('map'); db.execute(\"UPDATE stage SET title = 'X'\"); db.commit()"
is 0 "what another program set" blame map stage/sale
says 'outside kundresa' "is said to be from outside"

done_testing
