#!/bin/sh
# The JSON Schema and the page of rules/1 say what the tables say, and the page's
# example is a pack.
set -u
docs=$top_builddir/tests/tools/keyed_docs
page=$top_srcdir/man/kundresa-rules.5
home=$(mktemp -d) || exit 99
trap 'rm -rf "$home"' EXIT
out=$home/out
echo "1..5"

result() { # status number name
  if [ "$1" -eq 0 ]; then echo "ok $2 - $3"; else
    head -20 "$out" | sed 's/^/# /'
    echo "not ok $2 - $3"
  fi
}

"$docs" rules schema | diff "$top_srcdir/data/schema/rules-1.json" - >"$out" 2>&1
result $? 1 "data/schema/rules-1.json is up to date (else: make update-docs)"

"$docs" rules man <"$page.in" | diff "$page" - >"$out" 2>&1
result $? 2 "man/kundresa-rules.5 is up to date (else: make update-docs)"

if ! command -v mandoc >/dev/null 2>&1; then
  echo "ok 3 - the page is sound mdoc # SKIP mandoc is not installed"
  echo "ok 4 - the page's example is a pack # SKIP mandoc is not installed"
  echo "ok 5 - an example with a fault is none # SKIP mandoc is not installed"
  exit 0
fi
mandoc -Tlint -Wwarning "$page" >"$out" 2>&1
result $? 3 "the page is sound mdoc"

# As a reader copies it from the screen.
mandoc -Tutf8 -O width=200 "$page" | sed 's/.\x08//g' |
  sed -n '/^ *kundresa_rules: 1$/,/^FILES$/{/^FILES$/!s/^     //p;}' >"$home/pack.yaml"
"$top_builddir/tests/tools/pack_check" "$home/pack.yaml" >"$out" 2>&1 && [ -s "$home/pack.yaml" ]
result $? 4 "the page's example is a pack"
sed 's/steps_total <= 3/steps_totl <= 3/' "$home/pack.yaml" >"$home/bad.yaml"
"$top_builddir/tests/tools/pack_check" "$home/bad.yaml" >"$out" 2>&1
[ $? -eq 3 ] && grep -q "bad.yaml:9:11: Rule OUR-REMINDERS: must: Found 'steps_totl'" "$out"
result $? 5 "an example with a fault is none"
