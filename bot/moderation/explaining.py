"""Why an entry of the lexicon counts in a text, or why it does not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from bot.domain.verdict import Finding
from bot.moderation.context import Context
from bot.moderation.detectors import slurs
from bot.moderation.folding import Folded, View, fold
from bot.moderation.lexicon import Entry, Lexicon
from bot.moderation.lexicon.spelling import folded
from bot.moderation.mending import mended

_MOST_MISSES = 5


@dataclass(frozen=True, slots=True)
class Miss:
    """A place that looks like the term and is not counted."""

    written: str
    reason: str
    """A sentence."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What became of one entry in one text."""

    readings: tuple[tuple[str, str], ...]
    """How the text was read, in words that complete "read ...", and what was read then."""
    findings: tuple[Finding, ...]
    """Each place where the term stands, with what the policy decides and what speaks against."""
    misses: tuple[Miss, ...]


def explain(entry: Entry, text: str, context: Context) -> Explanation:
    """Look ``entry`` alone up in ``text`` and keep every step."""
    read = mended(fold(text))
    evidence = slurs.detect(read, context, Lexicon((entry,)))
    findings = tuple(map(context.policy.decide, evidence))
    counted = {finding.span for finding in findings}
    misses = (miss for place, miss in _misses(entry, read) if place not in counted)
    return Explanation(
        readings=_readings(read),
        findings=findings,
        misses=tuple(islice(dict.fromkeys(misses), _MOST_MISSES)),
    )


def _readings(read: Folded) -> tuple[tuple[str, str], ...]:
    """Each text that was read once, by the first way that leads to it."""
    ways: dict[str, str] = {}
    for view in read.views:
        ways.setdefault(" ".join(view.tokens), view.name)
    return tuple((how, text) for text, how in ways.items())


def _misses(entry: Entry, read: Folded) -> Iterator[tuple[object, Miss]]:
    forms = [folded(form) for form in entry.forms()]
    single = {form for form in forms if " " not in form}
    phrases = [form.split() for form in forms if " " in form]
    for view in read.views:
        for place, token in enumerate(view.tokens):
            if token not in single and any(form in token for form in single):
                span = view.span(place, place)
                yield span, Miss(span.of(read.original), _why_not_inside(entry, token))
        yield from _interrupted(phrases, view, read)


def _why_not_inside(entry: Entry, token: str) -> str:
    if not entry.inside_words:
        return "The term is only part of this word, and counts as a whole word alone."
    if token.startswith(entry.innocent_words):
        return "The entry names this word as one that has nothing to do with the term."
    return "The term is only part of this word."


def _interrupted(
    phrases: list[list[str]], view: View, read: Folded
) -> Iterator[tuple[object, Miss]]:
    """Phrases whose words follow each other with a mark between them."""
    words = [place for place, token in enumerate(view.tokens) if token[:1].isalnum()]
    for phrase in phrases:
        for start in range(len(words) - len(phrase) + 1):
            places = words[start : start + len(phrase)]
            apart = places[-1] - places[0] >= len(phrase)
            if apart and [view.tokens[place] for place in places] == phrase:
                span = view.span(places[0], places[-1])
                reason = "A mark stands between its words, so they belong to different clauses."
                yield span, Miss(span.of(read.original), reason)
