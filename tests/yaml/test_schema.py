"""journey/1 held against its JSON Schema by programs that are not ours: every
sample fits, our nastiest texts stay texts, and what the schema refuses our
reader refuses too."""
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
with open(f"{top}/data/schema/journey-1.json", encoding="utf-8") as file:
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


def read(text):
    """The reader's exit status and what it said."""
    done = subprocess.run([f"{built}/tests/yaml/journey_canonical"], input=text.encode(),
                          capture_output=True, check=False)
    return done.returncode, done.stderr.decode()


def first_fault(document):
    for fault in validator.iter_errors(document):
        return f"{fault.json_path}: {fault.message}"
    return ""


try:
    jsonschema.Draft202012Validator.check_schema(schema)
    result(True, "the schema is a schema")
except jsonschema.SchemaError as fault:
    result(False, "the schema is a schema", fault)


def is_closed(node):
    if isinstance(node, dict):
        if node.get("type") == "object" and node.get("additionalProperties") is not False:
            return False
        return all(is_closed(value) for value in node.values())
    return all(is_closed(value) for value in node) if isinstance(node, list) else True


result(is_closed(schema), "no mapping admits unknown keys")

sample = None
for path in sorted(glob.glob(f"{top}/journeys/*.yaml")):
    with open(path, encoding="utf-8") as file:
        document = yaml.safe_load(file)
    fault = first_fault(document)
    result(fault == "", os.path.basename(path), fault)
    sample = document if "electricity" in path else sample

with open(f"{top}/man/kundresa-journey.5", encoding="utf-8") as file:
    page = file.read()
example = page[page.index(".Bd -literal\n") + len(".Bd -literal\n"):page.index("\n.Ed") + 1]
document = yaml.safe_load(example)
fault = first_fault(document)
result(fault == "", "the example in kundresa-journey(5)", fault)
sample = sample or document

for seed in range(1, 21):
    done = subprocess.run([f"{built}/tests/yaml/journey_random", str(seed)], capture_output=True,
                          check=True)
    texts, plain = done.stdout.decode(), done.stderr.decode().split("\0")[:-1]
    for loader in {yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)}:
        document = yaml.load(texts, loader)
        seen = []

        def gather(node):
            if isinstance(node, str):
                seen.append(node)
            elif isinstance(node, (list, dict)):
                for value in node.values() if isinstance(node, dict) else node:
                    gather(value)

        gather(document)
        fault = first_fault(document)
        missing = [text for text in plain if text not in set(seen)]
        result(fault == "" and not missing, f"random journey {seed} with {loader.__name__}",
               fault or missing[:3])


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


point = next(i for i, t in enumerate(sample["touchpoints"]) if t.get("messages"))
touch = ["touchpoints", point]
variant = touch + ["messages", 0, "variants", 0]
negative = [
    (["kundresa_journey"], None), (["kundresa_journey"], 2), (["kundresa_journey"], "1"),
    (["title"], None), (["title"], []), (["title"], {}), (["title"], ""), (["title"], "a\nb"),
    (["title"], "x" * 201), (["goal"], "x" * 20001), (["unknown"], "x"), (["id"], "A"),
    (["id"], "a" * 51), (["market"], "XX"), (["languages"], []), (["languages"], "sv"),
    (["languages"], ["sv", "sv"]), (["languages"], ["Swedish!"]), (["payment_terms_days"], "30"),
    (["payment_terms_days"], 366), (["payment_terms_days"], -1), (["payment_terms_days"], 1.5),
    (["payment_terms_days"], True), (["owner"], "finance"), (["owner"], {"departmen": "it"}),
    (["owner"], {"department": "x"}), (["review_by"], "2026-13-01"), (["review_by"], "soon"),
    (["sending"], {"at": "24:00"}), (["stop_on"], ["payed"]), (["stages"], {}),
    (["stages"], ["x"]), (["stages", 0, "kind"], None), (["stages", 0, "kind"], "x"),
    (touch + ["stage"], None), (touch + ["stage"], 1.5), (touch + ["experience"], {"as_is": 3}),
    (touch + ["moment_of_truth"], "yes"), (touch + ["trigger"], {"anchor": "dueish"}),
    (touch + ["messages", 0, "touchpoint"], "x"), (touch + ["messages", 0, "id"], None),
    (variant + ["language"], None), (variant + ["language"], "x"), (variant + ["body"], ["x"]),
    (touch + ["answers"], [{"guide": "nonsense", "text": "x"}]),
    (touch + ["answers"], [{"text": "x"}]),
]
status, said = read(yaml.safe_dump(sample, allow_unicode=True, sort_keys=True))
result(status == 0, "the sample in PyYAML's own hand is read", said)
for path, value in negative:
    document = change(path, value)
    text = yaml.safe_dump(document, allow_unicode=True)
    status, said = read(text)
    where = ".".join(str(step) for step in path)
    result(first_fault(document) != "" and status == 3 and "stdin:" in said,
           f"both refuse {where} = {str(value)[:30]!r}",
           f"schema: {first_fault(document) or 'accepted'}; reader: {status} {said}")

print(f"1..{count}")
sys.exit(failed > 0)
