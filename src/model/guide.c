#include "model/guide.h"

#include "base/near.h"
#include "model/enumeration.h"

#include <string.h>

/* Kinds stand together and in their order: guide_of() hands out a run. */
static const struct guide guides[] = {
    {"sale-where", stage_kind_sale,
     N_("Where do customers buy: online, in a shop, by signing a contract, or a mix?")},
    {"sale-what", stage_kind_sale, N_("What do they buy here, and how often?")},
    {"sale-automation", stage_kind_sale,
     N_("How much of the way from purchase to invoice runs by itself?")},
    {"sale-controls", stage_kind_sale, N_("Who checks what before it is billed?")},
    {"sale-between", stage_kind_sale,
     N_("What happens between purchase and invoice, and in which department and system?")},
    {"sale-finance", stage_kind_sale, N_("How much does finance meet the customer here?")},
    {"sale-covered", stage_kind_sale,
     N_("Is the customer told something at every one of those moments?")},

    {"distribution-several", stage_kind_distribution,
     N_("Can one purchase lead to several invoices?")},
    {"distribution-often", stage_kind_distribution,
     N_("How often does the same customer get an invoice?")},
    {"distribution-channels", stage_kind_distribution,
     N_("Which ways does the invoice take: e-mail, e-invoice, letter or others, and how many go "
        "each way?")},
    {"distribution-sender", stage_kind_distribution,
     N_("Do we send it ourselves, or does a partner?")},
    {"distribution-change", stage_kind_distribution,
     N_("How much of its look and content can we change, way by way?")},
    {"distribution-cost", stage_kind_distribution, N_("What does one sending cost?")},

    {"message-first", stage_kind_message,
     N_("Does the reader see at once what to pay, when and how?")},
    {"message-count", stage_kind_message,
     N_("Which of the customer's invoices is it: the first, the fifth, the twenty-third?")},
    {"message-kind", stage_kind_message,
     N_("What shall the message do: sell more, build the brand, get something done, or show our "
        "service?")},
    {"message-thread", stage_kind_message,
     N_("Does it go on from what the customer has heard from us elsewhere?")},
    {"message-owner", stage_kind_message,
     N_("Who writes it, who approves it, and until when does it hold?")},
    {"message-room", stage_kind_message,
     N_("Is there room for it: on the front page, the back or in an attachment?")},

    {"reminder-whether", stage_kind_reminder, N_("Do we remind everyone, and if not, why?")},
    {"reminder-why", stage_kind_reminder,
     N_("Why else is it late: never received, forgotten, or not understood?")},
    {"reminder-aloud", stage_kind_reminder,
     N_("Has somebody from marketing read the reminder aloud?")},
    {"reminder-two", stage_kind_reminder,
     N_("Are there two reminders before any claim, and is the first one gentle?")},
    {"reminder-days", stage_kind_reminder,
     N_("How many days lie between them, and which fee does which rule allow?")},
    {"reminder-help", stage_kind_reminder,
     N_("What does it offer somebody who cannot pay right now?")},

    {"collections-who", stage_kind_collections,
     N_("Who acts in our name, and how does that sound to the customer?")},
    {"collections-before", stage_kind_collections,
     N_("What has the customer been told before the claim comes?")},
    {"collections-dispute", stage_kind_collections,
     N_("What happens to the claim when the customer says that it is wrong?")},
    {"collections-plan", stage_kind_collections,
     N_("Can the customer pay in parts, and who says so?")},
    {"collections-relation", stage_kind_collections,
     N_("How can the customer stay a customer after this?")},

    {"support-five", stage_kind_support, N_("Which five questions do customers ask most?")},
    {"support-count", stage_kind_support,
     N_("How many asked last month, by which way, and how many minutes did each answer take?")},
    {"support-cause", stage_kind_support, N_("Which of the questions do our own texts cause?")},
    {"support-self", stage_kind_support,
     N_("Which could customers answer themselves, for instance whether a payment has come in?")},
    {"support-shared", stage_kind_support, N_("Does everyone who answers have the same answers?")},
    {"support-caller", stage_kind_support,
     N_("Who gets in touch: a private person, a purchaser, a manager?")},

    {"churn-again", stage_kind_churn,
     N_("Does the customer come back to the next invoice by itself, or start a new purchase?")},
    {"churn-lost", stage_kind_churn,
     N_("When do we call a customer lost: notice given, fewer purchases, or so many days "
        "without?")},
    {"churn-then", stage_kind_churn,
     N_("What do we do then: note it, try to win the customer back, or ask why?")},
    {"churn-goodbye", stage_kind_churn, N_("How do we say goodbye so that coming back is easy?")},
    {"churn-open", stage_kind_churn,
     N_("What about open invoices and deposits when the customer leaves?")},
};

#define GUIDES (sizeof guides / sizeof guides[0])

const struct guide *guide_of(int64_t kind, size_t *count)
{
  size_t first = 0;
  while (first < GUIDES && guides[first].kind != kind)
    first++;
  size_t end = first;
  while (end < GUIDES && guides[end].kind == kind)
    end++;
  *count = end - first;
  return *count > 0 ? &guides[first] : NULL;
}

const struct guide *guide_find(const char *name)
{
  for (size_t i = 0; i < GUIDES; i++)
    if (strcmp(guides[i].name, name) == 0)
      return &guides[i];
  return NULL;
}

const char *guide_near(const char *name)
{
  struct near near = near_start(name);
  for (size_t i = 0; i < GUIDES; i++)
    near_offer(&near, guides[i].name);
  return near.best;
}
