"""Slurs as the command line prints them: with their inner letters left out."""

from __future__ import annotations

import re
from collections.abc import Iterable

_LETTERS = re.compile(r"[^\W_]+")
_LONG = 5
"""From so many letters a term is masked inside other words too; shorter ones are in many words."""


def masked(term: str) -> str:
    """Each word of ``term`` with stars for all letters but the first and, if long, the last."""
    return _LETTERS.sub(_starred, term)


class Mask:
    """Takes the words of some entries out of anything that is to be printed."""

    def __init__(self, words: Iterable[str]) -> None:
        longest_first = sorted(
            {word.lower() for word in words}, key=lambda word: (-len(word), word)
        )
        parts = [
            re.escape(word) if len(word) >= _LONG else rf"(?<!\w){re.escape(word)}(?!\w)"
            for word in longest_first
        ]
        self._pattern = re.compile("|".join(parts), re.IGNORECASE) if parts else None

    def __call__(self, text: str) -> str:
        """``text`` of the same length with every such word masked."""
        if self._pattern is None:
            return text
        return self._pattern.sub(_hidden, text)


def _hidden(match: re.Match[str]) -> str:
    written = match.group()
    if all(len(part) > 1 and part.removesuffix("'s").isalpha() for part in written.split()):
        return masked(written)
    # Written with tricks, of which any letter may tell too much.
    return written[0] + "*" * (len(written) - 1)


def _starred(match: re.Match[str]) -> str:
    word = match.group()
    shown = word[-1] if len(word) > 3 else "*" * (len(word) > 1)
    return word[0] + "*" * (len(word) - 2) + shown
