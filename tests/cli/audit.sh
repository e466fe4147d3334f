# Auditing: what is told and how, waivers, and the status that builds go by.
. "$top_srcdir/tests/cli/tap.sh"

pack=$here/audit-pack.yaml
day=2026-11-27
json() { # NAME PYTHON: whether a statement about the last output holds
  holds "$1" "$PYTHON3" -c "
import json
d = json.load(open('out'))
by = lambda rule: [f for f in d['findings'] if f['rule'] == rule]
$2"
}

is 0 "a map" new map --from "$here/small.yaml"
is 1 "errors" audit map --pack "$pack" --on $day
tells 'does not stop a release' "and that a release does not look at that pack"
says '^Gentle reminder (touchpoint/reminder-1)$' "they stand under their touchpoint"
says '^  Error OWN-STEP$' "with severity and rule"
says "Your own rule: Only letters" "the sentence begins as its confidence asks"
says 'What to do: Send a letter' "what to do"
says 'Mended by:  Legal' "who can mend it"
says 'Source:     our board (policy, read 2026-11-01)' "the source, and the day it was read"
says 'Where:      message/reminder-text, sv, Text, 3:13' "a text by its place in it"
says 'Words:      "sett"' "and its words"
says '^Not evaluated, since it is not known$' "what is not known is told"
says 'kundresa add map declaration field=fee_agreed value=VALUE' "with the command that states it"
says_not 'OWN-STEP.*fee_agreed' "and is no finding"
is 1 "as many columns as there are" audit map --pack "$pack" --on $day --format json
json "the same for programs" "
one, = by('OWN-STEP')
rule, = [r for r in d['rules'] if r['id'] == 'OWN-STEP']
assert rule['severity'] == one['severity'] == 'error'
assert rule['confidence'] == 'policy' and rule['source'] == 'our board' and rule['pack'] == 'test'
assert {r['id'] for r in d['rules']} == {f['rule'] for f in d['findings']}
assert one['place'] == {'touchpoint': 'reminder-1'}
word, = by('OWN-WORD')
p = word['place']
assert (p['part'], p['line'], p['column'], p['words']) == ('body', 3, 13, 'sett')
assert 'file' not in p and 'segment' not in p
assert any(u['rule'] == 'OWN-UNKNOWN' and u['field'] == 'fee_agreed' for u in d['unevaluated'])
assert any(p['id'] == 'test' and p['own'] for p in d['packs'])
assert d['errors'] == sum(f['severity'] == 'error' for f in d['findings'])
"
is 1 "errors only" audit map --pack "$pack" --on $day --min-severity error --format json
json "are all that is listed" "assert {f['severity'] for f in d['findings']} == {'error'}"
is 1 "one language" audit map --pack "$pack" --on $day --lang sv
is 3 "a language that the journey lacks" audit map --lang fi
tells "It has: sv" "those it has are told"
is 2 "no day" audit map --on tomorrow
is 2 "no file" audit
is 3 "no such file" audit nothing.yaml
is 3 "no such pack" audit map --pack nowhere
echo "kundresa_rules: 2" >broken.yaml
is 3 "a pack that cannot be read" audit map --pack broken.yaml
tells 'broken.yaml:1:' "its place is told"
holds "and nothing is said of the journey" test ! -s out
is 2 "a text has one journey" audit "$here/small.yaml" --journey small

# Texts have lines.
sed 's/Read it aloud/Läs högt/' "$here/small.yaml" >"my map, 1.yaml"
is 1 "a text" audit "my map, 1.yaml" --pack "$pack" --on $day --format json
json "findings stand at their lines in it" "
lines = open('my map, 1.yaml', encoding='utf-8').read().split('\n')
p = by('OWN-WORD')[0]['place']['file']
assert lines[p['line'] - 1][p['column'] - 1:].startswith('sett'), p
p = by('OWN-STEP')[0]['place']['file']
assert lines[p['line'] - 1][p['column'] - 1:] == 'id: reminder-1', p
"
cp out file.json
run export map --format journey
cp out text.yaml
"$KUNDRESA" audit - --pack "$pack" --on $day --format json <text.yaml >out 2>err
json "standard input has the same findings" "
other = json.load(open('file.json'))
marks = lambda d: sorted(f['fingerprint'] for f in d['findings'])
assert marks(d) == marks(other)
"

