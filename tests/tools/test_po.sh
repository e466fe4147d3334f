#!/bin/sh
# Every text of the sources is translated, and every translation fits.
set -u
for tool in xgettext msgmerge msgattrib msgcat msgfmt; do
  if ! command -v $tool >/dev/null 2>&1; then
    echo "1..0 # SKIP $tool is not installed"
    exit 0
  fi
done
home=$(mktemp -d) || exit 99
trap 'rm -rf "$home"' EXIT
cd "$top_srcdir" || exit 99
find src -name '*.[ch]' | LC_ALL=C sort |
  xgettext --from-code=UTF-8 --language=C --keyword=_ --keyword=N_ --keyword=NC_:1c,2 \
    --keyword=P_:1,2 --add-comments=L10N --package-name=kundresa --no-location \
    --files-from=- -o "$home/all.pot" || exit 99
echo "1..8"
n=0
result() { # status name
  n=$((n + 1))
  if [ "$1" -eq 0 ]; then echo "ok $n - $2"; else
    head -20 "$home/told" | sed 's/^/# /'
    echo "not ok $n - $2"
  fi
}
for lang in sv nb; do
  msgmerge --quiet --no-fuzzy-matching -o "$home/$lang.po" "po/$lang.po" "$home/all.pot"
  # The number counts texts of several lines too; the first lines only help to find them.
  left=$(LC_ALL=C msgfmt --statistics -o /dev/null "$home/$lang.po" 2>&1 | grep -o '[0-9]* untranslated')
  msgattrib --untranslated --no-obsolete --no-wrap "$home/$lang.po" | grep '^msgid ' | grep -v '^msgid ""$' >"$home/told"
  [ -z "$left" ]
  result $? "$lang: nothing is untranslated (else: make update-po)"
  msgattrib --only-fuzzy --no-obsolete "$home/$lang.po" | grep '^msgid ' >"$home/told"
  [ ! -s "$home/told" ]
  result $? "$lang: nothing is uncertain"
  # What was put in by hand lacks the marks without which formats are neither
  # checked nor found when the program runs.  Where lines are broken, though, is
  # left as it is by msgmerge --update.
  msgcat --no-wrap "po/$lang.po" | grep -v '^"POT-Creation-Date' >"$home/old"
  msgcat --no-wrap "$home/$lang.po" | grep -v '^"POT-Creation-Date' >"$home/new"
  diff "$home/old" "$home/new" >"$home/told"
  result $? "$lang: all is as the sources have it (else: make update-po)"
  msgfmt --check -o /dev/null "po/$lang.po" >"$home/told" 2>&1
  result $? "$lang: formats and plurals fit"
done
