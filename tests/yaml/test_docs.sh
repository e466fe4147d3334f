#!/bin/sh
# The JSON Schema and the page of journey/1 say what the table of fields says,
# and the page's example is a journey.
set -u
docs=$top_builddir/tests/tools/journey_docs
page=$top_srcdir/man/kundresa-journey.5
out=$(mktemp) || exit 99
trap 'rm -f "$out" "$out.canonical"' EXIT
echo "1..4"

result() { # status number name
  if [ "$1" -eq 0 ]; then echo "ok $2 - $3"; else
    head -20 "$out" | sed 's/^/# /'
    echo "not ok $2 - $3"
  fi
}

"$docs" schema | diff "$top_srcdir/data/schema/journey-1.json" - >"$out" 2>&1
result $? 1 "data/schema/journey-1.json is up to date (else: make update-docs)"

"$docs" man <"$page.in" | diff "$page" - >"$out" 2>&1
result $? 2 "man/kundresa-journey.5 is up to date (else: make update-docs)"

if command -v mandoc >/dev/null 2>&1; then
  mandoc -Tlint -Wwarning "$page" >"$out" 2>&1
  result $? 3 "the page is sound mdoc"
else
  echo "ok 3 - the page is sound mdoc # SKIP mandoc is not installed"
fi

# The example is written in canonical form, so it must come out unchanged.
sed -n '/^\.Bd -literal$/,/^\.Ed$/{/^\./!p;}' "$page" >"$out.canonical"
"$top_builddir/tests/yaml/journey_canonical" <"$out.canonical" 2>"$out" |
  diff "$out.canonical" - >>"$out" 2>&1 && [ -s "$out.canonical" ]
result $? 4 "the page's example is read and written unchanged"
