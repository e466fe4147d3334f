#!/usr/bin/env python3
"""How well `kundresa tone` finds what a text tells: precision and recall by token of
the texts in tests/tone/content, as TAP.

    content.py [--lang L] [--misses]

A token under `tells` must be found, one under `not` must not; of the others the text
says nothing that can be held against a reading.  KNOWN is what was reached: a change
may leave fewer misses, and then lowers it."""
import argparse
import collections
import os
import sys

import yaml

from letters import HERE, LANGUAGES, read, tokens

FEWEST = 40  # texts a language

# Misses that are known, by language: texts that tell more than was found, and tokens
# found that are not there.
KNOWN = {"sv": (0, 2), "nb": (0, 1), "en": (0, 4)}


class Tally:
    """Of one token."""

    def __init__(self):
        self.found = self.missed = self.wrong = 0

    def shares(self):
        said, told = self.found + self.wrong, self.found + self.missed
        return (f"precision {self.found}/{said}" if said else "precision -",
                f"recall {self.found}/{told}" if told else "recall -")


def load(language):
    with open(f"{HERE}/content/{language}.yaml", encoding="utf-8") as file:
        return yaml.safe_load(file)


def faults(language, texts):
    """What is wrong with the file itself."""
    known = tokens("../language/lexicon.h", r'V\(TELLS_\w+, "(\w+)"')
    if len(texts) < FEWEST:
        yield f"{len(texts)} texts, where {FEWEST} are the least"
    ids = collections.Counter(text["id"] for text in texts)
    yield from (f"{name} is there twice" for name, times in ids.items() if times > 1)
    for text in texts:
        told, untold = set(text.get("tells", [])), set(text.get("not", []))
        if told & untold:
            yield f"{text['id']} tells and does not tell {sorted(told & untold)}"
        if (told | untold) - known:
            yield f"{text['id']}: nobody knows {sorted((told | untold) - known)}"
        if not told | untold:
            yield f"{text['id']} asks for nothing"


def measure(program, language, texts, misses):
    tallies = collections.defaultdict(Tally)
    answers = read(program, language, [text["text"] for text in texts])
    for text, answer in zip(texts, answers):
        found = {told["what"] for told in answer["tells"] if told["told"]}
        for token in text.get("tells", []):
            if token in found:
                tallies[token].found += 1
            else:
                tallies[token].missed += 1
                if misses:
                    print(f"# {text['id']} tells {token}, and it was not found")
        for token in text.get("not", []):
            if token in found:
                tallies[token].wrong += 1
                if misses:
                    print(f"# {text['id']} does not tell {token}, and it was found")
    return tallies


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--lang", choices=LANGUAGES)
    parser.add_argument("--misses", action="store_true", help="name every text that fails")
    parser.add_argument("--kundresa", default=os.environ.get("KUNDRESA", "kundresa"),
                        metavar="PROGRAM", help="by default $KUNDRESA, or that of the path")
    wanted = parser.parse_args()
    languages = [language for language in LANGUAGES if wanted.lang in (None, language)]
    print(f"1..{2 * len(languages)}")
    number = failed = 0
    for language in languages:
        texts = load(language)
        wrong = list(faults(language, texts))
        for fault in wrong:
            print(f"# {fault}")
        tallies = measure(wanted.kundresa, language, texts, wanted.misses)
        for token, tally in sorted(tallies.items()):
            print(f"# {language}  {token:16} {'  '.join(tally.shares())}")
        missed = sum(tally.missed for tally in tallies.values())
        extra = sum(tally.wrong for tally in tallies.values())
        most = KNOWN[language]
        for good, what in ((not wrong, f"{language}: the texts are labelled as README says"),
                           (missed <= most[0] and extra <= most[1],
                            f"{language}: {missed} not found (at most {most[0]}), "
                            f"{extra} found that are not told (at most {most[1]})")):
            number += 1
            failed += not good
            print(f"{'ok' if good else 'not ok'} {number} - {what}")
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
