#!/bin/sh
# Backups and the way back from them, on the command line.
. "${top_srcdir:-.}/tests/cli/tap.sh"

json() { python3 -c "import json, sys; d = json.load(open('out')); sys.exit(not ($1))"; }

is 0 "a file" new our.kundresa --from "$here/small.yaml"
is 0 "no backups yet" restore our.kundresa
holds "nothing on standard output" test ! -s out
tells 'no backup' "and that is told"
is 3 "nothing to restore" restore our.kundresa --at latest
tells 'kundresa recover our.kundresa' "what else there is"

is 0 "a backup" backup our.kundresa --format json
holds "in the folder beside it" json "d['file'].startswith('./backups/our-20')"
first=$(python3 -c "import json; print(json.load(open('out'))['file'])")
is 0 "nothing has changed" backup our.kundresa --format json
holds "so none is made" json "d['file'] == '$first'"
tells 'nothing has changed' "which is said"
is 0 "a change" set our.kundresa journey title=Changed
is 0 "the list" restore our.kundresa --list --format json
holds "has it" json "len(d) == 1 and d[0]['readable'] and d[0]['entries'] == 1"
at=$(python3 -c "import json; print(json.load(open('out'))[0]['at'])")

is 0 "restored by its time" restore our.kundresa --at "$at"
holds "into a new file" test -f our-restored.kundresa
is 0 "which opens" show our-restored.kundresa journey
says 'A small journey' "as it was"
is 0 "and the file itself" show our.kundresa journey
says 'Changed' "is as it is"
is 0 "again" restore our.kundresa --at latest
holds "beside the first one" test -f our-restored-2.kundresa
is 0 "under another name" restore our.kundresa --at latest -o other.kundresa --format json
holds "which is told" json "d['file'] == 'other.kundresa' and d['at'] == '$at'"
is 3 "over a file" restore our.kundresa --at latest -o other.kundresa
is 3 "a time without a backup" restore our.kundresa --at 2001-01-01
tells 'kundresa restore our.kundresa' "the list is named"
is 2 "no time" restore our.kundresa --at 28/11
tells '2026-11-28' "how to write one"
is 2 "a name and no time" restore our.kundresa -o third.kundresa
# The day of 25 hours ends an hour later.
mkdir autumn
cp our.kundresa autumn/our.kundresa
mkdir autumn/backups
cp our.kundresa autumn/backups/our-20261025T223000Z.kundresa
export TZ=CET-1CEST,M3.5.0,M10.5.0/3
is 0 "late on the day when clocks are put back" \
  restore autumn/our.kundresa --at 2026-10-25 -o autumn.kundresa --format json
holds "is still that day" json "d['at'] == '2026-10-25T22:30:00Z'"
is 0 "in UTC" restore autumn/our.kundresa --at 2026-10-25T22:30Z -o utc.kundresa
is 3 "before it" restore autumn/our.kundresa --at '2026-10-25 23:29' -o before.kundresa
unset TZ

rm our.kundresa*
is 0 "without the file" restore our.kundresa --at latest -o our.kundresa
is 0 "which is back" show our.kundresa

mkdir elsewhere
is 0 "to a folder" backup our.kundresa --to elsewhere
holds "by its name and time" sh -c 'ls elsewhere | grep -q "^our-20.*Z.kundresa$"'
is 0 "to a folder as OUT" backup our.kundresa elsewhere
is 3 "no folder" backup our.kundresa --to nowhere
is 2 "two places" backup our.kundresa out --to elsewhere

# Damage: the copy is refused, and what can be done is said.
python3 - <<'END'
data = bytearray(open('our.kundresa', 'rb').read())
for page in range(4096, len(data), 4096):
    if data[page] == 0x0a:
        data[page + 3] = 0x7f
open('our.kundresa', 'wb').write(data)
END
is 1 "damage is found" check our.kundresa
tells "kundresa restore our.kundresa" "and the backup named"
is 3 "damage is not copied" backup our.kundresa copy
tells "kundresa recover FILE" "but something can be done"
holds "no copy is left" test ! -e copy

is 3 "a copy of YAML" backup "$here/small.yaml" copy

# What can be read is saved, and what is lost is said.
is 0 "only indices were damaged" recover our.kundresa --format json
holds "so nothing is lost" json "d['file'] == 'our-recovered.kundresa' and d['lost'] == []"
holds "and counted" json "[c for c in d['saved'] if c['what'] == 'touchpoint'][0]['lost'] == 0"
is 0 "the new file" check our-recovered.kundresa
says 'Yes' "is sound"
is 0 "its history" log our-recovered.kundresa
says 'saved from the damaged file our.kundresa' "says where it is from"
is 3 "over a file" recover our.kundresa our-recovered.kundresa
is 3 "what is none" recover "$here/small.yaml" none.kundresa
holds "no file is left" test ! -e none.kundresa
holds "nor half of one" sh -c '! ls none* >ls.out 2>ls.err'
cp our-recovered.kundresa holed.kundresa
python3 - <<'END'
import sqlite3
db = sqlite3.connect('holed.kundresa')
size = db.execute('PRAGMA page_size').fetchone()[0]
pages = [n for n, in db.execute("SELECT pageno FROM dbstat WHERE name = 'stage'")]
db.close()
with open('holed.kundresa', 'r+b') as f:
    for page in pages:
        f.seek((page - 1) * size)
        f.write(bytes(size))
END
is 1 "stages are lost" recover holed.kundresa
says 'Stage: reminders *its name is kept' "they are told by name"
tells 'look through the map' "and what to do"
is 0 "the rest is there" show holed-recovered.kundresa touchpoint/reminder-1

# Where none can be taken before a change, it is made all the same.
cp elsewhere/our-*.kundresa third.kundresa
python3 - <<'END'
import sqlite3
db = sqlite3.connect('third.kundresa')
fixed = db.execute("SELECT sql FROM sqlite_schema WHERE name = 'txn_fixed'").fetchone()[0]
db.executescript("DROP TRIGGER txn_fixed; UPDATE txn SET at = at - 3 * 86400000; " + fixed)
END
mv backups kept
touch backups
is 0 "a change without a backup" set third.kundresa journey title=Third
tells 'No backup was taken before this change' "is told"
rm backups
is 0 "the next one" set third.kundresa journey title=Fourth
holds "has one" sh -c 'ls backups | grep -q "^third-"'

done_testing
