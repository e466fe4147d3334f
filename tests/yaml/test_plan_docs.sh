#!/bin/sh
# The JSON Schema and the page of plan/1 say what the program does, and the
# page's example is compiled to the page's plan by the commands that the page
# names.
set -u
docs=$top_builddir/tests/tools/plan_docs
page=$top_srcdir/man/kundresa-plan.5
home=$(mktemp -d) || exit 99
trap 'rm -rf "$home"' EXIT
out=$home/out
echo "1..6"

result() { # status number name
  if [ "$1" -eq 0 ]; then echo "ok $2 - $3"; else
    head -20 "$out" | sed 's/^/# /'
    echo "not ok $2 - $3"
  fi
}

"$docs" schema | diff "$top_srcdir/data/schema/plan-1.json" - >"$out" 2>&1
result $? 1 "data/schema/plan-1.json is up to date (else: make update-docs)"

"$docs" man <"$page.in" | diff "$page" - >"$out" 2>&1
result $? 2 "man/kundresa-plan.5 is up to date (else: make update-docs)"

if command -v mandoc >/dev/null 2>&1; then
  mandoc -Tlint -Wwarning "$page" >"$out" 2>&1
  result $? 3 "the page is sound mdoc"
else
  echo "ok 3 - the page is sound mdoc # SKIP mandoc is not installed"
fi

# The first display is the journey, the second the plan.
awk -v home="$home" '/^\.Bd -literal$/ { n++; inside = 1; next }
  /^\.Ed$/ { inside = 0 } inside { print > (home "/" n ".yaml") }' "$page"
cd "$home" || exit 99
{ "$KUNDRESA" new shop --from 1.yaml && "$KUNDRESA" release shop --on 2026-10-01; } >"$out" 2>&1
result $? 4 "the example's journey is taken in and released"
# How much was found changes with the rules.
for plan in 2 plan; do
  [ "$plan" = 2 ] || "$KUNDRESA" export shop --format plan -o plan.yaml >"$out" 2>&1
  sed '/^  \(warnings\|infos\|not_evaluated\): [0-9]*$/d' $plan.yaml >$plan.same
done
diff 2.same plan.same >"$out" 2>&1
result $? 5 "its plan is the one on the page"
"$KUNDRESA" export shop --format journey -o journey.yaml >"$out" 2>&1 &&
  grep -q "$(sha256sum <journey.yaml | cut -c1-64)" plan.yaml
result $? 6 "it names the digest of the journey that it was compiled from"
