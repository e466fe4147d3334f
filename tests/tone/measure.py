#!/usr/bin/env python3
"""How well `kundresa tone` tells on which step of the ladder a letter stands.

    measure.py [--lang L] [--part tuning|practice|held] [--misses N] [--spans]
    measure.py --page >ACCURACY

Without --lang: all of them; without --part: tuning and practice.  --spans shows what
counted in each miss; it is not to be had for the held-back part, whose misses nobody
may tune on."""
import argparse
import collections
import os
import sys

import letters as letter_files
from letters import LANGUAGES, PRACTICE, STEPS

PARTS_READ = {"tuning": "tuned on", PRACTICE: "practised on", "held": "held back"}
PARTS = list(PARTS_READ)


class Reading:
    """What kundresa says of a letter: a class, a score in steps, and the marks."""

    def __init__(self, answer):
        self.step = STEPS.index(answer["class"])
        self.score = float(answer["score"])
        self.marks = [mark for mark in answer["marks"] if float(mark["weight"]) != 0]


class Miss:
    def __init__(self, letter, reading):
        self.letter, self.reading = letter, reading
        self.far = abs(letter["label"] - reading.step)


class Tally:
    """What a part of a language gave."""

    def __init__(self):
        self.confusion = collections.Counter()  # (label, step told)
        self.misses = []
        self.second = collections.Counter()     # how far the second reading lay

    def add(self, letter, reading):
        self.confusion[letter["label"], reading.step] += 1
        if "second_label" in letter:
            self.second[abs(letter["label"] - letter["second_label"])] += 1
        if reading.step != letter["label"]:
            self.misses.append(Miss(letter, reading))

    def total(self):
        return sum(self.confusion.values())

    def within(self, steps):
        return sum(count for (label, told), count in self.confusion.items()
                   if abs(label - told) <= steps)

    def second_within(self, steps):
        return sum(count for far, count in self.second.items() if far <= steps)


def measure(program, language, part):
    tally = Tally()
    letters = letter_files.load(language, part)
    answers = letter_files.read(program, language, [letter["text"] for letter in letters])
    for letter, answer in zip(letters, answers):
        tally.add(letter, Reading(answer))
    return tally


def share(count, total):
    return f"{count:3} of {total:3}  {100 * count / total:5.1f} %"


def write_summary(tallies):
    print(f"{'':18}{'exact':>20}{'within one step':>22}")
    for (language, part), tally in tallies.items():
        total = tally.total()
        print(f"{language}  {PARTS_READ[part]:14}{share(tally.within(0), total):>20}"
              f"{share(tally.within(1), total):>22}")
    for part in PARTS:
        some = [tally for (_, of), tally in tallies.items() if of == part]
        if len(some) > 1:
            total = sum(tally.total() for tally in some)
            print(f"all {PARTS_READ[part]:14}"
                  f"{share(sum(tally.within(0) for tally in some), total):>20}"
                  f"{share(sum(tally.within(1) for tally in some), total):>22}")
    total = sum(sum(tally.second.values()) for tally in tallies.values())
    if total == 0:
        return
    print(f"{'second reading':18}"
          f"{share(sum(tally.second_within(0) for tally in tallies.values()), total):>20}"
          f"{share(sum(tally.second_within(1) for tally in tallies.values()), total):>22}")


def write_confusion(tally):
    print(f"  {'label':14}" + "".join(f"{name[:8]:>10}" for name in STEPS))
    for label, name in enumerate(STEPS):
        row = [tally.confusion[label, told] for told in range(len(STEPS))]
        print(f"  {label} {name:12}" + "".join(f"{count or '.':>10}" for count in row))


def write_misses(tally, most, spans):
    worst = sorted(tally.misses, key=lambda miss: (-miss.far, miss.letter["id"]))
    for miss in worst[:most]:
        letter, reading = miss.letter, miss.reading
        hard = ", hard" if letter.get("hard") else ""
        print(f"  {letter['id']}  is {STEPS[letter['label']]}, told {STEPS[reading.step]}"
              f" by {reading.score:.2f}  ({letter['channel']}{hard})")
        if not spans:
            continue
        print(f"          {letter.get('note', '')}")
        for mark in reading.marks:
            text = " ".join(mark["text"].split())
            print(f"          {float(mark['weight']):+6.2f}  {mark['signal']:14} {text}")


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--lang", choices=LANGUAGES)
    parser.add_argument("--part", choices=PARTS)
    parser.add_argument("--misses", type=int, default=10, metavar="N",
                        help="the worst N misses of each part (10)")
    parser.add_argument("--spans", action="store_true",
                        help="what counted in each miss, but for the held-back part")
    parser.add_argument("--page", action="store_true", help="the page tests/tone/ACCURACY")
    parser.add_argument("--kundresa", default=os.environ.get("KUNDRESA", "kundresa"),
                        metavar="PROGRAM", help="by default $KUNDRESA, or that of the path")
    wanted = parser.parse_args()
    wanted.parts = PARTS if wanted.page else [wanted.part] if wanted.part else PARTS[:-1]
    return wanted


def main():
    wanted = read_arguments()
    tallies = {(language, part): measure(wanted.kundresa, language, part)
               for language in LANGUAGES if wanted.lang in (None, language)
               for part in wanted.parts}
    if wanted.page:
        print("How well kundresa tells the tone of a letter\n"
              "============================================\n\n"
              "Made by `make tone-accuracy`; the letters, their labels and what these numbers\n"
              "can tell stand in README beside this.\n")
    write_summary(tallies)
    for (language, part), tally in tallies.items():
        title = f"{language}, {PARTS_READ[part]}"
        print(f"\n{title}\n{'-' * len(title)}\n")
        write_confusion(tally)
        if tally.misses and wanted.misses > 0:
            print("\n  Worst misses\n")
            write_misses(tally, wanted.misses, wanted.spans and part != "held")
    return 0


if __name__ == "__main__":
    sys.exit(main())
