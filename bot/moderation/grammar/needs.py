"""What patterns cannot do without, as bits: almost every text lacks some of it for each of them.

A pattern needs words: of ``{kill} them`` one of the class and "them". A chunk in it needs the
words of one of its own choices. All of it is worked out once, so that a text costs a few
operations on integers and no pattern is tried that cannot match.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from typing import NamedTuple

from bot.moderation.grammar.pattern import Items, Symbols, needs_of
from bot.moderation.grammar.symbols import SymbolTable

_COMMON_MARKS: Symbols = frozenset(("unknown", "plain", "name", "pause"))


class Way(NamedTuple):
    """One way in which a pattern may come to match."""

    pattern: int
    """Its place among the patterns."""
    words: int
    """The bits of the words it needs."""
    chunks: Symbols
    """The chunks it needs."""


class Needs:
    """The needs of some patterns over the symbols of one table."""

    def __init__(
        self,
        patterns: Iterable[Items],
        layers: Sequence[Mapping[str, Sequence[Items]]],
        unions: Mapping[str, Symbols],
        classes: Mapping[str, Symbols],
        symbols: SymbolTable,
    ) -> None:
        self._chunks = {name: items for layer in layers for name, items in layer.items()}
        self._first_layer = layers[0].keys()
        self._unions = unions
        self._bits: dict[Symbols, int] = {}
        self._known_words: dict[Symbols, Symbols] = {}
        self._by_key: dict[int, list[Way]] = {}
        rarest_first = _rarest_first(classes)
        for number, items in enumerate(patterns):
            for words, chunks in self._ways(items):
                key = self._bit(min(words, key=rarest_first))
                way = Way(number, self._mask(words), chunks)
                self._by_key.setdefault(key, []).append(way)
        self._keys = sum(self._by_key)
        self._ways_of_chunks = {
            name: tuple({self._mask(self._needs(items)) for items in choices})
            for name, choices in self._chunks.items()
        }
        self._name_bits = sum(bit for need, bit in self._bits.items() if "name" in need)
        self._masks = dict.fromkeys(symbols.kinds, 0)
        for need, bit in self._bits.items():
            for symbol in symbols.of_any(need):
                self._masks[symbol] |= bit

    def met_by(self, line: str, *, named: bool) -> int:
        """The bits of all that the symbols of a line meet; ``named``: it may have names in it."""
        met, masks = self._name_bits if named else 0, self._masks
        for symbol in set(line):
            met |= masks[symbol]
        return met

    def ways_within(self, met: int) -> list[Way]:
        """The ways in which a pattern may match where this is met."""
        keys = met & self._keys
        ways: list[Way] = []
        while keys:
            key = keys & -keys
            keys ^= key
            ways += self._by_key[key]
        return self.still_within(ways, met)

    def still_within(self, ways: Iterable[Way], met: int) -> list[Way]:
        """Those of the ways in which a pattern may match where no more than this is met."""
        found = [way for way in ways if way.words & met == way.words]
        lacking: set[str] = set()
        for chunk in {chunk for way in found for chunk in way.chunks}:
            if not any(words & met == words for words in self._ways_of_chunks[chunk]):
                lacking.add(chunk)
        return [way for way in found if lacking.isdisjoint(way.chunks)] if lacking else found

    def _ways(self, items: Items) -> Iterator[tuple[frozenset[Symbols], Symbols]]:
        """The words and chunks that the items need; one of these ways a text must have in full."""
        for way in product(*map(self._ways_of, needs_of(items))):
            words = frozenset[Symbols]().union(*(words for words, _ in way))
            yield words, frozenset[str]().union(*(chunks for _, chunks in way))

    def _ways_of(self, names: Symbols) -> Sequence[tuple[frozenset[Symbols], Symbols]]:
        """A chunk's own words take part in choosing the key: they are rarer than most."""
        only = next(iter(names))
        members = self._unions.get(only, names) if len(names) == 1 else names
        built = self._chunks.keys() - (self._first_layer if only in self._unions else ())
        if members <= built:
            return [
                (frozenset(self._needs_of_chunk(member)), frozenset((member,)))
                for member in sorted(members)
            ]
        return [(frozenset((self._words_of(names),)), frozenset())]

    def _needs_of_chunk(self, name: str) -> Iterator[Symbols]:
        """Whatever the choice, its first thing is needed, and its second, and so on."""
        choices = map(self._needs, self._chunks[name])
        yield from (frozenset[str]().union(*needs) for needs in zip(*choices, strict=False))

    def _needs(self, items: Items) -> list[Symbols]:
        return [self._words_of(names) for names in needs_of(items)]

    def _words_of(self, names: Symbols) -> Symbols:
        """The word classes without one of which none of these classes or chunks can be there."""
        known = self._known_words.get(names)
        if known is not None:
            return known
        found: set[str] = set()
        for name in names:
            if name in self._unions:
                found |= self._words_of(self._unions[name])
            elif name in self._chunks:
                for items in self._chunks[name]:
                    found |= self._words_of(next(needs_of(items)))
            else:
                found.add(name)
        self._known_words[names] = frozenset(found)
        return self._known_words[names]

    def _mask(self, needs: Iterable[Symbols]) -> int:
        mask = 0
        for need in needs:
            mask |= self._bit(need)
        return mask

    def _bit(self, need: Symbols) -> int:
        return self._bits.setdefault(need, 1 << len(self._bits))


def _rarest_first(
    classes: Mapping[str, Symbols],
) -> Callable[[Symbols], tuple[int, int, list[str]]]:
    """How many texts have what is needed: first by common words, then by all words.

    What a mark stands for, such as a comma or a word that nobody listed, most texts have.
    Ties are broken by name, so that every process builds the same.
    """
    common = classes["function"]

    @cache
    def of_class(name: str) -> tuple[int, int]:
        words = classes.get(name, frozenset((name.removeprefix("="),)))
        return len(words & common) + 3 * (name in _COMMON_MARKS), len(words)

    @cache
    def of_need(need: Symbols) -> tuple[int, int, list[str]]:
        counts = [of_class(name) for name in need]
        return sum(one for one, _ in counts), sum(all_ for _, all_ in counts), sorted(need)

    return of_need
