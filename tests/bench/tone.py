#!/usr/bin/env python3
"""The benchmark of reading texts: whole commands, interleaved, as ratios to `wc -w`.

Usage: tone.py BUILD SOURCE [LETTERS ROUNDS]

Letters are made of those that tests/tone holds for tuning, with a fixed seed: each
paragraph from another of them, each digit another one, so that no two are the same.
They are as long as those (350 bytes, which 50,000 messages of 16 MB have), and dense
with what lexicons look for; but their words are few, as those of one company are, and
kundresa reads words that it has met quicker than new ones.

GNU style reads all of them, write-good and alex the first hundredth, and are scaled up.
Those two are looked for in node_modules below BUILD: `npm install write-good alex` there.
One line has a lexicon with ten times the phrases.  The lines of the audit are of a
journey whose messages the letters are: audit_run() without rules, so that their language
is all that is looked at, and with all packs; and the sentences, fingerprints and digests
of all findings, which are made when somebody asks for them.

Nothing here fails a test: machines differ.  Peers that are not installed are left out,
and said so."""
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
all_packs, telling = "audit, sv, all packs", "telling all its findings"


def cpu_seconds(command, given=None):
    with open(given or os.devnull, "rb") as stdin:
        child = subprocess.Popen(command, stdin=stdin, stdout=subprocess.DEVNULL,
                                 stderr=subprocess.DEVNULL, env=environment, cwd=build)
        _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime


def told_seconds(command):
    """What the command says that its audit took, and the telling of all that it found:
    making its journey is another matter."""
    said = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True).stdout
    return [float(took) / 1e3 for took in re.findall(rb"([0-9.]+) ms", said)]


def write_letters(path, language, number):
    chance = random.Random(1)
    texts = [re.split(r"\n\s*\n", letter["text"].strip())
             for letter in letter_files.load(language, "tuning")]
    firsts, lasts = ([text[at] for text in texts if len(text) > 1] for at in (0, -1))
    middles = [paragraph for text in texts for paragraph in text[1:-1]]
    alone = [text[0] for text in texts if len(text) == 1]
    with open(path, "w", encoding="utf-8") as out:
        for _ in range(number):
            length = len(chance.choice(texts))
            parts = [chance.choice(alone)] if length == 1 else \
                [chance.choice(firsts), *(chance.choice(middles) for _ in range(length - 2)),
                 chance.choice(lasts)]
            out.write(re.sub("[0-9]", lambda _: str(chance.randint(1, 9)), "\n\n".join(parts)) +
                      "\n\f\n")
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
            stderr=subprocess.DEVNULL, check=False, cwd=build).returncode != 0:
        print(f"bench: {name} is not installed (npm install {name}, in {build}); it is left out")
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
        for name, command in (("audit, sv, no rules", []), (all_packs, packs)):
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
        took[telling] = []
        for turn in range(rounds + 1):
            for name, command, given, _, without in jobs:
                if command[0] == auditor:
                    seconds, told = told_seconds(command)
                    if turn and name == all_packs:
                        took[telling].append(told)
                else:
                    seconds = cpu_seconds(command, given)
                if without:  # what reading the lexicon takes is another matter
                    seconds -= cpu_seconds(without)
                if turn:
                    took[name].append(seconds)
        floor = statistics.median(took["wc -w"]) / size["en"]
        print(f"{count} letters, {size['en'] / 1e6:.1f} MB en, {size['sv'] / 1e6:.1f} MB sv; "
              f"{rounds} rounds, interleaved; load {os.getloadavg()[0]:.1f}")
        print(f"{'':26}{'CPU ms median (least-most)':>30}{'MB/s':>9}{'time a byte, to wc':>20}")
        places = [name for name, *_ in jobs].index(all_packs) + 1
        jobs.insert(places, (telling, None, None, size["sv"], None))
        for name, _, _, length, _ in jobs:
            middle = statistics.median(took[name])
            print(f"{name:26}{middle * 1e3:12.0f} ({min(took[name]) * 1e3:6.0f}-"
                  f"{max(took[name]) * 1e3:6.0f}){length / 1e6 / middle:12.2f}"
                  f"{middle / length / floor:20.2f}")


if __name__ == "__main__":
    main()
