"""What is known of each language's words, read once from ``languages.toml``."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from operator import attrgetter

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
"""A word; apostrophes and hyphens inside belong to it."""

_SAMPLE = 30_000
"""Characters that are enough to tell the language."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words and phrases of one language, in lower case; each field as ``languages.toml`` says."""

    common: frozenset[str]
    first: frozenset[str]
    second: frozenset[str]
    first_endings: frozenset[str]
    second_endings: frozenset[str]
    contractions: frozenset[str]
    casual: frozenset[str]
    sloppy: frozenset[str]
    phrases: tuple[str, ...]
    reporting: frozenset[str]
    reporting_phrases: tuple[str, ...]
    office: frozenset[str]
    verbs: frozenset[str]
    headings: frozenset[str]
    particles: frozenset[str]
    labels: tuple[str, ...]
    calendar: tuple[str, ...]
    caption: tuple[str, ...]
    credit: tuple[str, ...]
    pictured: tuple[str, ...]
    time_units: frozenset[str]
    quantities: frozenset[str]
    ago: tuple[str, ...]
    just_now: tuple[str, ...]
    byline: tuple[str, ...]
    attribution: tuple[str, ...]
    date: tuple[str, ...]
    title: tuple[str, ...]
    picture: tuple[str, ...]
    comments: tuple[str, ...]
    says: tuple[str, ...]
    reply_to: tuple[str, ...]
    posted_by: tuple[str, ...]
    buttons: tuple[str, ...]
    furniture: tuple[str, ...]
    notices: tuple[str, ...]
    anonymous: tuple[str, ...]


@cache
def vocabularies() -> dict[str, Vocabulary]:
    """Every language's vocabulary by its ISO 639-1 code."""
    source = resources.files("bot.sources.reading").joinpath("languages.toml")
    tables: dict[str, dict[str, str]] = tomllib.loads(source.read_text(encoding="utf-8"))
    return {code: _vocabulary(table) for code, table in tables.items()}


def _vocabulary(table: dict[str, str]) -> Vocabulary:
    def words(name: str) -> frozenset[str]:
        return frozenset(table[name].split())

    def phrases(name: str) -> tuple[str, ...]:
        return tuple(" ".join(phrase.split()) for phrase in table[name].split(","))

    return Vocabulary(
        common=words("common"),
        first=words("first"),
        second=words("second"),
        first_endings=words("first_endings"),
        second_endings=words("second_endings"),
        contractions=words("contractions"),
        casual=words("casual"),
        sloppy=words("sloppy"),
        phrases=phrases("phrases"),
        reporting=words("reporting"),
        reporting_phrases=phrases("reporting_phrases"),
        office=words("office"),
        verbs=words("verbs"),
        headings=words("headings"),
        particles=words("particles"),
        labels=phrases("labels"),
        calendar=tuple(table["calendar"].split()),
        caption=phrases("caption"),
        credit=phrases("credit"),
        pictured=phrases("pictured"),
        time_units=words("time_units"),
        quantities=words("quantities"),
        ago=phrases("ago"),
        just_now=phrases("just_now"),
        byline=phrases("byline"),
        attribution=phrases("attribution"),
        date=phrases("date"),
        title=phrases("title"),
        picture=phrases("picture"),
        comments=phrases("comments"),
        says=phrases("says"),
        reply_to=phrases("reply_to"),
        posted_by=phrases("posted_by"),
        buttons=phrases("buttons"),
        furniture=phrases("furniture"),
        notices=phrases("notices"),
        anonymous=phrases("anonymous"),
    )


def fold(text: str) -> str:
    """``text`` in lower case with straight apostrophes, as the vocabularies are written."""
    if text.isascii():
        return text.lower()
    return text.replace("İ", "i").lower().replace("’", "'")


def language_of(text: str) -> str:
    """The code of the language whose common words are most frequent; English where none is."""
    words = Counter(WORD.findall(fold(text[:_SAMPLE])))
    hits = {
        code: sum(words[word] for word in vocabulary.common)
        for code, vocabulary in vocabularies().items()
    }
    best = max(hits, key=lambda code: hits[code])
    return best if hits[best] > 0 else "en"


@cache
def openings(code: str, name: str) -> tuple[str, ...]:
    """A list of phrases in the document's language and in English, the longest first.

    Pages in other languages often keep the English words of the software they run on.
    """
    field: Callable[[Vocabulary], tuple[str, ...]] = attrgetter(name)
    known = vocabularies()
    return longest_first({*field(known[code]), *field(known["en"])})


@cache
def all_openings(name: str) -> tuple[str, ...]:
    """A list of phrases in every language, the longest first."""
    field: Callable[[Vocabulary], tuple[str, ...]] = attrgetter(name)
    return longest_first(phrase for known in vocabularies().values() for phrase in field(known))


def longest_first(phrases: Iterable[str]) -> tuple[str, ...]:
    """``phrases`` without repetitions, so that a regular expression prefers the longest."""
    return tuple(sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase)))


@cache
def all_words(name: str) -> tuple[str, ...]:
    """A set of words in every language, the longest first."""
    field: Callable[[Vocabulary], frozenset[str]] = attrgetter(name)
    return longest_first(word for known in vocabularies().values() for word in field(known))


@cache
def alternation(phrases: tuple[str, ...]) -> str:
    """``phrases`` as a part of a regular expression."""
    return "|".join(re.escape(phrase) for phrase in phrases)
