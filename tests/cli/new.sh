# Files are made whole or not at all.
. "$top_srcdir/tests/cli/tap.sh"

is 0 "from a journey" new a --from "$here/small.yaml"
tells "A small journey" "the title is told"
is 0 "what went in comes out" export a --format journey
holds "byte for byte" cmp out "$here/small.yaml"

"$KUNDRESA" new b --from - <"$here/small.yaml" >out 2>err
status=$?
holds "from standard input" test "$status" -eq 0
holds "which made a file" test -s b

is 0 "empty" new 'Våra fakturor.kundresa' --empty
is 0 "an empty map can be shown" show 'Våra fakturor.kundresa' --format json
holds "the seven stages" sh -c 'grep -c "\"kind\": \"\(sale\|distribution\|message\|reminder\|collections\|support\|churn\)\"" out | grep -qx 7'
says '"title": "Våra fakturor"' "the title is the file's name"
says '"id": "vara-fakturor"' "the id is made of it"

is 2 "nothing to start from" new c
tells '\-\-template NAME' "the ways are named"
holds "and no file is made" test ! -e c
is 2 "two ways at once" new c --empty --from "$here/small.yaml"
is 3 "a template that is not there" new c --template xyzzy
holds "no file for it" test ! -e c
is 3 "a file that exists" new a --empty
run export a --format journey
holds "is left as it was" cmp out "$here/small.yaml"
is 3 "a folder that does not exist" new no/such/file --empty
mkdir folder
is 3 "a folder" new folder --empty

is 3 "a journey that is not there" new c --from missing.yaml
tells 'missing.yaml' "it is named"
holds "no file for that" test ! -e c
is 3 "a folder as journey" new c --from folder
printf 'kundresa_journey: 1\nid: x\ntitel: y\n' >bad.yaml
is 3 "a faulty journey" new c --from bad.yaml
tells 'bad.yaml:3:1: ' "the place is told"
tells 'title' "the nearest key is told"
holds "no file for a faulty journey" test ! -e c -a ! -e c-wal -a ! -e c-shm
printf '\377\376garbage\000' >bad.yaml
is 3 "garbage" new c --from bad.yaml
: >bad.yaml
is 3 "nothing at all" new c --from bad.yaml
holds "still no file" test ! -e c

# Import.
sed 's/^id: small/id: other/' "$here/small.yaml" >other.yaml
is 0 "import" import a other.yaml
says '^other$' "the id is printed"
is 3 "import of what is there" import a other.yaml
is 3 "import of a faulty journey" import a bad.yaml
is 3 "two journeys, none named" show a
tells 'other' "they are listed"
is 0 "one named" export a --journey other --format journey
holds "it is the one" cmp out other.yaml
is 0 "named by an address" set a journey/other title=Another
is 0 "all of the file" show a journeys
says '^other  *Another' "each has a line"
is 0 "all of the file, in JSON" show a journeys --format json
holds "by id" python3 -c "import json; assert sorted(j['id'] for j in json.load(open('out'))) == ['other', 'small']"
sed 's/^id: small/id: third/' "$here/small.yaml" >third.yaml
is 3 "several, one of them faulty" import a third.yaml bad.yaml
tells 'in the file already: third' "what went in is told"
is 3 "one that is not there" show a --journey smal
tells 'small' "the nearest is named"

done_testing