is 0 "another map" new costly --from "$here/small.yaml"
is 0 "a fee above what law allows" set costly touchpoint/reminder-1 fee.kind=fixed fee.amount=9900
is 0 "as text" export costly --format journey -o costly.yaml
is 1 "is found" audit costly.yaml --on $day --format json
json "at the fee" "
lines = open('costly.yaml', encoding='utf-8').read().split('\n')
p = by('SE-FEE-01')[0]['place']['file']
assert lines[p['line'] - 1].strip() == 'amount: 9900', (p, lines[p['line'] - 1])
"

# Rules.
is 0 "a rule is explained" audit --explain SE-FEE-01
says 'lag 1981:739' "with its source"
is 0 "one's own too" audit --explain OWN-STEP --pack "$pack"
is 3 "one that is not there" audit --explain SE-FEE-99

# Accepting.
is 1 "the findings" audit map --pack "$pack" --on $day --format json
mark=$("$PYTHON3" -c "
import json
print([f['fingerprint'] for f in json.load(open('out'))['findings'] if f['rule'] == 'OWN-STEP'][0])")
short=$(printf %.8s "$mark")
is 2 "not without a reason" waive map "$short" --pack "$pack"
is 3 "not what is no finding" waive map zzzz --reason Why --pack "$pack"
is 2 "not for a department that is none" waive map "$short" --reason Why --pack "$pack" --department tea
is 0 "a finding is accepted" waive map "$short" --reason "The board agreed." --until 2100-01-01 \
  --department legal --pack "$pack"
tells 'OWN-STEP is waived at Gentle reminder' "and it is told"
run audit map --pack "$pack" --on $day
says '^Waived$' "it stands among the waived"
says 'Accepted by:.*Legal' "by whom"
says 'Reason: *The board agreed.' "why"
says 'Until: *2100-01-01' "until when"
is 0 "waivers can be listed" show map waivers
says "OWN-STEP" "with their rules"
says "none of the packs at hand has its rule" "without the pack nobody asks for what they are for"
is 3 "once is enough" waive map "$short" --reason Again --pack "$pack"
run audit map --pack "$pack" --on 2100-01-02
says '^Waivers that lapsed$' "it lapses after its last day"
says 'Its last day has passed' "and that is why"
is 0 "another way to send it" set map touchpoint/reminder-1 channels=sms
run audit map --pack "$pack" --on $day
says 'The text or the rule is another one' "it lapses when what was accepted changes"
is 0 "undo" undo map
is 0 "undo" undo map
run audit map --pack "$pack" --on $day
says_not '^Waived$' "a waiver can be taken back"

# Stating facts.
is 3 "no such fact" add map declaration field=fee_agred value=yes
tells "fee_agreed" "the right one is guessed"
is 3 "no such value" add map declaration field=fee_agreed value=perhaps
is 0 "a fact" add map declaration field=fee_agreed value=no
is 1 "counts" audit map --pack "$pack" --on $day --format json
json "and the rule can be evaluated" "
assert by('OWN-UNKNOWN') and not any(u['rule'] == 'OWN-UNKNOWN' for u in d['unevaluated'])"

# What reads as bytes.
is 1 "github" audit "my map, 1.yaml" --pack "$pack" --on $day --format github
says '^::error file=my map%2C 1.yaml,line=[0-9]*,col=[0-9]*,title=OWN-STEP touchpoint/reminder-1::' \
  "has a place, with a comma escaped"
says '::Your own rule: Only letters, please: 100 %25, always.%0ASend a letter' \
  "and a text with percent and ends of lines escaped"
says '^::warning .*endColumn=.*OWN-WORD message/reminder-text/sv/body' "with the end of the words"
is 1 "github of a map" audit map --pack "$pack" --on $day --format github
says '^::error file=map,title=OWN-STEP' "has no lines"

done_testing
