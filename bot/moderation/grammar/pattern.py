"""A small language for patterns of words, read from left to right.

::

    let's|lets go         either spelling, then "go"
    {kill}                any word of the class "kill"
    {kill}|hunt           a word of the class, or "hunt"
    very?                 or not
    {modifier}*4          up to four in a row
    ...3                  up to three words of any kind, within the clause
    <wish>                a named phrase, itself written in this language
    !{thing}              not followed by such a word
    ^  $                  where a clause starts or ends

What a chunk has gathered is one word to the patterns after it. Every token of a text is one
character to the regular expression that a pattern becomes, so the repetitions here never nest
over the same characters and matching takes linear time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

Symbols = frozenset[str]
"""Names of word classes; a literal word is the class ``=word``."""

_WORD = re.compile(r"\{[\w-]+\}|[\w'-]+|[^\x00-\x7f]")
_ELEMENT = re.compile(r"(?P<body>[^*?]+)(?:(?P<optional>\?)|\*(?P<most>\d))?")


class PatternInvalid(ValueError):
    """A pattern cannot be read; the message quotes it."""


@dataclass(frozen=True, slots=True)
class Word:
    """Between ``least`` and ``most`` tokens of these classes."""

    symbols: Symbols
    least: int = 1
    most: int = 1


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to ``most`` tokens of any kind within the clause."""

    most: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """One of several sequences; optional if ``least`` is 0."""

    choices: tuple[Items, ...]
    least: int = 1


@dataclass(frozen=True, slots=True)
class Edge:
    """Where a clause starts or ends."""

    at_start: bool


@dataclass(frozen=True, slots=True)
class Not:
    """No token of these classes comes next."""

    symbols: Symbols


Item = Word | Gap | Phrase | Edge | Not
Items = tuple[Item, ...]


def parse(pattern: str, phrases: Mapping[str, Phrase]) -> Items:
    """The items of ``pattern``; ``phrases`` are what ``<name>`` stands for.

    Raises:
        PatternInvalid: it names an unknown phrase, or an element is malformed.
    """
    return tuple(_item(element, pattern, phrases) for element in pattern.split())


def parse_phrases(sources: Mapping[str, Sequence[str]]) -> dict[str, Phrase]:
    """Named phrases; each may use those before it.

    Raises:
        PatternInvalid: as ``parse``.
    """
    phrases: dict[str, Phrase] = {}
    for name, choices in sources.items():
        phrases[name] = Phrase(tuple(parse(choice, phrases) for choice in choices))
    return phrases


def _item(element: str, pattern: str, phrases: Mapping[str, Phrase]) -> Item:
    if element in ("^", "$"):
        return Edge(at_start=element == "^")
    if element.startswith("...") and element[3:].isdigit():
        return Gap(int(element[3:]))
    if element.startswith("!"):
        return Not(_symbols(element[1:]))
    match = _ELEMENT.fullmatch(element)
    if match is None:
        raise PatternInvalid(f"Cannot read {element!r} in the pattern {pattern!r}.")
    body, optional = match["body"], match["optional"] is not None
    if body.startswith("<") and body.endswith(">"):
        name = body[1:-1]
        if name not in phrases:
            raise PatternInvalid(f"There is no phrase <{name}> for the pattern {pattern!r}.")
        return Phrase(phrases[name].choices, least=0) if optional else phrases[name]
    symbols = _symbols(body)
    if match["most"]:
        return Word(symbols, least=0, most=int(match["most"]))
    return Word(symbols, least=0 if optional else 1)


@cache
def _symbols(body: str) -> Symbols:
    parts = body.split("|")
    if not all(_WORD.fullmatch(part) for part in parts):
        raise PatternInvalid(f"{body!r} is no pattern of words; clause marks are classes.")
    return frozenset(part[1:-1] if part.startswith("{") else f"={part}" for part in parts)


CLAUSE_STARTS: Symbols = frozenset(("break", "quote", "opener"))
CLAUSE_ENDS: Symbols = frozenset(("break", "quote", "pause", "opener"))
BREAKS: Symbols = frozenset(("break",))


def sets_of(items: Items) -> Iterator[Symbols]:
    """Every set of classes and literals that the items ask for together."""
    yield from (CLAUSE_STARTS, CLAUSE_ENDS, BREAKS)
    for item in items:
        if isinstance(item, Word | Not):
            yield item.symbols
        elif isinstance(item, Phrase):
            for choice in item.choices:
                yield from sets_of(choice)


def lone_word(items: Items) -> Symbols:
    """The classes of which one word alone matches the items; empty if more is needed."""
    needed = [item for item in items if isinstance(item, Word | Phrase) and item.least]
    if len(needed) == 1 and isinstance(needed[0], Word):
        return needed[0].symbols
    return frozenset()


def needs_of(items: Items) -> Iterator[Symbols]:
    """For each thing the pattern cannot do without: the classes of which a text needs one."""
    for item in items:
        if isinstance(item, Word) and item.least:
            yield item.symbols
        elif isinstance(item, Phrase) and item.least:
            firsts = [next(needs_of(choice), None) for choice in item.choices]
            if len(firsts) == 1:
                yield from needs_of(item.choices[0])
            elif all(first is not None for first in firsts):
                yield frozenset[str]().union(*(first for first in firsts if first is not None))


def starts_of(items: Items) -> Symbols:
    """The classes of which one word stands first wherever the items match.

    Raises:
        PatternInvalid: nothing that the items need starts them, or any word may.
    """
    found: set[str] = set()
    for item in items:
        if isinstance(item, Gap):
            break
        if isinstance(item, Word):
            found |= item.symbols
        elif isinstance(item, Phrase):
            found.update(*map(starts_of, item.choices))
        if isinstance(item, Word | Phrase) and item.least:
            return frozenset(found)
    raise PatternInvalid(f"A chunk may start with any word: {items!r}.")


def expression(items: Items, charset: Callable[[Symbols], str]) -> str:
    """The regular expression of the items.

    ``charset`` gives the characters of some classes as the inside of ``[...]``. Gaps stop at the
    class ``break``; clauses start after ``break``, ``quote`` and ``opener`` and end before these
    or a ``pause``.
    """
    parts: list[str] = []
    for item in items:
        match item:
            case Word(symbols, least, most):
                count = "" if least == most == 1 else f"{{{least},{most}}}"
                parts.append(f"[{charset(symbols)}]{count}")
            case Gap(most):
                parts.append(f"[^{charset(BREAKS)}]{{0,{most}}}?")
            case Phrase(choices, least):
                inner = "|".join(expression(choice, charset) for choice in choices)
                parts.append(f"(?:{inner})" + ("" if least else "?"))
            case Not(symbols):
                parts.append(f"(?![{charset(symbols)}])")
            case Edge(at_start):
                before, after = charset(CLAUSE_STARTS), charset(CLAUSE_ENDS)
                parts.append(f"(?<![^{before}])" if at_start else f"(?![^{after}])")
    return "".join(parts)
