"""`kundresa audit --explain` prints the source of every rule, and of every fact that it
rests on; of a fact that no rule rests on it prints that too.  The packs are read by
another reader of YAML than ours."""
import glob
import os
import subprocess
import sys
import tempfile

import yaml

rules, facts = {}, {}
for path in glob.glob(os.environ["top_srcdir"] + "/data/rules/*.yaml"):
    with open(path, encoding="utf-8") as file:
        pack = yaml.safe_load(file)
    rules.update((rule["id"], rule) for rule in pack["rules"])
    facts.update((fact["id"], fact) for fact in pack.get("facts", []))

count = 0
failed = 0


def result(good, name, detail=""):
    global count, failed
    count += 1
    failed += not good
    for line in str(detail).splitlines() if not good else []:
        print("#", line)
    print(f"{'ok' if good else 'not ok'} {count} - {name}")


def explain(name, *more, language="en"):
    """The status, and the lines that were printed, as one text with single spaces."""
    ran = subprocess.run([os.environ["KUNDRESA"], "audit", "--explain", name, *more],
                         capture_output=True, text=True, check=False,
                         env={**os.environ, "LANGUAGE": language})
    return ran.returncode, " ".join((ran.stdout + ran.stderr).split())


def said(source):
    return " ".join(source.split())


missing, pairs, used = [], 0, set()
for name, rule in rules.items():
    status, text = explain(name)
    if status != 0 or said(rule["source"]) not in text:
        missing.append(f"{name}: {rule['source']}")
    for fact in rule.get("facts", []):
        pairs += 1
        used.add(fact)
        if f"{fact} " not in text or said(facts[fact]["source"]) not in text:
            missing.append(f"{name}: {fact}: {facts[fact]['source']}")
result(len(rules) > 100 and pairs > 100, "there are rules, and facts that they rest on")
result(not missing, "every rule prints its source and those of its facts", "\n".join(missing))

alone = [name for name in facts if name not in used]
missing = [name for name in alone if said(facts[name]["source"]) not in explain(name)[1]]
result(not missing, "every fact that no rule rests on prints its source", missing)

status, text = explain("SE15")
result(status == 0 and "SE-CLM-05" in text, "a fact prints the rules that rest on it", text)
status, text = explain("NO5")
result(status == 0 and "NO.late_rate" in text, "and the rates", text)
missing = [f"{name} {language}" for name in ("SE15", "NO7", "DE1", "US1", "LIX")
           for language in ("sv", "nb", "en")
           if said(facts[name]["text"][language]) not in explain(name, language=language)[1]]
result(not missing, "a fact is told in the reader's language", missing)

PACK = """kundresa_rules: 1
id: own
title: Own
version: "1"
facts:
  - {id: OWN1, text: {en: Only in English}, source: A minute, confidence: policy}
"""
with tempfile.NamedTemporaryFile("w", suffix=".yaml") as file:
    file.write(PACK)
    file.flush()
    status, text = explain("OWN1", "--pack", file.name, language="sv")
result(status == 0 and "Only in English" in text, "in English where it lacks that", text)

status, text = explain("SE-CLM-055")
result(status == 3 and "Did you mean 'SE-CLM-05'?" in text, "the nearest rule is hinted at", text)
print(f"1..{count}")
sys.exit(failed > 0)
