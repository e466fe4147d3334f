# What is told of a journey as a whole: questions and their cost, hand-overs, what is
# due, and the page of answers.
. "$top_srcdir/tests/cli/tap.sh"

is 0 "a map" new map --from "$here/small.yaml"
is 0 "no question yet" show map questions
tells 'kundresa add map question' "how to add one"

# Questions.
is 0 "a question" add map question id=paid topic="Have you got my payment?" period=2026-01 \
  count=310 minutes=4 caused_by=reminder-1 evidence=measured answer="It shows after two days."
is 0 "another" add map question id=why topic="Why so much?" period=2026-01 count=100
is 0 "they are ranked" show map questions
says 'Have you got my payment?  *300  *30,000 SEK  *365,000 SEK  *Measured  *Gentle reminder' "with cost and cause"
says '100 SEK where nobody says otherwise' "who says what a contact costs"
says 'A tenth of it.*48,' "and what can be saved"
says_not 'What became of them' "nothing to compare yet"
is 0 "a count after a change" add map volume question=paid from=2026-03-02 to=2026-03-08 count=7
is 0 "shown" show map questions
says 'Saved in 30 days since.*27,000 SEK' "what was saved"
says 'periods of different lengths' "what to mind"
is 0 "its own cost" set map journey contact_cost=5000
is 0 "in JSON" show map questions --format json
cat >look.py <<'PY'
import json
d = json.load(open('out'))
assert [q['id'] for q in d['questions']] == ['why', 'paid'], d['questions']
why, paid = d['questions']
assert why['guess'] and why['contact_cost'] == 5000 and why['contact_cost_from'] == 'journey', why
assert paid['in_30_days'] == 30.0 and paid['cost_30_days'] == 150000 and paid['minutes_30_days'] == 120
assert paid['caused_by'] == 'reminder-1' and not paid['guess']
change, = d['changes']
assert change['before'] == {'from': '2026-01-01', 'to': '2026-01-31', 'count': 310, 'in_30_days': 300.0}
assert change['saved_30_days'] == 270 * 5000 and change['lengths_differ'] and not change['guess']
assert len(d['counts']) == 3
assert d['sums']['saved_30_days'] == 1350000 and d['sums']['currency'] == 'SEK'
PY
holds "with what it shall hold" python3 look.py
is 0 "a count the wrong way round" add map volume question=why from=2026-03-08 to=2026-03-01 count=7
is 0 "is left out" show map questions
tells 'question/why: a dated count ends before it begins' "and told"
is 3 "a count of nothing" add map volume question=whi from=2026-03-08 to=2026-03-09 count=7
is 0 "the records themselves" show map question
says 'paid' "as they are"

# The page of answers.
is 0 "the answers" export map --format faq
holds "as they are" test "$(grep -c '^## ' out)" = 1
tells '1 question has no answer yet' "what is left out"
is 0 "an answer with traps" set map question/why topic='# <b>a*b*</b> [x](y) & `c`' \
  answer='- no list
1. nor this
    no code
<script>alert(1)</script> \ ![i](j) _u_ | ~s~
=====

+ ¶ {amount_due}'
is 0 "the answers again" export map --format faq
cat >want <<'MD'
# questions and answers

## \# &lt;b&gt;a\*b\*&lt;/b&gt; \[x\](y) &amp; \`c\`

\- no list\
1\. nor this\
no code\
&lt;script&gt;alert(1)&lt;/script&gt; \\ !\[i\](j) \_u\_ \| \~s\~\
\=====

\+ ¶ {amount\_due}

## Have you got my payment?

It shows after two days.
MD
holds "nothing is taken for markup" diff out want
is 0 "to a file" export map --format faq --output faq.md
holds "the same" diff faq.md want
is 2 "of a release there are none" export map --format faq --release 1

# Hand-overs.
is 0 "hand-overs" show map handovers
says 'Marketing owns 1 of 3; hand-overs: 1; blind spots: 1' "of each department"
says 'Reads the contract' "what nobody owns"
is 0 "blind spots" show map blind-spots
says 'does not see it' "alone"
says_not 'takes part' "nothing else"
is 0 "one is told" set map touchpoint/contract owner.department=it contributes=finance informed=marketing
is 0 "then" show map blind-spots
says 'It sees all that stands before and after its own' "there is one less"
is 0 "in JSON" show map handovers --format json
cat >look.py <<'PY'
import json
d = json.load(open('out'))
assert [x['department'] for x in d['departments']] == ['finance', 'marketing', 'it'], d
finance = d['departments'][0]
assert finance['beside'] == [{'way': 'from', 'own': 'reminder-1', 'other': 'contract', 'owner': 'it',
                              'sight': 'contributes'}], finance
assert d['unowned'] == []
PY
holds "with what it shall hold" python3 look.py

# What is due.
is 0 "nothing is overdue" show map --due --on 2026-11-28
says 'Lacking *no day *Look at the journey again: A small journey' "what has no day"
is 0 "a day" set map journey review_by=2026-12-01 owner.department=finance owner.person=Anna
is 0 "soon" show map --due --on 2026-11-28
says 'Soon *in 3 days *2026-12-01 .*Finance, Anna' "with its owner"
is 1 "too late" show map --due --on 2026-12-02
says 'Overdue *1 day late' "by a day"
is 1 "in JSON" show map --due --on 2026-12-02 --format json
cat >look.py <<'PY'
import json
d = json.load(open('out'))
assert d['on'] == '2026-12-02' and d['overdue'] == 1 and d['soon'] == 0
item, = d['items']
assert item == {'state': 'overdue', 'day': '2026-12-01', 'kind': 'review', 'at': 'journey/small',
                'what': 'Look at the journey again: A small journey',
                'owner': {'department': 'finance', 'person': 'Anna'}}, item
PY
holds "with what it shall hold" python3 look.py
is 2 "no such day" show map --due --on tomorrow
is 2 "of a part" show map touchpoint --due
is 0 "the file holds" check map

# Every sample.
for file in "$top_srcdir"/journeys/*.yaml; do
  sample=$(basename "$file" .yaml)
  run new "$sample" --from "$file"
  for what in questions handovers blind-spots; do
    is 0 "$sample: $what" show "$sample" $what --format json
    holds "$sample: $what is JSON" python3 -m json.tool out
  done
  is 0 "$sample: answers" export "$sample" --format faq
done
done_testing
