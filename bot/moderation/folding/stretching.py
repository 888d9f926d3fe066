"""Words written with more letters than they have: ``sooooo``, ``killlll``."""

from __future__ import annotations

import re

_STRETCH = re.compile(r"([^\W\d_])\1\1")
_ANY_RUN = re.compile(r"(.)\1\1")
_RUN = re.compile(r"(.)\1*")


def has_stretch(text: str) -> bool:
    """Whether a letter stands three times in a row, which no English word has."""
    # Any three equal characters are found faster, and few texts have them.
    return _ANY_RUN.search(text) is not None and _STRETCH.search(text) is not None


def squeezed(word: str) -> str:
    """``word`` with each run of one letter written once."""
    return _RUN.sub(r"\1", word)


def is_stretched_from(word: str, plain: str) -> bool:
    """Whether ``word`` is ``plain`` with letters repeated; both squeeze to the same."""
    runs = zip(_RUN.finditer(word), _RUN.finditer(plain), strict=True)
    return word != plain and all(len(a.group()) >= len(b.group()) for a, b in runs)
