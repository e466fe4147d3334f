# Files that cannot be used: a sentence, a status, and nothing broken.
. "$top_srcdir/tests/cli/tap.sh"

is 0 "a map" new map --from "$here/small.yaml"
head -c 4096 /dev/urandom >garbage
: >empty
mkdir folder
cp map newer
# The schema's number stands at byte 60 of an SQLite file, big-endian.
printf '\177\000\000\000' | dd of=newer bs=1 seek=60 conv=notrunc 2>/dev/null
cp map foreign
# And whose file it is, at byte 68.
printf 'ABCD' | dd of=foreign bs=1 seek=68 conv=notrunc 2>/dev/null
cp map cut
size=$(wc -c <cut)
head -c $((size / 2)) map >cut

for what in missing garbage empty folder newer foreign cut; do
  before=$(cksum <$what 2>/dev/null)
  for command in "show $what" "log $what" "export $what --format journey" "releases $what" \
    "set $what touchpoint/welcome title=x" "undo $what" "import $what $here/small.yaml"; do
    run $command
    case $status in
    3) ok "$command: refused" ;;
    *) not_ok "$command: status $status, not 3" ;;
    esac
    if [ "$(grep -c . err)" -ge 1 ] && grep -q "$what" err; then
      ok "$command: with a sentence that names it"
    else
      not_ok "$command: with a sentence that names it"
    fi
  done
  if [ "$before" = "$(cksum <$what 2>/dev/null)" ]; then ok "$what: left as it was"; else not_ok "$what: left as it was"; fi
done
holds "nothing was made" test ! -e missing
run show newer
tells 'newer' "a newer file says so"

# A file of the first kundresa is brought up to date also by who only looks.
python3 -c "import sqlite3, sys; db = sqlite3.connect('old'); db.executescript(open(sys.argv[1]).read())" \
  "$top_srcdir/tests/store/version-1.sql"
is 0 "an old file" show old
holds "a copy is kept" test -d backups
is 0 "and it is sound" check old

# Files of the other kind, and ids that are taken.
is 3 "a map where YAML is wanted" import map map
tells "map: It is a kundresa file; expected a journey in YAML. 'kundresa export map --format journey'" "the way to YAML is named"
is 3 "a map to start from" new other --from map
tells "kundresa file" "and there too"
is 3 "a journey that is there" import map "$here/small.yaml"
tells 'small.yaml: there is a journey' "the file is named"

is 3 "backup over a file" backup map garbage
is 0 "backup" backup map copy
is 0 "of which one can go on" show copy
is 0 "check" check map
is 0 "check in JSON" check map --format json
holds "is JSON" python3 -m json.tool out

cp map locked
chmod 444 locked
if [ -w locked ]; then
  ok "read-only files # SKIP this user may write everything"
  ok "unreadable files # SKIP this user may read everything"
else
  is 0 "a read-only file can be shown" show locked
  run set locked touchpoint/welcome title=x
  if [ "$status" -ge 3 ]; then ok "and not be changed"; else not_ok "and not be changed"; fi
  chmod 000 locked
  is 3 "an unreadable file" show locked
fi

# Standard output that cannot take it.
if [ -w /dev/full ]; then
  "$KUNDRESA" show map >/dev/full 2>err
  status=$?
  holds "a full disk is told" test "$status" -eq 5
  tells 'could not be written' "in words"
fi
"$KUNDRESA" show map >&- 2>err
status=$?
holds "no standard output is told" test "$status" -eq 5
"$KUNDRESA" new closed --empty 2>&- <&-
status=$?
holds "no standard error does no harm" test "$status" -eq 0
is 0 "and the file is whole" check closed

long=$(printf '%0300d' 0 | tr 0 x)
is 3 "a name that is too long" show "$long"
is 3 "an id that is too long" show map "touchpoint/$long"
is 3 "a title that is too long" set map touchpoint/welcome "title=$long"
is 3 "a field that is too long" set map touchpoint/welcome "$long=x"
is 2 "a command that is too long" "$long"
is 3 "a value that is not UTF-8" set map touchpoint/welcome "title=$(printf 'a\377b')"
is 0 "UTF-8 in a value" set map touchpoint/welcome "title=Får 日本語 👋"
is 0 "and out again" show map touchpoint/welcome
says 'Får 日本語 👋' "as it went in"

# A journey as YAML is not opened, and the way to is told.
cp "$here/small.yaml" map.yaml
is 3 "YAML" show map.yaml
tells 'kundresa new NAME.kundresa --from map.yaml' "the way is told"
is 0 "which works" new way --from map.yaml

done_testing
