# A workshop run from the command line, with an agenda that comes with kundresa and with
# one of a company's own.
. "$top_srcdir/tests/cli/tap.sh"

# clock SECONDS: how long after a certain moment it is.
clock() { echo $((1772442000000 + $1 * 1000)) >clock; }
clock 0
KUNDRESA_CLOCK=$home/clock
export KUNDRESA_CLOCK

is 0 "the agendas" agenda
says '^minutes-155 .*155 ' "are listed"
is 0 "one of them" agenda minutes-90 -o own.yaml
holds "is written as it is" cmp own.yaml "$top_srcdir/data/agenda/minutes-90.yaml"
is 0 "to standard output, too" agenda minutes-90
holds "the same" cmp out own.yaml
is 3 "one that there is not" agenda minutes-91
tells "Did you mean 'minutes-90'" "has a neighbour"

is 0 "a map" new map --from "$here/small.yaml"
is 0 "before a workshop" workshop map
says 'minutes-90' "the agendas are told"
tells "'kundresa workshop map start' starts one" "and how to start"
is 3 "going on" workshop map next
tells 'no workshop is under way' "is not possible yet"
tells "'kundresa workshop map start' starts one" "and the command that starts one is told"
is 0 "starting" workshop map start --title "Our invoices"
says '^Workshop: *Our invoices$' "has a name"
says '^Step: *Opening$' "begins with the first step"
says '^Time left: *5:00$' "has its clock"
is 3 "starting once more" workshop map start
tells 'under way already' "is refused"

clock 60
is 0 "a minute later" workshop map --format json
cat >look.py <<'PY'
import json
d = json.load(open('out'))
assert d['workshop'] == 'our-invoices' and d['agenda'] == 'minutes-90', d
assert (d['step'], d['step_number'], d['steps'], d['phase']) == ('opening', 1, 9, 'talk'), d
assert (d['seconds_left'], d['next']) == (240, 'go-on'), d
assert 'goal' in d['missing'] and 'goal' not in d['met'], d
PY
holds "programs read it" python3 look.py
is 0 "more time" workshop map longer --minutes 2
says '^Time left: *6:00$' "moves the clock"
is 2 "a time that is none" workshop map longer --minutes soon
is 2 "minutes for nothing" workshop map next --minutes 2
tells 'minutes goes with the word longer' "are told"
is 2 "a word that is none" workshop map nxet
tells "Did you mean 'next'" "has a neighbour"
is 0 "the goal" set map journey goal="Fewer calls"
is 0 "is there" workshop map --format json
holds "now" python3 -c "import json; assert 'goal' in json.load(open('out'))['met']"

is 0 "on to the first step" workshop map next
says '^Phase: *Write silently$' "where cards are written"
says '^Next: *the cards are revealed$' "and what comes then is told"
is 0 "the reveal" workshop map next
is 0 "the mapping" workshop map next
is 0 "the vote" workshop map next
says '^Phase: *Vote$' "is voted"
is 0 "which is closed" workshop map next --format json
holds "first" python3 -c "import json; d = json.load(open('out')); assert d['closed'] and d['phase'] == 'vote'"
is 0 "and then left" workshop map next
says '^Step: *Distribution$' "for the next step"
is 0 "the end" workshop map end
tells 'No workshop is under way' "is the end"
is 0 "its record" show map workshops --format json
says '"state": "held"' "says that it was held"

# An agenda of our own.
sed 's/^id: minutes-90/id: ours/; s/minutes: 5}/minutes: 7}/' own.yaml >ours.yaml
is 0 "an agenda of our own" agenda ours.yaml
says '^Minutes: *92$' "is looked through"
sed 's/does: reveal/does: revael/' ours.yaml >bad.yaml
is 3 "one with a fault" workshop map start --agenda bad.yaml
tells "bad.yaml:49:16: Phase: does: found 'revael'. Did you mean 'reveal'" "is refused with its place"
is 0 "nothing" workshop map
tells 'No workshop is under way' "has begun"
is 0 "one that is good" workshop map start --agenda ./ours.yaml
says '^Time left: *7:00$' "is followed"
is 3 "another meanwhile" workshop map start --agenda own.yaml
tells 'under way already' "is not taken"
rm ours.yaml
is 0 "without its file" workshop map --format json
says '"agenda": "ours"' "it is known all the same"
is 0 "ended" workshop map end
says '^ours ' "it is offered from now on"
is 0 "by its name" workshop map start --agenda ours
says '^Time left: *7:00$' "too"
is 0 "ended again" workshop map end
is 0 "and written out" agenda ours --kept-by map
says '^id: ours$' "from the file"
is 3 "which no other" agenda ours
tells "no agenda 'ours'" "has"

# What a workshop went by is not replaced.
sed 's/^id: minutes-90/id: ours/; s/minutes: 5}/minutes: 9}/' own.yaml >ours.yaml
is 3 "another under the id of one that was held" workshop map start --agenda ./ours.yaml
tells "an id of its own" "is refused"
is 0 "that one" agenda ours --kept-by map
says 'minutes: 7}' "is as it was"
sed 's/^id: minutes-90/id: unused/' own.yaml >unused.yaml
is 3 "a name that is too long" workshop map start --agenda ./unused.yaml --title "$(printf '%0500d' 0)"
sed -i 's/minutes: 5}/minutes: 6}/' unused.yaml
is 0 "what nobody went by yet" workshop map start --agenda ./unused.yaml
says '^Time left: *6:00$' "is taken as it is now"
is 0 "ended at last" workshop map end

# One whose agenda is not known here.
is 0 "one more" workshop map start
holds "of another version" python3 -c "import sqlite3; d = sqlite3.connect('map'); d.execute(\"UPDATE setting SET value = replace(value, 'minutes-90', 'minutes-91') WHERE name LIKE 'workshop:%'\"); d.commit()"
for word in start next longer; do
  is 3 "there, $word" workshop map $word
  tells "'kundresa workshop map end' ends it" "names the command that ends it"
done
is 0 "which does" workshop map end

# Who may not lead takes no agenda into the file.
is 0 "somebody leads" role map boss facilitator
is 0 "somebody votes" role map "$(id -un)" voter
sed 's/^id: minutes-90/id: theirs/' own.yaml >theirs.yaml
is 3 "a voter" workshop map start --agenda theirs.yaml
is 0 "has the file" agenda --kept-by map
says_not '^theirs ' "keep no agenda"
is 3 "and starts none" workshop map start
done_testing
