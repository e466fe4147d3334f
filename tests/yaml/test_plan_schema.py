"""plan/1 held against its JSON Schema by programs that are not ours: the plan of
every sample and template fits, nothing is left to look up, and what differs
from the format is refused."""
import copy
import glob
import json
import os
import subprocess
import sys
import tempfile

import jsonschema
import yaml

top = os.environ["top_srcdir"]
kundresa = os.environ["KUNDRESA"]
with open(f"{top}/data/schema/plan-1.json", encoding="utf-8") as file:
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


def released(path, home, day="2026-11-27"):
    """The text of the first release of the journey at `path`, audited as of `day`."""
    name = os.path.join(home, os.path.basename(path) + ".map")
    for command in (["new", name, "--from", path], ["release", name, "--on", day]):
        subprocess.run([kundresa] + command, check=True, capture_output=True)
    return subprocess.run([kundresa, "export", name, "--format", "plan"], check=True,
                          capture_output=True).stdout


jsonschema.Draft202012Validator.check_schema(schema)
result(True, "the schema is a schema")
plan = None
with tempfile.TemporaryDirectory() as home:
    for path in sorted(glob.glob(f"{top}/journeys/*.yaml") +
                       glob.glob(f"{top}/data/templates/*.yaml")):
        name = os.path.basename(path)
        with open(path, encoding="utf-8") as file:
            journey = yaml.safe_load(file)
        try:
            text = released(path, home)
        except subprocess.CalledProcessError as error:
            result(False, f"{name} is released", error.stderr.decode())
            continue
        document = yaml.safe_load(text)
        result(first_fault(document) == "", f"the plan of {name} fits", first_fault(document))
        aliases = [token for token in yaml.scan(text)
                   if isinstance(token, (yaml.AnchorToken, yaml.AliasToken, yaml.TagToken))]
        result(not aliases, f"the plan of {name} has no anchors, aliases or tags", aliases)

        # What the journey says in so many words is in the plan as it is.
        steps = {step["id"]: step for step in document["steps"]}
        wrong = []
        for touchpoint in journey["touchpoints"]:
            trigger = touchpoint.get("trigger", {})
            if "anchor" not in trigger:
                continue
            step = steps.pop(touchpoint["id"], None)
            if step is None:
                wrong.append(touchpoint["id"])
                continue
            said = [(trigger[key], step["when"][key]) for key in step["when"] if key in trigger]
            said += [(trigger[key], step["if"][key]) for key in step["if"] if key in trigger]
            said.append((touchpoint["channels"], step["channels"]))
            said.append(([{"title": control["title"], "automation": control.get("automation")}
                          for control in touchpoint.get("controls", []) if control.get("blocks")],
                         step["controls"]))
            by_hand = touchpoint.get("automation") == "manual" or any(
                control["automation"] in ("manual", None) for control in step["controls"])
            said.append(("manual" if by_hand else "automatic", step["approval"]))
            for one, other in zip(touchpoint["messages"], step["messages"], strict=True):
                said.append((one["id"], other["id"]))
                for text, again in zip(one["variants"], other["variants"], strict=True):
                    said += [(text.get(key), again[key]) for key in again]
            wrong += [f"{touchpoint['id']}: {a!r} became {b!r}" for a, b in said if a != b]
        result(not wrong and not steps, f"the plan of {name} says what the journey says",
               wrong or list(steps))
        plan = document if "electricity" in path else plan


with open(f"{top}/man/kundresa-plan.5", encoding="utf-8") as file:
    displays = [part.split(".Ed\n")[0] for part in file.read().split(".Bd -literal\n")[1:]]
example = yaml.safe_load(displays[1])
fault = first_fault(example)
result(fault == "", "the plan in the manual fits", fault)
with tempfile.TemporaryDirectory() as home:
    path = os.path.join(home, "example.yaml")
    with open(path, "w", encoding="utf-8") as file:
        file.write(displays[0])
    try:
        real = yaml.safe_load(released(path, home, "2026-10-01"))
        for plan_of in (example, real):  # rules come and go
            for key in ("not_evaluated", "infos", "warnings"):
                del plan_of["audit"][key]
        result(real == example, "and is what is released", real["audit"])
    except subprocess.CalledProcessError as error:
        result(False, "and is what is released", error.stderr.decode())


def change(path, value):
    document = copy.deepcopy(plan)
    node = document
    for step in path[:-1]:
        node = node[step]
    if value is Ellipsis:
        del node[path[-1]]
    else:
        node[path[-1]] = value
    return document


def leave_out(node, path):
    """Every key of every mapping, one at a time."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield path + [key]
            yield from leave_out(value, path + [key])
    elif isinstance(node, list):
        for index, value in enumerate(node[:2]):
            yield from leave_out(value, path + [index])


optional = {"month", "day", "days", "weekday"}
kept = [".".join(map(str, path)) for path in leave_out(plan, [])
        if first_fault(change(path, Ellipsis)) == ""
        and not (path[0] == "calendar" and path[-1] in optional)]
result(not kept, "no key can be left out", kept)
for path, value in [
        (["kundresa_plan"], 2), (["id"], "A"), (["version"], 0), (["unknown"], 1),
        (["steps"], []), (["steps", 0, "channels"], []), (["steps", 0, "channels"], ["fax"]),
        (["steps", 0, "when", "anchor"], "dueish"), (["steps", 0, "when", "offset_days"], "5"),
        (["steps", 0, "fee", "amount"], 1.5), (["steps", 0, "messages"], []),
        (["steps", 0, "extra"], None),
        (["steps", 0, "approval"], "yes"), (["calendar", "until"], "soon"),
        (["sending", "at"], "24:00"), (["class_order"], ["service", "legal", "marketing"]),
        (["placeholders", 0, "name"], "iban"), (["journey", "sha256"], "0"),
        (["audit", "day"], "soon"), (["audit", "errors"], -1), (["audit", "waived"], None)]:
    result(first_fault(change(path, value)) != "",
           f"refused: {'.'.join(map(str, path))} = {value!r}")

print(f"1..{count}")
sys.exit(failed > 0)
