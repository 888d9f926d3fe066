"""Words and phrases, looked up in the folded text: in whatever disguise they are written."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from ahocorasick_rs import AhoCorasick

from bot.moderation.folding import Folded, View, read_plainly
from bot.moderation.folding.stretching import has_stretch, is_stretched_from, squeezed
from bot.moderation.lexicon.spelling import folded
from bot.moderation.passage import Passage

_FEWEST_CHARACTERS = 2


def spellings(term: str) -> tuple[str, ...]:
    """How a term stands in a folded text, its words with one space between them.

    Args:
        term: Without ``*`` at its ends.

    Returns:
        In its own script, and as Latin where it looks like it; none where nothing of it is left.
    """
    views = View("in its own script", folded(term)), read_plainly(term)
    found = dict.fromkeys(" ".join(view.tokens) for view in views)
    return tuple(one for one in found if _is_enough(one))


def _is_enough(spelling: str) -> bool:
    word = "".join(one for one in spelling if one.isalnum())
    if spelling.isascii():
        return len(word) >= _FEWEST_CHARACTERS
    return bool(spelling.strip())


@dataclass(frozen=True, slots=True)
class WordMatch:
    """A term found at tokens ``first`` to ``last``, both included, of a view."""

    owner: int
    """The number of the rule whose term it is."""
    term: str
    view: View
    first: int
    last: int


class WordTable:
    """The terms of many rules, looked up together."""

    def __init__(
        self, terms: Sequence[tuple[int, str]], allowed: Sequence[tuple[int, str]]
    ) -> None:
        """Args:
        terms: (rule, term with ``*`` where it may go on).
        allowed: (rule, phrase in which its terms do not count).
        """
        self._terms = [
            (owner, term, spelling, not term.startswith("*"), not term.endswith("*"))
            for owner, term in terms
            for spelling in spellings(term.strip("*"))
        ]
        self._automaton = AhoCorasick(
            [f"{' ' * starts}{one}{' ' * ends}" for _, _, one, starts, ends in self._terms]
        )
        self._allowed = [(owner, one) for owner, term in allowed for one in spellings(term)]
        self._phrases = AhoCorasick([f" {one} " for _, one in self._allowed])
        self._squeezed: dict[str, list[int]] = {}
        for index, (_, _, one, starts, ends) in enumerate(self._terms):
            if starts and ends and " " not in one:
                self._squeezed.setdefault(squeezed(one), []).append(index)

    def find(self, text: Folded) -> Iterator[WordMatch]:
        """Every term in every reading of a text, but for those in a phrase that allows them."""
        if not self._terms:
            return
        for view in text.views:
            found = [*self._in_line(view), *self._stretched(view)]
            if not found:
                continue
            excused = self._excused(view)
            for match in found:
                phrases = excused.get(match.owner)
                if phrases is None or not phrases.have(match):
                    yield match

    def _in_line(self, view: View) -> Iterator[WordMatch]:
        found = self._automaton.find_matches_as_indexes(view.line, overlapping=True)
        if not found:
            return
        starts = _starts(view)
        for index, start, end in found:
            owner, term, _, anchored, closed = self._terms[index]
            first = bisect_right(starts, start + anchored) - 1
            last = bisect_right(starts, end - 1 - closed) - 1
            yield WordMatch(owner, term, view, first, last)

    def _stretched(self, view: View) -> Iterator[WordMatch]:
        if not view.is_stretched:
            return
        for place, token in enumerate(view.tokens):
            if has_stretch(token):
                for index in self._squeezed.get(squeezed(token), ()):
                    owner, term, spelling, _, _ = self._terms[index]
                    if is_stretched_from(token, spelling):
                        yield WordMatch(owner, term, view, place, place)

    def _excused(self, view: View) -> dict[int, _Phrases]:
        excused: dict[int, list[tuple[int, int]]] = {}
        if not self._allowed:
            return {}
        starts: list[int] = []
        found = self._phrases.find_matches_as_indexes(view.line, overlapping=True)
        for index, start, end in found:
            starts = starts or _starts(view)
            first, last = bisect_right(starts, start + 1) - 1, bisect_right(starts, end - 2) - 1
            excused.setdefault(self._allowed[index][0], []).append((first, last))
        return {owner: _Phrases(places) for owner, places in excused.items()}


class _Phrases:
    """Where phrases stand that allow a term; asked once for every term of a text."""

    def __init__(self, places: list[tuple[int, int]]) -> None:
        places.sort()
        self._firsts = [first for first, _ in places]
        self._furthest = list(accumulate((last for _, last in places), max))

    def have(self, match: WordMatch) -> bool:
        """Whether a term stands inside one of them."""
        begun = bisect_right(self._firsts, match.first)
        return begun > 0 and self._furthest[begun - 1] >= match.last


def passage_of(text: Folded, match: WordMatch) -> Passage:
    """Where a term was found."""
    return Passage(text, match.view, match.first, match.last)


def _starts(view: View) -> list[int]:
    """Where each token begins in the view's line."""
    return list(accumulate((len(token) + 1 for token in view.tokens), initial=1))
