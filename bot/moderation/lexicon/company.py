"""The words around a term: which of its senses they speak for."""

from __future__ import annotations

from collections.abc import Iterable

from bot.moderation.passage import Passage

_NEAR = 8


def phrase_around(passage: Passage, phrases: Iterable[str]) -> str | None:
    """The first phrase that the passage stands in, or that stands near it; None: none does.

    ``~`` in a phrase is the passage itself; a phrase without it counts within eight words.
    """
    for phrase in phrases:
        before, term, after = phrase.partition("~")
        if term:
            left, right = before.split(), after.split()
            if passage.before(len(left)) == left and passage.after(len(right)) == right:
                return phrase.replace("~", " ".join(passage.words))
        elif _contains([*passage.before(_NEAR), "~", *passage.after(_NEAR)], phrase.split()):
            return phrase
    return None


def _contains(tokens: list[str], words: list[str]) -> bool:
    return f" {' '.join(words)} " in f" {' '.join(tokens)} "
