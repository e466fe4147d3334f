#!/bin/sh
# The JSON Schema and the page of agenda/1 say what the tables say, the page's example is
# an agenda, and the schema refuses what our reader refuses.
set -u
docs=$top_builddir/tests/tools/keyed_docs
kundresa=$top_builddir/kundresa
page=$top_srcdir/man/kundresa-agenda.5
home=$(mktemp -d) || exit 99
trap 'rm -rf "$home"' EXIT
out=$home/out
echo "1..7"

result() { # status number name
  if [ "$1" -eq 0 ]; then echo "ok $2 - $3"; else
    head -20 "$out" | sed 's/^/# /'
    echo "not ok $2 - $3"
  fi
}

"$docs" agenda schema | diff "$top_srcdir/data/schema/agenda-1.json" - >"$out" 2>&1
result $? 1 "data/schema/agenda-1.json is up to date (else: make update-docs)"

"$docs" agenda man <"$page.in" | diff "$page" - >"$out" 2>&1
result $? 2 "man/kundresa-agenda.5 is up to date (else: make update-docs)"

if ! command -v mandoc >/dev/null 2>&1; then
  for number in 3 4 5; do echo "ok $number - the page # SKIP mandoc is not installed"; done
else
  mandoc -Tlint -Wwarning "$page" >"$out" 2>&1
  result $? 3 "the page is sound mdoc"
  # As a reader copies it from the screen.
  mandoc -Tutf8 -O width=200 "$page" | sed 's/.\x08//g' |
    sed -n '/^ *kundresa_agenda: 1$/,/^SEE ALSO$/{/^SEE ALSO$/!s/^     //p;}' >"$home/ours.yaml"
  [ -s "$home/ours.yaml" ] && "$kundresa" agenda "$home/ours.yaml" >"$out" 2>&1
  result $? 4 "the page's example is an agenda"
  sed 's/asks: review/asks: revew/' "$home/ours.yaml" >"$home/bad.yaml"
  "$kundresa" agenda "$home/bad.yaml" >"$out" 2>&1
  [ $? -eq 3 ] && grep -q "bad.yaml:25:.*Prompt again: asks: .*'revew'.*'review'" "$out"
  result $? 5 "an example with a fault is none"
fi

if [ -z "${PYTHON3:-}" ] || ! "$PYTHON3" -c 'import yaml, jsonschema' 2>/dev/null; then
  for number in 6 7; do echo "ok $number - # SKIP python3-yaml or python3-jsonschema is missing"; done
  exit 0
fi
cat >"$home/fits.py" <<'PY'
import glob, json, sys
import jsonschema, yaml
top = sys.argv[1]
schema = json.load(open(f"{top}/data/schema/agenda-1.json", encoding="utf-8"))
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
def fault(document):
    return next((f"{f.json_path}: {f.message}" for f in validator.iter_errors(document)), "")
if len(sys.argv) == 2:
    for path in glob.glob(f"{top}/data/agenda/*.yaml"):
        assert not fault(yaml.safe_load(open(path, encoding="utf-8"))), path
else:
    for number, line in enumerate(open(sys.argv[2], encoding="utf-8"), 1):
        assert fault(yaml.safe_load(line)), f"the schema accepts line {number}"
PY
"$PYTHON3" "$home/fits.py" "$top_srcdir" >"$out" 2>&1
result $? 6 "each agenda that comes with kundresa fits its schema"

# One fault a line, which both refuse.
cat >"$home/faults" <<'YAML'
{kundresa_agenda: 2, id: a, title: A, steps: [{id: s, title: S, phases: [{does: talk, minutes: 1}]}]}
{kundresa_agenda: 1, id: 1a, title: A, steps: [{id: s, title: S, phases: [{does: talk, minutes: 1}]}]}
{kundresa_agenda: 1, id: a, steps: [{id: s, title: S, phases: [{does: talk, minutes: 1}]}]}
{kundresa_agenda: 1, id: a, title: {de: A}, steps: [{id: s, title: S, phases: [{does: talk, minutes: 1}]}]}
{kundresa_agenda: 1, id: a, title: A, steps: [{id: s, title: S, phases: [{does: talk, minutes: 0}]}]}
{kundresa_agenda: 1, id: a, title: A, steps: [{id: s, title: S, phases: [{does: sing, minutes: 1}]}]}
{kundresa_agenda: 1, id: a, title: A, steps: [{id: s, title: S, phases: [{does: talk}]}]}
{kundresa_agenda: 1, id: a, title: A, steps: [{id: s, title: S}]}
{kundresa_agenda: 1, id: a, title: A, steps: [{id: s, title: S, needs: [gaol], phases: [{does: talk, minutes: 1}]}]}
{kundresa_agenda: 1, id: a, title: A, steps: [{id: s, title: S, prompts: [{id: p, text: Q, asks: x}], phases: [{does: talk, minutes: 1}]}]}
{kundresa_agenda: 1, id: a, title: A, more: 1, steps: [{id: s, title: S, phases: [{does: talk, minutes: 1}]}]}
YAML
"$PYTHON3" "$home/fits.py" "$top_srcdir" "$home/faults" >"$out" 2>&1
refused=$?
while read -r line; do
  printf '%s\n' "$line" >"$home/one.yaml"
  "$kundresa" agenda "$home/one.yaml" >/dev/null 2>"$home/said"
  [ $? -eq 3 ] && grep -q 'one.yaml:1:' "$home/said" || { echo "read: $line" >>"$out"; refused=1; }
done <"$home/faults"
result $refused 7 "both refuse what does not fit"
