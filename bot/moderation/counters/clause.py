"""The clause and the sentence that a passage stands in."""

from __future__ import annotations

from bot.moderation.passage import Passage

_ENDS = frozenset(".!?;\n")


def before(passage: Passage, most: int = 12) -> list[str]:
    """Up to ``most`` tokens of its sentence before the passage, in reading order."""
    tokens = passage.before(most)
    for place in range(len(tokens) - 1, -1, -1):
        if ends_sentence(tokens[place]):
            return tokens[place + 1 :]
    return tokens


def after(passage: Passage, most: int = 12) -> list[str]:
    """Up to ``most`` tokens of its sentence after the passage."""
    tokens = passage.after(most)
    for place, word in enumerate(tokens):
        if ends_sentence(word):
            return tokens[:place]
    return tokens


def end_mark(passage: Passage, most: int = 15) -> str:
    """What ends its sentence, e.g. ``?!``; empty if nothing does."""
    return next((word for word in passage.after(most) if ends_sentence(word)), "")


def ends_sentence(token: str) -> bool:
    """Whether a token ends a sentence."""
    return not _ENDS.isdisjoint(token)
