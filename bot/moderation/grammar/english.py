"""The English grammar: every rule, and the lexicon's terms among the words for people."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from bot.moderation import harassment, hate, incitement
from bot.moderation.grammar.grammar import Grammar, Vocabulary
from bot.moderation.grammar.vocabulary import CHUNKS, CLASSES, PHRASES, UNIONS
from bot.moderation.lexicon import Entry, Target, shipped_lexicon


@cache
def english_grammar() -> Grammar:
    """All rules of incitement, hatred and harassment, built once."""
    entries = shipped_lexicon().entries
    # Mild terms and words with a harmless sense are not enough to say which group is meant.
    groups = _words(e for e in entries if e.severity >= 2 and (not e.ambiguous or e.severity == 3))
    insults = _words(e for e in entries if e.target in (Target.GENDER, Target.DISABILITY))
    classes = {
        **CLASSES,
        "group-word": CLASSES["group-word"] | (groups - insults),
        "insult-word": CLASSES["insult-word"] | insults,
    }
    rules = (*incitement.RULES, *hate.RULES, *harassment.RULES)
    return Grammar(rules, Vocabulary(classes, CHUNKS, UNIONS, PHRASES))


def _words(entries: Iterable[Entry]) -> frozenset[str]:
    return frozenset(form for entry in entries for form in entry.forms() if " " not in form)
