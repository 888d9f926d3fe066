"""Sentences made of a pattern's own words."""

from __future__ import annotations

from collections.abc import Iterator

from bot.moderation.grammar.pattern import Item, Items, Phrase, Word, parse, parse_phrases
from bot.moderation.grammar.vocabulary import CHUNKS, CLASSES, PHRASES, UNIONS

_PEOPLE = {
    "relative": "my boss",
    "their-family": "his kids",
    "you-abused": "you filthy clown",
    "you-insulted": "you clown",
    "reviled": "filthy kurds",
    "whole-group": "all kurds",
    "migrant": "migrants",
    "group": "kurds",
    "attacker": "gunmen",
    "criminal": "burglars",
    "other": "bankers",
    "figure": "Zorblat",
    "animal": "hyenas",
    "pronoun": "them",
}
_PHRASES = parse_phrases(PHRASES)
_ACTS = dict(CHUNKS[1])
_MARKS = {"pause": ",", "break": ".", "quote": '"', "unknown": "zorks", "name": "Zorblat"}
_MARKS["plain"] = "zorks"


def sentences(pattern: str) -> Iterator[str]:
    """Each names another of the pattern's alternatives."""
    yield from _written(parse(pattern, _PHRASES))


def _written(items: Items) -> Iterator[str]:
    """The items with their first choices, then with each other choice in turn."""
    choices = [list(_choices(item)) for item in items]
    first = [options[0] for options in choices]
    yield _line(first)
    for place, options in enumerate(choices):
        for option in options[1:]:
            yield _line([*first[:place], option, *first[place + 1 :]])


def _line(words: list[str]) -> str:
    return " ".join(word for word in words if word)


def _choices(item: Item) -> Iterator[str]:
    if isinstance(item, Word | Phrase) and not item.least:
        yield ""
    if isinstance(item, Word):
        for symbol in sorted(item.symbols):
            yield _word(symbol)
    elif isinstance(item, Phrase):
        for choice in item.choices:
            yield from _written(choice)
    else:
        yield ""


def _word(symbol: str) -> str:
    if symbol.startswith("="):
        return symbol[1:]
    if symbol in UNIONS:
        return _word(min(UNIONS[symbol]))
    if symbol in _PEOPLE:
        return _PEOPLE[symbol]
    if symbol in _ACTS:
        return next(_written(parse(_ACTS[symbol][0], _PHRASES)))
    if symbol in _MARKS:
        return _MARKS[symbol]
    # A word of no other class stands for its own best.
    return min(
        (word for word in CLASSES[symbol] if word.isalpha()),
        key=lambda word: (sum(word in others for others in CLASSES.values()), word),
    )
