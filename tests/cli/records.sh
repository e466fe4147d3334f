# Adding, setting, moving, copying, deleting, and taking it back.
. "$top_srcdir/tests/cli/tap.sh"

titles() { "$KUNDRESA" show map touchpoint --format json | sed -n 's/^ *"id": "\(.*\)",/\1/p' | tr '\n' ' '; }
order() { "$KUNDRESA" show map --format json | sed -n '/"stages"/,/"coverage"/s/^ *"id": "\(.*\)",/\1/p' | tr '\n' ' '; }
order_is() {
  found=$(order)
  if [ "$found" = "$1 " ]; then ok "$2"; else not_ok "$2: $found"; fi
}

is 0 "a map" new map --from "$here/small.yaml"
order_is "sale welcome contract reminders reminder-1" "the order to begin with"

is 0 "add" add map touchpoint stage=sale kind=sale "title=Får en påse"
says '^touchpoint/far-en-pase$' "its address is printed"
is 0 "add the same title" add map touchpoint stage=sale kind=sale "title=Får en påse"
says '^touchpoint/far-en-pase-2$' "with an id of its own"
is 0 "add a part" add map variant message=reminder-text language=nb "body=Hei"
variant=$(cat out)
is 0 "a part by its number" show map "$variant"
says 'Hei' "its text"
is 3 "add without what is required" add map touchpoint stage=sale "title=No kind"
tells "lacks 'kind', one of sale, .* or churn" "it is told what would do"
tells 'kind' "the field is named"
is 3 "add to nothing" add map touchpoint stage=salee kind=sale title=x
tells "there is no stage 'salee'. Did you mean 'sale'?" "what is not there is named"
is 3 "set to nothing" set map touchpoint/welcome "stage=remindrs" "note=x"
tells "Did you mean 'reminders'?" "what is not there is named"
is 3 "a connection to nothing" add map edge from=welcome to=nowhere kind=next
tells "there is no touchpoint 'nowhere'" "what is not there is named"
is 3 "add a kind that is none" add map touchpont title=x
tells "Did you mean 'touchpoint'?" "the nearest kind is named"
is 3 "add a kind and an id" add map touchpoint/new-one stage=sale kind=sale title=x
tells 'kundresa add FILE touchpoint id=new-one' "the way to write it is told"
is 3 "set an id without its kind" set map reminder-1 title=x
tells 'touchpoint/reminder-1' "the way to write it is told"
is 2 "add a journey" add map journey title=x
is 2 "add what is there" add map touchpoint/welcome title=x

is 0 "set" set map touchpoint/welcome title="Signs up" owner.department=it
is 0 "look" show map touchpoint/welcome --format json
says '"title": "Signs up"' "the title is set"
says '"department": "it"' "and the department"
is 0 "empty a field" set map touchpoint/welcome owner.department=
is 0 "set the journey" set map journey brand=Exempel
is 0 "set by the list's name" set map touchpoints/welcome moment_of_truth=true
is 3 "a value that is none" set map touchpoint/welcome covered=maybe
tells 'yes, no or unknown' "the values are named"
is 3 "one good, one bad" set map touchpoint/welcome title=Changed experience.as_is=7
is 0 "look again" show map touchpoint/welcome --format json
says '"title": "Signs up"' "none was set"
is 3 "a field that is none" set map touchpoint/welcome titel=x
tells "Did you mean 'title'?" "the nearest field is named"
is 3 "a required field emptied" set map touchpoint/welcome title=
is 2 "no =" set map touchpoint/welcome title
is 2 "twice" set map touchpoint/welcome title=a title=b
is 3 "a record that is none" set map touchpoint/welcom title=x
tells 'welcome' "the nearest id is named"
is 3 "a number that is none" set map variant/9999 language=en
is 2 "no id" set map touchpoint title=x
is 3 "a control character" set map touchpoint/welcome "title=$(printf 'a\033[2Jb')"
is 0 "an id is changed with what points to it" set map touchpoint/welcome id=hello
is 0 "see" export map --format journey
says '  - from: hello' "the edge followed"
is 0 "and back" undo map

is 0 "move after" move map touchpoint/welcome --after contract
order_is "sale contract welcome far-en-pase far-en-pase-2 reminders reminder-1" "it stands after"
is 0 "move before" move map touchpoint/far-en-pase-2 --before contract
order_is "sale far-en-pase-2 contract welcome far-en-pase reminders reminder-1" "it stands before"
is 0 "move after the last" move map touchpoint/contract --after far-en-pase
order_is "sale far-en-pase-2 welcome far-en-pase contract reminders reminder-1" "it is the last"
is 0 "move over" move map touchpoint/contract --before reminder-1
order_is "sale far-en-pase-2 welcome far-en-pase reminders contract reminder-1" "it is in the other stage"
is 0 "its kind" show map touchpoint/contract --format json
says '"kind": "reminder"' "follows its stage"
is 0 "move into a stage" move map touchpoint/far-en-pase --stage reminders
order_is "sale far-en-pase-2 welcome reminders contract reminder-1 far-en-pase" "it is the last there"
is 0 "move a stage" move map stage/reminders --before sale
order_is "reminders contract reminder-1 far-en-pase sale far-en-pase-2 welcome" "with all it holds"
is 2 "move nowhere" move map touchpoint/contract
is 2 "move two ways" move map touchpoint/contract --before welcome --after welcome
is 3 "move to nothing" move map touchpoint/contract --before welcom
is 2 "a stage into a stage" move map stage/sale --stage reminders

