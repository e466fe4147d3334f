/* The ladder of tone: from the marks of a text to its score and its class.
 *
 * The sum.  A text's score is the sum of its marks' weights, with what follows;
 * every mark carries the weight with which it entered, so that anybody can add up:
 *
 *  1. Of each signal as many marks count as the lexicon's cap says, the largest
 *     first, of those alike the first in the text, and none that overlaps another.
 *  2. Signals live on floors, which are filled from below.  What is on a floor counts
 *     where its marks come to the floor's sill; it can then bring the sum to the
 *     floor's limit and brings it to the floor's least: what lacks is added to its
 *     largest mark.  A mark that would bring the sum further counts only as far.
 *
 *                                       sill   limit   least
 *       in the customer's favour           0    -450          nothing is to be paid or done
 *       kind words                       -40     -80          besides the favour
 *       plain claim                       85     249      50  overdue, request, deadline
 *       pressure                         100     310     250  repeated, fee, hand-over, cut-off,
 *                                                             credit record, urgency
 *       claim in law                     200     430     350  formal claim, legal action
 *       out of bounds                    250     600     450  blame, moralising, shame, shouting,
 *                                                             threat, authority
 *
 *     So one consequence makes a text firm and haste alone does not, one that is polite
 *     is not yet kind, kind words leave a reminder a reminder, no number of fees makes
 *     a claim in law, no number of Acts makes a threat, and kind words around a threat
 *     do not hide it.  Under their sill kind words and what is out of bounds count
 *     nothing (a word alone may be innocent), pressure and claim in law stay under their
 *     least, and a plain claim is not brought to its own; beside a favour nothing is.
 *  3. What a text does not press for does not press.  Without any mark of overdue,
 *     request, forgetfulness, formal claim or (from LADDER_STRONG) repeated, without
 *     {pay_by}, and without haste (urgency from LADDER_STRONG) beside a consequence or
 *     what is out of bounds (from LADDER_HINT), pressure, claim in law and shouting
 *     count nothing.  Where nothing is said to be unpaid, repeated, urgent (from
 *     LADDER_STRONG), claimed or out of bounds, or where a favour is done (from LADDER_FAVOUR), the
 * consequences (fee, hand-over, cut-off, legal action, credit record) count nothing: standing terms
 * on an invoice are no pressure.  Nor does a claim in law count where a favour is done and nothing
 * asked for: a case that is closed is told with the words of the case.
 *  4. Who forgives says that something is missing: without a mark of overdue, the
 *     marks of forgetfulness count LADDER_FORGIVEN on the floor of the plain claim.
 *     So does who reminds again or makes a claim, or names a consequence and hurries, or
 *     gives a last day of one's own: without marks of overdue and forgetfulness,
 *     LADDER_PRESUMED is added to the largest mark of repeated or urgency (from
 *     LADDER_STRONG), formal claim (from 100) or what is out of bounds
 *     (from LADDER_HINT, but for shouting), or of {pay_by}.
 *  5. Placeholders of what is known only once something is unpaid are marks as well:
 *     {days_overdue}, {fee}, {interest}, {original_amount}, {pay_by} (marks.c).
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

/* From where a mark says that the customer is done a favour. */
#define LADDER_FAVOUR (-150)

/* Below it a mark out of bounds is a hint, which says nothing by itself. */
#define LADDER_HINT 100

/* What is added to the mark that presupposes that something is unpaid. */
#define LADDER_PRESUMED 135

/* Marks of one signal that can count at most, whatever a lexicon says. */
#define LADDER_CAP_MOST 20

/* Whether a mark of @outer takes the place of a shorter one of @inner inside it: a
 * longer phrase knows better ("next step … collection claim" is no claim yet).  What
 * says that something is unpaid or asks for payment stays, unless the longer one is
 * of the same kind or speaks of terms; and a threat stays a threat inside a longer phrase
 * that only hints at one. */
bool ladder_hides(enum signal outer, int outer_weight, enum signal inner, int inner_weight);

/* How high on the ladder a weighed mark stands, by its floor: of what entered a score, the
 * highest make its class. */
int ladder_height(const struct mark *mark);

/* Weighs the marks of @reading, which have the weights of their markers, and sets
 * its score and tone. */
void ladder_climb(const struct lexicon *lexicon, struct reading *reading);

#endif
