"""One character for every kind of word, so that a text becomes a short line of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import ClassVar

from bot.moderation.folding import View
from bot.moderation.folding.stretching import has_stretch, is_stretched_from, squeezed
from bot.moderation.grammar.pattern import Symbols

_BREAK = re.compile(r"[.!?;:\n-]")
_INNER_CAPITAL = re.compile(r"[A-Z](?<=[^.!?\s] .)[^\W\d_]|[A-Z](?<=[.!?:\n] .)[^\W\d_]")
_COMMON_MARKS = (*'.,!?:;()"-', "...", "!!", "??", "?!", ").", '."', ',"')
"""Looked up like words, which is quicker than looking into them."""
_FIRST_SYMBOL = 0xE000
"""Symbols come from a private use area, so none means anything to a regular expression."""


class SymbolTable:
    """Words that no pattern tells apart share a symbol; so do all words that none speaks of."""

    MARKS: ClassVar = ("unknown", "name", "break", "pause", "quote")
    """Classes without a word list: unknown words, such with a capital, and clause marks.

    A word that patterns only name by itself is in the class ``plain``.
    """

    def __init__(
        self,
        sets: Iterable[Symbols],
        classes: Mapping[str, frozenset[str]],
        lone_words: Mapping[str, Symbols],
    ) -> None:
        """``sets``: what patterns ask for together, as classes, chunks and ``=words``;
        ``lone_words``: for each chunk the classes of which one word alone makes it."""
        sets = tuple(dict.fromkeys((*sets, *lone_words.values())))
        used = sorted(frozenset[str]().union(*sets))
        self.kinds: dict[str, Symbols] = {}
        """Symbol -> the classes and chunks that one of its words is in, standing for the others."""
        self._symbols: dict[Symbols, str] = {}
        self._by_name: dict[str, set[str]] = {}
        self._alone: dict[tuple[str, str], str] = {}
        marks = (self._symbol(frozenset((mark,))) for mark in self.MARKS)
        self.unknown, self._name, self.stop, self._pause, self._quote = marks
        self._words = self._numbered(sets, _memberships(used, classes))
        self._listed = {mark: self._unlisted(mark) for mark in _COMMON_MARKS} | self._words
        # A chunk of one word stays that word as well: "you" is a pronoun and still "you".
        for kind in tuple(self._symbols):
            for chunk, lone in lone_words.items():
                if kind & lone:
                    self._symbol(kind | {chunk})
        for name in used:
            if name not in classes and not name.startswith("="):
                self._symbol(frozenset((name,)))

    def _numbered(
        self, sets: Iterable[Symbols], memberships: Mapping[Symbols, Iterable[str]]
    ) -> dict[str, str]:
        """A symbol for each word; words that every pattern treats alike share one."""
        asked_with: dict[str, set[int]] = {}
        for number, names in enumerate(sets):
            for name in names:
                asked_with.setdefault(name, set()).add(number)
        standing_for: dict[frozenset[int], Symbols] = {}
        words: dict[str, str] = {}
        for names, alike in memberships.items():
            asked = frozenset[int]().union(*(asked_with.get(name, ()) for name in names))
            symbol = self._symbol(standing_for.setdefault(asked, names))
            words.update(dict.fromkeys(alike, symbol))
        return words

    def _symbol(self, kind: Symbols) -> str:
        symbol = self._symbols.get(kind)
        if symbol is None:
            symbol = self._symbols[kind] = chr(_FIRST_SYMBOL + len(self._symbols))
            self.kinds[symbol] = kind
            for name in kind:
                self._by_name.setdefault(name, set()).add(symbol)
        return symbol

    def of_any(self, names: Symbols) -> list[str]:
        """The symbols that stand for one of these classes or chunks, in a fixed order."""
        return sorted(set[str]().union(*(self._by_name.get(name, ()) for name in names)))

    def charset(self, names: Symbols) -> str:
        """The symbols of these classes and chunks, as the inside of ``[...]``."""
        ranges: list[list[int]] = []
        for symbol in self.of_any(names):
            code = ord(symbol)
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
        return "".join(
            chr(first) if first == last else f"{chr(first)}-{chr(last)}" for first, last in ranges
        )

    def line_of(self, tokens: Iterable[str]) -> str:
        """One symbol for each token."""
        find, unknown, unlisted = self._listed.get, self.unknown, self._unlisted
        return "".join(
            [find(token) or (unknown if token.isalnum() else unlisted(token)) for token in tokens]
        )

    def line_of_stretched(self, tokens: Iterable[str]) -> str:
        """As ``line_of``, with stretched words ("killlll") as the words they are."""
        return self.line_of([self._unstretched(token) for token in tokens])

    def _unstretched(self, token: str) -> str:
        if not has_stretch(token):
            return token
        word = self._words_by_squeeze.get(squeezed(token), token)
        return word if word != token and is_stretched_from(token, word) else token

    @cached_property
    def _words_by_squeeze(self) -> dict[str, str]:
        return {squeezed(word): word for word in self._words if len(word) > 2}

    def _unlisted(self, token: str) -> str:
        # No clause mark has anything but ASCII in it once it is folded.
        if not token.isascii() or token[0].isalnum():
            return self.unknown
        if _BREAK.search(token):
            return self.stop
        return self._quote if '"' in token else self._pause

    def may_have_names(self, line: str, original: str) -> bool:
        """Whether some unknown word may be a name; quicker than finding out which."""
        return self.unknown in line and (
            original[:1].isupper() or _INNER_CAPITAL.search(original) is not None
        )

    def with_names(self, sentence: str, start: int, view: View, original: str) -> str:
        """``sentence``, from token ``start`` on, with unknown words in capitals as names.

        In a text all in capitals there are none, and a plural that opens a sentence is no name.
        """
        if self.unknown not in sentence or original.isupper():
            return sentence
        unknown = self.unknown
        symbols = list(sentence)
        for place, symbol in enumerate(symbols):
            if symbol == unknown and self._is_name(place, start, view, original):
                symbols[place] = self._name
        return "".join(symbols)

    def _is_name(self, place: int, start: int, view: View, original: str) -> bool:
        if place == 0 and view.tokens[start].endswith(("s", "ing", "ed", "ly")):
            return False
        return original[view.start_of(start + place)].isupper()

    def of_chunk(self, name: str, line: str) -> str:
        """The symbol of a chunk that takes the place of these symbols."""
        if len(line) == 1:
            return self._of_word_and_chunk(line, name)
        return self._symbols[frozenset((name,))]

    def _of_word_and_chunk(self, symbol: str, name: str) -> str:
        known = self._alone.get((symbol, name))
        if known is None:
            kind = self.kinds[symbol] | {name}
            known = self._symbols.get(kind) or self._symbols[frozenset((name,))]
            self._alone[symbol, name] = known
        return known


def _memberships(
    used: Iterable[str], classes: Mapping[str, frozenset[str]]
) -> dict[Symbols, list[str]]:
    """The names by which patterns speak of words -> the words that are spoken of by just these."""
    memberships: dict[str, set[str]] = {}
    for name in used:
        for word in (name[1:],) if name.startswith("=") else classes.get(name, ()):
            memberships.setdefault(word, set()).add(name)
    alike: dict[Symbols, list[str]] = {}
    for word, names in memberships.items():
        if all(name.startswith("=") for name in names):
            names.add("plain")
        alike.setdefault(frozenset(names), []).append(word)
    # Words of one class come one after the other, so that their symbols make a range.
    return dict(sorted(alike.items(), key=lambda item: sorted(item[0])))
