# The minutes: in three forms and two languages as they shall be (tests/cli/golden), whole
# and sound whatever people have written, and never half in a file.
. "$top_srcdir/tests/cli/tap.sh"
golden=$here/golden

is 0 "a map with a workshop that was held" new map --from "$here/report.yaml"
for lang in sv en; do
  for form in text markdown html; do
    is 0 "$form in $lang" report map --format $form --lang $lang --on 2026-11-28
    if [ -n "${KUNDRESA_UPDATE_GOLDENS:-}" ]; then cp out "$golden/report-$lang.$form"; fi
    holds "as it shall be (else: make update-goldens)" diff "$golden/report-$lang.$form" out
  done
done
cp out page.html
is 0 "the language of the program, where none is asked for" report map --format html --on 2026-11-28
holds "and the same bytes again" cmp page.html out

# HTML, read by a parser that is not ours.
holds "the page is sound" "$PYTHON3" "$here/report.py" page page.html en
is 0 "the page of a sample" new sample --from "$top_srcdir/journeys/electricity-se.yaml"
run report sample --format html --lang sv -o page.html
holds "is sound" "$PYTHON3" "$here/report.py" page page.html sv
is 0 "a map with nothing in it" new empty --empty
is 0 "has minutes" report empty --format html
cp out page.html
holds "and they are sound" "$PYTHON3" "$here/report.py" page page.html en

# What people write is words in every form.
hostile=$("$PYTHON3" "$here/report.py" hostile)
for at in journey title journey goal touchpoint/fakturan title decision/tva-paminnelser text \
  action/skriv text action/rakna text card/forklara text card/foretag text \
  question/varfor topic stage/kop title system/utskick title metric/samtal title \
  workshop/forsta title workshop/forsta quote segment/nya title; do
  if [ -z "${record:-}" ]; then record=$at; continue; fi
  is 0 "hostile words in $record $at" set map "$record" "$at=$hostile"
  record=
done
is 0 "as a page" report map --format html -o page.html
holds "they are words" "$PYTHON3" "$here/report.py" page page.html en hostile
is 0 "as Markdown" report map --format markdown
holds "they are words" "$PYTHON3" "$here/report.py" markdown out
is 0 "as text" report map
holds "they are there" grep -q -F '<script>' out
holds "and no line is too long" "$PYTHON3" "$here/report.py" text out

# What has changed.
is 0 "a map" new since --from "$here/report.yaml"
is 0 "a change" set since touchpoint/paminns title="Får ett vykort"
is 0 "since the beginning" report since --since 1
says 'Får en vänlig påminnelse.*→' "the change is told"
is 0 "since the workshop" report since --since workshop
says "Compared with the end of the workshop 'Den första fakturan'" "says since when"
is 3 "since a release that is none" report since --since release
tells 'nothing has been released yet' "says so"
is 0 "a card and a decision" add since decision text="Vi skriver om." date=2026-11-28
is 0 "are told" report since --since 2
says '^Vi skriver om' "where they belong"
holds "and not once more" sh -c '! grep -q "Decision .Vi skriver om" out'
says 'Nothing but what' "nothing else is told"
is 0 "a release" release sample
is 0 "a change" set sample touchpoint/paminnelse-1 title="Får ett vykort"
is 0 "another workshop" add sample workshop id=andra title="Den andra" date=2026-12-02 state=held
is 0 "another release, after it" release sample
is 0 "since the release" report sample --since release
says 'Compared with release 2 of' "says which"
says_not 'vykort.*→' "what came before is not told"
is 0 "of its own accord" report sample
says 'Compared with release 1 of' "what came last before that workshop"
says 'Får en vänlig påminnelse.*→' "the change is told"

# Whole or not at all.
echo old >keep.html
is 3 "into a folder that is not there" report map --format html -o nowhere/page.html
is 3 "over a map" report map --format html -o empty
holds "which stays" "$KUNDRESA" check empty
is 2 "what cannot be made" report map --format html --since soon -o keep.html
tells "'soon' is no moment" "says so"
holds "leaves the file" grep -q old keep.html
is 2 "a form that there is not" report map --format pdf
tells 'html' "says which there are"
is 3 "a text that is no map" report "$here/report.yaml"

done_testing
