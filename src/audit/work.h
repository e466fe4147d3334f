/* An audit in the making: what the files of this room hand to one another. */
#ifndef KUNDRESA_AUDIT_WORK_H
#define KUNDRESA_AUDIT_WORK_H

#include "audit/audit.h"
#include "audit/names.h"
#include "model/calendar.h"
#include "rules/voice.h"

#define NO_SPOT ((size_t)-1)
#define NO_TEXT ((size_t)-1)

/* The tokens of RULE_FIELD_kind, in their order. */
enum kind {
  KIND_INVOICE,
  KIND_PRE_DUE,
  KIND_REMINDER,
  KIND_WARNING,
  KIND_CLAIM,
  KIND_DEMAND,
  KIND_HANDOVER,
  KIND_COURT,
  KIND_CUTOFF,
  KIND_PLAN,
  KIND_NOTICE,
  KIND_OFFER,
  KIND_FAREWELL,
  KIND_OTHER,
  KIND_COUNT
};
#define KIND_BIT(kind) (UINT64_C(1) << (kind))

/* Those that ask for payment and give a day for it, and those that follow where
 * none comes. */
#define KINDS_ASKING                                                                               \
  (KIND_BIT(KIND_INVOICE) | KIND_BIT(KIND_PRE_DUE) | KIND_BIT(KIND_REMINDER) |                     \
   KIND_BIT(KIND_WARNING) | KIND_BIT(KIND_CLAIM) | KIND_BIT(KIND_DEMAND) | KIND_BIT(KIND_CUTOFF) | \
   KIND_BIT(KIND_PLAN))
#define KINDS_FOLLOWING                                                                            \
  (KIND_BIT(KIND_WARNING) | KIND_BIT(KIND_CLAIM) | KIND_BIT(KIND_DEMAND) |                         \
   KIND_BIT(KIND_HANDOVER) | KIND_BIT(KIND_COURT) | KIND_BIT(KIND_CUTOFF))
/* Those whose tone is part of the sequence. */
#define KINDS_DUNNING                                                                              \
  (KIND_BIT(KIND_REMINDER) | KIND_BIT(KIND_WARNING) | KIND_BIT(KIND_CLAIM) | KIND_BIT(KIND_DEMAND))

/* What the steps before and after say of one step: sequence.c. */
struct sequence {
  size_t before;        /* the asking step before it, or NO_SPOT */
  int64_t gap;          /* the least days since that, over its repeats; UNSET */
  size_t charged;       /* the step before it with a fee for being late, or NO_SPOT */
  int64_t fee_gap;      /* where it has one too: the least days since that; UNSET */
  int64_t seq, fee_seq; /* 0: no fee */
  int64_t claims, reminders;
  uint64_t later; /* bits of the kinds that come after it */
};

/* What stands beside the main texts of a step, in one language. */
struct beside {
  uint64_t tells;    /* to everyone, inside the envelope */
  bool offer;        /* to anybody */
  bool offer_before; /* … where it is read before the facts of the payment */
};

/* One touchpoint. */
struct spot {
  const struct touchpoint *touchpoint;
  bool sends;            /* a step of the plan; `step` is set */
  struct plan_step step; /* what it means, defaults put in */
  size_t parent;         /* the spot it is counted from, or NO_SPOT */
  const char *track;     /* the segment it goes to, by its chain; NULL: everyone */
  bool placed;           /* whether its day is known */
  date_day date;         /* of the made-up invoice */
  int64_t day;           /* after the due date */
  enum kind kind;
  uint64_t channels; /* bits of RULE_FIELD_channel */
  bool leads_on;     /* the map goes on from there */
  bool hands_blind;  /* it hands over to another department, with no system in use on either side */
  struct sequence sequence;
  size_t first_text, text_count; /* in work->audit->texts */
  size_t first_unit, unit_count;
  int tone;                                 /* the hardest of its main units, or -1 */
  int tones[LANGUAGE_COUNT];                /* the same by language */
  bool unread;                              /* one of these is in a language that is not read */
  bool left_out;                            /* or in one that was not asked for */
  struct beside beside[LANGUAGE_COUNT + 1]; /* the last is of those that are not read */
};

