/* What words mean for tone and content: the lexicon of one language, as plain
 * data.  It is read from data/tone/LANG.yaml by yaml/, checked there, and made
 * ready here once; reading texts with it changes nothing in it, so that several
 * threads may share one. */
#ifndef KUNDRESA_LANGUAGE_LEXICON_H
#define KUNDRESA_LANGUAGE_LEXICON_H

#include "base/error.h"
#include "base/i18n.h"
#include "language/language.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a marker signals.  The token stands in lexicons and JSON; people read
 * the label.  Favour and kind words have weights below nothing, the others above;
 * terms and none weigh nothing.  How signals add up: ladder.h. */
#define SIGNAL_VALUES(V)                                                                           \
  V(SIGNAL_FAVOUR, "favour", N_("In the customer's favour"))                                       \
  V(SIGNAL_COURTESY, "courtesy", N_("Courtesy"))                                                   \
  V(SIGNAL_THANKS, "thanks", N_("Thanks"))                                                         \
  V(SIGNAL_FORGETFULNESS, "forgetfulness", N_("May have forgotten"))                               \
  V(SIGNAL_ALREADY_PAID, "already-paid", N_("May have paid already"))                              \
  V(SIGNAL_HELP, "help", N_("Help offered"))                                                       \
  V(SIGNAL_APOLOGY, "apology", N_("Apology"))                                                      \
  V(SIGNAL_OVERDUE, "overdue", N_("Says it is unpaid"))                                            \
  V(SIGNAL_REQUEST, "request", N_("Asks for payment"))                                             \
  V(SIGNAL_DEADLINE, "deadline", N_("Last day named"))                                             \
  V(SIGNAL_REPEATED, "repeated", N_("Earlier reminders named"))                                    \
  V(SIGNAL_FEE, "fee", N_("Fee or interest"))                                                      \
  V(SIGNAL_HAND_OVER, "hand-over", N_("Hand-over to a collector"))                                 \
  V(SIGNAL_LEGAL_ACTION, "legal-action", N_("Legal action"))                                       \
  V(SIGNAL_CREDIT_RECORD, "credit-record", N_("Credit record"))                                    \
  V(SIGNAL_CUT_OFF, "cut-off", N_("Cut-off of the service"))                                       \
  V(SIGNAL_FORMAL_CLAIM, "formal-claim", N_("Language of a claim"))                                \
  V(SIGNAL_URGENCY, "urgency", N_("Urgency"))                                                      \
  V(SIGNAL_BLAME, "blame", N_("Blame"))                                                            \
  V(SIGNAL_MORALISING, "moralising", N_("Moralising"))                                             \
  V(SIGNAL_SHAME, "shame", N_("Shame"))                                                            \
  V(SIGNAL_SHOUTING, "shouting", N_("Shouting"))                                                   \
  V(SIGNAL_THREAT, "threat", N_("Threat"))                                                         \
  V(SIGNAL_AUTHORITY, "authority", N_("Borrowed authority"))                                       \
  V(SIGNAL_TERMS, "terms", N_("Terms and services"))                                               \
  V(SIGNAL_NONE, "none", N_("Tells something"))

#define SIGNAL_ID(id, token, label) id,
enum signal { SIGNAL_VALUES(SIGNAL_ID) SIGNAL_COUNT };
#undef SIGNAL_ID

/* What a text can tell (content of rules), name (mentions), or be (address).
 * One bit each: at most 64. */
