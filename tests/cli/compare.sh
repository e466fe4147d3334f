# Versions: told apart, made one, and in git.
. "$top_srcdir/tests/cli/tap.sh"
small=$here/small.yaml

# change FILE OUT PROGRAM: a version by sed.
change() { sed "$3" "$1" >"$2"; }
change "$small" later.yaml 's/offset_days: 5/offset_days: 7/'
change "$small" titled.yaml 's/title: Signs up online/title: Signs up/; s/Senast: /Senast den: /'
change "$small" latest.yaml 's/offset_days: 5/offset_days: 9/'

# diff
is 0 "the same" diff "$small" "$small"
holds "is told as nothing" test ! -s err
is 1 "another day" diff "$small" later.yaml
says "Touchpoint 'Gentle reminder'" "by touchpoint"
says 'Days: 5 → 7 (7 days after the due date)' "in words"
is 1 "another title and text" diff "$small" titled.yaml --format json
holds "as JSON" python3 -c "
import json
found = [(c['at'], c['change'], c['field'], c['after']) for g in json.load(open('out')) for c in g['changes']]
assert found[0] == ('touchpoint/welcome', 'changed', 'title', 'Signs up'), found
assert found[1][0] == 'message/reminder-text/variant' and found[1][2] == 'body', found
assert len(found) == 2, found"
is 1 "in words" diff "$small" titled.yaml
says 'Text: "… Senast: … → "… Senast den: …\|"… Senast' "only what differs of a text"
run diff - later.yaml
"$KUNDRESA" diff - later.yaml <"$small" >out 2>err
holds "from standard input" grep -q '5 → 7' out
is 2 "standard input twice" diff - -
is 3 "a file that is not there" diff "$small" nothing
is 3 "what is no journey" diff "$small" /dev/null
is 0 "a map" new map --from "$small"
is 0 "a map and its text" diff map "$small"
is 0 "released" release map
is 0 "moved by two days" set map touchpoint/reminder-1 trigger.offset_days=7
is 1 "a release and the map" diff map@1 map
says 'Days: 5 → 7' "as its plan would be"
is 0 "released" release map
is 1 "two releases" diff map@1 map@2
says 'Days: 5 → 7' "differ by that"
is 0 "a plan" export map --format plan -o plan.yaml
is 0 "a plan and its release" diff plan.yaml map@2
is 3 "a release that is not there" diff map@9 map
is 3 "no journey by that name" diff map "$small" --journey other

# merge
is 0 "different fields" merge "$small" later.yaml titled.yaml -o merged.yaml
holds "both are there" sh -c 'grep -q "offset_days: 7" merged.yaml && grep -q "title: Signs up$" merged.yaml'
is 0 "to standard output" merge "$small" later.yaml titled.yaml
holds "the same" cmp out merged.yaml
is 0 "a map takes it" new merged --from merged.yaml
cp later.yaml taken.yaml
is 4 "the same field" merge "$small" later.yaml latest.yaml -o taken.yaml
tells "Touchpoint 'Gentle reminder': Days: ours 7, theirs 9" "both values are told"
tells 'conflicts ours' "and what to do"
holds "nothing is written" cmp taken.yaml later.yaml
holds "nor left behind" sh -c '! ls -a | grep -q "taken.yaml."'
is 4 "as JSON" merge "$small" later.yaml latest.yaml --format json -o taken.yaml
holds "both values" python3 -c "
import json
told = json.load(open('out'))
one, = told['conflicts']
assert told['merged'] is False and one['at'] == 'touchpoint/reminder-1', told
assert (one['field'], one['base'], one['ours'], one['theirs']) == ('trigger.offset_days', '5', '7', '9'), one"
is 2 "JSON and the text in one stream" merge "$small" later.yaml latest.yaml --format json
is 0 "theirs" merge "$small" later.yaml latest.yaml --conflicts theirs -o taken.yaml
holds "is taken" cmp taken.yaml latest.yaml
is 0 "ours" merge "$small" later.yaml latest.yaml --conflicts=ours -o taken.yaml
holds "is taken" cmp taken.yaml later.yaml
is 2 "nobody's" merge "$small" later.yaml latest.yaml --conflicts nobody
sed '/^touchpoints:/,$d' "$small" >without.yaml
is 4 "deleted against changed" merge "$small" without.yaml later.yaml
tells 'we deleted it, they changed it' "is told"
is 3 "a map is no text" merge "$small" map later.yaml
is 3 "over a map" merge "$small" later.yaml titled.yaml -o map
is 3 "a broken side" merge "$small" "$top_srcdir/README" later.yaml
is 2 "two are too few" merge "$small" later.yaml
: >empty
is 0 "added by both" merge empty later.yaml later.yaml
holds "alike" cmp out later.yaml

