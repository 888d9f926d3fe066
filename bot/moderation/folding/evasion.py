"""The ways of writing a word so that only people can read it, undone.

Each function takes a folded text with its origins and gives another reading of it, or None
where nothing in the text calls for one. The original reading is always judged as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

Reading = tuple[str, Sequence[int] | None]

# Digits and signs read as letters; 1, ! and | may be an i or an l and are read both ways.
_LEET = str.maketrans("0134567892@$!|+\u20ac\u00a3\u00a5", "oieasgtbgzasiitely")
_LEET_AS_L = str.maketrans("1!|", "lll")
_LEET_SIGN = re.compile(r"[0-9@$!|+\u20ac\u00a3\u00a5]")
# The sign comes first and what stands around it after: most texts have none and are done at once.
_LEET_INSIDE = re.compile(
    r"[0-9@$\u20ac\u00a3\u00a5](?:(?<=[^\W\d_].)|(?=[^\W\d_]))"
    r"|[!|+](?:(?<=[^\W\d_].)(?=[^\W_])|(?<=\|)(?=[^\W\d_]))"
)
_LEET_WORD = re.compile(r"(?:[^\W_]|[@$!|+\u20ac\u00a3\u00a5])+")
_HAS_LETTER = re.compile(r"[a-z]")
# 2nd, 30k, 5pm, 1990s, 4x4, mp3, f35: figures with a unit or a model number.
_FIGURE = re.compile(
    r"[$\u20ac\u00a3]?\d+(?:[kmbgtswxydhlp]|st|nd|rd|th|am|pm|km|cm|mm|kg|mg|gb|mb|tb|hz|kw|mw|gw|kwh"
    r"|min|hrs?|yrs?|mph|kph|bn|mn|ft|lbs?|usd|eur|gbp|px|fps|pc|pts?)?|[a-z]\d{1,4}s?|[a-z]{2}\d{2,}"
)

# Three or more single characters with the same gap between them.
_SPACED = re.compile(
    r"(?<![^\W_'])(?:[^\W_]|[@$!|+])"
    r"(?P<gap>[ \t]{1,3}|[ ]?[._,*/\\~=:\u00b7\u2022-]{1,2}[ ]?)(?:[^\W_]|[@$!|+])(?![^\W_'])"
    r"(?:(?P=gap)(?:[^\W_]|[@$!|+])(?![^\W_']))+"
)
# The last two of them: a search that starts at gaps passes over a text's words.
_NEXT_SINGLE = r"[ \t._,*/\\~=:\u00b7\u2022-]{1,4}(?:[^\W_]|[@$!|+])(?![^\W_'])"
_TWO_SINGLES = re.compile(_NEXT_SINGLE * 2)
_GAP = re.compile(r"[^\w@$!|+]|_")

_RIGHT_TO_LEFT_OVERRIDE = re.compile("\u202e([^\u202c\n]*)")


def has_leet(text: str) -> bool:
    """Whether a digit or a sign stands inside a word, quickly."""
    # A set of characters alone is found faster, and few texts have one.
    return _LEET_SIGN.search(text) is not None and _LEET_INSIDE.search(text) is not None


def leet(text: str, *, as_l: bool = False, to_the_end: bool = False) -> str | None:
    """Digits and signs inside words read as the letters they stand for; same length.

    Args:
        as_l: Whether 1, ! and | are an l and not an i.
        to_the_end: Whether signs at a word's end are letters too; None then where none is.
    """
    changed = False

    def read(match: re.Match[str]) -> str:
        nonlocal changed
        written = match.group()
        bare = written.rstrip("!|+")
        word = written if to_the_end and _LEET_SIGN.search(bare) else bare
        if not (_HAS_LETTER.search(word) and _LEET_SIGN.search(word)) or _FIGURE.fullmatch(word):
            return written
        letters = word.translate(_LEET_AS_L) if as_l else word
        letters = letters.translate(_LEET)
        if to_the_end:
            changed = changed or word != bare
        else:
            changed = changed or not as_l or letters != word.translate(_LEET)
        return letters + written[len(word) :]

    folded = _LEET_WORD.sub(read, text)
    return folded if changed else None


def joined(
    text: str, origins: Sequence[int] | None, *, after_article: bool = False
) -> Reading | None:
    """Spaced and dotted words (``w o r d``, ``w.o.r.d``) with their letters brought together.

    Args:
        after_article: Whether a first letter that is a word, ``a`` or ``i``, stays one; None then
            where no row of letters begins so.
    """
    if not _TWO_SINGLES.search(text):
        return None
    runs = list(_SPACED.finditer(text))
    articles = {run.start() for run in runs if after_article and text[run.start()] in "ai"}
    if not runs or (after_article and not articles):
        return None
    pieces: list[str] = []
    kept: list[int] = []
    position = 0
    for run in runs:
        start = run.start()
        if start in articles:
            start += 1 + len(run["gap"])
        pieces.append(text[position:start])
        kept.extend(range(position, start))
        for index in range(start, run.end()):
            if not _GAP.match(text[index]):
                pieces.append(text[index])
                kept.append(index)
        position = run.end()
    pieces.append(text[position:])
    kept.extend(range(position, len(text)))
    return "".join(pieces), kept if origins is None else [origins[index] for index in kept]


def overridden(text: str) -> tuple[str, Sequence[int]] | None:
    """The original text in the order that a right-to-left override shows it in."""
    if "\u202e" not in text:
        return None
    order = list(range(len(text)))
    for match in _RIGHT_TO_LEFT_OVERRIDE.finditer(text):
        start, end = match.span(1)
        order[start:end] = reversed(range(start, end))
    return "".join(text[index] for index in order), order