/* One wording as a customer gets it: subject and body, or the SMS. */
struct unit {
  const struct message *message;
  const struct variant *variant;
  size_t subject, text; /* in work->audit->texts; NO_TEXT */
  bool sms;
  bool main;      /* what the step is for; else it stands beside */
  bool goes;      /* some way of the step carries it */
  int tone;       /* -1: not read */
  bool read;      /* by a lexicon, all of it */
  uint64_t tells; /* TELLS_BIT()s of subject and text */
};

/* One thing that people state. */
struct declared {
  size_t spot; /* NO_SPOT: the whole journey */
  size_t order;
  enum rule_field_index field;
  struct fact fact;
};

struct work {
  struct audit_input kept;
  const struct audit_input *input; /* the same; a work stays where it was made */
  const struct journey *journey;
  struct audit *audit;
  struct plan means;         /* the journey's own values, defaults put in */
  struct calendar_days days; /* empty where there is no calendar */
  struct spot *spots;
  size_t spot_count;
  struct audit_names ids;                   /* of the touchpoints: numbers of spots */
  struct audit_names words[LANGUAGE_COUNT]; /* of the texts that were read, while they are */
  size_t *first_with[LANGUAGE_COUNT];       /* by number of the words: the first text */
  struct unit *units;
  size_t unit_count;
  struct declared *declared; /* by spot, those of the whole journey last */
  size_t declared_count;
  struct facts journey_facts;
  const struct spot *heard;             /* the last that a finding was asked about, */
  struct facts heard_facts;             /* and what is known of it */
  uint64_t tells_content[TELLS_COUNT];  /* bits of RULE_FIELD_content for what is told */
  uint64_t tells_mentions[TELLS_COUNT]; /* and of RULE_FIELD_mentions */
  bool voiced;                          /* some pack that applies has a voice */
  bool pays_alone;                      /* some way on the map has customers pay by themselves */
  bool wants[RULE_FIELD_COUNT];         /* by what rules ask, so that nobody counts in vain */
  bool step_wants_text;                 /* a rule of steps asks what texts tell */
  struct findings *findings;            /* find.c, while rules are asked */
};

/* work.c: everything that is known before texts are read and rules are asked.
 * work_clear() leaves the audit. */
void work_make(struct work *work, const struct audit_input *input, struct audit *audit);
void work_clear(struct work *work);

/* declared.c: what people state.  work_declare() gathers what can be used, the rest
 * goes to the audit; declared_take() puts what is stated of the spot (NO_SPOT: the
 * journey) over @facts. */
void work_declare(struct work *work);
void declared_take(const struct work *work, size_t spot, struct facts *facts);
/* The same of what only texts tell, of the spot and of the whole journey. */
void declared_take_text(const struct work *work, size_t spot, struct facts *facts);
/* The kind that is stated of the spot, or -1. */
int declared_kind(const struct work *work, size_t spot);

/* days.c: when each step falls for an invoice that is issued on the day of the audit. */
void work_place(struct work *work);

/* kinds.c: what each touchpoint is. */
void work_name_kinds(struct work *work);

/* sequence.c: what comes before and after.  Needs days and kinds. */
void work_order(struct work *work);

/* texts.c: the unit of the spot that @place is in, or NULL.  A place in a subject is in the
 * letter. */
const struct unit *unit_at(const struct work *work, const struct spot *spot,
                           const struct audit_place *place);

/* The last day to pay that the step gives, in days from its sending, or UNSET. */
int64_t spot_deadline(const struct spot *spot);

/* How often it is sent again after the first time. */
int64_t spot_repeats(const struct spot *spot);

/* facts_step.c: what one sending costs the customer, in minor units; UNSET where that
 * depends on the invoice or on a rate that is not known. */
int64_t spot_fee(const struct work *work, const struct spot *spot);

/* expected.c: the tone that fits a step: @least and @most bound what is fine, @best is
 * what fits best; -1 for steps that are no letters. */
void spot_expected_tone(const struct spot *spot, int *least, int *most, int *best);

/* texts.c: reads the texts of the @count spots from @first on, and words that stand in
 * several of them once: all spots in their order, between begin and end. */
void work_begin_texts(struct work *work);
void work_read_texts(struct work *work, size_t first, size_t count);
void work_end_texts(struct work *work);

/* facts_*.c: what is known, from the widest scope to the narrowest; each puts its own
 * over what is in @facts. */