#define TELLS_VALUES(V)                                                                            \
  V(TELLS_AMOUNT, "amount", N_("what to pay"))                                                     \
  V(TELLS_DUE_DATE, "due_date", N_("when to pay"))                                                 \
  V(TELLS_HOW_TO_PAY, "how_to_pay", N_("how to pay"))                                              \
  V(TELLS_REFERENCE, "reference", N_("the reference"))                                             \
  V(TELLS_CREDITOR, "creditor", N_("the creditor"))                                                \
  V(TELLS_BASIS, "basis", N_("what the claim is for"))                                             \
  V(TELLS_CAPITAL, "capital", N_("the principal"))                                                 \
  V(TELLS_INTEREST, "interest", N_("interest"))                                                    \
  V(TELLS_INTEREST_AMOUNT, "interest_amount", N_("the interest as an amount"))                     \
  V(TELLS_INTEREST_RATE, "interest_rate", N_("the rate of interest"))                              \
  V(TELLS_INTEREST_PERIOD, "interest_period", N_("the time that interest runs"))                   \
  V(TELLS_INTEREST_FROM, "interest_from", N_("the day from which interest runs"))                  \
  V(TELLS_INTEREST_BASE, "interest_base", N_("the amount that interest is counted on"))            \
  V(TELLS_INTEREST_NOTICE, "interest_notice", N_("that late payment bears interest"))              \
  V(TELLS_AGREED_RATE, "agreed_rate", N_("that the rate was agreed"))                              \
  V(TELLS_COSTS, "costs", N_("costs and fees"))                                                    \
  V(TELLS_DEADLINE, "deadline", N_("the last day to pay"))                                         \
  V(TELLS_OBJECTION, "objection", N_("how to object"))                                             \
  V(TELLS_CONTACT, "contact", N_("how to reach us"))                                               \
  V(TELLS_PLAN_OFFER, "plan_offer", N_("that a payment plan can be had"))                          \
  V(TELLS_OPT_OUT, "opt_out", N_("how to say no to offers"))                                       \
  V(TELLS_CONSEQUENCES, "consequences", N_("what follows if nothing is paid"))                     \
  V(TELLS_ALTERNATIVES, "alternatives", N_("what else can be done"))                               \
  V(TELLS_SOCIAL_BOARD, "social_board_notice", N_("that the social board is told"))                \
  V(TELLS_CUT_OFF_NOTICE, "cutoff_notice", N_("that the service may be cut off"))                  \
  V(TELLS_DEFAULT_NOTICE, "default_notice", N_("when default begins"))                             \
  V(TELLS_SUPERVISOR, "supervisor", N_("who supervises the collector"))                            \
  V(TELLS_REPLY_FORM, "reply_form", N_("a form to reply on"))                                      \
  V(TELLS_INFO_SHEET, "info_sheet", N_("a sheet of information"))                                  \
  V(TELLS_STATEMENT, "statement", N_("a statement of account"))                                    \
  V(TELLS_OFFICIAL_LOOK, "official_look", N_("a look of authority"))                               \
  V(TELLS_NATIONAL_ID, "national_id", N_("a national identity number"))                            \
  V(TELLS_DEBT_DETAIL, "debt_detail", N_("details of the debt"))                                   \
  V(TELLS_NAME, "name", N_("the customer's name"))                                                 \
  V(TELLS_OFFER, "offer", N_("an offer"))                                                          \
  V(TELLS_SURVEY, "survey", N_("a survey"))                                                        \
  V(TELLS_REMINDER_NEXT, "reminder_next", N_("another reminder to come"))                          \
  V(TELLS_CLAIM_NEXT, "claim_next", N_("a collection claim to come"))                              \
  V(TELLS_HAND_OVER, "handover", N_("hand-over to a collector"))                                   \
  V(TELLS_LEGAL_ACTION, "legal_action", N_("legal action"))                                        \
  V(TELLS_CREDIT_RECORD, "credit_record", N_("a credit record"))                                   \
  V(TELLS_CUT_OFF, "cutoff", N_("cut-off of the service"))                                         \
  V(TELLS_ADDRESS_SINGULAR, "du", N_("addresses one person (du)"))                                 \
  V(TELLS_ADDRESS_PLURAL, "ni", N_("addresses several or formally (ni, De)"))

#define TELLS_ID(id, token, label) id,
enum tells { TELLS_VALUES(TELLS_ID) TELLS_COUNT };
#undef TELLS_ID
#define TELLS_BIT(tells) (UINT64_C(1) << (tells))

/* How a marker's words are found. */
enum marker_kind {
  MARKER_PHRASE, /* these words in this order, within one sentence, case and
                    punctuation ignored; "…" between two of them stands for up to
                    four words, "*" at the end of a word for any ending, "#" for
                    any word that begins with a digit; signs of currency, % and §
                    are words ("# €", "£#"); "(a|b)" for either (choices.h),
                    "<paid>" for any word of lexicon_add_word() */
  MARKER_STEM,   /* one word whose Snowball stem equals that of this word */
};

