#!/bin/sh
# A plan tried on a ledger.
. "$top_srcdir/tests/cli/tap.sh"
plan=$top_srcdir/data/golden/se-hold.yaml
ledger=$top_srcdir/data/ledger/made-up.csv
map='invoice=Fakturanr,customer=Kundnr,issued=Fakturadatum,due=Förfaller,paid=Betald'
map="$map,payment=Betald,pauses=Tvist,language=Språk,channels=Kanaler,amount=Öre,group=Grupp"
map="$map,fee=Avgift"

is 0 "the totals" dry-run "$plan" "$ledger" --columns "$map"
says '^Invoices: 8\. Messages: ' "how many"
says '^2026-05-25  *[1-9][0-9]*$' "a day, without a chart where no terminal is"
says 'is held: there is no channel to the customer, or no text (undeliverable)' "why not, too"
tells 'not read: Anteckning' "what is not looked at is told"
is 0 "one customer" dry-run "$plan" "$ledger" --columns "$map" --customer 105
says '^2026-06-09  5006  *remind-1  *is sent' "the reminder after the dispute"
says_not '5005' "and nobody else"

is 0 "the totals as CSV" dry-run "$plan" "$ledger" --columns "$map" --format csv
says '^step,day,decision,reason,count$' "its header"
is 0 "the messages as CSV" dry-run "$plan" "$ledger" --columns "$map" --messages --format csv
says '^2026-05-25,5003,102,remind-1,0,send,due,' "a message"
says_not ',hold,' "and nothing that is not sent"
holds "the totals count the messages" "$PYTHON3" -c "
import csv, json, subprocess, sys
told = list(csv.DictReader(open('out')))
run = [sys.argv[1], 'dry-run', sys.argv[2], sys.argv[3], '--columns', sys.argv[4], '--format', 'jsonl']
totals = [json.loads(line) for line in subprocess.run(run, capture_output=True, text=True, check=True).stdout.splitlines()]
assert sum(t['count'] for t in totals if t['decision'] == 'send') == len(told) > 0
" "$KUNDRESA" "$plan" "$ledger" "$map"

# Every invoice has the life that explain tells of it alone.
"$KUNDRESA" dry-run "$plan" "$ledger" --columns "$map" --decisions --format jsonl >decisions 2>err
cat >same.py <<'P'
import csv, json, subprocess, sys
program, plan, ledger, columns = sys.argv[1:5]
day = lambda d: {8: lambda: f'{d[:4]}-{d[4:6]}-{d[6:]}', 10: lambda: d if d[4] == '-' else
                 f'{d[6:]}-{d[3:5]}-{d[:2]}', 0: lambda: ''}[len(d)]()
found = {}
for line in open('decisions'):
    row = json.loads(line)
    found.setdefault(row['invoice'], []).append([row[k] for k in ('day', 'step', 'number', 'decision', 'reason')])
count = 0
for row in csv.DictReader(open(ledger, encoding='utf-8'), delimiter=';'):
    facts = [f'invoice={row["Fakturanr"]}', f'issued={day(row["Fakturadatum"])}',
             f'due={day(row["Förfaller"])}', f'pauses={row["Tvist"]}', f'language={row["Språk"]}',
             f'channels={row["Kanaler"]}', f'fee={row["Avgift"]}',
             'attributes=' + '|'.join(f'{k}={row[c]}' for k, c in (('amount', 'Öre'), ('group', 'Grupp')) if row[c])]
    if row['Betald']:
        facts += [f'events=paid={row["Betald"]}', f'payment={row["Betald"]}']
    alone = json.loads(subprocess.run([program, 'explain', plan, *facts, '--format', 'json'],
                                      capture_output=True, text=True, check=True).stdout)
    alone = sorted([s[k] for k in ('day', 'step', 'number', 'decision', 'reason')] for s in alone)
    here = sorted(found[row['Fakturanr']])
    assert alone == here, (row['Fakturanr'], [a for a in alone if a not in here], [h for h in here if h not in alone])
    count += len(here)
assert count >= 80, count
P
holds "explain tells the same of each invoice" "$PYTHON3" same.py "$KUNDRESA" "$plan" "$ledger" "$map"

# What is wrong is listed, counted and left out.
cat >bad.csv <<'C'
invoice,customer,issued,due,paid
1,a,2026-04-30,2026-05-20,
2,b,2026-04-30,31/05/2026,
1,a,2026-04-30,2026-05-20,
3,c,2026-04-30,2026-05-20,2026-04-01
4,d,,,
5,e,2026-04-30,"2026-05-20"x,
6,f,2026-04-30,2026-05-20,
C
is 1 "rows that are wrong" dry-run "$plan" bad.csv
says '^Invoices: 3\.' "the others are looked at"
tells "bad.csv:3:16: Found '31/05/2026', expected a day" "a day that may be two"
tells 'bad.csv:4:1: .*same invoice' "an invoice twice"
tells 'bad.csv:5:1: .*paid before' "a payment before the invoice"
tells 'bad.csv:6:1: .*No day' "no day at all"
tells 'bad.csv:7:28: .*closing quote' "a quote"
tells 'left out: 4\.' "how many"
is 3 "--strict ends at the first" dry-run "$plan" bad.csv --strict
tells 'bad.csv:3:16' "and says where"
is 3 "no such ledger" dry-run "$plan" nowhere.csv
is 3 "no column for the invoice" dry-run "$plan" "$ledger"
tells 'columns invoice=' "and says how"
is 2 "a field that is none" dry-run "$plan" bad.csv --columns dew=due
is 3 "a column that is none" dry-run "$plan" bad.csv --columns due=duee
tells "Did you mean 'due'" "and says which was meant"
: >empty.csv
is 3 "an empty ledger" dry-run "$plan" empty.csv

# A pipe, and the days of the runs.
"$KUNDRESA" dry-run "$plan" - --messages --format csv <bad.csv >piped 2>/dev/null
is 1 "a file" dry-run "$plan" bad.csv --messages --format csv
holds "a pipe tells what the file tells" cmp out piped
is 1 "until a day" dry-run "$plan" bad.csv --messages --to 2026-05-01
says_not 'remind-1' "later messages are not told"
is 1 "a late start" dry-run "$plan" bad.csv --decisions --from 2026-07-01
says '6  *remind-1  *is held: its day is too long ago (late)' "holds what is late, as the plan says"

# A cap counts what the customer gets by all invoices.
cat >caps.csv <<'C'
invoice,customer,issued,due
1,a,2026-04-30,2026-05-20
2,b,2026-04-30,2026-05-20
3,a,2026-04-30,2026-05-20
C
is 1 "a customer's rows that are apart" dry-run "$top_srcdir/data/golden/de-jump.yaml" caps.csv
tells 'caps.csv:4:3: .*with others between.*[Ss]ort' "are told, since a cap counts"
done_testing
