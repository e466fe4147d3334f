# Writing out.
. "$top_srcdir/tests/cli/tap.sh"

is 0 "a map" new map --from "$here/small.yaml"
is 3 "no release yet" export map --format plan
tells 'has not been released' "that is told"
is 2 "no number" export map --format plan --release x
is 2 "a journey has no release" export map --format journey --release 1
is 2 "no format" export map
is 0 "no releases" releases map --format json
holds "the list is empty" python3 -c "import json; assert json.load(open('out')) == []"

# Writing to files.
is 0 "to a file" export map --format journey -o journey.yaml
is 0 "to standard output" export map --format journey -o -
holds "the same" cmp out journey.yaml
echo old >taken
is 0 "over a file" export map --format journey -o taken
holds "which is replaced" cmp taken journey.yaml
mkdir folder
is 3 "over a folder" export map --format journey -o folder
holds "which is left alone" test -d folder
is 3 "into a folder that is not there" export map --format journey -o no/such/file
is 3 "a plan that is not there" export map --format plan --release 9 -o never
holds "makes no file" test ! -e never

# What is written over, and what is not.
is 0 "a map of its own" new over --from "$here/small.yaml"
cp over before
is 3 "over the map itself" export over --format journey -o over
tells 'over: A kundresa file is here' "is refused"
holds "and the map is as it was" cmp over before
ln -s target.yaml link.yaml
: >target.yaml
is 0 "through a link" export over --format journey -o link.yaml
holds "into what it leads to" cmp target.yaml "$here/small.yaml"
holds "which stays a link" test -h link.yaml
mkfifo pipe
cat pipe >piped &
is 0 "into a pipe" export over --format journey -o pipe
wait
holds "which gets all" cmp piped "$here/small.yaml"
holds "and stays a pipe" test -p pipe

done_testing
