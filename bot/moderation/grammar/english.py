"""The English grammar: every rule, and the lexicon's terms among the words for groups."""

from __future__ import annotations

from functools import cache

from bot.moderation import harassment, hate, incitement
from bot.moderation.grammar.grammar import Grammar, Vocabulary
from bot.moderation.grammar.vocabulary import CHUNKS, CLASSES, PHRASES, UNIONS
from bot.moderation.lexicon import shipped_lexicon


@cache
def english_grammar() -> Grammar:
    """All rules of incitement, hatred and harassment, built once."""
    # Mild terms and words with a harmless sense are not enough to say who is meant.
    slurs = frozenset(
        form
        for entry in shipped_lexicon().entries
        if entry.severity >= 2 and (not entry.ambiguous or entry.severity == 3)
        for form in entry.forms()
        if " " not in form
    )
    classes = {**CLASSES, "group-word": CLASSES["group-word"] | slurs}
    rules = (*incitement.RULES, *hate.RULES, *harassment.RULES)
    return Grammar(rules, Vocabulary(classes, CHUNKS, UNIONS, PHRASES))
