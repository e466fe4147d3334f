#!/bin/sh
# The life of one invoice under a plan.
. "$top_srcdir/tests/cli/tap.sh"
plan=$top_srcdir/data/golden/se-hold.yaml

is 0 "a life" explain "$plan" issued=2026-04-30 due=2026-05-20 fee=known \
  "attributes=amount=250000|group=home"
says '^2026-05-25  Step remind-1$' "the reminder on its day"
says 'is sent: its day has come (due)' "the decision and its reason in words"
says 'Text of remind-1 for large ones\.' "the text that this customer gets"
says '^2026-06-08  Step remind-2$' "a step that counts from it, ten business days on"
says 'a person must say yes first (approval)' "what is not sent, and why"

is 0 "an invoice that is paid" explain "$plan" issued=2026-04-30 due=2026-05-20 \
  events=paid=2026-05-22 --on 2026-05-25 --format json
holds "the same for programs" "$PYTHON3" -c "
import json, sys
steps = {s['step']: s for s in json.load(open('out'))}
assert steps['invoice']['decision'] == 'send' and steps['invoice']['text']
assert steps['remind-1']['reason'] == 'stopped:paid', steps['remind-1']
"

is 2 "a field that is none" explain "$plan" dew=2026-05-20
tells "no field 'dew'" "says so"
is 2 "a day that is none" explain "$plan" due=2026-02-30
tells "expected a day" "says so"
is 2 "no day at all" explain "$plan" cycle=1
tells "due=2026-11-30" "says what to do"
is 2 "no mark" explain "$plan" due
is 3 "a plan that is not there" explain nowhere.yaml due=2026-05-20
is 3 "a journey is no plan" explain "$top_srcdir/tests/cli/small.yaml" due=2026-05-20
done_testing
