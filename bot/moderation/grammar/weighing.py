"""From hits to evidence: what speaks for a harmless reading of each, and which hits to keep."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.verdict import Category, Counter, Evidence
from bot.moderation import wording
from bot.moderation.context import Context
from bot.moderation.counters import (
    condemnation,
    idiom,
    negation,
    question,
    quotation,
    report,
    topic,
)
from bot.moderation.folding import Folded
from bot.moderation.grammar.grammar import Grammar
from bot.moderation.grammar.rule import Rule
from bot.moderation.limits import MAXIMUM_PASSAGES, too_many_passages
from bot.moderation.passage import Passage

_COUNTERS = (
    quotation.of_article,
    quotation.of_parent,
    quotation.in_quotation_marks,
    condemnation.of,
    report.of,
    topic.of,
    idiom.of,
)


def evidence(
    grammar: Grammar, category: Category, folded: Folded, context: Context
) -> Iterator[Evidence]:
    """Evidence for every rule of a category in every reading of the text, each place once."""
    found: list[Evidence] = []
    for view in folded.views:
        for hit in grammar.hits(view, folded.original, category):
            passage = Passage(folded, view, hit.first, hit.last)
            if any(_repeats(passage, hit.rule, other) for other in found):
                continue
            if len(found) == MAXIMUM_PASSAGES:
                yield too_many_passages(folded)
                return
            found.append(_weigh(passage, hit.rule, context))
            yield found[-1]


def _repeats(passage: Passage, rule: Rule, other: Evidence) -> bool:
    """Whether evidence without counter-evidence already says as much about this place."""
    span = passage.span
    return (
        not other.counters
        and other.score >= rule.score
        and span.start < other.span.end
        and other.span.start < span.end
    )


def _weigh(passage: Passage, rule: Rule, context: Context) -> Evidence:
    return Evidence(
        rule=rule.name,
        category=rule.category,
        span=passage.span,
        score=rule.score,
        explanation=wording.RULE.format(what=rule.explanation, passage=_shortened(passage.written)),
        counters=tuple(_counters(passage, rule, context)),
        severity=rule.severity,
    )


def _counters(passage: Passage, rule: Rule, context: Context) -> Iterator[Counter]:
    if rule.negatable and (counter := negation.of(passage)):
        yield counter
    if counter := question.of(passage):
        yield counter
    for counts in _COUNTERS:
        if counter := counts(passage, context):
            yield counter


def _shortened(text: str, most: int = 120) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1]}\u2026"
