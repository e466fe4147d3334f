# What the tests of the command line share.  Each runs in a folder of its own
# and says what it found in the Test Anything Protocol.
set -u
home=$(mktemp -d) || exit 99
trap 'rm -rf "$home"' EXIT
cd "$home" || exit 99
tests=0

ok() { tests=$((tests + 1)); echo "ok $tests - $1"; }
not_ok() {
  tests=$((tests + 1))
  echo "not ok $tests - $1"
  sed 's/^/# out: /' out 2>/dev/null | head -20
  sed 's/^/# err: /' err 2>/dev/null | head -20
}
done_testing() { echo "1..$tests"; }

# Runs kundresa; its output is in the files out and err, its status in $status.
run() {
  "$KUNDRESA" "$@" >out 2>err </dev/null
  status=$?
}

# is STATUS "what is tested" ARGUMENT...: runs kundresa and compares the status.
is() {
  wanted=$1 name=$2
  shift 2
  run "$@"
  if [ "$status" -eq "$wanted" ]; then ok "$name"; else not_ok "$name (status $status, not $wanted)"; fi
}

# says PATTERN NAME, tells PATTERN NAME: what the last run wrote to standard
# output, or to standard error.
says() { if grep -q -e "$1" out; then ok "$2"; else not_ok "$2"; fi; }
tells() { if grep -q -e "$1" err; then ok "$2"; else not_ok "$2"; fi; }
says_not() { if grep -q -e "$1" out; then not_ok "$2"; else ok "$2"; fi; }

# holds NAME COMMAND...: whether the command succeeds.
holds() {
  name=$1
  shift
  if "$@" >held 2>&1; then ok "$name"; else not_ok "$name"; sed 's/^/# /' held | head; fi
}

here=$top_srcdir/tests/cli