# git
is 3 "no repository" git-setup /
if command -v git >/dev/null; then
  PATH=$(dirname "$KUNDRESA"):$PATH
  GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null GIT_CEILING_DIRECTORIES=$home
  GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.org GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.org
  export PATH GIT_CONFIG_GLOBAL GIT_CONFIG_SYSTEM GIT_CEILING_DIRECTORIES GIT_AUTHOR_NAME GIT_AUTHOR_EMAIL \
    GIT_COMMITTER_NAME GIT_COMMITTER_EMAIL
  git init -q repository
  cp "$small" 'repository/our "map" [1].yaml'
  cp "$small" repository/other.journey.yaml
  echo 'a: 1' >repository/foreign.yaml
  printf '*.png binary' >repository/.gitattributes
  is 0 "git-setup" git-setup repository
  says 'merge.kundresa.driver' "says what it did"
  cp repository/.gitattributes before
  is 0 "again" git-setup repository --format json
  holds "nothing is left to do" python3 -c "
import json
assert json.load(open('out')) == {'attributes': [], 'settings': []}"
  holds "the attributes stay" cmp repository/.gitattributes before
  holds "the old line too" grep -qx '\*.png binary' before
  cd repository || exit 99
  git check-attr merge -- 'our "map" [1].yaml' other.journey.yaml foreign.yaml >../out
  holds "journeys are merged by meaning" sh -c 'test "$(grep -c "merge: kundresa" ../out)" -eq 2'
  holds "nothing else is" grep -q 'foreign.yaml: merge: unspecified' ../out
  "$KUNDRESA" new map.kundresa --from "$small" 2>/dev/null
  git add -A && git commit -qm base && git branch base
  for side in later titled latest; do
    git checkout -q -b "$side" base
    cp "../$side.yaml" 'our "map" [1].yaml'
    git commit -qam "$side"
  done
  git checkout -q later
  holds "git merges two branches" git merge -q -m merged titled
  holds "by meaning" cmp 'our "map" [1].yaml' ../merged.yaml
  if git merge -q -m merged latest >../out 2>../err; then not_ok "a conflict"; else ok "a conflict"; fi
  holds "both values are told" grep -q 'ours 7, theirs 9' ../err
  holds "ours is left, whole" cmp 'our "map" [1].yaml' ../merged.yaml
  holds "git knows of the conflict" sh -c 'git ls-files -u | grep -q map'
  git merge --abort
  "$KUNDRESA" set map.kundresa touchpoint/welcome title=Registers 2>/dev/null >&2
  git diff -- map.kundresa >../out 2>../err
  holds "git shows a map as text" grep -q '^+    title: Registers' ../out
  holds "and leaves nothing behind" test ! -s ../err
  cd ..
fi

is 2 "conflicts are decided on a screen only" merge --resolve "$small" "$small" "$small" -o out.yaml
tells "there is no terminal here" "which is said"
is 2 "and what is merged needs a file" merge --resolve "$small" "$small" "$small"
tells "needs a file, --output OUT" "which is said too"
holds "nothing was written" test ! -e out.yaml

done_testing
