"""All entries in one automaton: every form is found in one pass over the text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from ahocorasick_rs import AhoCorasick

from bot.moderation.folding import View, read_plainly
from bot.moderation.folding.stretching import has_stretch, is_stretched_from, squeezed
from bot.moderation.lexicon.entry import Entry
from bot.moderation.lexicon.spelling import folded

_MASKED_WORD = re.compile(r"(?:[^\W\d_]|[*#])+")
_MASK = re.compile(r"[*#]")

_Shown = tuple[int, str, str, int, str]


@dataclass(frozen=True, slots=True)
class LexiconMatch:
    """An entry found at tokens ``first`` to ``last`` (both included) of a view."""

    entry: Entry
    view: View
    first: int
    last: int
    written: str
    """How the term was written, in words that complete "read ..."."""


class Lexicon:
    """Entries that are looked up together.

    Finding takes one pass of an Aho-Corasick automaton, whatever the number of entries.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        self._forms: list[tuple[str, Entry]] = [
            (spelling, entry)
            for entry in self.entries
            for form in entry.forms()
            for spelling in _spellings(form)
        ]
        self._whole_words = AhoCorasick([f" {form} " for form, _ in self._forms])
        self._inside = [(form, entry) for form, entry in self._forms if entry.inside_words]
        self._inside_words = AhoCorasick([form for form, _ in self._inside])

    @cached_property
    def _squeezed(self) -> Mapping[str, Sequence[tuple[str, Entry]]]:
        """The single words by their letters without repeats; made for the first stretched word."""
        by_letters: dict[str, list[tuple[str, Entry]]] = defaultdict(list)
        for form, entry in self._forms:
            if " " not in form:
                by_letters[squeezed(form)].append((form, entry))
        return by_letters

    @cached_property
    def _by_letters(self) -> Mapping[_Shown, Sequence[tuple[str, Entry]]]:
        """The single words by length, edges and each inner letter; made for the first mask.

        Edges alone would leave ever more words to compare as a lexicon grows.
        """
        by_letters: dict[_Shown, list[tuple[str, Entry]]] = defaultdict(list)
        for form, entry in self._forms:
            if " " not in form:
                for place in range(1, len(form) - 1):
                    by_letters[_shown(form, place)].append((form, entry))
        return by_letters

    def find(self, view: View) -> Iterator[LexiconMatch]:
        """Every entry in this view, in whatever way it is written there."""
        line = view.line
        for index, start, end in self._whole_words.find_matches_as_indexes(line, overlapping=True):
            first = view.token_at(start + 1)
            last = first + line.count(" ", start + 1, end - 1)
            yield LexiconMatch(self._forms[index][1], view, first, last, view.name)
        yield from self._find_inside(view)
        if view.is_stretched:
            yield from self._find_stretched(view)

    def find_masked(self, text: str) -> Iterator[tuple[Entry, int, int]]:
        """Entries with letters masked (``w*rd``) at code points ``start`` to ``end`` of ``text``.

        At least three letters and most of the word must show, so that what is left says which
        word it is.
        """
        if "*" not in text and "#" not in text:
            return
        for match in _MASKED_WORD.finditer(text):
            word = match.group().lower()
            # Masks at its edges are footnote marks, hashtags and emphasis.
            if not _MASK.search(word) or not (word[0].isalpha() and word[-1].isalpha()):
                continue
            shown = sum(letter not in "*#" for letter in word)
            if shown < 3 or shown * 5 < len(word) * 3:
                continue
            inner = (place for place in range(1, len(word) - 1) if word[place] not in "*#")
            candidates = (self._by_letters.get(_shown(word, place), ()) for place in inner)
            for form, entry in min(candidates, key=len):
                if all(a in ("*", "#", b) for a, b in zip(word, form, strict=True)):
                    yield entry, match.start(), match.end()
                    break

    def _find_inside(self, view: View) -> Iterator[LexiconMatch]:
        """Unmistakable terms inside longer words and across the gaps of split ones."""
        tokens = view.tokens
        found = self._inside_words.find_matches_as_indexes("".join(tokens), overlapping=True)
        if not found:
            return
        ends = list(accumulate(map(len, tokens)))
        for index, start, end in found:
            form, entry = self._inside[index]
            first, last = bisect_right(ends, start), bisect_left(ends, end)
            if first == last:
                word = tokens[first]
                if word != form and not word.startswith(entry.innocent_words):
                    yield LexiconMatch(entry, view, first, last, "inside a longer word")
            elif ends[first] - len(tokens[first]) == start and ends[last] == end:
                parts = tokens[first : last + 1]
                if len(parts) <= 3 and all(part.isalnum() for part in parts):
                    yield LexiconMatch(entry, view, first, last, "across a gap")

    def _find_stretched(self, view: View) -> Iterator[LexiconMatch]:
        for position, token in enumerate(view.tokens):
            if not has_stretch(token):
                continue
            for form, entry in self._squeezed.get(squeezed(token), ()):
                if is_stretched_from(token, form):
                    yield LexiconMatch(
                        entry, view, position, position, "with its letters stretched"
                    )
                    break


def _shown(word: str, place: int) -> _Shown:
    return len(word), word[0], word[-1], place, word[place]


def _spellings(form: str) -> Iterable[str]:
    # Most forms are plain words, for which reading them is not worth the time at start-up.
    if form.isascii() and form.islower() and form.removesuffix("'s").replace(" ", "").isalnum():
        return (form,)
    # A comment of look-alikes only is read as Latin, whatever its author meant.
    views = View("in its own script", folded(form)), read_plainly(form)
    return dict.fromkeys(" ".join(view.tokens) for view in views)
