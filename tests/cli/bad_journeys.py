"""journeys/bad/NAME.yaml gives the findings of NAME.findings, no more and no fewer; the
samples and templates, which people start from, give no errors."""
import glob
import json
import os
import subprocess
import sys
import tempfile

top = os.environ["top_srcdir"]
kundresa = os.environ["KUNDRESA"]
count = 0
failed = 0


def result(good, name, detail=""):
    global count, failed
    count += 1
    failed += not good
    for line in str(detail).splitlines() if not good else []:
        print("#", line)
    print(f"{'ok' if good else 'not ok'} {count} - {name}")


def audit(path, day):
    done = subprocess.run([kundresa, "audit", path, "--on", day, "--format", "json"],
                          capture_output=True, text=True)
    return done.returncode, json.loads(done.stdout) if done.stdout else {"fault": done.stderr}


def planted(path):
    """A line is RULE TOUCHPOINT LANGUAGE, with - for what is wider; # begins a remark."""
    with open(path, encoding="utf-8") as file:
        lines = [line.split("#")[0].split() for line in file]
    return sorted(" ".join(words) for words in lines if words)


bad = sorted(glob.glob(f"{top}/journeys/bad/*.yaml"))
result(len(bad) >= 6, "there are journeys with planted faults")
for path in bad:
    name = os.path.basename(path)[:-len(".yaml")]
    status, told = audit(path, "2026-10-01")
    if "fault" in told:
        result(False, f"{name} is audited", told["fault"])
        continue
    found = sorted(f"{one['rule']} {one['place'].get('touchpoint', '-')} "
                   f"{one['place'].get('language', '-')}" for one in told["findings"])
    wanted = planted(path[:-len(".yaml")] + ".findings")
    result(bool(wanted) and found == wanted, f"{name} gives the findings that were planted",
           "\n".join([f"missing: {one}" for one in wanted if one not in found] +
                     [f"not planted: {one}" for one in found if one not in wanted] +
                     [f"{len(found)} found, {len(wanted)} planted"]))
    result(status == (1 if told["errors"] else 0), f"{name} has the status of its errors")
    with tempfile.TemporaryDirectory() as home:
        made = os.path.join(home, "map")
        subprocess.run([kundresa, "new", made, "--from", path], capture_output=True, check=True)
        again = subprocess.run([kundresa, "export", made, "--format", "journey"],
                               capture_output=True, check=True).stdout
    with open(path, "rb") as file:
        result(file.read() == again, f"{name} is kept as the writer writes it")

for path in sorted(glob.glob(f"{top}/journeys/*.yaml") + glob.glob(f"{top}/data/templates/*.yaml")):
    name = os.path.basename(path)
    for day in ("2026-11-27", "2027-03-01"):
        status, told = audit(path, day)
        errors = [f"{one['rule']} {one['place'].get('touchpoint')}: {one['text']}"
                  for one in told.get("findings", []) if one["severity"] == "error"]
        result(status == 0 and not errors, f"{name} has no errors on {day}",
               told.get("fault", "\n".join(errors)))

print(f"1..{count}")
sys.exit(failed > 0)
