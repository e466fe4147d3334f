"""rules/1 held against its JSON Schema by programs that are not ours: every pack
fits, and what the schema refuses our reader refuses too."""
import copy
import glob
import json
import os
import subprocess
import sys

import jsonschema
import yaml

top = os.environ["top_srcdir"]
built = os.environ["top_builddir"]
with open(f"{top}/data/schema/rules-1.json", encoding="utf-8") as file:
    schema = json.load(file)
validator = jsonschema.Draft202012Validator(schema)
count = 0
failed = 0


def result(good, name, detail=""):
    global count, failed
    count += 1
    failed += not good
    for line in str(detail).splitlines() if not good else []:
        print("#", line)
    print(f"{'ok' if good else 'not ok'} {count} - {name}")


def first_fault(document):
    for fault in validator.iter_errors(document):
        return f"{fault.json_path}: {fault.message}"
    return ""


def read(document):
    """The reader's exit status and what it said."""
    text = yaml.safe_dump(document, allow_unicode=True, sort_keys=False)
    done = subprocess.run([f"{built}/tests/tools/pack_check", "/dev/stdin"], input=text.encode(),
                          capture_output=True, check=False)
    return done.returncode, done.stderr.decode()


def is_closed(node):
    if isinstance(node, dict):
        if node.get("type") == "object" and node.get("additionalProperties") is not False:
            return False
        return all(is_closed(value) for value in node.values())
    return all(is_closed(value) for value in node) if isinstance(node, list) else True


jsonschema.Draft202012Validator.check_schema(schema)
result(is_closed(schema), "no mapping admits unknown keys")
ids = []
for path in sorted(glob.glob(f"{top}/data/rules/*.yaml")):
    with open(path, encoding="utf-8") as file:
        document = yaml.safe_load(file)
    fault = first_fault(document)
    result(fault == "", os.path.basename(path), fault)
    # Other readers of YAML see the market, not a denial or a number.
    result(document.get("market") in (None, "SE", "NO", "DK", "FI", "DE", "GB", "EU", "US"),
           f"the market of {os.path.basename(path)}", document.get("market"))
    ids += [rule["id"] for rule in document["rules"]]
result(len(ids) == len(set(ids)), "every rule has an id of its own")

sample = {
    "kundresa_rules": 1, "id": "our", "title": {"sv": "Vår", "en": "Our"}, "market": "SE",
    "sector": "telecom", "version": "1", "reviewed_on": "2026-01-01", "expires_on": "2026-12-31",
    "facts": [{"id": "F1", "text": "So it is.", "value": "60", "applies": "both",
               "in_force": "2013", "source": "law", "confidence": "S2"}],
    "rates": [{"id": "A.fee", "value": "12.50", "unit": "SEK", "audience": "both", "limits": "fee",
               "kinds": ["reminder", "claim"], "from": "unknown", "until": "2026-12-31",
               "confidence": "S1", "facts": ["F1"], "source": "law", "note": "n"}],
    "rules": [{"id": "OUR-1", "severity": "warn", "scope": "text",
               "when": "kind in reminder|claim & tone>=3", "must": "fee <= rate:A.fee & day > -1.5",
               "message": {"sv": "Avgiften {fee}", "en": "The fee {fee}"}, "remedy": "Lower it.",
               "source": "law", "facts": ["F1"], "confidence": "S1", "basis": "court",
               "owner": "finance", "reviewed_on": "2026-02-01", "expires_on": "2026-03-01",
               "pending": True}],
    "voice": {"forbidden": [{"word": "a", "instead": "b", "language": "sv", "reason": "c"}],
              "preferred": [{"word": "a", "instead": "b"}],
              "greetings": [{"language": "sv", "text": "Hej"}],
              "signatures": [{"language": "nb", "text": "Hilsen\n{company}"}],
              "address": [{"language": "sv", "use": "du"}],
              "longest": [{"channels": ["sms"], "characters": 160},
                          {"channels": "email", "characters": 900}]},
}
result(first_fault(sample) == "", "a pack with every key fits", first_fault(sample))
status, said = read(sample)
result(status == 0, "and is read", said)


def change(path, value):
    """The sample with the value at `path` replaced, or removed for None."""
    document = copy.deepcopy(sample)
    node = document
    for step in path[:-1]:
        node = node[step]
    if value is None:
        del node[path[-1]]
    else:
        node[path[-1]] = value
    return document


fact, rate, rule, voice = ["facts", 0], ["rates", 0], ["rules", 0], ["voice"]
for path, value in [
        (["kundresa_rules"], 2), (["id"], None), (["id"], "1a"), (["id"], "a" * 51),
        (["title"], None), (["title"], {}), (["title"], {"de": "x"}), (["title"], {"sv": ""}),
        (["market"], "SW"), (["sector"], "telekom"), (["version"], "a\nb"), (["version"], []),
        (["reviewed_on"], "2026-13-01"), (["reviewed_on"], "unknown"), (["unknown"], "x"),
        (["facts"], {}), (["rules"], ["x"]),
        (fact + ["source"], None), (fact + ["confidence"], "S3"), (fact + ["text"], None),
        (fact + ["id"], "å"), (fact + ["more"], "x"),
        (rate + ["value"], "12,50"), (rate + ["value"], "-1"), (rate + ["value"], None),
        (rate + ["unit"], "kr"), (rate + ["audience"], "all"), (rate + ["limits"], "tone"),
        (rate + ["kinds"], ["remindr"]), (rate + ["from"], "soon"), (rate + ["from"], None),
        (rate + ["until"], "2026-02-31x"),
        (rule + ["id"], None), (rule + ["severity"], "fatal"), (rule + ["severity"], None),
        (rule + ["scope"], "letter"), (rule + ["must"], None), (rule + ["must"], "fee"),
        (rule + ["must"], "fee > 1 &"), (rule + ["must"], "fee ~ 1"), (rule + ["when"], "kind has"),
        (rule + ["message"], None), (rule + ["message"], ["x"]), (rule + ["remedy"], {}),
        (rule + ["confidence"], "S9"), (rule + ["basis"], "rumour"), (rule + ["owner"], "nobody"),
        (rule + ["facts"], ["a b"]), (rule + ["expires_on"], "later"), (rule + ["pending"], "yes"),
        (voice + ["forbidden", 0, "word"], None), (voice + ["forbidden", 0, "language"], "xx"),
        (voice + ["greetings", 0, "text"], None), (voice + ["address", 0, "use"], "they"),
        (voice + ["longest", 0, "characters"], 0), (voice + ["longest", 0, "channels"], ["fax"]),
        (voice + ["tone"], "x")]:
    document = change(path, value)
    status, said = read(document)
    where = ".".join(str(step) for step in path)
    result(first_fault(document) != "" and status == 3 and "/dev/stdin:" in said,
           f"both refuse {where} = {str(value)[:30]!r}",
           f"schema: {first_fault(document) or 'accepted'}; reader: {status} {said}")
guess = change(rule + ["confidence"], "G")
status, said = read(guess)
result(first_fault(guess) == "" and status == 0, "a guess may warn", first_fault(guess) + said)
guess["rules"][0]["severity"] = "error"
status, said = read(guess)
result(first_fault(guess) != "" and status == 3, "and no more", said)

print(f"1..{count}")
sys.exit(failed > 0)
