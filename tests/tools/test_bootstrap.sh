#!/bin/sh
# On a system that bootstrap does not know it says what is needed, and touches
# nothing; what it does on one that it knows needs a bare machine.
set -u
home=$(mktemp -d) || exit 99
trap 'rm -rf "$home"' EXIT
echo "1..6"
n=0
result() { # status name
  n=$((n + 1))
  if [ "$1" -eq 0 ]; then echo "ok $n - $2"; else
    sed 's/^/# /' "$home/out" "$home/err"
    echo "not ok $n - $2"
  fi
}

# A machine with a shell and its smallest tools.
mkdir "$home/bin"
for tool in sh cat cut date dirname id sed tr; do
  ln -s "$(command -v $tool)" "$home/bin/$tool"
done
run() {
  PATH=$home/bin "$home/bin/sh" "$top_srcdir/bootstrap" "$@" >"$home/out" 2>"$home/err" </dev/null
}

run run
test $? -eq 2
result $? "a system without apt-get: status 2"
lacking=0
for package in gcc make autoconf gettext libncurses-dev libsqlite3-dev libunistring-dev libxml2-dev; do
  grep -q "(in Debian: $package)\$" "$home/err" || lacking=1
done
result $lacking "what is needed is listed, with Debian's names"
run check
grep -q '(in Debian: libcmocka-dev)$' "$home/err"
result $? "and what the tests need besides"
test ! -s "$home/out"
result $? "nothing stands where a plan is looked for"
run --help
test $? -eq 0
result $? "--help: status 0"
run runn
test $? -eq 2
result $? "a word that it does not know: status 2"
