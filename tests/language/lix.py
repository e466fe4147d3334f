#!/usr/bin/env python3
"""Holds kundresa's LIX against one that knows nothing of it but the definition.

    lix.py READING_COUNTS LEXICON.yaml PARAGRAPHS FILE...

LIX is words/sentences + 100 * long/words; a word is a row of letters and digits, with
single signs that UAX 29 lets stand inside of it; it is long with more than six
letters; a sentence ends at ! or ?, and at a full stop before a blank, unless what goes
before is an abbreviation, an initial, a number before a number or an item's number, or
a small letter follows.  This is written with regular expressions over paragraphs
without line ends, where the program has one pass over bytes.

Paragraphs are the lines of the files that end like sentences; where there are too few,
more are made by putting their sentences together anew.  Prints what differs, and a
sum."""
import math
import random
import re
import subprocess
import sys

WORD = re.compile(r"[^\W_](?:[^\W_]|_|(?<=[^\W\d_])[.:'’‘·](?=[^\W\d_])|(?<=\d)[.,;'’‘](?=\d))*")
CLOSING = "\"'”’»)]}“"


def letters(word):
    return sum(1 for character in word if character.isalpha())


def sentences(text, abbreviations):
    """How many parts with words in them the text has."""
    count = 0
    start = 0
    for stop in re.finditer(rf"[.!?]+[{re.escape(CLOSING)}]*(?:(?=\s)|(?<=[!?]))", text):
        before = WORD.findall(text[start:stop.start()])
        after = re.match(r"\s*([^\w\s]*)\s*(\w?)", text[stop.end():])
        signs, first = after.group(1), after.group(2)
        if signs[:1] in (",", "-", ":", "–", "—"):
            continue
        if not before:
            continue
        if stop.group().rstrip(CLOSING)[-1] == ".":
            last = before[-1]
            direct = text[:stop.start()].endswith(last) and stop.group()[0] == "."
            if first.islower():
                continue
            if start == 0 and re.fullmatch(r"\W*\d{1,3}", text[:stop.start()]):
                continue
            if direct and len(stop.group().rstrip(CLOSING)) == 1:
                if last.casefold() in abbreviations:
                    continue
                if len(last) == 1 and last.isupper():
                    continue
                if not any(c.isalpha() for c in last) and first.isdigit():
                    continue
        count += 1
        start = stop.end()
    return count + (1 if WORD.search(text[start:]) else 0)


def counts(text, abbreviations):
    words = WORD.findall(text)
    number = len(words)
    long_words = sum(1 for word in words if letters(word) > 6)
    parts = sentences(text, abbreviations)
    lix = number / parts + 100 * long_words / number if number else math.nan
    return parts, number, long_words, lix


def read_abbreviations(lexicon):
    with open(lexicon, encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("abbreviations:"):
                return {word.casefold().rstrip(".") for word in re.findall(r'"([^"]+)"', line)}
    return set()


def paragraphs_of(names):
    found = []
    for name in names:
        with open(name, encoding="utf-8", errors="replace") as lines:
            for part in lines:
                part = " ".join(part.split())
                if len(part) > 40 and part[-1] in ".!?" and not re.search("[{}|\ufffd]", part):
                    found.append(part)
    return found


def main():
    program, lexicon, wanted, *names = sys.argv[1:]
    wanted = int(wanted)
    abbreviations = read_abbreviations(lexicon)
    chosen = paragraphs_of(names)
    chance = random.Random(7)
    chance.shuffle(chosen)
    pool = [part for text in chosen for part in re.split(r"(?<=[.!?])\s", text)]
    given = len(chosen)
    while len(chosen) < wanted:
        chosen.append(" ".join(chance.choice(pool) for _ in range(chance.randint(1, 9))))
    chosen = chosen[:wanted]
    run = subprocess.run([program, lexicon], input="".join(text + "\f" for text in chosen).encode(),
                         stdout=subprocess.PIPE, check=True)
    told = [line.split() for line in run.stdout.decode().splitlines()]
    if len(told) != len(chosen):
        raise SystemExit(f"{len(told)} answers to {len(chosen)} paragraphs")
    wrong = 0
    for text, answer in zip(chosen, told):
        own = counts(text, abbreviations)
        same = tuple(map(int, answer[:3])) == own[:3] and (
            abs(float(answer[3]) - own[3]) < 0.005 or math.isnan(own[3]))
        if not same:
            wrong += 1
            print(f"# {' '.join(answer)} and here {own}: {text[:300]}")
    print(f"# {len(chosen)} paragraphs, {min(given, wanted)} of them as they stand in files, "
          f"{wrong} differ")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
