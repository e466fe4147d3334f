# Releasing, and writing out what was released.
. "$top_srcdir/tests/cli/tap.sh"

is 0 "a map" new map --from "$here/small.yaml"
is 3 "no release yet" export map --format plan
tells 'kundresa release' "what to do is told"
is 0 "dry run" release map --dry-run
tells 'would be release 1' "it says what it would be"
is 0 "no release by that" releases map --format json
holds "the list is empty" sh -c 'python3 -c "import json; assert json.load(open(\"out\")) == []"'
is 0 "release" release map --format json
holds "is JSON" python3 -m json.tool out
cp out made.json
is 0 "plan" export map --format plan -o plan1.yaml
holds "its digest is that which was told" sh -c 'grep -q "$(sha256sum <plan1.yaml | cut -c1-64)" made.json'
is 0 "release again" release map
tells 'Nothing has changed since release 1' "it stands"
is 0 "one release" releases map --format json
holds "and no other" sh -c 'python3 -c "import json; assert len(json.load(open(\"out\"))) == 1"'
is 0 "a change" set map touchpoint/reminder-1 trigger.offset_days=7
is 0 "the latest, of a map that is ahead of it" export map --format plan
holds "is as it was" cmp out plan1.yaml
tells 'This is release 1; the journey has changed since' "and that it is behind is told"
is 0 "the same by its number" export map --format plan --release 1
holds "is what was asked for" test ! -s err
is 0 "release the change" release map
tells 'Release 2' "it has the next number"
is 0 "the latest" export map --format plan -o plan2.yaml
holds "nothing is behind" test ! -s err
is 0 "the first" export map --format plan --release 1
holds "is as it was" cmp out plan1.yaml
holds "the latest is another" sh -c '! cmp -s plan1.yaml plan2.yaml'
is 3 "one that is not there" export map --format plan --release 3
is 2 "no number" export map --format plan --release x
is 2 "a journey has no release" export map --format journey --release 1
is 2 "no format" export map
is 0 "undo" undo map
is 0 "undo leaves releases" export map --format plan --release 2
holds "as they are" cmp out plan2.yaml

# The same journey in another file gives the same bytes.
is 0 "another file" new other --from "$here/small.yaml"
is 0 "released" release other
is 0 "its plan" export other --format plan
holds "the same bytes" cmp out plan1.yaml

# What cannot run is not released, and everything is listed.
is 0 "no text" delete map message/reminder-text
is 1 "a reminder without a text" release map
tells 'reminder-1' "the place is told"
tells 'Nothing was released: 1 thing' "and that nothing was"
is 1 "a dry run tells the same" release map --dry-run
is 0 "nothing new" releases map --format json
holds "two as before" sh -c 'python3 -c "import json; assert len(json.load(open(\"out\"))) == 2"'

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