void facts_of_journey(const struct work *work, struct facts *facts);
void facts_of_touchpoint(const struct work *work, const struct spot *spot, struct facts *facts);
void facts_of_step(const struct work *work, const struct spot *spot, struct facts *facts);
void facts_of_text(const struct work *work, const struct spot *spot, const struct unit *unit,
                   struct facts *facts);
/* All that is known of a touchpoint, as a step too where it sends. */
void facts_of_spot(const struct work *work, const struct spot *spot, struct facts *facts);
/* The next placeholder from *@at on whose value is not always known, as
 * placeholder_next() has it. */
bool unit_next_uncertain(const struct work *work, const struct spot *spot, const char *text,
                         size_t *at, struct placeholder_span *span);
/* The unit's subject or text as a voice hears it; `text` is NULL where there is none. */
struct voice_text unit_voice_text(const struct work *work, const struct spot *spot,
                                  const struct unit *unit, bool subject);
/* Joins what is known of two texts of a step into what is known of both: what each
 * tells, what any says will follow, the worst of every measure. */
void facts_join_text(struct facts *both, const struct facts *other);
/* Copies what only a text tells. */
void facts_copy_text(struct facts *to, const struct facts *from);

/* Puts one value in. */
void fact_number(struct facts *facts, enum rule_field_index field, int64_t hundredths);
void fact_whole(struct facts *facts, enum rule_field_index field, int64_t number);
void fact_bits(struct facts *facts, enum rule_field_index field, uint64_t bits);
void fact_truth(struct facts *facts, enum rule_field_index field, bool truth);
void fact_token(struct facts *facts, enum rule_field_index field, const char *token);

/* The bit of RULE_FIELD_kind that a unit has: that of its step where it is what the step
 * is for. */
enum kind unit_kind(const struct spot *spot, const struct unit *unit);

/* The bits of RULE_FIELD_channel of a list of channels, and those of them that carry
 * the unit. */
uint64_t channel_bits(const char *channels);
uint64_t unit_channels(const struct spot *spot, const struct unit *unit);

/* find.c: asks the rules of the journey, of the @count spots from @first on, and puts what
 * was found in order. */
void work_begin_judging(struct work *work);
void work_judge(struct work *work, size_t first, size_t count);
void work_end_judging(struct work *work);

/* What is known where a rule is asked, and what it said. */
struct finding_maker {
  const struct work *work;
  const struct spot *spot; /* NULL: the journey */
  const struct unit *unit; /* NULL: the touchpoint or the step */
  const struct rule *rule;
  const struct facts *facts;
  const struct judgement *judgement;
};

/* find.c: holds one rule against what is known at @spot (NULL: of the journey). */
struct judgement ask_rule(const struct work *work, const struct rule *rule, const struct spot *spot,
                          const struct facts *facts);

/* sentence.c: frees what findings were made to say. */
void told_free(struct audit *audit);
/* The mark by which what the rule finds at the place is known again. */
void place_fingerprint(const struct rule *rule, const struct audit_place *place,
                       char fingerprint[FINGERPRINT_SIZE]);

/* place.c: the touchpoint, message, variant and part; and where in the text it is, as far
 * as the broken term has a place there. */
struct audit_place place_of(const struct finding_maker *maker);
struct audit_place place_find(const struct finding_maker *maker);

/* driven.c: adds, to what a finding of a tone says, the places that make it so, each with its
 * reason; nothing to others. */
void driven_tell(const struct finding_maker *maker, struct str *text);

/* voiced.c: where the unit's subject or text departs from a voice in a way that the broken
 * term is about; the first @most places go to @marks. */
enum { VOICED_MOST = 64 };
size_t voiced_marks(const struct finding_maker *maker, bool subject, struct voice_mark *marks,
                    size_t most);
/* Adds what the voice wants instead, in sentences; and the same for a digest. */
void voiced_tell(const struct finding_maker *maker, struct str *remedy);
void voiced_judged(const struct finding_maker *maker, struct str *all);

/* fix.c: what would mend it, where something can be set. */
void finding_fix(const struct finding_maker *maker, struct finding *finding);

/* waivers.c: finds which findings are waived, and which waivers cover none. */
void work_waive(struct work *work);

/* rungs.c: the ladder, and the sums. */
void work_sum_up(struct work *work);

#endif
