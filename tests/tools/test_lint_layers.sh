#!/bin/sh
# lint-layers finds no fault in the tree, and each fault that it is there for.
lint="$top_srcdir/build-aux/lint-layers"
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
mkdir -p "$tree/src/store" "$tree/src/app" "$tree/src/plan"
number=0

tell() { # OUTCOME WORDS
  number=$((number + 1))
  echo "$1 $number - $2"
}

# A line in a room, and whether it is a fault.
try() { # FAULT|FINE ROOM LINE
  rm -f "$tree"/src/*/a.c
  printf '%s\n' "$3" >"$tree/src/$2/a.c"
  if sh "$lint" "$tree" >/dev/null; then found=FINE; else found=FAULT; fi
  if [ "$found" = "$1" ]; then tell ok "$1 in $2: $3"; else tell "not ok" "$1 in $2: $3"; fi
}

echo "1..17"
if sh "$lint" "$top_srcdir" >/dev/null; then tell ok "the tree"; else tell "not ok" "the tree"; fi
try FINE store 'run("BEGIN IMMEDIATE");'
try FINE store 'run("BEGIN DEFERRED");'
try FINE store 'add("CREATE TRIGGER a AFTER DELETE ON b BEGIN SELECT 1; END;");'
try FAULT store 'run("BEGIN");'
try FAULT store 'run("BEGIN; UPDATE a SET b = 1");'
try FAULT store 'run("PRAGMA a; BEGIN;");'
try FAULT store 'run("BEGIN EXCLUSIVE");'
try FAULT store 'run("INSERT OR REPLACE INTO a VALUES(1)");'
try FAULT app 'run("SELECT a FROM b");'
try FAULT app 'run("UPDATE \"%s\" SET a = 1");'
try FAULT app 'run("PRAGMA user_version");'
try FAULT app 'run("DROP TABLE a");'
try FAULT app '#include <sqlite3.h>'
try FAULT app 'sqlite3_close(db);'
try FAULT plan '#include "store/store.h"'
try FINE app '#include "store/store.h"'
