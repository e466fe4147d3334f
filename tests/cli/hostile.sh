# No byte that could move the cursor reaches the terminal, whatever a file or
# an argument holds.
. "$top_srcdir/tests/cli/tap.sh"

# What a terminal could take for an order: C0 but the newline, DEL, C1, and the
# marks that turn the direction of writing.
clean() {
  cat out err >both
  if LC_ALL=C grep -q "$(printf '[\001-\011\013-\037\177]')" both ||
    LC_ALL=C grep -q "$(printf '\302[\200-\237]')" both ||
    LC_ALL=C grep -q "$(printf '\342\200[\252-\256]')" both; then
    not_ok "$1"
  else
    ok "$1"
  fi
}

bad=$(printf 'a\033[2Jb\302\233c\342\200\256d\177e')
run "$bad"
clean "a command"
run show "$bad"
clean "a file's name"
run new map --from "$bad"
clean "a journey's name"
is 0 "a map" new map --from "$here/small.yaml"
for word in "$bad" "touchpoint/$bad" "$bad/x"; do
  run show map "$word"
  clean "an address"
done
run set map touchpoint/welcome "$bad=x"
clean "a field"
run set map touchpoint/welcome "title=$bad"
clean "a value"
run show map --journey "$bad"
clean "a journey"
run show map "--$bad"
clean "an option"
run show map --format "$bad"
clean "a choice"
run log map --limit "$bad"
clean "a number"
run help "$bad"
clean "help"

printf 'kundresa_journey: 1\nid: x\ntitle: "\\e[2J\\u202e"\n' >bad.yaml
is 3 "a journey that holds such" import map bad.yaml
clean "says so in plain characters"
printf 'kundresa_journey: 1\n"\\e[2J": x\n' >bad.yaml
is 3 "a key that holds such" import map bad.yaml
clean "is told in plain characters"

# A file that somebody changed behind our back.
is 0 "a mark" set map touchpoint/welcome title=HOSTILEHOSTILE note=HOSTILEHOSTILE
is 0 "and another" set map journey title=HOSTILEHOSTILE
LC_ALL=C sed "s/HOSTILEHOSTILE/$(printf 'A\033[2JB\302\233C\177\342\200\256')/g" map >map2
rm -f map-wal map-shm
holds "the file is changed" sh -c '! cmp -s map map2'
for command in "show map2" "show map2 touchpoint/welcome" "show map2 touchpoint" "log map2 --changes" \
  "show map2 --format json" "report map2" \
  "report map2 --format markdown" "report map2 --format html" "log map2 --changes --format json" "check map2"; do
  run $command
  clean "$command"
done
run show map2 --format json
if [ "$status" -eq 0 ]; then
  holds "JSON stays JSON" python3 -m json.tool out
fi

done_testing
