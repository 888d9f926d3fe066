"""Finding rules in texts: tokens become symbols, patterns become expressions over them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from bot.domain.verdict import Category
from bot.moderation.folding import View
from bot.moderation.grammar.needs import Needs
from bot.moderation.grammar.pattern import (
    Items,
    Symbols,
    expression,
    lone_word,
    parse,
    parse_phrases,
    sets_of,
    starts_of,
)
from bot.moderation.grammar.rule import Rule
from bot.moderation.grammar.symbols import SymbolTable


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words, chunks and phrases that patterns are written in."""

    classes: Mapping[str, frozenset[str]]
    """Class name -> its words."""
    chunks: Sequence[Mapping[str, Sequence[str]]]
    """Layers of chunk name -> its patterns; a layer is made of what the one before has left."""
    unions: Mapping[str, frozenset[str]]
    """A name that stands for several classes or chunks."""
    phrases: Mapping[str, Sequence[str]]
    """What ``<name>`` stands for in a pattern."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule found at tokens ``first`` to ``last``, both included, of a view."""

    rule: Rule
    pattern: str
    """The pattern of the rule that matched, as it is written there."""
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Reading:
    """A sentence as symbols, each of them the tokens from ``starts`` to ``ends``, both included."""

    line: str
    starts: Sequence[int]
    ends: Sequence[int]


class _Candidate(NamedTuple):
    rule: Rule
    pattern: _Pattern


class _Sentence(NamedTuple):
    candidates: list[_Candidate]
    reading: _Reading


class _Pattern:
    """One pattern of a rule, compiled when it is first needed."""

    def __init__(self, source: str, items: Items, grammar: Grammar) -> None:
        self.source = source
        self._items = items
        self._grammar = grammar

    @cached_property
    def expression(self) -> re.Pattern[str]:
        return re.compile(expression(self._items, self._grammar.charset))


