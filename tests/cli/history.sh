# What is done, what other programs do, and what can be taken back of it.
. "$top_srcdir/tests/cli/tap.sh"

# Changes the file map as a program that knows nothing of kundresa would.
outside() { "$PYTHON3" -c "import sqlite3; db = sqlite3.connect('map'); db.execute(\"$1\"); db.commit()"; }

# A journey that another one in the file sorts before.
sed 's/^id: small/id: another/; s/^title: A small/title: Å small/' "$here/small.yaml" >another.yaml
is 0 "a map" new map --from "$here/small.yaml"
is 0 "another journey" import map another.yaml
is 0 "taking in is taken back" undo map
tells 'Taken back' "and said to be"
is 0 "it is gone" show map
says 'A small journey' "the other stands"
is 0 "again" redo map

# Another program's work is seen, and never taken back with ours.
holds "another program writes" outside "UPDATE touchpoint SET title = 'Elsewhere' WHERE id = 'welcome'"
is 0 "log" log map --limit 1
says 'outside kundresa' "it stands there"
is 0 "its changes" log map --limit 1 --changes
says 'Elsewhere' "are told"
is 1 "taking in cannot be taken back now" undo map
tells 'nothing was changed' "it is said"
tells 'another program' "and why"
is 0 "the journey" show map --journey another
is 0 "no more than that" log map --limit 2
says_not 'taken back' "what stands is not called taken back"
is 0 "ours" set map --journey another stage/sale title=Ours
is 0 "log" log map
holds "between what was before and after" sh -c \
  'grep -n -e "outside" -e "Title of Stage" out | cut -d: -f1 | tr "\n" " " | grep -q "^2 3 $"'

# Releases outlive their journey, and their numbers are never used again.
is 0 "a map" new kept --from "$here/small.yaml"
is 0 "release" release kept
is 0 "its plan" export kept --format plan -o first.yaml
is 0 "release again" release kept
is 0 "log" log kept
holds "what stood is no event" sh -c 'test "$(grep -c released out)" -eq 1'
is 3 "the id of a touchpoint stays" set kept touchpoint/welcome id=other
tells 'ids stay as they are' "and it is said why"
is 3 "the id of the journey stays" set kept journey id=other
is 0 "delete the journey" delete kept journey
tells 'Touchpoints: ' "what goes with it is told"
tells '1 release stays' "and what does not"
is 0 "take it in anew" import kept "$here/small.yaml"
is 0 "change it" set kept journey title=Changed
is 0 "release" release kept
tells 'Release 2' "the numbers go on"
is 0 "the first" export kept --format plan --release 1
holds "is as it was" cmp out first.yaml
is 0 "all is sound" check kept

# Each of them says the same to programs.
json() { "$PYTHON3" -c "import json; d = json.load(open('out')); assert $1, d"; }
is 0 "new" new made --from "$here/small.yaml" --format json
holds "names file and journey" json "d == {'file': 'made', 'journey': 'small'}"
is 0 "import" import made another.yaml --format json
holds "names the journeys" json "d == ['another']"
is 0 "undo" undo made --format json
holds "names what was undone" json "d == {'undone': 'import another.yaml', 'left': None}"
is 0 "add" add made touchpoint stage=sale kind=sale title=One --format json
holds "names the record" json "d == {'at': 'touchpoint/one'}"
is 0 "set" set made touchpoint/one title=Two --format json
holds "names the record" json "d == {'at': 'touchpoint/one'}"
is 0 "copy" copy made touchpoint/one --format json
holds "names the copy" json "d['at'] != 'touchpoint/one'"
is 0 "move" move made touchpoint/one --stage reminders --format json
holds "names the record" json "d == {'at': 'touchpoint/one'}"
is 0 "delete" delete made touchpoint/one --format json
holds "names the record" json "d == {'at': 'touchpoint/one', 'says': None}"
is 0 "undo the deletion" undo made --format json
is 0 "redo" redo made --format json
holds "names what was done again" json "d['redone'] == 'delete touchpoint one'"
is 0 "backup" backup made whole --format json
holds "names the copy" json "d == {'file': 'whole'}"

# What stands in the way is told; nothing goes where the data goes.
is 0 "another file" new bare --from "$here/small.yaml"
is 0 "a text" add bare message touchpoint=reminder-1 purpose=payment place=body
is 1 "it lacks a wording" release bare
holds "and no line is printed" test ! -s out

done_testing
