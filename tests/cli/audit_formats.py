"""What kundresa audit writes for other programs, held against what these read."""
import glob
import json
import os
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

import jsonschema

top = os.environ["top_srcdir"]
kundresa = os.environ["KUNDRESA"]
with open(f"{top}/tests/cli/sarif-2.1.0.json", encoding="utf-8") as file:
    schema = json.load(file)
jsonschema.Draft202012Validator.check_schema(schema)
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


def run(*arguments, wanted=(0,)):
    done = subprocess.run([kundresa, *arguments], capture_output=True, text=True)
    if done.returncode not in wanted:
        result(False, " ".join(arguments), done.stderr)
    return done.stdout


def audit(path, form, *more):
    return run("audit", path, "--on", "2026-11-27", "--format", form, *more, wanted=(0, 1))


def check_sarif(path, name, lines):
    sarif = json.loads(audit(path, "sarif"))
    all_of_it = json.loads(audit(path, "json"))
    fault = next(iter(validator.iter_errors(sarif)), None)
    result(fault is None, f"{name}: SARIF fits its schema",
           fault and f"{fault.json_path}: {fault.message}")
    results = sarif["runs"][0]["results"]
    rules = sarif["runs"][0]["tool"]["driver"]["rules"]
    general = [rule[key]["text"] for rule in rules for key in ("shortDescription", "help")
               if key in rule]
    result(not any("{" in text or "}" in text for text in general),
           f"{name}: what a rule says in general has no placeholders")
    told = [(one["ruleId"], one["partialFingerprints"]["kundresaFinding/v1"]) for one in results]
    found = [(one["rule"], one["fingerprint"]) for one in all_of_it["findings"]]
    result(told == found, f"{name}: SARIF has every finding")
    result(all(rules[one["ruleIndex"]]["id"] == one["ruleId"] for one in results),
           f"{name}: every result names its rule")
    result(all(bool(one["suppressions"]) == ("waived" in other)
               for one, other in zip(results, all_of_it["findings"])),
           f"{name}: what was waived is suppressed")
    wrong = []
    for one, other in zip(results, all_of_it["findings"]):
        place = one["locations"][0].get("physicalLocation")
        if (place is None) != (lines is None):
            wrong.append(one)
        words = other["place"].get("words")
        if lines is None or place is None or words is None:
            continue
        region = place["region"]
        row = lines[region["startLine"] - 1]
        if region.get("endLine") == region["startLine"] and \
                row[region["startColumn"] - 1:region["endColumn"] - 1] != words:
            wrong.append((words, row, region))
    result(not wrong, f"{name}: SARIF stands where the words are", wrong)


def check_junit(path, name):
    text = audit(path, "junit")
    all_of_it = json.loads(audit(path, "json"))
    root = ElementTree.fromstring(text.encode())
    suites = root.findall("testsuite")
    cases = root.findall("testsuite/testcase")
    result(root.tag == "testsuites" and len(suites) == 1, f"{name}: JUnit has one suite")
    failures = [case for case in cases if case.find("failure") is not None]
    skipped = [case for case in cases if case.find("skipped") is not None]
    for node in (root, suites[0]):
        counts = [int(node.get(key)) for key in ("tests", "failures", "errors", "skipped")]
        result(counts == [len(cases), len(failures), 0, len(skipped)],
               f"{name}: JUnit's counts are right", counts)
    result(len(failures) == all_of_it["errors"], f"{name}: what fails are the errors")
    result(all(case.get("classname") and case.get("name") for case in cases),
           f"{name}: every case is named")
    result(len({(case.get("classname"), case.get("name")) for case in failures}) ==
           len(failures), f"{name}: what fails can be told apart")


with tempfile.TemporaryDirectory() as home:
    for path in [f"{top}/tests/cli/small.yaml"] + sorted(glob.glob(f"{top}/journeys/*.yaml")):
        name = os.path.basename(path)
        with open(path, encoding="utf-8") as file:
            lines = file.read().split("\n")
        check_sarif(path, name, lines)
        check_junit(path, name)
        made = os.path.join(home, name)
        run("new", made, "--from", path)
        check_sarif(made, f"{name} in a file", None)

    # What XML and terminals mind.
    made = os.path.join(home, "a & <b> \"c\".kundresa")
    run("new", made, "--from", f"{top}/tests/cli/small.yaml")
    run("set", made, "touchpoint/reminder-1", "title=<&>\"'", "fee.kind=fixed", "fee.amount=9900")
    finding = [one for one in json.loads(audit(made, "json"))["findings"]
               if one["rule"] == "SE-FEE-01"][0]
    run("waive", made, finding["fingerprint"], "--reason", "<a> & \"b\"", "--on", "2026-11-27")
    check_junit(made, "a name of its own")
    check_sarif(made, "a name of its own", None)
    root = ElementTree.fromstring(audit(made, "junit").encode())
    skips = [node.get("message") for node in root.iter("skipped")]
    result("<a> & \"b\"" in skips, "JUnit tells why it was waived", skips)
    sarif = json.loads(audit(made, "sarif"))
    result("<a> & \"b\"" in [why["justification"] for one in sarif["runs"][0]["results"]
                             for why in one["suppressions"]], "and SARIF too")

print(f"1..{count}")
sys.exit(failed > 0)
