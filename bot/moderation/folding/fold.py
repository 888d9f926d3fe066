"""Folding: every reading of a text that its readers would see, made once for all detectors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from string import ascii_letters, digits

from bot.moderation.folding import evasion
from bot.moderation.folding.characters import fold_character, lookalikes
from bot.moderation.folding.markup import REMOVED, has_markup, without_markup
from bot.moderation.folding.view import View

_FOREIGN = re.compile(r"[^\x00-\x7f]")
_LOWER = {code: chr(code).lower() for code in range(128)}
_WORD_BEFORE = ascii_letters + digits + "@$!|+"
_WORD_AFTER = re.compile(r"[^\s\"#%-*,-/:-?\[-`{}~]*")
_CAMEL = re.compile(
    r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])|_"
)


_FEWEST_SINGLES = 2


@dataclass(frozen=True)
class Folded:
    """A text with the ways in which people may read it."""

    original: str
    views: tuple[View, ...]
    """The first is the text as written; the others exist only where something calls for them."""

    @property
    def plain(self) -> View:
        """The text as written."""
        return self.views[0]


def fold(text: str, *, is_name: bool = False) -> Folded:
    """Fold ``text``; ``is_name`` also reads the parts of ``NamesWrittenLikeThis_99``.

    Takes time linear in the length of the text.
    """
    plain = read_plainly(text)
    return Folded(text, (plain, *_other_readings(text, plain, is_name=is_name)))


def read_plainly(text: str) -> View:
    """``text`` as written, for texts that nobody has a reason to disguise."""
    if has_markup(text) or not text.isascii():
        text = without_markup(text)
    else:
        return View("as written", text.lower())
    folded, origins = _fold_characters(text)
    return View("as written", folded, origins)


def _fold_characters(text: str) -> tuple[str, Sequence[int] | None]:
    foreign = set(_FOREIGN.findall(text))
    readings = {ord(one): "" if one == REMOVED else fold_character(one) for one in foreign}
    table = _LOWER | readings
    folded = text.translate(table)
    origins = None
    # Curly quotes, dashes and accents, all that most texts have, move nothing.
    if any(len(reading) != 1 for reading in readings.values()):
        origins = [index for index, one in enumerate(text) for _ in table[ord(one)]]
    return (folded if folded.isascii() else _resolve_lookalikes(folded)), origins


def _resolve_lookalikes(text: str) -> str:
    """Letters of other scripts as Latin ones where they stand for Latin ones.

    A word that mixes them with Latin letters is read as Latin. A word made of look-alikes only
    is read as Latin unless the text has a word that is really in that other script: Russian,
    Greek or Armenian sentences always have one, and stay what they are.
    """
    table = lookalikes()
    words = list(_foreign_words(text))
    foreign = any(_is_foreign(text[start:end], table) for start, end in words)
    pieces: list[str] = []
    position = 0
    for start, end in words:
        letters = text[start:end]
        pieces.append(text[position:start])
        if _has_latin(letters) or not foreign:
            pieces.append("".join(table.get(letter, letter.lower()[:1]) for letter in letters))
        else:
            pieces.append("".join(letter.lower()[:1] for letter in letters))
        position = end
    pieces.append(text[position:])
    return "".join(pieces)


def _foreign_words(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every word, with signs that stand for letters, that is not all ASCII.

    One expression for the whole word would try each start in every word: quadratic time.
    """
    position = 0
    while found := _FOREIGN.search(text, position):
        before = text[position : found.start()]
        start = position + len(before.rstrip(_WORD_BEFORE))
        after = _WORD_AFTER.match(text, found.end())
        position = after.end() if after else found.end()
        yield start, position


def _has_latin(word: str) -> bool:
    return any("a" <= letter <= "z" for letter in word)


def _is_foreign(word: str, table: dict[str, str]) -> bool:
    return not _has_latin(word) and any(letter.isalpha() and letter not in table for letter in word)


def _other_readings(text: str, plain: View, *, is_name: bool) -> Iterator[View]:
    readings = [plain, *_with_figures_as_letters(plain)]
    if reordered := evasion.overridden(text):
        readings.append(_reordered(*reordered))
    if is_name:
        readings.append(_name_parts(text))
    yield from readings[1:]
    for reading in readings:
        if not _has_singles(reading.tokens):
            continue
        for after_article in (False, True):
            joined = evasion.joined(reading.text, reading.origins, after_article=after_article)
            if joined:
                together = View("with its single letters joined", *joined)
                yield together
                yield from _with_figures_as_letters(together)


def _has_singles(tokens: Iterable[str]) -> bool:
    return sum(len(token) == 1 and token.isalnum() for token in tokens) >= _FEWEST_SINGLES


def _with_figures_as_letters(view: View) -> Iterator[View]:
    if not evasion.has_leet(view.text):
        return
    for as_l, to_the_end in ((False, False), (True, False), (False, True)):
        letters = evasion.leet(view.text, as_l=as_l, to_the_end=to_the_end)
        if letters is not None:
            yield View("with figures as letters", letters, view.origins)


def _reordered(text: str, order: Sequence[int]) -> View:
    inner = read_plainly(text)
    origins = order if inner.origins is None else [order[index] for index in inner.origins]
    return View("as the right-to-left sign shows it", inner.text, origins)


def _name_parts(text: str) -> View:
    cuts = {match.start() for match in _CAMEL.finditer(text)}
    pieces: list[str] = []
    origins: list[int] = []
    for index, character in enumerate(text):
        if index in cuts:
            pieces.append(" ")
            origins.append(index)
        pieces.append(character)
        origins.append(index)
    inner = read_plainly("".join(pieces))
    if inner.origins is None:
        return View("as the parts of a name", inner.text, origins)
    return View("as the parts of a name", inner.text, [origins[index] for index in inner.origins])
