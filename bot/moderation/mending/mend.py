"""A text with its slips of spelling mended, as one more reading of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.moderation.folding import Folded, View, read_plainly
from bot.moderation.mending.dictionary import Dictionary, english
from bot.moderation.mending.slips import SHORTEST_ROW, meant_by

MENDED = "with its spelling mended"
BACKWARDS = "backwards"
MOST_MENDED = 60
"""Unknown words of a text that are looked at: a text of thousands is no language that we know."""
_LEAST_KNOWN = 1 / 3
"""Share of a text's words that must be English before others are taken for slips."""
_SHORTEST = 3
_LONGEST_ABBREVIATION = 4
_LONG = 7
"""Letters of a term that is looked for in texts of other languages, where a short one is near too
many words that mean something else."""

# A word, or one that a hyphen takes over a line's end.
_WORD = re.compile(
    r"(?<![\w'])(?:[a-z]+(?:-[ \t]*\n[ \t]*[a-z]+)?"
    # A row of words without spaces, with apostrophes or numbers in it.
    rf"|[a-z\d](?=[a-z]*['\d])[a-z\d']{{{SHORTEST_ROW - 1},}})(?![\w'])"
)
# From the row's beginning alone: a row without a number would be read again from each letter.
_ROW = re.compile(rf"(?<![a-z\d'])[a-z\d'](?=[a-z\d]*['\d])[a-z\d']{{{SHORTEST_ROW - 1},}}")
_MASKED = re.compile(r"(?<![\w*#])[A-Za-z]+[*#]{1,2}[A-Za-z]+(?![\w*#])")
_BROKEN = re.compile(r"[a-z]-[ \t]*\n[ \t]*[a-z]")
_HYPHEN = re.compile(r"-\s+")
_NEXT = re.compile(r"[^\S\n]+([a-z]+)(?!\w)")
_CAPITAL = re.compile(r"[A-Z][a-z]+\W*(\w?)")
_NOTHING: frozenset[str] = frozenset()
_NAMING = frozenset(
    [
        "a",
        "an",
        "you",
        "u",
        "ya",
        "ur",
        "your",
        "yous",
        "these",
        "those",
        "them",
        "all",
        "fucking",
        "fuckin",
        "bloody",
        "damn",
        "dirty",
        "filthy",
        "stupid",
        "ugly",
        "disgusting",
        "little",
    ]
)
"""Words before one that calls people something."""


def mended(folded: Folded) -> Folded:
    """``folded`` with what its slips of spelling stand for as another reading, if there are any.

    Takes time linear in the length of the text.
    """
    dictionary = english()
    plain = _unmasked(folded.original, dictionary) or folded.plain
    unknown = {
        word
        for word in plain.tokens
        if word not in dictionary.common and word.isalpha() and not dictionary.knows(word)
    }
    is_written = _BROKEN.search(plain.text) or _ROW.search(plain.text)
    if not unknown and plain is folded.plain and not is_written:
        return folded
    if _is_backwards(plain, unknown, dictionary):
        order = range(len(plain.text)) if plain.origins is None else plain.origins
        return _with(folded, View(BACKWARDS, plain.text[::-1], order[::-1]))
    view = _mended(plain, dictionary, folded.original, english_enough=_is_english(plain, unknown))
    if view is None and plain is not folded.plain:
        view = replace(plain, name=MENDED)
    return _with(folded, view) if view else folded


def _unmasked(original: str, dictionary: Dictionary) -> View | None:
    """The text with the letters that a star hides in its words; None: it hides none.

    Stars are Discord's markup too: read as that they are gone from every other reading.
    """

    def unmasked(found: re.Match[str]) -> str:
        word = found.group()
        meant = meant_by(word.lower(), dictionary)
        return meant if len(meant) == len(word) else word

    text = _MASKED.sub(unmasked, original)
    return None if text == original else read_plainly(text)


def _with(folded: Folded, view: View) -> Folded:
    return replace(folded, views=(*folded.views, view))


def _is_english(plain: View, unknown: set[str]) -> bool:
    words = [word for word in plain.tokens if word.isalpha()]
    return sum(word not in unknown for word in words) >= _LEAST_KNOWN * len(words)


def _is_backwards(plain: View, unknown: set[str], dictionary: Dictionary) -> bool:
    """Whether more of its words are known when they are read from right to left.

    A common word both ways ("god", "star") tells nothing, and a rare word as little: "epa dray" has
    one of its own.
    """
    words = [word for word in plain.tokens if len(word) >= _SHORTEST and word.isalpha()]
    forwards = sum(word not in unknown for word in words)
    if not words or forwards == len(words):
        return False
    either = [(dictionary.weight(word) > 0, dictionary.weight(word[::-1]) > 0) for word in words]
    telling = [way for way in either if way != (True, True)]
    forwards = sum(way == (True, False) for way in telling)
    backwards = sum(way == (False, True) for way in telling)
    return forwards <= _LEAST_KNOWN * len(telling) and backwards > 2 * _LEAST_KNOWN * len(telling)


def _mended(
    plain: View, dictionary: Dictionary, original: str, *, english_enough: bool
) -> View | None:
    pieces: list[str] = []
    origins: list[int] = []
    position = 0
    for start, end, meant in _slips(plain.text, dictionary):
        first = start if plain.origins is None else plain.origins[start]
        last = end - 1 if plain.origins is None else plain.origins[end - 1]
        if meant in dictionary.terms and (
            _is_name(original, first) or _is_abbreviation(original, first, last + 1)
        ):
            continue
        if not (english_enough or " " in meant or _is_long_term(meant, dictionary)):
            continue
        pieces += plain.text[position:start], meant
        origins += range(position, start)
        written = end - start
        origins += (
            start + min(at * written // len(meant), written - 1) for at in range(len(meant))
        )
        position = end
    if not pieces:
        return None
    pieces.append(plain.text[position:])
    origins += range(position, len(plain.text))
    if plain.origins is not None:
        origins = [plain.origins[index] for index in origins]
    return View(MENDED, "".join(pieces), origins)


def _is_name(original: str, first: int) -> bool:
    """Whether a word alone begins with a capital: at the text's start, only before another one."""
    word = _CAPITAL.match(original, first)
    return word is not None and (first > 0 or word[1].isupper())


def _is_abbreviation(original: str, first: int, end: int) -> bool:
    """Whether few capitals stand where others are written small."""
    word = original[first:end]
    return len(word) <= _LONGEST_ABBREVIATION and word.isupper() and not original.isupper()


def _is_long_term(meant: str, dictionary: Dictionary) -> bool:
    return any(len(word) >= _LONG and word in dictionary.terms for word in meant.split())


def _slips(text: str, dictionary: Dictionary) -> Iterator[tuple[int, int, str]]:
    """Start and end of each word that is a slip, and what it stands for."""
    looked_at = 0
    before = ""
    for found in _WORD.finditer(text):
        written, beside = found.group(), dictionary.after.get(before, _NOTHING)
        naming = before in _NAMING
        before = written
        if dictionary.before and (following := _NEXT.match(text, found.end())):
            beside |= dictionary.before.get(following[1], _NOTHING)
        word = _HYPHEN.sub("", written) if "-" in written else written
        if dictionary.knows(word):
            meant = word
        else:
            looked_at += 1
            if looked_at > MOST_MENDED:
                return
            meant = meant_by(word, dictionary, beside, naming=naming)
            if word != written and (meant == word or " " in meant):
                # No word when it is put together: two words with a hyphen between.
                continue
        if meant != written:
            yield found.start(), found.end(), meant
