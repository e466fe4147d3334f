# The questions of an agenda for one person alone, through a pipe.
. "$top_srcdir/tests/cli/tap.sh"

# talks NAME LINES [ARGUMENT...]: an interview that hears these lines, and ends well.
talks() {
  name=$1 lines=$2
  shift 2
  printf "$lines" | "$KUNDRESA" interview map "$@" >out 2>err
  status=$?
  if [ "$status" -eq 0 ]; then ok "$name"; else not_ok "$name (status $status)"; fi
}

is 0 "a map" new map --from "$here/small.yaml"
talks "the opening" 'A new customer\n\nFewer calls\ncalls a month\n900\nmany\n500\n"I never got it"\n?\nIt came late'
says '^== Opening ==$' "the step is told"
says 'Which customer, which contract' "what is asked"
says "found 'many', expected a whole number" "what does not fit"
says 'kept as what a customer says' "? explains"
tells '5 answers were kept' "how much was kept"
is 0 "the goal" show map journey --format json
says '"goal": "Fewer calls"' "is the journey's"
is 0 "the number" show map metric/calls-a-month --format json
says '"baseline": 900' "with what it is"
says '"target": 500' "and shall be"
says '"evidence": "assumed"' "as assumed"
is 0 "the cards" show map cards --format json
cat >look.py <<'PY'
import json
d = json.load(open('out'))
assert [(c['lane'], c['text'], c['step'], c['evidence']) for c in d] == [
    ('fact', 'A new customer', 'opening', 'assumed'),
    ('quote', '"I never got it"', 'opening', 'assumed'),
    ('quote', 'It came late', 'opening', 'assumed')], d
PY
holds "are of their step" python3 look.py

# Going on: the last question was not left, so it is asked again, and then the next.
talks "another day" '\nin a shop\n\n'
says 'We go on where you were last time' "is told"
says 'What does the customer say today' "with the question that was open"
says 'Where does the purchase happen' "and the next one"
says_not 'Which customer' "not with those before"
talks "only looking" ''
says 'What is sold' "the place is kept"
talks "from the start" '' --again
says 'Which customer' "when one wants it"
talks "then" ''
says 'What is sold' "which alone moves nothing"

# Through to support: 5 more of sale, 5 of distribution, 5 of message, 6 of reminders.
talks "on to support" '\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\nHave you got my payment?\nWhy so much?\n\n120\n4\ncarrier pigeon\nphone\n-\nspaceship\ne\nGentle\n-\n'
says "'Have you got my payment?': how many asked it from" "the count of last month"
says 'carrier pigeon' "a way that is none"
says "No touchpoint has 'spaceship'" "a cause that is none"
says "Several have 'e'" "or more than one"
is 0 "what came of it" show map questions --format json
cat >look.py <<'PY'
import json, datetime
d = json.load(open('out'))
paid, = [q for q in d['questions'] if q['topic'] == 'Have you got my payment?']
assert paid['caused_by'] == 'reminder-1' and paid['guess'], paid
count, = d['counts']
first = datetime.date.fromisoformat(count['from'])
last = datetime.date.fromisoformat(count['to'])
assert first.day == 1 and (last + datetime.timedelta(1)).day == 1 and first.month == last.month
assert last < datetime.date.today() and (datetime.date.today() - last).days <= 31
assert (count['count'], count['minutes'], count['evidence']) == (120, 480, 'assumed')
assert len(d['questions']) == 2
PY
holds "is a question with its count and cause" python3 look.py

# The rest of support and churn, the grades, the close.
talks "to the end" '\n\n\n\n\n\n\n4\n7\n5\n-\n\n-\n-\nWrite the page\nAnna\n2027-01-31\n\nSmall companies\n2027-02-28\n\nsoon\n2027-06-01\n'
says "'Signs up online': Use" "a touchpoint is graded"
says "found '7', expected" "out of range"
tells 'answers were kept' "to its end"
is 0 "the action" show map actions --format json
says '"due": "2027-01-31"' "has its day"
says '"person": "Anna"' "and its owner"
is 0 "what is parked" show map cards --format json
says '"parked_until": "2027-02-28"' "has its day"
is 0 "the review" show map journey --format json
says '"review_by": "2027-06-01"' "has its day"
is 0 "a grade" show map touchpoint/welcome --format json
says '"use": 4' "is the touchpoint's"
says '"evidence": "assumed"' "as assumed"
talks "once more" ''
tells 'interview map --again' "all of it was asked"
is 0 "nothing is lost" undo map
is 0 "the file holds" check map

# Somebody else was first while one thought about it.
answer_late() {
  printf '\n'
  tries=0
  until grep -q 'Now: Fewer calls' out || [ $tries -eq 5000 ]; do tries=$((tries + 1)); done
  "$KUNDRESA" set map journey goal=Theirs >set.out 2>&1
  printf 'Mine\n'
}
: >out
answer_late | "$KUNDRESA" interview map --agenda minutes-90 --again >out 2>err
is_late=$?
holds "an answer that comes late is no fault" test "$is_late" -eq 0
says 'Theirs' "and is told what stands now"
is 0 "which stays" show map journey --format json
says '"goal": "Theirs"' "as it was set"

# An agenda of one's own: its prompts say what becomes of the answers.
cat >ours.yaml <<'YAML'
kundresa_agenda: 1
id: ours
title: Ours
steps:
  - id: all
    title: All
    phases: [{does: talk, minutes: 5}]
    prompts:
      - {id: mine, text: What is said?, asks: quotes}
      - {id: five, text: What is asked?, asks: questions}
      - {id: next, text: When again?, asks: review}
YAML
talks "an agenda of our own" 'It is too late\n\n?\nWho are you?\n\n2028-01-01\n' --agenda ./ours.yaml
says 'What is said' "is asked"
says 'kept as a question that customers ask' "? says what becomes of the answer"
tells '3 answers were kept' "all were kept"
is 0 "the cards" show map cards --format json
says '"text": "It is too late"' "have the quote"
is 0 "the questions" show map questions --format json
says '"topic": "Who are you?"' "have the question"
is 0 "the journey" show map journey --format json
says '"review_by": "2028-01-01"' "has the day"
talks "once more" '' --agenda ours.yaml
tells 'All of it has been asked' "and one is known the next time"
sed 's/asks: questions/asks: question/' ours.yaml >bad.yaml
is 3 "an agenda with a fault" interview map --agenda bad.yaml
tells "^kundresa: bad.yaml:10:48: Prompt five: asks: .*'question'.*questions" "has its place and remedy"
is 3 "no such file" interview map --agenda no.yaml
tells 'no.yaml' "is named"

# What cannot be.
talks "the other agenda begins by itself" '' --agenda minutes-155
says 'Which customer' "with its first question"
is 3 "no such agenda" interview map --agenda minutes-80
is 3 "no such file" interview nowhere
printf 'bad \033[2J\n' | "$KUNDRESA" interview map --agenda minutes-155 >out 2>err
says 'found' "what could move the cursor is refused"
done_testing
