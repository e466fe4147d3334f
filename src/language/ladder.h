/* The ladder of tone: from the marks of a text to its score and its class.
 *
 * The sum.  A text's score is the sum of its marks' weights, with what follows;
 * every mark carries the weight with which it entered, so that anybody can add up:
 *
 *  1. Of each signal as many marks count as the lexicon's cap says, the largest
 *     first, of those alike the first in the text, and none that overlaps another.
 *  2. Signals live on floors, which are filled from below.  No floor can bring the
 *     sum beyond its limit; a mark that would counts only as far as it reaches:
 *
 *       in the customer's favour  down to -450   nothing is to be paid or done
 *       kind words                down to  -80   besides the favour
 *       plain claim               up to    249   overdue, request, deadline
 *       pressure                  up to    310   repeated, fee, hand-over, cut-off,
 *                                                credit record, urgency
 *       claim in law              up to    430   formal claim, legal action
 *       out of bounds             up to    600   blame, moralising, shame, shouting,
 *                                                threat, authority
 *
 *     So no number of fees makes a claim in law, no number of Acts makes a threat,
 *     and kind words around a threat do not hide it.
 *  3. What a text does not press for does not press.  Without any mark of overdue,
 *     request, forgetfulness, formal claim or (from LADDER_STRONG) repeated, pressure, claim in law
 * and shouting count nothing, and what is out of bounds a quarter unless in two ways.  Where
 * nothing is said to be unpaid, repeated, urgent (from LADDER_STRONG), claimed or out of bounds,
 * the consequences (fee, hand-over, cut-off, legal action, credit record) count nothing: standing
 * terms on an invoice are no pressure.
 *  4. Who forgives says that something is missing: without a mark of overdue, the
 *     marks of forgetfulness count LADDER_FORGIVEN on the floor of the plain claim.
 *     So does who reminds again or makes a claim, or names a consequence and hurries:
 *     without marks of overdue and forgetfulness, LADDER_PRESUMED is added to the
 *     largest mark of repeated or urgency (from LADDER_STRONG) or formal claim (from
 *     100).
 *
 * The limits lie between the bands in reading.h: a text of pressure alone is at most
 * firm, one of law at most a formal claim. */
#ifndef KUNDRESA_LANGUAGE_LADDER_H
#define KUNDRESA_LANGUAGE_LADDER_H

#include "language/reading.h"

/* What a mark of forgetfulness weighs where nothing else says that anything is
 * unpaid. */
#define LADDER_FORGIVEN 105

/* From where a mark of repeated or urgency is more than a turn of phrase. */
#define LADDER_STRONG 30

/* What is added to the mark that presupposes that something is unpaid. */
#define LADDER_PRESUMED 135

/* Marks of one signal that can count at most, whatever a lexicon says. */
#define LADDER_CAP_MOST 20

/* Whether a mark of @outer takes the place of a shorter one of @inner inside it: a
 * longer phrase knows better ("next step … collection claim" is no claim yet).  What
 * says that something is unpaid or asks for payment stays, unless the longer one is
 * of the same kind or speaks of terms. */
bool ladder_hides(enum signal outer, enum signal inner);

/* Weighs the marks of @reading, which have the weights of their markers, and sets
 * its score and tone. */
void ladder_climb(const struct lexicon *lexicon, struct reading *reading);

#endif
