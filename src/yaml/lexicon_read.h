/* Reads a lexicon of tone: tone/1, one file a language.
 *
 *   kundresa_tone: 1
 *   language: sv               # sv, nb or en
 *   version: "2026-11"
 *   bands: {…}                 # optional; must be those of the ladder, one for all
 *   caps: {courtesy: 2}        # marks of a signal that count at most; else 1
 *   shouting: {capitals: 100, exclamations: 50}   # what each weighs; else 0
 *   negations: [inte, ej]      # what follows means the contrary
 *   conditions: [om, "betalar du"]   # after these nothing is negated, or unpaid
 *   abbreviations: ["t.ex.", "kl."]  # their full stop ends no sentence
 *   words:                           # what "<paid>" stands for in what follows
 *     paid: [paid, settled, clear*]
 *   markers:
 *     - id: forgotten-easily
 *       phrase: lätt att (glömma|missa)   # or  stem: glömma
 *                                 # or  phrases: [lätt att glömma, lätt hänt]
 *                                 # words of phrases: struct marker in lexicon.h
 *       signal: forgetfulness     # "none" for what only tells something
 *       weight: -60               # hundredths of a step of the ladder; not for none
 *       tells: [due_date]         # optional
 *       needs: date               # optional: it tells that only beside a "date",
 *                                 # before one ("date-after"), or beside an "amount"
 *       negatable: true           # optional
 *       presupposes: true         # optional, of overdue: no "if" takes it away
 *       reason: …                 # optional, one sentence
 */
#ifndef KUNDRESA_YAML_LEXICON_READ_H
#define KUNDRESA_YAML_LEXICON_READ_H

#include "base/error.h"
#include "language/ladder.h"
#include "language/lexicon.h"

#include <stdio.h>

/* Marks of one signal that can count, and the most that one of them weighs. */
#define LEXICON_CAP_MOST LADDER_CAP_MOST
#define LEXICON_WEIGHT_MOST 1000

/* Reads the lexicon in @in, called @name in messages, and makes it ready.
 * STATUS_INPUT with all faults in @problems, and *@lexicon NULL; what is not the
 * text's fault is in @err. */
enum status lexicon_read(FILE *in, const char *name, struct lexicon **lexicon,
                         struct problems *problems, struct error *err);

#endif
