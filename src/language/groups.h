/* Words that stand for each other in phrases: "<paid>" for paid, settled and cleared.  A
 * group is one more token that each of its words has, so that a phrase with groups of
 * many words is still one phrase, where one with choices (choices.h) is many. */
#ifndef KUNDRESA_LANGUAGE_GROUPS_H
#define KUNDRESA_LANGUAGE_GROUPS_H

#include <stddef.h>
#include <stdint.h>

struct group_member;

struct groups {
  struct group *items;
  size_t count, capacity;
  struct group_member *members; /* by groups_ready() in the order of their tokens */
  size_t member_count, member_capacity;
  uint32_t *first; /* by token: its first member; one more than there are tokens */
};

struct group {
  char *name;
  char *word; /* one of it, to show */
  uint32_t token;
};

/* The group called by the @length bytes at @name, or NULL; good until one is added. */
const struct group *groups_find(const struct groups *groups, const char *name, size_t length);

/* Adds a group, whose token is @token, and which @word is shown for. */
void groups_add(struct groups *groups, const char *name, size_t length, const char *word,
                uint32_t token);

/* Lets the words of token @word be of the group of token @group. */
void groups_join(struct groups *groups, uint32_t group, uint32_t word);

/* Ends the adding; @tokens is one more than the highest token. */
void groups_ready(struct groups *groups, uint32_t tokens);
void groups_clear(struct groups *groups);

/* Adds the groups of the @count @tokens to them, each once and no more than fit into
 * @most; gives their new count. */
size_t groups_extend(const struct groups *groups, uint32_t *tokens, size_t count, size_t most);

#endif
