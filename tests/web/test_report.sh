#!/bin/sh
# The minutes as a page in a browser: on a phone, on a desk, in the dark, on paper, and for
# people who cannot see it.
set -u
skip() {
  echo "1..0 # SKIP $1"
  exit 0
}
modules=${KUNDRESA_NODE_MODULES:-$top_builddir/web/node_modules}
[ -d "$modules/axe-core" ] || skip "axe-core is not there: make -C build web-tools"
for program in node "${CHROMIUM:-chromium}"; do
  command -v "$program" >/dev/null || skip "$program is not there"
done

work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
"$KUNDRESA" new "$work/sample" --from "$top_srcdir/journeys/electricity-se.yaml" 2>/dev/null || exit 1
"$KUNDRESA" new "$work/small" --from "$top_srcdir/tests/cli/report.yaml" 2>/dev/null || exit 1
# One word that is longer than a phone is wide, where there is least room.
long=Betalningspåminnelseavgiftsbestridandeblankettöversändelsebekräftelsemottagningstid
"$KUNDRESA" set "$work/small" touchpoint/fakturan title=$long || exit 1
"$KUNDRESA" set "$work/small" decision/tva-paminnelser text=$long || exit 1
for name in sample small; do
  "$KUNDRESA" report "$work/$name" --format html --lang sv --on 2026-11-28 -o "$work/$name.html" ||
    exit 1
done
NODE_PATH=$modules node "$top_srcdir/tests/web/report.cjs" "${KUNDRESA_SHOTS:-$work}" \
  "$work/sample.html" "$work/small.html"
