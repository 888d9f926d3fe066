"""Rules that a server's managers write themselves: words, expressions, links, invitations.

They are compiled once for all texts and looked up in one pass each: an automaton for words, RE2
for expressions, a table for domains. Nothing here takes more than linear time, whatever was
written.
"""

from bot.moderation.rules.compiled import NO_RULES, CompiledRules, RuleBroken, RuleMatch
from bot.moderation.rules.validation import checked_terms

__all__ = ["NO_RULES", "CompiledRules", "RuleBroken", "RuleMatch", "checked_terms"]