# What is worth knowing is told, and stops nothing.
is 0 "a language more" set other journey "languages=sv en"
is 0 "release" release other
tells 'no text to everyone in .en' "it is told where a language is missing"
is 0 "a language less" set other journey languages=nb
is 1 "but the first one must be there" release other --format json
holds "both are told to programs" sh -c 'python3 -c "
import json
d = json.load(open(\"out\"))
assert d[\"faults\"][0][\"code\"] == \"missing-text\"
assert d[\"notices\"][0][\"code\"] == \"foreign-language\"
"'
is 3 "a time zone that is none" set other journey timezone=Europe/Stockhlm
tells "Did you mean 'Europe/Stockholm'" "the right one is guessed"

# What can never be sent is told, with the way out.
is 0 "a map" new gap --from "$here/small.yaml"
is 0 "another reminder" add gap touchpoint id=reminder-2 stage=reminders kind=reminder \
  "title=Second reminder" channels=letter trigger.anchor=previous trigger.offset_days=14
is 0 "its message" add gap message id=second-text touchpoint=reminder-2 purpose=reminder place=body
facts='Betala {amount_due} som förföll {due_date} till {bank_account}, OCR {payment_ref}.'
is 0 "its text" add gap variant message=second-text language=sv "body=Hej! $facts"
is 0 "they can be sent" release gap --dry-run
is 0 "a large gap" set gap journey late.least_gap_days=60
is 1 "between two reminders" release gap --dry-run
tells 'reminder-2.*the least gap holds it back' "it is told which, and why"
is 0 "another policy" set gap journey late.policy=walk
is 0 "sends it late" release gap --dry-run

# A text to some goes before the one to everyone, whichever was written first.
is 0 "a text to them" add gap variant message=second-text segment=new language=sv "body=Hejsan! $facts"
is 0 "a release" release gap
is 0 "its plan" export gap --format plan
holds "has theirs first" sh -c 'python3 -c "
import yaml
plan = yaml.safe_load(open(\"out\"))
found = [m for s in plan[\"steps\"] for m in s[\"messages\"] if m[\"id\"] == \"second-text\"]
assert [v[\"segment\"] for v in found[0][\"variants\"]] == [\"new\", None]
"'

# Errors of the audit stop a release, unless somebody accepts them.
day=2026-11-27
is 0 "a map" new costly --from "$here/small.yaml"
is 0 "a fee above what law allows" set costly touchpoint/reminder-1 fee.kind=fixed fee.amount=9900
is 1 "is not released" release costly --on $day
tells 'touchpoint/reminder-1: SE-FEE-01: The law says' "the rule and the place are told"
tells 'kundresa waive costly FINDING' "and that it can be waived"
is 3 "nothing was" export costly --format plan
is 1 "the same for programs" release costly --on $day --format json
holds "has a code" "$PYTHON3" -c "
import json
assert [f['code'] for f in json.load(open('out'))['faults']] == ['audit']"
run audit costly --on $day --format json
mark=$("$PYTHON3" -c "
import json
print([f['fingerprint'] for f in json.load(open('out'))['findings'] if f['rule'] == 'SE-FEE-01'][0])")
is 0 "accepted" waive costly "$mark" --reason "Until the price list is changed." --department finance
is 0 "it is released" release costly --on $day
is 0 "its plan" export costly --format plan -o costly.yaml
holds "says who accepted what and why" "$PYTHON3" -c "
import yaml
audit = yaml.safe_load(open('costly.yaml'))['audit']
assert audit['day'] == '$day' and audit['errors'] == 0, audit
assert {'id': 'SE', 'version': '2026-11'} in audit['packs'], audit
waived, = audit['waived']
assert waived['rule'] == 'SE-FEE-01' and waived['severity'] == 'error', waived
assert waived['touchpoint'] == 'reminder-1' and waived['message'] is None, waived
assert waived['reason'] == 'Until the price list is changed.', waived
assert waived['department'] == 'finance' and waived['person'] and waived['given'], waived
assert waived['until'] is None and waived['fingerprint'] == '$mark', waived"
is 0 "the plan can be audited" audit costly.yaml --on $day --format json
holds "and what was waived still is" "$PYTHON3" -c "
import json
audit = json.load(open('out'))
assert audit['plan'] and audit['waived'] == 1 and audit['errors'] == 0, audit
assert not audit['lapsed'], audit['lapsed']"
run export costly --format journey
cp out costly.journey
is 0 "the same journey again" new costly2 --from costly.journey
is 0 "the same day" release costly2 --on $day
is 0 "its plan" export costly2 --format plan
holds "the same bytes" cmp out costly.yaml
is 2 "no day" release costly --on soon
is 0 "rules that are none" add costly rulepack id=ours "rules=nonsense: 1"
is 1 "stop it too" release costly --on $day
tells 'rulepack/ours: ' "with their place"
is 0 "waivers can be shown all the same" show costly waivers
tells 'rulepack/ours:1:1' "with what is wrong with the rules"

# Samples: each can be released, or says all that is in the way.
for file in "$top_srcdir"/journeys/*.yaml; do
  [ -e "$file" ] || continue
  name=$(basename "$file" .yaml)
  "$KUNDRESA" new "$name" --from "$file" 2>/dev/null
  is 0 "$name is released" release "$name"
done

done_testing
