"""The letters of tests/tone, and the rules that hold for them (see README).  Run as a
program it checks those rules and reports in TAP."""
import collections
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile

import yaml

HERE = os.path.dirname(os.path.abspath(__file__))
LANGUAGES = ["sv", "nb", "en"]
PARTS = ["tuning", "held"]
PRACTICE = "practice"  # by another hand, unparted: only to tune on
STEPS = ["service", "friendly", "clear", "firm", "formal-claim", "threat"]
FEWEST = 72          # letters a language
FEWEST_OF_STEP = 10  # of each step in a language


def load(language, part):
    with open(f"{HERE}/{language}-{part}.yaml", encoding="utf-8") as file:
        return yaml.safe_load(file)


def read(program, language, texts):
    """What `kundresa tone` says of each text, all of them read in one go."""
    with tempfile.TemporaryDirectory() as folder:
        names = [os.path.join(folder, f"{place}.txt") for place in range(len(texts))]
        for name, text in zip(names, texts):
            with open(name, "wb") as file:
                file.write(text.encode())
        run = subprocess.run([program, "tone", "--lang", language, "--format", "json", *names],
                             capture_output=True, check=False)
    if run.returncode != 0:
        raise SystemExit(f"{program} tone: {run.stderr.decode(errors='replace').strip()}")
    answers = json.loads(run.stdout)
    return answers if len(texts) > 1 else [answers]


def parted(letters):
    """Which part each id belongs to, by the rule of the README: batches by the hundred."""
    of_step = collections.defaultdict(list)
    for letter in letters:
        of_step[letter["label"], letter["id"][:-2]].append(letter["id"])
    part = {}
    for ids in of_step.values():
        ids.sort(key=lambda name: hashlib.sha256(name.encode()).hexdigest())
        part.update((name, PARTS[place % 2]) for place, name in enumerate(ids))
    return part


def tokens(source, pattern):
    with open(f"{HERE}/../../src/model/{source}", encoding="utf-8") as file:
        return set(re.findall(pattern, file.read()))


def faults(language):
    parts = {part: load(language, part) for part in PARTS}
    letters = parts["tuning"] + parts["held"]
    practice = load(language, PRACTICE)
    channels = tokens("enumeration.h", r'V\(channel_\w+, "([\w-]+)"')
    sectors = tokens("enumeration.h", r'V\(sector_\w+, "([\w-]+)"')
    placeholders = tokens("placeholder.c", r'\{"(\w+)", PLACEHOLDER_')
    if len(letters) < FEWEST:
        yield f"{len(letters)} letters, where {FEWEST} are the least"
    counts = collections.Counter(letter["label"] for letter in letters)
    for step, name in enumerate(STEPS):
        if counts[step] < FEWEST_OF_STEP:
            yield f"{counts[step]} letters of step {step}, {name}"
    rule = parted(letters)
    for part in PARTS:
        for letter in parts[part]:
            if rule[letter["id"]] != part:
                yield f"{letter['id']} stands in {part} and belongs to {rule[letter['id']]}"
    seen = {}
    for letter in letters + practice:
        name, text = letter["id"], letter["text"]
        if not re.fullmatch(language + r"-([a-z]-)?\d{3}", name):
            yield f"{name} is no id of this language"
        for what, value in (("id", name), ("text", text)):
            if (what, value) in seen:
                yield f"{name} has the {what} of {seen[what, value]}"
            seen[what, value] = name
        for key in ("label", "second_label"):
            if letter.get(key, 0) not in range(len(STEPS)):
                yield f"{name}: {key} {letter[key]} is no step"
        for key, known in (("channel", channels), ("sector", sectors)):
            if letter[key] not in known:
                yield f"{name}: the model has no {key} {letter[key]}"
        for used in re.findall(r"\{([^{}]*)\}", text):
            if used not in placeholders:
                yield f"{name}: {{{used}}} is no placeholder"


def main():
    print(f"1..{len(LANGUAGES)}")
    failed = False
    for number, language in enumerate(LANGUAGES, 1):
        found = list(faults(language))
        failed |= bool(found)
        print(f"{'not ok' if found else 'ok'} {number} - the letters in {language} keep their rules")
        for fault in found:
            print(f"# {fault}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
