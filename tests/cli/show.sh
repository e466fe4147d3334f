# What can be looked at, as text and as JSON.
. "$top_srcdir/tests/cli/tap.sh"

is 0 "a map" new map --from "$here/small.yaml"
is 0 "overview" show map
says 'A small journey (small)' "the journey"
says 'Stage: Forgetting (reminders)' "the stages"
says '5 days after the due date, if unpaid, to everyone, by e-mail or else letter' "the trigger reads aloud"
says 'touchpoint/contract' "what is missing"
says 'No department answers for it' "and why"
is 0 "overview in JSON" show map --format json
holds "is JSON" python3 -m json.tool out
cat >look.py <<'PY'
import json, sys
d = json.load(open('out'))
assert d['journey']['languages'] == ['sv'], d
assert [s['id'] for s in d['stages']] == ['sale', 'reminders']
assert d['stages'][1]['touchpoints'][0]['when'].startswith('5 days')
assert d['coverage'] == {'touchpoints': 3, 'yes': 2, 'no': 0, 'unknown': 1}, d['coverage']
assert {g['kind'] for g in d['gaps']} == {'covered', 'owner'}, d['gaps']
PY
holds "with what it shall hold" python3 look.py

for entity in journey system attribute segment condition carrier cap stage touchpoint usage control \
  answer message variant outcome comment edge question metric point workshop vote grade card decision action; do
  is 0 "all of $entity" show map $entity
  is 0 "all of $entity in JSON" show map $entity --format json
  holds "$entity is JSON" python3 -m json.tool out
done
is 0 "one whole" show map touchpoint/reminder-1
says 'Har du glömt oss?' "with its texts"
is 0 "one whole in JSON" show map touchpoint/reminder-1 --format json
cat >look.py <<'PY'
import json
d = json.load(open('out'))
assert d['trigger']['offset_days'] == 5 and d['channels'] == ['email', 'letter']
assert d['messages'][0]['variants'][0]['language'] == 'sv'
assert d['moment_of_truth'] is None
PY
holds "with what one shall hold" python3 look.py
run show map edge
number=$(awk 'NR == 3 { print $1 }' out)
is 0 "an edge by its number" show map "edge/$number"
says 'reminder-1' "which it is"
is 3 "one that is not there" show map touchpoint/remindr-1
tells 'reminder-1' "the nearest is named"
is 3 "a kind that is none" show map touchpiont

# The ranking, with its formula; what is not graded is told.
is 0 "no ranking" show map ranking
tells 'touchpoints lack a grade' "without grades"
is 0 "grades" set map touchpoint/welcome use=4 importance=5 leverage=3 effort=2
is 0 "the ranking" show map ranking
says '^1 .*4 × 5 × 3 × 1 × 60 ÷ 2' "has its terms"
says '^1  *1800 ' "and its score"
tells 'Score: use × importance × leverage × (3 - how it feels) × 60 ÷ effort' "and its formula"
is 0 "for programs" show map ranking --format json
holds "the same" python3 -c "
import json
d = json.load(open('out'))[0]
assert (d['touchpoint'], d['score'], d['rank'], d['agreed']) == ('welcome', 1800, 1, True), d
assert d['effort_known'] and d['use'] == 4, d"

# Every sample.
for file in "$top_srcdir"/journeys/*.yaml; do
  [ -e "$file" ] || continue
  sample=$(basename "$file" .yaml)
  is 0 "$sample" new "$sample" --from "$file"
  is 0 "$sample as text" show "$sample"
  is 0 "$sample as JSON" show "$sample" --format json
  holds "$sample is JSON" python3 -m json.tool out
  is 0 "$sample checked" check "$sample"
  is 0 "$sample out again" export "$sample" --format journey
  holds "$sample byte for byte" cmp out "$file"
done

# Other languages.
LANGUAGE=sv "$KUNDRESA" show map >sv
LANGUAGE=sv "$KUNDRESA" show map --format json >sv.json
"$KUNDRESA" show map --format json >en.json
holds "the keys of JSON are the same in every language" sh -c \
  'grep -o "\"[a-z_0-9]*\":" sv.json >a; grep -o "\"[a-z_0-9]*\":" en.json >b; cmp a b'

done_testing