is 0 "copy" copy map touchpoint/reminder-1
says '^touchpoint/reminder-1-2$' "its address is printed"
order_is "reminders contract reminder-1 reminder-1-2 far-en-pase sale far-en-pase-2 welcome" "it stands after"
is 0 "the copy" show map touchpoint/reminder-1-2
says 'Vi har inte sett din betalning' "has its texts"
says 'Gentle reminder (copy)' "and says what it is"
says 'reminder-text-2' "which have ids of their own"
is 2 "copy the journey" copy map journey/x/y extra
is 3 "copy the only journey" copy map journey

is 0 "undo" undo map
tells 'copied: Touchpoint Gentle reminder' "what was taken back is told"
order_is "reminders contract reminder-1 far-en-pase sale far-en-pase-2 welcome" "the copy is gone"
is 0 "redo" redo map
order_is "reminders contract reminder-1 reminder-1-2 far-en-pase sale far-en-pase-2 welcome" "and back"

is 0 "delete" delete map touchpoint/reminder-1
tells 'Messages: 1' "what goes with it is told"
is 3 "it is gone" show map touchpoint/reminder-1
is 0 "undo the delete" undo map
is 0 "it is back" show map touchpoint/reminder-1
says 'Vi har inte sett din betalning' "with its texts"
is 0 "delete a stage" delete map stage/reminders
tells 'Touchpoints: 4' "its touchpoints are told"
is 0 "undo that" undo map
order_is "reminders contract reminder-1 reminder-1-2 far-en-pase sale far-en-pase-2 welcome" "all is back"

is 0 "log" log map
says 'deleted: Stage' "the delete is told"
is 0 "log with changes" log map --changes --limit 3
is 0 "log in JSON" log map --format json --limit 2 --changes
holds "is JSON" python3 -m json.tool out
while "$KUNDRESA" undo map 2>/dev/null; do :; done
is 3 "nothing is left to undo" undo map
order_is "sale welcome contract reminders reminder-1" "what the file started with stays"
is 0 "whoami" whoami map
is 0 "whoami with a department" whoami map --department finance
says 'Finance' "it is told"
is 0 "it is remembered" whoami map --format json
says '"department": "finance"' "in the file"
is 2 "a department that is none" whoami map --department finanse
tells "finance" "the nearest is named"
is 0 "forget it" whoami map --department none
is 3 "a name longer than any field takes" whoami map --name "$(printf '%081d' 0)"
tells 'at most 80' "is refused with its limit"
says_not 'Finance' "it is forgotten"

# What was done is told in the reader's language, by titles.
is 0 "a map to tell of" new told --from "$here/small.yaml"
is 0 "a change to tell of" set told touchpoint/welcome note=x
LANGUAGE=sv "$KUNDRESA" undo told >out 2>err </dev/null
tells 'Anteckning i Kontaktpunkt ”Signs up online”' "undo says in Swedish what was taken back"
LANGUAGE=sv "$KUNDRESA" log told >out 2>err </dev/null
says 'Anteckning i Kontaktpunkt' "the log says it too"
is 0 "for programs" log told --format json
says 'set note of touchpoint welcome' "the label stays the same"

# Without its segment a message goes to everyone, and that is said.
is 0 "a map with a segment" new narrow --from "$here/small.yaml"
is 0 "a step for it" set narrow touchpoint/reminder-1 trigger.segment=new
is 0 "texts for it" add narrow variant message=reminder-text segment=new language=sv subject=A body=B
"$KUNDRESA" export narrow --format journey >narrow.yaml
is 0 "the segment goes" delete narrow segment/new
tells 'These go with it: .*Variants: 1' "its texts go too: they were for nobody else"
tells 'will go to everyone: Touchpoint reminder-1' "who gets it then is told"
is 0 "what is left" export narrow --format journey
holds "has one text in Swedish" test "$(grep -c 'language: sv' out)" -eq 1
is 0 "undo" undo narrow
is 0 "brings back" export narrow --format journey
holds "all of it" cmp out narrow.yaml

# Two texts for the same people can come about; they are kept, and not released.
is 0 "a second text" add narrow variant message=reminder-text language=sv subject=A body=B
is 0 "written out" export narrow --format journey -o twice.yaml
is 0 "is taken in" new twice --from twice.yaml
is 0 "and written out" export twice --format journey
holds "again the same" cmp out twice.yaml
is 1 "but not released" release twice
tells "second text in 'sv' to everyone" "with the reason"

# Amounts and rates are whole numbers.
is 3 "an amount with a point" set narrow journey contact_cost=12.50
tells '1250 is 12.50' "the unit is told"

done_testing