class Grammar:
    """Rules over one vocabulary.

    A text costs one table look-up a token. Only where it has every kind of word that some
    pattern cannot do without, its chunks are gathered, layer by layer (cascaded finite-state
    parsing: Abney, "Partial Parsing via Finite-State Cascades", 1996), and the pattern is tried.
    """

    def __init__(self, rules: Iterable[Rule], vocabulary: Vocabulary) -> None:
        phrases = parse_phrases(vocabulary.phrases)
        self._unions = vocabulary.unions
        self._layers = [
            {
                name: [parse(source, phrases) for source in sources]
                for name, sources in layer.items()
            }
            for layer in vocabulary.chunks
        ]
        self._chunks = {name: items for layer in self._layers for name, items in layer.items()}
        parsed = [
            (rule, source, parse(source, phrases)) for rule in rules for source in rule.patterns
        ]
        sets = [frozenset((name,)) for name in ("function", *self._chunks)]
        sets.extend(names for _, _, items in parsed for names in sets_of(items))
        for choices in self._chunks.values():
            sets.extend(names for items in choices for names in sets_of(items))
        self._refuse_unknown(frozenset[str]().union(*sets), vocabulary)
        self._symbols = SymbolTable(
            map(self._expanded, dict.fromkeys(sets)), vocabulary.classes, self._lone_words()
        )
        self._patterns = [
            _Candidate(rule, _Pattern(source, items, self)) for rule, source, items in parsed
        ]
        self._needs = Needs(
            (items for _, _, items in parsed),
            self._layers,
            self._unions,
            vocabulary.classes,
            self._symbols,
        )

    def _refuse_unknown(self, used: Symbols, vocabulary: Vocabulary) -> None:
        if shared := sorted(vocabulary.classes.keys() & self._chunks.keys()):
            raise ValueError(f"A word class and a chunk are both called {shared[0]!r}.")
        known = {*vocabulary.classes, *self._chunks, *self._unions, *SymbolTable.MARKS, "plain"}
        if unknown := sorted(s for s in used if not s.startswith("=") and s not in known):
            raise ValueError(f"No word class or chunk is called {unknown[0]!r}.")

    def _lone_words(self) -> dict[str, Symbols]:
        """For each chunk of the first layer the classes of which one word alone makes it."""
        lone = {name: map(lone_word, choices) for name, choices in self._layers[0].items()}
        return {name: frozenset[str]().union(*found) for name, found in lone.items()}

    def charset(self, names: Symbols) -> str:
        """The symbols of these classes, chunks and unions, as the inside of ``[...]``."""
        return self._symbols.charset(self._expanded(names))

    def _expanded(self, names: Symbols) -> Symbols:
        """These classes and chunks with the members of those that are unions."""
        return names.union(*(self._unions.get(name, frozenset()) for name in names))

    def hits(self, view: View, original: str, category: Category) -> Iterator[Hit]:
        """Every place where a pattern of this category matches, sentence by sentence."""
        for candidates, reading in self._read(view, original):
            for rule, pattern in candidates:
                if rule.category is category:
                    for match in pattern.expression.finditer(reading.line):
                        first, last = reading.starts[match.start()], reading.ends[match.end() - 1]
                        yield Hit(rule, pattern.source, first, last)

    def _read(self, view: View, original: str) -> list[_Sentence]:
        """The sentences in which all the words of some rule come together, as symbols."""
        known = view.worked_out.get(self)
        if isinstance(known, list):
            return known
        symbols = self._symbols
        read = symbols.line_of_stretched if view.is_stretched else symbols.line_of
        line = read(view.tokens)
        named = symbols.may_have_names(line, original)
        sentences: list[_Sentence] = []
        # Most texts lack some word for every pattern; only the others are read by sentences.
        if ways := self._needs.ways_within(self._needs.met_by(line, named=named)):
            start = 0
            for sentence in line.split(symbols.stop):
                met = self._needs.met_by(sentence, named=named)
                if within := self._needs.still_within(ways, met):
                    if named:
                        sentence = symbols.with_names(sentence, start, view, original)
                    tokens = range(start, start + len(sentence))
                    reading = self._gather(_Reading(sentence, tokens, tokens))
                    numbers = sorted({way.pattern for way in within})
                    candidates = [self._patterns[number] for number in numbers]
                    sentences.append(_Sentence(candidates, reading))
                start += len(sentence) + 1
        view.worked_out[self] = sentences
        return sentences

    def _gather(self, reading: _Reading) -> _Reading:
        """The line with its chunks, each of them one symbol."""
        for pattern, names in self._layer_expressions:
            reading = self._gather_layer(reading, pattern, names)
        return reading

    def _gather_layer(
        self, reading: _Reading, pattern: re.Pattern[str], names: Sequence[str]
    ) -> _Reading:
        spans: list[tuple[int, int]] = []

        def chunk(match: re.Match[str]) -> str:
            spans.append(match.span())
            return self._symbols.of_chunk(names[(match.lastindex or 1) - 1], match.group())

        line = pattern.sub(chunk, reading.line)
        if len(line) == len(reading.line):
            return _Reading(line, reading.starts, reading.ends)
        starts: list[int] = []
        ends: list[int] = []
        position = 0
        for start, end in spans:
            starts.extend(reading.starts[position : start + 1])
            ends.extend(reading.ends[position:start])
            ends.append(reading.ends[end - 1])
            position = end
        starts.extend(reading.starts[position:])
        ends.extend(reading.ends[position:])
        return _Reading(line, starts, ends)

    @cached_property
    def _layer_expressions(self) -> list[tuple[re.Pattern[str], list[str]]]:
        return [self._layer_expression(layer) for layer in self._layers]

    def _layer_expression(
        self, layer: Mapping[str, list[Items]]
    ) -> tuple[re.Pattern[str], list[str]]:
        """One expression for a layer, and the chunk that each of its groups stands for.

        Neighbouring choices that start alike share that start, so that it is tried once.
        """
        choices = [(name, items) for name, all_items in layer.items() for items in all_items]
        names: list[str] = []
        branches: list[str] = []
        for start, alike in groupby(choices, key=lambda choice: choice[1][0]):
            ends: list[str] = []
            for name, items in alike:
                names.append(name)
                ends.append(f"({expression(items[1:], self.charset)})")
            branches.append(f"{expression((start,), self.charset)}(?:{'|'.join(ends)})")
        starts = frozenset[str]().union(*(starts_of(items) for _, items in choices))
        # Few words can start a chunk: at all others one look spares trying every branch.
        return re.compile(f"(?=[{self.charset(starts)}])(?:{'|'.join(branches)})"), names