/* What must stand beside a marker's words for them to tell anything (evidence.h); how
 * they sound is another matter.  "Senast" alone names no day. */
enum marker_need {
  NEED_NONE,
  NEED_DATE,       /* a day after them, or just before */
  NEED_DATE_AFTER, /* a day after them */
  NEED_AMOUNT,     /* an amount after them, or just before, or a number right after */
};

/* One entry of a lexicon.  Texts are owned by the lexicon. */
struct marker {
  char *id; /* unique in the lexicon */
  enum marker_kind kind;
  char *text; /* the phrase or word, as people write it */
  enum signal signal;
  int weight;             /* hundredths of a step of the ladder; below 0 softens */
  uint64_t tells;         /* TELLS_BIT()s */
  enum marker_need needs; /* to tell them */
  bool presupposes;       /* of what is unpaid: an "if" before it does not take it away */
  bool negatable;         /* a negation near before it makes it mean nothing (weight 0,
                             tells nothing): "we will not hand this over" */
  char *reason;           /* one sentence in the lexicon's own language, or NULL */
};

/* The lexicon of one language.  Built up by lexicon_add*(), made ready once by
 * lexicon_ready(). */
struct lexicon;

/* An empty lexicon; free it with lexicon_free(). */
struct lexicon *lexicon_new(enum language language);
void lexicon_free(struct lexicon **lexicon);
enum language lexicon_language(const struct lexicon *lexicon);

/* Which edition of the lexicon it is, as its file says; "" until it is set. */
void lexicon_set_version(struct lexicon *lexicon, const char *version);
const char *lexicon_version(const struct lexicon *lexicon);

/* Adds a copy of @marker; STATUS_INPUT where its text is empty, too long (1000
 * characters) or cannot be looked for, or its id is taken. */
enum status lexicon_add(struct lexicon *lexicon, const struct marker *marker, struct error *err);

/* Adds words that negate what follows within four words and the same clause
 * ("inte", "ikke", "not", "utan att"), and what they stand in the gap of ("skickar
 * … till inkasso"). */
enum status lexicon_add_negation(struct lexicon *lexicon, const char *word, struct error *err);

/* Adds words that begin a condition ("om", "hvis", "if", "betalar du"): a negation
 * after them in the same clause belongs to the condition and negates nothing, and a
 * mark of overdue counts as negated: "if it is unpaid by then" does not say that it is. */
enum status lexicon_add_condition(struct lexicon *lexicon, const char *words, struct error *err);

/* Adds a word (or "beginning*") that "<@group>" stands for in phrases added later. */
enum status lexicon_add_word(struct lexicon *lexicon, const char *group, const char *word,
                             struct error *err);

/* The word that was added first to the group called by the @length bytes at @name, or
 * NULL. */
const char *lexicon_word(const struct lexicon *lexicon, const char *name, size_t length);

/* Adds an abbreviation whose full stop ends no sentence ("t.ex.", "kl."). */
enum status lexicon_add_abbreviation(struct lexicon *lexicon, const char *text, struct error *err);

/* How many marks of @signal count at most in one text (from 0; without it 1). */
void lexicon_set_cap(struct lexicon *lexicon, enum signal signal, int most);
int lexicon_cap(const struct lexicon *lexicon, enum signal signal);

/* What shouting weighs, in hundredths: a row of words in capitals, and
 * exclamation marks side by side (at first 0).  Below 0: stays as it was. */
void lexicon_set_shouting(struct lexicon *lexicon, int capitals, int exclamations);

/* Makes the matcher; nothing can be added after. */
void lexicon_ready(struct lexicon *lexicon);

/* The markers, in the order they were added. */
size_t lexicon_count(const struct lexicon *lexicon);
const struct marker *lexicon_at(const struct lexicon *lexicon, size_t index);

/* The token and the translated label of a signal or of what is told; and the
 * other way, or -1. */
const char *signal_token(enum signal signal);
const char *signal_label(enum signal signal);
int signal_find(const char *token, size_t length);
const char *tells_token(enum tells tells);
const char *tells_label(enum tells tells);
int tells_find(const char *token, size_t length);

#endif
