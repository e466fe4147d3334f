#!/usr/bin/env python3
"""The benchmark of reading texts: whole commands, interleaved, as ratios to `wc -w`.

Usage: tone.py BUILD SOURCE [LETTERS ROUNDS]

Letters are those that tests/tone holds for tuning, drawn with a fixed seed; they are
dense with what lexicons look for.  GNU style reads all of them, write-good and alex
(when their node modules are found) the first hundredth, and are scaled up.  One line
has a lexicon with ten times the phrases.  The lines of the audit are of audit_run() on a
journey whose messages the letters are: without rules, so that their language is all
that is looked at, and with all packs.  Nothing here fails a test: machines differ.
Peers that are not installed are left out, and said so."""
import glob
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile

build, source = sys.argv[1:3]
count, rounds = (int(a) for a in (sys.argv[3:] + ["50000", "9"])[:2])
sys.path.insert(0, os.path.join(source, "tests", "tone"))
import letters as letter_files  # noqa: E402

environment = dict(os.environ, LC_ALL="C.UTF-8")
reader = os.path.join(build, "tests", "bench", "tone_read")
auditor = os.path.join(build, "tests", "bench", "tone_audit")
packs = sorted(glob.glob(os.path.join(source, "data", "rules", "*.yaml")))
tone = os.path.join(source, "data", "tone")


def cpu_seconds(command, given=None):
    with open(given or os.devnull, "rb") as stdin:
        child = subprocess.Popen(command, stdin=stdin, stdout=subprocess.DEVNULL,
                                 stderr=subprocess.DEVNULL, env=environment)
        _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime


def told_seconds(command):
    """What the command says that its audit took: making its journey is another matter."""
    said = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True).stdout
    return float(re.search(rb"([0-9.]+) ms", said)[1]) / 1e3


def write_letters(path, language, number):
    chance = random.Random(1)
    texts = [letter["text"] for letter in letter_files.load(language, "tuning")]
    with open(path, "w", encoding="utf-8") as out:
        for _ in range(number):
            out.write(chance.choice(texts) + "\n\f\n")
    return os.path.getsize(path)


def write_tenfold(path, language):
    """The lexicon with nine more phrases for each, of words that stand in it."""
    chance = random.Random(2)
    with open(os.path.join(tone, language + ".yaml"), encoding="utf-8") as given:
        text = given.read()
    phrases = [line.strip()[2:] for line in text.splitlines()
               if line.startswith("      - ") and ":" not in line]
    words = sorted({word for phrase in phrases for word in phrase.split() if word.isalpha()})
    with open(path, "w", encoding="utf-8") as out:
        out.write(text.rstrip("\n") + "\n")
        for number in range(9 * len(phrases)):
            phrase = " ".join(chance.choice(words) for _ in range(chance.randint(2, 4)))
            out.write(f"  - id: more-{number}\n    phrase: {phrase}\n"
                      f"    signal: courtesy\n    weight: -1\n")
    return len(phrases)


def node_peer(name, script, path):
    if shutil.which("node") is None or subprocess.run(
            ["node", "-e", f"import('{name}').catch(() => process.exit(1))"],
            stderr=subprocess.DEVNULL, check=False).returncode != 0:
        print(f"bench: {name} is not installed; it is left out")
        return None
    return ["node", "--input-type=module", "-e", script, path]


WRITE_GOOD = """import fs from 'fs'; import good from 'write-good';
for (const text of fs.readFileSync(process.argv[1], 'utf8').split('\\f')) good(text);"""
ALEX = """import fs from 'fs'; import {markdown} from 'alex';
for (const text of fs.readFileSync(process.argv[1], 'utf8').split('\\f')) markdown(text);"""


def main():
    with tempfile.TemporaryDirectory() as folder:
        path = {name: os.path.join(folder, name) for name in ("en", "sv", "few", "empty", "tenfold")}
        size = {language: write_letters(path[language], language, count) for language in ("en", "sv")}
        size["few"] = write_letters(path["few"], "en", count // 100)
        write_letters(path["empty"], "en", 0)
        phrases = write_tenfold(path["tenfold"], "sv")
        lexicon = {language: os.path.join(tone, language + ".yaml") for language in ("en", "sv")}
        # name, command, standard input, bytes, the same without letters
        jobs = [("wc -w", ["wc", "-w"], path["en"], size["en"], None)]
        for name, words, language in (("kundresa, en", lexicon["en"], "en"),
                                      ("kundresa, sv", lexicon["sv"], "sv"),
                                      (f"sv, 10 x {phrases} phrases", path["tenfold"], "sv")):
            jobs.append((name, [reader, words, path[language]], None, size[language],
                         [reader, words, path["empty"]]))
        for name, command in (("audit, sv, no rules", []), ("audit, sv, all packs", packs)):
            jobs.append((name, [auditor, lexicon["sv"], path["sv"], *command], None, size["sv"],
                         None))
        if shutil.which("style"):
            jobs.append(("GNU style", ["style"], path["en"], size["en"], None))
        else:
            print("bench: GNU style is not installed (diction); it is left out")
        for name, script in (("write-good", WRITE_GOOD), ("alex", ALEX)):
            command = node_peer(name, script, path["few"])
            if command:
                jobs.append((name, command, None, size["few"], None))
        took = {name: [] for name, *_ in jobs}
        for turn in range(rounds + 1):
            for name, command, given, _, without in jobs:
                seconds = told_seconds(command) if command[0] == auditor \
                    else cpu_seconds(command, given)
                if without:  # what reading the lexicon takes is another matter
                    seconds -= cpu_seconds(without)
                if turn:
                    took[name].append(seconds)
        floor = statistics.median(took["wc -w"]) / size["en"]
        print(f"{count} letters, {size['en'] / 1e6:.1f} MB en, {size['sv'] / 1e6:.1f} MB sv; "
              f"{rounds} rounds, interleaved; load {os.getloadavg()[0]:.1f}")
        print(f"{'':26}{'CPU ms median (least-most)':>30}{'MB/s':>9}{'time a byte, to wc':>20}")
        for name, _, _, length, _ in jobs:
            middle = statistics.median(took[name])
            print(f"{name:26}{middle * 1e3:12.0f} ({min(took[name]) * 1e3:6.0f}-"
                  f"{max(took[name]) * 1e3:6.0f}){length / 1e6 / middle:12.2f}"
                  f"{middle / length / floor:20.2f}")


if __name__ == "__main__":
    main()
