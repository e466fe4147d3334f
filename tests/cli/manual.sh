# The manual page and the completion say what the table says.
. "$top_srcdir/tests/cli/tap.sh"

page=$top_srcdir/man/kundresa.1
sed -n '/^\.\\" begin of what/,/^\.\\" end of what/p' "$page" | sed '1d;$d' >stands
is 0 "the table's part of the manual" manual
holds "stands in man/kundresa.1 (or run make update-docs)" cmp out stands
if command -v mandoc >/dev/null; then
  mandoc -T lint -W warning "$page" >lint 2>&1
  holds "mandoc finds nothing" test ! -s lint
  sed 's/^/# /' lint
fi

is 0 "completion" completion bash
cp out completion
if command -v bash >/dev/null; then
  complete_is() {
    found=$(PATH=$(dirname "$KUNDRESA"):$PATH bash -c '. ./completion; COMP_WORDS=('"$1"' ""); [ -n "$2" ] && COMP_WORDS[-1]=$2
      COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _kundresa; printf "%s " "${COMPREPLY[@]}"' x "" "$2")
    if [ "$found" = "$3 " ]; then ok "$1 $2: $3"; else not_ok "$1 $2: $found"; fi
  }
  holds "bash takes it" bash -n completion
  complete_is "kundresa" "und" "undo"
  complete_is "kundresa show file" "--f" "--format"
  complete_is "kundresa show file --format" "" "text json"
  complete_is "kundresa export file --format" "" "journey plan faq"
  complete_is "kundresa export file -f" "pl" "plan"
  complete_is "kundresa audit file --format" "" "text json sarif junit github"
  complete_is "kundresa audit file --min-severity" "" "info warn error"
  complete_is "kundresa help" "und" "undo"
  touch 'a file'
  complete_is "kundresa show" "a" "a file"
  run new map.kundresa --from "$here/small.yaml"
  touch map.kundresa-wal map.kundresa-shm
  complete_is "kundresa show" "map" "map.kundresa"
  complete_is "kundresa --format json" "und" "undo"
  complete_is "kundresa log map.kundresa" "" ""
  complete_is "kundresa show map.kundresa" "tou" "touchpoint/"
  complete_is "kundresa add map.kundresa" "tou" "touchpoint"
  complete_is "kundresa show --journey small map.kundresa" "touchpoint/re" "touchpoint/reminder-1"
  complete_is "kundresa show map.kundresa --journey" "" "small"
  complete_is "kundresa set map.kundresa touchpoint/welcome" "owner.p" "owner.person="
  complete_is "kundresa add map.kundresa cap" "" "id= counts= messages= days="
  complete_is "kundresa export map.kundresa --format =" "pl" "plan"
  complete_is "kundresa open --journey=small --theme = mono" "a" "a file"
  complete_is "kundresa backup map.kundresa" "a" "a file"
  complete_is "kundresa new x --from" "a" "a file"
fi

done_testing
